"""The year that a time leaves out: the latest one that fits, or the one that the words point to."""

from __future__ import annotations

from collections.abc import Callable

from extract.recognizers.named_events import main_day
from extract.recognizers.stretches import Anchor, Stretch
from extract.recognizers.time_words import Values, number


def latest(make: Callable[[int], Stretch | None], values: Values, anchor: Anchor) -> Stretch | None:
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


def latest_over(
    make: Callable[[int], Stretch | None], values: Values, anchor: Anchor
) -> Stretch | None:
    """The latest stretch that is over on the day of publication, where no year is stated."""
    stretch = latest(make, values, anchor)
    if stretch is None or "year" in values or anchor.published is None or stretch.end is None:
        return stretch
    return make(stretch.end.year - 1) if stretch.end > anchor.published else stretch


def dated(values: Values, anchor: Anchor) -> Values:
    """The values with the year that "this year", "last year" or "that year" names."""
    if "that" in values and anchor.near is not None:
        return {**values, "year": anchor.near.year}
    if "shift" not in values or anchor.day is None:
        return values
    return {**values, "year": anchor.day.year + number(values, "shift")}


_WEEKDAYS_DIFFER = 5  # years in a row in which a date falls on different weekdays
