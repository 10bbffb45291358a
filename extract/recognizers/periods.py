"""The times that a sentence speaks of, as days on the calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from extract.model import Accuracy, Period, Span
from extract.recognizers.named_events import about
from extract.recognizers.stretches import Anchor, Stretch, plus
from extract.recognizers.time_openers import openers_of
from extract.recognizers.time_values import resolve
from extract.recognizers.time_words import Expression, expressions


def find(
    text: str,
    published: date | None,
    taken: Sequence[Span] = (),
    *,
    before: Period | None = None,
    events: tuple[str, ...] | None = None,
) -> list[Period]:
    """The periods named in the sentence, in reading order, seen from the day of publication.

    ``taken`` are spans of counts, which are no dates. ``before`` is the time that the article
    spoke of last ("in the same period"), ``events`` what its "the war" can mean; both are
    optional, and without them such words give nothing.
    """
    free = [e for e in expressions(text) if not any(e.span.overlaps(span) for span in taken)]
    if not free:
        return []
    anchor = Anchor(published, events=about(text) if events is None else events)
    return _ended(list(_read(text, free, _after(anchor, before))))


def dates(text: str) -> list[Span]:
    """Where the text writes dates and other times with their numbers; none of these is a count.

    >>> dates("In 2022 some 40,000 came")
    [Span(start=3, end=7)]
    """
    return [expression.span for expression in expressions(text)]


def _read(text: str, free: Sequence[Expression], anchor: Anchor) -> Iterator[Period]:
    """One period after the other; each can be what the next one counts from."""
    index = 0
    while index < len(free):
        period, used = _next(text, free[index : index + 2], anchor)
        index += used
        if period is not None:
            yield period
            anchor = _after(anchor, period)


def _next(text: str, pair: Sequence[Expression], anchor: Anchor) -> tuple[Period | None, int]:
    """The period of the next expression, or of two that belong together, and how many it took."""
    left = pair[0]
    if len(pair) == 2:
        span = Span(left.span.start, pair[1].span.end)
        if stretch := _joined(text, left, pair[1], anchor):
            return _opened(text, span, stretch, anchor, "range"), 2
        if stretch := _happened(text, left, pair[1], anchor):
            return _opened(text, span, stretch, anchor, "event"), 2
    stretch = resolve(left, anchor)
    if stretch is None:
        return None, 1
    kind = left.rule.gives if left.rule.gives in ("event", "earlier") else "in"
    return _opened(text, left.span, stretch, anchor, kind), 1


def _after(anchor: Anchor, period: Period | None) -> Anchor:
    if period is None or period.kind in ("said", "compared"):
        return anchor
    before = Stretch(period.start, period.end, period.accuracy or Accuracy.DAY)
    return replace(anchor, before=before, running=period.kind == "since")


def _joined(text: str, left: Expression, right: Expression, anchor: Anchor) -> Stretch | None:
    """The stretch from one time to the other where the words between them say so."""
    joiner = openers_of().joiner.fullmatch(text, left.span.end, right.span.start)
    if joiner is None:
        return None
    if joiner[1] == "and" and not _between(text, left, right):
        return None
    first, last = _both(left, right, anchor)
    if first is None or last is None or first.start is None or last.end is None:
        return None
    if first.start > last.end:
        return None
    return Stretch(first.start, last.end, min(first.accuracy, last.accuracy, key=_ORDER.index))


def _between(text: str, left: Expression, right: Expression) -> bool:
    """Whether "and" makes a stretch: after "between", or from one year to the next."""
    years = [e.values.get("year") for e in (left, right) if e.rule.gives == "year"]
    if len(years) == 2:
        return True
    return openers_of().kind(text, left.span.start)[0] == "from"


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


def _happened(text: str, left: Expression, right: Expression, anchor: Anchor) -> Stretch | None:
    """The stated day of an event: "the mobilisation order of 21 September"."""
    if left.rule.gives != "event" or not _ON.fullmatch(text, left.span.end, right.span.start):
        return None
    event, stated = resolve(left, anchor), resolve(right, anchor)
    if event is None or event.start is None or stated is None or stated.start is None:
        return stated
    if stated.end is not None and stated.start <= event.start <= stated.end:
        return event
    return stated


def _opened(text: str, span: Span, stretch: Stretch, anchor: Anchor, kind: str) -> Period | None:
    """The period with what stands before it: "since" leaves its end open, "by" its start."""
    openers = openers_of()
    if match := openers.run_up.search(text, max(0, span.start - _LOOK_BACK), span.start):
        return _run_up(text, match, span, stretch)
    opener, begin = openers.kind(text, span.start)
    if kind == "earlier":
        kind = "compared" if openers.than.search(text, max(0, begin - _LOOK_BACK), begin) else "in"
    if kind == "event" and opener not in ("since", "from"):
        return None  # an event is a time only where the text counts from it
    if not opener and openers.speaks_next.match(text, span.end):
        opener = "said"
    if opener not in ("", "from"):
        kind = opener
    return _of_kind(text, Span(begin, span.end), stretch, anchor, kind)


def _of_kind(text: str, span: Span, stretch: Stretch, anchor: Anchor, kind: str) -> Period | None:
    start, end = stretch.start, stretch.end
    if kind == "since":
        end = anchor.published
        if start is not None and end is not None and start > end:
            return None
    elif kind == "until":
        start = None
    elif kind in ("before", "after", "event"):
        return None
    return Period(span, span.of(text), start, end, stretch.accuracy, kind)


def _run_up(text: str, match: re.Match[str], span: Span, stretch: Stretch) -> Period | None:
    """So many units up to a day: "the 12 months to June 2023"."""
    if stretch.end is None:
        return None
    count, unit = openers_of().units(match)
    if unit == "hour":
        start = stretch.end - timedelta(days=max(1, count // 24))
    else:
        start = plus(stretch.end + timedelta(days=1), -count, unit)
    span = Span(match.start(), span.end)
    return Period(span, span.of(text), start, stretch.end, stretch.accuracy, "range")


def _ended(periods: list[Period]) -> list[Period]:
    """The periods with "since" ending on the day that the sentence itself counts up to."""
    ends = [p.end for p in periods if p.kind in ("until", "said") and p.end is not None]
    if len(ends) != 1:
        return periods
    return [
        replace(p, end=ends[0])
        if p.kind == "since" and p.start is not None and p.start <= ends[0]
        else p
        for p in periods
    ]


_ON = re.compile(r"\s*,?\s*(?:[a-z]+\s+){0,2}(?:on|of|in)\s+(?:the\s+)?")
_ORDER = list(Accuracy)
_LOOK_BACK = 32
