"""Counts, terms and places of one sentence, joined: who, in what sense, from where, to where."""

from __future__ import annotations

from dataclasses import replace

from extract.acceptance import (
    emptied,
    for_aid,
    may_be_people,
    really_people,
    unfit,
)
from extract.alike import like_those_before
from extract.antecedents import (
    apposed,
    are_the_same,
    event_of,
    noun_before,
    same_people,
    told_of,
)
from extract.balancing import balance_of_both, balanced
from extract.beside import source_beside
from extract.directions import by_places, goes_abroad, out_of_country
from extract.ends import ends
from extract.governing import Governor, balance, governor, term_of
from extract.heads import Head, head
from extract.labels import by_label, labelled
from extract.links import Link, Refused
from extract.model import Category
from extract.parallels import (
    goes_along,
    goes_the_other_way,
    going_on,
    is_part,
    leaning,
    may_go_on,
    opens_part,
    opens_parts,
    parts_of_whole,
    same_refusal,
    sharing,
)
from extract.placing import Found, internal
from extract.refusal import by_head, by_veto, is_anecdote, is_company, is_multiple
from extract.respectively import respective
from extract.scene import Counted, Scene
from extract.senses import category
from extract.shares import listed, same_origin, share_of
from extract.supporting import institution_acts, supported
from extract.totals import adds_up, those_left

_PAIR = 4  # so few people in words are a story, wherever they went


def pair(scene: Scene, *, support: bool) -> list[Link | Refused]:
    """Every count of the sentence, joined or refused, in reading order.

    ``support``: whether the article speaks of migration elsewhere, so that everyday words
    such as "came" may be read as migration here.
    """
    joined: list[Link | Refused] = []
    for at in scene.sketch.counts:
        earlier = next((j for j in reversed(joined) if isinstance(j, Link)), None)
        joined.append(same_refusal(joined, _one(scene, at, earlier, support)))
    joined = respective(scene.sketch, _shared_heads(scene, joined))
    return [_people_go_on(scene, j) if support and isinstance(j, Refused) else j for j in joined]


def _people_go_on(scene: Scene, refused: Refused) -> Link | Refused:
    """A refused number of people like those before."""
    counted = Counted(scene, refused.at, head(scene.items, refused.at), None)
    goes_on = refused.reason == "no_migration_term" and like_those_before(counted)
    return going_on(counted) if goes_on else refused


def _one(scene: Scene, at: int, earlier: Link | None, support: bool) -> Link | Refused:
    named = apposed(scene.items, at, head(scene.items, at))
    phrase = by_label(scene.sketch, at, really_people(scene, at, named))
    if reason := by_head(scene.items, at, phrase):
        return Refused(at, reason)
    counted = _governed(scene, at, phrase)
    if is_multiple(scene.items, phrase, counted.size):
        return Refused(at, "multiple")
    if is_company(scene.items, at, phrase):
        return Refused(at, "anecdote")
    verb = counted.governor.at if counted.governor else None
    if reason := by_veto(scene.sketch, at, counted.phrase, verb) or for_aid(counted):
        return Refused(at, reason)
    manner = leaning(counted, earlier)
    if manner == "part-of" and is_anecdote(counted.phrase, counted.count, None):
        return Refused(at, "anecdote")  # "43 migrants, including four minors"
    if manner == "list" and earlier is not None and parts_of_whole(counted, earlier):
        return going_on(counted)
    if earlier is not None and manner:
        sense = balance_of_both(counted, earlier.category)
        link = _linked(counted.governed_by(earlier.governor), sense, earlier, manner)
        return those_left(counted, link, earlier)
    return _on_its_own(counted, earlier, support)


def _governed(scene: Scene, at: int, phrase: Head) -> Counted:
    phrase = same_people(scene.items, at, phrase)
    if (of := event_of(scene.items, at, phrase)) is not phrase:
        return Counted(scene, at, of, None)
    found = balance(scene.sketch, at, phrase) or governor(scene.sketch, at, phrase)
    if found is not None and (found.side != "before" or _is_balance(scene, found)):
        return Counted(scene, at, phrase, found)
    before = noun_before(scene.items, at, phrase)
    if phrase.kind == "bare":
        phrase = before or phrase
    elif found is None and not phrase.category and before and are_the_same(before, phrase):
        # "the Armenian diaspora numbers 600,000 people"; Indians keep their rank
        named = phrase.nationality if phrase.nationality is not None else before.nationality
        phrase = replace(before, nationality=named)
    if phrase.kind == "people" and phrase.category:
        verb = told_of(scene.items, at, phrase)  # else the noun is nearer than any verb
        found = Governor(verb, "subject") if verb is not None else None
    return Counted(scene, at, phrase, found)


def _is_balance(scene: Scene, found: Governor) -> bool:
    term = term_of(scene.items, found)
    return term is not None and term.cls == "net"


def _on_its_own(counted: Counted, earlier: Link | None, support: bool) -> Link | Refused:
    counted = emptied(counted)
    at, phrase, term = counted.at, counted.phrase, counted.term
    if reason := unfit(counted):
        return Refused(at, reason)
    sense = balanced(category(counted), counted)
    if sense is None and earlier is not None and opens_part(counted):
        return _linked(counted, earlier.category, earlier, "part-of")
    if sense is None and support and (label := labelled(counted)) is not None:
        counted, sense = label
    named = phrase.nationality is not None and phrase.nationality < at
    parted = phrase.kind == "people" and (opens_parts(counted) or named)  # "Guineans (11,800)"
    if sense is None and support and parted:
        return _linked(counted, earlier.category, earlier, "list") if earlier else going_on(counted)
    if (
        sense is None
        and phrase.kind == "bare"
        and earlier is None
        and support
        and (may_go_on(counted) or adds_up(counted))
    ):
        return going_on(counted)
    if sense is None and support and earlier is not None and goes_along(counted, earlier):
        return _linked(counted, earlier.category, earlier, "list")
    if sense is None:
        return Refused(at, "not_people" if phrase.kind == "unknown" else "no_migration_term")
    if phrase.kind == "unknown" and not may_be_people(counted):
        return Refused(at, "not_people")
    link = _linked(counted, sense, None, "")
    if earlier is not None and _is_way_back(counted, earlier):
        return replace(link, origin=earlier.destination, destination=earlier.origin)
    if earlier is not None and internal(earlier.category) and _leaves_too(link):
        return replace(link, category=Category.DISPLACEMENT)
    if earlier is not None and is_part(counted):
        if sense is Category.RESIDENT and earlier.category in (Category.IDP, Category.REFUGEE):
            # "1.3 million of which are still there"
            link = replace(link, category=earlier.category)
        back = sense is Category.RETURN and earlier.category is not sense  # "M of them returned"
        ways = (earlier.origin, earlier.destination)
        first, second = ways[::-1] if back else ways
        if internal(earlier.category) and not internal(sense):
            second = None  # "12 million were uprooted, 4 million of whom crossed the border"
        return replace(link, origin=link.origin or first, destination=link.destination or second)
    whole = link.origin is not None and link.destination is not None and counted.size > _PAIR
    if phrase.kind != "event" and not whole and is_anecdote(phrase, counted.count, term):
        return Refused(at, "anecdote")
    support = support or earlier is not None or institution_acts(counted)
    return link if supported(link, term, support) else Refused(at, "no_migration_term")


def _is_way_back(counted: Counted, earlier: Link) -> bool:
    """ "24,600 left Poland for Ukraine, while 21,900 crossed in the opposite direction." """
    whole = earlier.origin is not None and earlier.destination is not None
    return whole and earlier.category is not Category.TRANSIT and goes_the_other_way(counted)


def _leaves_too(link: Link) -> bool:
    """ "40,000 abandoned their homes, but 100,000 may be forced to leave": out of homes too."""
    nowhere = link.origin is None and link.destination is None
    return nowhere and link.category is Category.DEPARTURE


def _linked(counted: Counted, sense: Category, earlier: Link | None, manner: str) -> Link:
    share, near = share_of(counted, earlier), counted.places()
    if share is not None:
        near = [c for c in near if c.at != share.at]
    whole = (earlier.origin, earlier.destination) if earlier is not None else None
    if whole is not None and internal(sense) and goes_abroad(counted, near, *whole):
        sense = Category.ARRIVAL
    sense = by_places(sense, counted, near)
    origin, destination = ends(sense, counted, near)
    sense = out_of_country(sense, counted, near, (origin, destination))
    if (source := source_beside(counted)) is not None:
        origin, destination = source, None
    unit = counted.phrase.unit
    if earlier is not None:
        origin = origin or same_origin(counted, earlier, manner)
        if sense is Category.RETURN and _were_there(destination, earlier):
            origin, destination = destination, earlier.destination
        unit = earlier.unit if counted.phrase.kind in ("bare", "event") else unit
        destination = destination or earlier.destination
        if manner == "list" and (way := listed(counted, earlier, sense)) is not None:
            origin, destination = way
    if share is not None and earlier is not None:
        origin, destination = earlier.origin, earlier.destination
    if earlier is not None and goes_the_other_way(counted):
        origin, destination = earlier.destination, earlier.origin
    side = counted.governor.side if counted.governor else "noun"
    resting = destination or origin
    rule = manner or (f"{side}:{resting.rule}" if resting else side)
    return Link(
        counted.at,
        counted.phrase,
        counted.governor,
        sense,
        unit,
        origin,
        destination,
        rule,
        counted.size,
        inherits=earlier is not None and earlier.inherits and manner in ("list", "part-of"),
        until=counted.until(),
        share=share,
    )


def _were_there(found: Found | None, earlier: Link) -> bool:
    """ "to repatriate 122 Filipinos and eight dependents in Lebanon": where they were."""
    return found is not None and found.rule == "in-place" and earlier.destination is not None


def _shared_heads(scene: Scene, joined: list[Link | Refused]) -> list[Link | Refused]:
    """Refused numbers that share the noun of the number after them, joined with it; last first."""
    for k in range(len(joined) - 2, -1, -1):
        now, later = joined[k], joined[k + 1]
        if isinstance(now, Refused) and isinstance(later, Link):
            counted = sharing(scene, now, later)
            joined[k] = _linked(counted, later.category, later, "list") if counted else now
    return joined
