"""When, and by whom, a number is told that the article states twice: headline, text and again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.model import Category, Evidence, Figure, Rate

Fact = tuple[int | None, int | None, int | None, Category, Rate]

_ROUNDED = 1.1  # times: "1.2 million" in the headline is 1,194,900 in the text
_LEAST = 100  # smaller numbers meet by chance


def timed(figures: Sequence[Figure]) -> list[Figure]:
    """The figures, each number told twice with the time and source that either place states."""
    body = [figure for figure in figures if not figure.in_title]
    dated: dict[Fact, Figure] = {}
    for figure in body:
        if _states_time(figure):
            dated.setdefault(_fact(figure), figure)
    return [_from_body(f, body) if f.in_title else _from_twin(f, dated) for f in figures]


def with_evidence(title: Figure, body: Figure, role: str) -> tuple[Evidence, ...]:
    """The evidence of a headline's figure, for one role that of the figure in the text."""
    own = [e for e in title.evidence if e.role != role]
    return (*own, *(e for e in body.evidence if e.role == role))


def _from_body(title: Figure, body: Sequence[Figure]) -> Figure:
    same = [f for f in body if (f.count, f.low, f.high) == (title.count, title.low, title.high)]
    dated = next((f for f in same if f.start_date or f.end_date), None)
    if dated is None and not same and not _states_time(title):
        dated = next((f for f in body if _rounded(title, f)), None)
    if dated is not None:
        title = _at_time_of(dated, title)
    told = next((f for f in same if f.source), None)
    if told is not None and title.source is None:
        title = replace(title, source=told.source, evidence=with_evidence(title, told, "source"))
    return title


def _from_twin(figure: Figure, dated: Mapping[Fact, Figure]) -> Figure:
    """A figure of the text without a time of its own, with that of the same fact elsewhere."""
    if _states_time(figure) or (figure.count or figure.low or 0) < _LEAST:
        return figure
    twin = dated.get(_fact(figure))
    return figure if twin is None else _at_time_of(twin, figure)


def _at_time_of(told: Figure, figure: Figure) -> Figure:
    return replace(
        figure,
        start_date=told.start_date,
        end_date=told.end_date,
        date_accuracy=told.date_accuracy,
        evidence=with_evidence(figure, told, "period"),
    )


def _states_time(figure: Figure) -> bool:
    """Whether the figure's own sentence says when."""
    low, high = figure.sentence_start, figure.sentence_end
    return any(
        e.role == "period" and e.in_title == figure.in_title and low <= e.span.start < high
        for e in reversed(figure.evidence)  # where it stands nearly last
    )


def _fact(figure: Figure) -> Fact:
    """What two figures share that give one number of the same move or of the same people."""
    return figure.count, figure.low, figure.high, figure.category, figure.rate


def _rounded(title: Figure, told: Figure) -> bool:
    """Whether the headline rounds what the text tells of the same people."""
    if title.category is not told.category or title.rate is not told.rate:
        return False
    ends = title.origin in (None, told.origin) and title.destination in (None, told.destination)
    dated = told.start_date or told.end_date
    return bool(ends and dated) and any(
        _LEAST <= now <= _ROUNDED * then and then <= _ROUNDED * now
        for now in (title.count, title.low, title.high)
        for then in (told.count, told.low, told.high)
        if now and then
    )
