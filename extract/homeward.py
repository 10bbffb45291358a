"""The ends of a way back: where people return to, and who sends whom away to where."""

from __future__ import annotations

from extract.heads import CITIZENS, plain_citizens
from extract.lexicon.load import words
from extract.placing import CLOSE, Candidate, first, nationality
from extract.scene import Counted

_OPENING = 5  # "Among Georgian citizens, 91,896 returned"
_TIME_CLAUSES = frozenset({"since", *words("clause_words", "clause")})
ACTORS = ("bare", "speaker", "adjective", "destination")
_ACTS = ("place-takes-in", "place-sees-arrive")
_HAS_SHARE = "place-accounts-for"  # the subject of the number, however far
_AT_THE_GATE = words("sense_words", "at_the_gate")
_OWN = frozenset(words("sense_words", "own"))


def own_citizens(counted: Counted) -> bool:
    """ "Turkey evacuated 1,000 of its citizens": out of another country."""
    found = counted.governor
    if found is None or found.side != "object":
        return False
    if plain_citizens(counted.phrase):
        return True
    following = {i.word for i in counted.scene.items[found.at + 1 : found.at + 9]}
    return not _OWN.isdisjoint(following) and not CITIZENS.isdisjoint(following)


def returned(
    near: list[Candidate], after: list[Candidate]
) -> tuple[Candidate | None, Candidate | None]:
    """From where people return and to where, by the places near and those after the verb."""
    near = [
        c for c in near if c.role != "location" or c.cost <= CLOSE or c.rule == _HAS_SHARE
    ]  # not of a clause before
    people = nationality(near)
    to = first([c for c in after if c.cost <= CLOSE], ["destination"])
    destination = to or first(near, ["destination", "location"])
    if people and destination and destination.rule == "arrive-in-place":
        # "who took shelter in Chad are to be brought back"
        sheltered = destination.iso3 != people.iso3
        return (destination, people) if sheltered else (None, destination)
    if destination is not None and destination.role == "location" and destination.word == "there":
        return destination, None  # "to bring back 104,000 held in detention centres there"
    if people is not None and people.cost > _OPENING:
        people = None  # those who come back are not all who were named
    origin = first(near, ["origin"], without=destination.iso3 if destination else None)
    lived = first(near, ["location"])
    if origin and lived and lived is destination and origin.cost <= 1:
        return lived, origin  # "613 men from Niger who worked in Libya were trucked back"
    if origin is None and people is not None and lived is not None and lived.iso3 != people.iso3:
        stated = destination if destination and destination.role == "destination" else None
        return lived, stated or people
    if origin is None:
        home = people or destination  # who went home through a post of the other side came from it
        origin = first(near, ["transit"], without=home.iso3 if home else None)
    if destination is None or (origin and destination.iso3 == origin.iso3):
        return origin, people or destination
    return origin, people if destination.role == "location" and people else destination


def own_back(counted: Counted, near: list[Candidate]) -> tuple[Candidate | None, Candidate] | None:
    """ "Iraq has brought home 16,000 of its nationals from Syria": to who acts."""
    acts = [c for c in near if c.at < counted.at and c.role in ACTORS]
    if not own_citizens(counted) or not acts:
        return None
    return first(near, ["origin", "location"], without=acts[0].iso3), acts[0]


def _in_time_clause(counted: Counted, place: Candidate) -> bool:
    """ "35 were deported since the change of power in Damascus": where something else happened."""
    between = counted.scene.items[counted.phrase.end : place.at]
    return any(item.word in _TIME_CLAUSES for item in between)


def of_earlier(counted: Counted, place: Candidate) -> bool:
    """ "8,000 came from Morocco, and it sent 5,600 back": the place of the number before."""
    own = place.role == "location" or place.rule == "place-sends-back"
    before = place.at < counted.at and not own
    return before and any(i.kind == "count" for i in counted.scene.items[: place.at])


def deported(counted: Counted, near: list[Candidate]) -> tuple[Candidate | None, Candidate | None]:
    """Who sends the people of a count away, and to where: often to the country of their own."""
    term, people = counted.term, nationality(near)
    if term is not None and term.form.startswith(_AT_THE_GATE):
        without = people.iso3 if people else None
        return people, first(near, ["location", "origin", "destination"], without=without)
    sends = term is not None and term.cls in ("deport", "send")  # "France expelled 15,400"
    acts = [c for c in near if sends and c.at < counted.at and c.rule in _ACTS]
    others = [c for c in near if c not in acts and not of_earlier(counted, c)]
    destination = first(others, ["destination"])
    here = [c for c in near if c.cost <= CLOSE and not of_earlier(counted, c)]
    here = [c for c in here if c.role != "location" or not _in_time_clause(counted, c)]
    origin = first(here, ["origin", "location"], without=destination.iso3 if destination else None)
    origin = origin or next(iter(acts), None)
    by = origin is not None and origin.rule == "deported-by-place" and people is None
    if destination is None and origin is not None and by:
        destination = first(here, ["location"], without=origin.iso3)  # "those it expelled reached"
    if destination is None and people and not (origin and origin.iso3 == people.iso3):
        destination = people
    return origin, destination
