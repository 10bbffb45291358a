"""Every name of the gazetteer that stands in a text, before it is decided what it means here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from extract.lexicon.gazetteer import Gazetteer, Sense, gazetteer, given_names, surnames
from extract.lexicon.load import table
from extract.model import Span

# no boundary before it: the few capitals inside a word are told apart only where a name is known
CAPITALISED = re.compile(r"[A-ZÀ-ÖØ-Þ\u0100-\u017f\u0218-\u021b]\w*")
NEXT_WORD = re.compile(r"[\s\-'\u2019.,&()/]{1,3}+\w++")  # a name may run on over these
ODD = re.compile(r"[^\S ]|\s\s|-\s|[\u2010\u2011\u2019]")  # written as no table has it
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
    return [name for name in _known(text) if name.of_person or name.senses[0].form != "nothing"]


def _known(text: str) -> Iterator[Name]:
    index = gazetteer()
    reach = index.reach
    free = 0
    for match in CAPITALISED.finditer(text):
        word = match[0]
        if match.start() < free or (word not in reach and not word.isupper()):
            continue
        name = _beginning(text, match.start(), match.end(), word, index)
        if name is not None:
            free = name.span.end
            if not _inside_another_name(text, name):
                yield name


def _beginning(text: str, start: int, end: int, word: str, index: Gazetteer) -> Name | None:
    if start and (text[start - 1].isalnum() or text[start - 1] == "_"):
        return None
    if words := index.reach.get(word):
        if word.isupper() and _among_capitals(text, start, end):
            return None
        return _longest(text, start, end, words, index)
    words = index.headline.reach.get(word)
    return _longest(text, start, end, words, index.headline) if words else None


def _among_capitals(text: str, start: int, end: int) -> bool:
    """Whether US may be "us" in a headline in capitals: "OFFICIALS TOLD US THEY LEFT"."""
    before = _capitalised_before(text, start)
    if end - start != 2 or len(before) < 2 or not before.isupper():
        return False
    return before.casefold() not in _words("toward_place")


def _longest(text: str, start: int, end: int, words: int, index: Gazetteer) -> Name | None:
    for stop in _ends(text, end, words) if words > 1 else (end,):
        written = text[start:stop]
        if (found := index.senses.get(written)) is None and ODD.search(written):
            written = GAP.sub(_plain_gap, written).replace("\u2019", "'")
            found = index.senses.get(written)
        if found:
            span = Span(start, stop)
            return Name(span, written, found, _of_person(text, span, written, found[0]))
    return None


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
    before = text[start - 1 : start]
    if before == "-":
        prefix = text[max(0, start - BEFORE) : start - 1].rpartition(" ")[2]
        return prefix.rpartition("-")[2].casefold() in _words("prefix")
    if name.senses[0].form in ("people", "nothing"):
        return False
    if text[end : end + 1] == " " and text[end + 1 : end + 2].isupper():
        after = NEXT_WORD.match(text, end)
        if after and after[0][1:] in _words("institution_after"):
            return True
    if before != " " or name.senses[0].form == "adjective":
        return False
    words = text[max(0, start - BEFORE) : start - 1].rsplit(" ", 2)
    return words[-1] in _words("named_thing_before") or " ".join(words[-2:]) in _words(
        "institution_before"
    )


def _of_person(text: str, span: Span, name: str, sense: Sense) -> bool:
    """Whether a first or a family name stands beside it, or a title before it."""
    if sense.form == "nothing":
        return sense.reason == "person"
    borne = name in _borne_by_persons()
    before = _capitalised_before(text, span.start)
    if before and _given(before) and (name in surnames() or sense.form in ("region", "city")):
        return True
    if before and borne and before.rstrip(".") in _words("title_before"):
        return True
    if not borne or name not in given_names():
        return False
    after = _PERSON_AFTER.match(text, span.end)
    return bool(after and (after["age"] or _family_name(after["name"])))


_PERSON_AFTER = re.compile(r"(?:,\s(?P<age>\d{2},)|\s(?:[A-Z]\.\s)?(?P<name>[A-Z]\w+)\b)")


def _given(word: str) -> bool:
    return word in given_names() and not _well_known(word)


def _family_name(word: str) -> bool:
    return (word in surnames() or word.endswith(_endings())) and not _well_known(word)


def _well_known(word: str) -> bool:
    known = gazetteer().senses.get(word)
    return known is not None and not known[0].needs_country


def _capitalised_before(text: str, start: int) -> str:
    """The word before, if it has a capital, over an initial: "Barry" before "A. Warsaw"."""
    if text[start - 1 : start] != " ":
        return ""
    words = text[max(0, start - BEFORE) : start - 1].split()
    if not words or not words[-1][0].isupper():
        return ""
    initial = len(words) > 1 and len(words[-1]) == 2 and words[-1][1] == "."
    return words[-2] if initial else words[-1]


@cache
def _borne_by_persons() -> frozenset[str]:
    return (given_names() | surnames()) & gazetteer().senses.keys()


@cache
def _endings() -> tuple[str, ...]:
    return tuple(_words("surname_ending"))


@cache
def _words(use: str) -> frozenset[str]:
    return frozenset(row["word"] for row in table("place_words") if row["use"] == use)
