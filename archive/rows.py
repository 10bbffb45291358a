"""Articles and figures as rows of the tables, and back: ids, derived columns, JSON evidence."""

from __future__ import annotations

import hashlib
import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any

from archive.model import Given
from archive.tables import figures
from extract.model import (
    Accuracy,
    Article,
    Basis,
    Category,
    Evidence,
    Figure,
    Measure,
    Quantifier,
    Rate,
    Rejected,
    Span,
    Status,
    Unit,
)
from extract.record import FIGURE_COLUMNS

ENUMS: dict[str, type[StrEnum]] = {
    "quantifier": Quantifier,
    "unit": Unit,
    "category": Category,
    "measure": Measure,
    "rate": Rate,
    "status": Status,
    "origin_basis": Basis,
    "destination_basis": Basis,
    "date_accuracy": Accuracy,
}
_OWN = tuple(name for name in FIGURE_COLUMNS if name in figures.c and name != "article_id")


def text_hash(text: str) -> str:
    """The key of a text: the same for the same words, however they are spaced or composed."""
    normal = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(normal.encode()).hexdigest()


def figure_ids(figures: Iterable[Figure]) -> list[str]:
    """An id for each figure, from its article and place, so that it outlives an extraction."""
    seen: Counter[str] = Counter()
    ids = []
    for figure in figures:
        place = f"{figure.article_id}\0{figure.in_title}\0{figure.surface_start}"
        place += f"\0{figure.surface_end}"
        ids.append("f" + hashlib.sha256(f"{place}\0{seen[place]}".encode()).hexdigest()[:16])
        seen[place] += 1
    return ids


def article_row(article: Article) -> dict[str, object]:
    """The columns of ``articles`` that the article itself fills."""
    return {
        "id": article.id,
        "text_hash": text_hash(article.text),
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published,
        "url": article.url,
        "language": article.language,
    }


def given_json(given: Given) -> dict[str, object]:
    """An article's origin as JSON."""
    return {**asdict(given), "published": given.published and given.published.isoformat()}


def given_from(row: Mapping[str, Any]) -> Given:
    """An article's origin out of JSON."""
    published = row["published"] and date.fromisoformat(row["published"])
    return Given(row["title"], row["publisher"], published, row["url"])


def figure_row(figure: Figure) -> dict[str, object]:
    """The columns of ``figures`` that the figure itself fills, its proof aside."""
    return {name: _plain(getattr(figure, name)) for name in _OWN}


def rejected_row(rejected: Rejected) -> dict[str, object]:
    """The columns of a number that was found and not used."""
    return {f.name: getattr(rejected, f.name) for f in fields(rejected) if f.name != "article_id"}


def figure_from(row: Mapping[str, Any], article: Article) -> Figure:
    """The figure that a row of ``figures`` holds, with its article's origin."""
    values = {name: _typed(name, row[name]) for name in _OWN}
    evidence = tuple(
        Evidence(role, Span(start, end), surface, in_title, note)
        for role, start, end, surface, in_title, note in row["evidence"]
    )
    return Figure(
        article_id=article.id,
        publisher=article.publisher,
        published=article.published,
        url=article.url,
        title=article.title,
        evidence=evidence,
        doubts=tuple(row["doubts"]),
        **values,
    )


def corrected(figure: Figure, changes: Mapping[str, object]) -> Figure:
    """The figure with JSON-like corrections laid over it."""
    values: dict[str, Any] = {name: _typed(name, value) for name, value in changes.items()}
    if "category" in values:
        values["measure"] = values["category"].measure
    return replace(figure, **values)


def as_of(figure: Figure) -> date | None:
    """The date that a figure speaks for: its period's end, else its start, else its printing."""
    return figure.end_date or figure.start_date or figure.published


def doubt(figure: Figure) -> float:
    """How much a person's look at the figure is worth: doubt times impact."""
    missing = (figure.origin, figure.destination, figure.end_date or figure.start_date)
    vague = figure.quantifier is Quantifier.VAGUE
    unsure = 1 - figure.confidence + 0.2 * sum(m is None for m in missing) + 0.2 * vague
    size = figure.count or figure.high or figure.low or 0
    return round(unsure * math.log10(10 + abs(size)), 4)


def _plain(value: object) -> object:
    return value.value if isinstance(value, StrEnum) else value


def _typed(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in ENUMS:
        return ENUMS[name](value)
    if name in {"start_date", "end_date"} and isinstance(value, str):
        return date.fromisoformat(value)
    return value
