"""Bytes and rows to articles through the readers of the house, without a process for each.

The whole unit is read in a watched child process already: see ``bulk.guard``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import cast

from bulk.units import Document
from extract.errors import UnreadableArticle
from extract.model import Article
from extract.readers import exchange, read_articles, webpage
from extract.readers.clean import shown_name
from extract.readers.draft import Draft
from extract.readers.finish import finish
from extract.readers.limits import Limits

Found = Iterator[Article | UnreadableArticle]


def from_bytes(data: bytes, name: str, limits: Limits) -> Found:
    """The articles of a file in any format the readers know."""
    return read_articles(data, name, limits)


def from_page(data: bytes, url: str, limits: Limits) -> Found:
    """The article of a web page, with the address that it was fetched from."""
    name = shown_name(url)
    try:
        [draft] = webpage.read(data, name, limits)
        yield finish(replace(cast(Draft, draft), url=url), name, limits)
    except UnreadableArticle as refusal:
        yield refusal


def from_line(line: bytes, name: str, place: str, limits: Limits) -> Found:
    """The article of a line of JSON."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        row = None
    if isinstance(row, dict):
        return from_row(row, name, place, limits)
    remedy = 'Write one article a line: {"id": "...", "text": "..."}.'
    return iter([UnreadableArticle(f"{name}, {place}", "this is not a JSON object.", remedy)])


def from_row(row: Mapping[str, object], name: str, place: str, limits: Limits) -> Found:
    """The article of a row of the exchange format."""
    try:
        yield finish(exchange.draft(row, name, place), name, limits)
    except UnreadableArticle as refusal:
        yield refusal


def refused(place: str, refusal: UnreadableArticle) -> Document:
    """A document that is refused before it is read."""
    return Document(place, lambda: iter([refusal]))


def too_large(name: str, limit: int) -> UnreadableArticle:
    """The refusal of a document over the limit."""
    return UnreadableArticle(name, f"larger than {limit / 1e6:.3g} MB.", "Raise --document-limit.")
