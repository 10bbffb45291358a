"""News feeds (RSS, Atom): a feed's address brings in the pages of its items, once each.

    for each in feeds.follow(address, known=addresses already kept):   # Page or web.Refused
        ...

``follow`` gives the page itself where the address is no feed's, so it serves for any address.
Each item meets the same checks as an address that a person types: see ``archive.web``.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urldefrag, urljoin

from archive.web import Page, Policy, Refused, fetch, fetch_each
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


def follow(
    address: str, policy: Policy | None = None, known: Container[str] = frozenset()
) -> Iterator[Page | Refused]:
    """The page at the address, or of a feed the page of each item not known yet."""
    try:
        page = fetch(address, policy)
        found = items(page) if is_feed(page) else None
    except Refused as refusal:
        yield refusal
        return
    if found is None:
        yield page
        return
    fresh = [item.url for item in found if item.url not in known]
    yield from fetch_each(fresh[: (policy or Policy()).items], policy)


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


def _drafts(page: Page, limits: Limits) -> list[Draft]:
    try:
        found = isolate.read(_FEED, Member(page.name, page.data), limits)
        for refusal in found:
            if isinstance(refusal, UnreadableArticle):
                raise refusal
    except UnreadableArticle as refusal:
        raise Refused(page.url, refusal.reason, refusal.remedy) from refusal
    return [draft for draft in found if isinstance(draft, Draft)]
