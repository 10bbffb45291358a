"""What a sentence leaves unsaid, from the headline, the sentences around, or the figure before."""

from __future__ import annotations

import sys
from dataclasses import replace

from extract.applying import applied
from extract.clauses import of_others
from extract.ends import INBOUND
from extract.focus import ANYWHERE, FROM, LEFT, End, again, earlier, in_focus
from extract.governing import term_of
from extract.heads import plain_citizens
from extract.inside import (
    INNER,
    departed,
    in_own_country,
    kept_inside,
    moved_inside,
    of_the_displaced,
    still_inside,
)
from extract.lexicon.load import trie, words
from extract.lexicon.spoken import guarded
from extract.links import Link
from extract.losses import is_loss, lost
from extract.memory import Known, Memory, Placed
from extract.model import Basis, Category, Sentence
from extract.parallels import comparable
from extract.placing import Found, internal
from extract.returning import gone_back, returned, sent_away, sent_with, such_as_before, went_home
from extract.sketch import Sketch
from extract.totals import of_total
from extract.whereabouts import iso3, landed, left, left_again, where_to
from extract.wholes import of_whole, whole_of

_ALL_NATIONS = frozenset(words("sense_words", "all_nations"))
_ANY_BORDER = words("sense_words", "any_border")
_OUTSIDE = words("sense_words", "outside_it")
_OUTSIDE_IT = guarded(rf"\b(?:{trie(_OUTSIDE)})\b", _OUTSIDE)
_ANY_NATION = frozenset(words("sense_words", "any_nation"))
_WINDOW = 3  # sentences back to the figure that a bare number goes on with
_UNION = "EU"  # "4.26 million in the Union, 997,120 of them in Poland"
_PRONOUN_REACH = 4  # items from "it" to its number
_TAKES_IN = ("place-takes-in", "place-gets", "place-for-its-part-takes-in", "place-took")
_TITLED = ("nationality", "origin", "home", "trouble")
_STREAMING = ("flee", "pour", "emigrate")
_UPROOTED = (Category.REFUGEE, Category.DISPLACEMENT)


def complete(link: Link, sentence: Sentence, sketch: Sketch, memory: Memory) -> Placed | None:
    """The link with the ends that its sentence leaves unsaid, where the context makes them plain.

    None for a number that would go on with a figure before it, where there is none.
    """
    if link.share is not None:
        whole = whole_of(link, sentence.index, memory)
        link = of_whole(link, whole)
        if whole is not None:
            return _part_of(link, whole, sentence, sketch)
    if link.inherits:
        return _gone_on(link, sentence, sketch, memory)
    placed = kept_inside(_completed(link, sentence, sketch, memory), sketch, memory)
    return applied(placed, sketch, memory)


def _part_of(link: Link, whole: Placed, sentence: Sentence, sketch: Sketch) -> Placed:
    """A part of a whole, with the ends of the whole where it states none."""
    origin = _known(link.origin, sentence, sketch) or again(whole.origin)
    destination = _known(link.destination, sentence, sketch) or again(whole.destination)
    return Placed(link, sentence, origin, destination)


def _completed(link: Link, sentence: Sentence, sketch: Sketch, memory: Memory) -> Placed:
    origin = _known(link.origin, sentence, sketch)
    destination = _known(link.destination, sentence, sketch)
    placed = Placed(link, sentence, origin, destination)
    like = such_as_before(placed, sketch, memory) or went_home(placed, sketch, memory)
    if like is not None:
        return like
    if internal(link.category):
        return moved_inside(placed, sketch.words, memory)
    if link.category is Category.ARRIVAL and (back := gone_back(placed, memory)):
        return back
    if link.category in INBOUND:
        return _inbound(placed, sketch, memory)
    if link.category is Category.DEPARTURE:
        gone = left_again(placed, sketch, memory) or origin or left(placed, memory)
        return departed(placed._replace(origin=gone), memory)
    if link.category is Category.RETURN:
        return still_inside(returned(placed, memory), sketch)
    if link.category is Category.TRANSIT:
        if there := landed(placed, memory):
            return there
        before = earlier(placed, memory, lambda p: p.origin is not None)
        return placed._replace(origin=origin or (again(before.origin) if before else None))
    if origin is not None and origin.basis is Basis.NATIONALITY:
        return placed._replace(destination=destination or where_to(placed, memory))
    return sent_away(placed, sketch, memory)


def _known(found: Found | None, sentence: Sentence, sketch: Sketch) -> Known | None:
    if found is None:
        return None
    item = sketch.items[found.at or 0]
    span = item.span.shift(sentence.span.start)
    surface = item.span.of(sketch.text)
    return Known(found.iso3, found.basis, found.rule, span, surface, sentence.in_title)


def _gone_on(link: Link, sentence: Sentence, sketch: Sketch, memory: Memory) -> Placed | None:
    """A bare number with sense and ends of the last figure, unless a place beside it disagrees."""
    nearest = 0 if link.rule in ("list", "part-of") else 1  # they lean on the number before
    recent = (
        p
        for p in reversed(memory.placed)
        if nearest <= sentence.index - p.sentence.index <= _WINDOW
        and not (of_total(sketch) and p.link.size < link.size)
    )
    before = next(recent, None)
    if before is None or sketch.vetoes or not comparable(link, before.link):
        return None
    unit = link.unit if link.head.kind == "people" else before.link.unit
    same = replace(link, category=before.link.category, unit=unit)
    origin = sent_with(_known(link.origin, sentence, sketch), before) or again(before.origin)
    own = _known(link.destination, sentence, sketch) or _it(link, sentence, sketch, memory)
    if own is None or (origin and own.iso3 == origin.iso3):
        return Placed(same, sentence, origin, again(before.destination))
    if internal(same.category):
        return Placed(same, sentence, own, own)
    elsewhere = before.destination is not None and own.iso3 != before.destination.iso3
    sends = own.rule not in _TAKES_IN  # "Honduras got 4,300"
    if same.category is Category.DEPORTATION and link.origin is None and elsewhere and sends:
        return Placed(same, sentence, own, again(before.destination))  # "Latvia reported 118"
    return Placed(same, sentence, origin, own if before.destination is not None else None)


def _it(link: Link, sentence: Sentence, sketch: Sketch, memory: Memory) -> Known | None:
    """ "Poland is moving the other way. In May it still counted 991,375": what "it" stands for."""
    before = sketch.items[max(0, link.at - _PRONOUN_REACH) : link.at]
    if not any(item.word == "it" for item in before):
        return None
    last = [s for s in memory.seen if s.sentence == sentence.index - 1 and not s.in_title]
    first = last[0] if last and last[0].role == "subject" else None
    return first.known("sentence-before") if first else None


def _inbound(placed: Placed, sketch: Sketch, memory: Memory) -> Placed:
    link, term = placed.link, term_of(sketch.items, placed.link.governor)
    if link.category is Category.NET_MIGRATION and is_loss(sketch, term, link):
        return lost(placed, memory)
    crosses = term is not None and term.cls == "cross" and term.form.startswith("cross")
    abroad = crosses and term is not None and any(word in term.form for word in _ANY_BORDER)
    abroad = abroad or _OUTSIDE_IT.search(sketch.text) is not None
    if placed.destination is None and not abroad:  # who "crossed a border" may be anywhere
        placed = placed._replace(destination=where_to(placed, memory))
    new = term is not None and link.head.category is None and placed.origin is None
    inner = INNER.get(term.cls) if term is not None and new else None
    fleeing = inner is Category.IDP or "flee" in sketch.words or of_the_displaced(placed, memory)
    if inner is not None and fleeing and in_own_country(placed, memory):
        return placed._replace(link=replace(link, category=inner), origin=placed.destination)
    origin = placed.origin or _where_from(placed, sketch, memory)
    if crosses and abroad and origin is not None and placed.destination is None:
        link = replace(link, category=Category.DEPARTURE)  # "crossed a border to safety"
    return placed._replace(link=link, origin=origin)


def _where_from(placed: Placed, sketch: Sketch, memory: Memory) -> Known | None:
    """The origin that the context gives people whose nationality the sentence leaves unsaid."""
    link, head = placed.link, placed.link.head
    term = term_of(sketch.items, link.governor)
    to = iso3(placed.destination)
    if head.kind == "event" and head.nationality is None and head.unit == "permit":
        return None
    whole = head.nationality is None and not _ALL_NATIONS.isdisjoint(sketch.words)
    whole = whole or of_others(sketch.items, head.end)
    if whole or any(item.word in _ANY_NATION for item in sketch.items[link.at : head.end]):
        return None  # "288,000 non-EU citizens", "foreigners": not those of the figure before

    def fits(p: Placed) -> bool:
        inside = internal(p.link.category)
        same_way = inside or p.destination is None or not to or p.destination.iso3 in (to, _UNION)
        return p.origin is not None and p.origin.iso3 != to and same_way

    ends: list[End] = [(p, p.origin) for p in memory.placed]
    if _of_the_text(link, sketch):
        return in_focus(placed, memory, ANYWHERE, ends, {to, *_behind(placed, sketch, memory)})
    if subject := _subject_before(placed, memory, to) or _those(placed, sketch, memory, to):
        return subject
    if (named := _just_named(placed, memory, to)) and link.until == sys.maxsize:
        return named
    if before := earlier(placed, memory, fits):
        return again(before.origin)
    nameless = head.nationality is None
    ethnic = not nameless and sketch.items[(head.nationality or 1) - 1].word == "ethnic"
    if ethnic or (nameless and term is not None and term.cls in _STREAMING):
        return in_focus(placed, memory, LEFT, ends, {to})
    if nameless and head.category in _UPROOTED:
        return in_focus(placed, memory, FROM, ends, {to})
    titled = [s for s in memory.seen if s.in_title and s.role in _TITLED and s.iso3 != to]
    return titled[0].known("headline") if len({s.iso3 for s in titled}) == 1 else None


def _of_the_text(link: Link, sketch: Sketch) -> bool:
    """ "9,000 citizens went to Britain": of the country that the text is about."""
    behind = sketch.items[link.head.end : link.head.end + 1]
    of_all = any(item.word in ("of", "from") for item in behind)  # "citizens of 164 countries"
    return plain_citizens(link.head) and not of_all


def _behind(placed: Placed, sketch: Sketch, memory: Memory) -> set[str]:
    """The countries named behind a count in its sentence: where its people go, and not from."""
    at = placed.sentence.span.start + sketch.items[placed.link.at].span.start
    here = (s for s in memory.seen if s.sentence == placed.sentence.index)
    return {s.iso3 for s in here if s.span.start > at}


def _just_named(placed: Placed, memory: Memory, to: str) -> Known | None:
    """ "How many Russians live in Bali? Indonesia let in 120,000": the only people it names."""
    here = [s for s in memory.seen if s.sentence == placed.sentence.index]
    named = [s for s in here if s.role == "nationality" and s.iso3 != to]
    alone = placed.link.head.kind == "bare" and len({s.iso3 for s in named}) == 1
    return named[0].known("nationality-in-sentence") if alone else None


def _those(placed: Placed, sketch: Sketch, memory: Memory, to: str) -> Known | None:
    """ "Some 12,000 of them stay": of the people that the sentences before name."""
    behind = [item.word for item in sketch.items[placed.link.at + 1 : placed.link.at + 3]]
    if behind != ["of", "them"]:
        return None
    here = placed.sentence.index
    named = [
        s for s in memory.seen if s.role == "nationality" and here - _WINDOW <= s.sentence < here
    ]
    last = named[-1] if named else None
    return last.known("sentence-before") if last and last.iso3 != to else None


def _subject_before(placed: Placed, memory: Memory, to: str) -> Known | None:
    """ "Belarusians are fewer. 5,400 crossed": the people that the sentence before opens with."""
    head = placed.link.head
    nameless = head.nationality is None and head.category in (None, Category.ARRIVAL)
    if head.kind != "bare" and not (head.kind == "people" and nameless):
        return None
    last = placed.sentence.index - 1
    opens = [s for s in memory.seen if s.sentence == last and not s.in_title]
    first = opens[0] if opens and opens[0].role == "nationality" else None
    alone = first is not None and first.iso3 != to and len(opens) == 1
    return first.known("sentence-before") if first and alone else None
