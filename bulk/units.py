"""Units of work: which part of which input one worker reads, and what came of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from bulk.storage import as_bytes
from extract import ENGINE_VERSION, Article
from extract.errors import UnreadableArticle
from extract.readers import DEFAULT, Limits


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of the input that is read, extracted and written in one go.

    ``kind`` names the module of ``bulk.formats`` that reads it. ``start`` and ``end`` are half
    open and count what the format can jump to: bytes, rows, members or records. ``size`` is its
    share of the input in bytes, for the progress bar. A unit with a ``reason`` stands for input
    that could not be divided, and holds no documents.
    """

    index: int
    kind: str
    paths: tuple[str, ...]
    start: int = 0
    end: int = 0
    size: int = 0
    reason: str = ""

    @property
    def id(self) -> str:
        """A name that is the same in every run over the same inputs; sorts in input order."""
        names = (path.rpartition("/")[2] for path in self.paths)
        what = "\n".join((self.kind, *names, str(self.start), str(self.end)))
        return f"{self.index:08d}-{hashlib.sha256(as_bytes(what)).hexdigest()[:8]}"

    def only(self, at: int) -> Unit:
        """The unit that holds nothing but the document at this place of its file."""
        return replace(self, start=at, end=at + 1)


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a unit: where it stands, and how to read its articles.

    ``alone`` is the unit that holds it only, to read it again; one that is refused needs none.
    """

    place: str
    read: Callable[[], Iterator[Article | UnreadableArticle]]
    alone: Unit | None = None
    glance: Callable[[], str] | None = None  # all its text, quickly, where reading is slow


@dataclass(frozen=True, slots=True)
class Options:
    """What every worker must know; goes along with each unit."""

    output: str
    unit_size: int = 2**20
    look: bool = True
    signatures: bool = False
    archive: str | None = None  # keep figures there and not in the data set
    time_limit: float = 30.0
    memory_limit: int = 2 * 2**30
    limits: Limits = DEFAULT
    engine: str = ENGINE_VERSION


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a unit: how many of each, and the unit's share of the input."""

    unit: str
    size: int = 0
    documents: int = 0
    passed_over: int = 0
    articles: int = 0
    figures: int = 0
    rejected: int = 0

    def as_dict(self) -> dict[str, Any]:
        """Plain values, as the marker file keeps them."""
        return asdict(self)
