"""Plain text: the text, and the headline where the first line is one."""

from __future__ import annotations

from collections.abc import Iterator

from extract.readers import headline
from extract.readers.clean import cleaned
from extract.readers.decode import decode
from extract.readers.draft import Draft, Found
from extract.readers.limits import Limits


def read(data: bytes, name: str, limits: Limits) -> Iterator[Found]:
    """The one article that a text file holds."""
    title, text = headline.split(cleaned(decode(data, name)))
    yield Draft(text=text, title=title)
