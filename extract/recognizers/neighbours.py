"""What the next name decides: "Tripoli, Lebanon", "Paris, Texas", "Georgia and Alabama"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.lexicon.gazetteer import PLACES, Sense
from extract.recognizers.toponyms import Name

LISTED = re.compile(r"(?:,|\s?/|-)?\s?(?:(?:and|or)\s(?:the\s)?)?")
ITS_COUNTRY = re.compile(r",\s(?:in\s)?")
STATES = ("USA", "CAN", "AUS")  # where a city is named with its state


def beside(
    text: str, found: Sequence[Name], senses: Sequence[Sense | None], i: int
) -> Sense | None:
    """The sense that a neighbour gives to a name, with the reason; None where none does."""
    name = found[i]
    if i + 1 < len(found) and (country := senses[i + 1]):
        following = found[i + 1]
        if ITS_COUNTRY.fullmatch(text, name.span.end, following.span.start):
            own = _named_with(name, country, following.text)
            if own or len(name.senses) == 1:
                return own
    if len(name.senses) == 1:
        return None
    for j in (i - 1, i + 1):
        if 0 <= j < len(found) and (own := _listed_with(text, name, found[j])):
            return own
    return None


def _named_with(name: Name, country: Sense, called: str) -> Sense | None:
    if name.senses[0].form != "city" or country.form not in ("country", "region"):
        return None
    for sense in name.senses:
        if sense.iso3 == country.iso3:
            return sense._replace(reason=f"stands before {called}")
    if country.form == "region" and country.iso3 in STATES:
        return Sense(country.iso3, "city", reason=f"stands before {called}")
    return None


def _listed_with(text: str, name: Name, neighbour: Name) -> Sense | None:
    left, right = sorted((name.span, neighbour.span))
    if len(neighbour.senses) > 1 or not LISTED.fullmatch(text, left.end, right.start):
        return None
    other = neighbour.senses[0]
    alike = [sense for sense in name.senses if _alike(sense, other)]
    if len(alike) != 1 or other.form not in PLACES:
        return None
    return alike[0]._replace(reason=f"stands beside {neighbour.text}")


def _alike(one: Sense, other: Sense) -> bool:
    if one.form == "country":
        return other.form == "country"
    return other.form != "country" and one.iso3 == other.iso3
