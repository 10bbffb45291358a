"""Web pages: the article of a page, without its menus, adverts and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from trafilatura import bare_extraction
from trafilatura.settings import Document

from extract.errors import UnreadableArticle
from extract.readers import headline
from extract.readers.clean import cleaned, one_line
from extract.readers.decode import decode
from extract.readers.draft import Draft, Found
from extract.readers.limits import Limits

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
_HEAD = 4_096
_DATES = {"original_date": True, "extensive_search": False}


def read(data: bytes, name: str, limits: Limits) -> Iterator[Found]:
    """The one article of a page."""
    if b"<!ENTITY" in data[:_HEAD]:
        reason = "it has XML entities in it, as files made to do harm have."
        raise UnreadableArticle(name, reason, "Open the page and paste the text.")
    declared = _CHARSET.search(data[:_HEAD])
    yield article(decode(data, name, declared and declared[1].decode("ascii")), name)


def article(page: str, name: str, url: str | None = None) -> Draft:
    """The article of a page's source; refuses a page that has none."""
    found = bare_extraction(
        _XML_DECLARATION.sub("", page),
        favor_precision=True,
        include_comments=False,
        with_metadata=True,
        date_extraction_params=_DATES,
    )
    if not isinstance(found, Document) or not (found.text or "").strip():
        reason = "no article text was found on the page."
        raise UnreadableArticle(name, reason, "Open the page and paste the text.")
    title = one_line(found.title)
    paragraphs = cleaned(found.text or "").replace("\n", "\n\n")
    return Draft(
        text=cleaned(headline.under(title, paragraphs)),
        title=title,
        published=_date(found.date),
        publisher=one_line(found.sitename) or None,
        url=url or found.url or None,
    )


def _date(stated: str | None) -> date | None:
    if not stated:
        return None
    try:
        return date.fromisoformat(stated[:10])
    except ValueError:
        return None
