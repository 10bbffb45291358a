"""Figures of the archive as frames: filters become SQL, corrections lie over what was read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import pandas as pd
from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    exists,
    false,
    func,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.sql.selectable import FromClause

from archive.model import Decision, Filters, Role
from archive.tables import articles, corrections, decisions, figures
from extract.frame import DATES, FIGURE_COLUMNS, INTEGERS, OFFSETS

FRAME_COLUMNS = (
    "figure_id",
    *FIGURE_COLUMNS,
    "as_of",
    "decision",
    "role",
    "reason",
    "note",
    "version",
    "corrected",
    "carriers",
    "collection",
    "engine",
)
Order = Literal["newest", "reading", "doubt"]
_MANY = {  # field of Filters -> column
    "origins": "origin",
    "destinations": "destination",
    "measures": "measure",
    "categories": "category",
    "units": "unit",
    "quantifiers": "quantifier",
    "statuses": "status",
    "rates": "rate",
    "decisions": "decision",
    "roles": "role",
    "sources": "source",
    "publishers": "publisher",
    "collections": "collection",
    "article_ids": "article_id",
    "figure_ids": "figure_id",
}


def read(
    connection: Connection,
    filters: Filters,
    *,
    columns: Sequence[str] | None,
    order: Order,
    limit: int | None,
) -> pd.DataFrame:
    """The figures that the filters let through, as a frame with the columns asked for."""
    names = tuple(columns or FRAME_COLUMNS)
    extra = [name for name in ("as_of", "doubt") if name not in names]
    both = union_all(*(_select(t, filters, (*names, *extra)) for t in (figures, corrections)))
    found = both.subquery()
    keys = {
        "newest": [found.c.as_of.desc().nulls_last(), found.c.number.desc()],
        "reading": [found.c.article_number, found.c.number],
        "doubt": [found.c.doubt.desc(), found.c.number],
    }
    statement = select(*(found.c[name] for name in names)).order_by(*keys[order]).limit(limit)
    result = connection.execute(statement)
    return _typed(pd.DataFrame(result.fetchall(), columns=list(names)))


def count(connection: Connection, filters: Filters) -> int:
    """How many figures the filters let through."""
    parts = (
        select(func.count()).select_from(_joined(t)).where(*_conditions(t, filters))
        for t in (figures, corrections)
    )
    return sum(connection.execute(part).scalar_one() for part in parts)


def facet(connection: Connection, column: str, filters: Filters) -> dict[Any, int]:
    """How many figures the filters let through for each value of a column, most first."""
    found: dict[Any, int] = {}
    for table in (figures, corrections):
        value = _column(table, column)
        statement = select(value, func.count()).select_from(_joined(table))
        rows = connection.execute(statement.where(*_conditions(table, filters)).group_by(value))
        for name, number in rows:
            found[name] = found.get(name, 0) + number
    return dict(sorted(found.items(), key=lambda item: (-item[1], str(item[0]))))


def _select(table: Table, filters: Filters, names: Sequence[str]) -> Select[Any]:
    columns = [_column(table, name).label(name) for name in names]
    keys = [table.c.number, table.c.article_number]
    return select(*keys, *columns).select_from(_joined(table)).where(*_conditions(table, filters))


def _joined(table: Table) -> FromClause:
    joined: FromClause = table.join(articles, articles.c.number == table.c.article_number)
    if table is corrections:
        joined = joined.join(figures, figures.c.number == corrections.c.number)
    return joined.outerjoin(decisions, decisions.c.figure_id == table.c.id)


def _column(table: Table, name: str) -> ColumnElement[Any]:
    match name:
        case "figure_id":
            return table.c.id
        case "article_id":
            return articles.c.id
        case "title" | "publisher" | "published" | "url" | "collection":
            return articles.c[name]
        case "decision":
            return func.coalesce(decisions.c.decision, Decision.TO_REVIEW.value)
        case "role":
            return func.coalesce(decisions.c.role, Role.SUPPORTING.value)
        case "reason" | "note":
            return decisions.c[name]
        case "version":
            return func.coalesce(decisions.c.version, 0)
        case "corrected":
            return decisions.c.changes if table is corrections else null()
        case "carriers":
            copies = articles.alias("copies")
            kept = and_(copies.c.carrier_of == articles.c.number, copies.c.removed.is_(None))
            return select(1 + func.count()).where(kept).correlate(articles).scalar_subquery()
        case "engine":
            return figures.c.engine
        case _:
            return table.c[name]


def _conditions(table: Table, filters: Filters) -> list[ColumnElement[bool]]:
    wanted = [articles.c.removed.is_(None), figures.c.lost.is_(false())]
    if table is figures:
        wanted.append(~exists().where(corrections.c.number == figures.c.number))
    if not filters.carried:
        wanted.append(articles.c.carrier_of.is_(None))
    for field, column in _MANY.items():
        values = getattr(filters, field)
        if values:
            wanted.append(_column(table, column).in_(values))
    if filters.start:
        wanted.append(table.c.as_of >= filters.start)
    if filters.end:
        wanted.append(table.c.as_of <= filters.end)
    if filters.search.strip():
        wanted.append(_search(table, filters.search.strip()))
    return wanted


def _search(table: Table, words: str) -> ColumnElement[bool]:
    places = (table.c.sentence, articles.c.title, articles.c.publisher, table.c.source)
    return or_(*(place.icontains(words, autoescape=True) for place in places))


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with the dtypes that extract.frame gives, as far as it has the columns."""
    kinds = dict.fromkeys(INTEGERS, "Int64") | dict.fromkeys(OFFSETS, "int64")
    kinds |= {"confidence": "float64", "in_title": "bool", "version": "int64", "carriers": "int64"}
    for name in (*DATES, "as_of"):
        if name in frame:
            frame = frame.assign(**{name: pd.to_datetime(frame[name]).astype("datetime64[s]")})
    if "corrected" in frame:
        frame = frame.assign(corrected=[", ".join(changes or ()) for changes in frame["corrected"]])
    return frame.astype({name: kind for name, kind in kinds.items() if name in frame})
