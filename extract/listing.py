"""Figures as a plain table for a terminal: a line for the figure, a line for its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby

from extract.model import Figure, Rate, Status

NARROWEST = 79
ROUTE, PERIOD, GAP = 9, 21, "  "
INDENT = "    "


def listing(figures: Iterable[Figure], *, width: int) -> Iterator[str]:
    """The lines of the table, under a heading for each article, no wider than ``width``."""
    spare = max(0, width - NARROWEST)
    widths = (21 + min(spare, 10), ROUTE, 22 + min(max(0, spare - 10), 8), PERIOD)
    for _, article in groupby(figures, key=lambda figure: figure.article_id):
        first, *others = article
        yield ""
        yield from (_clip(line, max(width, NARROWEST)) for line in _heading(first))
        yield _line(("number", "route", "category", "period"), widths)
        for figure in (first, *others):
            yield _line(
                (_number(figure), _route(figure), _category(figure), period(figure)), widths
            )
            yield INDENT + _said(figure, max(width, NARROWEST) - len(INDENT))


def period(figure: Figure) -> str:
    """The figure's period as short as ISO 8601 says it: a day, a month, a year or an interval."""
    start, end = figure.start_date, figure.end_date
    if start is None or end is None:
        return f"since {start}" if start else f"until {end}" if end else ""
    if start == end:
        return str(start)
    after = end + timedelta(days=1) if end < date.max else end
    if start.day == after.day == 1 and (start.month, after) == (1, date(start.year + 1, 1, 1)):
        return f"{start:%Y}"
    if start.day == after.day == 1 and (after - start).days <= 31:
        return f"{start:%Y-%m}"
    return f"{start}/{end}"


def _heading(figure: Figure) -> Iterator[str]:
    yield figure.title or f"Article {figure.article_id[:16]}"
    if figure.publisher or figure.published:
        yield ", ".join(str(part) for part in (figure.publisher, figure.published) if part)


def _number(figure: Figure) -> str:
    return figure.surface + ("" if figure.rate == Rate.TOTAL else f" {_words(figure.rate)}")


def _route(figure: Figure) -> str:
    return f"{figure.origin or '?':3} → {figure.destination or '?'}"


def _category(figure: Figure) -> str:
    status = "" if figure.status == Status.REPORTED else f"{figure.status} "
    return status + _words(figure.category)


def _words(name: str) -> str:
    return name.replace("_", " ")


def _said(figure: Figure, width: int) -> str:
    """Who says it, and as much of the sentence around the number as the line holds."""
    who = f"{figure.source}: " if figure.source else ""
    room = max(width - len(who), 20)
    sentence = " ".join(figure.sentence.split())
    if len(sentence) <= room:
        return who + sentence
    before = " ".join(figure.sentence[: figure.surface_start - figure.sentence_start].split())
    start = max(0, min(len(before) - room // 3, len(sentence) - room + 1))
    return who + ("…" if start else "") + _clip(sentence[start:], room - bool(start))


def _line(cells: tuple[str, ...], widths: tuple[int, ...]) -> str:
    shown = (_clip(" ".join(c.split()), w).ljust(w) for c, w in zip(cells, widths, strict=True))
    return GAP.join(shown).rstrip()


def _clip(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"
