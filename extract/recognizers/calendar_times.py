"""Times with a place on the calendar: days, months, years, decades."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from extract.model import Accuracy
from extract.recognizers.latest_year import dated, latest
from extract.recognizers.stretches import Anchor, Stretch, day, edge, months, years
from extract.recognizers.time_words import Values, number, word


def _day(values: Values, anchor: Anchor) -> Stretch | None:
    month = number(values, "month", number(values, "month_number"))
    which = number(values, "day", number(values, "day_number"))
    return latest(lambda year: day(year, month, which), dated(values, anchor), anchor)


def _days(values: Values, anchor: Anchor) -> Stretch | None:
    month = number(values, "month")

    def make(year: int) -> Stretch | None:
        first = day(year, month, number(values, "day"))
        last = day(year, month, number(values, "last_day"))
        if first is None or last is None or first.start is None or last.end is None:
            return None
        return Stretch(first.start, last.end, Accuracy.DAY) if first.start <= last.end else None

    return latest(make, dated(values, anchor), anchor)


def _two_days(values: Values, anchor: Anchor) -> Stretch | None:
    next_day = number(values, "last_day") - number(values, "day") == 1
    return _days(values, anchor) if next_day else None


def month_of(values: Values, anchor: Anchor) -> Stretch | None:
    """The month meant."""
    month = number(values, "month")
    return latest(lambda year: months(year, month, month), dated(values, anchor), anchor)


def _months(values: Values, anchor: Anchor) -> Stretch | None:
    first, last = number(values, "month"), number(values, "last_month")

    def make(year: int) -> Stretch:
        whole = months(year, 1, last)
        start = date(year if first <= last else year - 1, first, 1)
        return Stretch(start, whole.end, Accuracy.MONTH)

    return latest(make, dated(values, anchor), anchor)


def _shifted_month(values: Values, anchor: Anchor) -> Stretch | None:
    if number(values, "shift") <= 0:
        return month_of({"month": values["month"]}, anchor)
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


def _decade(values: Values, _: Anchor) -> Stretch | None:
    first, last = _PARTS_OF_DECADE[word(values, "part")]
    return years(number(values, "decade") + first, number(values, "decade") + last)


def _holiday(values: Values, anchor: Anchor) -> Stretch | None:
    month, which = divmod(number(values, "holiday"), 100)
    return latest(lambda year: day(year, month, which), values, anchor)


def _edge_of_month(values: Values, anchor: Anchor) -> Stretch | None:
    return edge(month_of(values, anchor), word(values, "edge"))


def _edge_of_year(values: Values, anchor: Anchor) -> Stretch | None:
    return edge(_year(values, anchor), word(values, "edge"))


_PARTS_OF_DECADE = {"": (0, 9), "early": (0, 3), "mid": (4, 6), "late": (7, 9)}

CALENDAR: dict[str, Callable[[Values, Anchor], Stretch | None]] = {
    "day": _day,
    "days": _days,
    "two_days": _two_days,
    "month": month_of,
    "months": _months,
    "shifted_month": _shifted_month,
    "year": _year,
    "years": _years,
    "decade": _decade,
    "holiday": _holiday,
    "edge_of_month": _edge_of_month,
    "edge_of_year": _edge_of_year,
}
