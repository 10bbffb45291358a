"""Writing one article with everything extracted from it, inside a transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection, func, select

import extract
from archive import carriers, near, rows
from archive.model import Given, Outcome, Result
from archive.projection import project
from archive.revision import raise_revision
from archive.tables import articles, figures, originals, rejected, texts
from extract.model import Article, Extraction
from extract.record import proof


def remember_original(connection: Connection, key: str, name: str, data: bytes) -> None:
    """Keeps a file's bytes, once; it counts as complete when its last article is kept."""
    if connection.execute(select(originals.c.hash).where(originals.c.hash == key)).first() is None:
        row = {"hash": key, "name": name, "bytes": data, "complete": False}
        connection.execute(originals.insert().values(row))


def keep(
    connection: Connection,
    article: Article,
    extraction: Extraction,
    *,
    found: Article,
    file: tuple[str, str],
    collection: str,
) -> Outcome:
    """The outcome of keeping an article that is not here yet; ``found`` is it as it was read."""
    returned = _returned(connection, article, file[0])
    if returned:
        return returned
    article = _with_free_id(connection, article)
    lead = carriers.lead_of(connection, article.text)
    name, key = file
    origin = Given(found.title, found.publisher, found.published, found.url)
    number = connection.execute(
        articles.insert().values(
            **rows.article_row(article),
            name=name,
            original_hash=key,
            collection=collection,
            carrier_of=lead.number if lead else None,
            engine=extract.ENGINE_VERSION,
            added=datetime.now(UTC).replace(tzinfo=None),
            as_read=rows.given_json(origin),
        )
    ).inserted_primary_key[0]
    signature = near.signature(article.text)
    connection.execute(
        texts.insert().values(
            article_number=number,
            text=article.text,
            pages=list(article.pages),
            signature=signature,
        )
    )
    carriers.remember(connection, number, signature)
    write_extraction(connection, number, article, extraction)
    project(connection, number)
    raise_revision(connection)
    return Outcome(
        name,
        Result.NEAR_DUPLICATE if lead else Result.KEPT,
        article.id,
        title=article.title,
        published=article.published,
        publisher=article.publisher,
        other=lead.id if lead else None,
        other_title=lead.title if lead else "",
        figures=len(extraction.figures),
        rejected=len(extraction.rejected),
    )


def write_extraction(
    connection: Connection, number: int, article: Article, extraction: Extraction
) -> None:
    """Writes what was found in an article, and what was found and not used."""
    shared = {"article_number": number, "engine": extract.ENGINE_VERSION, "lost": False}
    found = [replace(figure, article_id=article.id) for figure in extraction.figures]
    if found:
        values = [
            {"id": figure_id, **shared, **rows.figure_row(figure), **proof(figure)}
            for figure_id, figure in zip(rows.figure_ids(found), found, strict=True)
        ]
        connection.execute(figures.insert(), values)
    if extraction.rejected:
        unused = [{"article_number": number} | rows.rejected_row(r) for r in extraction.rejected]
        connection.execute(rejected.insert(), unused)


def _returned(connection: Connection, article: Article, name: str) -> Outcome | None:
    """The outcome of bringing back an article that was removed, with all that it had."""
    same = articles.c.text_hash == rows.text_hash(article.text)
    row = connection.execute(select(articles).where(same, articles.c.removed.is_not(None))).first()
    if row is None:
        return None
    connection.execute(articles.update().where(same).values(removed=None))
    project(connection, row.number)
    mine = figures.c.article_number == row.number
    number = connection.execute(select(func.count()).select_from(figures).where(mine)).scalar_one()
    raise_revision(connection)
    return Outcome(name, Result.KEPT, row.id, title=row.title, figures=number)


def _with_free_id(connection: Connection, article: Article) -> Article:
    """The article, with an id of its own where another text has that id already."""
    taken = connection.execute(select(articles.c.number).where(articles.c.id == article.id))
    if taken.first() is None:
        return article
    return replace(article, id=f"{article.id}-{rows.text_hash(article.text)[:8]}")
