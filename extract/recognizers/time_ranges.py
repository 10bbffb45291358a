"""Two times of a sentence that make one: "from January to March", "the order of 21 September"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from extract.model import Accuracy, Span
from extract.recognizers.named_events import days_of
from extract.recognizers.stretches import Anchor, Stretch, whole_day
from extract.recognizers.time_openers import openers_of
from extract.recognizers.time_values import resolve
from extract.recognizers.time_words import Expression, word


class Term(NamedTuple):
    """A time of the sentence: an expression, and the days where two expressions fix them."""

    span: Span
    expression: Expression
    fixed: Stretch | None = None

    @property
    def dated(self) -> bool:
        """Whether the words themselves state the year."""
        return self.fixed is not None or "year" in self.expression.values

    @property
    def recurs(self) -> bool:
        """Whether the words name a part of a year and leave out which."""
        values = self.expression.values
        return not self.dated and "month" in values and values.keys().isdisjoint(_NAMES_YEAR)

    def days(self, anchor: Anchor, year: int | None = None) -> Stretch | None:
        """The days meant, with this year where the words state none."""
        return self.fixed or resolve(self.expression, anchor, year)


def terms(text: str, found: Sequence[Expression], anchor: Anchor) -> Iterator[Term]:
    """The times of the sentence, an event with its stated day as one.

    An event is a time only where the text counts from it, or tells what happened during it or
    what it did: "the war in Ukraine" alone is none.
    """
    skip = False
    for one, following in zip(found, [*found[1:], None], strict=True):
        if skip:
            skip = False
            continue
        if one.rule.id == "event" and openers_of().kind(text, *one.span)[0] not in _FROM_EVENT:
            if lasted := _lasted(text, one, anchor):
                yield Term(one.span, one, lasted)
            continue
        fixed = _happened(text, one, following, anchor) if following else None
        if fixed is not None and following is not None:
            skip = True
            yield Term(Span(one.span.start, following.span.end), following, fixed)
        else:
            yield Term(one.span, one)


def nearest(text: str, term: Term, anchor: Anchor) -> Stretch | None:
    """The days, which after "by" may lie ahead: then the nearer of two years is meant.

    "Since Monday", written on a Monday, is a week.
    """
    if told := _soon_after(term, anchor):
        return told
    stretch, today = term.days(anchor), anchor.published
    if stretch is None or stretch.end is None or today is None or term.dated:
        return stretch
    opener = openers_of().kind(text, *term.span)[0]
    if opener == "since" and term.expression.rule.gives == "weekday" and stretch.end == today:
        return whole_day(today - timedelta(days=7))
    if opener != "until":
        return stretch
    ahead = term.days(anchor, today.year + (stretch.end.year == today.year))
    if ahead is None or ahead.end is None or ahead.end < today:
        return stretch
    return ahead if ahead.end - today < today - stretch.end else stretch


def _soon_after(term: Term, anchor: Anchor) -> Stretch | None:
    """ "It began on 14 March 2022. By 20 March 40,000 had left": of the old year told before."""
    before, today = anchor.before, anchor.published
    if before is None or before.end is None or today is None or not term.recurs:
        return None
    if before.accuracy is not Accuracy.DAY or today - before.end < _LONG_AGO:
        return None
    days = term.days(anchor, before.end.year)
    if days is None or days.start is None or days.accuracy is not Accuracy.DAY:
        return None
    return days if timedelta(0) <= days.start - before.end <= _SOON else None


def joined(text: str, left: Term, right: Term, anchor: Anchor) -> Stretch | None:
    """The stretch from one time to the other where the words between them say so."""
    joiner = openers_of().joiner.fullmatch(text, left.span.end, right.span.start)
    if joiner is None:
        return None
    first, last = _both(left, right, anchor)
    if first is None or last is None or first.start is None or last.end is None:
        return None
    if first.start > last.end:
        return None
    apart = joiner["apart"] or joiner["word"] == "and"
    if apart and not _between(text, left, right) and not _one_by_one(left, first, right, last):
        return None
    return Stretch(first.start, last.end, min(first.accuracy, last.accuracy, key=_ORDER.index))


def _between(text: str, left: Term, right: Term) -> bool:
    """Whether "and" makes a stretch: after "between", or from one year to the next."""
    if left.expression.rule.gives == right.expression.rule.gives == "year":
        return True
    return openers_of().kind(text, *left.span)[0] == "between"


def _one_by_one(left: Term, first: Stretch, right: Term, last: Stretch) -> bool:
    """Whether one follows on the other, as in "January and February", "Monday and Tuesday"."""
    if left.expression.rule.gives != right.expression.rule.gives or first.end is None:
        return False
    return last.start == first.end + timedelta(days=1)


def _both(left: Term, right: Term, anchor: Anchor) -> tuple[Stretch | None, Stretch | None]:
    """Both resolved: a year that only one of them states holds for the other."""
    first, last = left.days(anchor), right.days(anchor)
    if right.dated and not left.dated and last and last.end:
        first = left.days(anchor, last.end.year)
    elif left.dated and not right.dated and first and first.start:
        last = right.days(anchor, first.start.year)
        if last and last.end and last.end < first.start:
            last = right.days(anchor, first.start.year + 1)
    if left.expression.rule.gives == "weekday" and first and first.start and last and last.start:
        back = (last.start.weekday() - first.start.weekday()) % 7
        return whole_day(last.start - timedelta(days=back)), last
    for back in (0, 1):
        if first and last and first.start and last.end and first.start > last.end:
            first = left.days(anchor, last.end.year - back)
    return first, last


def _lasted(text: str, event: Expression, anchor: Anchor) -> Stretch | None:
    """The days of an event that is over: "during the war", "the war displaced 5,000"."""
    openers, start = openers_of(), event.span.start
    if not openers.amid.search(text, max(0, start - _NEAR), start) and not (
        openers.uprooted.match(text, event.span.end)
    ):
        return None
    days = days_of(word(event.values, "event"), anchor.events, anchor.published)
    return Stretch(*days, Accuracy.DAY) if days else None


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


_ON = re.compile(
    r"\s{0,4},?\s{0,4}(?:[^\W\d]\w{0,40}+\s{1,4}){0,4}(?:on|of|in)\s{1,4}(?:the\s{1,4})?"
)
_LONG_AGO, _SOON = timedelta(days=300), timedelta(days=45)
_NEAR = 32
_NAMES_YEAR = frozenset({"shift", "that"})
_ORDER = list(Accuracy)
_FROM_EVENT = frozenset({"since", "between", "from", "before"})
