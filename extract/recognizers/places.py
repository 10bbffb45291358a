"""Places named in a text: countries, regions, cities and nationalities, as ISO 3166 codes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.lexicon.gazetteer import Sense
from extract.model import Place, Span
from extract.recognizers import nationalities
from extract.recognizers.settling import Settled, choose, is_person, settle, settle_names
from extract.recognizers.toponyms import Name, names

__all__ = ["Settled", "find", "settle"]

LISTED = re.compile(r"(?:,|\s?/|-)?\s?(?:(?:and|or)\s(?:the\s)?)?")
ITS_COUNTRY = re.compile(r",\s(?:in\s)?")
STATES = ("USA", "CAN", "AUS")  # "Paris, Texas": in these a city is named with its state


def find(text: str, settled: Settled | None = None) -> list[Place]:
    """The places named in the text, in reading order, never overlapping.

    ``settled`` is what ``settle`` found in the whole article; without it the text decides
    alone. A name that nothing decides, and a person's name, is no place.

    >>> [(p.surface, p.iso3, p.kind) for p in find("Georgia took in 40,000 Russians.")]
    [('Georgia', 'GEO', 'country'), ('Russians', 'RUS', 'demonym')]
    """
    found = names(text)
    if not found:
        return []
    settled = settled or settle_names(text, found)
    found = [name for name in found if not is_person(text, name, settled)]
    senses = [choose(name.text, name.senses, settled) for name in found]
    for i, name in enumerate(found):
        senses[i] = _beside(text, found, senses, i) or senses[i]
    return _placed(text, [(n.span, s) for n, s in zip(found, senses, strict=True) if s])


def _beside(
    text: str, found: Sequence[Name], senses: Sequence[Sense | None], i: int
) -> Sense | None:
    """The sense that the name next to it decides, with the reason; None where it says nothing."""
    name = found[i]
    if name.senses[0].form in ("adjective", "people"):
        return None
    if i + 1 < len(found) and (state := senses[i + 1]):
        following = found[i + 1]
        if ITS_COUNTRY.fullmatch(text, name.span.end, following.span.start):
            if own := _named_with(name, state, following.text):
                return own
    if len(name.senses) == 1:
        return None
    for j in (i - 1, i + 1):
        if 0 <= j < len(found) and (other := senses[j]) and len(found[j].senses) == 1:
            left, right = sorted((name.span, found[j].span))
            if LISTED.fullmatch(text, left.end, right.start):
                if own := _listed_with(name, other, found[j].text):
                    return own
    return None


def _named_with(name: Name, state: Sense, called: str) -> Sense | None:
    """The sense of "Tripoli" in "Tripoli, Lebanon", of "Paris" in "Paris, Texas"."""
    if name.senses[0].form != "city" or state.form not in ("country", "region"):
        return None
    for sense in name.senses:
        if sense.iso3 == state.iso3:
            return sense._replace(reason=f"stands before {called}") if sense.reason else sense
    if state.form == "region" and state.iso3 in STATES:
        return Sense(state.iso3, "city", reason=f"stands before {called}")
    return None


def _listed_with(name: Name, other: Sense, called: str) -> Sense | None:
    """The sense of "Georgia" in "Georgia and Alabama", in "Armenia and Georgia"."""
    alike = [
        sense
        for sense in name.senses
        if (sense.form == other.form == "country")
        or (sense.form != "country" and sense.iso3 == other.iso3 and other.form != "country")
    ]
    return alike[0]._replace(reason=f"stands beside {called}") if len(alike) == 1 else None


def _placed(text: str, meant: Sequence[tuple[Span, Sense]]) -> list[Place]:
    places: list[Place] = []
    following: tuple[Span, str] | None = None
    for span, sense in reversed(meant):
        kind = sense.form
        if kind == "adjective":
            kind = nationalities.kind(text, span, following)
        elif kind == "people":
            kind = "demonym"
        following = (span, kind) if kind in ("adjective", "demonym") else None
        places.append(Place(span, span.of(text), sense.iso3, kind, sense.reason))
    places.reverse()
    return places
