"""Balances that count people lost, and who gained them."""

from __future__ import annotations

import re

from extract.balancing import not_back
from extract.focus import HERE, in_focus
from extract.lexicon.load import trie, words
from extract.links import Link
from extract.memory import Memory, Placed
from extract.model import Span
from extract.recognizers.terms import Term
from extract.sketch import Sketch
from extract.whereabouts import where_to

_MINUS = "minus "
_BELOW_ZERO = re.compile(r"(?<!\w)(?:[-\u2212]|(?:minus|negative)\s)$")
_LOSSES = words("sense_words", "loss")
_LOSING = frozenset(words("sense_words", "losing"))
_OUT = rf"(?:{trie(words('sense_words', 'goes_out'))})\w*"
_IN = rf"(?:{trie(words('sense_words', 'comes_in'))})\w*"
_OUTWEIGHS = rf"(?:{trie(words('sense_words', 'outweighs'))})"
_LEAVING = re.compile(rf"\b{_OUT}")
_MORE_OUT = re.compile(rf"\b{_OUT}\b.{{0,40}}\b{_OUTWEIGHS}")
_MORE_IN = re.compile(rf"\b{_IN}\b.{{0,40}}\b{_OUTWEIGHS}")


def lost(placed: Placed, memory: Memory) -> Placed:
    """ "New Zealand saw a net loss of 26,000 people to Australia": the other gains them."""
    to, stated = placed.destination, placed.link.destination
    behind = stated is not None and stated.at is not None and stated.at > placed.link.at
    if to is not None and behind and to.rule == "to-place":
        loser = placed.origin or in_focus(placed, memory, HERE, (), {to.iso3})
        return placed._replace(origin=loser, lost=True)
    place = to or placed.origin or where_to(placed, memory)
    return placed._replace(origin=place, destination=None, lost=True)


def is_loss(sketch: Sketch, term: Term | None, link: Link) -> bool:
    """Whether a balance counts people lost: "a net loss of 4,700", "a balance of minus 73,000"."""
    if _named_loss(sketch, link) or not_back(sketch.items, link.at, link.head.end):
        return True
    if term is None:
        return False
    if _BELOW_ZERO.search(sketch.text, 0, sketch.items[link.at].span.start):
        return True  # "a migration balance of -3,400"
    if term.form.startswith(_MINUS):
        return _LEAVING.search(term.form) is None  # "entries minus exits" are people gained
    at = sketch.items[link.at].span
    clause = Span(max(0, min(term.span.start, at.start) - 40), max(term.span.end, at.end))
    said = clause.of(sketch.text).casefold()
    if _MORE_OUT.search(said):
        return True
    between = sketch.text[max(0, term.span.start - 12) : at.start].casefold()
    fewer = any(word in between or word in term.form for word in _LOSSES)
    return fewer and not _MORE_IN.search(said)


def _named_loss(sketch: Sketch, link: Link) -> bool:
    """ "26,000 departures and 15,000 returns, a loss of 11,000"."""
    before = [item.word for item in sketch.items[max(0, link.at - 2) : link.at]]
    if not _LOSING.isdisjoint(before[-1:]):
        return True  # "New Zealand lost 27,100 people to Australia"
    return before[1:] == ["of"] and before[0] in _LOSSES
