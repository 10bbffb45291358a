"""JSON Lines, plain or compressed: byte ranges of the content, an article a line."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial

from bulk import storage
from bulk.formats.reading import from_line, refused, too_large
from bulk.storage import Found
from bulk.units import Document, Options, Unit

PARTS = 32  # of a compressed file: a worker unpacks it from its beginning up to its range


def ranges(found: Found, target: int) -> Iterator[tuple[int, int, int]]:
    """Byte ranges of the content; a line belongs to the range that its first byte is in."""
    if not storage.compression(found.path):
        yield from _steps(found, found.size, target)
        return
    size, error = _content_size(found.path)
    yield from _steps(found, size, max(target, -(-size // PARTS)))
    if error:
        raise error


def documents(unit: Unit, options: Options) -> Iterator[Document]:
    """One document a line that is not empty; a line over the limit is passed by unread."""
    [path] = unit.paths
    name, limit = storage.plain_name(path), options.limits.file_bytes
    for offset, line in _lines(unit, limit):
        place = f"byte {offset:,}"
        if len(line) > limit:
            yield refused(f"{path}, {place}", too_large(f"{name}, {place}", limit))
        elif line.strip():
            read = partial(from_line, line, name, place, options.limits)
            yield Document(f"{path}, {place}", read, unit.only(offset))


def _steps(found: Found, size: int, step: int) -> Iterator[tuple[int, int, int]]:
    for start in range(0, size, step):
        end = min(start + step, size)
        yield start, end, found.size * (end - start) // size


def _lines(unit: Unit, limit: int) -> Iterator[tuple[int, bytes]]:
    """The lines that begin in the unit's range, with the offset of each."""
    with storage.open_plain(unit.paths[0]) as stream:
        offset = _at_first_line(stream, unit, limit)
        while offset < unit.end and (line := stream.readline(limit + 1)):
            yield offset, line
            offset += len(line)
            if len(line) > limit:
                offset += _rest_of_line(stream, limit)


def _at_first_line(stream: io.BufferedReader, unit: Unit, limit: int) -> int:
    """Moves the stream to the first line that begins in the range; its offset."""
    if not unit.start:
        return 0
    if storage.compression(unit.paths[0]):
        storage.skip(stream, unit.start - 1)
    else:
        stream.seek(unit.start - 1)
    return unit.start - 1 + _rest_of_line(stream, limit)


def _rest_of_line(stream: io.BufferedReader, limit: int) -> int:
    """Passes by what is left of the current line, in bounded pieces; its length."""
    length = 0
    while piece := stream.readline(limit):
        length += len(piece)
        if piece.endswith(b"\n"):
            break
    return length


def _content_size(path: str) -> tuple[int, OSError | None]:
    """The size of what a compressed file holds, as far as it can be unpacked."""
    size = 0
    with storage.open_plain(path) as stream:
        try:
            while piece := stream.read1(1 << 16):
                size += len(piece)
        except OSError as error:
            return size, error
    return size, None
