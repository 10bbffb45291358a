"""CSV files: an article a row, in the columns of the exchange format."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from extract.errors import UnreadableArticle
from extract.readers import exchange
from extract.readers.decode import decode
from extract.readers.draft import Draft, Found
from extract.readers.limits import Limits


def read(data: bytes, name: str, limits: Limits) -> Iterator[Found]:
    """The articles of the rows, and a refusal for each row that is none."""
    text = decode(data, name)
    csv.field_size_limit(limits.characters + 1)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns = [column.strip().casefold() for column in next(rows)]
    start = rows.line_num + 1
    while True:
        try:
            row = next(rows, None)
            if row is None:
                return
            if any(cell.strip() for cell in row):
                yield _draft(row, columns, name, f"line {start}")
        except UnreadableArticle as refusal:
            yield refusal
        except csv.Error as error:
            yield UnreadableArticle(
                f"{name}, line {start}", f"this is not CSV ({error}).", "Mend it."
            )
        start = rows.line_num + 1


def _draft(row: list[str], columns: list[str], name: str, place: str) -> Draft:
    if len(row) > len(columns):
        reason = f"it has {len(row)} cells; the first line names {len(columns)}."
        raise UnreadableArticle(f"{name}, {place}", reason, "Put cells with commas in quotes.")
    return exchange.draft(dict(zip(columns, row, strict=False)), name, place)
