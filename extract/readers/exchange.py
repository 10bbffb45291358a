"""Rows of the exchange format: ``id``, ``text``, and what is known of title and origin."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from extract.errors import UnreadableArticle
from extract.readers.clean import kept_in_place
from extract.readers.draft import Draft

COLUMNS = ("id", "title", "text", "published", "publisher", "url")
_FORM = "Each article needs an id and a text; published is YYYY-MM-DD."


def draft(row: Mapping[str, object], name: str, place: str) -> Draft:
    """The article that a row states; refuses a row without id or text, or with a wrong date."""
    at = f"{name}, {place}"
    given, text = row.get("id"), row.get("text")
    identifier = "" if given is None else kept_in_place(str(given)).strip()
    if not identifier:
        raise UnreadableArticle(at, "the id is missing.", _FORM)
    if not isinstance(text, str) or not text.strip():
        raise UnreadableArticle(at, "the text is missing.", _FORM)
    return Draft(
        text=kept_in_place(text),
        title=_words(row.get("title"), "title", at) or "",
        published=published(row.get("published"), at),
        publisher=_words(row.get("publisher"), "publisher", at),
        url=_words(row.get("url"), "url", at),
        id=identifier,
        place=place,
    )


def published(value: object, at: str) -> date | None:
    """The date that the value states, or None for no value."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    stated = "" if value is None else str(value).strip()
    if not stated:
        return None
    try:
        return datetime.fromisoformat(stated).date()
    except ValueError as error:
        reason = f'published is "{stated[:40]}", which is no date.'
        raise UnreadableArticle(at, reason, "Write it as YYYY-MM-DD.") from error


def _words(value: object, column: str, at: str) -> str | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise UnreadableArticle(at, f"the {column} is not text.", "Put it in quotation marks.")
    return kept_in_place(value)
