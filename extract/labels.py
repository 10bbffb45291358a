"""People named before their number: "Russians in: 41,200", "Tajik citizens stood at 25,000"."""

from __future__ import annotations

from extract.heads import Head
from extract.lexicon.load import words
from extract.model import Category
from extract.recognizers.terms import Noun
from extract.scene import Counted
from extract.sketch import Item

_NUMBERING = frozenset(words("clause_words", "numbering"))
_STANDING = [phrase.split() for phrase in words("clause_words", "standing_at")]
_CHANGED_TO = ([",", "at"], [",", "to"])  # "were down by 3.8 percent, at 862,100"
_OUT = frozenset(words("clause_words", "label_out"))
_FOREIGN = frozenset(words("sense_words", "any_nation"))
_NAMED = ("demonym", "adjective")
_REACH, _COLON_REACH = 11, 6  # items from the people to their number


def labelled(counted: Counted) -> tuple[Counted, Category] | None:
    """The count of people named before it, and what they do; None where none are."""
    items, at = counted.scene.items, counted.at
    if counted.phrase.kind != "bare" or at == 0:
        return None
    colon = items[at - 1].word == ":"
    if not colon and not _stands_at(counted):
        return None
    who = _people(items, at, _COLON_REACH if colon else _REACH)
    if who is None:
        return None
    phrase = Head("people", counted.phrase.end, who[0], who[1])
    between = {item.word for item in items[max(0, at - _REACH) : at]}
    sense = Category.ARRIVAL if colon else Category.RESIDENT
    sense = Category.DEPARTURE if between & _OUT else sense
    return Counted(counted.scene, at, phrase, counted.governor), sense


def _stands_at(counted: Counted) -> bool:
    """ "numbered 25,000", "stood at 25,000", "were down by 3.8 percent, at 25,000"."""
    last = counted.words_before(2)
    if last[-1:] and last[-1] in _NUMBERING:
        return True
    if last in _CHANGED_TO:
        return "percentage" in _reasons(counted)
    return last in _STANDING


def _reasons(counted: Counted) -> set[str]:
    values = (item.value for item in counted.scene.items[max(0, counted.at - 5) : counted.at])
    return {value.reason for value in values if isinstance(value, Noun)}


def _people(items: tuple[Item, ...], at: int, reach: int) -> tuple[Noun | None, int | None] | None:
    """The noun and the nationality of the people named last before a number."""
    for k in range(at - 2, max(-1, at - reach), -1):
        value, named = items[k].value, k > 0 and items[k - 1].kind in _NAMED
        if items[k].kind == "demonym":
            return None, k
        if items[k].word in (";", "."):
            return None
        if isinstance(value, Noun) and value.kind == "people":
            foreign = value.word in _FOREIGN
            return (value, k - 1 if named else None) if named or foreign else None
    return None
