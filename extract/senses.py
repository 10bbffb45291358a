"""In what sense people are counted: the category that noun, verb and places give together."""

from __future__ import annotations

import re

from extract.balancing import remain_within, still_there
from extract.carrying import (
    brought,
    carried,
    deployed,
    landed,
    lost_to,
    on_flight,
)
from extract.clauses import of_whole
from extract.driven import kept_away, of_the_displaced, relieved, sent_out
from extract.homeward import taken_to_safety
from extract.lexicon.load import trie, words
from extract.living import (
    by_where,
    exist_here,
    holds_papers,
    in_shelters,
    is_community,
    is_existential,
    left_in_shelters,
    numbered_in,
    spoken_of,
    stay_now,
    there_now,
)
from extract.model import Category
from extract.recognizers.terms import Noun, Term
from extract.scene import Counted
from extract.sending import of_workers, sent

_HAZARDS = frozenset(words("hazards", "hazard"))
_PERMIT_WORDS = frozenset(words("sense_words", "permit"))
_MOVED_BY_HAZARD = frozenset({"relocate", "move", "refuge", "head", "leave", "flee"})
_EMIGRANTS = frozenset(words("sense_words", "emigrant"))
_IMMIGRANTS = frozenset(words("sense_words", "immigrant"))
_AWAITED = frozenset(words("sense_words", "awaited"))
_CROSSINGS = frozenset(words("sense_words", "crossing"))
_ARRIVED = frozenset(words("sense_words", "arrivals"))
_PAPERS = frozenset(words("sense_words", "papers"))
_GIVES = frozenset(words("sense_words", "gives"))
_GIVEN_REACH = 8  # items from the papers back to the verb
_AS_OF = re.compile(rf"\b(?:{trie(words('sense_words', 'as_of'))})\s", re.IGNORECASE)
_GONE = frozenset({Category.DEPARTURE, Category.ARRIVAL})
_NOT_LEFT = frozenset(words("sense_words", "not_left"))
_LIVING = frozenset(words("sense_words", "living", "whole_world"))
_WITHIN = frozenset(words("sense_words", "within"))
_STAY_REACH = 10
_SOUGHT = frozenset(words("sense_words", "sought_refuge"))
_TAKING = ("move", "bring", "intercept", "relocate", "carry")
_DESTINATIONS = frozenset(words("sense_words", "destination"))
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
    if is_community(counted):
        return Category.RESIDENT
    if term is None:
        return _without_verb(counted)
    beside = counted.far_before and term.cls != "net"
    if beside and (where := by_where(counted) or there_now(counted)):
        return where  # "below claims of 100,000 Russians in Serbia": the place beside says more
    if counted.far_before and _went_most(counted):
        return Category.ARRIVAL
    if flown := on_flight(counted) or landed(counted):
        return flown
    if put_out := sent_out(counted):
        return put_out
    if term.category in _GONE and stay_now(counted):
        return noun if noun is Category.REFUGEE else Category.RESIDENT
    if term.cls in _MOVED_BY_HAZARD and not _HAZARDS.isdisjoint(around):
        return Category.DISPLACEMENT
    if term.cls == "return" and kept_away(counted):
        return noun or Category.DISPLACEMENT
    if (term.cls in _TAKING or term.form == "went") and taken_to_safety(counted):
        return Category.DISPLACEMENT  # "moved 3,715 families out", "went to shelters"
    if term.form == "leaving" and left_in_shelters(counted):
        return Category.IDP
    if term.form == "leaving" and still_there(counted):
        return Category.RESIDENT
    if term.form == "leaves" and remain_within(counted):
        return Category.NET_MIGRATION  # "..., which leaves about 60,000 Russians in Georgia"
    sheltered = term.cls in ("stay", "refuge", "host") and noun is None
    if sheltered and phrase.nationality is None and relieved(counted):
        return Category.DISPLACEMENT
    if term.cls == "register" and phrase.noun is not None and phrase.noun.word in _EMIGRANTS:
        return Category.DEPARTURE  # "the office registered 419,000 emigrants"
    if noun is Category.ARRIVAL and _came_in_all(counted):
        return noun
    if term.cls in _STAYING:
        return (
            Category.IDP
            if of_the_displaced(counted)
            else _staying(term, noun, settled=_as_of_a_day(counted))
        )
    if term.category is Category.ARRIVAL and noun is None and _there_are(counted):
        return Category.RESIDENT
    if term.category is Category.ARRIVAL and _came_to_stay(counted):
        return Category.RESIDENT
    if term.cls == "send":
        return sent(counted) or (None if of_workers(counted) else by_where(counted))
    if term.cls == "bring":
        return brought(counted)
    if term.cls == "apply":
        return term.category if _PERMIT_WORDS.isdisjoint(around) else Category.PERMIT
    if term.cls in ("carry", "transit") and _intercepted(counted):
        return Category.ARRIVAL  # "the navy intercepted a boat carrying 196 Rohingya"
    if term.cls == "carry" and noun is None:
        return carried(counted) or by_where(counted)
    if term.cls == "transit" and noun is None:
        return Category.TRANSIT
    if noun in (Category.RETURN, Category.DEPORTATION, Category.IDP) and term.open:
        went = term.cls == "return" and counted.governor is not None
        return term.category if went and noun is Category.IDP else noun
    return term.category


def _without_verb(counted: Counted) -> Category | None:
    """What the noun and the words around it say, where no verb rules the number."""
    phrase, noun, around = counted.phrase, counted.phrase.category, counted.scene.sketch.words
    if _went_most(counted):
        return Category.ARRIVAL
    if noun is Category.DEPARTURE and not _LIVING.isdisjoint(around):
        return Category.RESIDENT  # "emigrants from Georgia live above all in Russia (448,000)"
    if noun is Category.REFUGEE and not _AWAITED.isdisjoint(around):
        return Category.ARRIVAL  # "is preparing for up to 120,000 refugees": they are still to come
    if _one_of_two_ways(counted):
        return Category.DEPARTURE
    people = phrase.kind == "people"
    if noun is Category.ARRIVAL and people and _are_there(counted):
        came = phrase.noun is not None and phrase.noun.word in _ARRIVED
        return noun if came else Category.RESIDENT  # "there are 1.4 million migrants in Chile"
    if noun in (None, Category.ARRIVAL) and people and _of_whole(counted):
        return Category.RESIDENT
    lives = by_where(counted) or there_now(counted) or exist_here(counted)
    found = _given_to(counted) or noun or deployed(counted) or lives or in_shelters(counted)
    return found or holds_papers(counted) or lost_to(counted)


def _are_there(counted: Counted) -> bool:
    return is_existential(counted) or numbered_in(counted) or spoken_of(counted)


def _staying(term: Term, noun: Category | None, *, settled: bool) -> Category:
    if noun is Category.ASYLUM_APPLICATION:
        return Category.REFUGEE if term.cls != "register" else noun
    if noun in (Category.REFUGEE, Category.IDP):
        return noun
    if noun is Category.DISPLACEMENT and term.cls in ("host", "refuge"):
        return Category.IDP  # "camps that shelter 55,000 displaced people"
    if term.cls == "register":
        return noun if noun is not None and not settled else Category.RESIDENT
    if term.form in _SOUGHT and noun is None:
        return Category.ARRIVAL  # "250,000 Lebanese sought safety in Syria": how many came
    if term.cls == "refuge" or (term.cls == "host" and noun is Category.ARRIVAL):
        return Category.REFUGEE
    return Category.RESIDENT


def _came_in_all(counted: Counted) -> bool:
    """ "There were 178,000 arrivals, which is still high": what is still so are not the people."""
    noun = counted.phrase.noun
    return noun is not None and noun.word in _ARRIVED and is_existential(counted)


def _as_of_a_day(counted: Counted) -> bool:
    """ "6.5 million migrants were registered as of 1 October": how many were there."""
    noun = counted.phrase.noun
    migrants = noun is not None and noun.category is Category.ARRIVAL
    return migrants and _AS_OF.search(counted.scene.sketch.text) is not None


def _given_to(counted: Counted) -> Category | None:
    """ "granted residence permits to 12,000 Eritreans": people counted as those who get them."""
    items, at = counted.scene.items, counted.at
    if at < 2 or items[at - 1].word != "to" or counted.phrase.kind != "people":
        return None
    given, before = items[at - 2], items[max(0, at - _GIVEN_REACH) : at - 2]
    noun, moved = counted.phrase.noun, counted.phrase.category is not None
    papers = given.word in _PAPERS and any(item.word in _GIVES for item in before)
    if papers and (moved or counted.phrase.nationality is not None):
        return Category.PERMIT  # "to grant papers to 300,000 migrants"
    if not isinstance(given.value, Noun) or given.value.category is not Category.PERMIT:
        return None
    to_live = " " in given.word or counted.phrase.nationality is not None  # not to build or fish
    to_live = to_live or (noun is not None and moved)
    return Category.PERMIT if to_live else None


def _of_whole(counted: Counted) -> bool:
    """ "Many of the region's 13 million expatriates may leave": how many live there."""
    noun = counted.phrase.noun
    named = counted.phrase.category is Category.ARRIVAL or counted.phrase.nationality is not None
    named = named and (noun is None or noun.word not in _ARRIVED)
    return named and of_whole(counted.scene.items, counted.at, counted.phrase.end)


def _there_are(counted: Counted) -> bool:
    """ "There are 109,000 foreigners here who came from Ukraine": how many are here now."""
    verb = counted.governor
    return verb is not None and verb.side == "subject" and is_existential(counted)


def _came_to_stay(counted: Counted) -> bool:
    """ "25,779 Ukrainians who had come to Georgia and not left": they are there."""
    verb = counted.governor
    behind = counted.scene.items[verb.at + 1 : verb.at + _STAY_REACH] if verb else ()
    until = next((k for k, item in enumerate(behind) if item.kind == "count"), len(behind))
    values = [item.value for item in behind[:until]]
    return any(isinstance(v, Term) and v.form in _NOT_LEFT for v in values)


def _went_most(counted: Counted) -> bool:
    """ "Qatar remained the top destination with 15,000 workers": who went there, not all in it."""
    before = counted.words_before(3)
    opened = before[-1:] in (["with"], ["at"], ["for"]) and counted.phrase.kind == "people"
    return opened and not _DESTINATIONS.isdisjoint(before)


def _one_of_two_ways(counted: Counted) -> bool:
    """ "Emigrants numbered 121,400 and immigrants 135,800": those who left, not all abroad."""
    noun = counted.phrase.noun
    emigrants = noun is not None and noun.word in _EMIGRANTS
    return emigrants and not _IMMIGRANTS.isdisjoint(counted.scene.sketch.words)


def _intercepted(counted: Counted) -> bool:
    values = (item.value for item in counted.scene.items)
    return any(isinstance(v, Term) and v.cls == "intercept" for v in values)
