"""People told of by where they are: who "is in Armenia", or in a relief camp, lives there."""

from __future__ import annotations

from itertools import pairwise

from extract.clauses import BREAKS
from extract.heads import CITIZENS
from extract.lexicon.load import words
from extract.model import Category, Place
from extract.placing import Candidate
from extract.recognizers.terms import Term
from extract.scene import Counted
from extract.sketch import Item
from extract.surroundings import in_families

_BESIDE_PLACES = 8  # items after the phrase: "66,500 people from Nagorno-Karabakh in Armenia"
_EXISTENTIAL = words("sense_words", "existential")
_FOREIGN = frozenset(words("sense_words", "any_nation"))
_WITHIN = frozenset(words("sense_words", "within"))
_INSIDE = frozenset({"at", "on", *_WITHIN})
_NOW = frozenset(words("sense_words", "now"))
_RECEPTION = frozenset(words("sense_words", "reception"))
_RECEPTION_REACH = 8
_AMOUNTS = frozenset(words("sense_words", "amount"))
_MAIN_REACH = 16  # items from the verb of the relative clause to the main one
_ENDS = frozenset({";", "and", "but", "while"})
_CLAUSES = frozenset({"to", "who", "which", "of", "for", "from"})
_HERE = frozenset(words("sense_words", "here"))
_STILL = frozenset({*words("sense_words", "now"), "also", "all"})
_OF_REACH = 5  # items from "number of" to the noun
_OF_PLACE = 2  # items from citizens to their country: "citizens of the Ukraine"
_HAVING = ("place-has", "place-with-aside-has", "place-ranks-with")
_HOLDING = frozenset(words("sense_words", "holds", "has"))
_PAPERS = frozenset(words("sense_words", "to_live"))
_PAPERS_REACH = 6  # items: "hold an E-9 work visa"
_SHELTERS = frozenset(words("sense_words", "shelter"))
_COPULAS = frozenset(words("sense_words", "copula"))
_PRESENT = frozenset(words("sense_words", "present_copula"))
_TALLIED = frozenset(words("sense_words", "tallied"))
_SPEAKS = frozenset(words("sense_words", "speaks_of"))
_NAMED_REACH = 8  # items: "the largest communities in its camps are Somalis (412,000)"
_COMMUNITIES = frozenset(words("sense_words", "of_a_nation"))
_LIVING_TOGETHER = _COMMUNITIES | set(words("sense_words", "living_together"))


def by_where(counted: Counted) -> Category | None:
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
    near = [c for c in counted.places() if start <= c.at <= reach]
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
    if isinstance(own, Place):
        return Category.RESIDENT if own.iso3 != here.iso3 else None
    if not is_existential(counted):
        return None
    of = [c for c in near if c.at <= phrase.end + _OF_PLACE and c.role == "nationality"]
    citizens = of[0].iso3 if of and phrase.noun and phrase.noun.word in CITIZENS else here.iso3
    return Category.RESIDENT if citizens != here.iso3 else None


def there_now(counted: Counted) -> Category | None:
    """ "110,000 of them are in Armenia", "3,900 are now on farms there": they live there."""
    if counted.words_after(2) != ["of", "them"]:
        return _now_in(counted)
    if _owner(counted) is not None:
        return Category.RESIDENT  # "Colombia now has 1,150,000 of them"
    behind = counted.scene.items[counted.at + 1 : counted.at + 6]
    if len(behind) > 3 and behind[2].word in _COPULAS and behind[3].word in _HERE:
        return Category.RESIDENT  # "190,000 of them are there as trainees"
    within = next((k for k in (2, 3) if k < len(behind) and behind[k].word in _WITHIN), None)
    here = within is not None and any(item.kind == "place" for item in behind[within + 1 :])
    return Category.RESIDENT if here else None


def is_community(counted: Counted) -> bool:
    """ "Indians remain the biggest foreign community with 900,000": so many live there."""
    named, items = counted.phrase.nationality, counted.scene.items
    if counted.phrase.kind != "people" or named is None or named > counted.at:
        return False
    between = {item.word for item in items[named + 1 : counted.at]}
    before = {item.word for item in items[max(0, named - _NAMED_REACH) : named]}
    if _ranks_behind(counted):
        return True
    grows = counted.words_before(1) == ["by"]  # "the Russian community has grown by 9,000"
    if grows or any(item.kind == "count" for item in items[named : counted.at]):
        return False
    return not _LIVING_TOGETHER.isdisjoint(between) or not _COMMUNITIES.isdisjoint(before)


def _ranks_behind(counted: Counted) -> bool:
    """ "Egyptians, at 640,000, are the second-biggest community": what they are comes after."""
    behind = counted.scene.items[counted.phrase.end : counted.phrase.end + _NAMED_REACH]
    number = next((k for k, item in enumerate(behind) if item.kind == "count"), len(behind))
    said = [item.word for item in behind[:number] if item.word != ","]
    return said[:1] != [] and said[0] in _COPULAS and not _COMMUNITIES.isdisjoint(said)


def numbered_in(counted: Counted) -> bool:
    """ "The number of labour migrants in Russia fell to 360,000": how many live there."""
    noun, items = counted.phrase.noun, counted.scene.items
    if noun is None or noun.span.start > items[counted.at].span.start:
        return False
    at = next((k for k in range(counted.at) if items[k].span == noun.span), None)
    if at is None or at + 2 >= len(items) or items[at + 1].word not in _WITHIN:
        return False
    before = [item.word for item in items[max(0, at - _OF_REACH) : at]]
    counts = any(a in _AMOUNTS and b == "of" for a, b in pairwise(before))
    return counts and items[at + 2].kind == "place"


def spoken_of(counted: Counted) -> bool:
    """ "Officials speak of nine million migrants in Egypt", "380,000 migrants are in the country".

    How many are there, whenever they came.
    """
    end, items = counted.phrase.end, counted.scene.items
    before = counted.words_before(2)
    spoken = len(before) == 2 and before[0] in _SPEAKS and before[1] == "of"
    paired = [item.word for item in items[end : end + 2]] == ["and", "refugees"]
    end = end + 2 if paired else end
    there = end + 1 < len(items) and items[end].word in _COPULAS
    at = end + 1 if there else end
    return (spoken or there) and at < len(items) and items[at].word in _WITHIN


def stay_now(counted: Counted) -> bool:
    """ "65,000 people who fled the Sahel are registered in Ivory Coast": the end is the news."""
    verb, items = counted.governor, counted.scene.items
    if verb is None or verb.side != "subject":
        return False
    told_of = any(item.word == "who" for item in items[counted.phrase.end : verb.at])
    behind = range(verb.at + 1, min(len(items), verb.at + _MAIN_REACH))
    until = next((k for k in behind if items[k].kind == "count" or items[k].word in _ENDS), None)
    main = (k for k in behind if until is None or k < until)
    return told_of and any(_stays(items, k) for k in main)


def _stays(items: tuple[Item, ...], k: int) -> bool:
    """Whether people "are registered in", "hold the status in" or "are now in" a place."""
    value, before = items[k].value, items[k - 1].word
    if isinstance(value, Term):
        held = value.cls == "stay" and before not in _CLAUSES
        return held or (value.cls in ("register", "host") and before in _COPULAS)
    if items[k].word not in _COPULAS:
        return False
    beside = [item.word for item in items[k + 1 : k + 4]]
    there = next((i for i, word in enumerate(beside) if word in _WITHIN), len(beside))
    named = any(item.kind == "place" for item in items[k + there + 2 : k + there + 5])
    return named and all(word in _STILL for word in beside[:there])


def exist_here(counted: Counted) -> Category | None:
    """ "On our territory there are 109,000 foreigners": they live here, whatever "here" is."""
    noun = counted.phrase.noun
    foreign = noun is not None and noun.word in _FOREIGN
    tallied = not _TALLIED.isdisjoint(counted.words_before(1))  # "The census counted 9,000"
    if foreign and (tallied or is_existential(counted)):
        return Category.RESIDENT
    end, items = counted.phrase.end, counted.scene.items
    inside = counted.phrase.kind == "people" and end < len(items) and items[end].word in _INSIDE
    if not inside or _RECEPTION.isdisjoint(i.word for i in items[end : end + _RECEPTION_REACH]):
        return None
    return Category.REFUGEE if is_existential(counted) else None  # "510 people in the hangar"


def holds_papers(counted: Counted) -> Category | None:
    """ "310,000 foreigners hold temporary visas": they live where these let them."""
    end, items = counted.phrase.end, counted.scene.items
    if counted.phrase.kind != "people" or end >= len(items) or items[end].word not in _HOLDING:
        return None
    behind = [item.word for item in items[end + 1 : end + _PAPERS_REACH]]
    until = next((k for k, word in enumerate(behind) if word in BREAKS or word == ","), None)
    return None if _PAPERS.isdisjoint(behind[:until]) else Category.RESIDENT


def in_shelters(counted: Counted) -> Category | None:
    """ "162,000 people are in 341 relief camps": they had to leave their homes."""
    end, items = counted.phrase.end, counted.scene.items
    if counted.phrase.kind != "people" or end >= len(items) or items[end].word not in _COPULAS:
        return None
    inside = next((k for k in (end + 1, end + 2) if _in_shelter(items, k)), end)
    return Category.IDP if inside > end else None


def left_in_shelters(counted: Counted) -> bool:
    """ "Some went home, leaving 4,300 people in the state's relief centres": who did not."""
    end, items = counted.phrase.end, counted.scene.items
    end += 3 if any(in_families(items, k) for k in range(end + 1, end + 2)) else 0
    return counted.words_before(1) == ["leaving"] and _in_shelter(items, end)


def _in_shelter(items: tuple[Item, ...], k: int) -> bool:
    around = items[k + 1 : k + 5]
    named = (f"{a.word} {b.word}" for a, b in pairwise(around))
    beds = any(word in _SHELTERS for word in (*(item.word for item in around), *named))
    return beds and items[k].word in _INSIDE


def is_existential(counted: Counted) -> bool:
    """Whether the sentence says that "there are" so many."""
    before = " ".join(counted.words_before(3))
    return any(there in before for there in _EXISTENTIAL)


def are_in_place(counted: Counted) -> bool:
    """ "40,000 have gone to Poland and 15,000 are in Spain": so many live there."""
    behind, items = counted.words_after(2), counted.scene.items
    within = len(behind) == 2 and behind[0] in _PRESENT and behind[1] in _WITHIN
    at = counted.at + 3
    return within and at < len(items) and items[at].kind == "place"


def _now_in(counted: Counted) -> Category | None:
    if are_in_place(counted):
        return Category.RESIDENT
    behind = counted.words_after(3)
    now = len(behind) == 3 and behind[0] in _COPULAS and behind[1] in _NOW
    if not now or behind[2] not in _INSIDE:
        return None
    near = counted.scene.items[counted.at + 4 : counted.at + 4 + _RECEPTION_REACH]
    return Category.RESIDENT if any(item.kind == "place" for item in near) else None


def _owner(counted: Counted) -> Candidate | None:
    """ "Istanbul alone counts 530,000 Syrians": the place that has them."""
    items = counted.scene.items
    before = (c for c in counted.near if c.at < counted.at)
    near = [c for c in before if all(i.kind != "count" for i in items[c.at : counted.at])]
    of = counted.at - 2 if counted.words_before(1) == ["'s"] else None  # "Norway's 100,000 Poles"
    owners = (c for c in near if c.rule in _HAVING or (c.at == of and c.kind == "country"))
    return next(owners, None)
