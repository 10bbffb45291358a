"""Numbers between people and their verb: the same people again, and what is around them."""

from __future__ import annotations

from extract.clauses import noun_behind
from extract.heads import is_boat
from extract.lexicon.load import words
from extract.model import Unit
from extract.sketch import Item

_DETERMINERS = frozenset(words("function_words", "determiner"))
_HOLDING = frozenset(words("clause_words", "holding"))
_AGAIN = frozenset(words("clause_words", "bearing", "comprising"))
_AROUND = ("houses", "vehicles", "things", "duration", "distance")
_OF_WHOM = (["of", "whom"], ["of", "which"])
_PART_REACH = 12
_OUT_OF = (["from"], ["in"])
_BELONGING = ["belonging", "to"]


def tells_again(items: tuple[Item, ...], j: int) -> bool:
    """ "520 families comprising 6,666 people returned": the number tells of the same ones."""
    noun = noun_behind(items, j, 1)
    people = noun is not None and noun.kind == "people"
    return (people and items[j - 1].word in _AGAIN) or in_families(items, j)


def tells_of_part(items: tuple[Item, ...], j: int) -> bool:
    """ "72,000 were hit, of whom 26,000 are displaced": the verb behind is theirs alone."""
    part = [item.word for item in items[max(0, j - 2) : j]] in _OF_WHOM
    return part and all(item.word != "," for item in items[j : j + _PART_REACH])


def in_families(items: tuple[Item, ...], j: int) -> bool:
    """ "186 people from 42 families", "belonging to 42 families": the same, in another unit."""
    noun = noun_behind(items, j, 1)
    families = noun is not None and noun.unit is Unit.HOUSEHOLD
    before = [item.word for item in items[max(0, j - 2) : j]]
    return families and (before[-1:] in _OUT_OF or before == _BELONGING)


def counts_surroundings(items: tuple[Item, ...], j: int) -> bool:
    """ "in 15 small boats", "within 5 kilometres", "from eight countries": where people are."""
    noun = noun_behind(items, j, 3)
    around = noun is not None and noun.reason in _AROUND
    held = around or any(map(is_boat, items[j + 1 : j + 2]))
    before = j - 2 if items[j - 1].word in _DETERMINERS else j - 1
    return held and items[before].word in _HOLDING
