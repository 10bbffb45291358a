"""Bytes -> articles -> figures -> kept: one Outcome an article, each committed on its own.

Whatever interrupts a run, running it again continues it: what is kept is recognised by its
bytes and by its text, and is not kept twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection, select
from sqlalchemy.exc import IntegrityError

from archive import carriers, rows
from archive.archive import Archive
from archive.database import reading, writing
from archive.keep import keep, remember_original
from archive.model import Given, Outcome, Result
from archive.renewal import Extractor
from archive.tables import articles, originals
from extract.errors import UnreadableArticle
from extract.model import Article
from extract.readers import read_articles

BUNDLED = Path(__file__).parent.parent / "data" / "articles"

Reader = Callable[[bytes, str], Iterable[Article | UnreadableArticle]]


def ingest(
    archive: Archive,
    files: Iterable[tuple[str, bytes]],
    *,
    given: Mapping[str, Given] | None = None,
    collection: str = "added",
    reader: Reader = read_articles,
    extractor: Extractor | None = None,
) -> Iterator[Outcome]:
    """What happened to each article of the files, in their order, as soon as it is kept."""
    extractor = extractor or archive.extractor
    for name, data in files:
        key = hashlib.sha256(data).hexdigest()
        known = _outcomes_of_original(archive, key, name)
        if known:
            yield from known
            continue
        origin = (given or {}).get(name, Given())
        for found in reader(data, name):
            if isinstance(found, UnreadableArticle):
                yield _unreadable(name, found)
                continue
            yield _one(archive, found, origin, (name, data, key), collection, extractor)
        with writing(archive.engine) as connection:
            done = originals.update().where(originals.c.hash == key)
            connection.execute(done.values(complete=True))


def preview(
    archive: Archive,
    files: Iterable[tuple[str, bytes]],
    *,
    given: Mapping[str, Given] | None = None,
    reader: Reader = read_articles,
) -> Iterator[Outcome]:
    """What would happen to each article of the files; nothing is extracted or kept."""
    for name, data in files:
        origin = (given or {}).get(name, Given())
        for found in reader(data, name):
            if isinstance(found, UnreadableArticle):
                yield _unreadable(name, found)
                continue
            article = with_origin(found, origin)
            with reading(archive.engine) as connection:
                yield _known(connection, article, name) or _expected(connection, article, name)


def fill(
    archive: Archive,
    folder: Path = BUNDLED,
    progress: Callable[[int, int, str], None] | None = None,
    *,
    extractor: Extractor | None = None,
) -> list[Outcome]:
    """The outcomes of keeping a folder's files as the bundled collection; quick when done."""
    paths = sorted(path for path in folder.iterdir() if path.is_file())
    outcomes = []
    for done, path in enumerate(paths, start=1):
        file = (path.name, path.read_bytes())
        outcomes += ingest(archive, [file], collection="bundled", extractor=extractor)
        if progress:
            progress(done, len(paths), path.name)
    return outcomes


def with_origin(article: Article, given: Given) -> Article:
    """The article with what a person says about its origin; the rest as it was read."""
    return replace(
        article,
        title=article.title if given.title is None else given.title,
        publisher=given.publisher or article.publisher,
        published=given.published or article.published,
        url=given.url or article.url,
    )


def _one(
    archive: Archive,
    found: Article,
    given: Given,
    file: tuple[str, bytes, str],
    collection: str,
    extractor: Extractor,
) -> Outcome:
    """The outcome of one article: kept with its figures, in one transaction, or why not."""
    name, data, key = file
    article = with_origin(found, given)
    broken = _unstorable(article, name)
    if broken:
        return broken
    with reading(archive.engine) as connection:
        known = _known(connection, article, name)
    if known:
        return known
    try:
        extraction = extractor(article)
    except Exception as error:  # a text that the engine trips over must not hold up the others
        return _tripped(article, name, error)
    try:
        with writing(archive.engine) as connection:
            remember_original(connection, key, name, data)
            return keep(
                connection,
                article,
                extraction,
                found=found,
                file=(name, key),
                collection=collection,
            )
    except IntegrityError:  # another session kept the same text meanwhile
        with reading(archive.engine) as connection:
            known = _known(connection, article, name)
        if known is None:
            raise
        return known


def _outcomes_of_original(archive: Archive, key: str, name: str) -> list[Outcome]:
    """An "already here" for each article of a file that was kept whole, else nothing."""
    statement = (
        select(articles.c.id, articles.c.title)
        .join(originals, originals.c.hash == articles.c.original_hash)
        .where(originals.c.hash == key, originals.c.complete, articles.c.removed.is_(None))
        .order_by(articles.c.number)
    )
    with reading(archive.engine) as connection:
        found = connection.execute(statement).fetchall()
    return [_already_here(name, row.id, row.title) for row in found]


def _known(connection: Connection, article: Article, name: str) -> Outcome | None:
    same = articles.c.text_hash == rows.text_hash(article.text)
    row = connection.execute(
        select(articles.c.id, articles.c.title).where(same, articles.c.removed.is_(None))
    ).first()
    return _already_here(name, row.id, row.title) if row else None


def _expected(connection: Connection, article: Article, name: str) -> Outcome:
    lead = carriers.lead_of(connection, article.text)
    return Outcome(
        name,
        Result.NEAR_DUPLICATE if lead else Result.KEPT,
        title=article.title,
        published=article.published,
        publisher=article.publisher,
        other=lead.id if lead else None,
        other_title=lead.title if lead else "",
    )


def _already_here(name: str, article_id: str, title: str) -> Outcome:
    return Outcome(
        name, Result.ALREADY_HERE, article_id, title=title, other=article_id, other_title=title
    )


def _unreadable(name: str, error: UnreadableArticle) -> Outcome:
    return Outcome(error.name or name, Result.UNREADABLE, reason=error.reason, remedy=error.remedy)


def _tripped(article: Article, name: str, error: Exception) -> Outcome:
    reason = f"the engine tripped over it ({type(error).__name__})."
    remedy = "This is a fault of Whence: please report it with the file."
    return Outcome(name, Result.UNREADABLE, title=article.title, reason=reason, remedy=remedy)


def _unstorable(article: Article, name: str) -> Outcome | None:
    """An outcome for text that no database takes: NUL characters and halves of characters."""
    words = "".join((article.id, article.title, article.text, article.publisher or ""))
    try:
        words.encode()
    except UnicodeEncodeError:
        reason = "it holds characters that are no Unicode text"
    else:
        if "\0" not in words:
            return None
        reason = "it holds NUL characters"
    return Outcome(
        name,
        Result.UNREADABLE,
        title=article.title,
        reason=reason + ".",
        remedy="Save it as UTF-8.",
    )
