"""What others did before or while people moved: "after the rebels marched into Goma"."""

from __future__ import annotations

from collections.abc import Mapping

from extract.clauses import BREAKS
from extract.heads import is_boat
from extract.lexicon.load import words
from extract.recognizers.terms import Noun, Term
from extract.roles import Role
from extract.sketch import Item, Sketch

_OPENERS = frozenset(words("clause_words", "meanwhile"))
_ADVANCES = frozenset(words("sense_words", "advance"))
_SAME_PEOPLE = frozenset(words("sense_words", "same_people"))
_MAIN_CLAUSE = frozenset({"have", "has", *words("sense_words", "copula")})
_ENTERED = ("destination", "location")
_REACH = 12  # items from "after" to the place
_RULE = "trouble-entered"


def settled(sketch: Sketch, roles: Mapping[int, Role]) -> Mapping[int, Role]:
    """The roles; a place that others than the movers enter is where the trouble is."""
    if _OPENERS.isdisjoint(sketch.words):
        return roles
    entered = [
        i for i, role in roles.items() if role.name in _ENTERED and _by_others(sketch.items, i)
    ]
    return {**roles, **{i: Role("trouble", _RULE, roles[i].reach) for i in entered}}


def _by_others(items: tuple[Item, ...], place: int) -> bool:
    """ "since rebels marched into Goma": a clause with a verb, and with people of its own."""
    for k in range(place - 1, max(-1, place - _REACH), -1):
        item = items[k]
        if item.word in _OPENERS:
            return _have_subject(items[k + 1 : place])
        if item.word in BREAKS or item.word == "," or item.kind == "count" or _moves(item):
            return False
    return False


def _have_subject(clause: tuple[Item, ...]) -> bool:
    """Not "people who stayed on after the war have moved to": that verb is of the main clause."""
    verb = next((k for k, item in enumerate(clause) if _advances(item)), 0)
    own = verb > 0 and clause[verb - 1].word not in _MAIN_CLAUSE
    return own and not clause[0].word.endswith("ing")


def _advances(item: Item) -> bool:
    return item.word in _ADVANCES or (isinstance(item.value, Term) and item.value.cls == "enter")


def _moves(item: Item) -> bool:
    """Whether somebody who may be of those counted is named: refugees, Syrians, they, a boat."""
    people = isinstance(item.value, Noun) and item.value.kind == "people"
    return people or item.kind == "demonym" or item.word in _SAME_PEOPLE or is_boat(item)
