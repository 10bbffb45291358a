"""A bulk result as a read-only archive: millions of figures, filtered and grouped by Arrow.

    result = open_result("DIR")
    result.count(filters); result.facet("origin", filters); result.figures_frame(filters, limit=500)
    result.timeline(filters, by=("origin",))   # for charts: groups instead of figures

The calls that an Archive has too take and give the same. What they hold in memory is a few bytes
a figure, and the rows that they give back.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from functools import cached_property
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
from pyarrow import acero

from archive.frames import FRAME_COLUMNS
from archive.model import Filters
from bulk import output, storage
from bulk.conditions import AS_OF, CONSTANT, condition, read_by
from bulk.errors import RunRefused
from extract.frame import DATES, INTEGERS, OFFSETS

EVERYTHING = Filters()
LEVELS = ("day", "week", "month", "year")


def open_result(folder: str) -> Result:
    """The result in a folder that ``python -m bulk`` wrote; refuses one that is not finished."""
    folder = folder.rstrip("/")
    if not storage.exists(f"{folder}/manifest.json"):
        raise RunRefused(f"{folder} holds no finished bulk result: run it again with --resume.")
    return Result(folder)


class Result:
    """The figures of a bulk run. A figure's id is its number in the data set, in input order."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.manifest: dict[str, Any] = json.loads(storage.read(f"{folder}/manifest.json"))

    def revision(self) -> int:
        """Always the same: a finished result does not change."""
        return int(self.manifest["digest"][:12], 16)

    def where(self) -> str:
        """Where the data lies, in words for a page."""
        return f"the bulk result {self.folder}"

    def is_empty(self) -> bool:
        """Whether nothing was found at all."""
        return self.count() == 0

    def count(self, filters: Filters = EVERYTHING) -> int:
        """How many figures the filters let through."""
        return self._figures.count_rows(filter=condition(filters))

    def facet(self, column: str, filters: Filters = EVERYTHING) -> dict[Any, int]:
        """The values of a column with their numbers of figures, the most frequent first."""
        if column in CONSTANT:
            return {CONSTANT[column]: self.count(filters)}
        found = self._grouped({column: ds.field(column)}, {"figures": _FIGURES}, filters)
        pairs = zip(found[column].to_pylist(), found["figures"].to_pylist(), strict=True)
        return dict(sorted(pairs, key=lambda pair: (-pair[1], str(pair[0]))))

    def hidden_by(self, filters: Filters) -> dict[str, int]:
        """How many more figures there would be without each filter that is set."""
        shown = self.count(filters)
        set_ = [f.name for f in fields(Filters) if getattr(filters, f.name)]
        without = {name: _with(filters, name, getattr(EVERYTHING, name)) for name in set_}
        return {name: self.count(other) - shown for name, other in without.items()}

    def figures_frame(
        self,
        filters: Filters = EVERYTHING,
        *,
        columns: Sequence[str] | None = None,
        order: str = "newest",
        limit: int | None = None,
    ) -> pd.DataFrame:
        """The figures that the filters let through, with the columns of an archive's frame.

        ``order``: "newest", "doubt" (least confident first) or "reading".
        """
        names = tuple(columns or FRAME_COLUMNS)
        numbers = self._numbers(filters, order, limit)
        kept = [name for name in names if name in self._figures.schema.names]
        wanted = {name: ds.field(name) for name in kept} | {"as_of": AS_OF}
        found = self._figures.take(pa.array(numbers.astype("int64")), columns=wanted).to_pandas()
        return _typed(found.assign(**self._constants(numbers))[list(names)])

    def timeline(
        self, filters: Filters = EVERYTHING, *, by: Sequence[str] = (), most: int = 2000
    ) -> pd.DataFrame:
        """Groups of figures by period and the columns ``by``, at the finest level that fits.

        The columns: ``by``, ``start`` (first day of the period), ``figures``, ``smallest``,
        ``median`` and ``largest`` of the counts, which are never summed, since reports overlap.
        The frame's ``attrs["level"]`` is day, week, month or year; years are given even when
        they are more than ``most``.
        """
        keys = {name: ds.field(name) for name in by}
        for level in LEVELS:
            start = {"start": pc.floor_temporal(AS_OF, unit=level)}
            found = self._grouped(keys | start, _SUMMARY, filters)
            if found.num_rows <= most:
                break
        frame = found.to_pandas().sort_values(["start", *by], ignore_index=True)
        frame.attrs["level"] = level
        return frame

    def articles_frame(self, *, limit: int | None = None) -> pd.DataFrame:
        """The articles that gave figures, in input order."""
        articles = self._data_set("articles")
        rows = articles.head(limit) if limit else articles.to_table()
        return rows.drop_columns(["signature"]).to_pandas()

    def inputs_rejected(self, *, limit: int | None = None) -> pd.DataFrame:
        """The inputs that were not read, with the reasons."""
        rejected = self._data_set("rejected")
        return (rejected.head(limit) if limit else rejected.to_table()).to_pandas()

    @cached_property
    def _figures(self) -> ds.Dataset:
        return self._data_set("figures")

    def _data_set(self, name: str) -> ds.Dataset:
        """The parts in input order, so that a row's number is the same each time."""
        address = f"{self.folder}/{name}"
        parts = [f"{address}/{part}" for part in storage.names(address, ".parquet")]
        fs, paths = storage.with_paths(parts or [address])
        if not parts:
            return ds.dataset(output.SCHEMAS[name].empty_table())
        return ds.dataset(paths, schema=output.SCHEMAS[name], filesystem=fs, format="parquet")

    def _numbers(self, filters: Filters, order: str, limit: int | None) -> pd.Series:
        """The numbers of the figures that the filters let through, sorted, so many at most."""
        if filters.figure_ids:
            return pd.Series([int(number) for number in filters.figure_ids])
        key = ds.field("confidence") if order == "doubt" else AS_OF
        columns = {"kept": condition(filters), "key": key}
        rows = self._figures.to_table(columns=columns).to_pandas()
        rows = rows[rows["kept"].fillna(False).astype(bool)]
        if order != "reading":
            rows = rows.iloc[::-1].sort_values("key", ascending=order == "doubt", kind="stable")
        return pd.Series(rows.index[:limit])

    def _grouped(
        self, keys: dict[str, pc.Expression], values: dict[str, Any], filters: Filters
    ) -> pa.Table:
        """One row for each combination of the keys, made while the data set streams by."""
        kept = condition(filters)
        columns = keys | {"number": pc.coalesce(*(ds.field(name) for name in INTEGERS))}
        read = {*INTEGERS, *DATES, *read_by(filters), *keys} & set(self._figures.schema.names)
        scan = acero.ScanNodeOptions(self._figures, columns=sorted(read), filter=kept)
        project = acero.ProjectNodeOptions(list(columns.values()), list(columns))
        aggregates = [(*aggregate, name) for name, aggregate in values.items()]
        steps = [
            acero.Declaration("scan", scan),
            acero.Declaration("filter", acero.FilterNodeOptions(kept)),
            acero.Declaration("project", project),
            acero.Declaration("aggregate", acero.AggregateNodeOptions(aggregates, list(keys))),
        ]
        return acero.Declaration.from_sequence(steps).to_table()

    def _constants(self, numbers: pd.Series) -> dict[str, object]:
        """The columns that an archive has and a data set has not."""
        plain = {"reason": None, "note": None, "version": 0, "corrected": "", "carriers": 1}
        ids = {"figure_id": numbers.astype(str).to_numpy(), "engine": self.manifest["engine"]}
        return plain | CONSTANT | ids


_FIGURES = ("number", "hash_count", pc.CountOptions(mode="all"))
_SUMMARY = {
    "figures": _FIGURES,
    "smallest": ("number", "hash_min", None),
    "median": ("number", "hash_approximate_median", None),
    "largest": ("number", "hash_max", None),
}


def _with(filters: Filters, name: str, value: object) -> Filters:
    return Filters(**{f.name: getattr(filters, f.name) for f in fields(Filters)} | {name: value})


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with the dtypes of an archive's frame, as far as it has the columns."""
    kinds = dict.fromkeys(INTEGERS, "Int64") | dict.fromkeys(OFFSETS, "int64")
    dates = [name for name in (*DATES, "as_of") if name in frame]
    seconds = {name: pd.to_datetime(frame[name]).astype("datetime64[s]") for name in dates}
    return frame.assign(**seconds).astype({n: k for n, k in kinds.items() if n in frame})
