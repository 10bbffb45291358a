"""What a person did is taken back, one after the other, and never over someone else's work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from archive import Archive, Conflict, Filters

Add = Callable[..., str]


@pytest.fixture
def figure_id(add: Add, archive: Archive) -> str:
    """The id of a figure to decide on."""
    add("About 40,000 people came. Then 1,200 people came.", published=date(2022, 9, 23))
    return str(archive.figures_frame(Filters(search="40,000"), order="reading")["figure_id"][0])


def test_undo_takes_back_one_after_the_other_to_the_beginning(
    archive: Archive, figure_id: str
) -> None:
    archive.accept(figure_id, who="ann", version=0)
    archive.correct(figure_id, {"count": 5, "destination": "ARM"}, who="ann", version=1)
    archive.annotate(figure_id, "sure?", who="ann", version=2)
    archive.reject(figure_id, "other", who="ann", version=3)
    seen = []
    while archive.undo(who="ann"):
        figure = archive.figure(figure_id)
        assert figure is not None
        seen.append((figure.verdict.decision, figure.verdict.note, figure.shown.count))
    assert seen == [
        ("accepted_then_changed", "sure?", 5),
        ("accepted_then_changed", None, 5),
        ("accepted", None, 40_000),
        ("to_review", None, 40_000),
    ]


def test_undo_takes_back_ones_own_work_only(archive: Archive, figure_id: str) -> None:
    archive.accept(figure_id, who="ann", version=0)
    assert archive.undo(who="bob") is None
    archive.annotate(figure_id, "hm", who="bob", version=1)
    with pytest.raises(Conflict) as caught:
        archive.undo(who="ann")
    assert caught.value.entry is not None
    assert (caught.value.entry.who, caught.value.entry.action) == ("bob", "note")


def test_undo_can_be_asked_for_one_figure(archive: Archive, figure_id: str) -> None:
    other = archive.figures_frame(Filters(search="1,200"))["figure_id"].iloc[0]
    archive.accept(figure_id, who="ann", version=0)
    archive.accept(other, who="ann", version=0)
    archive.undo(who="ann", figure_id=figure_id)
    assert list(archive.figures_frame(Filters(decisions=("accepted",)))["figure_id"]) == [other]


def test_many_are_accepted_and_taken_back_in_one_go(archive: Archive, figure_id: str) -> None:
    frame = archive.figures_frame()
    versions = dict(zip(frame["figure_id"], frame["version"], strict=True))
    assert archive.accept_all(versions, who="ann") == []
    assert archive.count(Filters(decisions=("accepted",))) == 2
    archive.undo(who="ann")
    assert archive.count(Filters(decisions=("accepted",))) == 0
