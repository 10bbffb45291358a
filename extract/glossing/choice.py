"""Which of its meanings each piece has where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from extract.glossing.pieces import Piece
from extract.lexicon.tongue import Reading

_BREAK = re.compile(r"[.;:!?\n()\u2022]")
_ALONE = frozenset({"determiner", "preposition", "conjunction", "relative"})
_FLEEING = frozenset({"fled", "flee", "fleeing"})
_PEOPLE = frozenset({"people", "demonyms", "events"})


def chosen(row: Iterable[Piece]) -> list[Piece]:
    """The pieces with one meaning each, those that English does without taken out."""
    given = list(row)
    found: list[Piece] = []
    opens = False
    for at, piece in enumerate(given):
        before = found[-1] if found and not _BREAK.search(piece.apart) else None
        reading = _choice(piece, before, given[at + 1 : at + 5])
        opens = opens or piece.opens
        if reading.english or not piece.surface:
            found.append(replace(piece, readings=(reading,), opens=opens))
            opens = False
    return found


def _choice(piece: Piece, before: Piece | None, following: list[Piece]) -> Reading:
    fitting = [r for r in piece.readings if all(CONDITIONS[w](before, following) for w in r.when)]
    if stated := next((r for r in fitting if r.when), None):
        return stated
    alone = _stands_alone(before)
    for reading in fitting:
        if reading.noun and not (before is not None and before.noun and not piece.apart.strip(" ")):
            return reading._replace(english=reading.noun)
        if (reading.table == "people") == alone:
            return reading
    return fitting[0] if fitting else piece.readings[-1]


def _stands_alone(before: Piece | None) -> bool:
    """Whether a participle here names people: "12.000 desplazados", not "fueron desplazados"."""
    return before is None or before.counted or before.reading.kind in _ALONE


def _after_term(before: Piece | None, _: list[Piece]) -> bool:
    return before is not None and before.reading.table == "terms"


def _after_people(before: Piece | None, _: list[Piece]) -> bool:
    return before is not None and before.reading.table in _PEOPLE


def _after_count(before: Piece | None, _: list[Piece]) -> bool:
    return before is not None and before.counted


def _before_count(_: Piece | None, following: list[Piece]) -> bool:
    return following[0].counted


def _before_people(_: Piece | None, following: list[Piece]) -> bool:
    return following[0].reading.table in _PEOPLE


def _before_verb(_: Piece | None, following: list[Piece]) -> bool:
    term = any(r.table == "terms" for r in following[0].readings)
    return term and following[0].surface.split()[0].endswith(("r", "re"))


def _after_fleeing(before: Piece | None, _: list[Piece]) -> bool:
    return before is not None and before.reading.english in _FLEEING


def _before_place(_: Piece | None, following: list[Piece]) -> bool:
    named = next((p for p in following if p.reading.kind != "determiner"), None)
    return named is not None and named.named


def _before_date(_: Piece | None, following: list[Piece]) -> bool:
    return following[0].reading.table == "number" and any(p.month for p in following[1:3])


def _in_date(before: Piece | None, following: list[Piece]) -> bool:
    if before is None:
        return False
    number = "number"
    return (before.reading.table == number and following[0].month) or (
        before.month and following[0].reading.table == number
    )


CONDITIONS: dict[str, Callable[[Piece | None, list[Piece]], bool]] = {
    "after_term": _after_term,
    "after_people": _after_people,
    "after_count": _after_count,
    "before_count": _before_count,
    "before_people": _before_people,
    "before_verb": _before_verb,
    "after_fleeing": _after_fleeing,
    "before_place": _before_place,
    "before_date": _before_date,
    "in_date": _in_date,
}
