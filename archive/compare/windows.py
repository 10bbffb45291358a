"""The time a report speaks of, and how two such times lie to each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from extract.model import Accuracy

STANDS = timedelta(days=92)  # a stock is counted seldom: a quarter's difference is no other time


@dataclass(frozen=True, slots=True)
class Window:
    """From ``start`` to ``end``, both included; either may be unsaid.

    ``around`` is a day near which it must lie where no end is said: the article's own.
    """

    start: date | None
    end: date | None
    around: date | None = None
    accuracy: Accuracy = Accuracy.DAY

    @property
    def last(self) -> date | None:
        """The day it ends on, or the nearest to it that is known."""
        return self.end or self.around or self.start

    @property
    def days_said(self) -> tuple[date | None, date | None]:
        """The days as the text says them."""
        return self.start, self.end

    @property
    def span(self) -> tuple[date, date] | tuple[()]:
        """First and last day as far as they are known; empty if neither is."""
        last = self.last
        return (min(self.start or last, self.end or last, last), last) if last else ()

    @property
    def is_said(self) -> bool:
        """Whether the text says when."""
        return self.start is not None or self.end is not None

    @property
    def days(self) -> int | None:
        """How many days it takes, if it has a beginning."""
        if self.start is None or self.last is None:
            return None
        return (self.last - self.start).days + 1


def same(a: Window, b: Window) -> bool:
    """Whether the two say the same days."""
    return a.days_said == b.days_said and a.is_said


def compatible(a: Window, b: Window) -> bool:
    """Whether the two may be one: the same days as far as both say them."""
    if None not in (a.start, b.start) and a.start != b.start:
        return False
    return a.end is None or b.end is None or a.end == b.end or _one_stretch(a.end, b.end, a, b)


def overlap(a: Window, b: Window) -> bool:
    """Whether the two share more than half of the shorter one; false where too little is said."""
    return share(a, b) > 0.5


def share(a: Window, b: Window) -> float:
    """How much of the shorter one lies in the other, 0 to 1; 0 where too little is said."""
    (a_start, a_end), (b_start, b_end) = _bounds(a), _bounds(b)
    if a_start is None or a_end is None or b_start is None or b_end is None:
        return 0.0
    shared = (min(a_end, b_end) - max(a_start, b_start)).days + 1
    return max(0, shared) / max(1, min((a_end - a_start).days, (b_end - b_start).days) + 1)


def inside(inner: Window, outer: Window) -> bool:
    """Whether one lies in the other and is shorter."""
    (i_start, i_end), (o_start, o_end) = _bounds(inner), _bounds(outer)
    if i_start is None or i_end is None or o_start is None or o_end is None:
        return False
    within = o_start <= i_start and i_end <= o_end
    return within and (i_start, i_end) != (o_start, o_end)


def near(a: Window, b: Window, apart: timedelta = STANDS) -> bool:
    """Whether two ends are close: close enough, if nothing else is said, for two stocks."""
    return a.last is not None and b.last is not None and abs(a.last - b.last) <= apart


def _one_stretch(end: date, other: date, a: Window, b: Window) -> bool:
    """Whether two ends lie in one month, or week, where one is said no more exactly than that."""
    match {a.accuracy, b.accuracy}:
        case both if Accuracy.YEAR in both:
            return end.year == other.year
        case both if Accuracy.MONTH in both:
            return (end.year, end.month) == (other.year, other.month)
        case both if Accuracy.WEEK in both:
            return abs(end - other) < timedelta(days=7)
    return False


def _bounds(window: Window) -> tuple[date | None, date | None]:
    """First and last day; a lone end stands for itself."""
    return window.start or window.end, window.last
