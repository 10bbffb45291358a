"""Where the two ends of a figure cannot be one country: who came to live there is not from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.asking import Asked, iso3
from extract.lexicon.load import trie, words
from extract.memory import Placed
from extract.model import Basis, Category

_PARTS = ("part-of", "list")
_MOST_PARTS = 12  # figures
_ACROSS = frozenset({Category.REFUGEE, Category.ASYLUM_APPLICATION})
_STAYING = frozenset({Category.RESIDENT, Category.REFUGEE})
_BETWEEN = _STAYING | {Category.ARRIVAL, Category.PERMIT}
_COMING = frozenset({"enter", "cross", "arrive", "reach", "pour", "flee", "bring", "evacuate"})
_ANY_NATION = frozenset(words("sense_words", "any_nation"))
_TURNED_AWAY = frozenset(words("sense_words", "turned_away"))
_FOREIGN = tuple(words("sense_words", "foreigner"))
# "200,000 Georgians reside in other countries": nowhere in their own
_ABROAD = re.compile(rf"\b(?:{trie(words('sense_words', 'other_lands'))})\b", re.IGNORECASE)
_HOME = re.compile(rf"\b(?:{trie(words('sense_words', 'home_lands'))})\b")


def ruled_out(
    at: int, end: str, figures: Sequence[Asked], peoples: frozenset[str]
) -> frozenset[str | None]:
    """The countries that cannot be an end of the figure at an index.

    The other end, as nobody is a refugee at home; for who sends people of no named nation away,
    any country of which only the people are named; and the nations of parts of the number.
    """
    figure = figures[at]
    head = figure.placed.link.head
    noun = head.category
    across = noun is Category.REFUGEE or {noun, figure.category} <= _ACROSS
    across = across or (figure.category is Category.DEPARTURE and _emigrates(figure))
    sent = figure.category is Category.DEPORTATION
    across = across or (sent and figure.form in _TURNED_AWAY)
    sends = sent and end == "origin" and head.nationality is None
    other = frozenset({iso3(figure.other(end))} if across else ())
    other |= frozenset(_of_parts(figure.placed, end, figures[at + 1 : at + _MOST_PARTS]))
    return other | peoples if sends else other


def _of_parts(whole: Placed, end: str, behind: Sequence[Asked]) -> Iterator[str]:
    """ "1.3 million refugees, of whom 1.1 million are Sudanese": the parts are, and not all."""
    own = (Basis.NATIONALITY, Basis.STATED) if end == "origin" else (Basis.NATIONALITY,)
    for figure in behind:
        part, known = figure.placed, figure.known(end)
        if part.sentence != whole.sentence or part.link.rule not in _PARTS:
            return
        if known is not None and known.basis in own and part.link.size < whole.link.size:
            yield known.iso3


def apart(figure: Asked, peoples: frozenset[str]) -> Placed:
    """ "300,000 foreigners hold visas": without an unsaid end that they cannot have.

    ``peoples``: the countries of which the article names only the people.
    """
    placed = figure.placed
    if placed.link.category is Category.DEPORTATION:
        return _scattered(figure, peoples)
    origin, destination = placed.origin, placed.destination
    if placed.link.category not in _BETWEEN or origin is None:
        return placed
    same = destination is not None and _same(placed)
    if placed.link.rule == "list" and _of_any_nation(figure):
        return placed._replace(origin=None)  # "15,000 Syrians and 6,200 other foreigners"
    if origin.basis is Basis.NATIONALITY:
        unsaid = same and destination is not None and destination.basis is Basis.CONTEXT
        stays = placed.link.category in _STAYING and not _ABROAD.search(placed.sentence.text)
        return placed._replace(destination=None) if unsaid and not stays else placed
    if origin.basis is not Basis.CONTEXT:
        return placed
    if _of_any_nation(figure):
        return placed._replace(origin=None)
    if placed.sentence.in_title or not same:
        return placed  # the text may yet say of a headline which of the two it is
    return placed._replace(origin=None)


def _scattered(figure: Asked, peoples: frozenset[str]) -> Placed:
    """ "They deported 90,000 people in all": to no one country where several peoples are named."""
    placed, there = figure.placed, figure.placed.destination
    if there is None or there.basis is not Basis.CONTEXT:
        return placed
    named, noun = placed.link.head.nationality is not None, placed.link.head.noun
    foreign = noun is not None and noun.word in _ANY_NATION
    others = peoples - {iso3(placed.origin)}
    several = there.iso3 in others and len(others) > 1
    nowhere = not named and (foreign or several or _to_many(figure))
    return placed._replace(destination=None) if nowhere or _same(placed) else placed


def _same(placed: Placed) -> bool:
    return iso3(placed.origin) == iso3(placed.destination)


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


def _emigrates(figure: Asked) -> bool:
    """ "Left the country", "emigrants", "placed overseas": whoever leaves it is not in it."""
    noun = figure.placed.link.head.category
    abroad = _ABROAD.search(figure.placed.sentence.text) is not None
    return abroad or figure.verb == "emigrate" or noun is Category.DEPARTURE
