"""Terms that a number measures and does not join: a flow put at a number, a balance."""

from __future__ import annotations

from extract.clauses import BREAKS
from extract.lexicon.load import words
from extract.recognizers.terms import Noun, Term
from extract.sketch import Item, Sketch

_FLOWS = frozenset(words("sense_words", "flow"))
_MEASURED = frozenset(words("sense_words", "measured"))
_RECKONED = frozenset(words("sense_words", "reckoned"))
_LEVELS = frozenset(words("sense_words", "level"))
_ARRIVALS = frozenset(words("sense_words", "arrivals"))
_COUNTED = ("noun", "demonym", "adjective")
_RANGING = frozenset(words("sense_words", "ranging"))
_SUBJECT = 6  # items from what is counted to its verb
_RECKONING = ("arrive", "settle")
_FAR = 18  # items


def compared(sketch: Sketch, at: int, end: int) -> int | None:
    """ "9,000 more Russians left than entered": the comparison that makes it a balance."""
    if "net" not in sketch.words:
        return None
    items, inside = sketch.items, False
    for k in range(end, min(len(items), at + _FAR)):
        value = items[k].value
        inside = items[k].word == "(" or (inside and items[k].word != ")")
        if inside or items[k].word == ")":
            continue  # "55,000 more entered (180,000 in all) than left"
        if items[k].kind == "count" or items[k].word in BREAKS or items[k].word == ",":
            return None
        if isinstance(value, Term) and value.cls == "net" and value.form.startswith("than "):
            return k
    return None


def measured(sketch: Sketch, at: int) -> int | None:
    """ "Immigration to Spain was put at 589,000, with ...": the flow that the number measures."""
    items, told = sketch.items, False
    for k in range(at - 1, max(-1, at - _FAR - 1), -1):
        value = items[k].value
        if items[k].kind == "count" or items[k].word in BREAKS or items[k].word == ",":
            return None
        if isinstance(value, Term):
            return k if told and value.form in _FLOWS else None
        told = told or items[k].word in _MEASURED
    return None


def is_amount_verb(items: tuple[Item, ...], k: int) -> bool:
    """ "the number reached 175,457": reaching an amount is no arrival."""
    value = items[k].value
    if not isinstance(value, Term):
        return False
    amount = items[k + 1 : k + 4]
    to_amount = (
        bool(amount)
        and amount[0].word in ("to", "down", "up")
        and any(i.kind == "count" for i in amount)
    )
    by = k + 1 < len(items) and items[k + 1].word == "by"  # "was reached by 11,200 Russians"
    if value.cls == "arrive" and amount and amount[0].word == "at" and _opens_count(amount[1:]):
        return True  # "the watchdog arrives at 49,505 Russians": it has reckoned
    if value.form in _RANGING and reaches_number(items, k):
        return True
    if value.cls == "stay" and amount and _is_level(items, k):
        return True
    if value.cls in _RECKONING and any(i.word in _RECKONED for i in amount[1:]):
        return amount[0].word in ("at", "on")  # "settled on a range: 80,000-100,000"
    # "opened its doors to 12,000 Syrians", "given refuge to 9,000": whoever was let in
    took_in = value.cls == "host" or value.form.startswith("opened")
    return (value.cls == "reach" and not by) or (to_amount and value.open and not took_in)


def reaches_number(items: tuple[Item, ...], k: int) -> bool:
    """ "263,500, and should reach 267,000", "estimates run from 300,000": nobody goes there."""
    value, following = items[k].value, items[k + 1 :]
    if not isinstance(value, Term) or not (value.cls == "reach" or value.form in _RANGING):
        return False
    return following[:1] != () and following[0].kind == "count" and not _opens_count(following)


def _is_flow(item: Item) -> bool:
    value = item.value
    return isinstance(value, Noun) and (value.kind == "event" or value.word in _ARRIVALS)


def _is_level(items: tuple[Item, ...], k: int) -> bool:
    """ "Permits for Indians stay near 2,000": the number of permits, and nobody who stays."""
    behind = items[k + 1 + (items[k + 1].word in _LEVELS) : k + 4]
    kinds = [item.kind for item in behind[:2]]
    bare = kinds[:1] == ["count"] and kinds[-1] not in _COUNTED
    before = items[max(0, k - _SUBJECT) : k]
    return bare and any(map(_is_flow, before)) and before[-1].kind != "demonym"


def _opens_count(following: tuple[Item, ...]) -> bool:
    noun = following[1].kind in _COUNTED if len(following) > 1 else False
    return noun and following[0].kind == "count"
