"""Parquet files: an article a row, in the columns of the exchange format."""

from __future__ import annotations

from collections.abc import Iterator

from pyarrow import BufferReader  # type: ignore[import-untyped]  # pyarrow ships no types
from pyarrow.parquet import ParquetFile  # type: ignore[import-untyped]  # as above

from extract.errors import UnreadableArticle
from extract.readers import exchange
from extract.readers.draft import Found
from extract.readers.limits import Limits, megabytes

_ROWS = 500


def read(data: bytes, name: str, limits: Limits) -> Iterator[Found]:
    """The articles of the rows, and a refusal for each row that is none."""
    file = ParquetFile(BufferReader(data))
    columns = [column for column in exchange.COLUMNS if column in file.schema_arrow.names]
    if "text" not in columns:
        raise UnreadableArticle(name, "it has no column text.", "Name the column of the texts so.")
    groups = (file.metadata.row_group(i) for i in range(file.metadata.num_row_groups))
    size = sum(group.total_byte_size for group in groups)
    if size > limits.unpacked_bytes:
        reason = (
            f"it unpacks to {megabytes(size)}; the limit is {megabytes(limits.unpacked_bytes)}."
        )
        raise UnreadableArticle(name, reason, "Split it.")
    number = 0
    for batch in file.iter_batches(batch_size=_ROWS, columns=columns, use_threads=False):
        for row in batch.to_pylist():
            number += 1
            try:
                yield exchange.draft(row, name, f"row {number}")
            except UnreadableArticle as refusal:
                yield refusal
