"""Counts, terms and places of one sentence, joined: who is counted, in what sense, from where, to where."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from extract.governing import Governor, governor, term_of
from extract.heads import Head, head, noun_before, value_of
from extract.lexicon.load import forms, table
from extract.links import Link, Refused
from extract.model import Basis, Category, Count, Measure, Place, Unit
from extract.placing import Candidate, Found, basis_of, candidates, first, internal, nationality
from extract.recognizers.terms import Term
from extract.respectively import respective
from extract.refusal import by_head, by_veto, is_anecdote
from extract.roles import Role
from extract.sketch import Item, Sketch

_INBOUND = frozenset({Category.ARRIVAL, Category.REFUGEE, Category.RESIDENT, Category.ASYLUM_APPLICATION, Category.PERMIT, Category.NET_MIGRATION})
_CLOSE = 12
_BESIDE_PLACES = 8  # items after the phrase: "66,500 people from Nagorno-Karabakh in Armenia"
_REACHING = frozenset({"arrive", "cross", "enter", "settle", "receive", "host", "return"})
_BESIDE = 3  # "Armenians from Karabakh": where they come from stands next to who they are
_HAZARDS = frozenset(w for row in table("hazards", unique="words") for w in forms(row["words"]))
_DWELLINGS = frozenset({"homes", "houses", "dwellings", "apartments", "households", "properties", "residences"})
_OF_A_KIND = frozenset({"tourists", "military", "casualties", "votes", "vehicles", "accounts", "in_need", "population", "houses", "other_people"})
_PERMIT_WORDS = ("residence", "residency", "permit", "citizenship", "visas", "visa", "permits", "residence_permits", "passport", "passports", "papers")
_AT_THE_GATE = ("turned", "turn", "denied", "deny", "refused", "refuse", "pushed", "push", "pushing", "repelled", "barred", "not allowed", "turning")


def pair(
    sketch: Sketch, roles: Mapping[int, Role], anaphors: Mapping[int, str], *, support: bool
) -> list[Link | Refused]:
    """Every count of the sentence, joined or refused, in reading order.

    ``support``: whether the article speaks of migration elsewhere, so that everyday words
    such as "came" may be read as migration here.
    """
    joined: list[Link | Refused] = []
    for at, item in enumerate(sketch.items):
        if item.kind == "count":
            earlier = next((j for j in reversed(joined) if isinstance(j, Link)), None)
            found = _one(sketch, roles, anaphors, at, earlier, support)
            joined.append(_same_refusal(sketch, joined, found))
    return respective(sketch, _shared_heads(sketch, roles, anaphors, joined))


def _same_refusal(sketch: Sketch, joined: list[Link | Refused], found: Link | Refused) -> Link | Refused:
    """ "5.4 million passengers, double the 2.6 million of 2022": a bare number after a refused one is of its kind."""
    last = joined[-1] if joined else None
    bare = isinstance(found, Link) and found.head.kind == "bare" and (found.governor is None or found.governor.side == "before")
    if bare and isinstance(last, Refused) and last.reason in _OF_A_KIND:
        return Refused(found.at, last.reason)
    return found


def _one(
    sketch: Sketch, roles: Mapping[int, Role], anaphors: Mapping[int, str], at: int, earlier: Link | None, support: bool
) -> Link | Refused:
    items = sketch.items
    count = value_of(items[at])
    phrase = head(items, at)
    if _are_households(sketch, at, phrase):
        phrase = replace(phrase, kind="people", reason="", noun=replace(phrase.noun, unit=Unit.HOUSEHOLD) if phrase.noun else None)
    if reason := by_head(items, at, phrase):
        return Refused(at, reason)
    if phrase.noun is not None and phrase.noun.word in ("times", "time") and _is_multiple(items, phrase, count):
        return Refused(at, "multiple")
    found = governor(sketch, at, phrase)
    if phrase.kind == "bare" and (found is None or found.side == "before"):
        phrase = noun_before(items, at, phrase) or phrase
    if found is not None and found.side == "before" and phrase.kind == "people" and phrase.category:
        found = None  # "before the new influx, ... 67,000 refugees": the noun says more than a word far before
    term = term_of(items, found)
    if reason := by_veto(sketch, at, phrase, found.at if found else None):
        return Refused(at, reason)
    parallel = _parallel(sketch, at, phrase, found, earlier)
    if parallel and earlier is not None:
        return _linked(sketch, roles, anaphors, at, phrase, earlier.governor, earlier.category, earlier, parallel)
    category = _category(phrase, term, sketch.words, sent_away=_sent_away(items, phrase))
    if category is None and phrase.kind == "people":
        category = _by_where(sketch, roles, anaphors, at, phrase)
    if category is None and phrase.kind == "bare" and earlier is None and support and _may_go_on(items, at, count):
        return _going_on(sketch, roles, anaphors, at, phrase)
    if category is None:
        return Refused(at, "no_migration_term" if phrase.kind != "unknown" else "not_people")
    if phrase.kind == "unknown" and not _people_unknown(sketch, at, phrase, term):
        return Refused(at, "not_people")
    link = _linked(sketch, roles, anaphors, at, phrase, found, category, None, "")
    if earlier is not None and _is_part(items, at):
        return replace(link, origin=link.origin or earlier.origin, destination=link.destination or earlier.destination)
    if phrase.kind != "event" and not (link.origin and link.destination) and is_anecdote(phrase, count, term):
        return Refused(at, "anecdote")
    if not _supported(link, term, support or earlier is not None):
        return Refused(at, "no_migration_term")
    return link


def _by_where(sketch: Sketch, roles: Mapping[int, Role], anaphors: Mapping[int, str], at: int, phrase: Head) -> Category | None:
    """ "49,505 Russians in Georgia": people of one country in another live there, or came if it says from where."""
    near = [c for c in candidates(sketch, roles, anaphors, at, phrase) if phrase.end <= c.at <= phrase.end + _BESIDE_PLACES]
    here = next((c for c in near if c.role == "location"), None)
    origin = next((c for c in near if c.role == "origin"), None)
    if here is None:
        return None
    if origin is not None and origin.iso3 != here.iso3:
        return Category.ARRIVAL
    own = sketch.items[phrase.nationality].value if phrase.nationality is not None else None
    return Category.RESIDENT if isinstance(own, Place) and own.iso3 != here.iso3 else None


def _going_on(sketch: Sketch, roles: Mapping[int, Role], anaphors: Mapping[int, str], at: int, phrase: Head) -> Link:
    """A bare number that goes on with the figure of the sentence before, with the places that its own sentence names."""
    near = candidates(sketch, roles, anaphors, at, phrase)
    origin = _as_found(sketch, nationality(near) or first(near, ["origin"]))
    subject = next((c for c in near if c.at <= 1 and c.role in ("bare", "location", "destination") and c.kind == "country"), None)
    destination = _as_found(sketch, first(near, ["destination"]) or subject)
    size = _size(value_of(sketch.items[at]))
    return Link(at, phrase, None, Category.ARRIVAL, Unit.PERSON, origin, destination, "goes-on", size, inherits=True)


def _is_multiple(items: tuple[Item, ...], phrase: Head, count: Count) -> bool:
    """ "six times the level": a comparison, no crossings."""
    following = items[phrase.end].word if phrase.end < len(items) else ""
    return (count.low or count.high or 0) < 20 or following in ("the", "as", "more", "that", "higher", "bigger", "larger", "what", "its", "their")


def _size(count: Count) -> int:
    return count.count or count.low or count.high or 0


def _may_go_on(items: tuple[Item, ...], at: int, count: Count) -> bool:
    """Whether a bare number may go on with the figure of the sentence before: "A year later it was 9,642."""
    size = count.count if count.count is not None else count.low
    return size is not None and size > 12 and len(items) <= 40 and not any(i.word in ("'s", "$") for i in items[max(0, at - 1) : at])


def _are_households(sketch: Sketch, at: int, phrase: Head) -> bool:
    """ "the evacuation of about 50 homes": homes that are evacuated count the households in them."""
    if phrase.reason != "houses" or phrase.noun is None or phrase.noun.word not in _DWELLINGS:
        return False
    term = term_of(sketch.items, governor(sketch, at, phrase))
    return term is not None and term.cls == "evacuate"


def _sent_away(items: tuple[Item, ...], phrase: Head) -> bool:
    """ "Spain sent 4,000 back", "sent 300 asylum seekers to Rwanda": sending people is deporting them there."""
    following = items[phrase.end : phrase.end + 3]
    return any(i.word in ("back", "home") for i in following) or (bool(following) and following[0].word == "to" and any(i.kind == "place" for i in following))


def _is_part(items: tuple[Item, ...], at: int) -> bool:
    """ "of whom about 800,000 are registered": a part with a verb of its own."""
    return any(i.word in ("whom", "which", "them", "these", "those") for i in items[max(0, at - 3) : at])


def _parallel(sketch: Sketch, at: int, phrase: Head, found: Governor | None, earlier: Link | None) -> str:
    """Whether a count goes on with the one before it: a part of it, or the next of a list."""
    if earlier is None:
        return ""
    before = [item.word for item in sketch.items[max(0, at - 3) : at]]
    own = found is not None and found.side != "before"
    if any(w in ("including", "whom", "among") for w in before) and not own:
        return "part-of"
    gap = [item for item in sketch.items[earlier.head.end : at]]
    if not own and phrase.kind in ("people", "bare") and any(i.word in (",", "and", "or", "against", "from", "to", "versus", "than") for i in gap):
        same = phrase.category is None or phrase.category == earlier.head.category
        return "list" if same and len(gap) <= 14 else ""
    return ""


def _category(phrase: Head, term: Term | None, sketch_words: Collection[str], *, sent_away: bool) -> Category | None:
    if phrase.kind == "event":
        return phrase.category or (term.category if term else None)
    noun = phrase.category
    if term is None:
        return noun
    if term.cls in ("relocate", "move", "refuge", "head") and not _HAZARDS.isdisjoint(sketch_words):
        return Category.DISPLACEMENT
    if term.cls in ("stay", "host", "refuge", "register", "idp_place"):
        if noun is Category.ASYLUM_APPLICATION:
            return Category.REFUGEE if term.cls != "register" else noun
        return noun if noun in (Category.REFUGEE, Category.IDP) else _stock(term, noun)
    if term.cls == "send":
        return term.category if sent_away else noun
    if term.cls == "apply":
        return Category.PERMIT if any(w in sketch_words for w in _PERMIT_WORDS) else term.category
    if term.cls in ("transit", "carry") and noun is None:
        return Category.TRANSIT if term.cls == "transit" else None
    if noun in (Category.RETURN, Category.DEPORTATION, Category.IDP) and term.open:
        return noun
    return term.category


def _stock(term: Term, noun: Category | None) -> Category:
    if term.cls == "register":
        return noun or Category.RESIDENT
    if term.cls == "refuge":
        return Category.REFUGEE
    if term.cls == "host":
        return Category.REFUGEE if noun is Category.ARRIVAL else Category.RESIDENT
    return Category.RESIDENT


def _people_unknown(sketch: Sketch, at: int, phrase: Head, term: Term | None) -> bool:
    """Whether a noun that no table knows can be people: a capitalised group, or by its ending."""
    surface = sketch.text[sketch.items[at].span.end :].lstrip()
    word = phrase.reason
    capital = surface[:1].isupper() and word.endswith(("s", "i", "a"))
    return term is not None and (capital or word.endswith(("ers", "ors", "ists", "ees", "ians", "women", "men"))) and (capital or not term.open)


def _supported(link: Link, term: Term | None, support: bool) -> bool:
    if link.head.kind == "event":
        return support
    if link.head.category is not None or (term is not None and not term.open):
        return True
    moved = link.origin is not None or link.destination is not None
    if link.origin is not None and link.origin.rule == "leave-place":
        return True
    if link.destination is not None and term is not None and term.cls in _REACHING and link.destination.rule != "in-place":
        return True
    if link.head.nationality is not None or (link.origin and link.destination):
        return True
    return support and (moved or link.head.kind == "bare" or term is not None)


def _linked(
    sketch: Sketch,
    roles: Mapping[int, Role],
    anaphors: Mapping[int, str],
    at: int,
    phrase: Head,
    found: Governor | None,
    category: Category,
    earlier: Link | None,
    parallel: str,
) -> Link:
    near = [c for c in candidates(sketch, roles, anaphors, at, phrase) if not _of_next(sketch, found, at, c)]
    term = term_of(sketch.items, found)
    after = [c for c in near if found is None or c.at > found.at]
    category = _by_places(category, phrase, term, near, after)
    origin, destination = _ends(sketch, category, found, near, after)
    if earlier is not None:
        origin, destination = _from_earlier(origin, destination, earlier, category, parallel)
        if parallel == "list" and (beside := _place_beside(sketch, at)) is not None:
            origin, destination = (beside, beside) if internal(category) else (origin, beside)
    unit = phrase.unit if earlier is None or phrase.kind != "bare" else earlier.unit
    rule = parallel or (found.side if found else "noun") + (f":{destination.rule}" if destination else f":{origin.rule}" if origin else "")
    return Link(at, phrase, found, category, unit, origin, destination, rule, _size(value_of(sketch.items[at])))


def _of_next(sketch: Sketch, found: Governor | None, at: int, place: Candidate) -> bool:
    """Whether a place stands behind the next number, which has its verb for itself: "7,000 came, 11,000 left for Uzbekistan"."""
    if found is None or place.at < at:
        return False
    behind = next((k for k in range(max(at, found.at) + 1, place.at) if sketch.items[k].kind == "count"), None)
    if behind is None:
        return False
    return found.at > at or any(isinstance(i.value, Term) for i in sketch.items[behind : place.at])


def _place_beside(sketch: Sketch, at: int) -> Found | None:
    """ "Peru hosts 1.5 million and Ecuador 470,000": the place right before a number of a list is its own."""
    value = sketch.items[at - 1].value if at else None
    if isinstance(value, Place) and value.kind in ("country", "region", "city"):
        return Found(value.iso3, Basis.STATED, at - 1, "place-beside")
    return None


def _by_places(category: Category, phrase: Head, term: Term | None, near: list[Candidate], after: list[Candidate]) -> Category:
    """Leaving for a named country is arriving there; an airlift out of a country is leaving it."""
    destination = first([c for c in after if c.cost <= _CLOSE], ["destination"])
    if category is Category.DEPARTURE and destination is None and first([c for c in after if c.cost <= _CLOSE and c.kind == "country"], ["transit"]):
        return Category.TRANSIT
    if category is Category.DEPARTURE and term is not None and term.cls == "flee" and destination is None:
        origin = first(near, ["origin"])
        return Category.DISPLACEMENT if origin and (_below_country(origin) or origin.part) else category
    if category is Category.DEPARTURE and destination is None and term is not None and term.cls in ("flee", "emigrate"):
        there = first([c for c in after if c.cost <= _CLOSE], ["location"])
        if there is not None and first(after, ["origin"]) is None and (_below_country(there) or there.part):
            return Category.DISPLACEMENT  # "an exodus of 40,000 people from camps in the north of the West Bank"
    if category is Category.DEPARTURE and destination is None and (part := first(after, ["origin"])) is not None and part.part:
        people = nationality(near)
        return Category.DISPLACEMENT if people is None or people.iso3 == part.iso3 else category
    if category is Category.DEPARTURE and term is not None and term.cls in ("flee", "emigrate", "leave") and destination:
        origin = first(near, ["origin"])
        return Category.DEPARTURE if origin and origin.cost < destination.cost and term.cls == "leave" else Category.ARRIVAL
    if category is Category.ARRIVAL and term is not None and term.cls in ("pour", "move", "cross") and not first(after, ["destination", "location"]):
        origin = first(after, ["origin"])
        return Category.DEPARTURE if origin and origin.cost <= _CLOSE else category
    crossings = phrase.noun is not None and phrase.noun.word in ("crossings", "border crossings")
    if category is Category.ARRIVAL and crossings and destination is None and first(near, ["origin"]) and not first(near, ["location"]):
        return Category.DEPARTURE  # "8 million border crossings from Ukraine"
    return category


def _below_country(place: Candidate) -> bool:
    """Whether a place is a city, a region or "the city": who flees it may stay in the country."""
    return place.kind in ("city", "region") or (place.kind == "anaphor" and place.word.endswith(("city", "town", "region", "province")))


def _own_citizens(sketch: Sketch, found: Governor | None) -> bool:
    """ "Turkey evacuated 1,000 of its citizens": out of another country."""
    if found is None or found.side != "object":
        return False
    following = [i.word for i in sketch.items[found.at + 1 : found.at + 9]]
    return any(w in following for w in ("its", "their", "own")) and any(w in following for w in ("citizens", "nationals", "citizen", "diplomats"))


def _ends(sketch: Sketch, category: Category, found: Governor | None, near: list[Candidate], after: list[Candidate]) -> tuple[Found | None, Found | None]:
    term = term_of(sketch.items, found)
    if internal(category):
        return _inside(sketch, term, near, own_citizens=_own_citizens(sketch, found))
    if category is Category.RETURN:
        return _returned(sketch, near)
    if category is Category.DEPORTATION:
        return _deported(sketch, term, near)
    people = nationality(near)
    origin = first(near, ["origin"])
    if category is Category.DEPARTURE:
        origin = origin or (people if people and people.attached else None) or first(near, ["location"]) or people
        destination = first([c for c in after if c.cost <= _CLOSE], ["destination"], without=origin.iso3 if origin else None)
        return _as_found(sketch, origin), _as_found(sketch, destination)
    if people is not None and (origin is None or (people.attached and origin.cost > _BESIDE)):
        origin = people
    if origin is None:
        origin = first(near, ["home"])
    if (outside := first(near, ["outside"])) is not None and category.measure is Measure.STOCK:
        return _as_found(sketch, people or outside), Found("", Basis.STATED, outside.at, outside.rule)
    if category is Category.TRANSIT:
        return _as_found(sketch, origin), _as_found(sketch, first(near, ["destination"]) or first(after, ["transit"]))
    home = first([c for c in near if c.cost <= _CLOSE], ["destination"])
    if home is not None and people is not None and home.iso3 == people.iso3 and category is Category.ARRIVAL:
        return _as_found(sketch, first(near, ["origin"], without=home.iso3)), _as_found(sketch, home)
    roles = ["destination", "location"] if category in _INBOUND else ["destination"]
    destination = first(near, roles, without=origin.iso3 if origin else None)
    return _as_found(sketch, origin), _as_found(sketch, destination)


def _inside(sketch: Sketch, term: Term | None, near: list[Candidate], *, own_citizens: bool) -> tuple[Found | None, Found | None]:
    origin = first(near, ["origin", "location", "home"])
    people = nationality(near)
    moved_by = term is not None and term.cls == "evacuate"  # "Russia evacuated 60,000": who acts is not where
    destination = first(near, ["destination"])
    place = origin or people or destination or (None if moved_by else first(near, ["bare"]))
    if destination and place and destination.iso3 != place.iso3 and destination.kind != "anaphor":
        return _as_found(sketch, place), _as_found(sketch, destination)
    if own_citizens:
        return _as_found(sketch, origin), Found("", Basis.STATED, None, "own-citizens")
    abroad = moved_by and origin is not None and origin.role == "origin" and not _below_country(origin)
    return _as_found(sketch, place), None if abroad else _as_found(sketch, place)


def _returned(sketch: Sketch, near: list[Candidate]) -> tuple[Found | None, Found | None]:
    destination = first(near, ["destination", "location"])
    people = nationality(near)
    origin = first(near, ["origin"], without=destination.iso3 if destination else None)
    lived = first(near, ["location"])
    if origin is None and people is not None and lived is not None and lived.iso3 != people.iso3:
        return _as_found(sketch, lived), _as_found(sketch, destination if destination and destination.role == "destination" else people)
    if destination is None or (origin and destination.iso3 == origin.iso3) or (destination.role == "location" and people):
        destination = people or destination
    return _as_found(sketch, origin), _as_found(sketch, destination)


def _deported(sketch: Sketch, term: Term | None, near: list[Candidate]) -> tuple[Found | None, Found | None]:
    people = nationality(near)
    if term is not None and term.form.startswith(_AT_THE_GATE):
        place = first(near, ["location", "origin", "destination"], without=people.iso3 if people else None)
        return _as_found(sketch, people), _as_found(sketch, place)
    origin = first(near, ["origin", "location"])
    destination = first(near, ["destination"], without=origin.iso3 if origin else None)
    if destination is None and people and not (origin and origin.iso3 == people.iso3):
        destination = people
    return _as_found(sketch, origin), _as_found(sketch, destination)


def _as_found(sketch: Sketch, c: Candidate | None) -> Found | None:
    return Found(c.iso3, basis_of(sketch.items, c), c.at, c.rule) if c else None


def _from_earlier(
    origin: Found | None, destination: Found | None, earlier: Link, category: Category, parallel: str
) -> tuple[Found | None, Found | None]:
    """What a part or the next of a list leaves unsaid is what the count before it said."""
    if internal(category):
        return origin or earlier.origin, destination or earlier.destination
    if parallel == "part-of":
        return origin or earlier.origin, destination or earlier.destination
    return origin or earlier.origin, destination or earlier.destination


def _shared_heads(sketch: Sketch, roles: Mapping[int, Role], anaphors: Mapping[int, str], joined: list[Link | Refused]) -> list[Link | Refused]:
    """ "43,152 Russian and 19,898 Belarusian entrants", "4,443 on Monday and 5,959 crossings": read backwards too."""
    for k in range(len(joined) - 2, -1, -1):
        now, later = joined[k], joined[k + 1]
        if isinstance(now, Refused) and now.reason in ("no_migration_term", "not_people") and isinstance(later, Link):
            phrase = head(sketch.items, now.at)
            gap = sketch.items[phrase.end : later.at]
            if phrase.kind in ("bare", "people") and len(gap) <= 3 and any(i.word in ("and", ",", "or", "to", "among", "of") for i in gap):
                joined[k] = _linked(sketch, roles, anaphors, now.at, phrase, None, later.category, later, "list")
    return joined
