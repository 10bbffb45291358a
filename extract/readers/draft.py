"""What a format module gives: drafts of articles, members to be read in turn, refusals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from extract.errors import UnreadableArticle
from extract.readers.limits import Limits


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as a format states it, before it is cleaned, keyed and checked.

    With an ``id`` it comes from the exchange format, and its text keeps every offset.
    """

    text: str
    title: str = ""
    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    id: str | None = None
    pages: tuple[int, ...] = ()
    place: str = ""  # where it stands in its file: "line 3"


@dataclass(frozen=True, slots=True)
class Member:
    """A file within a file: a member of a zip, an attachment."""

    name: str
    data: bytes


Found = Draft | Member | UnreadableArticle


class Reader(Protocol):
    """What a format module is: a ``read`` that refuses what it cannot read."""

    def read(self, data: bytes, name: str, limits: Limits) -> Iterator[Found]:
        """What the bytes hold, in their order; raises when they hold nothing readable."""
