"""What is said of most, some or a share of a number, and not of all of it."""

from __future__ import annotations

from extract.lexicon.load import words
from extract.recognizers.terms import Term
from extract.sketch import Item

_SOME = frozenset(words("clause_words", "some_of"))
_MOST = frozenset(words("clause_words", "most_of"))
_SHARES = frozenset(words("sense_words", "share_of"))
_CLOSING = frozenset({",", ")", "-", "—", "–"})
_VERB_REACH = 4  # items: ", have now crossed into Syria"
_LIST_MARKS = frozenset({",", "and"})
_LONGEST_LIST = 16  # items
_NAMES = ("place", "demonym", "adjective")


def is_of_share(items: tuple[Item, ...], start: int, i: int) -> bool:
    """Whether a comma and a share stand between a number and a place, and no verb of its own."""
    between = [item.word for item in items[start:i]]
    share = next((k for k, word in enumerate(between) if word in _SHARES), None)
    if share is None or not {",", "-", "—", "–", "("} & set(between[:share]):
        return False
    if _is_past_aside(items[start + share : i]):
        return False  # "41,000 people, about 60% of them women, crossed into Syria"
    return not any(isinstance(item.value, Term) for item in items[start : start + share])


def _is_past_aside(between: tuple[Item, ...]) -> bool:
    """Whether the share is told, and behind its comma or bracket the verb of all has come."""
    closed = next((k for k, item in enumerate(between) if item.word in _CLOSING), len(between))
    behind = between[closed + 1 :]
    verb = any(isinstance(item.value, Term) for item in behind[:_VERB_REACH])
    return verb and all(item.word not in _SHARES and item.kind != "count" for item in behind)


def is_where_most_are(items: tuple[Item, ...], start: int, i: int) -> bool:
    """Whether ", most in" stands between a number and a place or a list of places."""
    while i > start + 1 and items[i - 1].word in (",", "and") and items[i - 2].kind == "place":
        i -= 2
    opening = [item.word for item in items[max(start, i - 3) : i]]
    return len(opening) == 3 and opening[0] == "," and opening[1] in _MOST and opening[2] == "in"


def after_most(items: tuple[Item, ...], i: int) -> bool:
    """ "1,800 claims, mostly from Kazakhs and Russians, against 600": not all of the 600."""
    start = max(1, i - _LONGEST_LIST)
    while i > start and items[i - 1].word in _LIST_MARKS and items[i - 2].kind in _NAMES:
        i -= 2
    i -= i > 0 and items[i - 1].word == "from"
    opening = [item.word for item in items[max(0, i - 2) : i]]
    return len(opening) == 2 and opening[0] in (",", "(", "—", "–") and opening[1] in _MOST


def is_of_some(items: tuple[Item, ...], start: int, i: int) -> bool:
    """Whether "among them" or "including" stands between a number and a name of people.

    "45 came in, half of them Ethiopians, and 23 went out": of those before, and not of the 23.
    """
    if i < start:
        return tuple(item.word for item in items[max(0, i - 2) : i]) == ("of", "them")
    between = [item.word for item in items[start:i]]
    some = next((k for k, word in enumerate(between) if word in _SOME), None)
    return some is not None and "," in between[:some]
