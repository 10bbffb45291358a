"""Cuts the inputs into units, always the same for the same inputs."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterable, Iterator

from bulk import storage
from bulk.formats import Kind, kind_of
from bulk.storage import Found
from bulk.units import Unit

_FILES = 200  # at most so many single files in a unit
_PARTS = 64  # of a small input: the last unit keeps one worker busy while the others have none
_LEAST = 2**16  # bytes; a worker takes some milliseconds for a unit beside its text


def unit_size(total: int, most: int) -> int:
    """The bytes of text that a unit of inputs of so many bytes should have.

    >>> unit_size(16 * 2**20, 2**20), unit_size(10**12, 2**20)
    (262144, 1048576)
    """
    return min(most, max(_LEAST, total // _PARTS))


def units(inputs: Iterable[str], target: int) -> Iterator[Unit]:
    """The units of all inputs in the order given; each is cut only when it is asked for.

    ``target`` is the bytes of text that a unit should have.
    """
    index = itertools.count()
    found = itertools.chain.from_iterable(map(storage.find, inputs))
    for kind, group in itertools.groupby(found, key=kind_of):
        if kind.name == "files":
            yield from _batches(group, index, target)
            continue
        for file in group:
            yield from _ranges(file, kind, target, index)


def _ranges(file: Found, kind: Kind, target: int, index: Iterator[int]) -> Iterator[Unit]:
    """The units of a file. What cannot be divided becomes one unit with the reason."""
    try:
        for start, end, size in kind.module.ranges(file, target):
            yield Unit(next(index), kind.name, (file.path,), start, end, size)
    except (OSError, ValueError, csv.Error) as error:
        reason = str(error) or type(error).__name__
        yield Unit(next(index), kind.name, (file.path,), reason=reason)


def _batches(group: Iterable[Found], index: Iterator[int], target: int) -> Iterator[Unit]:
    """Single files, so many together that they make a unit."""
    batch: list[Found] = []
    for found in group:
        if batch and (len(batch) == _FILES or sum(f.size for f in batch) + found.size > target):
            yield _batch(batch, index)
            batch = []
        batch.append(found)
    yield _batch(batch, index)


def _batch(batch: list[Found], index: Iterator[int]) -> Unit:
    paths = tuple(found.path for found in batch)
    return Unit(next(index), "files", paths, 0, len(paths), sum(found.size for found in batch))
