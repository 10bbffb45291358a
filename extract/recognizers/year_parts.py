"""Parts of a year on the calendar: seasons, halves, "late March", "the first ten weeks"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from extract.model import Accuracy
from extract.recognizers.calendar_times import month_of
from extract.recognizers.latest_year import dated, latest, latest_over
from extract.recognizers.stretches import Anchor, Stretch, accuracy_of, months, plus, years
from extract.recognizers.time_words import Values, number, word


def _part_of_month(values: Values, anchor: Anchor) -> Stretch | None:
    month, part = number(values, "month"), word(values, "part") or word(values, "days_of")

    def make(year: int) -> Stretch | None:
        whole = months(year, month, month)
        if whole.start is None or whole.end is None:
            return None
        first = whole.start + timedelta(days=_PART_STARTS[part])
        last = whole.end if part == "late" else first + timedelta(days=9)
        return Stretch(first, last, Accuracy.WEEK)

    return latest(make, values, anchor)


def _half_of_month(values: Values, anchor: Anchor) -> Stretch | None:
    whole = month_of(values, anchor)
    if whole is None or whole.start is None or number(values, "ordinal") not in (1, 2):
        return None
    middle = whole.start + timedelta(days=14)
    if number(values, "ordinal") == 1:
        return Stretch(whole.start, middle, Accuracy.WEEK)
    return Stretch(middle + timedelta(days=1), whole.end, Accuracy.WEEK)


def _part_of_year(values: Values, anchor: Anchor) -> Stretch | None:
    first = {"early": 1, "mid": 5, "late": 9}[word(values, "part") or word(values, "ends_of")]
    return latest(lambda year: months(year, first, first + 3), dated(values, anchor), anchor)


def _part_of_that_month(values: Values, anchor: Anchor) -> Stretch | None:
    """A part of this or the last month: "early this month"."""
    if anchor.day is None:
        return None
    meant = plus(anchor.day, number(values, "shift"), "month")
    return _part_of_month({**values, "month": meant.month, "year": meant.year}, anchor)


def _season(values: Values, anchor: Anchor) -> Stretch | None:
    first = number(values, "season")

    def make(year: int) -> Stretch | None:
        start = date(year, first, 1)
        return Stretch(start, plus(start, 3, "month") - timedelta(days=1), Accuracy.MONTH)

    last = latest(make, dated(values, anchor) if "that" in values else values, anchor)
    if number(values, "shift", -1) < 0 or "year" in values or last is None or last.end is None:
        return last
    return _this_or_next(last, number(values, "shift"), anchor)


def _this_or_next(last: Stretch, shift: int, anchor: Anchor) -> Stretch:
    """ "Next winter" is to come; "this summer" is the nearer one, over or to come."""
    if last.start is None or last.end is None or anchor.published is None:
        return last
    start = plus(last.start, 1, "year")
    coming = last._replace(start=start, end=plus(start, 3, "month") - timedelta(days=1))
    since, until = anchor.published - last.end, start - anchor.published
    return last if shift == 0 and since <= until else coming


def _share(values: Values, anchor: Anchor) -> Stretch | None:
    length = {"half": 6, "quarter": 3, "third": 4}[word(values, "share")]
    return _twelfths(values, anchor, length)


def _quarter(values: Values, anchor: Anchor) -> Stretch | None:
    return _twelfths({**values, "ordinal": number(values, "quarter")}, anchor, 3)


def _quarter_to(values: Values, anchor: Anchor) -> Stretch | None:
    """ "The March quarter" are the three months that end with March."""
    last = number(values, "month")
    return _twelfths({**values, "ordinal": last // 3}, anchor, 3) if last % 3 == 0 else None


def _halfyear(values: Values, anchor: Anchor) -> Stretch | None:
    return _twelfths({**values, "ordinal": number(values, "halfyear")}, anchor, 6)


def _twelfths(values: Values, anchor: Anchor, length: int) -> Stretch | None:
    last = number(values, "ordinal") * length if "final" not in values else 12
    if last > 12:
        return None
    return latest(
        lambda year: months(year, last - length + 1, last),
        dated(values, anchor),
        anchor,
    )


def _first_units(values: Values, anchor: Anchor) -> Stretch | None:
    count, unit = number(values, "number", 1), word(values, "unit")
    skipped = number(values, "ordinal", 1) - 1
    if skipped and "number" in values:
        return None

    def make(year: int) -> Stretch | None:
        return _run(plus(date(year, 1, 1), skipped, unit), count, unit)

    return latest_over(make, dated(values, anchor), anchor)


def _first_months(values: Values, anchor: Anchor) -> Stretch | None:
    """ "In 2023 ... in the first five months": of the year told before, where it was one."""
    before = anchor.before
    if before is not None and before.start is not None and before.accuracy is Accuracy.YEAR:
        return _first_units({**values, "unit": "month", "year": before.start.year}, anchor)
    return None if anchor.events else _first_units({**values, "unit": "month"}, anchor)


def _first_units_of_month(values: Values, anchor: Anchor) -> Stretch | None:
    whole = month_of(values, anchor)
    skipped = number(values, "ordinal") - 1
    if whole is None or whole.start is None or (skipped and "number" in values):
        return None
    unit = word(values, "unit")
    return _run(plus(whole.start, skipped, unit), number(values, "number", 1), unit)


def _last_units(values: Values, anchor: Anchor) -> Stretch | None:
    """The last days, weeks or months of a month or a year."""
    if "month" in values:
        whole = month_of(values, anchor)
    else:
        whole = latest_over(lambda year: years(year, year), dated(values, anchor), anchor)
    if whole is None or whole.end is None:
        return None
    count, unit = number(values, "number", 1), word(values, "unit")
    return _run(plus(whole.end + timedelta(days=1), -count, unit), count, unit)


def _run(start: date, count: int, unit: str) -> Stretch:
    """So many units from a day on."""
    return Stretch(start, plus(start, count, unit) - timedelta(days=1), accuracy_of(unit))


_PART_STARTS = {"early": 0, "mid": 10, "late": 20}

PARTS: dict[str, Callable[[Values, Anchor], Stretch | None]] = {
    "part_of_month": _part_of_month,
    "half_of_month": _half_of_month,
    "part_of_that_month": _part_of_that_month,
    "part_of_year": _part_of_year,
    "season": _season,
    "share": _share,
    "quarter": _quarter,
    "quarter_to": _quarter_to,
    "halfyear": _halfyear,
    "first_units": _first_units,
    "first_months": _first_months,
    "first_units_of_month": _first_units_of_month,
    "last_units": _last_units,
}
