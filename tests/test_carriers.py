"""Agency copy is one report with many carriers, until a person says otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive import Archive, Filters, Result, ingest

BODY = (
    "Nearly 50,000 people have come to Georgia since the call-up was announced, the statistics "
    "office said on Friday. At the northern crossing cars stood for ten kilometres, and volunteers "
    "handed out water and bread to families that had waited for two days. The mayor of the border "
    "town asked the capital for tents and for doctors. In the town's only hotel two families share "
    "each room, and the school gymnasium has been opened for those who found no other place."
)


@pytest.fixture
def copies(archive: Archive) -> list[str]:
    """The ids of a report and of two outlets' copies of it."""
    heads = ("# Russians reach Georgia", "# Long queues at the border", "# Agency: many cross")
    tails = ("", " Editing by the news desk.", " All rights reserved by the outlet.")
    files = [
        (f"{n}.md", f"{head}\n\n{BODY}{tail}".encode())
        for n, (head, tail) in enumerate(zip(heads, tails, strict=True))
    ]
    outcomes = list(ingest.ingest(archive, files))
    assert [o.result for o in outcomes] == [Result.KEPT] + [Result.NEAR_DUPLICATE] * 2
    assert {o.other for o in outcomes[1:]} == {outcomes[0].article_id}
    return [str(o.article_id) for o in outcomes]


def test_copies_are_carriers_of_one_report(archive: Archive, copies: list[str]) -> None:
    frame = archive.figures_frame()
    assert list(frame["article_id"]) == copies[:1]
    assert list(frame["carriers"]) == [3]
    assert archive.count(Filters(carried=True)) == 3
    lead, copy = archive.article(copies[0]), archive.article(copies[1])
    assert lead is not None
    assert copy is not None
    assert (lead.carriers, copy.carrier_of) == ((copies[1], copies[2]), copies[0])


def test_a_person_can_part_a_copy_and_take_that_back(archive: Archive, copies: list[str]) -> None:
    archive.part_carrier(copies[1], who="ann")
    assert sorted(archive.figures_frame()["article_id"]) == sorted(copies[:2])
    assert sorted(archive.figures_frame()["carriers"]) == [1, 2]
    archive.undo(who="ann")
    assert list(archive.figures_frame()["carriers"]) == [3]


def test_a_person_can_join_what_was_not_seen_as_a_copy(archive: Archive, copies: list[str]) -> None:
    (other,) = ingest.ingest(archive, [("x.txt", b"Some 50,000 people came to Georgia.")])
    archive.join_carrier(copies[0], str(other.article_id), who="ann")
    assert list(archive.figures_frame()["article_id"]) == [other.article_id]
    assert list(archive.figures_frame()["carriers"]) == [4]


def test_the_next_carrier_takes_the_place_of_a_removed_article(
    archive: Archive, copies: list[str]
) -> None:
    archive.remove_article(copies[0], who="ann")
    frame = archive.figures_frame()
    assert (list(frame["article_id"]), list(frame["carriers"])) == ([copies[1]], [2])
    archive.undo(who="ann")
    frame = archive.figures_frame()
    assert (list(frame["article_id"]), list(frame["carriers"])) == ([copies[0]], [3])


def test_the_bundled_briefs_are_no_copies_of_each_other(archive: Archive, root: Path) -> None:
    ingest.fill(archive, root / "data" / "articles")
    assert archive.articles_frame()["carrier_of"].isna().all()
