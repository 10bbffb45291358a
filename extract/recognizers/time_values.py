"""What an expression of time means on the calendar, seen from the day of publication."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from extract.model import Accuracy
from extract.recognizers.stretches import (
    Stretch,
    accuracy_of,
    day,
    months,
    plus,
    unit_of,
    whole_day,
    years,
)
from extract.recognizers.time_words import Expression, Values


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day from which relative times count.

    ``published`` is the day of publication; ``near`` a day that the article spoke of before,
    which gives missing years (and weekdays) where the day of publication is not known.
    """

    published: date | None
    near: date | None = None

    @property
    def day(self) -> date | None:
        """The day that a missing year is taken from."""
        return self.published or self.near


def resolve(expression: Expression, anchor: Anchor, year: int | None = None) -> Stretch | None:
    """The days that the expression names, or None where the anchor does not say.

    ``year`` is the one to take where the words state none.
    """
    values = expression.values
    if year is not None and "year" not in values:
        values = {**values, "year": year}
    try:
        return _RESOLVERS[expression.rule.gives](values, anchor)
    except (ValueError, OverflowError):  # a day outside the calendar, such as year 0
        return None


def _number(values: Values, name: str, default: int = 0) -> int:
    return int(values.get(name, default))


def _text(values: Values, name: str) -> str:
    return str(values.get(name, ""))


def _latest(
    make: Callable[[int], Stretch | None], values: Values, anchor: Anchor
) -> Stretch | None:
    """The stretch in its stated year, or else the latest that has begun on the anchor's day."""
    if "year" in values:
        return make(_number(values, "year"))
    if anchor.day is None:
        return None
    if anchor.published is None:
        return make(anchor.day.year)
    for year in (anchor.day.year, anchor.day.year - 1):
        stretch = make(year)
        if stretch is not None and stretch.start is not None and stretch.start <= anchor.day:
            return stretch
    return None


def _day(values: Values, anchor: Anchor) -> Stretch | None:
    month = _number(values, "month", _number(values, "month_number"))
    number = _number(values, "day", _number(values, "day_number"))
    return _latest(lambda year: day(year, month, number), values, anchor)


def _days(values: Values, anchor: Anchor) -> Stretch | None:
    month = _number(values, "month")

    def make(year: int) -> Stretch | None:
        first = day(year, month, _number(values, "day"))
        last = day(year, month, _number(values, "last_day"))
        if first is None or last is None or first.start is None or last.end is None:
            return None
        return Stretch(first.start, last.end, Accuracy.DAY) if first.start <= last.end else None

    return _latest(make, values, anchor)


def _nth(values: Values, anchor: Anchor) -> Stretch | None:
    if anchor.day is None:
        return None
    stretch = day(anchor.day.year, anchor.day.month, _number(values, "nth"))
    if stretch is None or stretch.start is None or stretch.start <= anchor.day:
        return stretch
    before = plus(anchor.day, -1, "month")
    return day(before.year, before.month, _number(values, "nth"))


def _month(values: Values, anchor: Anchor) -> Stretch | None:
    month = _number(values, "month")
    return _latest(lambda year: months(year, month, month), values, anchor)


def _shifted_month(values: Values, anchor: Anchor) -> Stretch | None:
    if _number(values, "shift") <= 0:
        return _month(values, anchor)
    if anchor.published is None:
        return None
    month = _number(values, "month")
    later = month <= anchor.published.month
    return months(anchor.published.year + later, month, month)


def _year(values: Values, _: Anchor) -> Stretch | None:
    return years(_number(values, "year"), _number(values, "year"))


def _years(values: Values, _: Anchor) -> Stretch | None:
    first, last = _number(values, "year"), _number(values, "short_year")
    if last < 100:
        last += first // 100 * 100
    return years(first, last) if first < last <= first + 30 else None


def _part_of_month(values: Values, anchor: Anchor) -> Stretch | None:
    month, part = _number(values, "month"), _text(values, "part")

    def make(year: int) -> Stretch | None:
        whole = months(year, month, month)
        if whole.start is None or whole.end is None:
            return None
        first = whole.start + timedelta(days=_PART_STARTS[part])
        last = whole.end if part == "late" else first + timedelta(days=9)
        return Stretch(first, last, Accuracy.WEEK)

    return _latest(make, values, anchor)


def _part_of_year(values: Values, _: Anchor) -> Stretch | None:
    first = {"early": 1, "mid": 5, "late": 9}[_text(values, "part")]
    return months(_number(values, "year"), first, first + 3)


def _edge(stretch: Stretch | None, edge: str) -> Stretch | None:
    """The first or last day of the stretch, or the one in its middle."""
    if stretch is None or stretch.start is None or stretch.end is None:
        return None
    if edge == "start":
        return Stretch(stretch.start, stretch.start, stretch.accuracy)
    if edge == "end":
        return Stretch(stretch.end, stretch.end, stretch.accuracy)
    if stretch.accuracy is Accuracy.YEAR:
        middle = date(stretch.start.year, 6, 30)
    else:
        middle = stretch.start + (stretch.end - stretch.start) // 2
    return Stretch(middle, middle, stretch.accuracy)


def _edge_of_month(values: Values, anchor: Anchor) -> Stretch | None:
    return _edge(_month(values, anchor), _text(values, "edge"))


def _edge_of_year(values: Values, anchor: Anchor) -> Stretch | None:
    return _edge(_year(values, anchor), _text(values, "edge"))


def _edge_of_unit(values: Values, anchor: Anchor) -> Stretch | None:
    if anchor.day is None:
        return None
    unit = _text(values, "unit")
    one = plus(anchor.day, _number(values, "shift"), unit)
    return _edge(unit_of(one, unit), _text(values, "edge"))


def _season(values: Values, anchor: Anchor) -> Stretch | None:
    first = _number(values, "season")

    def make(year: int) -> Stretch | None:
        start = date(year, first, 1)
        return Stretch(start, plus(start, 3, "month") - timedelta(days=1), Accuracy.MONTH)

    return _latest(make, values, anchor)


def _share(values: Values, anchor: Anchor) -> Stretch | None:
    length = {"half": 6, "quarter": 3, "third": 4}[_text(values, "share")]
    return _twelfths(values, anchor, length)


def _quarter(values: Values, anchor: Anchor) -> Stretch | None:
    return _twelfths({**values, "ordinal": _number(values, "quarter")}, anchor, 3)


def _halfyear(values: Values, anchor: Anchor) -> Stretch | None:
    return _twelfths({**values, "ordinal": _number(values, "halfyear")}, anchor, 6)


def _twelfths(values: Values, anchor: Anchor, length: int) -> Stretch | None:
    last = _number(values, "ordinal") * length
    if last > 12:
        return None
    return _latest(
        lambda year: months(year, last - length + 1, last), _dated(values, anchor), anchor
    )


def _dated(values: Values, anchor: Anchor) -> Values:
    """The values with the year that "this year" or "last year" names."""
    if "shift" not in values or anchor.day is None:
        return values
    return {**values, "year": anchor.day.year + _number(values, "shift")}


def _first_units(values: Values, anchor: Anchor) -> Stretch | None:
    number, unit = _number(values, "number"), _text(values, "unit")
    if _number(values, "ordinal") != 1:
        return None

    def make(year: int) -> Stretch | None:
        start = date(year, 1, 1)
        return Stretch(start, plus(start, number, unit) - timedelta(days=1), accuracy_of(unit))

    return _latest(make, _dated(values, anchor), anchor)


def _last_units(values: Values, _: Anchor) -> Stretch | None:
    if _number(values, "shift") != -1:
        return None
    number, unit = _number(values, "number"), _text(values, "unit")
    after = date(_number(values, "year") + 1, 1, 1)
    return Stretch(plus(after, -number, unit), after - timedelta(days=1), accuracy_of(unit))


def _shifted_units(values: Values, anchor: Anchor) -> Stretch | None:
    number, unit = _number(values, "number"), _text(values, "unit")
    if anchor.published is None or _number(values, "shift", -1) != -1:
        return None
    if unit == "hour":
        return Stretch(
            anchor.published - timedelta(days=max(1, -(-number // 24))),
            anchor.published,
            Accuracy.DAY,
        )
    # a bulletin's "last four days" are full days, and today is not over
    end = anchor.published - timedelta(days=unit == "day")
    return Stretch(plus(anchor.published, -number, unit), end, accuracy_of(unit))


def _shifted_unit(values: Values, anchor: Anchor) -> Stretch | None:
    shift, unit = _number(values, "shift"), _text(values, "unit")
    if anchor.published is None:
        return None
    if "rolling" in values:
        return Stretch(plus(anchor.published, -1, unit), anchor.published, accuracy_of(unit))
    stretch = unit_of(plus(anchor.published, shift, unit), unit)
    if shift == 0 and stretch.start is not None:
        return Stretch(stretch.start, anchor.published, stretch.accuracy)
    return stretch


def _ago(values: Values, anchor: Anchor) -> Stretch | None:
    unit = _text(values, "unit")
    if anchor.published is None:
        return None
    near = plus(anchor.published, -_number(values, "number", 1), unit)
    far = plus(
        anchor.published, -_number(values, "last_number", _number(values, "number", 1)), unit
    )
    if unit in ("month", "year", "decade"):
        return unit_of(near, unit)
    return Stretch(min(near, far), max(near, far), accuracy_of(unit))


def _weekday(values: Values, anchor: Anchor) -> Stretch | None:
    if anchor.published is not None:
        back = (anchor.published.weekday() - _number(values, "weekday")) % 7
        return whole_day(anchor.published - timedelta(days=back))
    if anchor.near is not None:
        on = (_number(values, "weekday") - anchor.near.weekday()) % 7
        return whole_day(anchor.near + timedelta(days=on))
    return None


def _today(values: Values, anchor: Anchor) -> Stretch | None:
    if anchor.published is None:
        return None
    return whole_day(anchor.published + timedelta(days=_number(values, "today")))


_PART_STARTS = {"early": 0, "mid": 10, "late": 20}

_RESOLVERS: dict[str, Callable[[Values, Anchor], Stretch | None]] = {
    "day": _day,
    "days": _days,
    "nth": _nth,
    "month": _month,
    "shifted_month": _shifted_month,
    "year": _year,
    "years": _years,
    "part_of_month": _part_of_month,
    "part_of_year": _part_of_year,
    "edge_of_month": _edge_of_month,
    "edge_of_year": _edge_of_year,
    "edge_of_unit": _edge_of_unit,
    "season": _season,
    "shifted_season": _season,
    "share": _share,
    "quarter": _quarter,
    "halfyear": _halfyear,
    "first_units": _first_units,
    "last_units": _last_units,
    "shifted_units": _shifted_units,
    "shifted_unit": _shifted_unit,
    "ago": _ago,
    "weekday": _weekday,
    "today": _today,
}
