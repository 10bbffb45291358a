"""What people decide is laid over what was read, logged, taken back, and never overwritten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread

import pytest

from archive import (
    Archive,
    Conflict,
    Decision,
    Filters,
    InvalidCorrection,
    NotInArchive,
    Role,
    open_archive,
)
from archive.correction import CORRECTABLE
from tests.archive_fixtures import plain_extractor

Add = Callable[..., str]


@pytest.fixture
def figure_id(add: Add, archive: Archive) -> str:
    """The id of a figure to decide on."""
    add("About 40,000 people came. Then 1,200 people came.", published=date(2022, 9, 23))
    return str(archive.figures_frame(Filters(search="40,000"), order="reading")["figure_id"][0])


def test_accepting_and_rejecting_show_in_the_frame(archive: Archive, figure_id: str) -> None:
    archive.accept(figure_id, who="ann", version=0)
    assert archive.count(Filters(decisions=("accepted",))) == 1
    archive.reject(figure_id, "wrong number", who="ann", version=1)
    frame = archive.figures_frame(Filters(decisions=("rejected",)))
    assert list(frame["reason"]) == ["wrong number"]
    assert list(frame["version"]) == [2]


def test_a_correction_is_laid_over_and_the_reading_stays(archive: Archive, figure_id: str) -> None:
    changes = {"count": 44_000, "destination": "ARM", "end_date": date(2022, 9, 30)}
    figure = archive.correct(figure_id, changes, who="ann", version=0)
    assert (figure.extracted.count, figure.shown.count) == (40_000, 44_000)
    frame = archive.figures_frame(Filters(destinations=("ARM",), start=date(2022, 9, 30)))
    assert list(frame["count"]) == [44_000]
    assert frame["corrected"][0] == "count, destination, end_date, low, high"
    assert archive.count(Filters(destinations=("GEO",))) == 1


def test_a_count_corrected_alone_takes_its_bounds_along(archive: Archive, figure_id: str) -> None:
    changes = {"count": 50_000, "quantifier": "more_than"}
    shown = archive.correct(figure_id, changes, who="ann", version=0).shown
    assert (shown.low, shown.high) == (50_000, None)


def test_a_category_takes_its_measure_along(archive: Archive, figure_id: str) -> None:
    shown = archive.correct(figure_id, {"category": "resident"}, who="ann", version=0).shown
    assert shown.measure == "stock"
    assert archive.count(Filters(measures=("stock",))) == 1


def test_a_correction_back_to_what_was_read_is_none(archive: Archive, figure_id: str) -> None:
    archive.correct(figure_id, {"count": 7}, who="ann", version=0)
    figure = archive.correct(figure_id, {"count": 40_000}, who="ann", version=1)
    assert not figure.verdict.changes


WRONG = [
    ({"count": -1}, "whole number"),
    ({"count": "many"}, "whole number"),
    ({"low": 9, "high": 3}, "more than high"),
    ({"start_date": date(2022, 9, 24)}, "after end_date"),
    ({"end_date": "soon"}, "must be a date"),
    ({"origin": "Russia"}, "ISO 3166"),
    ({"category": "holiday"}, "can't be 'holiday'"),
    ({"count": 5, "quantifier": "range"}, "range has low and high"),
    ({"count": None}, "say the number that is exact"),
    ({"unit": None}, "can't be empty"),
    ({"sentence": "other words"}, "where the text says it"),
    ({"surface": "5"}, "where the text says it"),
]


@pytest.mark.parametrize(("changes", "reason"), WRONG, ids=[reason for _, reason in WRONG])
def test_what_no_figure_could_have_is_refused(
    archive: Archive, figure_id: str, changes: dict[str, object], reason: str
) -> None:
    with pytest.raises(InvalidCorrection, match=reason):
        archive.correct(figure_id, changes, who="ann", version=0)
    assert archive.count(Filters(decisions=("to_review",))) == 2


@pytest.mark.parametrize("name", CORRECTABLE)
def test_every_field_can_be_corrected(archive: Archive, figure_id: str, name: str) -> None:
    value = {
        **dict.fromkeys(("count", "low", "high"), 40_000),
        "quantifier": "range",
        "unit": "household",
        "category": "refugee",
        "rate": "per_day",
        "status": "projected",
        **dict.fromkeys(("origin", "destination"), "UKR"),
        **dict.fromkeys(("start_date", "end_date"), date(2022, 9, 1)),
        "date_accuracy": "month",
        "source": "The ministry",
    }[name]
    shown = archive.correct(figure_id, {name: value}, who="ann", version=0).shown
    assert getattr(shown, name) == value


def test_an_accepted_figure_that_is_corrected_is_no_longer_accepted(
    archive: Archive, figure_id: str
) -> None:
    archive.accept(figure_id, who="ann", version=0)
    figure = archive.correct(figure_id, {"count": 5}, who="ann", version=1)
    assert figure.verdict.decision is Decision.CHANGED
    figure = archive.accept(figure_id, who="ann", version=2)
    assert (figure.verdict.decision, figure.shown.count) == (Decision.ACCEPTED, 5)


def test_a_note_beside_a_figure_changes_nothing_else(archive: Archive, figure_id: str) -> None:
    archive.accept(figure_id, who="ann", version=0)
    figure = archive.annotate(figure_id, "ask the ministry", who="bob", version=1)
    assert (figure.verdict.decision, figure.verdict.note) == (Decision.ACCEPTED, "ask the ministry")


def test_a_new_headline_takes_the_place_of_the_one_before(archive: Archive, figure_id: str) -> None:
    other = archive.figures_frame(Filters(search="1,200"))["figure_id"].iloc[0]
    archive.set_role(figure_id, "headline", who="ann", version=0)
    archive.set_role(other, Role.HEADLINE, who="ann", version=0, note="the later one")
    frame = archive.figures_frame(Filters(roles=("headline",)))
    assert list(frame["figure_id"]) == [other]
    assert list(frame["note"]) == ["the later one"]
    archive.undo(who="ann")
    assert list(archive.figures_frame(Filters(roles=("headline",)))["figure_id"]) == [figure_id]


def test_accepting_many_leaves_what_someone_changed_meanwhile(
    archive: Archive, figure_id: str
) -> None:
    frame = archive.figures_frame()
    versions = dict(zip(frame["figure_id"], frame["version"], strict=True))
    archive.reject(figure_id, "other", who="bob", version=0)
    (conflict,) = archive.accept_all(versions, who="ann")
    assert conflict.entry is not None
    assert conflict.entry.who == "bob"
    assert archive.count(Filters(decisions=("rejected",))) == 1
    assert archive.count(Filters(decisions=("accepted",))) == 1


def test_accepting_what_is_accepted_changes_nothing(archive: Archive, figure_id: str) -> None:
    archive.accept(figure_id, who="ann", version=0)
    assert archive.accept_all({figure_id: 1}, who="bob") == []
    assert set(archive.log_frame(figure_id)["who"]) == {"ann"}
    stored = archive.figure(figure_id)
    assert stored is not None
    assert stored.verdict.version == 1


def test_the_second_writer_sees_the_first_ones_change(archive: Archive, figure_id: str) -> None:
    archive.correct(figure_id, {"count": 41_000}, who="ann", version=0)
    with pytest.raises(Conflict, match="ann: correct") as caught:
        archive.reject(figure_id, "wrong number", who="bob", version=0)
    assert caught.value.current is not None
    assert caught.value.current.shown.count == 41_000
    archive.reject(
        figure_id, "wrong number", who="bob", version=caught.value.current.verdict.version
    )


def test_of_many_writers_at_once_one_is_first_and_the_others_are_told(
    archive: Archive, figure_id: str
) -> None:
    writers = 8
    start, results = Barrier(writers), []

    def write(name: str) -> None:
        start.wait()
        try:
            archive.annotate(figure_id, name, who=name, version=0)
            results.append("written")
        except Conflict:
            results.append("told")

    threads = [Thread(target=write, args=(f"person {n}",)) for n in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["told"] * (writers - 1) + ["written"]
    assert len(archive.log_frame(figure_id)) == 1


def test_two_archives_on_one_database_share_decisions(url: str, archive: Archive, add: Add) -> None:
    add("5 people came.")
    other = open_archive(url, extractor=plain_extractor)
    before = other.revision()
    figure_id = archive.figures_frame()["figure_id"][0]
    archive.accept(figure_id, who="ann", version=0)
    assert other.revision() > before
    assert other.count(Filters(decisions=("accepted",))) == 1
    other.engine.dispose()


def test_the_log_says_who_when_old_and_new(archive: Archive, figure_id: str) -> None:
    archive.correct(figure_id, {"count": 41_000}, who="ann", version=0)
    archive.undo(who="ann")
    log = archive.log_frame(figure_id)
    lines = [tuple(line) for line in log[["who", "action", "field", "old", "new"]].to_numpy()]
    assert ("ann", "correct", "count", "40000", "41000") in lines
    assert ("ann", "undo", "count", "41000", "40000") in lines
    assert log["at"].notna().all()
    assert list(log["undone"])[-1]


def test_a_figure_that_is_not_there_is_said_so(archive: Archive) -> None:
    assert archive.figure("f0") is None
    with pytest.raises(NotInArchive, match="f0"):
        archive.accept("f0", who="ann", version=0)
