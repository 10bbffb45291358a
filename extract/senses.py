"""In what sense people are counted: the category that noun, verb and places give together."""

from __future__ import annotations

from extract.carrying import brought, carried, of_workers, sent
from extract.lexicon.load import words
from extract.model import Category, Place
from extract.placing import Candidate, first
from extract.recognizers.terms import Noun, Term
from extract.scene import Counted

_BESIDE_PLACES = 8  # items after the phrase: "66,500 people from Nagorno-Karabakh in Armenia"
_HAZARDS = frozenset(words("hazards", "hazard"))
_PERMIT_WORDS = frozenset(words("sense_words", "permit"))
_MOVED_BY_HAZARD = frozenset({"relocate", "move", "refuge", "head", "leave", "flee"})
_EXISTENTIAL = words("sense_words", "existential")
_FOREIGN = frozenset(words("sense_words", "any_nation"))
_WITHIN = frozenset(words("sense_words", "within"))
_INSIDE = frozenset({"at", "on", *_WITHIN})
_NOW = frozenset(words("sense_words", "now"))
_RECEPTION = frozenset(words("sense_words", "reception"))
_RECEPTION_REACH = 8
_HAVING = ("place-has", "place-with-aside-has", "place-ranks-with")
_SHELTERS = frozenset(words("sense_words", "shelter"))
_COPULAS = frozenset(words("sense_words", "copula"))
_CAMPS = frozenset(words("sense_words", "relief_camp"))
_RELIEF = frozenset(words("sense_words", "relief"))
_EMIGRANTS = frozenset(words("sense_words", "emigrant"))
_UNABLE = frozenset(words("sense_words", "unable"))
_AWAITED = frozenset(words("sense_words", "awaited"))
_CROSSINGS = frozenset(words("sense_words", "crossing"))
_ARRIVED = frozenset(words("sense_words", "arrivals"))
_STAYING = frozenset({"stay", "host", "refuge", "register", "idp_place"})


def category(counted: Counted) -> Category | None:
    """What noun and verb say the people do; None when neither says anything of migration."""
    phrase, term, around = counted.phrase, counted.term, counted.scene.sketch.words
    noun = phrase.category
    if phrase.kind == "event":
        out = term is not None and term.category is Category.DEPARTURE
        crossings = phrase.noun is not None and phrase.noun.word in _CROSSINGS
        if out and crossings:
            return Category.DEPARTURE  # "5,000 crossings by Russians went the other way"
        return noun or (term.category if term else None)
    if noun is Category.REFUGEE and term is None and not _AWAITED.isdisjoint(around):
        return Category.ARRIVAL  # "is preparing for up to 120,000 refugees": they are still to come
    if term is None:
        lives = _by_where(counted) or _there_now(counted) or _exist_here(counted)
        if noun is Category.ARRIVAL and phrase.kind == "people" and _is_existential(counted):
            came = phrase.noun is not None and phrase.noun.word in _ARRIVED
            return noun if came else Category.RESIDENT  # "there are 1.4 million migrants in Chile"
        return noun or _given_to(counted) or lives or _in_shelters(counted)
    beside = counted.far_before and term.cls != "net"
    if beside and (where := _by_where(counted) or _there_now(counted)):
        return where  # "below claims of 100,000 Russians in Serbia": the place beside says more
    if term.cls in _MOVED_BY_HAZARD and not _HAZARDS.isdisjoint(around):
        return Category.DISPLACEMENT
    if term.cls == "return" and _kept_away(counted):
        return noun or Category.DISPLACEMENT
    if term.cls in ("move", "bring", "intercept") and _out_of_danger(counted):
        return Category.DISPLACEMENT  # "rescuers moved 3,715 families out"
    if term.form == "leaves" and _left_over(counted):
        return Category.NET_MIGRATION  # "..., which leaves about 60,000 Russians in Georgia"
    sheltered = term.cls in ("stay", "refuge") and noun is None
    if sheltered and phrase.nationality is None and _relieved(counted):
        return Category.DISPLACEMENT
    if term.cls == "register" and phrase.noun is not None and phrase.noun.word in _EMIGRANTS:
        return Category.DEPARTURE  # "the office registered 419,000 emigrants"
    if term.cls in _STAYING:
        return Category.IDP if _of_the_displaced(counted) else _staying(term, noun)
    if term.category is Category.ARRIVAL and noun is None and _there_are(counted):
        return Category.RESIDENT
    if term.cls == "send":
        return sent(counted) or (None if of_workers(counted) else _by_where(counted))
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
        went = term.cls == "return" and counted.governor is not None
        return term.category if went and noun is Category.IDP else noun
    return term.category


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
    numbers = (k for k in range(start, min(reach, len(items))) if items[k].kind == "count")
    reach = next((k for k in numbers if items[k - 1].word == "and"), reach)
    near = [c for c in counted.scene.near(counted.at, phrase) if start <= c.at <= reach]
    here = next((c for c in near if c.role == "location"), None) or _owner(counted)
    origin = next((c for c in near if c.role == "origin"), None)
    if "non" in (item.word for item in items[counted.at : phrase.end]):
        return Category.RESIDENT  # "52,000 non-Danish residents"
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


def _exist_here(counted: Counted) -> Category | None:
    """ "On our territory there are 109,000 foreigners": they live here, whatever "here" is."""
    noun = counted.phrase.noun
    foreign = noun is not None and noun.word in _FOREIGN
    if foreign and _is_existential(counted):
        return Category.RESIDENT
    end, items = counted.phrase.end, counted.scene.items
    inside = counted.phrase.kind == "people" and end < len(items) and items[end].word in _INSIDE
    if not inside or _RECEPTION.isdisjoint(i.word for i in items[end : end + _RECEPTION_REACH]):
        return None
    return Category.REFUGEE if _is_existential(counted) else None  # "510 people in the hangar"


def _is_existential(counted: Counted) -> bool:
    before = " ".join(counted.words_before(3))
    return any(there in before for there in _EXISTENTIAL)


def _there_are(counted: Counted) -> bool:
    """ "There are 109,000 foreigners here who came from Ukraine": how many are here now."""
    verb = counted.governor
    return verb is not None and verb.side == "subject" and _is_existential(counted)


def _of_the_displaced(counted: Counted) -> bool:
    """ "a home to 26,000 of those displaced by the fighting": where they found shelter."""
    behind = counted.scene.items[counted.at + 1 : counted.at + 4]
    value = behind[-1].value if len(behind) == 3 and behind[0].word == "of" else None
    return isinstance(value, Term) and value.cls == "displace"


def _left_over(counted: Counted) -> bool:
    near = counted.scene.near(counted.at, counted.phrase)
    within = first([c for c in near if c.at > counted.at and c.cost <= 3], ["location"])
    return counted.words_before(2)[:1] == ["which"] and within is not None


def _relieved(counted: Counted) -> bool:
    """ "4,778 people remain in relief camps": a flood or a war has driven them from home."""
    words_of = counted.scene.sketch.words
    camped = bool(_CAMPS & words_of) and bool(_HAZARDS & words_of)
    return camped or bool(_RELIEF & words_of)


def _kept_away(counted: Counted) -> bool:
    """ "42,000 families still cannot go home": they are displaced and have not returned."""
    verb = counted.governor
    if verb is None or verb.side != "subject" or counted.phrase.kind == "bare":
        return False
    between = counted.scene.items[counted.phrase.end : verb.at]
    return any(item.word in _UNABLE for item in between)


def _out_of_danger(counted: Counted) -> bool:
    end, items = counted.phrase.end, counted.scene.items
    alone = end + 1 >= len(items) or items[end + 1].kind == "mark"
    return end < len(items) and items[end].word == "out" and alone


def _there_now(counted: Counted) -> Category | None:
    """ "110,000 of them are in Armenia", "3,900 are now on farms there": they live there."""
    if counted.words_after(2) != ["of", "them"]:
        return _now_in(counted)
    behind = counted.scene.items[counted.at + 1 : counted.at + 6]
    within = next((k for k in (2, 3) if k < len(behind) and behind[k].word in _WITHIN), None)
    here = within is not None and any(item.kind == "place" for item in behind[within + 1 :])
    return Category.RESIDENT if here else None


def _now_in(counted: Counted) -> Category | None:
    behind = counted.words_after(3)
    now = len(behind) == 3 and behind[0] in _COPULAS and behind[1] in _NOW
    if not now or behind[2] not in _INSIDE:
        return None
    near = counted.scene.items[counted.at + 4 : counted.at + 4 + _RECEPTION_REACH]
    return Category.RESIDENT if any(item.kind == "place" for item in near) else None


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
