"""The times that a sentence speaks of, as days on the calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from extract.model import Accuracy, Period, Span
from extract.recognizers.named_events import about
from extract.recognizers.stretches import Anchor, Stretch, accuracy_of, plus
from extract.recognizers.time_openers import openers_of
from extract.recognizers.time_ranges import Term, joined, nearest, terms
from extract.recognizers.time_words import expressions


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
    free = [e for e in expressions(text) if not any(_cuts(text, span, e.span) for span in taken)]
    if not free:
        return []
    anchor = Anchor(published, events=about(text) if events is None else events)
    anchor = _after(anchor, before)
    return _ended(list(_read(text, list(terms(text, free, anchor)), anchor)))


def dates(text: str) -> list[Span]:
    """Where the text writes dates and other times with their numbers; none of these is a count.

    >>> dates("In 2022 some 40,000 came")
    [Span(start=3, end=7)]
    """
    return [expression.span for expression in expressions(text)]


def is_up_to_now(text: str) -> bool:
    """Whether the sentence tells what has happened by the day that it is written.

    >>> is_up_to_now("Some 22,000 people have found refuge in Armenia.")
    True
    """
    return openers_of().up_to_now.search(text) is not None


def is_before(text: str) -> bool:
    """Whether the sentence tells what had happened before: "had written of 5,000 arrivals"."""
    return openers_of().had.search(text) is not None


def is_of_data(text: str, period: Period) -> bool:
    """Whether the time is that of statistics: "have fled, according to figures from June"."""
    start = period.span.start
    return period.surface.startswith("from ") and bool(
        openers_of().data.search(text, max(0, start - _LOOK_BACK), start)
    )


def is_beside(text: str) -> bool:
    """Whether the sentence only compares, so that its time is not that of the next one."""
    return openers_of().beside.match(text) is not None


def is_part(text: str, period: Period) -> bool:
    """Whether the time is a part of the one told before: "in the last four days alone"."""
    return openers_of().alone.match(text, period.span.end) is not None


def _cuts(text: str, count: Span, date: Span) -> bool:
    """Whether the count reaches out of the date: then the two cannot both be right."""
    if not count.overlaps(date):
        return False
    outside = text[count.start : date.start] + text[date.end : count.end]
    return any(letter.isdigit() for letter in outside)


def _read(text: str, found: Sequence[Term], anchor: Anchor) -> Iterator[Period]:
    """One period after the other; each can be what the next one counts from."""
    index = 0
    while index < len(found):
        period, used = _next(text, found[index : index + 2], anchor)
        index += used
        if period is not None:
            yield period
            anchor = _after(anchor, period) if index < len(found) else anchor


def _next(text: str, pair: Sequence[Term], anchor: Anchor) -> tuple[Period | None, int]:
    """The period of the next time, or of two that belong together, and how many it took."""
    left = pair[0]
    if len(pair) == 2 and (stretch := joined(text, left, pair[1], anchor)):
        span = Span(left.span.start, pair[1].span.end)
        return _opened(text, span, stretch, anchor, "range"), 2
    stretch = nearest(text, left, anchor)
    if stretch is None:
        return None, 1
    kind = _KINDS.get(left.expression.rule.gives, "in")
    if kind == "same":
        kind = "range" if anchor.kind in ("since", "range") else "in"
    period = _opened(text, left.span, stretch, anchor, kind)
    return (replace(period, recurs=True) if period and left.recurs else period), 1


def _after(anchor: Anchor, period: Period | None) -> Anchor:
    if period is not None and period.kind == "said" and period.start == period.end:
        return anchor._replace(said=period.end)
    if period is None or period.kind in ("said", "compared", "before"):
        return anchor
    before = Stretch(period.start, period.end, period.accuracy or Accuracy.DAY)
    return anchor._replace(before=before, kind=period.kind)


def _opened(text: str, span: Span, stretch: Stretch, anchor: Anchor, kind: str) -> Period | None:
    """The period with what stands before it: "since" leaves its end open, "by" its start."""
    openers = openers_of()
    if match := openers.run_up.search(text, max(0, span.start - _LOOK_BACK), span.start):
        return _run_up(text, match, span, stretch)
    match = openers.run_on.search(text, max(0, span.start - _LOOK_BACK), span.start)
    if match and stretch.start and stretch.start == stretch.end:
        return _run_on(text, match, span, stretch.start)
    opener, begin = openers.kind(text, span.start, span.end)
    if kind == "earlier":
        than = openers.than.search(text, max(0, begin - _LOOK_BACK), begin)
        kind = "compared" if than or opener == "from" else "in"  # "rose from a year earlier"
    if not opener and _is_said_after(text, span):
        opener = "said"
    if opener == "said" and (
        stretch.accuracy is Accuracy.YEAR
        or kind in ("range", "units")
        or openers.lasting.search(text, max(0, span.start - _LOOK_BACK), span.start)
    ):
        opener = ""  # nobody speaks for months, and "figures for June show" what June brought
    if kind == "units" and opener == "after":
        kind = "range"  # "after nine months of 2022" counts the nine months
    elif opener == "from" and openers.onwards.match(text, span.end):
        kind = "since"  # "from 2022 on"
    elif opener not in ("", "from", "between"):
        kind = opener
    kind = "range" if kind == "units" else kind
    return _of_kind(text, Span(begin, span.end), stretch, anchor, kind)


def _is_said_after(text: str, span: Span) -> bool:
    """Whether the time is when somebody spoke: "on Tuesday said", "On Tuesday he said"."""
    openers = openers_of()
    if openers.speaks_next.match(text, span.end):
        return True
    return span.start <= _HEAD and openers.speaks_later.match(text, span.end) is not None


def _of_kind(text: str, span: Span, stretch: Stretch, anchor: Anchor, kind: str) -> Period | None:
    start, end = stretch.start, stretch.end
    if kind == "since":
        end = _counted_to(stretch, anchor)
        if start is not None and end is not None and start > end:
            return None
    elif kind == "until":
        start = None
    elif kind == "so_far":  # "so far in 2022"
        end, kind = anchor.published or end, "range"
        if start is not None and end is not None and start > end:
            return None
    elif kind == "before" and start is not None:
        end, start = start - timedelta(days=1), None
    elif kind in ("before", "after"):
        return None
    return Period(span, span.of(text), start, end, stretch.accuracy, kind)


def _counted_to(since: Stretch, anchor: Anchor) -> date | None:
    """The last day of a count: that of the bulletin spoken of, or the day of publication."""
    told, today = anchor.before, anchor.published
    if told is None or told.start is None or told.end is None or since.start is None:
        return today
    bulletin = anchor.kind in ("in", "range") and told.end - told.start >= _A_WEEK
    if not bulletin or since.start > told.start:
        return today
    fresh = max(_FRESH, min(told.end - told.start, _A_MONTH))  # a month is told of later
    fresh_now = today is None or timedelta(0) < today - told.end <= fresh
    return told.end if fresh_now else today


def _run_up(text: str, match: re.Match[str], span: Span, stretch: Stretch) -> Period | None:
    """So many units up to a day: "the 12 months to June 2023"."""
    end = stretch.end
    if match["joiner"].casefold() == "before" and stretch.start:
        end = stretch.start - timedelta(days=1)
    if end is None:
        return None
    count, unit = openers_of().units(match)
    if unit == "hour":
        start = end - timedelta(days=max(1, count // 24))
    else:
        start = plus(end + timedelta(days=1), -count, unit)
    span = Span(match.start(), span.end)
    return Period(span, span.of(text), start, end, stretch.accuracy, "range")


def _run_on(text: str, match: re.Match[str], span: Span, first: date) -> Period:
    """So many units from a day on: "the week of 17 April"."""
    count, unit = openers_of().units(match)
    last = plus(first, count, unit) - timedelta(days=1)
    span = Span(match.start(), span.end)
    return Period(span, span.of(text), first, max(first, last), accuracy_of(unit), "range")


def _ended(periods: list[Period]) -> list[Period]:
    """The periods with "since" ending on the day that the sentence itself counts up to."""
    ends = {p.end for p in periods if p.kind in ("until", "said") and p.end is not None}
    if len(ends) != 1:
        return periods
    end = ends.pop()
    return [
        replace(p, end=end) if p.kind == "since" and p.start is not None and p.start <= end else p
        for p in periods
    ]


_KINDS = {
    "earlier": "earlier",
    "same": "same",
    "same_earlier": "same",
    "edge_of_month": "until",
    "edge_of_year": "until",
    "edge_of_unit": "until",
    "first_units": "units",
    "first_months": "units",
    "last_units": "units",
    "days": "range",
    "two_days": "range",
    "weekend": "range",
    "months": "range",
    "years": "range",
}
_A_WEEK, _FRESH, _A_MONTH = timedelta(days=6), timedelta(days=14), timedelta(days=30)
_HEAD = 10
_LOOK_BACK = 32
