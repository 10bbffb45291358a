"""Whether people who are sent, brought or carried arrive, return or are expelled."""

from __future__ import annotations

from extract.lexicon.load import words
from extract.model import Category
from extract.placing import CLOSE, first, nationality
from extract.scene import Counted

_BACK = frozenset(words("sense_words", "back"))
_ELSEWHERE = frozenset(words("place_parts", "elsewhere"))
_INTO = frozenset(words("sense_words", "into"))


def brought(counted: Counted) -> Category | None:
    """ "flew 160 Nigerians back", "brought 623 people to Genoa": a return, an arrival or none."""
    behind = counted.governor is not None and counted.governor.at > counted.at
    end = counted.governor.at + 1 if behind and counted.governor else counted.phrase.end
    following = counted.scene.items[end : end + 5]
    ahead = [item.word for item in following]
    if "back" in ahead or "home" in ahead:
        return Category.RETURN
    to = next((k for k, word in enumerate(ahead) if word in ("to", "into")), None)
    there = to is not None and any(item.kind == "place" for item in following[to:])
    return Category.ARRIVAL if there else counted.phrase.category


def carried(counted: Counted) -> Category | None:
    """ "197 families were transported to Lanzarote": an arrival; a return where it is home."""
    near = counted.scene.near(counted.at, counted.phrase)
    to = first([c for c in counted.after_verb(near) if c.cost <= CLOSE], ["destination"])
    if to is None or counted.phrase.kind != "people":
        return None
    people = nationality(near)
    return Category.RETURN if people and people.iso3 == to.iso3 else Category.ARRIVAL


def sent_away(counted: Counted) -> bool:
    """ "Spain sent 4,000 back", "sent 300 asylum seekers to Rwanda": a sending that deports."""
    end = counted.phrase.end
    following = counted.scene.items[end : end + 3]
    if any(i.word in _BACK for i in counted.scene.items[end : end + 4]):
        return True
    return (
        bool(following) and following[0].word == "to" and any(i.kind == "place" for i in following)
    )


def sent_into(counted: Counted) -> bool:
    end = counted.phrase.end
    into, *behind = [*counted.scene.items[end : end + 4], None]
    places = [item for item in behind if item is not None and item.kind == "place"]
    return into is not None and into.word in _INTO and bool(places)


def sent_abroad(counted: Counted) -> bool:
    """ "The Philippines sent 1.9 million workers overseas": they left."""
    end = counted.phrase.end
    return any(item.word in _ELSEWHERE for item in counted.scene.items[end : end + 2])
