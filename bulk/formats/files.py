"""Single files: a document each, read by the reader of the browser's upload."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from bulk import storage
from bulk.formats.reading import Found, from_bytes, too_large
from bulk.units import Document, Options, Unit
from extract.errors import UnreadableArticle
from extract.readers import Limits


def documents(unit: Unit, options: Options) -> Iterator[Document]:
    """One document a file; no more than the limit is read of it."""
    for path in unit.paths:
        alone = replace(unit, paths=(path,)).only(0)
        yield Document(path, partial(_read, path, options.limits), alone)


def _read(path: str, limits: Limits) -> Found:
    name = path.rpartition("/")[2]
    try:
        with storage.open_bytes(path) as file:
            data = file.read(limits.file_bytes + 1)
    except OSError as error:
        yield UnreadableArticle(name, f"cannot be opened: {error}")
        return
    if len(data) > limits.file_bytes:
        yield too_large(name, limits.file_bytes)
        return
    yield from from_bytes(data, name, limits)
