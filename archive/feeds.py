"""News feeds (RSS, Atom): a feed's address brings in the pages of its items, once each.

    page = web.fetch(address)
    if feeds.is_feed(page):
        for each in feeds.pages(page, known=addresses already kept):   # Page or web.Refused
            ...

Each item meets the same checks as an address that a person types: see ``archive.web``.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urldefrag, urljoin

from archive.web import Page, Policy, Refused, fetch_each
from extract.errors import UnreadableArticle
from extract.readers import isolate
from extract.readers.draft import Draft, Member
from extract.readers.formats import Format
from extract.readers.limits import DEFAULT, Limits

_FEED = Format("feed", "extract.readers.feed")
_ROOT = re.compile(rb"<(?:\w{1,20}:)?(?:rss|feed|rdf)[\s>]", re.IGNORECASE)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|body)[\s>]", re.IGNORECASE)
_HEAD = 4_096


@dataclass(frozen=True, slots=True)
class Item:
    """What a feed says of one of its articles."""

    url: str
    title: str
    published: date | None


def is_feed(page: Page) -> bool:
    """Whether the page is a feed, told by its content."""
    head = page.data[:_HEAD]
    return _ROOT.search(head) is not None and _PAGE.search(head) is None


def items(page: Page, limits: Limits = DEFAULT) -> list[Item]:
    """The items of a feed, in its order, each address once; refuses what is no feed."""
    items: dict[str, Item] = {}
    for draft in _drafts(page, limits):
        if draft.url:
            address = urldefrag(urljoin(page.url, draft.url)).url
            items.setdefault(address, Item(address, draft.title, draft.published))
    return list(items.values())


def pages(
    page: Page, policy: Policy | None = None, known: Container[str] = frozenset()
) -> Iterator[Page | Refused]:
    """The page of each item whose address is not known yet, or why it is refused."""
    fresh = [item.url for item in items(page) if item.url not in known]
    most = (policy or Policy()).items
    yield from fetch_each(fresh[:most], policy)


def _drafts(page: Page, limits: Limits) -> list[Draft]:
    try:
        found = isolate.read(_FEED, Member(page.name, page.data), limits)
        for refusal in found:
            if isinstance(refusal, UnreadableArticle):
                raise refusal
    except UnreadableArticle as refusal:
        raise Refused(page.url, refusal.reason, refusal.remedy) from refusal
    return [draft for draft in found if isinstance(draft, Draft)]
