"""Figures of the archive as frames: filters become SQL, corrections lie over what was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import pandas as pd
from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    UnaryExpression,
    and_,
    func,
    select,
)

from archive.model import Decision, Filters, Role
from archive.tables import LOOKED_AT, articles, decisions, figures, shown, words
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
}


_SAMPLE = 2000  # rows looked at to tell whether a search is common
_PLAIN = {  # what a row shows where nothing was decided
    "decision": Decision.TO_REVIEW.value,
    "role": Role.SUPPORTING.value,
    "version": 0,
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
    # The narrow table finds and sorts; only the rows that are wanted are then put together.
    often = limit is not None and _is_common(connection, filters.search)
    wanted = conditions(filters, often=often)
    page = select(shown.c.number).where(*wanted).order_by(*_keys(order)).limit(limit)
    found = page.subquery()
    statement = (
        select(decisions.c.changes, *(_column(name).label(name) for name in names))
        .select_from(found)
        .join(shown, shown.c.number == found.c.number)
        .join(figures, figures.c.number == found.c.number)
        .join(articles, articles.c.number == figures.c.article_number)
        .outerjoin(decisions, decisions.c.figure_id == figures.c.id)
        .order_by(*_keys(order))
    )
    return _frame(connection, statement, names)


def unanchored(connection: Connection) -> pd.DataFrame:
    """The figures that were decided on and are not found any more, as they stood then."""
    statement = (
        select(decisions.c.changes, *(_column(name).label(name) for name in FRAME_COLUMNS))
        .select_from(figures)
        .join(articles, articles.c.number == figures.c.article_number)
        .join(decisions, decisions.c.figure_id == figures.c.id)
        .outerjoin(shown, shown.c.number == figures.c.number)
        .where(figures.c.lost)
        .order_by(figures.c.number)
    )
    found = _frame(connection, statement, FRAME_COLUMNS)
    undecided = (found["decision"] == Decision.TO_REVIEW) & (found["role"] == Role.SUPPORTING)
    dismissed = undecided & found["note"].isna() & (found["corrected"] == "")
    return found[~dismissed].reset_index(drop=True)


def _frame(connection: Connection, statement: Select[Any], names: Sequence[str]) -> pd.DataFrame:
    """The frame of a statement that gives each row's corrections before the columns named."""
    found = connection.execute(statement).fetchall()
    frame = pd.DataFrame([row[1:] for row in found], columns=list(names))
    return _typed(_corrected(frame, [row[0] or {} for row in found]))


def _keys(order: Order) -> list[UnaryExpression[Any]]:
    newest, doubtful = shown.c.as_of.desc().nulls_last(), shown.c.doubt.desc()
    match order:
        case "newest":
            return [newest, shown.c.number.desc()]
        case "doubt":
            return [doubtful, shown.c.number.desc()]
        case "reading":
            return [shown.c.article_number.asc(), shown.c.number.asc()]


def _column(name: str) -> ColumnElement[Any]:
    match name:
        case "figure_id":
            return figures.c.id
        case "article_id":
            return articles.c.id
        case "title" | "publisher" | "published" | "url" | "collection":
            return articles.c[name]
        case "as_of":
            return shown.c.as_of
        case "decision" | "role" | "version":
            return func.coalesce(decisions.c[name], _PLAIN[name])
        case "reason" | "note":
            return decisions.c[name]
        case "corrected":
            return decisions.c.changes
        case "carriers":
            copies = articles.alias("copies")
            kept = and_(copies.c.carrier_of == articles.c.number, copies.c.removed.is_(None))
            return select(1 + func.count()).where(kept).correlate(articles).scalar_subquery()
        case _:
            return figures.c[name]


def _is_common(connection: Connection, search: str) -> bool:
    """Whether a search is met so often that a page of figures is full after looking at few."""
    if not search.strip():
        return False
    sample = select(words.c.words).limit(_SAMPLE).subquery()
    met = sample.c.words.contains(search.strip().casefold(), autoescape=True)
    found = connection.execute(select(func.count()).select_from(sample).where(met)).scalar_one()
    return found > _SAMPLE / 20


def conditions(filters: Filters, *, often: bool = False) -> list[ColumnElement[bool]]:
    """What a row of ``shown`` must meet; a search that is met often is tried row by row."""
    wanted: list[ColumnElement[bool]] = []
    asked = {c: getattr(filters, f) for f, c in _MANY.items() if getattr(filters, f)}
    several = sum(len(values) for column, values in asked.items() if column in LOOKED_AT) > 1
    for column, values in asked.items():
        seen = several and column in LOOKED_AT
        wanted.append((in_passing(column) if seen else shown.c[column]).in_(values))
    if not filters.carried:
        wanted.append(shown.c.carried.is_(False))
    if filters.start:
        wanted.append(shown.c.as_of >= filters.start)
    if filters.end:
        wanted.append(shown.c.as_of <= filters.end)
    if filters.article_ids:
        mine = select(articles.c.number).where(articles.c.id.in_(filters.article_ids))
        wanted.append(shown.c.article_number.in_(mine))
    if filters.figure_ids:
        chosen = select(figures.c.number).where(figures.c.id.in_(filters.figure_ids))
        wanted.append(shown.c.number.in_(chosen))
    if filters.search.strip():
        told = words.c.words.contains(filters.search.strip().casefold(), autoescape=True)
        here = select(words.c.number).where(told)
        mine = words.c.number == shown.c.number
        wanted.append(here.where(mine).exists() if often else shown.c.number.in_(here))
    return wanted


def in_passing(column: str) -> ColumnElement[str]:
    """A column in words that no index is asked for: the wide ones are gone through in order.

    To sort all that one of several values picks takes longer than to see what comes first.
    """
    return func.coalesce(shown.c[column], "")


def _corrected(frame: pd.DataFrame, changes: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """The frame with the corrections of each row laid over what was read."""
    touched = [i for i, change in enumerate(changes) if change]
    for name in dict.fromkeys(name for i in touched for name in changes[i]):
        if name in frame:
            values = frame[name].astype("object")
            for i in touched:
                if name in changes[i]:
                    values.iat[i] = changes[i][name]
            frame = frame.assign(**{name: values})
    return frame


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
