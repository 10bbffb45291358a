"""Totals that a number is brought to: "bringing the total to 53,000", "down to 3.2 million"."""

from __future__ import annotations

from dataclasses import replace

from extract.lexicon.load import words
from extract.links import Link
from extract.model import Category, Measure
from extract.recognizers.terms import Noun, Term
from extract.scene import Counted
from extract.sketch import Sketch

_ADDING_UP = frozenset(words("clause_words", "adding_up"))
_TOTALS = frozenset(words("clause_words", "running_total"))
_OF_TOTAL = [phrase.split() for phrase in words("clause_words", "of_total")]
_SUMS = frozenset(words("clause_words", "sum"))
_UNTIL_NOW = frozenset(words("clause_words", "until_now"))
_SUM_REACH = 14  # items of the sentence before the number
_REACH = 12  # items back to what is added up


def adds_up(counted: Counted) -> bool:
    """ "bringing the total to 53,000": a running total, of what was counted just before."""
    before = set(counted.words_before(_REACH))
    plain = counted.phrase.category is None and counted.phrase.kind in ("bare", "people")
    to = counted.words_before(1) == ["to"]
    if _terms_since(counted, _TOTALS):
        return False  # "bringing the number under temporary protection down to 2.66 million"
    brought = to and not before.isdisjoint(_ADDING_UP) and not before.isdisjoint(_TOTALS)
    return plain and (brought or _sums_up(counted))


def _sums_up(counted: Counted) -> bool:
    """ "The total since May is 19,300": the subject of its sentence, of all that was counted."""
    before = counted.scene.items[: counted.at]
    opening = next((k for k, item in enumerate(before[:3]) if item.word in _SUMS), None)
    if opening is None or len(before) > _SUM_REACH or _UNTIL_NOW.isdisjoint(i.word for i in before):
        return False
    told = (item.value for item in before[opening + 1 :] if item.kind in ("noun", "term", "count"))
    return all(isinstance(value, Noun) and value.reason == "duration" for value in told)


def of_total(sketch: Sketch) -> bool:
    """ "Of the total, 180,000 were first-timers": a part of the last number that is no smaller."""
    return [item.word for item in sketch.items[:3]] in _OF_TOTAL


def brought_to(counted: Counted) -> bool:
    """ "bringing the number under temporary protection down to 2.66 million": its own kind."""
    told = _terms_since(counted, _ADDING_UP)
    staying = any(term.category.measure is Measure.STOCK for term in told)
    return staying and counted.words_before(1) == ["to"]


def those_left(counted: Counted, link: Link, earlier: Link) -> Link:
    """ "134,500 left Kuwait, bringing their total down to 3.2 million": those who did not leave."""
    left = link.rule == "total" and link.category is Category.DEPARTURE
    if not left or counted.words_before(2) != ["down", "to"]:
        return link
    return replace(link, category=Category.RESIDENT, origin=None, destination=earlier.origin)


def _terms_since(counted: Counted, opening: frozenset[str]) -> list[Term]:
    """The terms between such a word, not far before a count, and the count."""
    items = counted.scene.items[max(0, counted.at - _REACH) : counted.at]
    start = next((k for k, item in enumerate(items) if item.word in opening), len(items))
    return [item.value for item in items[start:] if isinstance(item.value, Term)]
