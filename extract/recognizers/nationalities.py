"""Whether a nationality names people ("Syrian refugees", "the Chinese") or describes a thing."""

from __future__ import annotations

import re
from functools import cache

from extract.lexicon.gazetteer import around, of_many
from extract.lexicon.load import forms, table, trie
from extract.model import Span

PLURAL = ("s", "men", "people", "children", "folk")
JOINED = re.compile(r"(?:\s?[,/-])?\s?(?:(?:and|or)\s(?:the\s)?)?")
# "Congolese (640,000)", "are Congolese and 11,000 Iraqis"; of one, such a number is an age.
_NUMBER = re.compile(r"\s(?:\(|and\s)(?:[a-z]{2,9}\s){0,2}\d")
LONGEST_CUE = 12  # characters before a nationality that can make it a language


def kind(text: str, span: Span, following: tuple[Span, str] | None) -> str:
    """``demonym`` where the form names people, else ``adjective``.

    ``following`` is the next nationality of the text with its kind: in "Syrian and Afghan
    refugees" the first names what the second does.
    """
    if following and JOINED.fullmatch(text, span.end, following[0].start):
        return following[1]
    if people := _people().match(text, span.end):
        many = people["one"] is None or _no_noun().match(text, people.end())
        return "demonym" if many else "adjective"
    if _NUMBER.match(text, span.end) and span.of(text) in of_many():
        return "demonym"
    if not _no_noun().match(text, span.end):
        return "adjective"
    if _language().search(text, max(0, span.start - LONGEST_CUE), span.start):
        return "adjective"
    return "demonym"


def of_country(text: str, span: Span) -> bool:
    """Whether the name of a country names its people: "US citizens", "EU nationals"."""
    return bool(_citizens().match(text, span.end))


@cache
def _people() -> re.Pattern[str]:
    nouns = [word for row in table("people") for word in forms(row["noun"])]
    many = trie(word for word in nouns if word.endswith(PLURAL))
    one = trie(word for word in nouns if not word.endswith(PLURAL))
    between = trie(row["word"] for row in table("people_modifiers"))
    return re.compile(
        rf"""(?:-born)?
        (?:,?(?:\s(?:and|or))?[\s-](?i:{between})\b){{0,4}}  # "Afghan and other young"
        (?:\s(?i:(?:{many})|(?P<one>{one})|{_any("people_by_origin")})\b
          |\s(?!(?:{_any("follows_people")})\b)(?:[a-z-]{{2,20}}+|IT)(?<!s)(?<!ed)(?<!ing)  # "farm"
           \s(?:{many}|members)\b)""",
        re.VERBOSE,
    )


@cache
def _no_noun() -> re.Pattern[str]:
    """What follows a nationality that stands alone: the end, a verb, a small word, a number."""
    return re.compile(
        rf"""\s?(?:$|[.,;:?!)\]"\u201d\u2014\u2013]|\(\s?\d)  # "Congolese (640,000)"
        |\s(?:and|or)\s(?:some\s|about\s)?\d  # "400 Congolese and 30 Chinese"
        |\s(?i:{_any("follows_people")}|\w{{2,20}}ed)\b""",
        re.VERBOSE,
    )


@cache
def _language() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any('language_before')})\s$", re.IGNORECASE)


@cache
def _citizens() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{_any('of_country')})\b")


def _any(use: str) -> str:
    return trie(around(use))
