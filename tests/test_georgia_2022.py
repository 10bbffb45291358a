"""Georgia in 2022, as the bundled briefs tell it: overlapping reports are never added up."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from archive.compare import Relation, Report, conflicts, nets, relation, reports
from tests.gold_frame import frame_of_gold


@pytest.fixture(scope="module")
def georgia(root: Path) -> list[Report]:
    """What the bundled briefs report on Russians in Georgia in 2022."""
    frame = frame_of_gold(root)
    here = (frame["origin"] == "RUS") & (frame["destination"] == "GEO")
    left = frame["category"] == "departure"
    return reports(frame[(here | left) & frame["end_date"].dt.year.isin([2022]) | left | here])


def test_no_sum_of_overlapping_reports_appears(georgia: list[Report], root: Path) -> None:
    frame = frame_of_gold(root)
    stated = {int(n) for name in ("count", "low", "high") for n in frame[name].dropna()}
    shown = {n for r in georgia for n in (r.count, r.low, r.high) if n is not None}
    assert shown <= stated
    entries = [r.count for r in georgia if r.question.words == "people who entered" and r.count]
    derived = {abs(net.net) for net in nets(georgia)}
    assert derived <= {abs(a - b) for a, b in combinations(shown, 2)}
    assert not {a + b for a, b in combinations(entries, 2)} & derived
    assert not {sum(entries), 1_321_301} & (shown | derived)


def test_entries_exits_stayed_and_crossings_are_kept_apart(georgia: list[Report]) -> None:
    numbers = {r.count: r.question.words for r in georgia}
    assert numbers[869_874] == "people who entered"
    assert numbers[809_873] == "people who left"
    assert numbers[112_733] == "people who stayed or live there"
    assert numbers[56_369] == "net: entries less exits"
    assert numbers[1_405_552] == "entries at the border (crossings)"
    for a, b in combinations(georgia, 2):
        if a.question.unit is not b.question.unit:
            assert relation(a, b) is Relation.OTHER


def test_how_many_stayed_is_one_conflict_with_its_sources(georgia: list[Report]) -> None:
    (group,) = [g for g in conflicts(georgia) if 112_733 in {r.count for r in g.reports}]
    assert group.smallest.count == 20_000
    assert {49_505, 100_000, 110_000, 112_733} <= {r.count for r in group.reports}
    assert all(r.said_by and r.publishers and r.sentence for r in group.reports)
    assert {"different authority", "expected, not counted"} <= set(group.explanations)


def test_georgias_nets_agree_with_what_the_minister_said(georgia: list[Report]) -> None:
    derived = {net.net: net.stated and net.stated.count for net in nets(georgia)}
    assert derived[12_638] == 12_638
    assert derived[60_001] == 60_000
