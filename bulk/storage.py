"""Files by path or address (s3://, gs://, memory:// ...), the same calls for all of them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import fsspec
import pyarrow as pa
from fsspec.implementations.local import LocalFileSystem

from bulk.errors import RunRefused

COMPRESSIONS = {".gz": "gzip", ".zst": "zstd", ".bz2": "bz2"}
_PIECE = 1 << 16  # what is lost before damage in a compressed file
_BLOCK = (
    1 << 20
)  # fetched at a time: about what a unit has, where a plug-in would take 50 times that
# In these a file appears whole when all of it has arrived, and a folder is but a part of names.
_STORES = frozenset(("s3", "s3a", "gs", "gcs", "abfs", "abfss", "az"))
_GOOGLE = ("gs://", "gcs://")


@dataclass(frozen=True, slots=True)
class Found:
    """A file that was found: its address and its size in bytes."""

    path: str
    size: int


def find(address: str) -> Iterator[Found]:
    """The file at the address, or all files under the folder there, in the order of names.

    ``*``, ``?`` and ``[...]`` stand for several, as in a shell, unless that very name is there.
    Hidden files are left out. One folder's names are held at a time.
    """
    fs, path = located(address)
    with _asking(address):
        fs.invalidate_cache()
        for one in _meant(fs, path, address):
            info = fs.info(one)
            if info["type"] == "directory":
                yield from _walk(fs, one)
            else:
                yield Found(_address(fs, one), info["size"])


def _meant(fs: fsspec.AbstractFileSystem, path: str, address: str) -> list[str]:
    """The path, or the paths that its wildcards stand for."""
    if fs.exists(path):
        return [path]
    if set("*?[") & set(path) and (found := fs.glob(path)):
        return sorted(one for one in found if not one.rpartition("/")[2].startswith("."))
    raise FileNotFoundError(f"There is no {address}.")


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


def located(address: str) -> tuple[fsspec.AbstractFileSystem, str]:
    """The file system that an address belongs to, and the path in it."""
    try:
        fs, path = fsspec.url_to_fs(address)
    except ImportError as error:
        raise RunRefused(
            f"{address} needs a plug-in: {str(error).rstrip('.')}. Install it with pip, beside "
            "Whence and on every worker."
        ) from error
    except ValueError as error:
        raise RunRefused(f"{address} is no address of files: {error}") from error
    return fs, path


@contextmanager
def _asking(address: str) -> Iterator[None]:
    """Makes an OSError that names the address of whatever a plug-in raises.

    Those for S3 have classes of their own for want of credentials or a server that is silent.
    """
    try:
        yield
    except Exception as error:
        if isinstance(error, RunRefused) or (isinstance(error, OSError) and address in str(error)):
            raise
        raise OSError(f"{address}: {error}") from error


def absolute(address: str) -> str:
    """The address as every process understands it, wherever it was started."""
    fs, path = located(address)
    return _address(fs, path.rstrip("/"))


def open_bytes(address: str) -> io.BufferedReader:
    """The file's bytes as they lie there, buffered and seekable."""
    fs, path = located(address)
    if isinstance(fs, LocalFileSystem):
        return Path(path).open("rb", buffering=_BLOCK)
    # the plug-in for Google's store would fetch each piece alone, were it not asked to read ahead
    stream = fs.open(path, "rb", block_size=_BLOCK, cache_type="readahead")
    if address.startswith(_GOOGLE) and stream.details.get("contentEncoding") == "gzip":
        stream.close()
        raise OSError(
            f"{address} is stored with Content-Encoding: gzip and cannot be read in ranges. "
            "Store it without, under a name that ends in .gz."
        )
    # plug-ins read lines of any length only
    return io.BufferedReader(stream, _PIECE)


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


def as_bytes(name: str) -> bytes:
    """The name in UTF-8, or the very bytes of one that is not: disks know names of both kinds."""
    return name.encode(errors="surrogateescape")


def shown(address: str) -> str:
    """The address as text that can be written down, with a sign for what is none in its name."""
    return as_bytes(address).decode(errors="replace")


def skip(stream: io.BufferedReader, number: int) -> None:
    """Moves a stream that cannot seek forward by so many bytes."""
    while number > 0 and (piece := stream.read1(min(number, _PIECE))):
        number -= len(piece)


def write(address: str, data: bytes) -> None:
    """Writes the whole file or nothing: outside of stores under a passing name first, then renamed.

    The passing name begins with a dot, so that no reader of the data set takes it for a part.
    """
    fs, path = located(address)
    folder, _, name = path.rpartition("/")
    passing = f"{folder}/.{name}.{uuid4().hex}.part"
    with _asking(address):
        if _is_store(address):
            _put(fs, path, data)
        elif isinstance(fs, LocalFileSystem):
            fs.pipe_file(passing, data)
            Path(passing).replace(path)
        else:
            fs.pipe_file(passing, data)
            fs.mv(passing, path)


def _put(fs: fsspec.AbstractFileSystem, path: str, data: bytes) -> None:
    """Writes a file of a store, where nothing but the bucket can be missing."""
    try:
        fs.pipe_file(path, data)
    except FileNotFoundError as error:  # one plug-in says that of the bucket, one of an address
        bucket = path.partition("/")[0]
        raise FileNotFoundError(f"there is no bucket {bucket}; make it first.") from error


def read(address: str) -> bytes:
    """The whole file."""
    fs, path = located(address)
    with _asking(address):
        return fs.cat_file(path)


def exists(address: str) -> bool:
    """Whether a file or folder is there, also where another process has made it just now."""
    fs, path = located(address)
    with _asking(address):
        fs.invalidate_cache()
        return fs.exists(path)


def make_folder(address: str) -> None:
    """Makes the folder and those above it; nothing in a store, where files need none."""
    if _is_store(address):
        return
    fs, path = located(address)
    with _asking(address):
        fs.makedirs(path, exist_ok=True)


def names(address: str, suffix: str) -> list[str]:
    """The names of the files in a folder that end so, sorted; none when it is missing."""
    if not exists(address):
        return []
    fs, path = located(address)
    with _asking(address):
        found = (name.rpartition("/")[2] for name in fs.ls(path, detail=False))
        return sorted(name for name in found if name.endswith(suffix))


def with_paths(addresses: list[str]) -> tuple[fsspec.AbstractFileSystem, list[str]]:
    """The file system of addresses in one place, and their paths in it."""
    fs, _ = located(addresses[0])
    return fs, [located(address)[1] for address in addresses]


def _is_store(address: str) -> bool:
    return address.partition("://")[0] in _STORES
