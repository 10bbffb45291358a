"""Zip: ranges of its members, a document each."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from functools import partial

from bulk import storage
from bulk.formats.reading import Found as Articles
from bulk.formats.reading import from_bytes, too_large
from bulk.storage import Found
from bulk.units import Document, Options, Unit
from extract.errors import UnreadableArticle
from extract.readers import Limits

_MEMBERS = 200


def ranges(found: Found, target: int) -> Iterator[tuple[int, int, int]]:
    """Member ranges by unpacked size, with their packed size."""
    with _opened(found.path) as archive:
        members = _members(archive)
    start, unpacked, packed = 0, 0, 0
    for number, member in enumerate(members):
        full = unpacked + member.file_size > target or number - start == _MEMBERS
        if full and number > start:
            yield start, number, packed
            start, unpacked, packed = number, 0, 0
        unpacked, packed = unpacked + member.file_size, packed + member.compress_size
    if members:
        yield start, len(members), packed


def documents(unit: Unit, options: Options) -> Iterator[Document]:
    """One document a member, unpacked when it is read and no further than the limit."""
    [path] = unit.paths
    with _opened(path) as archive:
        members = _members(archive)[unit.start : unit.end]
        for number, member in enumerate(members, unit.start):
            read = partial(_read, archive, member, options.limits)
            yield Document(f"{path}, {member.filename}", read, unit.only(number))


def _opened(path: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(storage.open_bytes(path))
    except zipfile.BadZipFile as error:
        raise ValueError(f"not a whole zip file: {error}") from error


def _members(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    return [member for member in archive.infolist() if not _hidden(member)]


def _hidden(member: zipfile.ZipInfo) -> bool:
    parts = member.filename.split("/")
    return member.is_dir() or any(p.startswith(".") or p == "__MACOSX" for p in parts)


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limits: Limits) -> Articles:
    name = member.filename.rpartition("/")[2]
    try:
        with archive.open(member) as file:
            data = file.read(limits.file_bytes + 1)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError) as error:
        yield UnreadableArticle(name, f"cannot be unpacked: {error}")
        return
    if len(data) > limits.file_bytes:
        yield too_large(name, limits.file_bytes)
        return
    yield from from_bytes(data, name, limits)
