"""The narrow columns of every figure of a bulk result, in memory: what finds, sorts and counts.

A column of text is held as numbers into the list of its values, so that a figure costs about
120 bytes; sentences stay in the files.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds

from archive.model import Filters
from bulk.conditions import CONSTANT, FILTERED, met_by_search
from extract.frame import DATES, INTEGERS

NAMED = (  # the columns of text with few values, seen from the number of figures
    "article_id",
    "surface",
    "quantifier",
    "unit",
    "category",
    "measure",
    "rate",
    "status",
    "origin",
    "destination",
    "date_accuracy",
    "source",
    "publisher",
)
HELD = (*NAMED, *INTEGERS, *DATES, "in_title", "confidence")
_MASKS = 32  # so many combinations of filters are remembered, a byte a figure each


class Index:
    """The figures of a data set in its order; a figure's number is its place."""

    def __init__(self, figures: ds.Dataset) -> None:
        self._figures = figures
        self.frame = _narrow(figures)
        self.mask = lru_cache(_MASKS)(self._mask)
        self.words = lru_cache(_MASKS)(self._words)

    def _mask(self, filters: Filters) -> np.ndarray:
        """For each figure whether the filters let it through."""
        kept = np.ones(len(self.frame), dtype=bool)
        for name, column in FILTERED.items():
            if values := getattr(filters, name):
                kept &= self._is_one_of(column, values)
        if filters.start:
            kept &= (self.frame["as_of"] >= pd.Timestamp(filters.start)).to_numpy()
        if filters.end:
            kept &= (self.frame["as_of"] <= pd.Timestamp(filters.end)).to_numpy()
        if filters.search.strip():
            kept &= self.words(filters.search.strip())
        if filters.figure_ids:
            chosen = np.zeros(len(kept), dtype=bool)
            chosen[[n for n in map(number_of, filters.figure_ids) if n in range(len(kept))]] = True
            kept &= chosen
        return kept

    def numbers(self, filters: Filters, order: str, limit: int | None) -> np.ndarray:
        """The numbers of the figures that the filters let through, sorted, so many at most."""
        found = np.flatnonzero(self.mask(filters))
        if order == "reading":
            return found[:limit]
        found = found[::-1]
        if order == "doubt":
            keys = self.frame["confidence"].to_numpy()[found]
        else:
            keys = -self._days[found]
        return found[np.argsort(keys, kind="stable")[:limit]]

    def counted(self, columns: Sequence[str], filters: Filters) -> pd.Series:
        """How many figures there are for each combination of the columns' values."""
        rows = self.frame.loc[self.mask(filters), list(columns)]
        return rows.groupby(list(columns), observed=True, dropna=False, sort=False).size()

    @cached_property
    def _days(self) -> np.ndarray:
        """The day that each figure speaks of, as a number; the least where none is known."""
        days = self.frame["as_of"].to_numpy()
        return np.where(np.isnat(days), np.iinfo("int64").min + 1, days.astype("int64"))

    def _is_one_of(self, column: str, values: Sequence[object]) -> np.ndarray:
        if column in CONSTANT:
            return np.full(len(self.frame), CONSTANT[column] in values)
        known = self.frame[column].cat.categories
        # The last place stands for the code -1, a value that is missing.
        wanted = np.append(known.isin(list(values)), False)
        return wanted[self.frame[column].cat.codes.to_numpy()]

    def _words(self, search: str) -> np.ndarray:
        """For each figure whether the words stand in its sentence or origin; reads the files."""
        found = self._figures.to_table(columns={"met": met_by_search(search)})
        return found["met"].to_numpy()


def number_of(figure_id: str) -> int:
    """The number that an id names; one that no figure has where it is no number."""
    return int(figure_id) if figure_id.isascii() and figure_id.isdigit() else -1


def _narrow(figures: ds.Dataset) -> pd.DataFrame:
    """The held columns as a frame, texts as categories, with the day that each speaks of."""
    columns = {name: _as_held(name) for name in HELD}
    table = figures.to_table(columns=columns).unify_dictionaries()
    frame = table.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get, self_destruct=True)
    as_of = frame["end_date"].fillna(frame["start_date"]).fillna(frame["published"])
    return frame.assign(as_of=as_of)


def _as_held(name: str) -> ds.Expression:
    field = ds.field(name)
    if name in NAMED:
        return field.cast(pa.dictionary(pa.int32(), pa.string()))
    return field.cast(pa.timestamp("s")) if name in DATES else field
