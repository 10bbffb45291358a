"""What a run writes: a data set or an archive, without copies if wanted, read as an archive."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from archive import Archive, Filters, open_archive
from archive.ingest import ingest
from benchmarks import corpus
from bulk.errors import RunRefused
from bulk.result import Result, open_result
from extract import Article, extract_figures
from tests.bulk.runs import figures_of, run_bulk, write_lines, written


def test_copies_of_a_report_are_dropped_on_demand(articles: list[Article], tmp_path: Path) -> None:
    told = [article for article in articles if extract_figures(article).figures][:20]
    copied = [replace(article, id=f"copy of {article.id}") for article in told]
    source = write_lines(tmp_path / "a.jsonl", [*told, *copied])
    assert run_bulk(source, folder=tmp_path / "out", options=("--drop-near-duplicates",)) == 0
    assert written(tmp_path / "out") == figures_of(told)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["copies"] == 20


def test_an_archive_can_be_filled_instead_of_a_data_set(
    lines: Path, articles: list[Article], tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'archive.sqlite'}"
    assert (
        run_bulk(
            lines,
            folder=tmp_path / "out",
            options=(
                "--archive",
                url,
            ),
        )
        == 0
    )
    kept = open_archive(url).figures_frame(Filters(carried=True))
    assert sorted(kept["surface"]) == sorted(row[1] for row in figures_of(articles))
    assert written(tmp_path / "out") == []


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


def test_a_timeline_takes_the_finest_level_that_fits(both: tuple[Result, Archive]) -> None:
    result, _ = both
    fine, coarse = result.timeline(most=10_000), result.timeline(most=20)
    assert (fine.attrs["level"], coarse.attrs["level"]) == ("day", "year")
    assert fine["figures"].sum() == coarse["figures"].sum() == result.count()


def test_an_unfinished_result_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(RunRefused, match="--resume"):
        open_result(str(tmp_path))
