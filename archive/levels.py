"""Levels of detail in time: days, weeks, months or years, as fine as a chart can show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

import pandas as pd

Level = Literal["day", "week", "month", "year"]
_DAYS: dict[Level, float] = {"day": 1, "week": 7, "month": 30.4, "year": 365.2}
_PERIOD = {"day": "D", "week": "W", "month": "M", "year": "Y"}


def level_for(span: tuple[date, date], most: int) -> Level:
    """The finest level at which a span of days has so many periods at most; else years.

    >>> level_for((date(2022, 9, 1), date(2022, 9, 30)), 40)
    'day'
    >>> level_for((date(2015, 1, 1), date(2025, 12, 31)), 140)
    'month'
    """
    days = (span[1] - span[0]).days + 1
    return next((level for level, length in _DAYS.items() if days / length <= most), "year")


def start_of(days: pd.Series, level: Level) -> pd.Series:
    """The first day of the period in which each day lies; weeks begin on Monday."""
    periods = pd.to_datetime(days).dt.to_period(_PERIOD[level])
    return periods.dt.start_time.astype("datetime64[s]")


def end_of(start: date, level: Level) -> date:
    """The last day of the period that begins on a day.

    >>> end_of(date(2024, 2, 1), "month")
    datetime.date(2024, 2, 29)
    """
    return pd.Timestamp(start).to_period(_PERIOD[level]).end_time.date()


def coarsened(counted: pd.DataFrame, level: Level, by: Sequence[str]) -> pd.DataFrame:
    """Counts by day (as_of, ``by``, figures) put together by period: start, ``by``, figures."""
    keys = ["start", *by]
    started = counted.assign(start=start_of(counted["as_of"], level))
    found = started.groupby(keys, dropna=False, observed=True)["figures"].sum().reset_index()
    return found.sort_values(keys, ignore_index=True).astype({"figures": "int64"})
