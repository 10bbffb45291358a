"""Zips made to hurt: each a function that gives the bytes."""

from __future__ import annotations

import bz2
import io
import struct
import zipfile
import zlib

ARTICLE = (
    "Thousands cross into Georgia\n\n"
    "Nearly 50,000 Russians have fled to neighbouring Georgia, officials said on Friday.\n"
)


def zip_of(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return buffer.getvalue()


def replaced_in_zip(data: bytes, name: str, content: bytes) -> bytes:
    """The same zip with another content of one member."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        members = {info.filename: packed.read(info) for info in packed.infolist()}
    return zip_of({**members, name: content})


def zip_bomb() -> bytes:
    """About 10 kB that unpack to 10 GB: a hundred members that share one packed stream."""
    size = 100_000_000
    zeros = bytes(1_000_000)
    packer = bz2.BZ2Compressor()
    stream = b"".join(packer.compress(zeros) for _ in range(100)) + packer.flush()
    checksum = 0
    for _ in range(100):
        checksum = zlib.crc32(zeros, checksum)
    facts = struct.pack("<HHHHHIII", 46, 0, 12, 0, 33, checksum, len(stream), size)
    body = b"PK\x03\x04" + facts + struct.pack("<HH", 5, 0) + b"a.txt" + stream
    entries = b"".join(
        b"PK\x01\x02"
        + struct.pack("<H", 46)
        + facts
        + struct.pack("<HHHHHII", 5, 0, 0, 0, 0, 0, 0)
        + b"a.txt"
        for _ in range(100)
    )
    end = struct.pack("<HHHHIIH", 0, 0, 100, 100, len(entries), len(body), 0)
    return body + entries + b"PK\x05\x06" + end


def lying_zip() -> bytes:
    """A zip whose member says that it is small and unpacks to 50 MB."""
    data = bytearray(zip_of({"a.txt": b"a" * 50_000_000}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(mark) + offset
        data[at : at + 4] = struct.pack("<I", 1_000)
    return bytes(data)


def nameless_zip() -> bytes:
    """A zip whose only member has an empty name: what it was called is its comment."""
    data = bytearray(zip_of({"a.txt": ARTICLE.encode()}))
    entry = data.index(b"PK\x01\x02")
    data[entry + 28], data[entry + 32] = 0, len("a.txt")
    return bytes(data)


def locked_zip() -> bytes:
    """A zip whose only member says that it is encrypted."""
    data = bytearray(zip_of({"a.txt": ARTICLE.encode()}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    return bytes(data)


def zip_with_link() -> bytes:
    """A zip with a symbolic link to a file of the server."""
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr(link, "/etc/passwd")
    return buffer.getvalue()
