"""Places named in a text: countries, regions, cities and nationalities, as ISO 3166 codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.lexicon.gazetteer import Sense, gazetteer
from extract.lexicon.load import forms, table, trie
from extract.model import Place, Span

CAPITALISED = re.compile(r"(?<!\w)[^\W\d_a-zß-öø-ÿ]\w*")
NEXT_WORD = re.compile(r"[\s\-'’.,&()]{1,3}+\w+")  # a name may run on over these
LOOSE = re.compile(r"\s+")


def find(text: str) -> list[Place]:
    """The places named in the text, in reading order; the longest name wins.

    >>> [(p.surface, p.iso3, p.kind) for p in find("Georgia took in 40,000 Russians.")]
    [('Georgia', 'GEO', 'country'), ('Russians', 'RUS', 'demonym')]
    """
    named = [n for n in _names(text) if n[1].form != "nothing"]
    places: list[Place] = []
    kind = ""
    for (span, sense), after in zip(reversed(named), [None, *reversed(named)], strict=False):
        kind = _kind(text, span, sense.form, after, kind)
        places.append(Place(span, span.of(text), sense.iso3, kind, sense.reason))
    places.reverse()
    return places


def _names(text: str) -> Iterator[tuple[Span, Sense]]:
    index = gazetteer()
    reach, senses = index.reach, index.senses
    free = 0
    for match in CAPITALISED.finditer(text):
        start = match.start()
        if start < free or (words := reach.get(match[0])) is None:
            continue
        for end in _ends(text, match.end(), words):
            found = senses.get(text[start:end]) or senses.get(_plain(text[start:end]))
            if found:
                free = end
                yield Span(start, end), found[0]
                break


def _ends(text: str, end: int, words: int) -> list[int]:
    """Where a name of up to so many words could end, the longest first."""
    ends = [end]
    for _ in range(words - 1):
        if (following := NEXT_WORD.match(text, ends[-1])) is None:
            break
        ends.append(following.end())
    dotted = [e + 1 for e in ends if text[e : e + 1] == "."]
    return sorted({*ends, *dotted}, reverse=True)


def _plain(name: str) -> str:
    return LOOSE.sub(" ", name).replace("’", "'")


def _kind(
    text: str, span: Span, form: str, after: tuple[Span, Sense] | None, kind_after: str
) -> str:
    if form == "people":
        return "demonym"
    if form not in ("adjective", "collective"):
        return form
    if after and _JOINS.fullmatch(text, span.end, after[0].start):
        return "demonym" if kind_after == "demonym" else "adjective"
    if people := _people_follow().match(text, span.end):
        alone = people["one"] is None or _NOT_A_NOUN.match(text, people.end())
        return "demonym" if alone else "adjective"
    if _names_people(text, span):
        return "demonym"
    return "adjective"


_JOINS = re.compile(r"(?:,|\s*/|-)?\s*(?:(?:and|or)\s+)?")
_LANGUAGE = re.compile(r"\b(?:[Ii]n|[Ii]nto|speaks?|spoke|speaking)\s$")
_NOT_A_NOUN = re.compile(
    r"""\s*(?:$|[.,;:?!)\]"”—–]
      |\s(?:who|whom|that|have|has|had|is|are|was|were|will|would|can|could|may|might|not
           |in|into|to|from|at|on|of|for|with|across|between|among|since|by|as|but|than
           |fled|left|came|went|sought|said|living|fleeing|now|already|there|here|still)\b
      |\s\w{2,20}ed\b)""",
    re.VERBOSE,
)


def _names_people(text: str, span: Span) -> bool:
    if not _NOT_A_NOUN.match(text, span.end):
        return False
    return not _LANGUAGE.search(text, max(0, span.start - 10), span.start)


_PLURAL = ("s", "men", "people", "children", "folk")


@cache
def _people_follow() -> re.Pattern[str]:
    people = [word for row in table("people") for word in forms(row["noun"])]
    many = trie(word for word in people if word.endswith(_PLURAL))
    one = trie(word for word in people if not word.endswith(_PLURAL))
    between = trie(row["word"] for row in table("people_modifiers"))
    joined = r"(?:\s+(?:and|or))?"
    return re.compile(
        rf"(?:-born)?(?:,?{joined}\s+(?:{between})){{0,4}}\s+(?:(?:{many})|(?P<one>{one}))\b"
    )
