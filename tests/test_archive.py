"""What is kept is given back: articles, figures, originals; once each, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from archive import (
    ARTICLE_COLUMNS,
    FRAME_COLUMNS,
    Archive,
    Filters,
    Given,
    Result,
    frames,
    ingest,
    open_archive,
)
from extract import extract_figures, read_article
from extract.frame import FIGURE_COLUMNS, to_frame
from extract.model import Article, Extraction
from tests.archive_fixtures import plain_extractor

Add = Callable[..., str]
TEXT = "About 40,000 people came. Then about 1,200 people left. 30 refugees stayed."


def test_frame_to_archive_to_frame_is_equal(url: str, root: Path) -> None:
    archive = open_archive(url)
    paths = sorted((root / "data" / "articles").glob("*.md"))[:12]
    list(ingest.ingest(archive, [(path.name, path.read_bytes()) for path in paths]))
    read = [read_article(path.read_bytes(), path.name) for path in paths]
    expected = to_frame(figure for article in read for figure in extract_figures(article).figures)
    kept = archive.figures_frame(order="reading")[list(FIGURE_COLUMNS)]
    pd.testing.assert_frame_equal(kept, expected, check_dtype=False)
    archive.engine.dispose()


def test_the_columns_are_the_promised_ones_even_when_nothing_is_there(archive: Archive) -> None:
    assert tuple(archive.figures_frame()) == FRAME_COLUMNS
    assert tuple(archive.articles_frame()) == ARTICLE_COLUMNS
    assert archive.is_empty()


def test_an_article_comes_back_as_it_was_read(archive: Archive, add: Add) -> None:
    stored = archive.article(add(TEXT, published=date(2022, 9, 23)))
    assert stored is not None
    assert stored.article.text == TEXT
    assert stored.article.published == date(2022, 9, 23)
    assert stored.name == "note.md"


def test_the_original_bytes_are_kept(archive: Archive, add: Add) -> None:
    found = archive.original(add(TEXT))
    assert found is not None
    assert found[0] == "note.md"
    assert found[1].endswith(TEXT.encode())


def test_a_figure_has_its_quote_with_the_words_around_it(archive: Archive, add: Add) -> None:
    add(TEXT)
    figure_id = archive.figures_frame(order="reading")["figure_id"][1]
    figure = archive.figure(figure_id)
    assert figure is not None
    assert (figure.quote.exact, figure.quote.suffix[:12]) == ("about 1,200", " people left")
    assert figure.quote.prefix.endswith("people came. Then ")
    assert TEXT[figure.quote.start : figure.quote.end] == "about 1,200"


def test_figure_ids_are_fit_for_links_and_stay_the_same(url: str, other_url: str) -> None:
    ids = []
    for address in (url, other_url):
        archive = open_archive(address, extractor=plain_extractor)
        list(ingest.ingest(archive, [("a.txt", TEXT.encode())]))
        ids.append(list(archive.figures_frame(order="reading")["figure_id"]))
        archive.engine.dispose()
    assert ids[0] == ids[1]
    assert all(figure_id.isalnum() and figure_id.islower() for figure_id in ids[0])


@pytest.mark.parametrize("again", [TEXT, TEXT.replace(" ", "\n"), f"{TEXT}\n\n"])
def test_the_same_words_are_kept_once(archive: Archive, add: Add, again: str) -> None:
    first = add(TEXT)
    (outcome,) = ingest.ingest(archive, [("other.txt", again.encode())])
    assert (outcome.result, outcome.other) == (Result.ALREADY_HERE, first)
    assert len(archive.articles_frame()) == 1


def test_an_unreadable_file_does_not_hold_up_the_others(archive: Archive) -> None:
    files = [("a.txt", b"100 people came."), ("b.txt", b""), ("c.txt", b"200 people came.")]
    results = [outcome.result for outcome in ingest.ingest(archive, files)]
    assert results == [Result.KEPT, Result.UNREADABLE, Result.KEPT]


def test_an_interrupted_run_is_continued_without_doubles(archive: Archive) -> None:
    files = [(f"{n}.txt", f"{n}00 people came.".encode()) for n in range(1, 6)]
    run = ingest.ingest(archive, files)
    next(run)
    next(run)
    run.close()
    results = [outcome.result for outcome in ingest.ingest(archive, files)]
    assert results == [Result.ALREADY_HERE] * 2 + [Result.KEPT] * 3
    assert sorted(archive.figures_frame()["count"]) == [100, 200, 300, 400, 500]


def test_an_id_that_another_text_has_gets_a_mark_of_its_own(archive: Archive) -> None:
    lines = '{"id": "x", "text": "100 people came."}\n{"id": "x", "text": "200 people came."}\n'
    first, second = ingest.ingest(archive, [("two.jsonl", lines.encode())])
    assert first.article_id == "x"
    assert str(second.article_id).startswith("x-")


def test_what_a_person_says_of_the_origin_counts_before_extraction(archive: Archive) -> None:
    given = {"a.txt": Given(publisher="Outlet", published=date(2022, 3, 9))}
    list(ingest.ingest(archive, [("a.txt", b"100 people came.")], given=given))
    frame = archive.figures_frame()
    assert list(frame["publisher"]) == ["Outlet"]
    assert list(frame["end_date"]) == [pd.Timestamp("2022-03-09")]


def test_a_preview_keeps_nothing(archive: Archive, add: Add) -> None:
    add(TEXT)
    before = archive.revision()
    files = [("a.txt", TEXT.encode()), ("b.txt", b"Other words: 5 people."), ("c.txt", b"")]
    results = [outcome.result for outcome in ingest.preview(archive, files)]
    assert results == [Result.ALREADY_HERE, Result.KEPT, Result.UNREADABLE]
    assert archive.revision() == before


def test_the_bundled_articles_are_kept_once(archive: Archive, root: Path) -> None:
    seen: list[tuple[int, int]] = []
    folder = root / "data" / "articles"
    ingest.fill(archive, folder, lambda done, total, _name: seen.append((done, total)))
    total = len(list(folder.iterdir()))
    assert seen[-1] == (total, total)
    again = ingest.fill(archive, folder)
    assert {outcome.result for outcome in again} == {Result.ALREADY_HERE}
    assert set(archive.articles_frame()["collection"]) == {"bundled"}


def test_every_change_raises_the_revision(archive: Archive, add: Add) -> None:
    revisions = [archive.revision()]
    add(TEXT)
    revisions.append(archive.revision())
    figure_id = archive.figures_frame()["figure_id"][0]
    archive.accept(figure_id, who="ann", version=0)
    revisions.append(archive.revision())
    archive.undo(who="ann")
    revisions.append(archive.revision())
    assert revisions == sorted(set(revisions))


FILTERS = {
    "destinations": (Filters(destinations=("GEO",)), 3),
    "other destinations": (Filters(destinations=("ARM",)), 0),
    "measures": (Filters(measures=("stock",)), 1),
    "quantifiers": (Filters(quantifiers=("approximately",)), 1),
    "start": (Filters(start=date(2022, 9, 24)), 0),
    "end": (Filters(end=date(2022, 9, 23)), 3),
    "to review": (Filters(decisions=("to_review",)), 3),
    "accepted": (Filters(decisions=("accepted",)), 0),
    "search in the sentence": (Filters(search="PEOPLE LEFT"), 1),
    "search in the publisher": (Filters(search="outlet"), 3),
    "a search is no pattern": (Filters(search="%"), 0),
    "publishers": (Filters(publishers=("Outlet",)), 3),
    "two filters": (Filters(measures=("flow",), search="came"), 1),
}


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_lets_through_what_it_says(archive: Archive, add: Add, name: str) -> None:
    add("40,000 people came. Then about 1,200 people left. 30 refugees stayed.",
        published=date(2022, 9, 23))  # fmt: skip
    filters, expected = FILTERS[name]
    assert len(archive.figures_frame(filters)) == expected
    assert archive.count(filters) == expected


def test_a_search_knows_letters_of_every_script(archive: Archive, add: Add) -> None:
    add("ÜBER die Straße, Çeşme, ΑΘΗΝΑ: 5 people came.")
    for words in ("über die STRASSE", "çeşme", "αθηνα"):
        assert archive.count(Filters(search=words)) == 1, words


def test_a_page_of_figures_is_the_newest_ones(archive: Archive, add: Add) -> None:
    for day in (1, 3, 2):
        add(f"{day}00 people came.", name=f"{day}.txt", published=date(2022, 3, day))
    frame = archive.figures_frame(columns=["count"], limit=2)
    assert list(frame["count"]) == [300, 200]


def test_facets_count_what_the_filters_let_through(archive: Archive, add: Add) -> None:
    add(TEXT)
    assert archive.facet("category") == {"arrival": 2, "refugee": 1}
    assert archive.facet("category", Filters(measures=("flow",))) == {"arrival": 2}


def test_each_filter_says_how_much_it_hides(archive: Archive, add: Add) -> None:
    add(TEXT)
    hidden = archive.hidden_by(Filters(measures=("stock",), destinations=("ARM",)))
    assert hidden == {"measures": 0, "destinations": 1}


def test_numbers_that_were_not_used_keep_their_reasons(url: str, root: Path) -> None:
    archive = open_archive(url)
    path = root / "data" / "articles" / "georgia-armenia-2022-09-23.md"
    (outcome,) = ingest.ingest(archive, [(path.name, path.read_bytes())])
    frame = archive.rejected_frame(outcome.article_id)
    assert dict(zip(frame["surface"], frame["reason"], strict=True))["300,000"] == "military"
    archive.engine.dispose()


def test_text_that_no_database_takes_is_said_to_be_unreadable(archive: Archive) -> None:
    lines = '{"id": "a", "text": "5 people \\u0000 came"}\n{"id": "b", "text": "6 people came."}\n'
    results = [outcome.result for outcome in ingest.ingest(archive, [("a.jsonl", lines.encode())])]
    assert results == [Result.UNREADABLE, Result.KEPT] or results == [Result.KEPT, Result.KEPT]


def test_a_text_that_the_engine_trips_over_does_not_hold_up_the_others(archive: Archive) -> None:
    def tripping(article: Article) -> Extraction:
        if "trap" in article.text:
            raise RecursionError(article.id)
        return plain_extractor(article)

    files = [("a.txt", b"A trap for 100 people."), ("b.txt", b"200 people came.")]
    first, second = ingest.ingest(archive, files, extractor=tripping)
    assert (first.result, second.result) == (Result.UNREADABLE, Result.KEPT)
    assert "RecursionError" in first.sentence


def test_a_common_search_finds_the_same_page(
    archive: Archive, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in range(1, 6):
        add(f"{day}00 people came.", name=f"{day}.txt", published=date(2022, 3, day))
    filters = Filters(search="PEOPLE", start=date(2022, 3, 2))
    page = archive.figures_frame(filters, limit=3)
    monkeypatch.setattr(frames, "_SAMPLE", 5)  # so few articles are many then
    pd.testing.assert_frame_equal(archive.figures_frame(filters, limit=3), page)
    assert list(page["count"]) == [500, 400, 300]
