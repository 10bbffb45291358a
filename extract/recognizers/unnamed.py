"""Places that no gazetteer knows: "the Kremlin", "West Africa", "the country", "there"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.lexicon.load import forms, lowered, table, trie
from extract.lexicon.spoken import spoken, tellers
from extract.model import Place, Span

# "the small Caucasus country", "its territory", "there": a place that another sentence names.
# Nor a phrase of its own: "the camp in Hasaka province", "the people of the region".
_NO_OTHERS = (
    "(?!neighbou?ring|other|second|third|host|same|most"
    r"|(?:the|a|an|in|of|across|throughout|from|to|into|on|at|by|for|near|and|or"
    r"|that|who|which|is|are|was|were)\b)"
)
_GROUNDS = (
    "country|nation|republic|kingdom|homeland|territory|enclave|exclave|emirate|sultanate|city"
    "|island|region|province|bloc|state|peninsula|capital|town|district"
)
_BORDERS = "border|borders|territory|soil|shores|islands|coast|coasts|waters|beaches"
_POINTING = rf"\ (?:{_NO_OTHERS}[\w-]+\ ){{0,3}}?(?:{_GROUNDS})\b"
_NOT_A_PLACE = (
    "are|is|were|was|have|has|will|would|may|might|could|should|can|had|be|been|'s|\u2019s"
)
# Each branch begins with a letter and looks back behind it, so that the scan skips to one.
_ANAPHOR = re.compile(
    rf"""t(?<!\wt)h(?:(?:e|is|at|eir){_POINTING}|ere\b(?!\s+(?:{_NOT_A_PLACE})))
    |i(?<!\wi)ts(?:{_POINTING}
      |\ (?:southern\ |northern\ |eastern\ |western\ )?(?:{_BORDERS})\b)
    |h(?<!\wh)(?:(?:is|er){_POINTING}|ere\b)""",
    re.VERBOSE,
)
_OF_ANAPHORS = frozenset({*_GROUNDS.split("|"), *_BORDERS.split("|"), "there", "here"})
_INSTITUTIONS = {
    w: row["iso3"] for row in table("institutions", unique="names") for w in forms(row["names"])
}
_MACROS = frozenset(
    w for row in table("macro_regions", unique="names") for w in forms(row["names"])
)
_OF_NAMES = tellers([*_INSTITUTIONS, *_MACROS])
_NAMED = re.compile(rf"(?<![\w-])(?:{trie([*_INSTITUTIONS, *_MACROS])})(?!\w)")


def points_to_place(text: str) -> bool:
    """Whether a text speaks of a place that no gazetteer knows: "the Kremlin", "the country"."""
    return bool(_named(text) or _pointers(text))


def anaphors(text: str, places: Sequence[Place]) -> list[Place]:
    """Expressions such as "the country"; "the Italian island" is none, since it names its place."""
    free = (s for s in _pointers(text) if not any(s.overlaps(p.span) for p in places))
    return [Place(span, span.of(text), "", "anaphor") for span in free]


def institutions(text: str) -> list[Place]:
    """Institutions, which speak for a country, and regions of the world, which are of none."""
    found = []
    for m in _named(text):
        iso3 = _INSTITUTIONS.get(m[0], "")
        found.append(Place(Span(*m.span()), m[0], iso3, "institution" if iso3 else "macro"))
    return found


def _pointers(text: str) -> list[Span]:
    if _OF_ANAPHORS.isdisjoint(spoken(text)):
        return []
    return [Span(*m.span()) for m in _ANAPHOR.finditer(lowered(text))]


def _named(text: str) -> list[re.Match[str]]:
    return [] if _OF_NAMES.isdisjoint(spoken(text)) else list(_NAMED.finditer(text))
