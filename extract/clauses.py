"""Where a clause ends, and what only stands beside it: asides, relative clauses, parts."""

from __future__ import annotations

import re

from extract.lexicon.load import words
from extract.recognizers.terms import Noun, Term
from extract.sketch import Item

BREAKS = frozenset({";", "—", "–", ")", "…"})
STRONG_BREAKS = frozenset({";", "—", "–", *words("clause_words", "contrast")})
FILLER = frozenset(
    words("clause_words", "filler")
)  # may stand between a verb and the number that is its object
_CLAUSE_WORDS = frozenset(words("clause_words", "clause"))
_SAME_SUBJECT = frozenset(words("clause_words", "same_subject"))
_SHARES = frozenset(words("clause_words", "share"))
_SHARES_OF = _SHARES | set(words("sense_words", "share_of"))
_OWNERS = frozenset({"the", "its", "their", "'s"})
_WHOLE_REACH = 5  # items from "of" to the number
_SUBSET = frozenset(words("clause_words", "subset"))
_OF_THEM = (["of", "them"], ["of", "whom"])
_ASIDE = 9  # items between two dashes
_DASHES = ("—", "–")
_OTHERS = re.compile("|".join(map(re.escape, words("sense_words", "others"))))
_OTHERS_REACH = 10
# A plain word that is none of these ends no clause, opens and closes no aside, leaves no sum.
TURNS = BREAKS | _CLAUSE_WORDS | {",", "and", "(", "leaves", "leaving", *_DASHES}


def breaks(items: tuple[Item, ...], j: int) -> bool:
    """Whether the item ends the clause of what stands before it."""
    word = items[j].word
    following = items[j + 1] if j + 1 < len(items) else None
    if word in _SAME_SUBJECT and following is not None and _goes_on_with(following):
        return False
    if word in BREAKS or (word in _CLAUSE_WORDS and not _as_people(items, j)):
        return True
    if word == "," and following is not None:
        return (
            following.word in _CLAUSE_WORDS
            or following.word in ("and", "with")
            or following.kind == "count"
        )
    if word == "and" and following is not None and not _two_origins(items, j):
        if following.kind == "count" and _counts_places(items, j + 1):
            return False  # "people from Trieste and four other towns have fled"
        return following.kind in ("count", "demonym", "place") or following.word in (
            "it",
            "they",
            "he",
            "that",
            "the",
        )
    return False


def _goes_on_with(following: Item) -> bool:
    """ "were held while crossing", "as they tried to leave": the people before do this too."""
    participle = isinstance(following.value, Term) and following.word.split()[0].endswith("ing")
    return participle or following.word == "they"


def noun_behind(items: tuple[Item, ...], j: int, reach: int) -> Noun | None:
    """The first noun among the items right behind a number."""
    behind = (i.value for i in items[j + 1 : j + 1 + reach])
    return next((value for value in behind if isinstance(value, Noun)), None)


def _counts_places(items: tuple[Item, ...], j: int) -> bool:
    noun = noun_behind(items, j, 3)
    return noun is not None and noun.reason == "houses"


def _as_people(items: tuple[Item, ...], j: int) -> bool:
    """ "had lived as refugees in Jordan" goes on; "as refugees poured in" is a clause."""
    ahead = [item.kind for item in items[j + 1 : j + 3]]
    return items[j].word == "as" and ahead[:1] == ["noun"] and ahead[1:] != ["term"]


def _two_origins(items: tuple[Item, ...], j: int) -> bool:
    """ "38,700 people from Russia and Ukraine were staying": both places go together."""
    two = j > 1 and items[j - 1].kind == items[j + 1].kind == "place"
    return two and items[j - 2].word == "from"


def closes_again(items: tuple[Item, ...], j: int) -> bool:
    """ "14,316 families - comprising 68,591 people - have been resettled": a dash that closes."""
    mark = items[j].word
    return mark in _DASHES and any(item.word == mark for item in items[j + 1 : j + _ASIDE])


def ends_aside(items: tuple[Item, ...], j: int) -> bool:
    """ "Twice as many - 1,790 refugees - had returned": the dash behind what stands in dashes."""
    mark = items[j].word if j < len(items) else ""
    return mark in _DASHES and any(item.word == mark for item in items[max(0, j - _ASIDE) : j])


def of_some(items: tuple[Item, ...], at: int) -> bool:
    """ "to convince half of the 144,000 who fled to return": not all of them are to."""
    return at > 2 and [item.word for item in items[at - 2 : at]] == ["of", "the"]


def of_whole(items: tuple[Item, ...], at: int, end: int) -> bool:
    """ "half of the region's 13 million expatriates may leave": how many there are of whom some do.

    Not where a relative clause or a participle right behind says what all of them did.
    """
    before = items[max(0, at - _WHOLE_REACH) : at]
    of = next((k for k in range(len(before) - 1, 0, -1) if before[k].word == "of"), 0)
    ours = of > 0 and (before[of - 1].kind == "count" or before[of - 1].word in _SHARES_OF)
    if not ours or before[-1].word not in _OWNERS or end >= len(items):
        return False
    return items[end].word not in ("who", "that", "which") and items[end].kind != "term"


def opens_subset(items: tuple[Item, ...], j: int) -> bool:
    """Whether the count at an index is a part of what was counted: ", including 14 children"."""
    return any(items[k].word in _SUBSET for k in range(max(0, j - 2), j))


def opens_aside(items: tuple[Item, ...], j: int) -> bool:
    """ ", most of them Somalis fleeing drought": what is said of most is not the verb of all."""
    if items[j].word != "," or j + 2 >= len(items):
        return False
    if [item.word for item in items[j + 2 : j + 4]] in _OF_THEM and items[j + 1].kind == "count":
        aside = [item.word for item in items[j + 4 : j + 8] if item.kind != "term"]
        return "," in aside  # ", 2,300 of them children, have come in"
    if items[j + 1].word not in _SHARES:
        return False
    return items[j + 2].word in ("of", "from", "in")


def after_aside(items: tuple[Item, ...], j: int) -> int:
    """The index behind an aside: ", chiefly from Iraq, Yemen and Syria,"."""
    j = after(items, j + 1, ",")
    while j + 1 < len(items) and _goes_on(items, j):
        j = after(items, j, ",")
    return j


def _goes_on(items: tuple[Item, ...], j: int) -> bool:
    """Whether the item after a comma is one more of a list that a later comma closes."""
    listed = items[j].kind in ("place", "demonym", "adjective")
    closed = any(item.word == "," for item in items[j : j + 8])
    return listed and closed and items[j + 1].word in (",", "and", "or")


def after(items: tuple[Item, ...], j: int, mark: str) -> int:
    """The index behind the next such mark."""
    while j < len(items) and items[j].word != mark:
        j += 1
    return j + 1


def after_comma(items: tuple[Item, ...], j: int) -> int:
    """The index behind a part that a comma, "and" or a bracket closes."""
    while j < len(items) and items[j].word not in (",", "and", ")"):
        j += 1
    return j + 1


def of_others(items: tuple[Item, ...], start: int) -> bool:
    """ "6,300 came from Peru and 77,500 from the rest of the world": not of the nation before."""
    behind = " ".join(item.word for item in items[start : start + _OTHERS_REACH])
    return _OTHERS.search(behind) is not None


def in_next_clause(items: tuple[Item, ...], start: int, i: int) -> bool:
    """Whether a comma, an "and" or a "while" stands between a number and a place behind it."""
    return any(item.word in STRONG_BREAKS or item.word in ("and", ",") for item in items[start:i])


def is_beyond_clause(items: tuple[Item, ...], i: int, at: int, end: int, role: str) -> bool:
    """ "69 were held, while 94 came from Iraq", "1.9 million fled, while an EU airlift began"."""
    low, high = (end, i) if i > at else (i + 1, at)
    turns = [k for k in range(low, high) if items[k].word in STRONG_BREAKS]
    if not turns:
        return False
    if role == "origin" and i < at and any(items[k].word == ";" for k in turns):
        return True  # "where returnees from Pakistan settled; 84,000 people lost their homes"
    if role == "bare":
        return i > 1  # what opens a sentence may stand for all of it
    return i > at and any(item.kind == "count" for item in items[turns[0] : i])
