"""The tables that filters look at: one narrow row a visible figure, as people see it now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, delete, false, select

from archive import rows
from archive.model import Decision, Role
from archive.tables import articles, decisions, figures, shown, words
from extract.model import Article, Figure

VERSION = 1  # raise it when rows come out differently: older archives are then projected anew
_SHARED = (
    "origin",
    "destination",
    "measure",
    "category",
    "unit",
    "quantifier",
    "status",
    "rate",
    "source",
    "publisher",
)


def project(connection: Connection, article_number: int) -> None:
    """Writes an article's rows anew, after anything about it or its figures has changed."""
    mine = select(figures.c.number).where(figures.c.article_number == article_number)
    connection.execute(delete(words).where(words.c.number.in_(mine)))
    connection.execute(delete(shown).where(shown.c.article_number == article_number))
    where = articles.c.number == article_number
    article = connection.execute(select(articles).where(where)).one()
    statement = (
        select(figures, *decisions.c)
        .outerjoin(decisions, decisions.c.figure_id == figures.c.id)
        .where(figures.c.article_number == article_number, figures.c.lost.is_(false()))
        .order_by(figures.c.number)
    )
    found = connection.execute(statement).mappings().fetchall()
    if found and article.removed is None:
        pairs = [_rows(row, article) for row in found]
        connection.execute(shown.insert(), [narrow for narrow, _ in pairs])
        connection.execute(words.insert(), [searched for _, searched in pairs])


def rows_for(figure: Figure, number: int, **state: object) -> tuple[dict[str, Any], dict[str, Any]]:
    """The rows of ``shown`` and ``words`` for a figure as people see it."""
    narrow = {name: getattr(figure, name) for name in _SHARED}
    narrow |= {"number": number, "as_of": rows.as_of(figure), "doubt": rows.doubt(figure)}
    spoken = (figure.sentence, figure.title, figure.publisher, figure.source)
    searched = "\n".join(text for text in spoken if text).casefold()
    return narrow | state, {"number": number, "words": searched}


def _rows(row: Mapping[Any, Any], article: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    origin = Article(
        id=article.id,
        text="",
        title=article.title,
        published=article.published,
        publisher=article.publisher,
        url=article.url,
    )
    figure = rows.figure_from(row, origin)
    return rows_for(
        rows.corrected(figure, row["changes"] or {}),
        row["number"],
        article_number=article.number,
        collection=article.collection,
        carried=article.carrier_of is not None,
        decision=row["decision"] or Decision.TO_REVIEW.value,
        role=row["role"] or Role.SUPPORTING.value,
    )
