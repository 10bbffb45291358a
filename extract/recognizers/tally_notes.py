"""Remarks on how totals are counted: the day that "all totals are counted from" names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from extract.lexicon.load import forms, table, trie
from extract.lexicon.spoken import Guarded, guarded
from extract.model import Period
from extract.recognizers import periods

_REACH = 60  # characters from the tally to its verb, and from there to the time


def counted_from(
    text: str, published: date | None, events: tuple[str, ...] | None = None
) -> date | None:
    """The day that the sentence says totals are counted from, where it is such a remark.

    >>> counted_from("All totals are counted from 24 September 2023.", None)
    datetime.date(2023, 9, 24)
    >>> counted_from("The first buses reached Goris on 24 September 2023.", None)
    datetime.date(2023, 9, 24)
    """
    remark = _remark().match(text) or _first_of_all().search(text)
    if remark is None:
        return None
    named = periods.find(text, published, events=events)
    starts = (p.start for p in named if _is_behind(p.span.start, p.span.end, remark.end()))
    return next((start for start in starts if start is not None), None)


def with_first_day(
    told: Period, near: Sequence[str], published: date | None, events: tuple[str, ...]
) -> Period:
    """The time of a count with its first day, where a sentence near it remarks on that."""
    if told.start is not None or told.end is None:
        return told
    named = (counted_from(text, published, events) for text in near)
    first = next((day for day in named if day is not None and day <= told.end), None)
    return told if first is None else replace(told, start=first)


def _is_behind(start: int, end: int, verb: int) -> bool:
    """Whether the time is the one that the verb names: its opener may be part of the verb."""
    return start <= verb + _REACH and end > verb


@cache
def _remark(language: str = "en") -> Guarded:
    tally, begins = _words("tally", language), trie(_words("tally_begins", language))
    return guarded(
        rf"\W{{0,3}}(?:\w[\w'\u2019-]{{0,20}}\s){{0,4}}?(?:{trie(tally)})(?!\w)"
        rf"[^.;:\d]{{0,{_REACH}}}?\s(?:{begins})(?!\w)",
        tally,
        re.IGNORECASE,
    )


@cache
def _first_of_all(language: str = "en") -> Guarded:
    """ "The first buses reached Goris on", "the first two days, "."""
    movers, verbs = (trie(_words(kind, language)) for kind in ("first_movers", "set_off"))
    days = trie(word for word in _words("unit", language) if word.startswith("day"))
    return guarded(
        rf"(?<!\w)the\sfirst\s(?:(?:[\w-]{{1,20}}\s){{0,3}}?(?:{movers})\s"
        rf"[^.;:]{{0,{_REACH}}}?(?<!\w)(?:{verbs})(?!\w)[^.;:]{{0,{_REACH}}}?\son"
        rf"|(?:\w{{1,20}}\s)?(?:{days}),)\s",
        ["first"],
        re.IGNORECASE,
    )


def _words(kind: str, language: str) -> list[str]:
    rows = (row for row in table("periods", language) if row["kind"] == kind)
    return [word for row in rows for word in forms(row["word"])]
