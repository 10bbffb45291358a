"""Single rows out of a bulk result's many parts: only the parts that hold them are opened."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.dataset as ds

from bulk import output, storage


class Parts:
    """The parts of one data set of a result, in input order."""

    def __init__(self, folder: str, name: str) -> None:
        self._address, self._schema = f"{folder}/{name}", output.SCHEMAS[name]
        self.columns = tuple(self._schema.names)
        self.names = storage.names(self._address, ".parquet")

    @cached_property
    def data_set(self) -> ds.Dataset:
        """All parts as one table that is read as it streams by."""
        if not self.names:
            return ds.dataset(self._schema.empty_table())
        fs, paths = storage.with_paths([f"{self._address}/{name}" for name in self.names])
        return ds.dataset(paths, schema=self._schema, filesystem=fs, format="parquet")

    def rows(self, numbers: np.ndarray, columns: Sequence[str]) -> pa.Table:
        """The rows with these numbers, in their order; the rest of a part is let go again."""
        places = np.searchsorted(self._ends, numbers, side="right")
        order = np.argsort(places, kind="stable")
        tables = [
            self.part(self.names[place], columns).take(numbers[places == place] - start)
            for place in dict.fromkeys(places[order].tolist())
            for start in [int(self._ends[place - 1]) if place else 0]
        ]
        found = pa.concat_tables(tables) if tables else self._empty(columns)
        return found.take(np.argsort(order, kind="stable"))

    def part(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """One part; a column that it was written without is empty. No rows where it is missing."""
        if name not in self.names:
            return self._empty(columns)
        fs, [path] = storage.with_paths([f"{self._address}/{name}"])
        one = ds.dataset([path], schema=self._schema, filesystem=fs, format="parquet")
        return one.to_table(columns=list(columns) if columns else None)

    def name_of(self, number: int) -> str:
        """The name of the part that holds a row."""
        return self.names[int(np.searchsorted(self._ends, number, side="right"))]

    @cached_property
    def _ends(self) -> np.ndarray:
        """For each part the number of rows up to its end."""
        if not self.names:
            return np.zeros(0, dtype="int64")
        return np.cumsum([part.count_rows() for part in self.data_set.get_fragments()])

    def _empty(self, columns: Sequence[str] | None) -> pa.Table:
        table = self._schema.empty_table()
        return table.select(list(columns)) if columns else table
