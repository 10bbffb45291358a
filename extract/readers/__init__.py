"""Bytes to articles: any file that a newsroom has, told by its content and read in safety.

The module of a format, and the library behind it, are loaded when the first file of that
format comes: reading a text does not load what reads a PDF.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import cast

from extract.errors import UnreadableArticle
from extract.model import Article
from extract.readers import isolate
from extract.readers.clean import shown_name
from extract.readers.draft import Draft, Found, Member, Reader
from extract.readers.finish import finish
from extract.readers.formats import Format, sniff
from extract.readers.keys import content_key
from extract.readers.limits import DEFAULT, Limits, megabytes

__all__ = ["DEFAULT", "Limits", "content_key", "read_article", "read_articles"]


def read_article(data: bytes, name: str, limits: Limits = DEFAULT) -> Article:
    """The one article that a file holds; refuses a file of none, or of several."""
    found = list(read_articles(data, name, limits))
    if len(found) > 1:
        reason = f"it holds {len(found)} articles."
        raise UnreadableArticle(shown_name(name), reason, "Read them with read_articles.")
    if isinstance(found[0], UnreadableArticle):
        raise found[0]
    return found[0]


def read_articles(
    data: bytes, name: str, limits: Limits = DEFAULT
) -> Iterator[Article | UnreadableArticle]:
    """Every article that a file holds, and a refusal for each part that gives none.

    Never empty and never raises for what the bytes hold: a file without an article gives one
    refusal, with its reason and the remedy.
    """
    return _articles(Member(shown_name(name), data), limits, ())


def _articles(
    file: Member, limits: Limits, within: tuple[Format, ...]
) -> Iterator[Article | UnreadableArticle]:
    empty = True
    try:
        form = _admit(file, limits, within)
        for found in _read(form, file, limits):
            empty = False
            if isinstance(found, Member):
                yield from _articles(found, limits, (*within, form))
            else:
                yield _finished(found, file.name, limits)
    except UnreadableArticle as refusal:
        empty = False
        yield refusal
    if empty:
        reason = "no article was found in it."
        yield UnreadableArticle(file.name, reason, "Paste the text.")


def _admit(file: Member, limits: Limits, within: tuple[Format, ...]) -> Format:
    """The format of a file that is within the limits and not packed too deep."""
    if len(file.data) > limits.file_bytes:
        limit = megabytes(limits.file_bytes)
        reason = f"it has {megabytes(len(file.data))}; the limit is {limit} a file."
        raise UnreadableArticle(file.name, reason, "Split it, or paste the text.")
    form = sniff(file.data, file.name)
    if len(within) >= limits.depth or (form.label == "zip" and form in within):
        reason = "it is packed within a packed file."
        raise UnreadableArticle(file.name, reason, "Unpack it first.")
    return form


def _read(form: Format, file: Member, limits: Limits) -> Iterator[Found]:
    if form.isolated:
        return iter(isolate.read(form, file, limits))
    return cast(Reader, import_module(form.module)).read(file.data, file.name, limits)


def _finished(
    found: Draft | UnreadableArticle, name: str, limits: Limits
) -> Article | UnreadableArticle:
    if isinstance(found, UnreadableArticle):
        return found
    try:
        return finish(found, name, limits)
    except UnreadableArticle as refusal:
        return refusal
