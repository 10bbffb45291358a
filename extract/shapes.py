"""Why a number is no count of people, by its own shape and the characters around it."""

from __future__ import annotations

import re

from extract.lexicon.load import forms, table, trie, words
from extract.lexicon.spoken import spoken, tellers
from extract.model import Count, Quantifier
from extract.recognizers.numbers import number


def _any(*kinds: str) -> str:
    return f"(?:{trie(words('number_neighbours', *kinds))})"


def _said(low: int, high: int) -> str:
    """The words for the numbers from low to high, as alternatives."""
    rows = table("number_words")
    return trie(row["word"] for row in rows if low <= int(row["value"]) <= high)


def _weekdays() -> list[str]:
    named = (row["word"] for row in table("periods") if row["kind"] == "weekday")
    return [word for group in named for word in forms(group)]


def mover_nouns() -> list[str]:
    """Nouns of people who moved, such as refugees: they are no town's inhabitants."""
    return [w for row in table("people") if row["category"] for w in forms(row["noun"])]


_CURRENCY = re.compile(rf"(?:[$£€¥₽₾₴₹]|\b{_any('currency')})\s?$")
_CURRENCY_AFTER = re.compile(r"\s?(?:€|£|\$|₽)")
_STOPS = ("", ".", ",", ";")
_PERCENT = re.compile(r"\s?(?:%|per\s?cent\b|percent\b|pct\b|percentage\b|pc\b)")
_CLOCK = re.compile(r"[:.]\d\d\b|\s?(?:[ap]\.?m\b|o['’]clock|GMT|hours\s+local)", re.IGNORECASE)
_CLOCK_BEFORE = re.compile(r"\d[:.]$")
_IDENTIFIER = re.compile(rf"(?:\w-|#|№|\b{_any('numbered')}\.?\s(?:\d+(?:,\s|\sand\s))*)$")
_NAME_AFTER = re.compile(r"\s(?:News|TV|Radio|Media)\b")  # "247 News Agency"
_AGE_BEFORE = re.compile(rf"\b{_any('age')}\s(?:between\s|from\s)?$", re.IGNORECASE)
_AGE_OF = re.compile(r"\b(?:[Aa]n?|[Oo]ne|[Tt]he)\s(?:\w+\s)?\w+\sof\s$")
_AGE_OF_AFTER = re.compile(rf"[,.]|\s{_any('after_age')}\b")
_AGE_AFTER = re.compile(r"[\s-]?years?[\s-](?:old|of\s+age)|-year-olds?", re.IGNORECASE)
# "his uncle, 85, is living in a tent"
_SOMEONE = re.compile(r"\b[a-z]+[^\Ws],\s$")
_NAMED = re.compile(r"[A-Z][\w'’-]+,\s$")  # "Georgia, 34, came"
_TWO_DIGITS = re.compile(r"[1-9]\d")
# "one of the displaced, 35, said", "a mother of four, 41, fled"
_ONE_NAMED = re.compile(
    r"\b(?:[Aa]n?|[Oo]ne\sof\s\w+|[Hh]is|[Hh]er|[Mm]y)\s(?:[\w-]+\s){0,3}[\w-]+,\s$"
)
_OF_AN_AGE = re.compile(rf"\b{_any('of_an_age')}\s$", re.IGNORECASE)
_OLDER_THAN = re.compile(r"(?:over|under|above|below)\s\d{1,2}")
_OF_SOMEONE = re.compile(rf",\s{_any('told_of')}\b")
_LENGTH_AFTER = re.compile(rf"-{_any('length')}\w*", re.IGNORECASE)
_BEING = re.compile(rf"\b(?:{trie(words('sense_words', 'copula'))})\s$")
_FOLD_AFTER = re.compile(rf"[\s-]?fold\b|\stimes\s{_any('compared')}\b")
_FRACTION_AFTER = re.compile(rf"[\s-]{_any('fraction')}\b")
_SHARE_AFTER = re.compile(
    r"\s(?:\w+\s){0,3}?(in|out\sof|of\severy)\s(?:every\s)?"
    rf"({_said(2, 10)}|\d{{1,3}})\b(?!,|\d|\s{_any('duration')})",
    re.IGNORECASE,
)
_SHARE_BEFORE = re.compile(
    rf"\b(?:{_said(1, 9)}|\d)\s(?:\w+\s){{0,3}}?(?:in|out\sof)\s(?:every\s)?$",
    re.IGNORECASE,
)
_NOT_MOVED = "".join(rf"(?<!\b{word}\s)" for word in words("number_neighbours", "moved"))
_WHOLE = re.compile(rf"\b{_any('whole')}\spopulation\sat\s$", re.IGNORECASE)
_PEOPLED = re.compile(rf"\b{_any('population')}\sof\s(?:only\s|just\s)?$", re.IGNORECASE)
_POPULATION = re.compile(
    rf"{_NOT_MOVED}\bpopulation(?:\s(?:before|until|prior\sto)(?:\s\w+){{1,3}})?(?::?\s|\s(?:is|was|stands|stood)\s(?:\w+\s){{0,3}}"
    rf"|\s{_any('reckoned_at')}\s"
    rf"|\s(?:\w+\s)?{_any('grown')}\s(?:to\s)?)$",
    re.IGNORECASE,
)
# "Germany's Syrian population": people who came, where "the Syrian population" may be everybody
_MINORITY = re.compile(
    rf"(?:['\u2019]s|\b(?:{trie(words('sense_words', 'own'))}))\s[A-Z]\w+\spopulation\b"
)
_RATIO = re.compile(r"\b(?:every|for\seach)\s$")  # "one latrine for every 400 people"
_LASTING = re.compile(rf"\s{_any('duration')}\b")
_TOWN_OF = re.compile(rf"\b{_any('populated')}\sof\s(?:{_any('scarcely')}\s)?$", re.IGNORECASE)
_WEEKDAY = re.compile(rf"\b(?:{trie(_weekdays())})\s\(?$")
_CAPACITY = re.compile(rf"\b{_any('capacity')}\s(?:only\s|just\s|another\s|up\sto\s)?$")
_OVER_LIMIT = re.compile(
    rf"\s{_any('over_limit')}\s(?:the|its|their|a|official)\s(?:\w+\s){{0,2}}?{_any('limit')}\b"
)
_CAPACITY_AFTER = re.compile(r"[\s-](?:\w+[\s-])?capacity\b")
_MOVERS = re.compile(rf"\s(?:\w+\s){{0,2}}(?:{trie(mover_nouns())})\b")
_OF_MOVERS = re.compile(rf"\s(?:[a-z]+ed\s)?(?:{trie(mover_nouns())})\b")
_CONCLUDED = re.compile(rf"\b{_any('concluding')}\s$", re.IGNORECASE)
_DASHES = ("-", "–")
_SCORE = re.compile(r"(?<![\d,.])\d{1,2}[-–]$")
_OF_AGE = tellers(words("number_neighbours", "age"))
_OF_CAPACITY = tellers(words("number_neighbours", "capacity")) | {"capacity"}
_OF_TOWNS = tellers(words("number_neighbours", "populated", "population"))
_OF_RATIOS = {"every", "each"}
_OF_LIMITS = tellers(words("number_neighbours", "limit"))
_PHONE = re.compile(r"(?:-\d{2,4}){2}")  # "0-800-33-92-91"
_NAMED_NUMBER = re.compile(r"\sde\s[A-Z]")  # the quarter "30 de Junho"
_NEAR = 60  # characters: more than any of the words right before a number have


def by_shape(text: str, count: Count) -> str:
    """Why a number is none by its shape and the characters around it; empty when it may be one."""
    said = spoken(text)
    start, end = count.number
    before, after = text[max(0, start - 30) : start], text[end : end + 40]
    if _CURRENCY.search(before) or _CURRENCY_AFTER.match(after):
        return "money"
    if _PERCENT.match(after):
        return "percentage"
    if after[:1] in _STOPS and _CONCLUDED.search(before):
        return "no_migration_term"  # who "arrived at 45,349" reckoned, and nobody came
    if (
        _AGE_AFTER.match(after)
        or (not _OF_AGE.isdisjoint(said) and _AGE_BEFORE.search(before))
        or _is_age_in_commas(count, before, after)
        or (count.surface.isdigit() and _OF_SOMEONE.match(after) and _SOMEONE.search(before))
        or _is_age_range(count, text)
        or _is_age_of_somebody(count, text)
    ):
        return "age"
    if (
        _TWO_DIGITS.fullmatch(count.surface)
        and _AGE_OF.search(before)
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
        or _NAME_AFTER.match(after)
        or after[:1].isalpha()
        or _LENGTH_AFTER.match(after)
        or (before[-1:] in _DASHES and _SCORE.search(before))
    ):
        return "identifier" if not _LENGTH_AFTER.match(after) else "duration"
    near, end = max(0, count.span.start - _NEAR), count.span.start
    whole = "population" in said and (_POPULATION.search(text[:end]) or _WHOLE.search(before))
    came = _MINORITY.search(text, near, end) or _OF_MOVERS.match(after)
    if whole and not came:  # "the camp's population stood at 246,510 refugees"
        return "population"
    if not _OF_TOWNS.isdisjoint(said):
        town = _TOWN_OF.search(text, near, end) and not _MOVERS.match(after)
        if town or _PEOPLED.search(text, near, end):
            return "population"
    if len(count.surface) <= 2 and count.surface.isdecimal() and _WEEKDAY.search(before):
        return "date"
    if not _OF_CAPACITY.isdisjoint(said) and (
        _CAPACITY.search(text[:end]) or _CAPACITY_AFTER.match(after)
    ):
        return "quantity"
    if not _OF_LIMITS.isdisjoint(said) and _OVER_LIMIT.match(after):
        return "change"
    if surface_is_one(count):
        return "pronoun"
    if (
        not _OF_RATIOS.isdisjoint(said)
        and _RATIO.search(text, near, end)
        and not _LASTING.match(after)
    ):
        return "percentage"
    if _is_small(count) and _FRACTION_AFTER.match(after):
        return "percentage"
    if _is_small(count) and (_is_share(count, after) or _SHARE_BEFORE.search(before)):
        return "percentage"
    if _PHONE.match(after) or _NAMED_NUMBER.match(after):
        return "identifier"
    if count.count is None and count.quantifier not in (Quantifier.RANGE, Quantifier.VAGUE):
        return "quantity"
    return ""


def surface_is_one(count: Count) -> bool:
    """Whether the number is the word "one", which is hardly ever a count."""
    return count.surface.casefold() in ("one", "a one")


def _is_age_range(count: Count, text: str) -> bool:
    """ "Many are between 25 and 40, work on a laptop ...": how old they are."""
    if count.quantifier is not Quantifier.RANGE:
        return False
    start, end = count.span
    ages = 12 < (count.low or 0) < (count.high or 0) < 100
    being = _BEING.search(text[max(0, start - 12) : start]) is not None
    return ages and being and text[end : end + 1] in (",", ".", "")


def _is_age_of_somebody(count: Count, text: str) -> bool:
    """ "men over 50 need a visa", "one of the displaced, 35, said": how old somebody is."""
    before = text[max(0, count.span.start - _NEAR) : count.span.start]
    if _OLDER_THAN.fullmatch(count.surface.casefold()):
        return _OF_AN_AGE.search(before) is not None
    enclosed = text[count.span.end : count.span.end + 1] == ","
    aged = _TWO_DIGITS.fullmatch(count.surface) is not None
    return aged and enclosed and _ONE_NAMED.search(before) is not None


def _is_identifier(count: Count, before: str) -> bool:
    """ "Zone 4", "A-12"; but "on Christmas Day 2,000 people" counts them."""
    found = _IDENTIFIER.search(before)
    return found is not None and not ("," in count.surface and found[0][:1].isalpha())


def _is_age_in_commas(count: Count, before: str, after: str) -> bool:
    plain = count.count is not None and 1 < count.count < 105 and count.surface.isdigit()
    return plain and after[:1] in (",", ".", ")") and _NAMED.search(before) is not None


def _is_share(count: Count, after: str) -> bool:
    """ "one in five"; but 81 people "in three boats" are no share of three."""
    of = _SHARE_AFTER.match(after)
    whole = number(of[2]) if of else None
    small = whole is not None and (count.count or count.low or 0) <= whole
    return of is not None and (small or of[1] != "in")


def _is_small(count: Count) -> bool:
    size = count.count or count.high or count.low or 0
    return size <= 100
