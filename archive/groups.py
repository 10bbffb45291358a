"""Figures counted in the database: by value, by combination of values, by day; never summed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection, func, select

from archive.frames import conditions, in_passing
from archive.levels import Level, coarsened
from archive.model import Filters
from archive.readable import Summary
from archive.tables import LOOKED_AT, articles, shown


def count(connection: Connection, filters: Filters) -> int:
    """How many figures the filters let through."""
    statement = select(func.count()).select_from(shown).where(*conditions(filters))
    return connection.execute(statement).scalar_one()


def hidden_by(connection: Connection, filters: Filters) -> dict[str, int]:
    """How many more figures there would be without each filter that is set, by its name."""
    plain, seen = Filters(), count(connection, filters)
    names = [f.name for f in fields(filters) if f.name != "carried"]
    used = [name for name in names if getattr(filters, name) != getattr(plain, name)]
    without = {name: replace(filters, **{name: getattr(plain, name)}) for name in used}
    return {name: count(connection, other) - seen for name, other in without.items()}


def facet(connection: Connection, column: str, filters: Filters) -> dict[Any, int]:
    """How many figures the filters let through for each value of a column, most first."""
    seen = column in LOOKED_AT and filters != Filters()
    value = in_passing(column) if seen else shown.c[column]
    statement = select(value, func.count()).where(*conditions(filters)).group_by(value)
    found = {row[0] or None: row[1] for row in connection.execute(statement)}
    return dict(sorted(found.items(), key=lambda item: (-item[1], str(item[0]))))


def tally(
    connection: Connection, columns: Sequence[str], filters: Filters
) -> dict[tuple[Any, ...], int]:
    """How many figures there are for each combination of the columns' values, most first."""
    values = [shown.c[name] for name in columns]
    statement = select(func.count(), *values).where(*conditions(filters)).group_by(*values)
    found = {tuple(row[1:]): row[0] for row in connection.execute(statement)}
    return dict(sorted(found.items(), key=lambda item: (-item[1], str(item[0]))))


def span(connection: Connection, filters: Filters) -> tuple[date, date] | None:
    """The first and the last day that the figures speak of; None where none is dated."""
    ends = select(func.min(shown.c.as_of), func.max(shown.c.as_of)).where(*conditions(filters))
    first, last = connection.execute(ends).one()
    return (first, last) if first else None


def timeline(
    connection: Connection, filters: Filters, level: Level, by: Sequence[str]
) -> pd.DataFrame:
    """Dated figures counted by period and columns; the database counts days."""
    keys = [shown.c.as_of, *(shown.c[name] for name in by)]
    dated = (*conditions(filters), shown.c.as_of.is_not(None))
    found = connection.execute(select(*keys, func.count()).where(*dated).group_by(*keys)).fetchall()
    return coarsened(pd.DataFrame(found, columns=["as_of", *by, "figures"]), level, by)


def coverage(connection: Connection) -> pd.DataFrame:
    """Articles that say when they were published, counted by outlet and day."""
    keys = (articles.c.publisher, articles.c.published)
    here = (articles.c.removed.is_(None), articles.c.published.is_not(None))
    statement = select(*keys, func.count()).where(*here).group_by(*keys).order_by(*keys)
    found = connection.execute(statement).fetchall()
    frame = pd.DataFrame(found, columns=["publisher", "published", "articles"])
    return frame.assign(published=pd.to_datetime(frame["published"]).astype("datetime64[s]"))


def summary(connection: Connection) -> Summary:
    """How many articles and figures there are, and the day of the newest article."""
    kept = select(func.count(), func.max(articles.c.published)).where(articles.c.removed.is_(None))
    amount, newest = connection.execute(kept).one()
    return Summary(amount, count(connection, Filters()), newest)
