"""Where people are, come from or are sent from, by the places that the text is about just now."""

from __future__ import annotations

from dataclasses import replace

from extract.ends import INBOUND
from extract.focus import ANYWHERE, HERE, LEFT, End, again, earlier, in_focus
from extract.memory import Known, Memory, Placed
from extract.model import Basis, Category
from extract.sketch import Sketch

_IT = ("it", "again")
_GOT_THERE = (Category.ARRIVAL, Category.RETURN, Category.DEPORTATION)
CAME = (Category.ARRIVAL, Category.RESIDENT, Category.REFUGEE)


def where_to(placed: Placed, memory: Memory) -> Known | None:
    """The destination that the context gives people who come or stay: the place in focus."""
    nations = {iso3(p.origin) for p in memory.placed if _is_nation(p.origin)}
    ends: list[End] = [
        (p, p.origin if p.link.category is Category.DEPARTURE else p.destination)
        for p in memory.placed
        if p.link.category in (*INBOUND, Category.RETURN)
        or (p.link.category is Category.DEPARTURE and iso3(p.origin) not in nations)
    ]
    own = iso3(placed.origin)
    back = placed.link.category is Category.RETURN
    others = set() if back else nations  # people rarely come to where others are from
    there = in_focus(placed, memory, HERE, ends, {own, *others})
    return there or in_focus(placed, memory, HERE, ends, {own})


def _is_nation(known: Known | None) -> bool:
    """Whether an origin says who people are, and not where they were."""
    return known is not None and known.basis is Basis.NATIONALITY


def sent_from(placed: Placed, memory: Memory) -> Known | None:
    """The country that sends people away: who acts or speaks there, never where they are sent."""
    sent = (p for p in memory.placed if p.link.category is Category.DEPORTATION)
    ends: list[End] = [(p, p.origin) for p in sent]
    return in_focus(placed, memory, HERE, ends, {iso3(placed.destination)})


def left(placed: Placed, memory: Memory) -> Known | None:
    """Where people left from: who leaves a country had come where those before them are."""
    ends: list[End] = [
        (
            p,
            p.origin
            if p.link.category is Category.DEPARTURE or p.destination is None
            else p.destination,
        )
        for p in memory.placed
    ]
    return in_focus(placed, memory, LEFT, ends, {iso3(placed.destination)})


def left_again(placed: Placed, sketch: Sketch, memory: Memory) -> Known | None:
    """ "About 917,000 Russians came to Georgia and 866,000 left it": the country that they left."""
    verb = placed.link.governor
    behind = sketch.items[verb.at + 1 :] if verb is not None else ()
    if placed.origin is not None and placed.origin.basis is Basis.STATED:
        return None
    if not behind or behind[0].word not in _IT:
        return None
    came = earlier(placed, memory, lambda p: p.link.category in CAME and p.destination is not None)
    return again(came.destination) if came else None


def somewhere(placed: Placed, memory: Memory) -> Known | None:
    """The place of people displaced, by the figures and the places around."""
    ends: list[End] = [(p, p.origin) for p in memory.placed]
    return in_focus(placed, memory, ANYWHERE, ends)


def landed(placed: Placed, memory: Memory) -> Placed | None:
    """ "214 people reached the islands. One boat carried 48": some of those who got there."""
    size = placed.link.size
    last = earlier(placed, memory, lambda p: p.link.category in _GOT_THERE and p.link.size >= size)
    if last is None or placed.destination is not None:
        return None
    link = replace(placed.link, category=last.link.category)
    return placed._replace(
        link=link,
        origin=placed.origin or again(last.origin),
        destination=again(last.destination),
    )


def iso3(known: Known | None) -> str:
    return known.iso3 if known else ""
