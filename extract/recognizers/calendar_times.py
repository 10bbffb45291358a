"""Times with a place on the calendar: days, months, shares of a year.

A year that the words leave out is the latest one that fits.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from extract.model import Accuracy
from extract.recognizers.named_events import main_day
from extract.recognizers.stretches import (
    Anchor,
    Stretch,
    accuracy_of,
    day,
    edge,
    months,
    plus,
    years,
)
from extract.recognizers.time_words import Values, number, word


def _latest(
    make: Callable[[int], Stretch | None], values: Values, anchor: Anchor
) -> Stretch | None:
    """The stretch in its stated year, or else the latest that has begun on the anchor's day."""
    if "year" in values:
        return make(number(values, "year"))
    if anchor.day is None:
        return _on_weekday(make, values, anchor)
    if anchor.published is None:
        return make(anchor.day.year)
    for year in (anchor.day.year, anchor.day.year - 1):
        stretch = make(year)
        if stretch is not None and stretch.start is not None and stretch.start <= anchor.day:
            return stretch
    return None


def _on_weekday(
    make: Callable[[int], Stretch | None], values: Values, anchor: Anchor
) -> Stretch | None:
    """The day of an undated article whose weekday and event leave one year: "Sunday 25 Sept."."""
    first, weekday = main_day(anchor.events), values.get("weekday")
    if first is None or weekday is None:
        return None
    stretches = (make(year) for year in range(first.year, first.year + _WEEKDAYS_DIFFER))
    later = [s for s in stretches if s and s.start and s.start >= first]
    return next((s for s in later if s.start and s.start.weekday() == weekday), None)


def _latest_over(
    make: Callable[[int], Stretch | None], values: Values, anchor: Anchor
) -> Stretch | None:
    """The latest stretch that is over on the day of publication, where no year is stated."""
    stretch = _latest(make, values, anchor)
    if stretch is None or "year" in values or anchor.published is None or stretch.end is None:
        return stretch
    return make(stretch.end.year - 1) if stretch.end > anchor.published else stretch


def _day(values: Values, anchor: Anchor) -> Stretch | None:
    month = number(values, "month", number(values, "month_number"))
    which = number(values, "day", number(values, "day_number"))
    return _latest(lambda year: day(year, month, which), _dated(values, anchor), anchor)


def _days(values: Values, anchor: Anchor) -> Stretch | None:
    month = number(values, "month")

    def make(year: int) -> Stretch | None:
        first = day(year, month, number(values, "day"))
        last = day(year, month, number(values, "last_day"))
        if first is None or last is None or first.start is None or last.end is None:
            return None
        return Stretch(first.start, last.end, Accuracy.DAY) if first.start <= last.end else None

    return _latest(make, _dated(values, anchor), anchor)


def _two_days(values: Values, anchor: Anchor) -> Stretch | None:
    next_day = number(values, "last_day") - number(values, "day") == 1
    return _days(values, anchor) if next_day else None


def _month(values: Values, anchor: Anchor) -> Stretch | None:
    month = number(values, "month")
    dated = _dated(values, anchor)
    return _latest(lambda year: months(year, month, month), dated, anchor)


def _months(values: Values, anchor: Anchor) -> Stretch | None:
    first, last = number(values, "month"), number(values, "last_month")

    def make(year: int) -> Stretch:
        whole = months(year, 1, last)
        start = date(year if first <= last else year - 1, first, 1)
        return Stretch(start, whole.end, Accuracy.MONTH)

    return _latest(make, _dated(values, anchor), anchor)


def _shifted_month(values: Values, anchor: Anchor) -> Stretch | None:
    if number(values, "shift") <= 0:
        return _month({"month": values["month"]}, anchor)
    if anchor.published is None:
        return None
    month = number(values, "month")
    later = month <= anchor.published.month
    return months(anchor.published.year + later, month, month)


def _year(values: Values, _: Anchor) -> Stretch | None:
    return years(number(values, "year"), number(values, "year"))


def _years(values: Values, _: Anchor) -> Stretch | None:
    first, last = number(values, "year"), number(values, "short_year")
    if last < 100:
        last += first // 100 * 100
    return years(first, last) if first < last <= first + 30 else None


def _part_of_month(values: Values, anchor: Anchor) -> Stretch | None:
    month, part = number(values, "month"), word(values, "part")

    def make(year: int) -> Stretch | None:
        whole = months(year, month, month)
        if whole.start is None or whole.end is None:
            return None
        first = whole.start + timedelta(days=_PART_STARTS[part])
        last = whole.end if part == "late" else first + timedelta(days=9)
        return Stretch(first, last, Accuracy.WEEK)

    return _latest(make, values, anchor)


def _part_of_year(values: Values, _: Anchor) -> Stretch | None:
    first = {"early": 1, "mid": 5, "late": 9}[word(values, "part")]
    return months(number(values, "year"), first, first + 3)


def _edge_of_month(values: Values, anchor: Anchor) -> Stretch | None:
    return edge(_month(values, anchor), word(values, "edge"))


def _edge_of_year(values: Values, anchor: Anchor) -> Stretch | None:
    return edge(_year(values, anchor), word(values, "edge"))


def _season(values: Values, anchor: Anchor) -> Stretch | None:
    first = number(values, "season")

    def make(year: int) -> Stretch | None:
        start = date(year, first, 1)
        return Stretch(start, plus(start, 3, "month") - timedelta(days=1), Accuracy.MONTH)

    return _latest(make, values, anchor)


def _share(values: Values, anchor: Anchor) -> Stretch | None:
    length = {"half": 6, "quarter": 3, "third": 4}[word(values, "share")]
    return _twelfths(values, anchor, length)


def _quarter(values: Values, anchor: Anchor) -> Stretch | None:
    return _twelfths({**values, "ordinal": number(values, "quarter")}, anchor, 3)


def _halfyear(values: Values, anchor: Anchor) -> Stretch | None:
    return _twelfths({**values, "ordinal": number(values, "halfyear")}, anchor, 6)


def _twelfths(values: Values, anchor: Anchor, length: int) -> Stretch | None:
    last = number(values, "ordinal") * length if "final" not in values else 12
    if last > 12:
        return None
    return _latest(
        lambda year: months(year, last - length + 1, last),
        _dated(values, anchor),
        anchor,
    )


def _dated(values: Values, anchor: Anchor) -> Values:
    """The values with the year that "this year", "last year" or "that year" names."""
    if "that" in values and anchor.near is not None:
        return {**values, "year": anchor.near.year}
    if "shift" not in values or anchor.day is None:
        return values
    return {**values, "year": anchor.day.year + number(values, "shift")}


def _first_units(values: Values, anchor: Anchor) -> Stretch | None:
    count, unit = number(values, "number", 1), word(values, "unit")
    if number(values, "ordinal", 1) != 1:
        return None

    def make(year: int) -> Stretch | None:
        start = date(year, 1, 1)
        return Stretch(start, plus(start, count, unit) - timedelta(days=1), accuracy_of(unit))

    return _latest_over(make, _dated(values, anchor), anchor)


def _first_units_of_month(values: Values, anchor: Anchor) -> Stretch | None:
    whole = _month(values, anchor)
    if whole is None or whole.start is None or number(values, "ordinal") != 1:
        return None
    unit = word(values, "unit")
    end = plus(whole.start, number(values, "number", 1), unit) - timedelta(days=1)
    return Stretch(whole.start, end, accuracy_of(unit))


def _last_units(values: Values, _: Anchor) -> Stretch | None:
    if number(values, "shift") != -1:
        return None
    count, unit = number(values, "number"), word(values, "unit")
    after = date(number(values, "year") + 1, 1, 1)
    return Stretch(plus(after, -count, unit), after - timedelta(days=1), accuracy_of(unit))


_WEEKDAYS_DIFFER = 5  # years in a row in which a date falls on different weekdays
_PART_STARTS = {"early": 0, "mid": 10, "late": 20}

CALENDAR: dict[str, Callable[[Values, Anchor], Stretch | None]] = {
    "day": _day,
    "days": _days,
    "two_days": _two_days,
    "month": _month,
    "months": _months,
    "shifted_month": _shifted_month,
    "year": _year,
    "years": _years,
    "part_of_month": _part_of_month,
    "part_of_year": _part_of_year,
    "edge_of_month": _edge_of_month,
    "edge_of_year": _edge_of_year,
    "season": _season,
    "shifted_season": _season,
    "share": _share,
    "quarter": _quarter,
    "halfyear": _halfyear,
    "first_units": _first_units,
    "first_units_of_month": _first_units_of_month,
    "last_units": _last_units,
}
