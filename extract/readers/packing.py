"""Zips, opened with care: counted and measured before a byte of them is unpacked."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib

from extract.errors import UnreadableArticle
from extract.readers.limits import Limits, megabytes

_SMALL = 1_000_000  # bytes; below this any ratio is harmless
_ENTRY = b"PK\x01\x02"  # before each member in the list
_ENTRIES = 5_000
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


def listed(data: bytes, name: str) -> zipfile.ZipFile:
    """The zip with its list of members read; refuses one whose list alone fills the memory."""
    entries = data.count(_ENTRY)
    if entries > _ENTRIES:
        reason = f"it lists {entries:,} files; no more than {_ENTRIES:,} are looked through."
        raise UnreadableArticle(name, reason, "Split it into several zips.")
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        reason = "the zip is damaged or cut off."
        raise UnreadableArticle(name, reason, "Pack or download it again.") from error


def opened(data: bytes, name: str, limits: Limits) -> zipfile.ZipFile:
    """The zip, once it is known to be within the limits; refuses a bomb without unpacking it."""
    packed = listed(data, name)
    size = sum(info.file_size for info in packed.infolist())
    if size > limits.unpacked_bytes:
        reason = (
            f"it unpacks to {megabytes(size)}; the limit is {megabytes(limits.unpacked_bytes)}."
        )
        raise UnreadableArticle(name, reason, "Add its files one by one.")
    if size > max(_SMALL, limits.ratio * len(data)):
        reason = f"it unpacks to {size // len(data):,} times its size, as a zip bomb does."
        raise UnreadableArticle(name, reason, "Add its files one by one.")
    return packed


def plain_xml(data: bytes, name: str) -> bytes:
    """The XML, unless it defines entities: articles never do, and a few unfold to gigabytes."""
    if b"<!ENTITY" in data or b"<!DOCTYPE" in data:
        reason = "it has XML entities in it, as files made to do harm have."
        raise UnreadableArticle(name, reason, "Save it again with your word processor.")
    return data


def member(packed: zipfile.ZipFile, info: zipfile.ZipInfo | str, name: str, most: int) -> bytes:
    """The bytes of a member, never more than ``most`` whatever the zip says of itself."""
    try:
        with packed.open(info) as file:
            data = file.read(most + 1)
    except (*_BROKEN, KeyError) as error:
        reason = "it cannot be unpacked: damaged, or packed in an unusual way."
        raise UnreadableArticle(name, reason, "Pack it again.") from error
    if len(data) > most:
        reason = f"it unpacks to more than {megabytes(most)}."
        raise UnreadableArticle(name, reason, "Split it, or paste the text.")
    return data
