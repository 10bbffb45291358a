"""Reading single articles and figures out of the archive, and the list of its articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Row, and_, func, select

from archive import rows
from archive.errors import NotInArchive
from archive.model import Decision, Quote, StoredArticle, StoredFigure
from archive.tables import (
    aliases,
    articles,
    decisions,
    figures,
    originals,
    rejected,
    texts,
)
from archive.verdicts import verdict_from
from extract.frame import INTEGERS, OFFSETS, REJECTED_COLUMNS
from extract.model import Article, Figure

ARTICLE_COLUMNS = (
    "article_id",
    "title",
    "publisher",
    "published",
    "url",
    "language",
    "name",
    "collection",
    "added",
    "figures",
    "rejected",
    "to_review",
    "carrier_of",
    "carriers",
    "engine",
)
CONTEXT = 32  # characters of text kept before and after a quote


def articles_frame(connection: Connection, *, removed: bool) -> pd.DataFrame:
    """One row an article, in the order they came; the removed ones instead, where asked for."""
    lead, copies = articles.alias("lead"), articles.alias("copies")
    found = func.count(figures.c.number)
    tally = (
        select(figures.c.article_number, found.label("figures"))
        .add_columns((found - func.count(decisions.c.figure_id)).label("to_review"))
        .outerjoin(
            decisions,
            and_(
                decisions.c.figure_id == figures.c.id,
                decisions.c.decision != Decision.TO_REVIEW.value,
            ),
        )
        .where(~figures.c.lost)
        .group_by(figures.c.article_number)
        .subquery()
    )
    unused = (
        select(rejected.c.article_number, func.count().label("rejected"))
        .group_by(rejected.c.article_number)
        .subquery()
    )
    carried = (
        select(copies.c.carrier_of, func.count().label("copies"))
        .where(copies.c.removed.is_(None))
        .group_by(copies.c.carrier_of)
        .subquery()
    )
    number = articles.c.number
    values = {
        "article_id": articles.c.id,
        "figures": func.coalesce(tally.c.figures, 0),
        "to_review": func.coalesce(tally.c.to_review, 0),
        "rejected": func.coalesce(unused.c.rejected, 0),
        "carrier_of": lead.c.id,
        "carriers": 1 + func.coalesce(carried.c.copies, 0),
    }
    columns = [values.get(c, articles.c.get(c)).label(c) for c in ARTICLE_COLUMNS]
    statement = (
        select(*columns)
        .select_from(articles)
        .outerjoin(lead, lead.c.number == articles.c.carrier_of)
        .outerjoin(tally, tally.c.article_number == number)
        .outerjoin(unused, unused.c.article_number == number)
        .outerjoin(carried, carried.c.carrier_of == number)
        .where(articles.c.removed.is_not(None) if removed else articles.c.removed.is_(None))
        .order_by(number)
    )
    found_rows = connection.execute(statement).fetchall()
    frame = pd.DataFrame(found_rows, columns=list(ARTICLE_COLUMNS))
    dates = {n: pd.to_datetime(frame[n]).astype("datetime64[s]") for n in ("published", "added")}
    numbers = ("figures", "to_review", "rejected", "carriers")
    return frame.assign(**dates).astype(dict.fromkeys(numbers, "int64"))


def article(connection: Connection, article_id: str) -> StoredArticle | None:
    """An article with its text and its origin."""
    found = _article_row(connection, articles.c.id == article_id)
    if found is None:
        return None
    lead = connection.execute(
        select(articles.c.id).where(articles.c.number == found.carrier_of)
    ).scalar()
    copies = connection.execute(
        select(articles.c.id)
        .where(articles.c.carrier_of == found.number, articles.c.removed.is_(None))
        .order_by(articles.c.number)
    ).scalars()
    return StoredArticle(
        article=_article(found),
        name=found.name,
        collection=found.collection,
        added=found.added,
        removed=found.removed,
        engine=found.engine,
        as_read=rows.given_from(found.as_read),
        carrier_of=lead,
        carriers=tuple(copies),
    )


def figure(connection: Connection, figure_id: str) -> StoredFigure | None:
    """A figure as extracted, as shown, and what was decided about it; old ids lead there too."""
    statement = select(figures, *decisions.c).outerjoin(
        decisions, decisions.c.figure_id == figures.c.id
    )
    found = connection.execute(statement.where(figures.c.id == figure_id)).mappings().first()
    if found is None:
        moved = connection.execute(
            select(aliases.c.figure_id).where(aliases.c.old_id == figure_id)
        ).scalar()
        return figure(connection, moved) if moved else None
    return stored(found, article_by_number(connection, found["article_number"]))


def stored_figures(
    connection: Connection, figure_ids: Sequence[str]
) -> Iterator[tuple[StoredFigure, Article]]:
    """The figures with these ids, each with its article; in no order."""
    read: dict[int, Article] = {}
    statement = select(figures, *decisions.c).outerjoin(
        decisions, decisions.c.figure_id == figures.c.id
    )
    for i in range(0, len(figure_ids), 1000):
        mine = figures.c.id.in_(figure_ids[i : i + 1000])
        for row in connection.execute(statement.where(mine)).mappings():
            number = row["article_number"]
            if number not in read:
                read[number] = article_by_number(connection, number)
            yield stored(row, read[number]), read[number]


def figures_of(connection: Connection, number: int) -> list[StoredFigure]:
    """An article's figures in reading order, those among them that are lost included."""
    statement = (
        select(figures, *decisions.c)
        .outerjoin(decisions, decisions.c.figure_id == figures.c.id)
        .where(figures.c.article_number == number)
        .order_by(figures.c.number)
    )
    origin = article_by_number(connection, number)
    return [stored(row, origin) for row in connection.execute(statement).mappings()]


def article_by_number(connection: Connection, number: int) -> Article:
    """The article with a number that is known to be there."""
    row = _article_row(connection, articles.c.number == number)
    if row is None:
        raise NotInArchive(f"There is no article number {number} in this archive.")
    return _article(row)


def stored(row: Mapping[Any, Any], origin: Article) -> StoredFigure:
    """The figure that a row of ``figures`` with its row of ``decisions`` holds."""
    extracted = rows.figure_from(row, origin)
    verdict = verdict_from(row)
    return StoredFigure(
        id=row["id"],
        extracted=extracted,
        shown=rows.corrected(extracted, verdict.changes),
        verdict=verdict,
        quote=quote(extracted, origin),
        engine=row["engine"],
        lost=row["lost"],
    )


def quote(found: Figure, origin: Article) -> Quote:
    """Where a figure's surface stands, with the words around it."""
    text = origin.title if found.in_title else origin.text
    start, end = found.surface_start, found.surface_end
    return Quote(
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        start=start,
        end=end,
        in_title=found.in_title,
    )


def rejected_frame(connection: Connection, article_id: str | None) -> pd.DataFrame:
    """The numbers that were found and not used, of one article or of all, in reading order."""
    columns = [articles.c.id, *(rejected.c[n] for n in REJECTED_COLUMNS if n != "article_id")]
    statement = select(*columns).join(articles, articles.c.number == rejected.c.article_number)
    statement = statement.where(articles.c.removed.is_(None)).order_by(rejected.c.number)
    if article_id is not None:
        statement = statement.where(articles.c.id == article_id)
    found = connection.execute(statement).fetchall()
    frame = pd.DataFrame(found, columns=list(REJECTED_COLUMNS))
    return frame.astype(dict.fromkeys(INTEGERS, "Int64") | dict.fromkeys(OFFSETS, "int64"))


def original(connection: Connection, article_id: str) -> tuple[str, bytes] | None:
    """The file that an article came in: its name and its bytes."""
    statement = select(originals.c.name, originals.c.bytes).join(
        articles, articles.c.original_hash == originals.c.hash
    )
    found = connection.execute(statement.where(articles.c.id == article_id)).first()
    return (found.name, found.bytes) if found else None


def _article_row(connection: Connection, condition: Any) -> Row[Any] | None:
    statement = select(articles, texts.c.text, texts.c.pages).join(
        texts, texts.c.article_number == articles.c.number
    )
    return connection.execute(statement.where(condition)).first()


def _article(row: Any) -> Article:
    return Article(
        id=row.id,
        text=row.text,
        title=row.title,
        published=row.published,
        publisher=row.publisher,
        url=row.url,
        language=row.language,
        pages=tuple(row.pages),
    )
