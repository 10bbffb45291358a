"""The pieces in the order of English: what follows its noun stands before it."""

from __future__ import annotations

from dataclasses import replace

from extract.glossing.pieces import Piece

_AFTER_NOUN = frozenset({"demonyms", "adjectives"})


def ordered(row: list[Piece]) -> list[Piece]:
    """The pieces, adjectives before their nouns; what stands between the pieces stays in place."""
    found = list(row)
    for at in range(1, len(found)):
        noun, piece = found[at - 1], found[at]
        if _is_adjective(piece) and noun.noun and not piece.apart.strip():
            found[at - 1], found[at] = _in_place(noun, piece), _in_place(piece, noun)
    return found


def _is_adjective(piece: Piece) -> bool:
    reading = piece.reading
    return reading.table in _AFTER_NOUN and reading.english != reading.noun


def _in_place(slot: Piece, piece: Piece) -> Piece:
    """A piece where another stood."""
    return replace(piece, gap=slot.gap, apart=slot.apart, opens=slot.opens)
