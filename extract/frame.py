"""Figures as a pandas frame: column names, dtypes and order, once for the whole house."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

import pandas as pd

from extract.model import Figure, Rejected

FIGURE_COLUMNS = tuple(f.name for f in fields(Figure) if f.name not in {"evidence", "doubts"})
REJECTED_COLUMNS = tuple(f.name for f in fields(Rejected))
INTEGERS = ("count", "low", "high")
OFFSETS = ("sentence_start", "sentence_end", "surface_start", "surface_end")
DATES = ("start_date", "end_date", "published")


def row(figure: Figure | Rejected) -> dict[str, Any]:
    """One figure or rejected number as plain values: ISO dates, strings, ints, None."""
    names = FIGURE_COLUMNS if isinstance(figure, Figure) else REJECTED_COLUMNS
    return {name: _plain(getattr(figure, name)) for name in names}


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


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else getattr(value, "value", value)
