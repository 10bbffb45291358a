"""Which way people moved, by the places: who left for a named country arrived there."""

from __future__ import annotations

from extract.heads import Head
from extract.homebound import homebound
from extract.lexicon.load import words
from extract.model import Category
from extract.placing import CLOSE, Candidate, Found, below_country, first, nationality
from extract.recognizers.terms import Term
from extract.scene import Counted

_ABROAD = words("sense_words", "abroad")
_ABOARD = frozenset(words("sense_words", "aboard"))
_RECEIVING = ("receive", "host")
_ONWARD = frozenset(words("sense_words", "onward"))
_OUT_OF, _TO = "out-of-place", "to-place"
_CROSSINGS = frozenset(words("sense_words", "crossing"))
_CITY_STATES = frozenset(words("place_parts", "city_state"))
_BY_AIR = frozenset(words("sense_words", "by_air"))
_AT_HOME = (None, Category.RESIDENT, Category.IDP, Category.DISPLACEMENT)


def by_places(found: Category, counted: Counted, near: list[Candidate]) -> Category:
    """The category that the places make of it: leaving for a named country is arriving there."""
    term, after = counted.term, counted.after_verb(near)
    if found in (Category.ARRIVAL, Category.DEPARTURE) and _to_their_own(near, after):
        return Category.RETURN
    if homebound(found, counted, near):
        return Category.RETURN
    if found is Category.ARRIVAL and _received_again(counted, near):
        return Category.RETURN
    if found is Category.DEPARTURE:
        right_behind = [c for c in near if c.at >= counted.phrase.end and c.cost <= 2]
        beside = first(right_behind, ["location"])
        if counted.far_before and beside is not None:
            return Category.ARRIVAL  # "Russians leave: at least 40,000 in Armenia"
        return _departure(counted, near, after)
    if found is Category.TRANSIT and term is not None and term.form in _ABOARD:
        landed = first([c for c in near if c.at < counted.at], ["destination"])
        return Category.ARRIVAL if landed else found  # "towed into Valencia with 187 on board"
    if found is not Category.ARRIVAL:
        return found
    if _within_country(near, first(near, ["origin"]), first(near, ["destination"])):
        own = counted.phrase.category in (None, Category.RESIDENT)
        return Category.DISPLACEMENT if own else found
    moves = term is not None and term.cls in ("pour", "move")
    if moves and first(after, ["destination", "location"]) is None:
        origin = first(after, ["origin"])
        if origin is None or origin.cost > CLOSE:
            return found
        at_home = counted.phrase.category in _AT_HOME and below_country(origin)
        town = at_home and term is not None and term.cls == "move"
        return Category.DISPLACEMENT if town else Category.DEPARTURE  # "moved from Jalalpur"
    if _counts_crossings(counted.phrase) and first(_close(after), ["destination"]) is None:
        only_from = first(near, ["origin"]) and not first(near, ["location"])
        return Category.DEPARTURE if only_from else found  # "8 million crossings from Ukraine"
    return found


def out_of_country(
    found: Category, counted: Counted, near: list[Candidate], way: tuple[Found | None, Found | None]
) -> Category:
    """ "Displaced to Armenia", "driven out of Ukraine": no displacement inside one country."""
    term, (origin, destination) = counted.term, way
    uprooted = found is Category.DISPLACEMENT and term is not None and term.cls == "displace"
    if not uprooted or origin is None or not origin.iso3:
        return found
    if destination is None:
        left = next((c for c in near if c.at == origin.at and c.rule == _OUT_OF), None)
        whole = left is not None and left.kind == "country" and not left.part
        return Category.DEPARTURE if whole else found
    abroad = destination.iso3 not in ("", origin.iso3)
    return Category.ARRIVAL if abroad and destination.rule == _TO else found


def goes_abroad(counted: Counted, near: list[Candidate], *whole: Found | None) -> bool:
    """ "uprooted 8,100 and pushed 600 of them into Malawi": a part that left the country."""
    to = first([c for c in near if c.at > counted.at and c.cost <= CLOSE], ["destination"])
    if to is None or to.rule != _TO or to.kind != "country":
        return False
    ends = {end.iso3 for end in whole if end is not None}
    return to.iso3 not in ends if ends else counted.scene.items[to.at - 1].word == "into"


def _to_their_own(near: list[Candidate], after: list[Candidate]) -> bool:
    """ "200 Afghan families left for their country": people of the country that they enter."""
    people, to = nationality(near), first(_close(after), ["destination"])
    same = people is not None and people.attached and to is not None and to.iso3 == people.iso3
    return same and to is not None and to.word.startswith("their ")


def _received_again(counted: Counted, near: list[Candidate]) -> bool:
    """ "Nigeria received 158 Nigerians from Libya": citizens who come from another country."""
    term, people = counted.term, nationality(near)
    if term is None or term.cls not in _RECEIVING or people is None or not people.attached:
        return False
    host = first([c for c in near if c.at < counted.at], ["destination", "location"])
    origin = first(near, ["origin"])
    home = host is not None and host.iso3 == people.iso3
    abroad = origin is not None and origin.kind == "country" and origin.iso3 != people.iso3
    return home and abroad


def _departure(counted: Counted, near: list[Candidate], after: list[Candidate]) -> Category:
    term = counted.term
    destination, origin = first(_close(after), ["destination"]), first(near, ["origin"])
    cls = term.cls if term else ""
    if _within_country(near, origin, destination):
        return Category.DISPLACEMENT
    if destination is not None and term is not None and term.form in _ONWARD:
        return Category.TRANSIT  # "moved on through Georgia to Armenia": they had come before
    if destination is not None:
        onward = cls == "leave" and origin is not None and origin.cost < destination.cost
        return (
            Category.ARRIVAL
            if cls in ("flee", "emigrate", "leave") and not onward
            else Category.DEPARTURE
        )
    if first([c for c in _close(after) if c.kind == "country"], ["transit"]):
        return Category.TRANSIT
    if cls == "flee" and origin is not None:
        return Category.DISPLACEMENT if below_country(origin) or origin.part else Category.DEPARTURE
    there, left = first(_close(after), ["location"]), first(after, ["origin"])
    if there is None and term is not None and term.cls == "flee":
        there = first([c for c in _close(near) if below_country(c)], ["location"])
    if (
        cls in ("flee", "emigrate")
        and not _leaves_country(term)
        and there
        and left is None
        and (below_country(there) or there.part)
    ):
        return Category.DISPLACEMENT  # "an exodus of 40,000 people from camps in the West Bank"
    if left is not None and left.part:
        people = nationality(near)
        return (
            Category.DISPLACEMENT
            if people is None or people.iso3 == left.iso3
            else Category.DEPARTURE
        )
    return Category.DISPLACEMENT if _leaves_town(counted, left, near) else Category.DEPARTURE


def _leaves_town(counted: Counted, left: Candidate | None, near: list[Candidate]) -> bool:
    """ "Some 60,000 people have fled Goma": out of a town, and as yet of no country."""
    term, moving = counted.term, counted.phrase.category not in _AT_HOME
    if term is None or moving or term.cls not in ("flee", "leave") or _leaves_country(term):
        return False
    if term.form in _BY_AIR:
        return False  # "flown out of Kabul": who flies rather leaves the country
    if left is None or left.cost > CLOSE or not below_country(left) or left.iso3 in _CITY_STATES:
        return False
    people = nationality(near)
    return people is None or people.iso3 == left.iso3


def _within_country(near: list[Candidate], origin: Candidate | None, to: Candidate | None) -> bool:
    """ "33,000 people left El Fasher, most of them bound for Tawila": of the same country."""
    if origin is None or to is None or origin.iso3 != to.iso3:
        return False
    people = nationality(near)
    own = people is None or people.iso3 == to.iso3
    return own and below_country(origin) and below_country(to) and origin.role == "origin"


def _leaves_country(term: Term | None) -> bool:
    return term is not None and any(word in term.form for word in _ABROAD)


def _counts_crossings(phrase: Head) -> bool:
    return phrase.noun is not None and phrase.noun.word in _CROSSINGS


def _close(places: list[Candidate]) -> list[Candidate]:
    return [c for c in places if c.cost <= CLOSE]
