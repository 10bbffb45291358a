"""Single days counted from the day of publication: weekdays, yesterday, an hour of today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from extract.model import Accuracy
from extract.recognizers.stretches import Anchor, Stretch, day, plus, whole_day
from extract.recognizers.time_words import Values, number


def _today(values: Values, anchor: Anchor) -> Stretch | None:
    if anchor.published is None:
        return None
    return whole_day(anchor.published + timedelta(days=number(values, "today")))


def _clock(_: Values, anchor: Anchor) -> Stretch | None:
    """An hour without a day is one of the day of publication."""
    return whole_day(anchor.published) if anchor.published else None


def _weekday(values: Values, anchor: Anchor) -> Stretch | None:
    """The latest such day: today's own weekday is today, but "last Monday" is over."""
    if anchor.published is not None:
        back = (anchor.published.weekday() - number(values, "weekday")) % 7
        shift = number(values, "shift")
        back -= 7 * (shift > 0)
        back += 7 * (shift < 0 and back == 0)
        return whole_day(anchor.published - timedelta(days=back))
    if anchor.near is not None:
        on = (number(values, "weekday") - anchor.near.weekday() + 3) % 7 - 3
        return whole_day(anchor.near + timedelta(days=on))
    return None


def _weekday_of_week(values: Values, anchor: Anchor) -> Stretch | None:
    """The weekday of this or the last week: "on Monday last week"."""
    if anchor.published is None:
        return None
    monday = anchor.published - timedelta(days=anchor.published.weekday())
    days = 7 * number(values, "shift") + number(values, "weekday")
    return whole_day(monday + timedelta(days=days))


def _weekend(_: Values, anchor: Anchor) -> Stretch | None:
    """The Saturday and Sunday that began last."""
    if anchor.published is None:
        return None
    saturday = anchor.published - timedelta(days=(anchor.published.weekday() + 2) % 7)
    return Stretch(saturday, saturday + timedelta(days=1), Accuracy.DAY)


def _nth(values: Values, anchor: Anchor) -> Stretch | None:
    if anchor.day is None:
        return None
    stretch = day(anchor.day.year, anchor.day.month, number(values, "nth"))
    if stretch is None or stretch.start is None or stretch.start <= anchor.day:
        return stretch
    before = plus(anchor.day, -1, "month")
    return day(before.year, before.month, number(values, "nth"))


DAYS: dict[str, Callable[[Values, Anchor], Stretch | None]] = {
    "today": _today,
    "clock": _clock,
    "weekday": _weekday,
    "weekday_of_week": _weekday_of_week,
    "weekend": _weekend,
    "nth": _nth,
}
