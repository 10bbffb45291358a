"""What an expression of time means on the calendar."""

from __future__ import annotations

from extract.recognizers.calendar_times import CALENDAR
from extract.recognizers.day_times import DAYS
from extract.recognizers.relative_times import RELATIVE
from extract.recognizers.stretches import Anchor, Stretch
from extract.recognizers.time_words import Expression
from extract.recognizers.year_parts import PARTS

_RESOLVERS = CALENDAR | PARTS | DAYS | RELATIVE


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
