"""In what sense people are counted: the category that noun, verb and places give together."""

from __future__ import annotations

from extract.carrying import brought, carried, sent_abroad, sent_away, sent_into
from extract.heads import Head
from extract.lexicon.load import words
from extract.model import Category, Place
from extract.placing import CLOSE, Candidate, below_country, first, nationality
from extract.recognizers.terms import Noun, Term
from extract.scene import Counted

_BESIDE_PLACES = 8  # items after the phrase: "66,500 people from Nagorno-Karabakh in Armenia"
_HAZARDS = frozenset(words("hazards", "hazard"))
_PERMIT_WORDS = frozenset(words("sense_words", "permit"))
_MOVED_BY_HAZARD = frozenset({"relocate", "move", "refuge", "head", "leave", "flee"})
_ABROAD = words("sense_words", "abroad")
_FOREIGN = frozenset(words("sense_words", "any_nation"))
_WORKERS = frozenset(words("sense_words", "worker"))
_WITHIN = frozenset(words("sense_words", "within"))
_ABOARD = frozenset(words("sense_words", "aboard"))
_HAVING = ("place-has", "place-with-aside-has")
_SHELTERS = frozenset(words("sense_words", "shelter"))
_COPULAS = frozenset(words("sense_words", "copula"))
_AWAITED = frozenset(words("sense_words", "awaited"))
_STAYING = frozenset({"stay", "host", "refuge", "register", "idp_place"})
_CROSSINGS = frozenset(words("sense_words", "crossing"))


def category(counted: Counted) -> Category | None:
    """What noun and verb say the people do; None when neither says anything of migration."""
    phrase, term, around = counted.phrase, counted.term, counted.scene.sketch.words
    noun = phrase.category
    if phrase.kind == "event":
        return noun or (term.category if term else None)
    if noun is Category.REFUGEE and term is None and not _AWAITED.isdisjoint(around):
        return Category.ARRIVAL  # "is preparing for up to 120,000 refugees": they are still to come
    if term is None:
        lives = _by_where(counted) or _there_now(counted)
        return noun or _given_to(counted) or lives or _in_shelters(counted)
    if counted.far_before and (where := _by_where(counted) or _there_now(counted)):
        return where  # "below claims of 100,000 Russians in Serbia": the place beside says more
    if term.cls in _MOVED_BY_HAZARD and not _HAZARDS.isdisjoint(around):
        return Category.DISPLACEMENT
    if term.cls in ("move", "bring", "intercept") and _out_of_danger(counted):
        return Category.DISPLACEMENT  # "rescuers moved 3,715 families out"
    if term.cls in _STAYING:
        return _staying(term, noun)
    if term.cls == "send" and sent_abroad(counted):
        return Category.DEPARTURE
    if term.cls == "send" and phrase.noun is not None and phrase.noun.word in _WORKERS:
        return Category.ARRIVAL if sent_away(counted) else None  # "15,000 labourers to Russia"
    if term.cls == "send" and sent_into(counted):
        return Category.ARRIVAL  # "the news sent 66,000 Russians into the EU"
    if term.cls == "send":
        return (term.category if sent_away(counted) else noun) or _by_where(counted)
    if term.cls == "bring":
        return brought(counted)
    if term.cls == "apply":
        return term.category if _PERMIT_WORDS.isdisjoint(around) else Category.PERMIT
    if term.cls in ("carry", "transit") and _intercepted(counted):
        return Category.ARRIVAL  # "the navy intercepted a boat carrying 196 Rohingya"
    if term.cls == "carry" and noun is None:
        return carried(counted) or _by_where(counted)
    if term.cls == "transit" and noun is None:
        return Category.TRANSIT
    if noun in (Category.RETURN, Category.DEPORTATION, Category.IDP) and term.open:
        return noun
    return term.category


def by_places(found: Category, counted: Counted, near: list[Candidate]) -> Category:
    """The category that the places make of it: leaving for a named country is arriving there."""
    term, after = counted.term, counted.after_verb(near)
    if found in (Category.ARRIVAL, Category.DEPARTURE) and _to_their_own(near, after):
        return Category.RETURN
    if found is Category.DEPARTURE:
        right_behind = [c for c in near if c.at >= counted.phrase.end and c.cost <= 2]
        beside = first(right_behind, ["location"])
        if counted.far_before and beside is not None:
            return Category.ARRIVAL  # "Russians leave: at least 40,000 in Armenia"
        return _departure(term, near, after)
    if found is Category.TRANSIT and term is not None and term.form in _ABOARD:
        landed = first([c for c in near if c.at < counted.at], ["destination"])
        return Category.ARRIVAL if landed else found  # "towed into Valencia with 187 on board"
    origin, into = first(after, ["origin"]), first(after, ["destination", "location"])
    if found is not Category.ARRIVAL:
        return found
    if term is not None and term.cls in ("pour", "move") and into is None:
        return Category.DEPARTURE if origin and origin.cost <= CLOSE else found
    if _counts_crossings(counted.phrase) and first(_close(after), ["destination"]) is None:
        only_from = first(near, ["origin"]) and not first(near, ["location"])
        return Category.DEPARTURE if only_from else found  # "8 million crossings from Ukraine"
    return found


def _to_their_own(near: list[Candidate], after: list[Candidate]) -> bool:
    """ "200 Afghan families left for their country": people of the country that they enter."""
    people, to = nationality(near), first(_close(after), ["destination"])
    same = people is not None and people.attached and to is not None and to.iso3 == people.iso3
    return same and to is not None and to.word.startswith("their ")


def _departure(term: Term | None, near: list[Candidate], after: list[Candidate]) -> Category:
    destination, origin = first(_close(after), ["destination"]), first(near, ["origin"])
    cls = term.cls if term else ""
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
    return Category.DEPARTURE


def _leaves_country(term: Term | None) -> bool:
    return term is not None and any(word in term.form for word in _ABROAD)


def _staying(term: Term, noun: Category | None) -> Category:
    if noun is Category.ASYLUM_APPLICATION:
        return Category.REFUGEE if term.cls != "register" else noun
    if noun in (Category.REFUGEE, Category.IDP):
        return noun
    if noun is Category.DISPLACEMENT and term.cls in ("host", "refuge"):
        return Category.IDP  # "camps that shelter 55,000 displaced people"
    if term.cls == "register":
        return noun or Category.RESIDENT
    if term.cls == "refuge" or (term.cls == "host" and noun is Category.ARRIVAL):
        return Category.REFUGEE
    return Category.RESIDENT


def _given_to(counted: Counted) -> Category | None:
    """ "granted residence permits to 12,000 Eritreans": people counted as those who get them."""
    items, at = counted.scene.items, counted.at
    given = items[at - 2].value if at > 1 and items[at - 1].word == "to" else None
    if not isinstance(given, Noun) or given.category is not Category.PERMIT:
        return None
    to_live = " " in given.word or counted.phrase.nationality is not None  # not to build or fish
    return Category.PERMIT if to_live and counted.phrase.kind == "people" else None


def _by_where(counted: Counted) -> Category | None:
    """ "49,505 Russians in Georgia" live there; "66,500 people from Karabakh in Armenia" came."""
    phrase, items = counted.phrase, counted.scene.items
    if phrase.kind != "people":
        return None
    start = phrase.end
    if phrase.nationality is not None and phrase.nationality < counted.at:
        start = phrase.nationality + 1  # "the number of Venezuelans in Peru has climbed to ..."
    reach = start + _BESIDE_PLACES
    near = [c for c in counted.scene.near(counted.at, phrase) if start <= c.at <= reach]
    here = next((c for c in near if c.role == "location"), None) or _owner(counted)
    origin = next((c for c in near if c.role == "origin"), None)
    if here is None:
        return None
    if origin is not None and origin.iso3 != here.iso3:
        return Category.ARRIVAL
    if phrase.noun is not None and phrase.noun.word in _FOREIGN:
        return Category.RESIDENT
    own = items[phrase.nationality].value if phrase.nationality is not None else None
    return Category.RESIDENT if isinstance(own, Place) and own.iso3 != here.iso3 else None


def _in_shelters(counted: Counted) -> Category | None:
    """ "162,000 people are in 341 relief camps": they had to leave their homes."""
    end, items = counted.phrase.end, counted.scene.items
    if counted.phrase.kind != "people" or end >= len(items) or items[end].word not in _COPULAS:
        return None
    inside = next(
        (k for k in (end + 1, end + 2) if items[k : k + 1] and items[k].word in _WITHIN), end
    )
    beds = any(item.word in _SHELTERS for item in items[inside + 1 : inside + 5])
    return Category.IDP if beds and inside > end else None


def _out_of_danger(counted: Counted) -> bool:
    end, items = counted.phrase.end, counted.scene.items
    alone = end + 1 >= len(items) or items[end + 1].kind == "mark"
    return end < len(items) and items[end].word == "out" and alone


def _there_now(counted: Counted) -> Category | None:
    """ "110,000 of them are in Armenia": they live there."""
    if counted.words_after(2) != ["of", "them"]:
        return None
    behind = counted.scene.items[counted.at + 1 : counted.at + 6]
    within = next((k for k in (2, 3) if k < len(behind) and behind[k].word in _WITHIN), None)
    here = within is not None and any(item.kind == "place" for item in behind[within + 1 :])
    return Category.RESIDENT if here else None


def _owner(counted: Counted) -> Candidate | None:
    """ "Istanbul alone counts 530,000 Syrians": the place that has them."""
    items = counted.scene.items
    before = (c for c in counted.scene.near(counted.at, counted.phrase) if c.at < counted.at)
    near = [c for c in before if all(i.kind != "count" for i in items[c.at : counted.at])]
    of = counted.at - 2 if counted.words_before(1) == ["'s"] else None  # "Norway's 100,000 Poles"
    owners = (c for c in near if c.rule in _HAVING or (c.at == of and c.kind == "country"))
    return next(owners, None)


def _intercepted(counted: Counted) -> bool:
    values = (item.value for item in counted.scene.items)
    return any(isinstance(v, Term) and v.cls == "intercept" for v in values)


def _counts_crossings(phrase: Head) -> bool:
    return phrase.noun is not None and phrase.noun.word in _CROSSINGS


def _close(places: list[Candidate]) -> list[Candidate]:
    return [c for c in places if c.cost <= CLOSE]
