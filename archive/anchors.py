"""Finding a figure again in a new extraction: by its quote first, then by its place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from archive.correction import CORRECTABLE
from archive.model import Quote
from extract.model import Figure

Anchored = tuple[str, Figure, Quote]  # id, figure, where it stands
ENOUGH = 0.5  # share of the characters around a quote that must agree, if it has moved


def pair(before: Sequence[Anchored], after: Sequence[Anchored]) -> dict[str, str]:
    """New ids by old ids, for every figure that is found again; each is used once."""
    ranked = sorted(
        (
            (likeness(old, new), -i, -j)
            for i, old in enumerate(before)
            for j, new in enumerate(after)
        ),
        reverse=True,
    )
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for score, i, j in ranked:
        old, new = before[-i][0], after[-j][0]
        if score > 0 and old not in pairs and new not in taken:
            pairs[old] = new
            taken.add(new)
    return pairs


def likeness(old: Anchored, new: Anchored) -> float:
    """How surely two figures are the same words; 0 where they are not."""
    (old_id, old_figure, a), (new_id, new_figure, b) = old, new
    if a.in_title != b.in_title:
        return 0.0
    same_words, same_place = a.exact == b.exact, (a.start, a.end) == (b.start, b.end)
    around = context(a, b)
    if same_words and same_place:
        base = 3.0
    elif same_words and around >= ENOUGH:
        base = 2.0 + around / 2
    elif _one_in_other(a, b):
        base = 1.0
    else:
        return 0.0
    agreeing = sum(getattr(old_figure, n) == getattr(new_figure, n) for n in CORRECTABLE)
    nearness = 1 / (1 + abs(a.start - b.start))
    return base + 0.4 * agreeing / len(CORRECTABLE) + 0.05 * nearness + 0.01 * (old_id == new_id)


def context(a: Quote, b: Quote) -> float:
    """The share of the characters around two quotes that agree, from the quote outwards."""
    before = _shared(a.prefix[::-1], b.prefix[::-1])
    behind = _shared(a.suffix, b.suffix)
    room = max(len(a.prefix), len(b.prefix)) + max(len(a.suffix), len(b.suffix))
    return (before + behind) / room if room else 1.0


def _one_in_other(a: Quote, b: Quote) -> bool:
    """Whether one stands inside the other, as "40,000" in "at least 40,000"."""
    overlapping = a.start < b.end and b.start < a.end
    return overlapping and (a.exact in b.exact or b.exact in a.exact)


def _shared(a: str, b: str) -> int:
    """How many characters two texts begin with in common."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))
