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
_SENT = frozenset({Category.DEPORTATION})
_COMING = frozenset({"enter", "cross", "arrive", "reach", "pour", "flee", "bring", "evacuate"})
_FOREIGN = tuple(words("sense_words", "foreigner"))
# "200,000 Georgians reside in other countries": nowhere in their own
_ABROAD = re.compile(rf"\b(?:{trie(words('sense_words', 'other_lands'))})\b", re.IGNORECASE)
_HOME = re.compile(rf"\b(?:{trie(words('sense_words', 'home_lands'))})\b")


def ruled_out(figure: Asked, end: str) -> str | None:
    """The country that cannot be an end because it is the other: nobody is a refugee at home."""
    noun = figure.placed.link.head.category
    across = noun is Category.REFUGEE or {noun, figure.category} <= _ACROSS
    return iso3(figure.other(end)) if across else None


def apart(figure: Asked) -> Placed:
    """ "300,000 foreigners hold visas": without an unsaid end that they cannot have."""
    placed = figure.placed
    origin, destination = placed.origin, placed.destination
    if placed.link.category in _SENT:
        unsaid = destination is not None and destination.basis is Basis.CONTEXT
        nowhere = iso3(origin) == iso3(destination) or _to_many(figure)
        return replace(placed, destination=None) if unsaid and nowhere else placed
    if placed.link.category not in _BETWEEN or origin is None:
        return placed
    same = destination is not None and origin.iso3 == destination.iso3
    if placed.link.rule == "list" and _of_any_nation(figure):
        return replace(placed, origin=None)  # "15,000 Syrians and 6,200 other foreigners"
    if origin.basis is Basis.NATIONALITY:
        unsaid = same and destination is not None and destination.basis is Basis.CONTEXT
        stays = placed.link.category in _STAYING and not _ABROAD.search(placed.sentence.text)
        return replace(placed, destination=None) if unsaid and not stays else placed
    if origin.basis is not Basis.CONTEXT:
        return placed
    if _of_any_nation(figure):
        return replace(placed, origin=None)
    if placed.sentence.in_title or not same:
        return placed  # the text may yet say of a headline which of the two it is
    return replace(placed, origin=None)


def _of_any_nation(figure: Asked) -> bool:
    """ "300,000 foreigners", "463 people of 14 nationalities": of no one country."""
    head = figure.placed.link.head
    foreign = head.noun is not None and head.noun.word.startswith(_FOREIGN)
    many = figure.of_many and figure.verb not in _COMING  # who enter come from where they left
    return head.nationality is None and (foreign or many)


def _to_many(figure: Asked) -> bool:
    """ "1,102 were sent back to their countries": each to their own."""
    own = figure.placed.link.head.nationality is None
    own = own and _HOME.search(figure.placed.sentence.text) is not None
    return bool(figure.verb) and (own or _of_any_nation(figure))
