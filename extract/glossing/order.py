"""The pieces in the order of English: an adjective before its noun, a verb beside its number."""

from __future__ import annotations

from dataclasses import replace

from extract.glossing.pieces import Piece

_AFTER_NOUN = frozenset({"demonyms", "adjectives"})


def ordered(row: list[Piece]) -> list[Piece]:
    """The pieces in English order; what stands between the pieces stays in place."""
    found = list(row)
    for at in range(1, len(found)):
        if found[at].apart.strip():
            continue
        if _is_adjective(found[at]) and found[at - 1].noun:
            _move_behind(found, at - 1, at)
        elif found[at].weekday and any(p.counted for p in found[at + 1 : at + 2]):
            verb = at - 2 if found[at - 1].reading.english == "on" else at - 1
            if verb >= 0 and found[verb].reading.table == "terms":
                _move_behind(found, verb, at)
    return found


def _is_adjective(piece: Piece) -> bool:
    """Whether it stands behind its noun: "refugiados sirios"."""
    reading = piece.reading
    return reading.table in _AFTER_NOUN and reading.english != reading.noun


def _move_behind(row: list[Piece], first: int, last: int) -> None:
    """The first of some pieces moved behind the last: "expulsó el lunes a 55", "sirios" too."""
    slots = row[first : last + 1]
    for at, (slot, piece) in enumerate(zip(slots, [*slots[1:], slots[0]], strict=True), first):
        row[at] = replace(piece, gap=slot.gap, apart=slot.apart, opens=slot.opens)
