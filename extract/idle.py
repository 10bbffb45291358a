"""Terms beside a count that tell nothing of its people: "holds a visa", "came first"."""

from __future__ import annotations

from extract.lexicon.load import words
from extract.model import Category
from extract.recognizers.terms import Noun, Term
from extract.sketch import Item

_COPULAS = frozenset(words("sense_words", "copula"))
_DETERMINERS = frozenset(words("function_words", "determiner"))
_HOLDS = frozenset(words("sense_words", "holds"))
_MOST = frozenset(words("clause_words", "superlative"))
_NUMBERS = frozenset(words("clause_words", "running_total"))
_RANKING = frozenset(words("clause_words", "ranking"))
_PLACES = frozenset(words("clause_words", "ranked_place"))
_LISTS = frozenset(words("clause_words", "ranked_list"))
_ATTRIBUTES = ("immigration", "migration")
_DESCRIBED = frozenset(words("sense_words", "attribute_of", "body"))
_GROWING = frozenset(words("sense_words", "growing"))
_OVER = frozenset(words("sense_words", "over_it"))
_WAYS = frozenset({"to", "from", "into"})


def says_nothing(items: tuple[Item, ...], j: int) -> bool:
    """Whether a term before or behind a count tells nothing of its people."""
    return (
        _is_attribute(items, j)
        or _names_group(items, j)
        or _gets_something(items, j)
        or owns(items, j)
    )


def owns(items: tuple[Item, ...], k: int) -> bool:
    """ "167 of them held visas", "3,000 have taken up jobs": no one is held, no one taken."""
    value, before = items[k].value, items[k - 1].word if k > 0 else ""
    if not isinstance(value, Term):
        return False
    if _ranks(items, k) or _grows(items, k):
        return True
    behind = {item.word for item in items[k + 1 : k + 3]}
    if value.form in _COPULAS and not _MOST.isdisjoint(behind):
        return True  # "Russians remained the largest group": nobody stayed
    return value.form in _HOLDS or (value.form == "taken" and before not in _COPULAS)


def of_number(items: tuple[Item, ...], k: int) -> bool:
    """ "the registered number of labour migrants in Russia": it is the number that is."""
    counted = items[k].word.endswith("ed") and k + 1 < len(items)
    return counted and items[k + 1].word in _NUMBERS


def _grows(items: tuple[Item, ...], k: int) -> bool:
    """ "The number climbed 62 percent": a number; but "climbed over the fence"."""
    following = items[k + 1].word if k + 1 < len(items) else ""
    return items[k].word in _GROWING and following not in _OVER


def _ranks(items: tuple[Item, ...], k: int) -> bool:
    """ "Armenia comes first with 110,000 Russians": nobody came; but "came first to Armenia"."""
    following = [item.word for item in items[k + 1 : k + 3]]
    if items[k].word not in _RANKING or not following:
        return False
    if following[0] == "the" and following[-1] in _LISTS:
        return True  # "Romanians head the list with 1.07 million"
    return following[0] in _PLACES and following[-1] not in _WAYS


def _gets_something(items: tuple[Item, ...], j: int) -> bool:
    """ "8,100 Russians received a tax number": nobody took them in."""
    value = items[j].value
    active = isinstance(value, Term) and value.cls == "receive" and value.form.endswith("ed")
    passive = j > 0 and items[j - 1].word in _COPULAS
    following = items[j + 1] if j + 1 < len(items) else None
    if following is None or not active or passive:
        return False
    status = following.value  # "received permanent residence"
    permitted = isinstance(status, Term) and status.category is Category.PERMIT
    return permitted or following.word in _DETERMINERS


def _is_attribute(items: tuple[Item, ...], j: int) -> bool:
    """ "Held at immigration depots": a word that only describes the noun after it."""
    following = items[j + 1].word if j + 1 < len(items) else ""
    return items[j].word in _ATTRIBUTES and following in _DESCRIBED


def _names_group(items: tuple[Item, ...], j: int) -> bool:
    """ "registered refugees": a participle that only describes the noun after it."""
    following = items[j + 1].value if j + 1 < len(items) else None
    return (
        isinstance(following, Noun)
        and items[j].word.endswith("ed")
        and j > 0
        and items[j - 1].word in ("the", "of", "for", "to")
    )


def leaves_a_sum(items: tuple[Item, ...], j: int) -> bool:
    """ ", which leaves a balance of minus 6,600": a sum is left, and nobody leaves."""
    word = items[j].word
    if word != "leaving" and not (word == "leaves" and j > 0 and items[j - 1].word == "which"):
        return False
    return j + 1 < len(items) and items[j + 1].word in ("a", "an")
