"""The times that a sentence speaks of, as days on the calendar."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from extract.lexicon.load import forms, table, trie
from extract.model import Accuracy, Period, Span
from extract.recognizers.stretches import Stretch
from extract.recognizers.time_values import Anchor, resolve
from extract.recognizers.time_words import Expression, expressions

LANGUAGE = "en"


def find(
    text: str,
    published: date | None,
    taken: Sequence[Span] = (),
    *,
    before: Period | None = None,
) -> list[Period]:
    """The periods named in the sentence, in reading order, seen from the day of publication.

    ``taken`` are spans of counts, which are no dates. ``before`` is the last period that the
    article named: it gives missing years where the day of publication is not known.
    """
    anchor = Anchor(published, (before.end or before.start) if before else None)
    free = [e for e in expressions(text) if not any(e.span.overlaps(span) for span in taken)]
    periods: list[Period] = []
    index = 0
    while index < len(free):
        follower = free[index + 1] if index + 1 < len(free) else None
        if follower is not None and (joined := _joined(text, free[index], follower, anchor)):
            span = Span(free[index].span.start, follower.span.end)
            periods.append(_opened(text, span, joined, published))
            index += 2
            continue
        stretch = resolve(free[index], anchor)
        if stretch is not None:
            periods.append(_opened(text, free[index].span, stretch, published))
        index += 1
    return periods


def dates(text: str) -> list[Span]:
    """Where the text writes dates and other times with their numbers; none of these is a count.

    >>> dates("In 2022 some 40,000 came")
    [Span(start=3, end=7)]
    """
    return [expression.span for expression in expressions(text)]


def _joined(text: str, left: Expression, right: Expression, anchor: Anchor) -> Stretch | None:
    """The stretch from one time to the other where the words between them say so."""
    gap = text[left.span.end : right.span.start]
    joiner = _joiner().fullmatch(gap)
    if joiner is None:
        return None
    if joiner.group(1) == "and" and not _between().search(text, 0, left.span.start):
        return None
    first, last = _both(left, right, anchor)
    if first is None or last is None or first.start is None or last.end is None:
        return None
    if first.start > last.end:
        return None
    return Stretch(first.start, last.end, min(first.accuracy, last.accuracy, key=_ORDER.index))


def _both(
    left: Expression, right: Expression, anchor: Anchor
) -> tuple[Stretch | None, Stretch | None]:
    """Both resolved: a year that only one of them states holds for the other."""
    first, last = resolve(left, anchor), resolve(right, anchor)
    if "year" in right.values and "year" not in left.values and last and last.end:
        first = resolve(left, anchor, last.end.year)
        if first and first.start and first.start > last.end:
            first = resolve(left, anchor, last.end.year - 1)
    elif "year" in left.values and "year" not in right.values and first and first.start:
        last = resolve(right, anchor, first.start.year)
        if last and last.end and last.end < first.start:
            last = resolve(right, anchor, first.start.year + 1)
    elif first and last and first.start and last.end and first.start > last.end:
        first = resolve(left, anchor, last.end.year - 1)
    return first, last


def _opened(text: str, span: Span, stretch: Stretch, published: date | None) -> Period:
    """The period, with the word before it: "since" leaves the end open, "by" the start."""
    opener = _opener().search(text, max(0, span.start - _LOOK_BACK), span.start)
    kind = _kinds()[" ".join(opener.group(1).casefold().split())] if opener else ""
    if opener and kind:
        span = Span(opener.start(1), span.end)
    start, end = stretch.start, stretch.end
    if kind == "since":
        end = published
    elif kind == "until":
        start = None
    return Period(span, span.of(text), start, end, stretch.accuracy)


@cache
def _kinds() -> dict[str, str]:
    return {
        word: row["value"]
        for row in table("periods", LANGUAGE)
        if row["kind"] == "opener"
        for word in forms(row["word"])
    }


@cache
def _opener() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({trie(_kinds())})\s+(?:the\s+)?\Z", re.IGNORECASE)


@cache
def _joiner() -> re.Pattern[str]:
    words = [
        w for r in table("periods", LANGUAGE) if r["kind"] == "joiner" for w in forms(r["word"])
    ]
    return re.compile(rf"\s?({trie(words)})\s?(?:the\s)?")


@cache
def _between() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)between\s+(?:the\s+)?\Z", re.IGNORECASE)


_ORDER = list(Accuracy)
_LOOK_BACK = 24
