"""Whether people who are sent, brought or carried arrive, return or are expelled."""

from __future__ import annotations

import re

from extract.clauses import breaks
from extract.lexicon.load import trie, words
from extract.model import Category
from extract.placing import CLOSE, below_country, first, nationality
from extract.recognizers.terms import Noun, Term
from extract.refusal import deploys
from extract.scene import Counted
from extract.sending import behind_them
from extract.sketch import Item

_ASHORE = frozenset(words("sense_words", "ashore"))
_ELSEWHERE = tuple(words("place_parts", "elsewhere"))
_WAY_REACH = 12
_SAFER = frozenset(words("sense_words", "safer"))
_SAFETY_REACH = 6
_LOSING = frozenset(words("sense_words", "losing"))
_GAINING = frozenset(words("sense_words", "gaining"))
_FROM_ABROAD = words("sense_words", "from_abroad")
_SHELTERS = frozenset(words("sense_words", "shelter"))
_SAFE_PLACES = _SAFER | _SHELTERS
_TRAVELLING = ("carry", "transit", "arrive", "bring")
_FLIGHTS = [
    (kind, re.compile(rf"\b(?:{trie(words('sense_words', name))})\b"))
    for kind, name in (
        (Category.DEPORTATION, "deportation_flight"),
        (Category.RETURN, "repatriation_flight"),
    )
]
_LANDING = ("arrive", "reach")
_LANDED_REACH = 16  # items from the people on board to what their vessel did
_ABOARD = frozenset(words("sense_words", "aboard"))
_DOCKED = frozenset(words("sense_words", "docked"))


def brought(counted: Counted) -> Category | None:
    """ "flew 160 Nigerians back", "brought 623 people to Genoa": a return, an arrival or none."""
    following = behind_them(counted, 5)
    ahead = [item.word for item in following]
    if "back" in ahead or "home" in ahead:
        return Category.RETURN
    if not _ASHORE.isdisjoint(ahead):
        return Category.ARRIVAL  # "brought 77 migrants ashore"
    homes = any(isinstance(i.value, Noun) and i.value.reason == "houses" for i in following)
    if homes and ahead[:2] == ["out", "of"] and not counted.phrase.category:
        return Category.DISPLACEMENT  # "civilians were taken out of frontline villages"
    if any(c.rule == "place-took" for c in counted.near):
        return Category.ARRIVAL  # "Malaysia took 93,632"
    if not counted.phrase.category and ahead[:1] == ["off"]:
        return Category.ARRIVAL  # "took 372 people off iron boats"
    if "from" in ahead and not {"to", "into"} & set(ahead) and _from_town(counted):
        return counted.phrase.category or Category.DISPLACEMENT
    if _from_here_to_there(counted) or _came_with_them(counted):
        return counted.phrase.category or Category.ARRIVAL
    to = next((k for k, word in enumerate(ahead) if word in ("to", "into", "from")), None)
    there = to is not None and any(item.kind == "place" for item in following[to:])
    return Category.ARRIVAL if there else counted.phrase.category


def _came_with_them(counted: Counted) -> bool:
    """ "Nine boats landed on Gavdos, bringing 430 people": with those whom they bring."""
    verb = counted.governor
    if verb is None or counted.term is None or not counted.term.form.endswith("ing"):
        return False
    return any(_brings_in(item) for item in counted.scene.items[: verb.at])


def _brings_in(item: Item) -> bool:
    return isinstance(item.value, Term) and item.value.cls in _LANDING


def landed(counted: Counted) -> Category | None:
    """ "A plane with 68 Colombians aboard landed in Bogota": where it landed they have come.

    They have come back where it is their own country.
    """
    if counted.term is None or counted.term.form not in _ABOARD:
        return None
    behind = counted.scene.items[counted.phrase.end : counted.phrase.end + _LANDED_REACH]
    ends = (k for k in range(len(behind)) if behind[k].kind == "count" or breaks(behind, k))
    until = next(ends, len(behind))
    if not any(i.word in _DOCKED or _brings_in(i) for i in behind[:until]):
        return None
    to, people = first(counted.near, ["destination", "location"]), nationality(counted.near)
    return Category.RETURN if people and to and people.iso3 == to.iso3 else Category.ARRIVAL


def _from_here_to_there(counted: Counted) -> bool:
    """ "Boats took 349 people from the beach at Limni to the port"."""
    way = [item.word for item in behind_them(counted, _WAY_REACH)]
    way = way[: way.index(",")] if "," in way else way
    return way[:1] == ["from"] and "to" in way


def on_flight(counted: Counted) -> Category | None:
    """ "A repatriation flight carrying 431 Iraqis", "landed on a deportation flight"."""
    term, said = counted.term, counted.scene.sketch.text.casefold()
    if term is None or term.cls not in _TRAVELLING or counted.phrase.kind != "people":
        return None
    return next((kind for kind, flight in _FLIGHTS if flight.search(said)), None)


def _from_town(counted: Counted) -> bool:
    """ "5,762 people have been taken from Vovchansk": they had to leave it."""
    left = first(counted.near, ["origin"])
    return left is not None and left.cost <= CLOSE and below_country(left)


def carried(counted: Counted) -> Category | None:
    """ "197 families were transported to Lanzarote": an arrival; a return where it is home."""
    near = counted.near
    to = first([c for c in counted.after_verb(near) if c.cost <= CLOSE], ["destination"])
    if to is None or counted.phrase.kind != "people":
        return None
    people = nationality(near)
    return Category.RETURN if people and people.iso3 == to.iso3 else Category.ARRIVAL


def to_safety(counted: Counted) -> bool:
    """ "Relocated 2,300 villagers to calmer parts", "were moved to eight shelters": displaced."""
    behind = " ".join(item.word for item in behind_them(counted, _SAFETY_REACH))
    following = behind.split()  # "to shelters" is a phrase
    to = next((k for k, word in enumerate(following) if word in ("to", "into")), len(following))
    at_home = counted.phrase.category in (None, Category.RESIDENT)
    if not at_home or counted.phrase.nationality is not None:
        return at_home and not _SAFER.isdisjoint(following[to : to + 3])
    return not _SAFE_PLACES.isdisjoint(following[to : to + 5])


def deployed(counted: Counted) -> Category | None:
    """ "Some 73,300 overseas Filipino workers were deployed": they left for work.

    They arrive where the sentence says to what country.
    """
    at = counted.at
    if not deploys(counted.scene.sketch, at, counted.phrase):
        return None
    near = [c for c in counted.near if c.at > at and c.cost <= CLOSE]
    there = first(near, ["destination", "location"])
    return Category.DEPARTURE if there is None or there.word in _ELSEWHERE else Category.ARRIVAL


def lost_to(counted: Counted) -> Category | None:
    """ "New Zealand lost 27,100 people to Australia": more went there than came."""
    behind = counted.scene.items[counted.phrase.end : counted.phrase.end + 5]
    to = next((k for k, item in enumerate(behind) if item.word == "to"), len(behind))
    there = any(item.kind == "place" for item in behind[to + 1 : to + 2])
    lost = not _LOSING.isdisjoint(counted.words_before(1))
    balance = (lost and there) or gained_from_abroad(counted)
    return Category.NET_MIGRATION if balance else None


def gained_from_abroad(counted: Counted) -> bool:
    """ "Nova Scotia gained 6,100 people from abroad": more came from there than went."""
    behind = " ".join(item.word for item in counted.scene.items[counted.phrase.end :][:3])
    return not _GAINING.isdisjoint(counted.words_before(1)) and behind.startswith(_FROM_ABROAD)
