"""Where the two ends of a figure cannot be one country: who came to live there is not from it."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.asking import Asked, iso3
from extract.lexicon.load import trie, words
from extract.memory import Placed
from extract.model import Basis, Category

_ACROSS = frozenset({Category.REFUGEE, Category.ASYLUM_APPLICATION})
_STAYING = frozenset({Category.RESIDENT, Category.REFUGEE})
_BETWEEN = _STAYING | {Category.ARRIVAL, Category.PERMIT}
_ANY_NATION = frozenset(words("sense_words", "any_nation"))
_TURNED_AWAY = frozenset(words("sense_words", "turned_away"))
_FOREIGN = tuple(words("sense_words", "foreigner"))
# "200,000 Georgians reside in other countries": nowhere in their own
_ABROAD = re.compile(rf"\b(?:{trie(words('sense_words', 'other_lands'))})\b", re.IGNORECASE)


def ruled_out(figure: Asked, end: str, peoples: frozenset[str]) -> frozenset[str | None]:
    """The countries that cannot be an end.

    The other end, as nobody is a refugee at home; and for who sends people of no named nation
    away, any country of which only the people are named.
    """
    head = figure.placed.link.head
    noun = head.category
    across = noun is Category.REFUGEE or {noun, figure.category} <= _ACROSS
    across = across or (figure.category is Category.DEPARTURE and _emigrates(figure))
    sent = figure.category is Category.DEPORTATION
    across = across or (sent and figure.form in _TURNED_AWAY)
    sends = sent and end == "origin" and head.nationality is None
    other = frozenset({iso3(figure.other(end))} if across else ())
    return other | peoples if sends else other


def scattered(placed: Placed, peoples: frozenset[str]) -> Placed:
    """ "They deported 90,000 people in all": to no one country where several peoples are named."""
    there = placed.destination
    if placed.link.category is not Category.DEPORTATION or there is None:
        return placed
    if there.basis is not Basis.CONTEXT or placed.link.head.nationality is not None:
        return placed
    noun, others = placed.link.head.noun, peoples - {iso3(placed.origin)}
    foreign = noun is not None and noun.word in _ANY_NATION
    several = there.iso3 in others and len(others) > 1
    if foreign or several or there.iso3 == iso3(placed.origin):
        return replace(placed, destination=None)
    return placed


def apart(placed: Placed) -> Placed:
    """ "300,000 foreigners hold visas": without an unsaid end that they cannot have."""
    origin, destination = placed.origin, placed.destination
    if placed.link.category not in _BETWEEN or origin is None:
        return placed
    same = destination is not None and origin.iso3 == destination.iso3
    if origin.basis is Basis.NATIONALITY:
        unsaid = same and destination is not None and destination.basis is Basis.CONTEXT
        stays = placed.link.category in _STAYING and not _ABROAD.search(placed.sentence.text)
        return replace(placed, destination=None) if unsaid and not stays else placed
    if origin.basis is not Basis.CONTEXT:
        return placed
    noun = placed.link.head.noun
    if noun is not None and noun.word.startswith(_FOREIGN) and placed.link.head.nationality is None:
        return replace(placed, origin=None)  # they are of any nation
    if placed.sentence.in_title or not same:
        return placed  # the text may yet say of a headline which of the two it is
    return replace(placed, origin=None)


def _emigrates(figure: Asked) -> bool:
    """ "Left the country", "emigrants", "placed overseas": whoever leaves it is not in it."""
    noun = figure.placed.link.head.category
    abroad = _ABROAD.search(figure.placed.sentence.text) is not None
    return abroad or figure.verb == "emigrate" or noun is Category.DEPARTURE
