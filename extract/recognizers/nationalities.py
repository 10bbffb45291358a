"""Whether a nationality names people ("Syrian refugees", "the Chinese") or describes a thing."""

from __future__ import annotations

import re
from functools import cache

from extract.lexicon.load import forms, table, trie
from extract.model import Span

PLURAL = ("s", "men", "people", "children", "folk")
JOINED = re.compile(r"(?:\s?[,/-])?\s?(?:(?:and|or)\s(?:the\s)?)?")


def kind(text: str, span: Span, following: tuple[Span, str] | None) -> str:
    """``demonym`` where the form names people, else ``adjective``.

    ``following`` is the next nationality of the text with its kind: in "Syrian and Afghan
    refugees" the first names what the second does.
    """
    if following and JOINED.fullmatch(text, span.end, following[0].start):
        return following[1]
    patterns = _patterns()
    if people := patterns.people.match(text, span.end):
        many = people["one"] is None or patterns.no_noun.match(text, people.end())
        return "demonym" if many else "adjective"
    if not patterns.no_noun.match(text, span.end):
        return "adjective"
    if patterns.language.search(text, max(0, span.start - 12), span.start):
        return "adjective"
    return "demonym"


def of_country(text: str, span: Span) -> bool:
    """Whether the name of a country names its people: "US citizens", "EU nationals"."""
    return bool(_patterns().of_country.match(text, span.end))


class _Patterns:
    """What can stand around a nationality, made from the word tables."""

    def __init__(self) -> None:
        nouns = [word for row in table("people") for word in forms(row["noun"])]
        many = trie(word for word in nouns if word.endswith(PLURAL))
        one = trie(word for word in nouns if not word.endswith(PLURAL))
        between = trie(row["word"] for row in table("people_modifiers"))
        self.people = re.compile(
            rf"""(?:-born)?
            (?:,?(?:\s(?:and|or))?[\s-](?:{between})\b){{0,4}}  # "Afghan and other young"
            \s(?:(?:{many})|(?P<one>{one}))\b""",
            re.VERBOSE,
        )
        self.no_noun = re.compile(
            rf"""\s?(?:$|[.,;:?!)\]"\u201d\u2014\u2013])
            |\s(?:{_words("follows_people")}|\w{{2,20}}ed)\b""",
            re.VERBOSE,
        )
        self.of_country = re.compile(rf"\s(?:{_words('of_country')})\b")
        self.language = re.compile(rf"\b(?:{_words('language_before')})\s$", re.IGNORECASE)


@cache
def _patterns() -> _Patterns:
    return _Patterns()


def _words(use: str) -> str:
    return trie(row["word"] for row in table("place_words") if row["use"] == use)
