"""Stretches of days: what a month, a half-year or "the last ten days" is on the calendar."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from extract.model import Accuracy


class Stretch(NamedTuple):
    """A run of days, both ends included. A missing end is open."""

    start: date | None
    end: date | None
    accuracy: Accuracy


class Anchor(NamedTuple):
    """What times are counted from: the day of publication and what the article spoke of.

    ``before`` is the time named last, ``kind`` how it stood there ("since", "range"), and
    ``events`` are the happenings that the article can mean by "the war", ``said`` is the day on
    which somebody spoke in the sentence.
    """

    published: date | None
    before: Stretch | None = None
    kind: str = "in"
    events: tuple[str, ...] = ()
    said: date | None = None

    @property
    def near(self) -> date | None:
        """A day of the time spoken of before."""
        return (self.before.end or self.before.start) if self.before else None

    @property
    def day(self) -> date | None:
        """The day that a missing year is taken from."""
        return self.published or self.near


def day(year: int, month: int, number: int) -> Stretch | None:
    """One day, or None where the calendar has no such day."""
    if not 1 <= number <= monthrange(year, month)[1]:
        return None
    return whole_day(date(year, month, number))


def whole_day(one: date) -> Stretch:
    """The day as a stretch."""
    return Stretch(one, one, Accuracy.DAY)


def months(year: int, first: int, last: int) -> Stretch:
    """Whole months of one year: ``months(2022, 1, 6)`` is its first half."""
    end = date(year, last, monthrange(year, last)[1])
    return Stretch(date(year, first, 1), end, Accuracy.MONTH)


def years(first: int, last: int) -> Stretch:
    """Whole calendar years."""
    return Stretch(date(first, 1, 1), date(last, 12, 31), Accuracy.YEAR)


def week_of(one: date) -> Stretch:
    """The week from Monday to Sunday that holds the day."""
    monday = one - timedelta(days=one.weekday())
    return Stretch(monday, monday + timedelta(days=6), Accuracy.WEEK)


def plus_months(one: date, number: int) -> date:
    """The same day of another month, or that month's last day where it is shorter."""
    index = one.year * 12 + one.month - 1 + number
    year, month = divmod(index, 12)
    return date(year, month + 1, min(one.day, monthrange(year, month + 1)[1]))


def plus(one: date, number: int, unit: str) -> date:
    """The day that lies so many units later, or earlier for a negative number."""
    if unit in _MONTHS:
        return plus_months(one, number * _MONTHS[unit])
    return one + timedelta(days=number * _DAYS[unit])


def unit_of(one: date, unit: str) -> Stretch:
    """The calendar unit (week, month, quarter, half, year, decade) that holds the day."""
    if unit in ("hour", "day"):
        return whole_day(one)
    if unit in ("week", "fortnight"):
        return week_of(one)
    if unit == "year":
        return years(one.year, one.year)
    if unit == "decade":
        first = one.year - one.year % 10
        return years(first, first + 9)
    length = _MONTHS[unit]
    first = (one.month - 1) // length * length + 1
    return months(one.year, first, first + length - 1)


def accuracy_of(unit: str) -> Accuracy:
    """How exactly a time is stated that is counted in this unit."""
    return _ACCURACY.get(unit, Accuracy.DAY)


def edge(stretch: Stretch | None, which: str) -> Stretch | None:
    """The first or last day of the stretch, or the one in its middle."""
    if stretch is None or stretch.start is None or stretch.end is None:
        return None
    if which == "start":
        return Stretch(stretch.start, stretch.start, stretch.accuracy)
    if which == "end":
        return Stretch(stretch.end, stretch.end, stretch.accuracy)
    if stretch.accuracy is Accuracy.YEAR:
        middle = date(stretch.start.year, 6, 30)
    else:
        middle = stretch.start + (stretch.end - stretch.start) // 2
    return Stretch(middle, middle, stretch.accuracy)


def in_year(stretch: Stretch, year: int) -> Stretch:
    """The same days of another year."""
    if stretch.start is None and stretch.end is None:
        return stretch
    offset = year - (stretch.start or stretch.end or date.min).year
    return stretch._replace(
        start=stretch.start and plus_months(stretch.start, 12 * offset),
        end=stretch.end and plus_months(stretch.end, 12 * offset),
    )


_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}
_DAYS = {"hour": 0, "day": 1, "week": 7, "fortnight": 14}
_ACCURACY = {
    "week": Accuracy.WEEK,
    "fortnight": Accuracy.WEEK,
    "month": Accuracy.MONTH,
    "quarter": Accuracy.MONTH,
    "half": Accuracy.MONTH,
    "year": Accuracy.YEAR,
    "decade": Accuracy.YEAR,
}
