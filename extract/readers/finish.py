"""A draft to an article: checked for length, keyed by its text, its language detected."""

from __future__ import annotations

import re

from extract.errors import UnreadableArticle
from extract.model import Article
from extract.readers.clean import one_line
from extract.readers.draft import Draft
from extract.readers.keys import content_key
from extract.readers.language import detect
from extract.readers.limits import Limits

_LINE = re.compile(r"[^\n]+")
_LINK = re.compile(r"https?://[^\s<>\"]+\Z", re.IGNORECASE)  # never a script, never a file
_LONGEST_TITLE = 500


def finish(draft: Draft, name: str, limits: Limits) -> Article:
    """The article of the draft; refuses one without words and one beyond the limits."""
    at = f"{name}, {draft.place}" if draft.place else name
    _check(draft.text, at, limits)
    return Article(
        id=draft.id or content_key(draft.text),
        text=draft.text,
        title=draft.title[:_LONGEST_TITLE] if draft.id else one_line(draft.title)[:_LONGEST_TITLE],
        published=draft.published,
        publisher=draft.publisher,
        url=draft.url if draft.url and _LINK.match(draft.url) else None,
        language=detect(f"{draft.title}\n{draft.text}"),
        pages=draft.pages,
    )


def _check(text: str, name: str, limits: Limits) -> None:
    if not any(character.isalpha() for character in text):
        raise UnreadableArticle(name, "it holds no words.", "Paste the text.")
    if len(text) > limits.characters:
        reason = f"its text has {len(text):,} characters; the limit is {limits.characters:,}."
        raise UnreadableArticle(name, reason, "Split it.")
    longest = max(len(line[0]) for line in _LINE.finditer(text))
    if longest > limits.line_characters:
        reason = f"one line of {longest:,} characters is no article."
        raise UnreadableArticle(name, reason, "Put each paragraph on a line of its own.")
