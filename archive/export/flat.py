"""Figures as one table: CSV for any spreadsheet, Parquet for programs."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from archive.export.about import WARNING, About, about, figure_link
from archive.model import Filters
from archive.readable import Readable

_FORMULA = re.compile(r"(?P<start>(?:\A|[\r\n])\s*)(?=[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])")
_LEADING = re.compile(r"\A[\t\r]")


def to_csv(archive: Readable, filters: Filters, *, link: str | None = None) -> bytes:
    """A CSV that spreadsheets open with the right characters and never take for formulas."""
    frame, words = shown(archive, filters, link)
    frame = frame.assign(exported=words.time, filters=words.filters, warning=WARNING)
    text = harmless(frame).to_csv(index=False, date_format="%Y-%m-%d", lineterminator="\r\n")
    return text.encode("utf-8-sig")


def to_parquet(archive: Readable, filters: Filters, *, link: str | None = None) -> bytes:
    """A Parquet file with the frame's own types; its metadata says what a CSV's columns say."""
    frame, words = shown(archive, filters, link)
    table = pa.Table.from_pandas(frame, preserve_index=False)
    said = {b"whence": json.dumps(words.lines).encode()}
    table = table.replace_schema_metadata({**(table.schema.metadata or {}), **said})
    file = io.BytesIO()
    pq.write_table(table, file)
    return file.getvalue()


def shown(archive: Readable, filters: Filters, link: str | None) -> tuple[pd.DataFrame, About]:
    """The figures that the filters let through, each with its link, and the words for the file."""
    frame = archive.figures_frame(filters, order="newest")
    links = [figure_link(link, figure_id) for figure_id in frame["figure_id"]]
    return frame.assign(permalink=links), about(archive, filters, len(frame), link)


def harmless(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with every text that a spreadsheet could run as a formula made plain text."""
    texts = [
        n for n in frame if frame[n].dtype == "object" or pd.api.types.is_string_dtype(frame[n])
    ]
    return frame.assign(**{name: plain_texts(frame[name]) for name in texts})


def plain_texts(values: Iterable[object]) -> list[object]:
    """The values, texts among them made harmless."""
    return [plain_text(value) if isinstance(value, str) else value for value in values]


def plain_text(text: str) -> str:
    """The text with an apostrophe before whatever would begin a formula, in any of its lines.

    >>> plain_text("=1+1"), plain_text("  @SUM(A1)"), plain_text("-5 a day"), plain_text("a = b")
    ("'=1+1", "  '@SUM(A1)", "'-5 a day", 'a = b')
    """
    text = _LEADING.sub(lambda m: f"'{m[0]}", text)
    return _FORMULA.sub(lambda m: f"{m['start']}'", text)
