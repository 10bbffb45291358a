"""The two ends of a move: which of the near places is the origin and which the destination."""

from __future__ import annotations

from extract.heads import plain_citizens
from extract.homeward import (
    ACTORS,
    deported,
    of_earlier,
    own_back,
    own_citizens,
    own_countries,
    returned,
    sent_by,
    taken_out,
)
from extract.lexicon.load import words
from extract.model import Basis, Category, Measure
from extract.placing import (
    CLOSE,
    Candidate,
    Found,
    basis_of,
    below_country,
    first,
    internal,
    nationality,
)
from extract.scene import TROUBLE, Counted
from extract.sketch import Sketch

INBOUND = frozenset(
    {Category.ARRIVAL, Category.REFUGEE, Category.RESIDENT}
    | {Category.ASYLUM_APPLICATION, Category.PERMIT, Category.NET_MIGRATION}
)
_BACK = (Category.RETURN, Category.DEPORTATION)
Ends = tuple[Found | None, Found | None]

_BESIDE = 3  # "Armenians from Karabakh": where they come from stands next to who they are
_OF_ITS_OWN = "of-place-own-people"
_WERE_BEFORE = "had-lived-in-place"
_WIDE = ("", "EU")  # "abroad", "in the Union"
_OWN = frozenset(words("sense_words", "own"))
_HERE = words("sense_words", "leaves_here")


def ends(category: Category, counted: Counted, near: list[Candidate]) -> Ends:
    """Origin and destination of a count, as far as its own sentence names them."""
    sketch = counted.scene.sketch
    if internal(category):
        origin, destination = _inside(counted, near)
    elif category is Category.RETURN:
        own = [c for c in near if not of_earlier(counted, c)]
        origin, destination = own_back(counted, own) or returned(own, counted.after_verb(own))
    elif category is Category.DEPORTATION:
        origin, destination = deported(counted, near)
    elif category is Category.DEPARTURE:
        origin, destination = _departed(counted, near)
    else:
        return _came(category, counted, near)
    if category in _BACK and (own_lands := own_countries(counted, near)):
        return as_found(sketch, origin), own_lands
    fetched = own_citizens(counted) or taken_out(counted)
    blocked = internal(category) and destination is None and fetched
    abroad = _brought_to(counted, near, origin) if blocked else None
    return as_found(sketch, origin), as_found(sketch, destination) or abroad


def _brought_to(counted: Counted, near: list[Candidate], origin: Candidate | None) -> Found:
    """ "Turkey evacuated 1,000 of its citizens from Sudan": to the country that acts, if named."""
    verb = counted.governor.at if counted.governor else counted.at
    left = origin.iso3 if origin else None
    people = nationality(near)
    acts = [c for c in near if c.at < verb and c.iso3 != left and c.role in ACTORS]
    acts = [c for c in acts if people is None or c.iso3 == people.iso3]
    own = as_found(counted.scene.sketch, next(iter(acts), None)) if left else None
    return own or Found("", Basis.STATED, None, "own-citizens")


def as_found(sketch: Sketch, candidate: Candidate | None) -> Found | None:
    """The end that a candidate gives."""
    if candidate is None:
        return None
    return Found(candidate.iso3, basis_of(sketch.items, candidate), candidate.at, candidate.rule)


def _came(category: Category, counted: Counted, near: list[Candidate]) -> Ends:
    sketch, people = counted.scene.sketch, nationality(near)
    near = [c for c in near if c.rule != "leave-place" or not of_earlier(counted, c)]
    if category is Category.NET_MIGRATION:  # "after the wave set off by the war in Ukraine"
        near = [c for c in near if not c.rule.startswith(TROUBLE)]
    origin = first(near, ["origin"])
    were = origin is not None and (origin.cost <= _BESIDE or origin.rule == _WERE_BEFORE)
    if people is not None and (origin is None or (people.attached and not were)):
        origin = people
    origin = origin or first(near, ["home"])
    if origin is None and category is Category.ARRIVAL:
        origin = _by_way_of(near) or sent_by(counted, near)
    if origin is None and (_of_its_people(counted) or plain_citizens(counted.phrase)):
        own = [c for c in near if c.at < counted.at]
        origin = first(own, ["bare", "location", "speaker", "office"])  # "12,000 of its own people"
    outside = first(near, ["outside"])
    if outside is not None and category.measure is Measure.STOCK:
        nowhere = Found("", Basis.STATED, outside.at, outside.rule)
        return as_found(sketch, people or origin or outside), nowhere
    if category is Category.TRANSIT:
        through = first(near, ["destination"]) or first(counted.after_verb(near), ["transit"])
        return as_found(sketch, origin), as_found(sketch, through)
    home = first([c for c in near if c.cost <= CLOSE], ["destination"])
    if home and people and (host := _host(near, home, people)):
        return as_found(sketch, origin or people), as_found(sketch, host)
    if category is Category.ARRIVAL and home and people and home.iso3 == people.iso3:
        return as_found(sketch, first(near, ["origin"], without=home.iso3)), as_found(sketch, home)
    roles = ["destination", "location"] if category in INBOUND else ["destination"]
    destination = first(near, roles, without=origin.iso3 if origin else None)
    if category is Category.ARRIVAL and destination and destination.role == "location":
        destination = _reached(counted, near, destination)
    if destination is not None and destination.iso3 in _WIDE:
        destination = _within(near, destination)
    return as_found(sketch, origin), as_found(sketch, destination)


def _within(near: list[Candidate], wide: Candidate) -> Candidate:
    """ "Germany hosts the largest number of Ukrainians in the EU, 1.2 million": they are in it."""
    hosts = (c for c in near if c.iso3 not in _WIDE and c.rule == "place-takes-in")
    return next(hosts, wide)


def _by_way_of(near: list[Candidate]) -> Candidate | None:
    """ "kept 14 from entering Latvia via Belarus": the last country before the one they enter."""
    close = [c for c in near if c.cost <= CLOSE]
    to = first(close, ["destination"])
    return first(close, ["transit"], without=to.iso3) if to is not None else None


def _host(near: list[Candidate], there: Candidate, people: Candidate) -> Candidate | None:
    """ "Kazakhstan says 98,000 Russians entered the country": not the country of the Russians."""
    if there.kind != "anaphor" or there.iso3 != people.iso3 or there.word.startswith("their"):
        return None
    before = [c for c in near if c.at < there.at and c.iso3 != people.iso3]
    return first(before, ["speaker", "office", "bare", "adjective"])


def _reached(counted: Counted, near: list[Candidate], there: Candidate) -> Candidate:
    """ "Migrants stranded in Yemen have made their way to Djibouti": where the verb leads."""
    to = first([c for c in counted.after_verb(near) if c.cost <= CLOSE], ["destination"])
    verb = counted.governor.at if counted.governor else counted.at
    return to if to is not None and there.at < verb else there


def _departed(counted: Counted, near: list[Candidate]) -> tuple[Candidate | None, Candidate | None]:
    people = nationality(near)
    own = people if people and (people.attached or people.rule == _OF_ITS_OWN) else None
    left = near
    if counted.term is not None and counted.term.form.endswith(_HERE):
        left = [c for c in near if not of_earlier(counted, c)]  # "3 came from A and 2 left it"
    origin = first(left, ["origin"]) or own or sent_by(counted, near)
    origin = origin or first(near, ["location"]) or people
    close = [c for c in counted.after_verb(near) if c.cost <= CLOSE]
    return origin, first(close, ["destination"], without=origin.iso3 if origin else None)


def _inside(counted: Counted, near: list[Candidate]) -> tuple[Candidate | None, Candidate | None]:
    term, near = counted.term, [c for c in near if c.iso3]
    # "Russia evacuated": who acts is not where
    moved_by = (term is not None and term.cls == "evacuate") or taken_out(counted)
    if (
        not moved_by
        and _of_its_people(counted)
        and (own := first(near, ["speaker", "office", "bare"]))
    ):
        return own, own  # "Phnom Penh said 35,000 of its people had been moved to safety"
    origin = first(near, ["origin", "location", "home", "transit"])  # "floods swept through Minna"
    destination = first(near, ["destination"])
    bare = first(near, ["bare"]) if not moved_by or _is_subject(counted) else None
    place = origin or nationality(near) or destination or bare
    citizens = own_citizens(counted)
    far = destination is not None and citizens and destination.cost > CLOSE
    if destination and place and destination.iso3 != place.iso3 and destination.kind != "anaphor":
        return place, None if far else destination
    if citizens:
        return origin, None
    people = nationality(near)
    foreign = people is not None and people.attached and people.iso3 != (place and place.iso3)
    left = origin is not None and origin.role == "origin" and origin.rule != "place-sends"
    left = left and (foreign or not (origin is None or below_country(origin)))
    inside = (origin is not None and origin.part) or counted.phrase.category is Category.IDP
    abroad = moved_by and not (origin and origin.part and _alone(origin, near))
    return place, None if left and (abroad or not inside) else place  # "driven out of Ukraine"


def _alone(left: Candidate, near: list[Candidate]) -> bool:
    """ "12,000 were evacuated from southern Lebanon": no other country moves them."""
    return all(c.iso3 == left.iso3 or c.role not in ACTORS for c in near)


def _is_subject(counted: Counted) -> bool:
    """ "Bangladesh moved 2.4 million, while India evacuated 650,000": people of its own."""
    verb, items = counted.governor, counted.scene.items
    own = verb is not None and verb.side == "object" and counted.phrase.kind == "bare"
    return own and verb is not None and verb.at > 0 and items[verb.at - 1].kind == "place"


def _of_its_people(counted: Counted) -> bool:
    behind = counted.words_after(2)
    return len(behind) == 2 and behind[0] == "of" and behind[1] in _OWN
