"""Figures as a pandas frame: column names, dtypes and order, once for the whole house."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from extract.model import Figure, Rejected
from extract.record import FIGURE_COLUMNS as FIGURE_COLUMNS
from extract.record import REJECTED_COLUMNS as REJECTED_COLUMNS
from extract.record import row as row

INTEGERS = ("count", "low", "high")
OFFSETS = ("sentence_start", "sentence_end", "surface_start", "surface_end")
DATES = ("start_date", "end_date", "published")


def to_frame(figures: Iterable[Figure]) -> pd.DataFrame:
    """A frame with FIGURE_COLUMNS, one row a figure, in the order given.

    Counts are nullable ``Int64``, dates ``datetime64[s]`` with NaT, the rest strings.
    """
    return typed(pd.DataFrame([row(f) for f in figures], columns=list(FIGURE_COLUMNS)))


def rejected_frame(rejected: Iterable[Rejected]) -> pd.DataFrame:
    """A frame with REJECTED_COLUMNS, one row a number that was found and not used."""
    frame = pd.DataFrame([row(r) for r in rejected], columns=list(REJECTED_COLUMNS))
    return frame.astype(dict.fromkeys(INTEGERS, "Int64") | dict.fromkeys(OFFSETS, "int64"))


def typed(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with the dtypes of FIGURE_COLUMNS, whatever it was read from."""
    kinds = dict.fromkeys(INTEGERS, "Int64") | dict.fromkeys(OFFSETS, "int64")
    kinds |= {"confidence": "float64", "in_title": "bool"}
    dates = {name: pd.to_datetime(frame[name]).astype("datetime64[s]") for name in DATES}
    return frame.assign(**dates).astype(kinds)
