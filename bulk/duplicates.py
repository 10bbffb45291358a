"""Keeps one article of each report: the same agency copy in many outlets counts once.

Articles are compared in input order, so that the outcome is the same in every run. What has
been seen is kept in a file, not in memory.
"""

from __future__ import annotations

import io
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from archive import near
from bulk import output, storage

COPIES = pa.schema([("article_id", pa.string()), ("place", pa.string()), ("copy_of", pa.string())])
_TABLES = """
    CREATE TABLE kept (number INTEGER PRIMARY KEY, article_id TEXT, signature BLOB);
    CREATE TABLE band (name TEXT, number INTEGER, PRIMARY KEY (name, number)) WITHOUT ROWID;
"""


def drop(folder: str) -> dict[str, int]:
    """Takes the figures of copies out of the result; how many copies and figures those were.

    The articles stay, and ``DIR/copies`` says which of them repeat which. Stopped in between
    and done again, it comes to the same.
    """
    storage.make_folder(f"{folder}/copies")
    copies = figures = 0
    for part, articles, originals in _compared(folder):
        found = [
            {"article_id": a["article_id"], "place": a["place"], "copy_of": original}
            for a, original in zip(articles, originals, strict=True)
            if original
        ]
        if found:
            storage.write(f"{folder}/copies/{part}", output.parquet(found, COPIES))
            figures += _take_out(f"{folder}/figures/{part}", articles, originals)
            copies += len(found)
    return {"copies": copies, "figures_of_copies": figures}


def _compared(
    folder: str,
) -> Iterator[tuple[str, list[dict[str, Any]], list[str | None]]]:
    """Each part of the articles, and for each article the one that it repeats."""
    with (
        tempfile.TemporaryDirectory() as scratch,
        closing(sqlite3.connect(Path(scratch) / "seen.sqlite")) as seen,
    ):
        seen.executescript("PRAGMA synchronous=OFF; PRAGMA journal_mode=OFF;" + _TABLES)
        for part in storage.names(f"{folder}/articles", ".parquet"):
            articles = _table(f"{folder}/articles/{part}").to_pylist()
            yield part, articles, [_original(seen, article) for article in articles]


def _original(seen: sqlite3.Connection, article: dict[str, Any]) -> str | None:
    """The article that this one repeats; one that repeats none is remembered."""
    signature = article["signature"]
    names = near.bands(signature)
    alike = seen.execute(
        "SELECT article_id, signature FROM kept WHERE number IN "
        f"(SELECT number FROM band WHERE name IN ({','.join('?' * len(names))})) ORDER BY number",
        names,
    )
    for article_id, other in alike:
        if near.near(signature, other):
            return str(article_id)
    number = seen.execute(
        "INSERT INTO kept (article_id, signature) VALUES (?, ?)",
        (article["article_id"], signature),
    ).lastrowid
    seen.executemany("INSERT INTO band VALUES (?, ?)", [(name, number) for name in names])
    return None


def _take_out(address: str, articles: list[dict[str, Any]], originals: list[str | None]) -> int:
    """Writes a part of the figures without those of copies; how many those are.

    An article's figures stand together, in the order of the articles: two copies may bear the
    same id. A part that has been written so already is left alone.
    """
    counts = [article["figures"] for article in articles]
    kept = list(chain.from_iterable(map(repeat, (o is None for o in originals), counts)))
    table = _table(address)
    if table.num_rows == len(kept):
        sink = io.BytesIO()
        pq.write_table(table.filter(pa.array(kept)), sink, compression="zstd")
        storage.write(address, sink.getvalue())
    return len(kept) - sum(kept)


def _table(address: str) -> pa.Table:
    return pq.read_table(io.BytesIO(storage.read(address)))
