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
_BODY = re.compile(r"<(?:html|body)[\s>]", re.IGNORECASE)
_RULE = re.compile(r"[|\s:-]*")
_EDGE = re.compile(r"^\|\s*|(?<!\s)\s*\|$")
_SENTENCE_END = re.compile(r"[.!?…][\"”’)]{0,3}$")
_PHRASE = 4  # words that a sentence has at least
_MENU = 40  # words that a menu or a footer may have
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
        _whole(page),
        favor_precision=True,
        include_comments=False,
        with_metadata=True,
        date_extraction_params=_DATES,
    )
    text = _paragraphs(found.text or "") if isinstance(found, Document) else ""
    if not isinstance(found, Document) or not _is_prose(text):
        reason = f"almost no article text was found on the page (words: {len(text.split())})."
        raise UnreadableArticle(name, reason, "Open the page and paste the text.")
    title = one_line(found.title)
    return Draft(
        text=cleaned(headline.under(title, text)),
        title=title,
        published=_date(found.date),
        publisher=one_line(found.sitename) or None,
        url=url or found.url or None,
    )


def _whole(page: str) -> str:
    """The page as a whole document, also where only a part of one was saved."""
    source = _XML_DECLARATION.sub("", page)
    if _BODY.search(source):
        return source
    return f"<html><body>{source}</body></html>"


def _paragraphs(text: str) -> str:
    """The paragraphs a blank line apart, and each row of a table as its cells on a line."""
    lines = (line.strip() for line in cleaned(text).split("\n"))
    rows = (_EDGE.sub("", line) for line in lines if not _RULE.fullmatch(line))
    return "\n\n".join(row for row in rows if row)


def _is_prose(text: str) -> bool:
    """Whether there is a sentence, or so many words that there is more than a menu."""
    lines = text.splitlines()
    return len(text.split()) >= _MENU or any(
        _SENTENCE_END.search(line) and len(line.split()) >= _PHRASE for line in lines
    )


def _date(stated: str | None) -> date | None:
    if not stated:
        return None
    try:
        return date.fromisoformat(stated[:10])
    except ValueError:
        return None
