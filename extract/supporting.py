"""Whether everyday words such as "came" and "left" speak of migration where they stand."""

from __future__ import annotations

from extract.lexicon.load import words
from extract.links import Link
from extract.model import Category, Place
from extract.recognizers.terms import Term
from extract.scene import Counted

_REACHING = frozenset({"arrive", "cross", "enter", "settle", "receive", "host", "return"})
_LEFT = ("leave-place", "place-left-by", "place-returns")
_ARRIVALS = frozenset(words("sense_words", "arrivals"))
_FOREIGN = frozenset(words("sense_words", "any_nation"))
_FOR_WORK = ("to-place", "leave-for-jobs-in-place")
_WORKERS = frozenset(words("sense_words", "worker"))


def institution_acts(counted: Counted) -> bool:
    """ "1,305 people crossed the Channel", "the Coast Guard stopped 380": names of the field."""
    values = (item.value for item in counted.scene.items)
    named = any(isinstance(v, Place) and v.kind == "institution" for v in values)
    return named and counted.term is not None and counted.term.cls in _REACHING | {"intercept"}


def supported(link: Link, term: Term | None, support: bool) -> bool:
    """Whether everyday words will do: by a strong word, by the places, or by the article."""
    if link.head.kind == "event":
        return support
    if not support and link.head.noun is not None and link.head.noun.word in _ARRIVALS:
        return False  # "Arrivals grew to 1.23 billion", under a headline of tourism
    strong = link.head.category is not None or (term is not None and not term.open)
    abroad = term is not None and term.cls == "send" and link.category is Category.DEPARTURE
    deployed = term is None and link.category is Category.DEPARTURE
    strong = strong or abroad or deployed  # "Bangladesh sent 65,233 workers abroad", "placed"
    foreign = link.head.noun is not None and link.head.noun.word in _FOREIGN
    strong = strong or (foreign and link.category is Category.RESIDENT)
    strong = strong or _to_work(link, term)
    both = link.origin is not None and link.destination is not None
    if strong or both or link.head.nationality is not None:
        return True
    if link.origin is not None and link.origin.rule in _LEFT:
        return True
    if link.destination is not None and term is not None and term.cls in _REACHING:
        return link.destination.rule != "in-place" or support
    moved = link.origin is not None or link.destination is not None
    return support and (moved or link.head.kind == "bare" or term is not None)


def _to_work(link: Link, term: Term | None) -> bool:
    """ "Over 900 workers will leave for New Zealand": whoever speaks of it, they emigrate."""
    workers = link.head.noun is not None and link.head.noun.word in _WORKERS
    to = link.destination is not None and link.destination.rule in _FOR_WORK
    return workers and to and term is not None and term.cls in ("leave", "head")
