"""Every name of the gazetteer that stands in a text, before it is decided what it means here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extract.lexicon.gazetteer import Gazetteer, Sense, around, gazetteer
from extract.model import Span
from extract.recognizers.persons import bears, words_before

# no boundary before it: the few capitals inside a word are told apart only where a name is known
CAPITALISED = re.compile(r"[A-ZÀ-ÖØ-Þ\u0100-\u017f\u0218-\u021b]\w*")
NEXT_WORD = re.compile(r"[\s\-'\u2019.,&()/]{1,3}+\w++")  # a name may run on over these
ODD = re.compile(r"[^\S ]|\s\s|-\s|[\u2010\u2011\u2019]")  # written as no table has it
GAP = re.compile(r"(?P<hyphen>[-\u2010\u2011]\s*)|\s+")
ARTICLE = re.compile(r"\b(a[dlnrstz]|ash|el|ed)-$")  # the small word itself is no capital
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
    senses, reach = index.senses, index.reach
    free = 0
    for match in CAPITALISED.finditer(text):
        word = match[0]
        if match.start() >= free and (name := _with_article(text, match.start(), index)):
            free = name.span.end
            yield name
            continue
        if word not in senses and word not in reach and not word.isupper():
            continue
        if match.start() < free:
            continue
        name = _beginning(text, match.start(), match.end(), word, index)
        if name is not None:
            free = name.span.end
            if not _inside_another_name(text, name):
                yield name


def _with_article(text: str, start: int, index: Gazetteer) -> Name | None:
    """ "al-Hol", "el-Fasher": a name whose Arabic article is small, where tables have it big."""
    hyphen = text[start - 1 : start] == "-"
    article = ARTICLE.search(text, max(0, start - 4), start) if hyphen else None
    if article is None:
        return None
    first = article[1].capitalize()
    return _longest(text, article.start(), article.end(1), index.reach.get(first, 1), index, first)


def _beginning(text: str, start: int, end: int, word: str, index: Gazetteer) -> Name | None:
    if start and (text[start - 1].isalnum() or text[start - 1] == "_"):
        return None
    if word.isupper():
        if _among_capitals(text, start, end):
            return None
        if word not in index.senses and word not in index.reach:
            opening = word.capitalize()  # "SOUTH Africa" at the head of a story
            words = index.reach.get(opening, 1)
            name = _longest(text, start, end, words, index, opening) if words > 1 else None
            if name is not None and name.span.end > end:
                return name
            index = index.headline
    return _longest(text, start, end, index.reach.get(word, 1), index, word)


def _among_capitals(text: str, start: int, end: int) -> bool:
    """Whether US may be "us" in a headline in capitals: "OFFICIALS TOLD US THEY LEFT"."""
    before = words_before(text, start)[-1:]
    if end - start != 2 or not before or len(before[0]) < 2 or not before[0].isupper():
        return False
    return before[0].casefold() not in around("toward_place")


def _longest(
    text: str, start: int, end: int, words: int, index: Gazetteer, first: str
) -> Name | None:
    """The longest name that begins with a word, which may be written otherwise in the text."""
    stops = _ends(text, end, words) if words > 1 else [end]
    for stop in stops:
        written = first + text[end:stop]
        found = index.senses.get(written)
        if found is None and ODD.search(text, start, stop):
            written = GAP.sub(_plain_gap, written).replace("\u2019", "'")
            found = index.senses.get(written)
        if found:
            span = Span(start, stop)
            return Name(span, written, found, bears(text, span, written, found[0]))
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
        return prefix.rpartition("-")[2].casefold() in around("prefix")
    if text[end : end + 1] == "$":  # US$ 5 million
        return True
    if name.senses[0].form in ("people", "nothing"):
        return False
    if text[end : end + 1] == " " and text[end + 1 : end + 2].isupper():
        after = NEXT_WORD.match(text, end)
        if after and after[0][1:] in around("institution_after"):
            return True
    if before != " " or name.senses[0].form == "adjective":
        return False
    words = text[max(0, start - BEFORE) : start - 1].rsplit(" ", 2)
    return words[-1] in around("named_thing_before") or " ".join(words[-2:]) in around(
        "institution_before"
    )
