"""Numbers that are no migration figures: what they are, by their shape and neighbours."""

from __future__ import annotations

import re

from extract.heads import Head, value_of
from extract.lexicon.load import table, trie, words
from extract.model import Category, Count, Quantifier
from extract.recognizers.terms import Term, Veto
from extract.sketch import Item, Sketch


def _any(*kinds: str) -> str:
    return f"(?:{trie(words('number_neighbours', *kinds))})"


def _said(low: int, high: int) -> str:
    """The words for the numbers from low to high, as alternatives."""
    rows = table("number_words")
    return trie(row["word"] for row in rows if low <= int(row["value"]) <= high)


_CURRENCY = re.compile(rf"(?:[$£€¥₽₾₴₹]|\b{_any('currency')})\s?$")
_PERCENT = re.compile(r"\s?(?:%|per\s?cent\b|percent\b|pct\b|percentage\b|pc\b)")
_CLOCK = re.compile(r"[:.]\d\d\b|\s?(?:[ap]\.?m\b|o['’]clock|GMT|hours\s+local)", re.IGNORECASE)
_CLOCK_BEFORE = re.compile(r"\d[:.]$")
_IDENTIFIER = re.compile(rf"(?:\w-|#|№|\b{_any('numbered')}\.?\s(?:\d+(?:,\s|\sand\s))*)$")
_AGE_BEFORE = re.compile(rf"\b{_any('age')}\s(?:between\s|from\s)?$", re.IGNORECASE)
_AGE_OF = re.compile(r"\b[Aa]n?\s(?:\w+\s)?\w+\sof\s$")
_AGE_OF_AFTER = re.compile(rf"[,.]|\s{_any('after_age')}\b")
_AGE_AFTER = re.compile(r"[\s-]?years?[\s-](?:old|of\s+age)|-year-olds?", re.IGNORECASE)
_LENGTH_AFTER = re.compile(rf"-{_any('length')}\w*", re.IGNORECASE)
_BEING = re.compile(rf"\b(?:{trie(words('sense_words', 'copula'))})\s$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_FOLD_AFTER = re.compile(rf"[\s-]?fold\b|\stimes\s{_any('compared')}\b")
_FRACTION_AFTER = re.compile(rf"[\s-]{_any('fraction')}\b")
_SHARE_AFTER = re.compile(
    r"\s(?:\w+\s){0,3}?(?:in|out\sof|of\severy)\s(?:every\s)?"
    rf"(?:{_said(2, 10)}|\d{{1,3}})\b(?!,|\d|\s{_any('duration')})",
    re.IGNORECASE,
)
_SHARE_BEFORE = re.compile(
    rf"\b(?:{_said(1, 9)}|\d)\s(?:\w+\s){{0,3}}?(?:in|out\sof)\s(?:every\s)?$",
    re.IGNORECASE,
)
_NOT_MOVED = "".join(rf"(?<!\b{word}\s)" for word in words("number_neighbours", "moved"))
_POPULATION = re.compile(
    rf"\b{_any('population')}\sof\s(?:only\s|just\s)?$"
    rf"|{_NOT_MOVED}\bpopulation(?::?\s|\s(?:is|was|stands|stood)\s(?:\w+\s){{0,3}})$",
    re.IGNORECASE,
)
_CAPACITY = re.compile(rf"\b{_any('capacity')}\s(?:only\s|just\s|another\s|up\sto\s)?$")
_CAPACITY_AFTER = re.compile(r"[\s-](?:\w+[\s-])?capacity\b")
_NEAR_BY = 60  # characters
_FEWEST_TIMES = 20  # "entered 20 times" and less is a multiple or an anecdote
_TIMES = frozenset(words("number_neighbours", "times"))
_COMPARING = frozenset(words("number_neighbours", "compared", "compared_to"))
_CHANGES = frozenset(words("number_neighbours", "change"))
_UP_OR_DOWN = frozenset(words("number_neighbours", "up_or_down"))
_CROSSINGS = frozenset(words("sense_words", "crossing"))
_AT_THE_BORDER = ("cross", "enter")
_JOURNEYS = frozenset(words("sense_words", "journey"))
_FEW_CROSSINGS = 20
_BEFORE_DATE = frozenset(words("number_neighbours", "date"))
_PARTED = re.compile(rf"[;—–:\d]|\b{_any('parts')}\b")
_JOINED = re.compile(rf"\s?(?:{_any('joins')}\s?){{0,6}}")
_CONCLUDED = re.compile(rf"\b{_any('concluding')}\s$", re.IGNORECASE)
_SCORE = re.compile(r"(?<![\d,.])\d{1,2}[-–]$")


def by_shape(text: str, count: Count) -> str:
    """Why a number is none by its shape and the characters around it; empty when it may be one."""
    before, after = text[: count.number.start][-30:], text[count.number.end :][:40]
    if _CURRENCY.search(before) or re.match(r"\s?(?:€|£|\$|₽)", after):
        return "money"
    if _PERCENT.match(after):
        return "percentage"
    if _CONCLUDED.search(before) and re.match(r"[.,;]|$", after):
        return "no_migration_term"  # who "arrived at 45,349" reckoned, and nobody came
    if (
        _AGE_AFTER.match(after)
        or _AGE_BEFORE.search(before)
        or _is_age_in_commas(count, before, after)
        or _is_age_range(count, text[: count.span.start][-12:], text[count.span.end :][:2])
    ):
        return "age"
    if (
        _AGE_OF.search(before)
        and re.fullmatch(r"[1-9]\d", count.surface)
        and _AGE_OF_AFTER.match(after)
    ):
        return "age"
    if (_CLOCK.match(after) and count.quantifier is not Quantifier.VAGUE) or _CLOCK_BEFORE.search(
        before
    ):
        return "time"
    if _FOLD_AFTER.match(after):
        return "multiple"
    if (
        _is_identifier(count, before)
        or after[:1].isalpha()
        or _LENGTH_AFTER.match(after)
        or _SCORE.search(before)
    ):
        return "identifier" if not _LENGTH_AFTER.match(after) else "duration"
    if _POPULATION.search(text[: count.span.start]):
        return "population"
    if _CAPACITY.search(text[: count.span.start]) or _CAPACITY_AFTER.match(after):
        return "quantity"
    if surface_is_one(count):
        return "pronoun"
    if _is_small(count) and _FRACTION_AFTER.match(after):
        return "percentage"
    if _is_small(count) and (_SHARE_AFTER.match(after) or _SHARE_BEFORE.search(before)):
        return "percentage"
    if count.count is None and count.quantifier not in (Quantifier.RANGE, Quantifier.VAGUE):
        return "quantity"
    return ""


def surface_is_one(count: Count) -> bool:
    """Whether the number is the word "one", which is hardly ever a count."""
    return count.surface.casefold() in ("one", "a one")


def by_head(items: tuple[Item, ...], at: int, head: Head) -> str:
    """Why a number is none by what it counts."""
    count = value_of(items[at])
    if head.kind == "other":
        return head.reason
    if head.noun is not None and head.noun.word in _CROSSINGS and _few(count):
        return "houses"  # "one of the town's two border crossings": posts, not people
    if head.noun is not None and head.noun.word in _JOURNEYS and _few(count):
        return "anecdote"  # "Two trips, no resident"
    if head.kind == "bare" and _is_change(items, at):
        return "change"
    surface = count.surface
    if _YEAR.fullmatch(surface) and (head.kind != "people" or _after_preposition(items, at)):
        return "date"
    return ""


def is_multiple(items: tuple[Item, ...], phrase: Head, size: int) -> bool:
    """ "six times the level": a comparison, and no six crossings."""
    if phrase.noun is None or phrase.noun.word not in _TIMES:
        return False
    following = items[phrase.end].word if phrase.end < len(items) else ""
    return size < _FEWEST_TIMES or following in _COMPARING


def by_veto(sketch: Sketch, at: int, head: Head, term: int | None) -> str:
    """Why a number is none by a word beside it: the dead, the called-up, the protesting, ..."""
    items = sketch.items
    start, end = items[at].span.start, items[min(head.end, len(items)) - 1].span.end
    for veto in sketch.vetoes:
        near = 0 <= veto.span.start - end < _NEAR_BY and not _counted_between(items, end, veto)
        if veto.reason == "citizenship" and near:
            return veto.reason  # a passport is no move
        moving = head.category or _strong(items, term) or _crossing(items)
        if veto.reason == "detained" and moving:
            continue
        if veto.span.start >= end and _is_next(
            sketch, end, veto.span.start, items[term].span.start if term is not None else None
        ):
            return veto.reason
        if veto.span.end <= start and _is_just_before(sketch, veto.span.end, start):
            return veto.reason
    return ""


def is_anecdote(head: Head, count: Count, term: Term | None) -> bool:
    """ "two brothers fled": a handful of people of no migrant kind is a story, not a statistic."""
    if count.count is None or count.count > 12:
        return False
    moves = head.category is not None or (term is not None and not term.open)
    return not moves or (
        count.count <= 4 and head.category in (None, Category.RESIDENT) and head.unit == "person"
    )


def _is_age_range(count: Count, before: str, after: str) -> bool:
    """ "Many are between 25 and 40, work on a laptop ...": how old they are."""
    ages = count.quantifier is Quantifier.RANGE and 12 < (count.low or 0) < (count.high or 0) < 100
    return ages and _BEING.search(before) is not None and after[:1] in (",", ".", "")


def _is_identifier(count: Count, before: str) -> bool:
    """ "Zone 4", "A-12"; but "on Christmas Day 2,000 people" counts them."""
    found = _IDENTIFIER.search(before)
    return found is not None and not ("," in count.surface and found[0][:1].isalpha())


def _is_age_in_commas(count: Count, before: str, after: str) -> bool:
    plain = count.count is not None and 1 < count.count < 105 and count.surface.isdigit()
    return plain and bool(re.search(r"[A-Z][\w'’-]+,\s$", before)) and after[:1] in (",", ".", ")")


def _is_change(items: tuple[Item, ...], at: int) -> bool:
    """ "572,000, down 80,000", "a fall of 85,000 on 2015": by how much a number has changed."""
    before, last = (items[k].word if k >= 0 else "" for k in (at - 2, at - 1))
    return (last == "of" and before in _CHANGES) or (last in _UP_OR_DOWN and before in (",", "("))


def _few(count: Count) -> bool:
    return 0 < (count.count or 0) <= _FEW_CROSSINGS


def _is_small(count: Count) -> bool:
    size = count.count or count.high or count.low or 0
    return size <= 100


def _after_preposition(items: tuple[Item, ...], at: int) -> bool:
    return at > 0 and items[at - 1].word in _BEFORE_DATE


def _strong(items: tuple[Item, ...], term: int | None) -> bool:
    return term is not None and isinstance(value := items[term].value, Term) and not value.open


def _counted_between(items: tuple[Item, ...], end: int, veto: Veto) -> bool:
    """ "of the 115,365 displaced, 5,510 took citizenship": what is said of the next number."""
    return any(i.kind == "count" and end <= i.span.start < veto.span.start for i in items)


def _crossing(items: tuple[Item, ...]) -> bool:
    """ "detained 250,000 people trying to cross illegally": stopped while migrating."""
    return any(isinstance(i.value, Term) and i.value.cls in _AT_THE_BORDER for i in items)


def _is_next(sketch: Sketch, end: int, veto: int, term: int | None) -> bool:
    if term is not None and end <= term < veto:
        return False
    between = sketch.text[end:veto]
    return len(between) < _NEAR_BY and not _PARTED.search(between)


def _is_just_before(sketch: Sketch, veto_end: int, start: int) -> bool:
    return _JOINED.fullmatch(sketch.text, veto_end, start) is not None
