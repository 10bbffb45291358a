"""Writes what a worker found into an archive instead of a data set."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache

from archive import Archive, ArchiveTooNew, ArchiveUnavailable, open_archive
from archive.ingest import ingest
from bulk.errors import NotKept
from extract import Article, Extraction
from extract.readers.exchange import COLUMNS

COLLECTION = "bulk"


def keep(url: str, place: str, article: Article, extraction: Extraction) -> None:
    """Keeps an article with its figures; one that the archive has already is left as it is."""

    def read(data: bytes, name: str) -> Iterator[Article]:
        yield article

    row = {name: getattr(article, name) for name in COLUMNS}
    original = json.dumps(row, default=str, ensure_ascii=False).encode("utf-8", "replace")
    try:
        for _ in ingest(
            _archive(url),
            [(place, original)],
            collection=COLLECTION,
            reader=read,
            extractor=lambda _: extraction,
        ):
            pass
    except (ArchiveUnavailable, ArchiveTooNew) as error:
        raise NotKept(str(error)) from error


@cache
def _archive(url: str) -> Archive:
    return open_archive(url)
