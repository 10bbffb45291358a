"""Parquet: row ranges within the row groups, an article a row."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pyarrow.parquet as pq

from bulk import storage
from bulk.formats.reading import from_row
from bulk.storage import Found
from bulk.units import Document, Options, Unit
from extract.readers.exchange import COLUMNS

_ROWS = 256  # decoded at a time


def ranges(found: Found, target: int) -> Iterator[tuple[int, int, int]]:
    """Row ranges, none of which crosses a row group unless it is made of whole ones."""
    with storage.open_bytes(found.path) as file, pq.ParquetFile(file) as table:
        groups = [table.metadata.row_group(i) for i in range(table.num_row_groups)]
    total = max(1, sum(group.total_byte_size for group in groups))
    first = 0
    for group in groups:
        parts = max(1, -(-group.total_byte_size // target))
        step = max(1, -(-group.num_rows // parts))
        for start in range(0, group.num_rows, step):
            rows = min(step, group.num_rows - start)
            size = found.size * group.total_byte_size * rows // (total * group.num_rows)
            yield first + start, first + start + rows, size
        first += group.num_rows


def documents(unit: Unit, options: Options) -> Iterator[Document]:
    """One document a row; the row group is decoded a few rows at a time."""
    [path] = unit.paths
    name = storage.plain_name(path)
    for number, row in _rows(unit):
        place = f"row {number + 1:,}"
        read = partial(from_row, row, name, place, options.limits)
        yield Document(f"{path}, {place}", read, unit.only(number))


def _rows(unit: Unit) -> Iterator[tuple[int, dict[str, object]]]:
    """The rows of the unit's range, each with its number in the file."""
    with storage.open_bytes(unit.paths[0]) as file, pq.ParquetFile(file) as table:
        group, number = _group_at(table, unit.start)
        columns = [name for name in table.schema_arrow.names if name in COLUMNS]
        groups = list(range(group, table.num_row_groups))
        for batch in table.iter_batches(_ROWS, row_groups=groups, columns=columns):
            if number >= unit.end:
                return
            low, high = max(0, unit.start - number), min(len(batch), unit.end - number)
            if low < high:
                yield from enumerate(batch.slice(low, high - low).to_pylist(), number + low)
            number += len(batch)


def _group_at(table: pq.ParquetFile, row: int) -> tuple[int, int]:
    """The row group that a row is in, and that group's first row."""
    first = 0
    for i in range(table.num_row_groups):
        rows = table.metadata.row_group(i).num_rows
        if row < first + rows:
            return i, first
        first += rows
    return table.num_row_groups, first
