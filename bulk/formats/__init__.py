"""The input formats: each module cuts a file into ranges and reads the documents of a range.

    ranges(found, target) -> Iterator[Range]      # reads as little as the format allows
    documents(unit, options) -> Iterator[Document]  # jumps to the range, holds one at a time

``target`` is the size a unit should have, in bytes of text.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import NamedTuple

from bulk.formats import commas, files, lines, parquet, warc, zipped
from bulk.storage import Found, plain_name
from bulk.units import Document, Options, Unit

_BY_SUFFIX: dict[str, ModuleType] = {
    ".jsonl": lines,
    ".ndjson": lines,
    ".csv": commas,
    ".tsv": commas,
    ".parquet": parquet,
    ".warc": warc,
    ".zip": zipped,
}
_BY_NAME = {module.__name__.rpartition(".")[2]: module for module in (files, *_BY_SUFFIX.values())}


class Kind(NamedTuple):
    """A format by its name, with its module."""

    name: str
    module: ModuleType


def kind_of(found: Found) -> Kind:
    """The format of a file, judged by its name; any other file is one document to read."""
    name = plain_name(found.path).lower()
    suffix = "." + name.rpartition(".")[2]
    module = _BY_SUFFIX.get(suffix, files)
    return Kind(module.__name__.rpartition(".")[2], module)


def documents(unit: Unit, options: Options) -> Iterator[Document]:
    """The documents of a unit, in the order of the input."""
    return _BY_NAME[unit.kind].documents(unit, options)
