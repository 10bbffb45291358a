"""Where the two ends of a figure cannot be one country: who came to live there is not from it."""

from __future__ import annotations

import re

from extract.asking import Asked, iso3
from extract.lexicon.load import trie, words
from extract.memory import Placed
from extract.model import Basis, Category

_ACROSS = frozenset({Category.REFUGEE, Category.ASYLUM_APPLICATION})
_STAYING = frozenset({Category.RESIDENT, Category.REFUGEE})
_BETWEEN = _STAYING | {Category.ARRIVAL, Category.PERMIT}
_FOREIGN = tuple(words("sense_words", "foreigner"))
# "200,000 Georgians reside in other countries": nowhere in their own
_ABROAD = re.compile(rf"\b(?:{trie(words('sense_words', 'other_lands'))})\b", re.IGNORECASE)


def ruled_out(figure: Asked, end: str) -> str | None:
    """The country that cannot be an end because it is the other: nobody is a refugee at home."""
    noun = figure.placed.link.head.category
    across = noun is Category.REFUGEE or {noun, figure.category} <= _ACROSS
    return iso3(figure.other(end)) if across else None


def apart(placed: Placed) -> Placed:
    """ "300,000 foreigners hold visas": without an unsaid end that they cannot have."""
    origin, destination = placed.origin, placed.destination
    if placed.link.category not in _BETWEEN or origin is None:
        return placed
    same = destination is not None and origin.iso3 == destination.iso3
    if origin.basis is Basis.NATIONALITY:
        unsaid = same and destination is not None and destination.basis is Basis.CONTEXT
        stays = placed.link.category in _STAYING and not _ABROAD.search(placed.sentence.text)
        return placed._replace(destination=None) if unsaid and not stays else placed
    if origin.basis is not Basis.CONTEXT:
        return placed
    noun = placed.link.head.noun
    if noun is not None and noun.word.startswith(_FOREIGN) and placed.link.head.nationality is None:
        return placed._replace(origin=None)  # they are of any nation
    if placed.sentence.in_title or not same:
        return placed  # the text may yet say of a headline which of the two it is
    return placed._replace(origin=None)
