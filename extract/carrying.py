"""Whether people who are sent, brought or carried arrive, return or are expelled."""

from __future__ import annotations

import re

from extract.clauses import after, breaks
from extract.lexicon.load import trie, words
from extract.model import Category
from extract.placing import CLOSE, below_country, first, nationality
from extract.recognizers.terms import Noun, Term
from extract.refusal import deploys
from extract.scene import Counted
from extract.sketch import Item

_BACK = frozenset(words("sense_words", "back"))
_RELATIVE = 12  # items of a relative clause and the word behind it
_ASHORE = frozenset(words("sense_words", "ashore"))
_ELSEWHERE = tuple(words("place_parts", "elsewhere"))
_FOR_WORK = words("sense_words", "for_work")
_WORKERS = frozenset(words("sense_words", "worker"))
_ASIDES = [[",", word] for word in words("clause_words", "subset", "share")]
_WAY_REACH = 12
_SAFER = frozenset(words("sense_words", "safer"))
_SAFETY_REACH = 6
_LOSING = frozenset(words("sense_words", "losing"))
_GAINING = frozenset(words("sense_words", "gaining"))
_FROM_ABROAD = words("sense_words", "from_abroad")
_SHELTERS = frozenset(words("sense_words", "shelter"))
_SAFE_PLACES = _SAFER | _SHELTERS
_SHELTER_REACH = 14
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
_SCATTERING = frozenset(words("sense_words", "scattering"))
_BORDERS = frozenset(words("sense_words", "border"))
_INTO = frozenset(words("sense_words", "into"))


def brought(counted: Counted) -> Category | None:
    """ "flew 160 Nigerians back", "brought 623 people to Genoa": a return, an arrival or none."""
    following = _following(counted, 5)
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
    way = [item.word for item in _following(counted, _WAY_REACH)]
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


def sent(counted: Counted) -> Category | None:
    """What a sending does to people: they leave, find shelter, come to work or are sent away."""
    if _sent_abroad(counted):
        return Category.DEPARTURE
    if _sent_to_shelter(counted) or _sent_running(counted):
        return Category.DISPLACEMENT
    if of_workers(counted):
        return Category.ARRIVAL if _sent_away(counted) else None  # "15,000 labourers to Russia"
    if _sent_into(counted) or _sent_to_work(counted) or _sent_from_to(counted):
        return Category.ARRIVAL
    if _sent_over_border(counted):
        return Category.DEPORTATION  # "keeps deporting, with 900 sent across the border"
    return Category.DEPORTATION if _sent_away(counted) else counted.phrase.category


def to_safety(counted: Counted) -> bool:
    """ "Relocated 2,300 villagers to calmer parts", "were moved to eight shelters": displaced."""
    behind = " ".join(item.word for item in _following(counted, _SAFETY_REACH))
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


def of_workers(counted: Counted) -> bool:
    """Whether workers are counted, who are sent for their work and not away."""
    noun = counted.phrase.noun
    return noun is not None and noun.word in _WORKERS


def _sent_away(counted: Counted) -> bool:
    """ "Spain sent 4,000 back", "sent 300 asylum seekers to Rwanda": a sending that deports."""
    following = _following(counted, 4)
    told_of = bool(following) and following[0].word == "who"  # "sent 56 who fled the raids back"
    ahead = _following(counted, _RELATIVE) if told_of else following
    if any(item.word in _BACK for item in ahead):
        return True
    to = bool(following) and following[0].word == "to"
    return to and any(item.kind == "place" for item in following[:3])


def _sent_into(counted: Counted) -> bool:
    """ "the news sent 66,000 Russians into the EU": they came there."""
    following = _following(counted, 4)
    into = bool(following) and following[0].word in _INTO
    return into and any(item.kind == "place" for item in following[1:])


def _sent_running(counted: Counted) -> bool:
    """ "an attack that sent 51,000 running for the hills": they had to leave."""
    return any(item.word in _SCATTERING for item in _following(counted, 1))


def _sent_over_border(counted: Counted) -> bool:
    """ "Another 900 were sent across the border": by those who sent them away."""
    verb = counted.governor
    ahead = [item.word for item in _following(counted, 3)]
    over = verb is not None and verb.side == "subject" and not _INTO.isdisjoint(ahead[:1])
    return over and not _BORDERS.isdisjoint(ahead)


def _sent_from_to(counted: Counted) -> bool:
    """ "the war sends 30,000 from Russia to Israel": they came there."""
    following = _following(counted, _RELATIVE)
    places = {k for k, item in enumerate(following) if item.kind == "place"}
    left = following[:1] and following[0].word == "from" and 1 in places
    return bool(left) and any(following[k - 1].word == "to" for k in places if k > 1)


def _sent_to_shelter(counted: Counted) -> bool:
    """ "the raid sent 310 families to makeshift camps": they lost their homes."""
    following = [item.word for item in _following(counted, _SHELTER_REACH)]
    to = following.index("to") if "to" in following else len(following)
    return not _SHELTERS.isdisjoint(following[to : to + 4])


def _sent_to_work(counted: Counted) -> bool:
    """ "3,910 Uzbeks were sent to work in South Korea": they went there to work."""
    behind = " ".join(item.word for item in _following(counted, 2))
    return behind.startswith(_FOR_WORK)


def _sent_abroad(counted: Counted) -> bool:
    """ "The Philippines sent 1.9 million workers overseas": they left."""
    behind = " ".join(item.word for item in _following(counted, 3))
    return behind.startswith(_ELSEWHERE)


def _following(counted: Counted, reach: int) -> tuple[Item, ...]:
    """The items right behind the people of a count and what is done to them."""
    verb = counted.governor
    behind = verb is not None and verb.at > counted.at
    end = verb.at + 1 if behind and verb is not None else counted.phrase.end
    items = counted.scene.items
    if [item.word for item in items[end : end + 2]] in _ASIDES:
        end = after(items, end + 1, ",")  # "took 349 people, among them 12 guests, from the beach"
    return items[end : end + reach]
