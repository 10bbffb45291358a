"""Which migration term governs a count: the verb it is object or subject of, or the noun before."""

from __future__ import annotations

from typing import NamedTuple

from extract.clauses import (
    BREAKS,
    FILLER,
    TURNS,
    after,
    after_aside,
    after_comma,
    breaks,
    closes_again,
    ends_aside,
    of_some,
    of_whole,
    opens_aside,
    opens_subset,
)
from extract.heads import Head, is_boat
from extract.idle import leaves_a_sum, of_number, owns, says_nothing
from extract.lexicon.load import words
from extract.measuring import compared, is_amount_verb, measured, reaches_number
from extract.recognizers.terms import Noun, Term
from extract.relatives import TIME_OPENERS, in_aside, is_main, of_those, opens_time
from extract.sketch import Item, Sketch
from extract.surroundings import counts_surroundings, tells_again, tells_of_part

_CONTRAST = frozenset(words("clause_words", "contrast"))
_COPULAS = frozenset(words("sense_words", "copula"))
_DETERMINERS = frozenset(words("function_words", "determiner"))
_TIMES = frozenset(words("number_neighbours", "times"))
_LACKING = [[word] for word in words("clause_words", "lacking")]
_NOTHING = frozenset(words("clause_words", "nothing"))
_BEFORE_NOUNS = _DETERMINERS | {"whose", "in", "at", "of", *words("sense_words", "purpose")}
_NOUNS_TOO = frozenset(words("hazards", "hazard")) | set(words("sense_words", "noun_too"))
_REGISTERED = (
    *("displace", "asylum", "apply", "return", "leave", "enter", "cross", "flee"),
    *("arrive", "move"),
)
_CARRIED = ("arrive", "reach", "enter", "deport")
_WITH = frozenset(words("clause_words", "bearing"))
_FAR, _NEAR = 18, 6  # items


class Governor(NamedTuple):
    """The governing term's index, and how the count hangs on it: object, subject or before."""

    at: int
    side: str


def governor(sketch: Sketch, at: int, head: Head) -> Governor | None:
    """The term that says what the people of a count do, or None when the clause has none."""
    items = sketch.items
    if head.kind == "bare" and (flow := measured(sketch, at)) is not None:
        return Governor(flow, "before")
    if head.noun is not None and head.noun.word in _TIMES:
        before = _before(sketch, at)  # "crossed into Georgia 1.1 million times and left ..."
        return Governor(before, "object") if before is not None else None
    if (found := _aboard(sketch, at)) is not None:
        return Governor(found, "object")
    some = head.kind == "people" and of_whole(items, at, head.end)
    behind = None if some else _subject_of(sketch, at, head.end)
    if (found := _object_of(sketch, at)) is not None:
        if _left_without(items, found, head.end):
            return None
        if behind is not None and _goes_with(items, found, behind):
            return Governor(behind, "subject")
        return Governor(found, "object")
    if behind is not None:
        return Governor(_joined(items, behind), "subject")
    if head.participle is not None:
        return Governor(head.participle, "subject")
    if (found := _before(sketch, at)) is not None:
        return Governor(found, "before")
    return None


def balance(sketch: Sketch, at: int, head: Head) -> Governor | None:
    """ "9,000 more Russians left than entered": the comparison makes it a balance."""
    found = compared(sketch, at, head.end)
    return Governor(found, "subject") if found is not None else None


def term_of(items: tuple[Item, ...], found: Governor | None) -> Term | None:
    """The term behind a governor."""
    value = items[found.at].value if found else None
    return value if isinstance(value, Term) else None


def _left_without(items: tuple[Item, ...], verb: int, end: int) -> bool:
    """ "left 560 families without a roof", "with nowhere to go": nobody went."""
    value = items[verb].value
    left = isinstance(value, Term) and value.cls == "leave"
    behind = [item.word for item in items[end : end + 2]]
    return left and ((behind[:1] == ["with"] and behind[-1] in _NOTHING) or behind[:1] in _LACKING)


def _goes_with(items: tuple[Item, ...], verb: int, behind: int) -> bool:
    """ "left 180,000 people homeless", "driven 60,000 from their homes": the end is the news."""
    first, second = items[verb].value, items[behind].value
    if not isinstance(first, Term) or not isinstance(second, Term):
        return False
    if first.form == "carrying":
        return second.cls in _CARRIED  # "boats carrying 900 people reached"
    if first.cls == "send":
        told_of = any(item.word == "who" for item in items[verb:behind])  # "sent 56 who fled back"
        return second.cls in ("displace", "flee", "pour") and not told_of  # "sending 900 fleeing"
    if first.cls == "leave" and second.cls in ("refuge", "idp_place", "stay"):
        return True  # "left 600,000 people living in camps"
    if first.cls == "register":  # "registered 60,920 people who applied for asylum"
        return second.cls in _REGISTERED
    return second.cls == "displace" and first.cls in ("leave", "flee", "move")


def _joined(items: tuple[Item, ...], verb: int) -> int:
    """ "fled to shelters", "remain displaced": the term right behind the verb is the news."""
    first = items[verb].value
    for k in range(verb + 1, min(len(items), verb + 4)):
        second = items[k].value
        if not isinstance(first, Term) or not isinstance(second, Term):
            continue
        if first.cls == "intercept" and second.cls == "deport":
            return k  # "were caught and deported"
        if second.cls == "displace":
            return k if first.cls in ("flee", "stay", "move", "head", "bring") else verb
    return verb


def _object_of(sketch: Sketch, at: int) -> int | None:
    items = sketch.items
    for k in range(at - 1, max(-1, at - _NEAR - 1), -1):
        if _is_term(sketch, k):
            return None if is_amount_verb(items, k) or _dates(items, k) else k
        if items[k].kind not in ("word", "mark") or not (
            items[k].word in FILLER or items[k].word.endswith("ly") or items[k].word in '"“'
        ):
            return None
    return None


def _aboard(sketch: Sketch, at: int) -> int | None:
    """ "stopped four rubber boats with 240 people": who is in them is the verb's object too."""
    items = sketch.items
    if at < 3 or items[at - 1].word not in _WITH or not _is_vessel(items[at - 2]):
        return None
    for k in range(at - 3, max(0, at - _NEAR), -1):
        if items[k].kind == "count" or items[k].word in _DETERMINERS:
            return _object_of(sketch, k)
    return None


def _is_vessel(item: Item) -> bool:
    return is_boat(item) or (isinstance(item.value, Noun) and item.value.reason == "vehicles")


def _dates(items: tuple[Item, ...], k: int) -> bool:
    """ "Before the evacuation 46,000 people lived in the city": a time, and no verb of theirs."""
    opening = [item.word for item in items[max(0, k - 2) : k]]
    return len(opening) == 2 and opening[0] in TIME_OPENERS and opening[1] in _DETERMINERS


def _subject_of(sketch: Sketch, at: int, start: int) -> int | None:
    items = sketch.items
    whole, part = not of_some(items, at), of_those(items, at)
    start += ends_aside(items, start)
    if [item.word for item in items[start : start + 2]] == ["of", "those"]:
        start += 2  # "12,000 of those displaced are back home"
    j = start
    aside: int | None = None
    while j < min(len(items), start + _FAR):
        item = items[j]
        if item.value is None and item.word not in TURNS:
            j += 1
            continue
        if item.kind == "count":
            if items[j - 1].word == "of":
                j += 2 if items[j + 1 : j + 2] and items[j + 1].kind != "mark" else 1
                continue
            if tells_again(items, j):
                j += 2  # "520 families comprising 6,666 people returned": the same ones
                continue
            if counts_surroundings(items, j):
                j += 1  # "27,000 people are in 64 evacuation centres"
                continue
            if not opens_subset(items, j) or tells_of_part(items, j):
                return aside
            j = after_comma(items, j)
            continue
        if opens_aside(items, j):
            j = after_aside(items, j)
            continue
        if item.word == "(" or closes_again(items, j):
            start = j = after(items, j + 1, ")" if item.word == "(" else item.word)
            continue
        goes_on = _registered_as(items, aside, j) or opens_time(items, start, j)
        if (breaks(items, j) and not goes_on) or leaves_a_sum(items, j):
            return aside
        if _is_term(sketch, j) and not says_nothing(items, j) and not reaches_number(items, j):
            if aside is not None and not (whole and is_main(items, aside, j, part=part)):
                return aside
            if aside is not None or not in_aside(items, start, j):
                return j
            aside = j
        j += 1
    return aside


def _registered_as(items: tuple[Item, ...], aside: int | None, j: int) -> bool:
    """ "were registered as returning home": what they were registered as is the news."""
    value = items[aside].value if aside is not None else None
    return isinstance(value, Term) and value.cls == "register" and j - 1 == aside


def _before(sketch: Sketch, at: int) -> int | None:
    """The nearest term before a count, or the balance that "came to" it."""
    items, found = sketch.items, None
    for k in range(at - 1, max(-1, at - _FAR - 1), -1):
        if items[k].kind == "count" or items[k].word in BREAKS or items[k].word in _CONTRAST:
            break
        if _is_term(sketch, k) and not any(f(items, k) for f in (is_amount_verb, owns, of_number)):
            if items[k].tag.endswith("|net"):
                return k
            found = k if found is None else found
    return found


def _is_term(sketch: Sketch, k: int) -> bool:
    value = sketch.items[k].value
    if not isinstance(value, Term) or sketch.in_source(sketch.items[k].span):
        return False
    noun = value.cls == "stay" or value.form in _NOUNS_TOO
    behind = k > 0 and sketch.items[k - 1].word in _BEFORE_NOUNS
    if behind and sketch.items[k - 1].word == "those" and value.form.endswith("ing"):
        return True  # "those working in Japan"
    return not (noun and behind)  # "the study", "their work", "the flood"
