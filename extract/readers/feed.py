"""RSS and Atom feeds: what each item is called and where its article is.

Not a format of articles: whoever wants these asks for the items' pages. It stands here because
a feed comes from strangers and is parsed apart, like any file.
"""

from __future__ import annotations

import calendar
import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from time import struct_time

import feedparser  # type: ignore[import-untyped]  # it ships no types

from extract.errors import UnreadableArticle
from extract.readers.clean import one_line
from extract.readers.draft import Draft, Found
from extract.readers.limits import Limits


def read(data: bytes, name: str, limits: Limits) -> Iterator[Found]:
    """A draft an item, with its address and title and no text."""
    if b"<!ENTITY" in data:
        reason = "it has XML entities in it, as files made to do harm have."
        raise UnreadableArticle(name, reason, "Give the addresses of its items.")
    feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=True)
    if not feed.version:
        reason = "this is no RSS or Atom feed."
        raise UnreadableArticle(name, reason, "Check the address.")
    for entry in feed.entries:
        yield Draft(
            text="",
            title=one_line(entry.get("title")),
            published=_day(entry.get("published_parsed")),
            publisher=one_line(feed.feed.get("title")) or None,
            url=one_line(entry.get("link")) or None,
        )


def _day(moment: struct_time | None) -> date | None:
    if moment is None:
        return None
    return datetime.fromtimestamp(calendar.timegm(moment), UTC).date()
