"""The noun that a number leans on: before a number without one, or the event that it is part of."""

from __future__ import annotations

from dataclasses import replace

from extract.heads import Head, place_of
from extract.lexicon.load import words
from extract.model import Category, Unit
from extract.recognizers.terms import Noun, Term
from extract.sketch import Item

_OF_A_NATION = frozenset(
    words("sense_words", "of_a_nation")
)  # "the Russian community numbers 40,000"
_NOUN_LOST = frozenset({";", "—", *words("clause_words", "noun_lost")})
_BODIES = frozenset(words("sense_words", "body"))
_MEASURED = frozenset(words("sense_words", "measured"))
_AMOUNTS = frozenset(words("sense_words", "amount"))
_CLAIMS = frozenset(words("sense_words", "assertion"))
_WITHIN = frozenset(words("sense_words", "within"))
_OFFICERS = frozenset(words("sense_words", "officer"))
_TELLING = frozenset({"to", *words("sense_words", "who_were")})
_OWNERS = frozenset({"'s", "'", "\u2019", "its", "their"})
_NATIONS = ("adjective", "demonym")
_AMOUNT_REACH = 4  # "number of North Korean defectors"
_MOVED = ("arrive", "enter", "cross", "reach", "return")
_AGAIN = frozenset({"(", "-", "–", "—", ",", *words("clause_words", "again")})
_AGAIN_REACH = 4  # items: ", or", ", comprising"
_BEFORE_NOUN, _BEFORE_MEASURE = 14, 24  # "crossings fell in the first half of the year, to ..."


def noun_before(items: tuple[Item, ...], at: int, phrase: Head) -> Head | None:
    """The phrase of a number whose noun stands before it: "Exits of Russians came to 5,186"."""
    measured = False
    for k in range(at - 1, max(-1, at - _BEFORE_MEASURE - 1), -1):
        kind, _, word, value = items[k]
        measured = measured or word in _MEASURED
        if at - k > _BEFORE_NOUN and not measured:
            return None
        if word in _NOUN_LOST or (kind == "count" and not _lasts(items, k)):
            return None
        if _is_minority(items, k):
            return Head("people", phrase.end, None, k - 1)
        if value is None:
            continue
        if (
            isinstance(value, Noun)
            and value.kind == "other"
            and value.reason not in ("duration", "things", "percentage")
            and not (measured and word in _OFFICERS)  # "encounters with officers were"
        ):
            return None
        if isinstance(value, Noun) and (
            _describes_thing(items, k) or _asserts(items, k, at) or _stays_on(items, k)
        ):
            continue
        of_a_nation = isinstance(value, Noun) and value.word in _OF_A_NATION
        if of_a_nation and _nationality_near(items, k) is None:
            continue
        if isinstance(value, Noun) and (
            (value.kind == "event" and (value.category or at - k <= _BEFORE_NOUN))
            or (value.kind == "people" and value.category)
        ):
            return Head(value.kind, phrase.end, value, _nationality_near(items, k))
        if kind == "demonym" and _is_numbered(items, k):
            return Head("people", phrase.end, None, k)
    return None


def are_the_same(before: Head, phrase: Head) -> bool:
    """ "The Armenian diaspora numbers 600,000 people"; but "114 migrants from 29 families"."""
    return before.kind == phrase.kind and phrase.unit is not Unit.HOUSEHOLD


def apposed(items: tuple[Item, ...], at: int, phrase: Head) -> Head:
    """ "Its Congolese population, about 64,000, lives in camps": the people before the comma."""
    beside = phrase.kind == "bare" and at > 2 and items[at - 1].word == ","
    named = beside and _is_minority(items, at - 2)
    return Head("people", phrase.end, None, at - 3) if named else phrase


def _is_minority(items: tuple[Item, ...], k: int) -> bool:
    """ "Iran's Afghan population", "the Afghan population in Iran": of people who came there."""
    if items[k].word not in _OF_A_NATION or k < 2 or items[k - 1].kind not in _NATIONS:
        return False
    within = k + 2 < len(items) and (items[k + 1].word in _WITHIN or items[k + 1].word == "of")
    lands = [place_of(item).iso3 for item in items[k + 2 : k + 4] if item.kind == "place"]
    abroad = within and bool(lands) and lands[0] != place_of(items[k - 1]).iso3
    return abroad or items[k - 2].word in _OWNERS


def same_people(items: tuple[Item, ...], at: int, phrase: Head) -> Head:
    """ "48 Afghan families, 260 people in all, left": persons of the nation of the families."""
    noun, k = phrase.noun, at - 1
    if noun is None or noun.category is not None or phrase.nationality is not None:
        return phrase
    while k > max(0, at - _AGAIN_REACH) and items[k].word in _AGAIN:
        k -= 1
    families = items[k].value if k < at - 1 else None
    household = isinstance(families, Noun) and families.unit is Unit.HOUSEHOLD
    counted = k > 1 and items[k - 2].kind == "count"
    if not household or not counted or noun.unit is not Unit.PERSON:
        return phrase
    nation = items[k - 1].kind in ("demonym", "adjective")
    return replace(phrase, nationality=k - 1) if nation else phrase


def told_of(items: tuple[Item, ...], at: int, phrase: Head) -> int | None:
    """ "The number of refugees to have come back has reached 310,000": what its people did."""
    noun = phrase.noun
    named = (k for k in range(at) if noun is not None and items[k].span == noun.span)
    first = next(named, at)
    if _AMOUNTS.isdisjoint(item.word for item in items[max(0, first - _AMOUNT_REACH) : first]):
        return None
    for k in range(first + 1, at):
        value = items[k].value
        if isinstance(value, Term):
            return k if value.cls in _MOVED else None
        if items[k].word not in _TELLING:
            return None
    return None


def _describes_thing(items: tuple[Item, ...], k: int) -> bool:
    """ "the refugee agency", "the migrant crisis": one word before another counts nobody."""
    value = items[k].value
    return isinstance(value, Noun) and value.kind == "people" and items[k + 1].word in _BODIES


def _stays_on(items: tuple[Item, ...], k: int) -> bool:
    """ "those living in Korea on that visa total 263,500": how they live there."""
    value = items[k].value
    papers = isinstance(value, Noun) and value.category is Category.PERMIT
    return papers and any(item.word == "on" for item in items[max(0, k - 3) : k])


def _asserts(items: tuple[Item, ...], k: int, at: int) -> bool:
    """ "press claims of 100,000": what somebody says, and no claim for asylum."""
    return items[k].word in _CLAIMS and items[k + 1].word == "of" and k + 2 == at


def _lasts(items: tuple[Item, ...], k: int) -> bool:
    """ "in the first six months": a number of the time, and of no people."""
    following = items[k + 1].value if k + 1 < len(items) else None
    return isinstance(following, Noun) and following.reason in ("duration", "percentage")


def event_of(items: tuple[Item, ...], at: int, phrase: Head) -> Head:
    """ "the arrival of hundreds of people": the event says what the people of the number do."""
    event = items[at - 2].value if at > 1 and items[at - 1].word == "of" else None
    if not isinstance(event, Noun) or event.category is None or phrase.kind != "people":
        return phrase
    if event.unit not in (None, Unit.PERSON, Unit.CROSSING):
        return phrase  # "applications of 3,000 people" count applications
    return replace(phrase, noun=(phrase.noun or event)._replace(category=event.category))


def _is_numbered(items: tuple[Item, ...], k: int) -> bool:
    """ "the number of Venezuelans in Peru": they are what the number behind them counts."""
    counted = k > 1 and items[k - 1].word == "of" and items[k - 2].word in _AMOUNTS
    return counted and k + 1 < len(items) and items[k + 1].word in _WITHIN | _MEASURED


def _nationality_near(items: tuple[Item, ...], k: int) -> int | None:
    """ "Russian entries", "entries of Russians": whose events they are."""
    near = [i for i in (k - 1, k + 1, k + 2, k + 3) if 0 <= i < len(items)]
    return next((i for i in near if items[i].kind in ("demonym", "adjective")), None)
