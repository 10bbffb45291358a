"""CSV and TSV, plain or compressed: row ranges, an article a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice

from bulk import storage
from bulk.formats.lines import PARTS
from bulk.formats.reading import from_row
from bulk.storage import Found
from bulk.units import Document, Options, Unit


def ranges(found: Found, target: int) -> Iterator[tuple[int, int, int]]:
    """Row ranges. A quoted field may hold line ends, so the rows are counted by reading them."""
    with _rows(found.path) as rows:
        number = sum(1 for _ in rows)
    parts = min(PARTS, -(-found.size // target))
    step = max(1, -(-number // parts))
    for start in range(0, number, step):
        end = min(start + step, number)
        yield start, end, found.size * (end - start) // number


def documents(unit: Unit, options: Options) -> Iterator[Document]:
    """One document a row."""
    [path] = unit.paths
    name = storage.plain_name(path)
    with _rows(path) as rows:
        for number, row in enumerate(islice(rows, unit.start, unit.end), unit.start):
            place = f"row {number + 1:,}"
            read = partial(from_row, row, name, place, options.limits)
            yield Document(f"{path}, {place}", read, unit.only(number))


@contextmanager
def _rows(path: str) -> Iterator[Iterator[dict[str, str]]]:
    """The rows of the file as dicts, while the file is open."""
    comma = "\t" if storage.plain_name(path).lower().endswith(".tsv") else ","
    stream = storage.open_plain(path)
    with io.TextIOWrapper(stream, encoding="utf-8-sig", newline="") as text:
        yield csv.DictReader(text, delimiter=comma)
