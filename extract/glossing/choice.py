"""Which of its meanings each piece has where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from typing import TypeAlias

from extract.glossing.pieces import Piece
from extract.lexicon.load import forms, table, words
from extract.lexicon.tongue import Reading

_BREAK = re.compile(r"[.;:!?\n()\u2022]")
_BEFORE, _AHEAD = 12, 4  # pieces that are looked at around one
_ALONE = frozenset({"determiner", "preposition", "conjunction", "relative"})
_PEOPLE = ("people", "demonyms", "events")
_DAY = frozenset({"number", "number_words"})
_MOVING = ("flee", "leave", "return", "deport", "emigrate", "relocate", "move", "head", "evacuate")
Condition: TypeAlias = Callable[[list[Piece], list[Piece]], bool]


def chosen(row: Iterable[Piece]) -> list[Piece]:
    """The pieces with one meaning each, those that English does without taken out."""
    given = list(row)
    found: list[Piece] = []
    left: Piece | None = None  # the first of the words that English does without before this one
    clause = 0  # where the pieces begin that no stop parts from this one
    for at, piece in enumerate(given):
        clause = len(found) if _BREAK.search(piece.apart) else clause
        near = found[max(clause, len(found) - _BEFORE) :]
        reading = _choice(piece, near, given[at + 1 : at + 1 + _AHEAD])
        if reading.english or not piece.surface:
            found.append(_behind(left, replace(piece, readings=(reading,))))
            left = None
        else:
            left = left or piece
    return found


def _behind(left: Piece | None, piece: Piece) -> Piece:
    """A piece in the place of the words before it that are left out."""
    if left is None:
        return piece
    if piece.apart.strip():
        return replace(piece, opens=left.opens or piece.opens)
    opens = left.opens or piece.opens
    began = left.span.start if left.opens else None
    return replace(piece, gap=left.gap, apart=left.apart, opens=opens, began=began)


def _choice(piece: Piece, before: list[Piece], after: list[Piece]) -> Reading:
    fitting = [r for r in piece.readings if all(CONDITIONS[w](before, after) for w in r.when)]
    if stated := next((r for r in fitting if r.when), None):
        return stated
    if not fitting:
        return piece.readings[-1]
    wanted = "people" if _stands_alone(before) else "terms"
    beside_noun = bool(before) and before[-1].noun and not piece.apart.strip()
    best = next((r for r in fitting if r.table == wanted), fitting[0])
    return best._replace(english=best.noun) if best.noun and not beside_noun else best


def _stands_alone(before: list[Piece]) -> bool:
    """Whether a participle here names people: "12.000 desplazados", not "fueron desplazados"."""
    return not before or before[-1].counted or before[-1].reading.kind in _ALONE


def _after(*tables: str) -> Condition:
    return lambda before, after: bool(before) and before[-1].reading.table in tables


def _after_count(before: list[Piece], _: list[Piece]) -> bool:
    return bool(before) and before[-1].counted


def _after_moving(before: list[Piece], _: list[Piece]) -> bool:
    term = next((p for p in reversed(before) if p.reading.table == "terms"), None)
    return term is not None and term.reading.english in _moving()


def _before_count(_: list[Piece], after: list[Piece]) -> bool:
    return after[0].counted


def _before_people(_: list[Piece], after: list[Piece]) -> bool:
    return after[0].reading.table in _PEOPLE


def _before_verb(_: list[Piece], after: list[Piece]) -> bool:
    term = any(r.table == "terms" for r in after[0].readings)
    return term and after[0].surface.split()[0].endswith(("r", "re"))


def _before_place(_: list[Piece], after: list[Piece]) -> bool:
    return _noun_ahead(after).named


def _before_hazard(_: list[Piece], after: list[Piece]) -> bool:
    return _noun_ahead(after).reading.table == "hazards"


def _before_ground(_: list[Piece], after: list[Piece]) -> bool:
    return _noun_ahead(after).reading.english in words("function_words", "ground")


def _noun_ahead(after: list[Piece]) -> Piece:
    return next((p for p in after if p.reading.kind != "determiner"), after[0])


def _before_date(_: list[Piece], after: list[Piece]) -> bool:
    first = after[0]
    return first.weekday or (first.reading.table in _DAY and any(p.month for p in after[1:3]))


def _after_preposition(before: list[Piece], _: list[Piece]) -> bool:
    return bool(before) and before[-1].reading.kind == "preposition"


def _in_date(before: list[Piece], after: list[Piece]) -> bool:
    if not before:
        return False
    day = before[-1].reading.table in _DAY and after[0].month
    return day or (before[-1].month and after[0].reading.table in _DAY)


@cache
def _moving() -> frozenset[str]:
    rows = (row for row in table("terms") if row["class"] in _MOVING)
    moving = {word for row in rows for word in forms(row["forms"])}
    return frozenset(moving | {f"{aux} {word}" for word in moving for aux in ("will", "would")})


CONDITIONS: dict[str, Condition] = {
    "after_term": _after("terms"),
    "after_people": _after(*_PEOPLE),
    "after_scale": _after("scales"),
    "after_number": _after("number"),
    "after_count": _after_count,
    "after_moving": _after_moving,
    "after_preposition": _after_preposition,
    "before_count": _before_count,
    "before_verb": _before_verb,
    "before_people": _before_people,
    "before_place": _before_place,
    "before_hazard": _before_hazard,
    "before_ground": _before_ground,
    "before_date": _before_date,
    "in_date": _in_date,
}
