"""People who never leave their country: displaced, sheltered and back home inside it."""

from __future__ import annotations

from dataclasses import replace

from extract.focus import again, earlier
from extract.governing import term_of
from extract.lexicon.load import words
from extract.memory import Memory, Placed
from extract.model import Basis, Category
from extract.placing import internal
from extract.recognizers.terms import Term
from extract.sketch import Sketch
from extract.whereabouts import iso3, somewhere

# What coming and sheltering are inside the country that people were displaced in.
INNER = {"refuge": Category.IDP, "arrive": Category.DISPLACEMENT, "reach": Category.DISPLACEMENT}
INNER |= dict.fromkeys(("bring", "move"), Category.DISPLACEMENT)
_HOME = ("relocate", "resettle", "settle", "return", "arrive", "move", "bring")
_NEAR = 2  # sentences back to those that speak of the displaced
_WORLD = frozenset(words("sense_words", "whole_world"))
# Who comes, shelters or is there, told of in these senses, may be of those displaced before.
_THERE = (Category.ARRIVAL, Category.RESIDENT, Category.RETURN)
_KINDS = (None, Category.IDP, Category.DISPLACEMENT, Category.RETURN)
_FOREIGN = frozenset(words("sense_words", "any_nation"))
_STAYING = frozenset(words("sense_words", "staying"))


def moved_inside(placed: Placed, words_of: frozenset[str], memory: Memory) -> Placed:
    """The displaced with the one country that they left and are in, unless the text says two."""
    if placed.destination is not None and not placed.destination.iso3:
        return placed._replace(origin=placed.origin or somewhere(placed, memory))
    if placed.destination is None and placed.origin is None and not _WORLD.isdisjoint(words_of):
        return placed  # "76 million displaced around the world": of no one country
    if placed.origin is not None:
        return placed  # moved out of a country, to where is not said
    before = earlier(placed, memory, lambda p: internal(p.link.category) and p.origin is not None)
    if placed.link.governor is not None and before is not None and before.destination is None:
        return placed._replace(origin=again(before.origin))
    place = placed.destination or somewhere(placed, memory)
    return placed._replace(origin=place, destination=place)


def departed(placed: Placed, memory: Memory) -> Placed:
    """Who leaves a town that people were displaced from just before is displaced as well."""
    last = memory.placed[-1] if memory.placed else None
    origin, link = placed.origin, placed.link
    if last is None or last.origin is None or placed.destination is not None:
        return placed
    if origin is None or origin.basis is not Basis.STATED:
        return placed
    to = last.destination if internal(last.link.category) else None
    whole = any(s.span == origin.span and s.kind == "country" for s in memory.seen)
    same = not whole and to is not None and last.origin.iso3 == origin.iso3 == to.iso3
    if not same or placed.sentence.index - last.sentence.index > 1:
        return placed
    return placed._replace(link=replace(link, category=Category.DISPLACEMENT), destination=origin)


def still_inside(placed: Placed, sketch: Sketch) -> Placed:
    """ "Displaced families have gone home": they never left the country."""
    head = placed.link.head
    described = sketch.items[head.participle].value if head.participle is not None else None
    uprooted = isinstance(described, Term) and described.cls == "displace"
    if placed.origin is None and (
        uprooted or head.category in (Category.IDP, Category.DISPLACEMENT)
    ):
        return placed._replace(origin=placed.destination)
    return placed


def kept_inside(placed: Placed, sketch: Sketch, memory: Memory) -> Placed:
    """ "Some 280 sleep in the hall", "39,000 have gone home": of those displaced just before."""
    link, here = placed.link, placed.destination
    if here is None or not here.iso3 or link.category not in _THERE:
        return placed
    if link.head.nationality is not None or link.head.category not in _KINDS:
        return placed
    if iso3(placed.origin) not in ("", here.iso3) or not _FOREIGN.isdisjoint(sketch.words):
        return placed
    term = term_of(sketch.items, link.governor)
    stayed = term is not None and term.form in _STAYING and link.head.kind != "bare"
    last = earlier(placed, memory, lambda p: True)
    if placed.origin is None and _idps_in(here.iso3, placed, memory):
        category = Category.RETURN if term is not None and term.cls in _HOME else link.category
        return placed._replace(link=replace(link, category=category), origin=again(here))
    if stayed or last is None or not _displaced_in(last, here.iso3):
        return placed
    back = link.category is Category.RETURN
    if back and last.sentence.index == placed.sentence.index:
        return placed  # "2,000 were uprooted, of whom 573 went back": the sentence says no more
    moved = link if back else replace(link, category=Category.DISPLACEMENT)
    return placed._replace(link=moved, origin=again(here))


def _idps_in(here: str, placed: Placed, memory: Memory) -> bool:
    """ "Former IDPs arrive in Fuzuli. So far 28 families have been relocated": people like them."""
    index = placed.sentence.index
    told = {i for i in range(index - _NEAR, index + 1) if i in memory.uprooted}
    if memory.uprooted.get(0):
        told.add(0)  # the headline
    named = {s.iso3 for s in memory.seen if s.sentence in told}
    return named == {here}


def _displaced_in(before: Placed, here: str) -> bool:
    """Whether the people of a figure left their homes and stayed in the country."""
    return iso3(before.origin) == iso3(before.destination) == here


def of_the_displaced(placed: Placed, memory: Memory) -> bool:
    """ "Some 9,000 walked to Quitunda": a part of those displaced in the sentence before."""
    last = memory.placed[-1] if memory.placed else None
    if last is None or placed.link.head.kind != "bare":
        return False
    return internal(last.link.category) and placed.sentence.index - last.sentence.index <= 1


def in_own_country(placed: Placed, memory: Memory) -> bool:
    """Whether people in shelter are still where those before them were displaced."""
    here = placed.destination.iso3 if placed.destination else None
    return any(p.origin is not None and p.origin.iso3 == here for p in memory.placed)
