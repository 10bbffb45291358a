"""The pieces in the order of English: what follows its noun stands before it."""

from __future__ import annotations

from dataclasses import replace

from extract.glossing.pieces import Piece

_AFTER_NOUN = frozenset({"demonyms", "adjectives"})


def ordered(row: list[Piece]) -> list[Piece]:
    """The pieces in English order; what stands between the pieces stays in place."""
    found = list(row)
    for at in range(1, len(found)):
        before, piece = found[at - 1], found[at]
        if piece.apart.strip():
            continue
        if (_is_adjective(piece) and before.noun) or _parts(before, piece, found[at + 1 : at + 2]):
            found[at - 1], found[at] = _in_place(before, piece), _in_place(piece, before)
    return found


def _is_adjective(piece: Piece) -> bool:
    """Whether it stands behind its noun: "refugiados sirios"."""
    reading = piece.reading
    return reading.table in _AFTER_NOUN and reading.english != reading.noun


def _parts(before: Piece, piece: Piece, after: list[Piece]) -> bool:
    """Whether a day parts a verb from the number it has: "expulsó el lunes a 55"."""
    between = before.reading.table == "terms" and piece.reading.table == "periods"
    return between and any(p.counted for p in after)


def _in_place(slot: Piece, piece: Piece) -> Piece:
    """A piece where another stood."""
    return replace(piece, gap=slot.gap, apart=slot.apart, opens=slot.opens)
