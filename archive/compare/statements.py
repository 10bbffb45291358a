"""Figures become reports: what is one statement, and which figure tells it best."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from archive.compare.people import counted
from archive.compare.reports import Question, Report, same_speaker, step
from archive.compare.windows import Window, compatible
from archive.model import Decision, Role
from extract.model import Accuracy, Category, Quantifier, Rate, Status, Unit

_NEEDED = (
    *("figure_id", "article_id", "count", "low", "high", "quantifier", "unit", "category"),
    *("rate", "status", "origin", "destination", "origin_basis", "start_date", "end_date"),
    *("date_accuracy",),
    *("source", "publisher", "published", "url", "title", "sentence", "sentence_start"),
    *("sentence_end", "surface_end", "in_title", "confidence", "decision", "role", "carriers"),
)


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


class _Row(NamedTuple):
    """A figure as far as comparing needs it."""

    fields: dict[str, Any]
    window: Window

    @classmethod
    def of(cls, fields: dict[str, Any]) -> _Row:
        """The row of a frame, its period as a window."""
        dates = (fields["start_date"], fields["end_date"], fields["published"])
        return cls(fields, Window(*dates, Accuracy(fields["date_accuracy"] or Accuracy.DAY)))

    def near(self, around: date | None) -> _Row:
        """The row with the day around which its article speaks, if nothing better is known."""
        window = self.window
        return self._replace(window=replace(window, around=window.around or around))

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
        in_title=bool(values["in_title"]),
        sentence=values["sentence"],
        sentence_start=int(values["sentence_start"]),
        sentence_end=int(values["sentence_end"]),
        title=values["title"],
        url=values["url"],
        origin_basis=values["origin_basis"],
        people=next(filter(None, map(_people, group)), None),
        role=_role(group),
        decision=Decision(values["decision"]),
    )


def _completeness(row: _Row) -> tuple[bool, bool, int, float]:
    """How well a figure tells its report: chosen by a person, in the body, with most said."""
    named = ("origin", "destination", "start_date", "end_date", "source")
    said = sum(row.fields[name] is not None for name in named)
    chosen = row.fields["role"] == Role.HEADLINE
    return chosen, not row.fields["in_title"], said, float(row.fields["confidence"])


def _people(row: _Row) -> str | None:
    fields = row.fields
    after = int(fields["surface_end"]) - int(fields["sentence_start"])
    return counted(fields["sentence"], after, (fields["origin"], fields["destination"]))


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
    columns = [_plain(frame[name]) for name in _NEEDED]
    return [dict(zip(_NEEDED, values, strict=True)) for values in zip(*columns, strict=True)]


def _plain(column: pd.Series[Any]) -> list[Any]:
    missing = column.isna()
    if pd.api.types.is_datetime64_any_dtype(column):
        column = column.dt.date
    return column.astype("object").where(~missing, None).tolist()


def _first(value: Any, others: Iterable[Any]) -> Any:
    return next((v for v in (value, *others) if v is not None), None)


def _whole(value: Any) -> int | None:
    return None if value is None else int(value)
