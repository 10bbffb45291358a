"""What a run writes: a data set or an archive, without copies if wanted, read as an archive."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from archive import Archive, Filters, export, open_archive
from archive.ingest import ingest
from archive.levels import Level, end_of
from benchmarks import corpus
from bulk.opening import open_result
from bulk.result import Result
from extract import Article, extract_figures
from tests.bulk.runs import figures_of, run_bulk, write_lines, written
from views import highlight

Write = Callable[[Result, Filters], bytes]


def test_copies_of_a_report_are_dropped_on_demand(articles: list[Article], tmp_path: Path) -> None:
    told = [article for article in articles if extract_figures(article).figures][:20]
    copied = [replace(article, id=f"copy of {article.id}") for article in told]
    source = write_lines(tmp_path / "a.jsonl", [*told, *copied])
    assert run_bulk(source, folder=tmp_path / "out", options=("--drop-near-duplicates",)) == 0
    assert written(tmp_path / "out") == figures_of(told)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["copies"] == 20


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Archive]:
    """The bundled briefs as a bulk result and as an archive."""
    folder = tmp_path_factory.mktemp("both")
    paths = sorted(corpus.BRIEFS.glob("*.md"))
    assert run_bulk(corpus.BRIEFS, folder=folder / "out") == 0
    archive = open_archive(f"sqlite:///{folder / 'archive.sqlite'}")
    for _ in ingest(archive, ((path.name, path.read_bytes()) for path in paths)):
        pass
    return open_result(str(folder / "out")), archive


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(origins=("RUS",), categories=("arrival", "departure")),
        Filters(start=date(2022, 9, 1), end=date(2022, 12, 31)),
        Filters(search="MOBILISATION"),
        Filters(decisions=("accepted",)),
        Filters(quantifiers=("range",), units=("person",), collections=("bulk", "added")),
    ],
    ids=["all", "places and kinds", "dates", "search", "decisions", "the rest"],
)
def test_a_result_answers_as_an_archive_does(
    filters: Filters, both: tuple[Result, Archive]
) -> None:
    result, archive = both
    filters = replace(filters, carried=True)
    assert result.count(filters) == archive.count(filters)
    assert result.facet("destination", filters) == archive.facet("destination", filters)
    ours, theirs = (one.figures_frame(filters)["sentence"] for one in both)
    assert sorted(ours) == sorted(theirs)


def test_a_result_gives_its_newest_figures_first(both: tuple[Result, Archive]) -> None:
    frame = both[0].figures_frame(limit=20)
    assert len(frame) == 20
    assert frame["as_of"].is_monotonic_decreasing
    [again] = both[0].figures_frame(Filters(figure_ids=(frame["figure_id"][7],)))["sentence"]
    assert again == frame["sentence"][7]


@pytest.mark.parametrize("level", ["day", "week", "month", "year"])
def test_reports_are_counted_over_time_alike_and_none_is_lost(
    level: Level, both: tuple[Result, Archive]
) -> None:
    result, archive = both
    everything = Filters(carried=True)
    ours = result.timeline(everything, level=level, by=("origin",))
    theirs = archive.timeline(everything, level=level, by=("origin",))
    pd.testing.assert_frame_equal(ours, theirs, check_dtype=False)
    dated = archive.figures_frame(everything, columns=("as_of",))["as_of"].count()
    assert ours["figures"].sum() == dated
    first, last = archive.span(everything) or (None, None)
    assert result.span(everything) == (first, last)
    assert ours["start"].max().date() <= last <= end_of(ours["start"].max().date(), level)


def test_combinations_of_values_are_counted_alike(both: tuple[Result, Archive]) -> None:
    result, archive = both
    wanted = Filters(carried=True, origins=("RUS", "UKR"))
    columns = ("category", "unit", "destination")
    assert result.tally(columns, wanted) == archive.tally(columns, wanted)
    assert result.tally(columns, wanted)


def test_outlets_are_counted_by_day_as_in_an_archive_with_figures_only(
    both: tuple[Result, Archive],
) -> None:
    ours, theirs = (one.coverage() for one in both)
    assert set(map(tuple, ours.to_numpy())) <= set(map(tuple, theirs.to_numpy()))
    assert ours["articles"].sum() == both[0].articles_frame()["published"].count()


def test_a_figure_shows_its_sentence_its_evidence_and_where_its_article_stood(
    both: tuple[Result, Archive],
) -> None:
    result, archive = both
    words = Filters(search="30,439 Russian", carried=True)
    ours, theirs = (
        one.figure(one.figures_frame(words, columns=("figure_id",))["figure_id"][0])
        for one in (result, archive)
    )
    assert ours is not None
    assert theirs is not None
    # Ids are the names of files here and a hash there.
    assert replace(ours.extracted, article_id="") == replace(theirs.extracted, article_id="")
    assert ours.extracted.evidence
    passage = result.passage(ours)
    assert passage.text == ours.extracted.sentence
    assert passage.begin == ours.extracted.sentence_start
    assert passage.place.endswith(".md")
    assert Path(passage.place).read_text(encoding="utf-8").count("30,439 Russian")
    assert highlight.sentence(ours.extracted, passage.text, passage.begin).count("<mark") >= 3


def test_an_id_that_no_figure_has_leads_nowhere(both: tuple[Result, Archive]) -> None:
    result = both[0]
    assert [result.figure(one) for one in ("f00ab", "-1", "", str(result.count()))] == [None] * 4


@pytest.mark.parametrize("write", [export.to_csv, export.to_json, export.to_xlsx])
def test_what_a_result_shows_can_be_taken_along(write: Write, both: tuple[Result, Archive]) -> None:
    wanted = Filters(destinations=("GEO",), search="30,439")
    assert both[0].count(wanted)
    assert len(write(both[0], wanted)) > 500
    assert "30,439 Russian" in export.to_citations(both[0], wanted).decode()
