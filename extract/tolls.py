"""Whether a number without a noun is a toll: of the dead, whoever else the sentence names."""

from __future__ import annotations

from extract.lexicon.load import words
from extract.recognizers.terms import Noun
from extract.sketch import Item

_GROWN = frozenset(words("number_neighbours", "grown"))
_OF_PEOPLE = frozenset({"of", "among", "in", "by"})
_TOLL_REACH = 18  # items: "deaths among people who tried to cross the sea had passed 20,000"
_TOLLS = frozenset({"toll", "tolls", "death toll"})
_NEXT_TOLL = 4


def is_toll(items: tuple[Item, ...], at: int) -> bool:
    """ "deaths among people crossing had passed 20,000": the dead, whoever else is named."""
    if any(i.word in _TOLLS for i in items[max(0, at - _NEXT_TOLL) : at]):
        return items[at - 1].word in ("to", "at", "of", ":")  # "the toll rises to 19"
    if items[at].word.split()[0] not in _GROWN and items[at - 1].word not in _GROWN:
        return False
    for k in range(at - 1, max(-1, at - _TOLL_REACH), -1):
        value = items[k].value
        if items[k].kind == "count" or items[k].word in (",", ";"):
            return False
        if isinstance(value, Noun) and value.kind == "people":
            if k == 0 or items[k - 1].word not in _OF_PEOPLE:
                return False
        elif isinstance(value, Noun):
            return value.reason == "casualties"
    return False
