"""What one afternoon makes of a number finder and a place finder: migration figures.

The same for every peer, so that a difference between two of them is the finder's. Runs in each
peer's own environment, so it knows the standard library only.

    a number is a figure when its article speaks of people, and the words beside it do not make it
    a date, an age, money, a share, a duration, vehicles, soldiers, dead or tourists, nor a small
    number of something else. Origin: a place after "from", "left", "fled"; else the nearest
    nationality; else the article's commonest. Destination: a place after "to", "into", "in"; else
    the nearest other place; else the article's commonest. "live", "stay", "remain" make a
    resident, else an arrival.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple


class Number(NamedTuple):
    """A number that a peer found: half-open offsets into the text, and its bounds."""

    start: int
    end: int
    low: float
    high: float


class Place(NamedTuple):
    """A place that a peer found: offsets, ISO 3166-1 alpha-3, and whether it names people."""

    start: int
    end: int
    iso3: str
    people: bool


_SENTENCE = re.compile(r"[^\n]+?(?:[.!?][\"”’)]*(?=\s+[A-Z“\"(])|(?=\n)|\Z)", re.DOTALL)
_PEOPLE = re.compile(
    r"\b(?:people|persons?|citizens?|nationals?|refugees?|migrants?|immigrants?|emigrants?|"
    r"arrivals?|asylum|displaced|famil(?:y|ies)|households?|residents?|men|women|children|"
    r"crossings?|entries|exits|permits?|evacuees?|returnees?|fled|flee|left|arrived|entered|"
    r"crossed|deported|evacuated|relocated|moved|emigrated|immigrated)\b",
    re.IGNORECASE,
)
_AFTER_NO = re.compile(
    r"\s*(?:%|per ?cent|percent|years?|year-old|-year|months?|weeks?|days?|hours?|minutes?|"
    r"km|kilomet|miles?|met(?:er|re)s|euros?|dollars?|rubles?|roubles?|lari|drams?|pounds?|"
    r"cars?|vehicles?|trucks?|buses|flights?|planes?|compan|firms?|soldiers?|troops|reservists?|"
    r"times|per|lines|phones|accounts|countries|questions|:\d|"
    r"dead|deaths?|killed|injured|wounded|missing|tourists?|visitors?|passengers?|houses?|homes?|"
    r"a\.?m\b|p\.?m\b|January|February|March|April|May|June|July|August|September|October|"
    r"November|December)",
    re.IGNORECASE,
)
_BEFORE_NO = re.compile(
    r"(?:[$€£₽]|\b(?:January|February|March|April|May|June|July|August|September|October|"
    r"November|December|article|aged|since|in|of|by|until|during)) ?\Z",
    re.IGNORECASE,
)
_AGE = re.compile(r"(?:, |\bof |\baged )\Z", re.IGNORECASE)
_ORIGIN = re.compile(
    r"\b(?:from|left|leave|leaving|fled|fleeing|out of) (?:the )?\Z", re.IGNORECASE
)
_DESTINATION = re.compile(r"\b(?:to|into|in|for|entered|reached) (?:the )?\Z", re.IGNORECASE)
_STAYS = re.compile(r"\b(?:live|lives|living|stay\w*|remain\w*|resid\w+|host\w*)\b", re.IGNORECASE)
_QUANTIFIER = re.compile(
    r"(?:(?P<more_than>at least|more than|over|upwards of)|(?P<less_than>up to|as many as|"
    r"less than|fewer than|under)|(?P<approximately>about|around|some|nearly|almost|roughly)) \Z",
    re.IGNORECASE,
)


def figures(
    article_id: str, text: str, numbers: Sequence[Number], places: Sequence[Place]
) -> list[dict[str, Any]]:
    """The figures of a text in the exchange format, in reading order."""
    if not _PEOPLE.search(text):
        return []
    homes = Counter(p.iso3 for p in places if p.people)
    hosts = Counter(p.iso3 for p in places if not p.people)
    found = []
    for sentence in _SENTENCE.finditer(text):
        near = [p for p in places if sentence.start() <= p.start < sentence.end()]
        for number in numbers:
            if sentence.start() <= number.start < sentence.end() and _counts(text, number):
                figure = _figure(number, sentence, near, homes, hosts)
                found.append({"article_id": article_id, **figure})
    return found


def _counts(text: str, number: Number) -> bool:
    surface = text[number.start : number.end]
    before, after = text[max(0, number.start - 14) : number.start], text[number.end :][:40]
    words = surface.lstrip("0123456789,.-– ")  # some peers take the unit into the surface
    is_year = number.low == number.high and 1900 <= number.low <= 2100
    if _AFTER_NO.match(words + after) or (is_year and "," not in surface):
        return False
    if number.high < 10 and not _PEOPLE.search(after[:25]):
        return False
    if number.high < 100 and _AGE.search(before) and after.startswith((",", ".", " who")):
        return False
    return number.low >= 2 and not (_BEFORE_NO.search(before) and number.high <= 31)


def _figure(
    number: Number,
    sentence: re.Match[str],
    near: list[Place],
    homes: Counter[str],
    hosts: Counter[str],
) -> dict[str, Any]:
    text = sentence.string
    origin = _named(text, near, _ORIGIN) or _nearest(near, number, people=True) or _first(homes)
    others = [p for p in near if p.iso3 != origin and not p.people]
    destination = _named(text, others, _DESTINATION) or _nearest(others, number, people=False)
    destination = destination or _first(Counter({k: n for k, n in hosts.items() if k != origin}))
    low, high = round(number.low), round(number.high)
    said = _QUANTIFIER.search(text[max(0, number.start - 12) : number.start])
    quantifier = "range" if low < high else (said and said.lastgroup) or "exact"
    return {
        "surface": text[number.start : number.end],
        "count": low if low == high else None,
        "low": low,
        "high": high,
        "quantifier": quantifier,
        "unit": "person",
        "category": "resident" if _STAYS.search(sentence[0]) else "arrival",
        "rate": "total",
        "status": "reported",
        "origin": origin,
        "destination": destination,
        "start_date": None,
        "end_date": None,
        "source": None,
    }


def _named(text: str, places: Iterable[Place], cue: re.Pattern[str]) -> str | None:
    hits = (p.iso3 for p in places if cue.search(text[max(0, p.start - 16) : p.start]))
    return next(hits, None)


def _nearest(places: Iterable[Place], number: Number, *, people: bool) -> str | None:
    fitting = [p for p in places if p.people == people]
    return min(fitting, key=lambda p: abs(p.start - number.start)).iso3 if fitting else None


def _first(counted: Counter[str]) -> str | None:
    return counted.most_common(1)[0][0] if counted else None
