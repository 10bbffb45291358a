"""What a time means for a number, by its measure and status."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from extract.model import Accuracy, Measure, Period, Status
from extract.recognizers.stretches import plus, unit_of

_A_SERIES = timedelta(days=92)
_UNITS = {Accuracy.WEEK: "week", Accuracy.MONTH: "month", Accuracy.YEAR: "year"}
_YEAR = re.compile(r"\d{4}")


def settle(period: Period, measure: Measure, status: Status, published: date | None) -> Period:
    """The period as a figure of this measure and status has it.

    A stock stands at the end of the time stated; a count of days ends with the report.
    """
    if measure is Measure.STOCK and period.kind in ("in", "until"):
        return _standing(period, status, published)
    if published is None:
        return period
    if status is Status.PROJECTED:
        return _expected(period, published)
    if status is Status.REPORTED and _runs_on(period, published):
        return replace(period, end=published)
    return period


def _standing(period: Period, status: Status, published: date | None) -> Period:
    """ "Are registered in March", written on 18 March: as of that day."""
    point = replace(period, start=None)
    now = published and period.start and period.end and period.start <= published < period.end
    return replace(point, end=published) if now and status is Status.REPORTED else point


def _runs_on(period: Period, published: date) -> bool:
    """Whether the time ends after the report that tells of it; a later update names its year."""
    if period.end is None or period.end <= published or (period.start or published) > published:
        return False
    if period.surface.endswith(" later"):
        return False  # an update
    if period.kind == "until":
        return _YEAR.search(period.surface) is None
    return period.start is not None and period.accuracy in (Accuracy.DAY, Accuracy.WEEK)


def _expected(period: Period, published: date) -> Period:
    """ "Expects 5,000 this year": all of it, where a count of what happened ends today.

    "Will take 5,000 in June" is the next June, if that is nearer than the last one.
    """
    if period.recurs and period.start and period.end and period.end < published:
        start, end = plus(period.start, 1, "year"), plus(period.end, 1, "year")
        return (
            replace(period, start=start, end=end)
            if start - published < published - period.end
            else period
        )
    unit = _UNITS.get(period.accuracy) if period.accuracy else None
    if period.kind != "in" or period.end != published or unit is None:
        return period
    whole = unit_of(published, unit)
    return replace(period, end=whole.end) if whole.start == period.start else period


def is_long(period: Period) -> bool:
    """Whether these are months, over which a series runs, and no week of it."""
    return bool(period.start and period.end and period.end - period.start > _A_SERIES)


def holds(period: Period, day: date) -> bool:
    """Whether the day lies in a period with both ends."""
    return bool(period.start and period.end and period.start <= day <= period.end)
