"""Numbers that are no migration figures: what they are, by their nouns and the words beside."""

from __future__ import annotations

import re
from itertools import pairwise

from extract.heads import Head, value_of
from extract.lexicon.load import trie, words
from extract.model import Category, Count, Span
from extract.recognizers.terms import Noun, Term, Veto
from extract.sketch import Item, Sketch
from extract.tolls import is_toll

_YEAR = re.compile(r"(?:^|\s)(?:19|20)\d\d$")
_NEAR_BY = 60  # characters
_FEWEST_TIMES = 20  # "entered 20 times" and less is a multiple or an anecdote
_TIMES = frozenset(words("number_neighbours", "times"))
_COMPARING = frozenset(words("number_neighbours", "compared", "compared_to"))
_CHANGES = frozenset(words("number_neighbours", "change"))
_UP_OR_DOWN = frozenset(words("number_neighbours", "up_or_down"))
_CROSSINGS = frozenset(words("sense_words", "crossing"))
_AT_THE_BORDER = ("cross", "enter")
_JOURNEYS = frozenset(words("sense_words", "journey"))
_DEPLOYED = frozenset(words("sense_words", "deployed"))
_ABROAD = frozenset(words("sense_words", "for_abroad"))
_DEPLOY_REACH = 6  # items between the number and what is done with its people
_FOR_JOBS = frozenset(words("sense_words", "sent_for_work"))
_FEW_CROSSINGS = 20
_THINGS_REACH = 12
_RANKED = frozenset(words("clause_words", "of_ranks"))
_NUMBERING = frozenset(words("clause_words", "comprising", "numbering"))
_NO_THINGS = ("duration", "percentage", "things", "population")
_NET = "net"
_KIN = frozenset(words("sense_words", "kin"))
_ONES_OWN = frozenset(words("sense_words", "ones_own"))
_LARGEST_COMPANY = 40
_TRYING = frozenset(words("sense_words", "trying"))
_BEFORE_DATE = frozenset(words("number_neighbours", "date"))
_CLOSE_BY = re.compile(rf"(?:{trie(words('sense_words', 'copula'))})\s(?:still\s|listed\sas\s)?")
_PARTED = re.compile(
    rf"[;—–:\d]|\b(?:{trie(words('number_neighbours', 'parts'))})\b"
    # "20,000 back since Assad lost power", but not "20,000 since June have died"
    r"|(?<!have\s)(?<!has\s)(?<!had\s)\bsince\b(?!.{0,60}\b(?:have|has|had|are|were)\b)"
)
_OF_NEXT = re.compile(r"(?:\s\w+){0,3}:\s\d|(?<=ing)(?:\s\w+){0,3}?\s\d")
_JOINED = re.compile(rf"\s?(?:(?:{trie(words('number_neighbours', 'joins'))})\s?){{0,6}}")


def by_head(items: tuple[Item, ...], at: int, head: Head) -> str:
    """Why a number is none by what it counts."""
    count = value_of(items[at])
    if head.kind == "other":
        return head.reason
    if head.kind == "bare" and at > 0 and _few(count) and _of_ranks(items, at):
        return "pronoun"  # "so the two are one statement"
    if head.noun is not None and head.noun.word in _CROSSINGS and _few(count):
        return "houses"  # "one of the town's two border crossings": posts, not people
    if head.noun is not None and head.noun.word in _JOURNEYS and _few(count):
        return "anecdote"  # "Two trips, no resident"
    if head.kind in ("bare", "unknown") and (things := _of_things(items, at)):
        return things
    if head.kind == "bare" and is_toll(items, at):
        return "casualties"
    if head.kind == "bare" and _is_change(items, at):
        return "change"
    surface = count.surface
    if _YEAR.search(surface) and (head.kind != "people" or _after_preposition(items, at)):
        return "date"
    return ""


def _of_things(items: tuple[Item, ...], at: int) -> str:
    """ "the firms, of which 234 are licensed", "the number of camps rose from 73": no people."""
    before = [item.word for item in items[max(0, at - 2) : at]]
    part = before in (["of", "which"], ["of", "whom"])
    for k in range(at - 1, max(-1, at - _THINGS_REACH), -1):
        value = items[k].value
        if (items[k].kind == "count" and not part) or items[k].word in (";", "."):
            return ""
        if isinstance(value, Noun):
            total = {"number", "numbers"} & {i.word for i in items[max(0, k - 4) : k]}
            crews = k == at - 2 and before[-1] in _NUMBERING  # "crews numbering 90"
            numbered = part or crews or bool(total)
            things = value.kind == "other" and value.reason not in _NO_THINGS
            return value.reason if things and numbered else ""
    return ""


def is_company(items: tuple[Item, ...], at: int, head: Head) -> bool:
    """ "with 14 relatives she left", "her three children fled": a story of one family."""
    if head.noun is None or head.noun.word not in _KIN or at == 0:
        return False
    few = (value_of(items[at]).count or _LARGEST_COMPANY) < _LARGEST_COMPANY
    own = items[at - 1].word in _ONES_OWN
    return few and (own or (items[at - 1].word == "with" and head.end < len(items)))


def is_multiple(items: tuple[Item, ...], phrase: Head, size: int) -> bool:
    """ "six times the level": a comparison, and no six crossings."""
    if phrase.noun is None or phrase.noun.word not in _TIMES:
        return False
    following = items[phrase.end].word if phrase.end < len(items) else ""
    return size < _FEWEST_TIMES or following in _COMPARING


def by_veto(sketch: Sketch, at: int, head: Head, term: int | None) -> str:
    """Why a number is none by a word beside it: the dead, the called-up, the protesting, ..."""
    if not sketch.vetoes:
        return ""
    items = sketch.items
    start, end = items[at].span.start, items[min(head.end, len(items)) - 1].span.end
    for veto in sketch.vetoes:
        said = term is not None and veto.span.overlaps(items[term].span)
        if said and veto.reason == "in_need" and _strong(items, term):
            continue  # "at risk of displacement", but not "could be reached only by boat"
        if veto.span.start >= end and _OF_NEXT.match(sketch.text, veto.span.end):
            continue  # "displaced: 300, affected: 4,000", "killing 40"
        if veto.reason == "citizenship" and _names_people(items, veto):
            continue  # "44,000 foreigners and people without citizenship"
        if veto.reason == "in_need" and _news_follows(sketch, end, veto, term):
            continue
        near = 0 <= veto.span.start - end < _NEAR_BY and not _counted_between(items, end, veto)
        if veto.reason == "citizenship" and near:
            return veto.reason  # a passport is no move
        moving = head.category or _strong(items, term) or _crossing(items)
        if veto.reason == "detained" and moving:
            continue
        if veto.reason == "military" and deploys(sketch, at, head):
            continue
        plain = term is None and head.category is None
        if veto.reason == "in_need" and plain and start < veto.span.start < end:
            return veto.reason  # "550,000 affected families"
        verb = items[term].span if term is not None else None
        own = not (veto.reason == "casualties" and _counted_between(items, end, veto))
        if veto.span.start >= end and own and _is_next(sketch, end, veto.span.start, verb):
            return veto.reason
        # "to help the 300 who fled", "to assist 7,000 returns"
        moved = veto.reason == "in_need" and (_strong(items, term) or head.kind == "event")
        if veto.span.end <= start and not moved and _is_just_before(sketch, veto.span.end, start):
            return veto.reason
    return ""


def deploys(sketch: Sketch, at: int, head: Head) -> bool:
    """ "placed 400 workers abroad", "overseas workers were deployed": sent, and no soldiers."""
    near = {i.word for i in sketch.items[max(0, at - _DEPLOY_REACH) : at + _DEPLOY_REACH]}
    if head.noun is None or head.noun.word not in _FOR_JOBS or _DEPLOYED.isdisjoint(near):
        return False
    behind = sketch.items[at : at + 2 * _DEPLOY_REACH]
    there = any(b.kind == "place" and a.word in ("to", "in") for a, b in pairwise(behind))
    return there or any(item.word in _ABROAD for item in sketch.items)


def is_anecdote(head: Head, count: Count, term: Term | None) -> bool:
    """ "two brothers fled": a handful of people of no migrant kind is a story, not a statistic."""
    if count.count is None or count.count > 12:
        return False
    moves = head.category is not None or (term is not None and not term.open)
    return not moves or (
        count.count <= 4 and head.category in (None, Category.RESIDENT) and head.unit == "person"
    )


def _is_change(items: tuple[Item, ...], at: int) -> bool:
    """ "572,000, down 80,000", "a fall of 85,000 on 2015": by how much a number has changed."""
    before, last = (items[k].word if k >= 0 else "" for k in (at - 2, at - 1))
    net = _NET in (item.word for item in items[max(0, at - 5) : at])
    if net:
        return False  # "a net gain of 84,000 migrants"
    return (last == "of" and before in _CHANGES) or (last in _UP_OR_DOWN and before in (",", "("))


def _of_ranks(items: tuple[Item, ...], at: int) -> bool:
    """ "the two", "more than the next four": what was named, and no people."""
    last = items[at - 1].word
    return last == "the" or (last in _RANKED and at > 1 and items[at - 2].word == "the")


def _few(count: Count) -> bool:
    return 0 < (count.count or 0) <= _FEW_CROSSINGS


def _after_preposition(items: tuple[Item, ...], at: int) -> bool:
    return at > 0 and items[at - 1].word in _BEFORE_DATE


def _strong(items: tuple[Item, ...], term: int | None) -> bool:
    return term is not None and isinstance(value := items[term].value, Term) and not value.open


def _counted_between(items: tuple[Item, ...], end: int, veto: Veto) -> bool:
    """ "of the 115,365 displaced, 5,510 took citizenship": what is said of the next number."""
    return any(i.kind == "count" and end <= i.span.start < veto.span.start for i in items)


def _crossing(items: tuple[Item, ...]) -> bool:
    """ "detained 250,000 people trying to cross illegally": stopped while migrating."""
    return any(
        isinstance(i.value, Term) and (i.value.cls in _AT_THE_BORDER or _is_tried(items, k))
        for k, i in enumerate(items)
    )


def _is_tried(items: tuple[Item, ...], k: int) -> bool:
    """ "tried to get out of the country", "trying to reach Spain"."""
    return k > 1 and items[k - 1].word == "to" and items[k - 2].word in _TRYING


def _is_next(sketch: Sketch, end: int, veto: int, verb: Span | None) -> bool:
    if verb is not None and end <= verb.start < veto and not _leads_to(sketch, verb, veto):
        return False
    between = sketch.text[end:veto]
    return len(between) < _NEAR_BY and not _PARTED.search(between)


def _news_follows(sketch: Sketch, end: int, veto: Veto, term: int | None) -> bool:
    """ "herders who lost their living have moved on", "came to 20,000, helping the economy"."""
    told_of = sketch.text[end : veto.span.start].split()
    if term is None or told_of not in (["who"], [","]):
        return False
    return told_of == [","] or sketch.items[term].span.start > veto.span.end


def _names_people(items: tuple[Item, ...], veto: Veto) -> bool:
    people = (i for i in items if isinstance(i.value, Noun) and i.value.kind == "people")
    return any(i.span.start < veto.span.start and i.span.end >= veto.span.end for i in people)


def _leads_to(sketch: Sketch, verb: Span, veto: int) -> bool:
    """ "2,600 are still missing", "28 came home in coffins": the veto is what the verb says."""
    copula = _CLOSE_BY.fullmatch(sketch.text, verb.start, veto) is not None
    return copula or (veto > verb.end and not sketch.text[verb.end : veto].strip())


def _is_just_before(sketch: Sketch, veto_end: int, start: int) -> bool:
    return _JOINED.fullmatch(sketch.text, veto_end, start) is not None
