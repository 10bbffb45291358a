"""Totals that a number is brought to: "bringing the total to 53,000", "down to 3.2 million"."""

from __future__ import annotations

from dataclasses import replace

from extract.lexicon.load import words
from extract.links import Link
from extract.model import Category, Measure
from extract.recognizers.terms import Term
from extract.scene import Counted
from extract.sketch import Sketch

_ADDING_UP = frozenset(words("clause_words", "adding_up"))
_TOTALS = frozenset(words("clause_words", "running_total"))
_OF_TOTAL = [phrase.split() for phrase in words("clause_words", "of_total")]
_REACH = 12  # items back to what is added up


def adds_up(counted: Counted) -> bool:
    """ "bringing the total to 53,000": a running total, of what was counted just before."""
    before = set(counted.words_before(_REACH))
    plain = counted.phrase.category is None and counted.phrase.kind in ("bare", "people")
    to = counted.words_before(1) == ["to"]
    if _terms_since(counted, _TOTALS):
        return False  # "bringing the number under temporary protection down to 2.66 million"
    return plain and to and not before.isdisjoint(_ADDING_UP) and not before.isdisjoint(_TOTALS)


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
