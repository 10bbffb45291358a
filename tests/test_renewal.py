"""A newer engine, a corrected date, another headline: every decision stays with its words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

import extract
from archive import Archive, Decision, Filters, Given, open_archive
from archive.anchors import context, pair
from archive.library import quote
from extract.model import Article, Extraction
from tests.archive_fixtures import extractor_without_quantifiers, plain_extractor

Add = Callable[..., str]
Engine = Callable[[Article], Extraction]
TEXT = "About 5,000 people came. Yesterday about 300 people came. Later 300 people came again."


@pytest.fixture
def renewed(url: str, monkeypatch: pytest.MonkeyPatch) -> Callable[[Engine], Archive]:
    """A function that opens the archive with a newer engine."""

    def reopen(engine: Engine) -> Archive:
        monkeypatch.setattr(extract, "ENGINE_VERSION", "99.0")
        return open_archive(url, extractor=engine)

    return reopen


def nothing(_article: Article) -> Extraction:
    """An engine that finds nothing."""
    return Extraction()


def test_the_same_findings_keep_every_decision(
    archive: Archive, add: Add, renewed: Callable[[Engine], Archive]
) -> None:
    add(TEXT)
    before = archive.figures_frame(order="reading")
    archive.accept(before["figure_id"][1], who="ann", version=0)
    newer = renewed(plain_extractor)
    became = newer.extract_again()
    assert (became.articles, became.same, became.moved, became.lost) == (1, 1, 0, ())
    after = newer.figures_frame(order="reading")
    assert list(after["figure_id"]) == list(before["figure_id"])
    assert list(after["decision"]) == ["to_review", "accepted", "to_review"]
    assert set(after["engine"]) == {"99.0"}
    assert newer.extract_again().articles == 0


def test_a_decision_moves_with_its_words_when_the_bounds_move(
    archive: Archive, add: Add, renewed: Callable[[Engine], Archive]
) -> None:
    add(TEXT)
    old = archive.figures_frame(Filters(search="yesterday"))["figure_id"][0]
    archive.correct(old, {"destination": "ARM"}, who="ann", version=0)
    newer = renewed(extractor_without_quantifiers)
    assert newer.extract_again().moved == 1
    frame = newer.figures_frame(Filters(destinations=("ARM",)))
    assert list(frame["surface"]) == ["300"]
    assert "Yesterday" in frame["sentence"][0]
    assert frame["figure_id"][0] != old
    found = newer.figure(old)
    assert found is not None  # an old link leads to the figure
    assert found.id == frame["figure_id"][0]
    assert len(newer.log_frame(old)) > 0
    newer.undo(who="ann")
    assert newer.count(Filters(destinations=("ARM",))) == 0


def test_an_accepted_figure_that_reads_differently_is_accepted_then_changed(
    archive: Archive, add: Add, renewed: Callable[[Engine], Archive]
) -> None:
    add("About 40,000 people came.", published=date(2022, 9, 23))
    figure_id = archive.figures_frame()["figure_id"][0]
    archive.accept(figure_id, who="ann", version=0)

    def doubled(article: Article) -> Extraction:
        return plain_extractor(Article(article.id, article.text.replace("40,000", "80,000")))

    newer = renewed(doubled)
    assert newer.extract_again().changed == 1
    frame = newer.figures_frame()
    assert (frame["decision"][0], frame["count"][0]) == ("accepted_then_changed", 80_000)


def test_a_decision_whose_figure_is_gone_waits_for_a_person(
    archive: Archive, add: Add, renewed: Callable[[Engine], Archive]
) -> None:
    add(TEXT)
    figure_id = archive.figures_frame(order="reading")["figure_id"][0]
    archive.reject(figure_id, "not migration", who="ann", version=0)
    newer = renewed(nothing)
    assert newer.extract_again().lost == (figure_id,)
    assert newer.count() == 0
    waiting = newer.unanchored_frame()
    assert list(waiting["figure_id"]) == [figure_id]
    assert list(waiting["reason"]) == ["not migration"]


def test_a_waiting_decision_comes_back_when_the_figure_does(
    archive: Archive, add: Add, renewed: Callable[[Engine], Archive]
) -> None:
    article_id = add(TEXT)
    figure_id = archive.figures_frame(order="reading")["figure_id"][0]
    archive.accept(figure_id, who="ann", version=0)
    renewed(nothing).extract_again()
    renewed(plain_extractor).extract_again([article_id])
    assert len(archive.unanchored_frame()) == 0
    assert list(archive.figures_frame(Filters(decisions=("accepted",)))["figure_id"]) == [figure_id]


def test_a_waiting_decision_is_given_to_another_figure_or_dismissed(
    archive: Archive, add: Add, renewed: Callable[[Engine], Archive]
) -> None:
    article_id = add(TEXT)
    first, second, _ = archive.figures_frame(order="reading")["figure_id"]
    archive.correct(first, {"destination": "ARM"}, who="ann", version=0)
    archive.annotate(second, "odd", who="ann", version=0)

    def only_the_last(article: Article) -> Extraction:
        return Extraction(plain_extractor(article).figures[2:])

    newer = renewed(only_the_last)
    assert set(newer.extract_again([article_id]).lost) == {first, second}
    last = newer.figures_frame()["figure_id"][0]
    assert newer.reattach(first, last, who="ann").shown.destination == "ARM"
    newer.dismiss(second, who="ann")
    assert len(newer.unanchored_frame()) == 0
    newer.undo(who="ann")
    assert list(newer.unanchored_frame()["note"]) == ["odd"]


def test_two_equal_quotes_are_told_apart_by_their_surroundings(archive: Archive, add: Add) -> None:
    article_id = add(TEXT)
    stored = archive.article(article_id)
    assert stored is not None
    moved = Article(article_id, f"Correction. {TEXT}")
    anchors = [
        [(f"{n}", f, quote(f, article)) for n, f in enumerate(plain_extractor(article).figures)]
        for article in (stored.article, moved)
    ]
    assert pair(*anchors) == {"0": "0", "1": "1", "2": "2"}
    again = quote(plain_extractor(moved).figures[2], moved)
    assert context(anchors[0][2][2], again) > context(anchors[0][1][2], again)


def test_a_corrected_date_is_read_anew_and_can_be_taken_back(archive: Archive, add: Add) -> None:
    article_id = add(TEXT, published=date(2022, 9, 23))
    figure_id = archive.figures_frame(order="reading")["figure_id"][0]
    archive.accept(figure_id, who="ann", version=0)
    given = Given(publisher="The Paper", published=date(2021, 1, 2))
    became = archive.correct_article(article_id, given, who="ann")
    assert (became.articles, became.changed) == (1, 1)
    frame = archive.figures_frame(order="reading")
    assert {str(day.date()) for day in frame["end_date"]} == {"2021-01-02"}
    assert set(frame["publisher"]) == {"The Paper"}
    assert frame["decision"][0] == Decision.CHANGED
    stored = archive.article(article_id)
    assert stored is not None
    assert stored.as_read.publisher == "Outlet"  # what was read stays beside it
    archive.undo(who="ann")
    frame = archive.figures_frame(order="reading")
    assert {str(day.date()) for day in frame["end_date"]} == {"2022-09-23"}
    assert frame["decision"][0] == Decision.ACCEPTED


def test_a_removed_article_takes_its_figures_along_and_brings_them_back(
    archive: Archive, add: Add
) -> None:
    article_id = add(TEXT)
    figure_id = archive.figures_frame(order="reading")["figure_id"][0]
    archive.accept(figure_id, who="ann", version=0)
    archive.remove_article(article_id, who="ann")
    assert (archive.count(), len(archive.articles_frame())) == (0, 0)
    assert list(archive.articles_frame(removed=True)["article_id"]) == [article_id]
    archive.restore_article(article_id, who="ann")
    assert archive.count(Filters(decisions=("accepted",))) == 1


def test_a_removed_article_that_is_added_again_is_back_with_its_decisions(
    archive: Archive, add: Add
) -> None:
    article_id = add(TEXT)
    archive.accept(archive.figures_frame()["figure_id"][0], who="ann", version=0)
    archive.remove_article(article_id, who="ann")
    assert add(TEXT) == article_id
    assert archive.count(Filters(decisions=("accepted",))) == 1
