"""Whether people who leave, come or are carried are on their way home."""

from __future__ import annotations

import re

from extract.lexicon.load import trie, words
from extract.model import Category
from extract.placing import CLOSE, Candidate, first, nationality
from extract.scene import Counted

_CUES = re.compile(rf"\b(?:{trie(words('sense_words', 'homebound'))})\b", re.IGNORECASE)
_GOING = (Category.ARRIVAL, Category.DEPARTURE, Category.TRANSIT)
_MOVES = frozenset({"leave", "emigrate", "arrive", "reach", "enter", "cross", "transit", "carry"})
_MOVES |= {"head", "bring"}
_THEN = frozenset(words("function_words", "preposition"))
_HOME_REACH = 16  # items: "left the camp in the north on Tuesday for home"


def homebound(found: Category, counted: Counted, near: list[Candidate]) -> bool:
    """ "600 Syrians left Arsal in the latest return convoy", "198 Malians left the camp for home".

    Their nation is named and is not where they leave, or they were refugees there.
    """
    term, people = counted.term, nationality(near)
    if found not in _GOING or term is None or term.cls not in _MOVES:
        return False
    guests = counted.phrase.category in (Category.REFUGEE, Category.RETURN)
    left = first(near, ["origin"])
    own = people is not None and people.attached and (left is None or left.iso3 != people.iso3)
    if not own and not guests:
        return False
    if people is not None and own and _reaches(people, counted, near):
        return True
    return _for_home(counted) or _CUES.search(counted.scene.sketch.text) is not None


def _reaches(people: Candidate, counted: Counted, near: list[Candidate]) -> bool:
    """ "2,600 Congolese who had been sheltering in Zambia reached Lubumbashi"."""
    to = first(counted.after_verb(near), ["destination"])
    home = to is not None and to.cost <= CLOSE and to.iso3 == people.iso3
    return home and first(near, ["destination", "location"], without=people.iso3) is not None


def _for_home(counted: Counted) -> bool:
    """ "Left the camp for home", and not "for home affairs"."""
    verb = counted.governor.at if counted.governor else counted.at
    items = counted.scene.items
    for k in range(verb + 1, min(len(items) - 1, verb + _HOME_REACH)):
        if items[k].word == "for" and items[k + 1].word == "home":
            return k + 2 == len(items) or items[k + 2].kind == "mark" or items[k + 2].word in _THEN
    return False
