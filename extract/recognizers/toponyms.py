"""Every name of the gazetteer that stands in a text, before it is decided what it means here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from extract.lexicon.gazetteer import Gazetteer, Sense, gazetteer, given_names, surnames
from extract.lexicon.load import table
from extract.model import Span

CAPITALISED = re.compile(r"(?<!\w)[^\W\d_a-zß-öø-ÿ]\w*")
NEXT_WORD = re.compile(r"[\s\-'\u2019.,&()/]{1,3}+\w++")  # a name may run on over these
GAP = re.compile(r"(?P<hyphen>[-\u2010\u2011]\s*)|\s+")
BEFORE = 24  # characters that the words before a name are looked for in


class Name(NamedTuple):
    """A name of the gazetteer as it stands, with all that it can mean.

    ``of_person``: it stands among the names of a person ("Michael Jordan").
    """

    span: Span
    text: str
    senses: tuple[Sense, ...]
    of_person: bool = False


def names(text: str) -> list[Name]:
    """The names in reading order, the longest first where two begin at one place."""
    return [name for name in _known(text) if name.senses[0].form != "nothing"]


def _known(text: str) -> Iterator[Name]:
    index = gazetteer()
    reach = index.reach
    free = 0
    for match in CAPITALISED.finditer(text):
        start, first = match.span()
        if start < free:
            continue
        word = match[0]
        if words := reach.get(word):
            name = _longest(text, start, first, words, index)
        elif word.isupper() and len(word) > 2:
            name = _headline(text, start, first, word, index)
        else:
            continue
        if name is not None:
            free = name.span.end
            if not _inside_another_name(text, name):
                yield name


def _longest(text: str, start: int, first: int, words: int, index: Gazetteer) -> Name | None:
    for end in _ends(text, first, words):
        written = text[start:end]
        if (found := index.senses.get(written)) is None:
            written = GAP.sub(_plain_gap, written).replace("\u2019", "'")
            found = index.senses.get(written)
        if found:
            span = Span(start, end)
            return Name(span, written, found, _of_person(text, span, written, found[0]))
    return None


def _headline(text: str, start: int, first: int, word: str, index: Gazetteer) -> Name | None:
    capitals = index.headline
    words = capitals.reach.get(word)
    return _longest(text, start, first, words, capitals) if words else None


def _ends(text: str, end: int, words: int) -> list[int]:
    """Where a name of up to so many words could end, the longest first."""
    ends = [end + 1, end] if text[end : end + 1] == "." else [end]
    for _ in range(words - 1):
        if (following := NEXT_WORD.match(text, end)) is None:
            break
        end = following.end()
        ends = [end + 1, end, *ends] if text[end : end + 1] in (".", ")") else [end, *ends]
    return ends


def _plain_gap(gap: re.Match[str]) -> str:
    return "-" if gap["hyphen"] else " "


def _inside_another_name(text: str, name: Name) -> bool:
    """Whether the words around make it a newspaper, a university, a storm, "non-EU"."""
    start, end = name.span
    before, _, word = text[max(0, start - BEFORE) : start].rpartition(" ")
    if text[start - 1 : start] == "-":
        return _last_word(word[:-1]).casefold() in _words("prefix")
    if name.senses[0].form in ("people", "nothing"):
        return False
    if text[end : end + 1] == " " and text[end + 1 : end + 2].isupper():
        after = NEXT_WORD.match(text, end)
        if after and after[0][1:] in _words("institution_after"):
            return True
    if word or name.senses[0].form == "adjective":
        return False
    words = before.split(" ")
    return words[-1] in _words("storm_before") or (
        " ".join(words[-2:]) in _words("institution_before")
        or words[-1] in _words("institution_before")
    )


def _of_person(text: str, span: Span, name: str, sense: Sense) -> bool:
    """Whether a first or a family name stands beside it, or a title before it."""
    if sense.form in ("people", "nothing") or not name.isalpha():
        return False
    before = _word_before(text, span.start)
    if before.rstrip(".") in _words("title_before"):
        return True
    first, family = name in given_names(), name in surnames()
    if family and before in given_names():
        return True
    if not first:
        return False
    after = _PERSON_AFTER.match(text, span.end)
    return bool(after and (after["age"] or (after["name"] in surnames() and _no_place(after))))


_PERSON_AFTER = re.compile(r"(?:,\s(?P<age>\d{2},)|\s(?:[A-Z]\.\s)?(?P<name>[A-Z]\w+)\b)")


def _no_place(after: re.Match[str]) -> bool:
    return after["name"] not in gazetteer().reach


def _word_before(text: str, start: int) -> str:
    if text[start - 1 : start] != " ":
        return ""
    return text[max(0, start - BEFORE) : start - 1].rpartition(" ")[2]


def _last_word(text: str) -> str:
    return text.rpartition("-")[2]


@cache
def _words(use: str) -> frozenset[str]:
    return frozenset(row["word"] for row in table("place_words") if row["use"] == use)
