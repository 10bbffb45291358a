"""Files by path or address (s3://, gs://, memory:// ...), the same calls for all of them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import fsspec
import pyarrow as pa
from fsspec.implementations.local import LocalFileSystem

COMPRESSIONS = {".gz": "gzip", ".zst": "zstd", ".bz2": "bz2"}
_PIECE = 1 << 16  # what is lost before damage in a compressed file


@dataclass(frozen=True, slots=True)
class Found:
    """A file that was found: its address and its size in bytes."""

    path: str
    size: int


def find(address: str) -> Iterator[Found]:
    """The file at the address, or all files under the folder there, in the order of names.

    Hidden files are left out. One folder's names are held at a time.
    """
    fs, path = fsspec.url_to_fs(address)
    info = fs.info(path)
    if info["type"] == "directory":
        yield from _walk(fs, path)
    else:
        yield Found(_address(fs, path), info["size"])


def _walk(fs: fsspec.AbstractFileSystem, folder: str) -> Iterator[Found]:
    for info in sorted(fs.ls(folder, detail=True), key=lambda info: info["name"]):
        name = info["name"].rstrip("/")
        if name.rpartition("/")[2].startswith(".") or name == folder.rstrip("/"):
            continue
        if info["type"] == "directory":
            yield from _walk(fs, name)
        else:
            yield Found(_address(fs, name), info["size"])


def _address(fs: fsspec.AbstractFileSystem, path: str) -> str:
    return path if isinstance(fs, LocalFileSystem) else fs.unstrip_protocol(path)


def absolute(address: str) -> str:
    """The address as every process understands it, wherever it was started."""
    fs, path = fsspec.url_to_fs(address)
    return _address(fs, path.rstrip("/"))


def open_bytes(address: str) -> io.BufferedReader:
    """The file's bytes as they lie there, buffered and seekable."""
    fs, path = fsspec.url_to_fs(address)
    if isinstance(fs, LocalFileSystem):
        return Path(path).open("rb", buffering=1 << 20)
    return fs.open(path, "rb")


def open_plain(address: str) -> io.BufferedReader:
    """The file's content: decompressed when its name ends in .gz, .zst or .bz2."""
    raw = open_bytes(address)
    method = compression(address)
    if method is None:
        return raw
    return io.BufferedReader(pa.CompressedInputStream(pa.PythonFile(raw), method), _PIECE)


def compression(address: str) -> str | None:
    """How the file is compressed, judged by its name."""
    return next((m for suffix, m in COMPRESSIONS.items() if address.lower().endswith(suffix)), None)


def plain_name(address: str) -> str:
    """The name without the folder and without a suffix for compression."""
    name = address.rpartition("/")[2]
    return name.rpartition(".")[0] if compression(address) else name


def skip(stream: io.BufferedReader, number: int) -> None:
    """Moves a stream that cannot seek forward by so many bytes."""
    while number > 0 and (piece := stream.read1(min(number, _PIECE))):
        number -= len(piece)


def write(address: str, data: bytes) -> None:
    """Writes the whole file or nothing: under a passing name first, then renamed.

    The passing name begins with a dot, so that no reader of the data set takes it for a part.
    """
    fs, path = fsspec.url_to_fs(address)
    folder, _, name = path.rpartition("/")
    passing = f"{folder}/.{name}.{uuid4().hex}.part"
    fs.pipe_file(passing, data)
    if isinstance(fs, LocalFileSystem):
        Path(passing).replace(path)
    else:
        fs.mv(passing, path)


def read(address: str) -> bytes:
    """The whole file."""
    fs, path = fsspec.url_to_fs(address)
    return fs.cat_file(path)


def exists(address: str) -> bool:
    """Whether a file or folder is there."""
    fs, path = fsspec.url_to_fs(address)
    return fs.exists(path)


def make_folder(address: str) -> None:
    """Makes the folder and those above it."""
    fs, path = fsspec.url_to_fs(address)
    fs.makedirs(path, exist_ok=True)


def names(address: str, suffix: str) -> list[str]:
    """The names of the files in a folder that end so, sorted; none when it is missing."""
    fs, path = fsspec.url_to_fs(address)
    if not fs.exists(path):
        return []
    found = (name.rpartition("/")[2] for name in fs.ls(path, detail=False))
    return sorted(name for name in found if name.endswith(suffix))


def remove(address: str) -> None:
    """Removes a file or a folder with all in it, if it is there."""
    fs, path = fsspec.url_to_fs(address)
    if fs.exists(path):
        fs.rm(path, recursive=True)


def with_paths(addresses: list[str]) -> tuple[fsspec.AbstractFileSystem, list[str]]:
    """The file system of addresses in one place, and their paths in it."""
    fs, _ = fsspec.url_to_fs(addresses[0])
    return fs, [fsspec.url_to_fs(address)[1] for address in addresses]
