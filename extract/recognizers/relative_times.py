"""Times counted from a day: the day of publication, or what the article spoke of before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from extract.model import Accuracy
from extract.recognizers.named_events import day_of
from extract.recognizers.stretches import (
    Anchor,
    Stretch,
    accuracy_of,
    edge,
    in_year,
    plus,
    unit_of,
    whole_day,
)
from extract.recognizers.time_words import Values, number, word


def _edge_of_unit(values: Values, anchor: Anchor) -> Stretch | None:
    if anchor.day is None:
        return None
    unit = word(values, "unit")
    one = plus(anchor.day, number(values, "shift"), unit)
    return edge(unit_of(one, unit), word(values, "edge"))


def _shifted_units(values: Values, anchor: Anchor) -> Stretch | None:
    count, unit = number(values, "number"), word(values, "unit")
    shift = number(values, "shift", -1)
    if anchor.published is None and shift > 0:
        return _following(values, anchor)
    if anchor.published is None or shift == 0:
        return None
    if shift > 0:
        return Stretch(anchor.published, plus(anchor.published, count, unit), accuracy_of(unit))
    if unit == "hour":
        return Stretch(
            anchor.published - timedelta(days=max(1, -(-count // 24))),
            anchor.published,
            Accuracy.DAY,
        )
    # a bulletin's "last four days" are full days, and today is not over
    end = anchor.published - timedelta(days=unit == "day")
    return Stretch(plus(anchor.published, -count, unit), end, accuracy_of(unit))


def _shifted_unit(values: Values, anchor: Anchor) -> Stretch | None:
    shift, unit = number(values, "shift"), word(values, "unit")
    if anchor.published is None:
        return None
    if "rolling" in values:
        return Stretch(plus(anchor.published, -1, unit), anchor.published, accuracy_of(unit))
    stretch = unit_of(plus(anchor.published, shift, unit), unit)
    if shift == 0 and stretch.start is not None:
        return Stretch(stretch.start, anchor.published, stretch.accuracy)
    return stretch


def _to_date(values: Values, anchor: Anchor) -> Stretch | None:
    """ "In the year to date"."""
    return _shifted_unit({"shift": 0, "unit": word(values, "to_date")}, anchor)


def _previous(values: Values, anchor: Anchor) -> Stretch | None:
    """The units that ended where the time spoken of began, or else the last ones."""
    unit, before = word(values, "unit"), anchor.before
    began = before.start if before else None
    if began is None or before is None or before.accuracy is not accuracy_of(unit):
        values = {**values, "shift": -1}
        return (_shifted_units if "number" in values else _shifted_unit)(values, anchor)
    count = number(values, "number", 1)
    if unit == "hour":
        return Stretch(began - timedelta(days=max(1, -(-count // 24))), began, Accuracy.DAY)
    return Stretch(plus(began, -count, unit), began - timedelta(days=1), accuracy_of(unit))


def _year_and_half(_: Values, anchor: Anchor) -> Stretch | None:
    if anchor.published is None:
        return None
    return Stretch(plus(anchor.published, -18, "month"), anchor.published, Accuracy.MONTH)


def _rolling_unit(values: Values, anchor: Anchor) -> Stretch | None:
    """ "Over the last week" are the seven days to now, "last week" is the one before this."""
    how = "shift" if word(values, "unit") == "quarter" else "rolling"
    return _shifted_unit({**values, how: -1}, anchor)


def _ago(values: Values, anchor: Anchor) -> Stretch | None:
    unit = word(values, "unit")
    if anchor.published is None:
        return None
    near = plus(anchor.published, -number(values, "number", 1), unit)
    far = plus(
        anchor.published,
        -number(values, "last_number", number(values, "number", 1)),
        unit,
    )
    if unit in ("month", "year", "decade"):
        return unit_of(near, "month" if unit == "month" else "year")
    return Stretch(min(near, far), max(near, far), accuracy_of(unit))


def _event(values: Values, anchor: Anchor) -> Stretch | None:
    """The day of the event, which is where counting from it begins."""
    one = day_of(word(values, "event"), anchor.events, anchor.published)
    return whole_day(one) if one else None


def _units_after_event(values: Values, anchor: Anchor) -> Stretch | None:
    one = day_of(word(values, "event"), anchor.events, anchor.published)
    if one is None or number(values, "ordinal", 1) != 1:
        return None
    unit = word(values, "unit")
    end = plus(one, number(values, "number", 1), unit) - timedelta(days=1)
    return Stretch(one, end, accuracy_of(unit))


def _units_since_event(values: Values, anchor: Anchor) -> Stretch | None:
    """ "In the eleven months since the invasion" are over today, if that is about so long ago."""
    counted, today = _units_after_event(values, anchor), anchor.published
    if counted is None or counted.start is None or counted.end is None or today is None:
        return counted
    a_unit = plus(counted.end, 1, word(values, "unit")) - counted.end
    near = counted.start < today and abs(today - counted.end) <= a_unit
    return counted._replace(end=today) if near else counted


def _after_event(values: Values, anchor: Anchor) -> Stretch | None:
    """ "In the weeks after the invasion": from its day on, nobody says how long."""
    one = day_of(word(values, "event"), anchor.events, anchor.published)
    return Stretch(one, None, Accuracy.DAY) if one else None


def _same(values: Values, anchor: Anchor) -> Stretch | None:
    """The time spoken of before, in another year where one is stated.

    "That year" and "in the month" are whole ones, also where a part of it was spoken of.
    """
    unit = word(values, "single") or ("that" in values and word(values, "unit"))
    if unit in ("month", "year") and "number" not in values and anchor.near is not None:
        return unit_of(anchor.near, str(unit))
    if anchor.before is None or "year" not in values:
        return anchor.before
    return in_year(anchor.before, number(values, "year"))


def _same_earlier(_: Values, anchor: Anchor) -> Stretch | None:
    return _moved(anchor.before, -1, "year")


def _earlier(values: Values, anchor: Anchor) -> Stretch | None:
    """So many units before the time spoken of; a total that runs keeps its first day."""
    back, unit = -number(values, "number", 1), word(values, "unit")
    if anchor.said is not None and unit == "day":
        return whole_day(plus(anchor.said, back, unit))
    if anchor.before is None:
        return _ago(values, anchor)
    if "last_number" in values and anchor.near:
        far = plus(anchor.near, -number(values, "last_number"), unit)
        return Stretch(far, plus(anchor.near, back, unit), accuracy_of(unit))
    if unit not in ("year", "decade") and anchor.kind == "since" and anchor.before.end:
        return anchor.before._replace(end=plus(anchor.before.end, back, unit))
    if unit == "day" and anchor.near and not _round_the_clock(anchor.before):
        return whole_day(plus(anchor.near, back, unit))
    return _moved(anchor.before, back, unit)


def _then(_: Values, anchor: Anchor) -> Stretch | None:
    """The last day of the time spoken of before."""
    return whole_day(anchor.near) if anchor.near else None


def _round_the_clock(stretch: Stretch) -> bool:
    """Whether these are "the 24 hours to Friday", which lie on two days."""
    if stretch.start is None or stretch.end is None or stretch.accuracy is not Accuracy.DAY:
        return False
    return stretch.end - stretch.start == timedelta(days=1)


def _following(values: Values, anchor: Anchor) -> Stretch | None:
    """The units that follow the time spoken of: "the next day", "the following year"."""
    if anchor.near is None:
        return None
    unit, first = word(values, "unit") or "day", anchor.near + timedelta(days=1)
    if "number" not in values:
        return unit_of(plus(anchor.near, 1, unit), unit)
    last = plus(first, number(values, "number"), unit) - timedelta(days=1)
    return Stretch(first, last, accuracy_of(unit))


def _later(values: Values, anchor: Anchor) -> Stretch | None:
    """So many units after the time spoken of; a total that runs keeps its first day."""
    count, unit = number(values, "number", 1), word(values, "unit")
    if anchor.before and anchor.before.end and anchor.kind == "since":
        return anchor.before._replace(end=plus(anchor.before.end, count, unit))
    return _moved(anchor.before, count, unit)


def _moved(stretch: Stretch | None, count: int, unit: str) -> Stretch | None:
    """The stretch so many units later; whole months stay whole months."""
    if stretch is None:
        return None
    start = stretch.start and plus(stretch.start, count, unit)
    if stretch.end is None:
        return stretch._replace(start=start)
    following = stretch.end + timedelta(days=1)
    return stretch._replace(start=start, end=plus(following, count, unit) - timedelta(days=1))


def _ahead(_: Values, anchor: Anchor) -> Stretch | None:
    if anchor.published is None:
        return None
    return Stretch(anchor.published, None, Accuracy.DAY)


def _present(_: Values, anchor: Anchor) -> Stretch | None:
    if anchor.published is None:
        return None
    return Stretch(None, anchor.published, Accuracy.DAY)


RELATIVE: dict[str, Callable[[Values, Anchor], Stretch | None]] = {
    "edge_of_unit": _edge_of_unit,
    "shifted_units": _shifted_units,
    "shifted_unit": _shifted_unit,
    "rolling_unit": _rolling_unit,
    "to_date": _to_date,
    "ago": _ago,
    "previous": _previous,
    "year_and_half": _year_and_half,
    "then": _then,
    "event": _event,
    "units_after_event": _units_after_event,
    "units_since_event": _units_since_event,
    "after_event": _after_event,
    "same": _same,
    "same_earlier": _same_earlier,
    "earlier": _earlier,
    "later": _later,
    "following": _following,
    "present": _present,
    "ahead": _ahead,
}
