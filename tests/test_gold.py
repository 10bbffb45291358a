"""The gate: on no judged set may precision, recall or F1 sink below what was reached before."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache

import pytest

from tests.judged import (
    FLOORS,
    PARTS,
    Floors,
    JudgedSet,
    excerpt_parts,
    judged_sets,
    reached,
    score,
)

KEPT: Floors = json.loads(FLOORS.read_text(encoding="utf-8"))
MOST_FALSE = 3  # figures found in all the articles of a set that have none


@cache
def tallies() -> dict[str, Counter[str]]:
    """The engine's tally on each part of each set that is at hand."""
    parts = ((judged, part) for judged in judged_sets() for part in PARTS)
    scores = {f"{judged.name}, {part}": score(judged, judged.part(part)) for judged, part in parts}
    return scores | excerpt_parts()


@pytest.mark.parametrize(
    ("name", "level"), [(name, level) for name, levels in KEPT.items() for level in levels]
)
def test_no_score_sinks(name: str, level: str) -> None:
    if name not in tallies():
        pytest.skip(f"third-party text, not part of the repository: {name}")
    now, then = reached(tallies()[name])[level], KEPT[name][level]
    assert all(a >= b for a, b in zip(now, then, strict=True)), f"now {now}, before {then}"


@pytest.mark.parametrize("judged", judged_sets(), ids=lambda judged: judged.name)
def test_articles_without_figures_give_hardly_any(judged: JudgedSet) -> None:
    assert score(judged, judged.articles)["false"] <= MOST_FALSE
