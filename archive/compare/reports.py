"""A report: one statement by one speaker, with every outlet that carries it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from archive.compare.windows import Window
from archive.model import Decision, Role
from extract.model import Category, Quantifier, Rate, Status, Unit

_WORD = re.compile(r"\w+")
_EMPTY_WORDS = frozenset({"the", "a", "an", "of", "data", "figures", "he", "she", "it", "they"})


class Question(NamedTuple):
    """What a report answers: entries, exits, nets, stocks, crossings and people are kept apart."""

    category: Category
    unit: Unit

    @property
    def words(self) -> str:
        """The question in the words of a chart's axis."""
        return _WORDS.get(self, f"{self.category.value.replace('_', ' ')} ({self.unit.value}s)")


_WORDS = {
    Question(Category.ARRIVAL, Unit.PERSON): "people who entered",
    Question(Category.ARRIVAL, Unit.CROSSING): "entries at the border (crossings)",
    Question(Category.DEPARTURE, Unit.PERSON): "people who left",
    Question(Category.DEPARTURE, Unit.CROSSING): "exits at the border (crossings)",
    Question(Category.NET_MIGRATION, Unit.PERSON): "net: entries less exits",
    Question(Category.RESIDENT, Unit.PERSON): "people who stayed or live there",
    Question(Category.REFUGEE, Unit.PERSON): "refugees and asylum seekers hosted",
    Question(Category.IDP, Unit.PERSON): "displaced people at the time",
}


@dataclass(frozen=True, slots=True)
class Report:
    """One statement: its best-told figure's values, and all figures and articles that tell it."""

    id: str  # of the figure that tells it best
    question: Question
    origin: str | None
    destination: str | None
    count: int | None
    low: int | None
    high: int | None
    quantifier: Quantifier
    rate: Rate
    status: Status
    window: Window
    as_of: date | None
    said_by: str | None
    published: date | None  # first
    publishers: tuple[str, ...]
    figure_ids: tuple[str, ...]
    article_ids: tuple[str, ...]
    carriers: int  # outlets, copies of an article included
    article_id: str  # of the figure that tells it best
    in_title: bool  # told in a headline only
    sentence: str
    sentence_start: int
    sentence_end: int
    title: str | None
    url: str | None
    origin_basis: str | None
    people: str | None  # the nationality of those counted, where the route does not say it
    role: Role
    decision: Decision

    @property
    def route(self) -> tuple[str | None, str | None]:
        """Origin and destination."""
        return self.origin, self.destination

    @property
    def interval(self) -> tuple[float, float]:
        """The values that the words allow: "about 12,000" takes in what rounds to it, to 5%."""
        low = -math.inf if self.low is None else float(self.low)
        high = math.inf if self.high is None else float(self.high)
        if self.quantifier is Quantifier.APPROXIMATELY and self.count is not None:
            half = min(step(self.count), self.count / 10) / 2
            return self.count - half, self.count + half
        return low, high

    @property
    def size(self) -> float:
        """A single number to sort by: the count, or the nearer bound."""
        return float(next((n for n in (self.count, self.low, self.high) if n is not None), 0))


def step(count: int) -> int:
    """The unit that a number is rounded to: 12,000 -> 1,000; 12,638 -> 1.

    >>> step(12_000), step(12_638), step(60_000)
    (1000, 1, 10000)
    """
    unit = 1
    while count and count % (unit * 10) == 0:
        unit *= 10
    return unit


def same_speaker(a: str | None, b: str | None) -> bool:
    """Whether two names are one speaker's: all words of one are in the other."""
    ours, theirs = _name(a), _name(b)
    return bool(ours and theirs) and (ours <= theirs or theirs <= ours)


def _name(speaker: str | None) -> frozenset[str]:
    return frozenset(_WORD.findall((speaker or "").casefold())) - _EMPTY_WORDS
