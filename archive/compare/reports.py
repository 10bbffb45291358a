"""Figures become reports: one statement by one speaker, with every outlet that carries it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from archive.compare.windows import Window, compatible
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
    sentence: str
    sentence_start: int
    sentence_end: int
    title: str | None
    url: str | None
    origin_basis: str | None
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


def reports(frame: pd.DataFrame) -> list[Report]:
    """The reports of a frame's figures, in the frame's order; rejected figures make none."""
    rows = [_Row.of(row) for row in _records(frame) if row["decision"] != Decision.REJECTED]
    around = _dates_of_articles(rows)
    rows = [row.near(around.get(row.article_id)) for row in rows]
    groups: list[list[_Row]] = []
    places: dict[tuple[object, ...], list[list[_Row]]] = {}
    for row in rows:
        alike = places.setdefault(row.value, [])
        group = next((g for g in alike if any(_one_statement(row, r) for r in g)), None)
        if group is None:
            group = []
            alike.append(group)
            groups.append(group)
        group.append(row)
    return [_report(group) for group in groups]


def same_speaker(a: str | None, b: str | None) -> bool:
    """Whether two names are one speaker's: all words of one are in the other."""
    ours, theirs = _name(a), _name(b)
    return bool(ours and theirs) and (ours <= theirs or theirs <= ours)


class _Row(NamedTuple):
    """A figure as far as comparing needs it."""

    fields: dict[str, Any]
    window: Window

    @classmethod
    def of(cls, fields: dict[str, Any]) -> _Row:
        """The row of a frame, its period as a window."""
        return cls(fields, Window(fields["start_date"], fields["end_date"], fields["published"]))

    def near(self, around: date | None) -> _Row:
        """The row with the day around which its article speaks, if nothing better is known."""
        window = self.window
        return self._replace(window=Window(window.start, window.end, window.around or around))

    @property
    def article_id(self) -> str:
        return str(self.fields["article_id"])

    @property
    def value(self) -> tuple[object, ...]:
        """What two figures must share to be one statement, whoever makes it."""
        names = ("count", "low", "high", "category", "unit", "rate", "status")
        return tuple(self.fields[name] for name in names)

    @property
    def is_particular(self) -> bool:
        """Whether the number is so exact that two speakers won't have it by chance."""
        count = self.fields["count"]
        return count is not None and count >= 1000 and step(int(count)) == 1


def _one_statement(a: _Row, b: _Row) -> bool:
    """Whether two figures of one value are one statement, told twice."""
    routes = ((a.fields[n], b.fields[n]) for n in ("origin", "destination"))
    if a.article_id == b.article_id:
        return compatible(a.window, b.window) and all(None in r or r[0] == r[1] for r in routes)
    if any(ours != theirs for ours, theirs in routes) or not compatible(a.window, b.window):
        return False
    speakers = (a.fields["source"], b.fields["source"])
    unsaid = None in speakers and a.is_particular
    return unsaid or same_speaker(*speakers)


def _report(group: Sequence[_Row]) -> Report:
    best = max(group, key=_completeness)
    values = best.fields
    ordered = sorted(group, key=lambda row: row.fields["published"] or date.max)
    whole = {n: _first(values[n], (r.fields[n] for r in group)) for n in ("origin", "destination")}
    articles = {row.article_id: int(row.fields["carriers"]) for row in ordered}
    return Report(
        id=values["figure_id"],
        question=Question(Category(values["category"]), Unit(values["unit"])),
        origin=whole["origin"],
        destination=whole["destination"],
        count=_whole(values["count"]),
        low=_whole(values["low"]),
        high=_whole(values["high"]),
        quantifier=Quantifier(values["quantifier"]),
        rate=Rate(values["rate"]),
        status=Status(values["status"]),
        window=best.window,
        as_of=best.window.last,
        said_by=_first(values["source"], (row.fields["source"] for row in group)),
        published=ordered[0].fields["published"],
        publishers=tuple(dict.fromkeys(r.fields["publisher"] or "" for r in ordered)),
        figure_ids=tuple(row.fields["figure_id"] for row in group),
        article_ids=tuple(articles),
        carriers=sum(articles.values()),  # outlets, not people: each article counts once
        article_id=best.article_id,
        sentence=values["sentence"],
        sentence_start=int(values["sentence_start"]),
        sentence_end=int(values["sentence_end"]),
        title=values["title"],
        url=values["url"],
        origin_basis=values["origin_basis"],
        role=_role(group),
        decision=Decision(values["decision"]),
    )


def _completeness(row: _Row) -> tuple[bool, bool, int, float]:
    """How well a figure tells its report: chosen by a person, in the body, with most said."""
    named = ("origin", "destination", "start_date", "end_date", "source")
    said = sum(row.fields[name] is not None for name in named)
    chosen = row.fields["role"] == Role.HEADLINE
    return chosen, not row.fields["in_title"], said, float(row.fields["confidence"])


def _role(group: Iterable[_Row]) -> Role:
    roles = {row.fields["role"] for row in group}
    return next((r for r in (Role.HEADLINE, Role.NOT_COMPARABLE) if r in roles), Role.SUPPORTING)


def _dates_of_articles(rows: Iterable[_Row]) -> dict[str, date]:
    """The latest day that each article speaks of: the nearest to a date for its undated ones."""
    found: dict[str, date] = {}
    for row in rows:
        last = row.window.end or row.window.start
        if last is not None:
            found[row.article_id] = max(last, found.get(row.article_id, last))
    return found


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The frame's rows as plain values: None for what is missing, dates for times."""
    plain = frame.astype("object").where(frame.notna(), None)
    dates = [n for n in frame if pd.api.types.is_datetime64_any_dtype(frame[n])]
    for name in dates:
        plain[name] = [value and value.date() for value in plain[name]]
    return plain.to_dict("records")


def _name(speaker: str | None) -> frozenset[str]:
    return frozenset(_WORD.findall((speaker or "").casefold())) - _EMPTY_WORDS


def _first(value: Any, others: Iterable[Any]) -> Any:
    return next((v for v in (value, *others) if v is not None), None)


def _whole(value: Any) -> int | None:
    return None if value is None else int(value)
