"""Whose number of a list it is: a place with its share of a whole, and what it is to the movers."""

from __future__ import annotations

from extract.beside import of_citizens, place_beside
from extract.clauses import STRONG_BREAKS, of_others
from extract.lexicon.load import words
from extract.links import Link
from extract.model import Basis, Category, Place
from extract.placing import Found, internal
from extract.portions import after_most
from extract.scene import Counted
from extract.sketch import Item

Way = tuple[Found | None, Found | None]

_SHARE_VERBS = words("clause_words", "has_share")
_HOSTS = frozenset(words("clause_words", "where_they_went"))
_STILL = frozenset(words("clause_words", "still_has"))
_RANKS = "place-ranks-with"  # "comes first with 110,000": so many are there, or came from there
_REACH = 16  # items from the place to its number
_VERB = 4  # items of the longest of these verbs
_BESIDE = 2  # items from a place of a list to its number
_SHARE = "place-has-share"


def share_of(counted: Counted, earlier: Link | None) -> Found | None:
    """ "Lebanon accounts for 512,000 of the returns, followed by Jordan (191,000)".

    The place of such a number, where nothing in the sentence says whether they came or went there:
    the whole does.
    """
    items = counted.scene.items
    goes_on = earlier is not None and earlier.share is not None
    if goes_on and (beside := place_beside(counted)) is not None:
        return beside._replace(rule=_SHARE)
    for k in range(counted.at - 1, max(-1, counted.at - _REACH), -1):
        if items[k].kind == "count" or items[k].word in STRONG_BREAKS | _HOSTS:
            return None
        if items[k].kind == "place" and _has_share(items, k) and _is_open(counted, k):
            value = items[k].value
            assert isinstance(value, Place)
            return Found(value.iso3, Basis.STATED, k, _SHARE)
    return None


def _has_share(items: tuple[Item, ...], k: int) -> bool:
    behind = [item.word for item in items[k + 1 : k + 3 + _VERB]]
    while behind and behind[0] in _STILL:
        behind = behind[1:]
    return " ".join(behind).startswith(_SHARE_VERBS)


def _is_open(counted: Counted, k: int) -> bool:
    role = counted.scene.roles.get(k)
    if role is None or role.name == "speaker":
        return True
    return role.rule == _RANKS and counted.phrase.nationality is None


def listed(counted: Counted, earlier: Link, sense: Category) -> Way | None:
    """Both ends of a number of a list that has a place for itself; None where it has none."""
    if (beside := place_beside(counted)) is not None:
        return _like_first(counted, earlier, beside, sense)
    nation = _of_nation(counted)
    return (nation, earlier.destination) if nation is not None else None


def _like_first(counted: Counted, earlier: Link, beside: Found, sense: Category) -> Way:
    """ "nationals of Syria (7,000), Turkey (2,000)": each place is what the first was."""
    if internal(sense):
        own = earlier.destination is not None and earlier.destination.rule == "own-citizens"
        return beside, earlier.destination if own else beside
    if of_citizens(counted, beside):
        return beside, earlier.destination
    if earlier.origin is not None and earlier.origin.rule == "place-accounts-for-returns":
        return beside, earlier.destination  # "followed by Austria (900)"
    role = counted.scene.roles.get(beside.at) if beside.at is not None else None
    if role is not None and role.name == "origin":
        return beside, earlier.destination  # "arrived in Cyprus from Syria (4,100), Mali (900)"
    first = earlier.origin.at if earlier.origin else None
    other = earlier.destination.at if earlier.destination else None
    to = role is not None and role.name == "destination"
    if not to and first is not None and earlier.at - _BESIDE <= first < earlier.at:
        return beside, earlier.destination
    if first is not None and other is not None and earlier.at < other < first:
        return beside, earlier.destination  # "to India from the UAE, followed by Oman with 900"
    return earlier.origin, beside


def _of_nation(counted: Counted) -> Found | None:
    """ "61 nationals of Italy, 44 of Morocco": whose people a number without a noun counts."""
    items, at = counted.scene.items, counted.at + 2
    if counted.phrase.kind != "bare" or counted.words_after(1) != ["of"]:
        return None
    at += counted.words_after(2)[-1] == "the"
    value = items[at].value if at < len(items) else None
    if not isinstance(value, Place) or value.kind != "country":
        return None
    return Found(value.iso3, Basis.NATIONALITY, at, "people-of-place")


def same_origin(counted: Counted, earlier: Link, manner: str) -> Found | None:
    """The origin of the number before, unless it is said of the most of that number only."""
    items, before = counted.scene.items, earlier.origin
    if of_others(items, counted.at + 1):
        return None
    of_most = before is not None and before.at is not None and after_most(items, before.at)
    return None if of_most and manner == "list" else before
