"""Figures as a workbook: sheets for figures, sources, the log of decisions, and a README."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

import pandas as pd
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from archive.export.about import About
from archive.export.columns import MEANINGS
from archive.export.flat import harmless, plain_texts, shown
from archive.model import Filters
from archive.readable import Readable

ROWS, CHARACTERS = 1_048_575, 32_767  # what a sheet and a cell can hold
_AS_TEXT = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "constant_memory": False,
}
_APOSTROPHE = "An apostrophe was put before texts that a spreadsheet could take for a formula."


def to_xlsx(archive: Readable, filters: Filters, *, link: str | None = None) -> bytes:
    """An XLSX with the sheets README, figures, sources and log."""
    frame, words = shown(archive, filters, link)
    log = archive.log_frame()
    log = log[log["figure_id"].isin(set(frame["figure_id"]))]
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, _AS_TEXT) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        _readme(book.add_worksheet("README"), words, frame.columns, len(frame), head)
        _sheet(book.add_worksheet("figures"), frame, head)
        _sheet(book.add_worksheet("sources"), sources(frame), head)
        _sheet(book.add_worksheet("log"), log, head)
    return file.getvalue()


def sources(frame: pd.DataFrame) -> pd.DataFrame:
    """One row an article: who printed it, where, when, whom it quotes, how many figures it has."""
    keys = ["article_id", "publisher", "title", "published", "url", "carriers"]
    quoted = frame.groupby(keys, dropna=False, sort=False)["source"]
    said = quoted.agg(lambda names: "; ".join(dict.fromkeys(names.dropna())))
    return pd.DataFrame({"quoted": said, "figures": quoted.size()}).reset_index()


def _readme(
    sheet: Worksheet, words: About, columns: Iterable[str], rows: int, head: object
) -> None:
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 100)
    lines = list(words.lines.items())
    lines.append(("Formulas", _APOSTROPHE))
    if rows > ROWS:
        lines.append(("Cut", f"A sheet holds {ROWS:,} rows; the last {rows - ROWS:,} are missing."))
    lines += [("", ""), ("Column", "Meaning")]
    lines += [(name, MEANINGS.get(name, "")) for name in columns]
    for i, (name, meaning) in enumerate(lines):
        sheet.write_string(i, 0, name, head if name in {"Column", "Warning"} else None)
        sheet.write_string(i, 1, str(plain_texts([meaning])[0]))


def _sheet(sheet: Worksheet, frame: pd.DataFrame, head: object) -> None:
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(frame.columns):
        sheet.write_string(0, column, str(name), head)
        sheet.set_column(column, column, 60 if name == "sentence" else 14)
    for row, values in enumerate(_cells(frame.head(ROWS)), start=1):
        for column, value in enumerate(values):
            if isinstance(value, str):
                sheet.write_string(row, column, value[:CHARACTERS])
            elif value is not None:
                sheet.write(row, column, value)


def _cells(frame: pd.DataFrame) -> Iterable[Sequence[object]]:
    """The rows as texts, numbers and None; dates as ISO texts, which no locale turns around."""
    dates = [n for n in frame if pd.api.types.is_datetime64_any_dtype(frame[n])]
    days = {n: frame[n].dt.strftime("%Y-%m-%d") for n in dates}
    plain = harmless(frame.assign(**days)).astype("object")
    return plain.where(plain.notna(), None).itertuples(index=False, name=None)
