"""How much is read: the limits that an input meets before anything parses it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extract.errors import UnreadableArticle

_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one upload and of each file in it; pass another one to allow more."""

    file_bytes: int = 20 * _MB
    upload_files: int = 200
    upload_bytes: int = 100 * _MB
    characters: int = 2_000_000  # of one article's text
    line_characters: int = 500_000  # no article is one line of this length; a data dump is
    pages: int = 500
    members: int = 200  # files in a zip, messages in a mailbox, parts of a message
    rows: int = 100_000  # of a table
    unpacked_bytes: int = 100 * _MB  # of all that a zip, a docx or an odt holds
    ratio: int = 200  # how often larger than packed; text reaches 20
    depth: int = 4  # a file in a message in a mailbox in a zip
    seconds: float = 30.0  # for one file, on the clock and of processor time
    memory_bytes: int = 500 * _MB  # of address space, for the process that parses


DEFAULT = Limits()


def admitted(
    files: Iterable[tuple[str, bytes]], limits: Limits = DEFAULT
) -> Iterator[tuple[str, bytes] | UnreadableArticle]:
    """The files of one upload that are within its limits, and a refusal for each other one."""
    total = 0
    for index, (name, data) in enumerate(files):
        total += len(data)
        if index >= limits.upload_files:
            reason = f"more than {limits.upload_files} files in one go."
            yield UnreadableArticle(name, reason, "Add the rest in a second upload.")
        elif total > limits.upload_bytes:
            reason = f"more than {megabytes(limits.upload_bytes)} in one go."
            yield UnreadableArticle(name, reason, "Add the rest in a second upload.")
        else:
            yield name, data


def megabytes(size: int) -> str:
    """The size in words: ``25 MB``, ``10 GB``."""
    if size >= 1000 * _MB:
        return f"{size / (1000 * _MB):.3g} GB"
    return f"{size / _MB:.3g} MB"
