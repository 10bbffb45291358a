"""Places named in a text: countries, regions, cities and nationalities, as ISO 3166 codes."""

from __future__ import annotations

from collections.abc import Sequence

from extract.lexicon.gazetteer import PLACES, Sense
from extract.model import Place, Span
from extract.recognizers import nationalities
from extract.recognizers.neighbours import beside
from extract.recognizers.settling import Settled, choose, is_person, settle, settle_names
from extract.recognizers.toponyms import Name, names

__all__ = ["Name", "Settled", "find", "names", "resolve", "settle", "settle_names"]


def find(text: str, settled: Settled | None = None) -> list[Place]:
    """The places named in the text, in reading order, never overlapping.

    ``settled`` is what ``settle`` found in the whole article; without it the text decides
    alone. A name that nothing decides, and a person's name, is no place.

    >>> [(p.surface, p.iso3, p.kind) for p in find("Georgia took in 40,000 Russians.")]
    [('Georgia', 'GEO', 'country'), ('Russians', 'RUS', 'demonym')]
    """
    found = names(text)
    return resolve(text, found, settled or settle_names(text, found)) if found else []


def resolve(text: str, found: list[Name], settled: Settled) -> list[Place]:
    """The places that names found in the text mean in the article."""
    if settled.persons:
        found = [name for name in found if not is_person(text, name, settled)]
    senses = [choose(name.text, name.senses, settled) for name in found]
    for i, name in enumerate(found):
        if name.senses[0].form in PLACES:
            senses[i] = beside(text, found, senses, i) or senses[i]
    return _placed(text, [(n.span, s) for n, s in zip(found, senses, strict=True) if s])


def _placed(text: str, meant: Sequence[tuple[Span, Sense]]) -> list[Place]:
    places: list[Place] = []
    following: tuple[Span, str] | None = None
    for span, sense in reversed(meant):
        kind = sense.form
        if kind == "adjective":
            kind = nationalities.kind(text, span, following)
        elif kind == "people" or nationalities.of_country(text, span):
            kind = "demonym"
        following = None if kind in PLACES else (span, kind)
        places.append(Place(span, span.of(text), sense.iso3, kind, sense.reason))
    places.reverse()
    return places
