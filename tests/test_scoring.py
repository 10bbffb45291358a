"""The scorer: what matches, what is excused, what counts as held out."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scoring import Judged, Row, accuracy, align, held_out, prf, tally

LABEL: dict[str, Any] = {
    "count": 40000,
    "low": 40000,
    "high": 40000,
    "quantifier": "more_than",
    "unit": "person",
    "origin": ["RUS"],
    "destination": ["ARM", None],
    "kind": "arrival",
}
FOUND: dict[str, Any] = {
    "count": 40000,
    "low": 40000,
    "high": None,
    "quantifier": "more_than",
    "unit": "person",
    "origin": "RUS",
    "destination": "ARM",
    "category": "arrival",
    "rate": "total",
    "status": "reported",
    "start_date": None,
    "end_date": None,
    "source": None,
}


def judged(**changes: object) -> Judged:
    return Judged.of(LABEL | changes)


def found(**changes: object) -> Row:
    return FOUND | changes


def test_a_right_row_scores_at_every_level() -> None:
    counts = tally([judged()], [found()])
    assert [prf(counts, level) for level in ("figure", "pair", "origin", "route")] == [
        (1, 1, 1)
    ] * 4


@pytest.mark.parametrize(
    ("change", "figure", "pair", "route"),
    [
        ({"count": 50000}, 0, 0, 0),
        ({"destination": "GEO"}, 1, 0, 0),
        ({"destination": None}, 1, 1, 1),
        ({"origin": None}, 1, 1, 0),
        ({"category": "departure"}, 1, 1, 1),
        ({"category": "refugee"}, 1, 1, 0),
    ],
)
def test_a_wrong_field_costs_its_own_level(
    change: dict[str, object], figure: int, pair: int, route: int
) -> None:
    counts = tally([judged()], [found(**change)])
    assert (counts["figure"], counts["pair"], counts["route"]) == (figure, pair, route)


def test_a_range_matches_by_both_bounds() -> None:
    label = judged(count=5000, low=5000, high=6000, quantifier="range")
    hit = found(count=None, low=5000, high=6000, quantifier="range")
    miss = found(count=None, low=5000, high=7000, quantifier="range")
    assert align([label], [miss, hit]) == ([(label, hit)], [miss])


def test_of_two_rows_with_one_value_the_better_one_is_taken() -> None:
    better, worse = found(), found(origin=None, category="refugee")
    assert align([judged()], [worse, better])[0][0][1] == better


def test_an_optional_label_counts_neither_when_found_nor_when_missed() -> None:
    label = judged(optional=True)
    for rows in ([], [found()]):
        counts = tally([label], rows)
        assert (counts["judged"], counts["predicted"]) == (0, 0)


def test_an_unlisted_place_must_stay_empty() -> None:
    counts = tally([judged(origin=[])], [found()])
    assert (counts["figure"], counts["origin"]) == (1, 0)


def test_period_and_source_are_asked_only_where_the_label_states_them() -> None:
    silent = tally([judged()], [found(source="Armenia")])
    stated = tally([judged(source="the Armenia bureau")], [found(source="Armenia Bureau")])
    assert accuracy(silent, "source") == 0
    assert silent["source stated"] == 0
    assert accuracy(stated, "source") == 1


def test_every_fifth_id_in_sorted_order_is_held_out() -> None:
    assert held_out(f"{n:03}" for n in reversed(range(11))) == {"004", "009"}
