"""Numbers that are no migration figures: what they are, by their shape and neighbours."""

from __future__ import annotations

import re

from extract.heads import Head, value_of
from extract.model import Category, Count, Quantifier
from extract.recognizers.terms import Term
from extract.sketch import Item, Sketch

_CURRENCY = re.compile(
    r"(?:[$£€¥₽₾₴₹]|\b(?:US|A|C|HK)\$|\b(?:USD|EUR|GBP|RUB|AMD|GEL|Rs\.?|Tk))\s?$"
)
_PERCENT = re.compile(r"\s?(?:%|per\s?cent\b|percent\b|pct\b|percentage\b|pc\b)")
_CLOCK = re.compile(r"[:.]\d\d\b|\s?(?:[ap]\.?m\b|o['’]clock|GMT|hours\s+local)", re.IGNORECASE)
_CLOCK_BEFORE = re.compile(r"\d[:.]$")
_IDENTIFIER = re.compile(
    r"(?:\w-|#|№|\b(?:No|Nos|Article|Title|Section|Chapter|Page|Room|Route|Highway|Line|Resolution|Flight|Group|Phase|Day|aged?|ages)\.?\s)$"
)
_AGE_BEFORE = re.compile(
    r"\b(?:aged?|ages|age\s+of|woman\s+of|man\s+of|under\s+the\s+age\s+of|turned|turning)\s(?:between\s|from\s)?$",
    re.IGNORECASE,
)
_AGE_OF = re.compile(r"\b[Aa]n?\s(?:\w+\s)?\w+\sof\s$")
_AGE_AFTER = re.compile(r"[\s-]?years?[\s-](?:old|of\s+age)|-year-olds?", re.IGNORECASE)
_LENGTH_AFTER = re.compile(
    r"-(?:year|month|week|day|hour|minute|second|mile|km|kilomet|met|foot|page|point|member|bed|storey|story|nation|seat|lane|litre|ton)\w*",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_FOLD_AFTER = re.compile(r"[\s-]?fold\b|\stimes\s(?:as|more|the|higher|larger|bigger)\b")
_SHARE_AFTER = re.compile(
    r"\s(?:\w+\s){0,3}?(?:in|out\sof|of\severy)\s(?:every\s)?(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,3})\b(?!,|\d|\s(?:days|weeks|months|hours|years))",
    re.IGNORECASE,
)
_SHARE_BEFORE = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|\d)\s(?:\w+\s){0,3}?(?:in|out\sof)\s(?:every\s)?$",
    re.IGNORECASE,
)
_POPULATION = re.compile(
    r"\b(?:population|community|city|town|village|nation|country|republic|metropolis|inhabitants|people)\sof\s(?:only\s|just\s)?$",
    re.IGNORECASE,
)
_NEAR_BY = 60  # characters
_FEWEST_TIMES = 20  # "entered 20 times" and less is a multiple or an anecdote
_COMPARING = frozenset(
    {"the", "as", "more", "that", "higher", "bigger", "larger", "what", "its", "their"}
)
_SCORE = re.compile(r"(?<![\d,.])\d{1,2}[-–]$")


def by_shape(text: str, count: Count) -> str:
    """Why a number is none by its shape and the characters around it; empty when it may be one."""
    before, after = text[: count.number.start][-30:], text[count.number.end :][:40]
    if _CURRENCY.search(before) or re.match(r"\s?(?:€|£|\$|₽)", after):
        return "money"
    if _PERCENT.match(after):
        return "percentage"
    if (
        _AGE_AFTER.match(after)
        or _AGE_BEFORE.search(before)
        or _is_age_in_commas(count, before, after)
    ):
        return "age"
    if (
        _AGE_OF.search(before)
        and re.fullmatch(r"[1-9]\d", count.surface)
        and re.match(r"[,.]|\s(?:who|from|with|said|and|in|that)\b", after)
    ):
        return "age"
    if (_CLOCK.match(after) and count.quantifier is not Quantifier.VAGUE) or _CLOCK_BEFORE.search(
        before
    ):
        return "time"
    if _FOLD_AFTER.match(after):
        return "multiple"
    if (
        _IDENTIFIER.search(before)
        or after[:1].isalpha()
        or _LENGTH_AFTER.match(after)
        or _SCORE.search(before)
    ):
        return "identifier" if not _LENGTH_AFTER.match(after) else "duration"
    if _POPULATION.search(text[: count.span.start]):
        return "population"
    if surface_is_one(count):
        return "pronoun"
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
    surface = count.surface
    if _YEAR.fullmatch(surface) and (head.kind != "people" or _after_preposition(items, at)):
        return "date"
    return ""


def is_multiple(items: tuple[Item, ...], phrase: Head, size: int) -> bool:
    """ "six times the level": a comparison, and no six crossings."""
    if phrase.noun is None or phrase.noun.word not in ("times", "time"):
        return False
    following = items[phrase.end].word if phrase.end < len(items) else ""
    return size < _FEWEST_TIMES or following in _COMPARING


def by_veto(sketch: Sketch, at: int, head: Head, term: int | None) -> str:
    """Why a number is none by a word beside it: the dead, the called-up, the protesting, ..."""
    items = sketch.items
    start, end = items[at].span.start, items[min(head.end, len(items)) - 1].span.end
    for veto in sketch.vetoes:
        if veto.reason == "citizenship" and 0 <= veto.span.start - end < _NEAR_BY:
            return veto.reason  # a passport is no move
        if veto.reason == "detained" and (head.category or _strong(items, term)):
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


def _is_age_in_commas(count: Count, before: str, after: str) -> bool:
    plain = count.count is not None and 1 < count.count < 105 and count.surface.isdigit()
    return plain and bool(re.search(r"[A-Z][\w'’-]+,\s$", before)) and after[:1] in (",", ".", ")")


def _is_small(count: Count) -> bool:
    return (count.count is not None and count.count <= 100) or (count.high or 0) <= 100


def _after_preposition(items: tuple[Item, ...], at: int) -> bool:
    return at > 0 and items[at - 1].word in (
        "in",
        "since",
        "of",
        "from",
        "until",
        "by",
        "before",
        "after",
        "during",
        "late",
        "early",
        "to",
        "and",
        "spring",
        "summer",
        "autumn",
        "winter",
        "fall",
    )


def _strong(items: tuple[Item, ...], term: int | None) -> bool:
    return term is not None and isinstance(value := items[term].value, Term) and not value.open


def _is_next(sketch: Sketch, end: int, veto: int, term: int | None) -> bool:
    if term is not None and end <= term < veto:
        return False
    between = sketch.text[end:veto]
    return len(between) < 60 and not re.search(
        r"[;—–:]|,\s(?:and|but|while)|\b(?:and|but|while|whereas|after|as|to)\b|\d", between
    )


def _is_just_before(sketch: Sketch, veto_end: int, start: int) -> bool:
    between = sketch.text[veto_end:start]
    return (
        re.fullmatch(
            r"\s?(?:(?:of|the|an?|another|up|to|by|nearly|some|all|these|those|at|has|have|had|reached|stands|rose|risen|climbed|hit|passed|least|than|more)\s?){0,6}",
            between,
        )
        is not None
    )
