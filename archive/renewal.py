"""Extracting an article again, so that every decision stays with the words it was made on."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, delete, select, update

import extract
from archive import library, rows
from archive.anchors import pair
from archive.correction import CORRECTABLE, differing
from archive.keep import write_extraction
from archive.model import Decision, Reanchored, StoredFigure, Verdict
from archive.projection import project
from archive.revision import raise_revision
from archive.tables import aliases, articles, decisions, figures, log, rejected, shown, words
from archive.verdicts import content, write_entry, write_verdict
from extract.model import Article, Extraction, Figure

Extractor = Callable[[Article], Extraction]


def renew(
    connection: Connection,
    number: int,
    extractor: Extractor,
    *,
    who: str,
    before: Sequence[StoredFigure] | None = None,
    batch: int | None = None,
) -> Reanchored:
    """What became of an article's decided figures when everything was extracted anew.

    ``before`` are its figures as they stood before its title was corrected, if it was.
    """
    old = list(before) if before is not None else library.figures_of(connection, number)
    article = library.article_by_number(connection, number)
    extraction = extractor(article)
    found = [replace(figure, article_id=article.id) for figure in extraction.figures]
    new = dict(zip(rows.figure_ids(found), found, strict=True))
    moves = pair(
        [(f.id, f.extracted, f.quote) for f in old],
        [(i, f, library.quote(f, article)) for i, f in new.items()],
    )
    kept = [f for f in old if not f.verdict.is_empty and f.id not in moves]
    _clear(connection, number, keep=kept)
    lost = [_lose(connection, f, new) for f in kept]
    write_extraction(connection, number, article, extraction)
    engine = {"engine": extract.ENGINE_VERSION}
    connection.execute(update(articles).where(articles.c.number == number).values(engine))
    decided = [f for f in old if not f.verdict.is_empty and f.id in moves]
    _rekey(connection, {f.id: moves[f.id] for f in old if f.id in moves}, new)
    changed = [
        _carry_over(connection, f, moves[f.id], new[moves[f.id]], who=who, batch=batch)
        for f in decided
    ]
    project(connection, number)
    moved = sum(moves[f.id] != f.id for f in decided)
    return Reanchored(1, len(decided) - moved, moved, sum(changed), tuple(lost))


def waiting(connection: Connection, article_ids: Iterable[str] | None) -> list[tuple[int, str]]:
    """Number and title of the articles with these ids, or else of those another engine read."""
    if article_ids is None:
        wanted = articles.c.engine != extract.ENGINE_VERSION
    else:
        wanted = articles.c.id.in_(list(article_ids))
    statement = select(articles.c.number, articles.c.title).where(wanted).order_by("number")
    return [(row.number, row.title) for row in connection.execute(statement)]


def extract_again(connection: Connection, number: int, extractor: Extractor) -> Reanchored:
    """What became of one article's decided figures."""
    became = renew(connection, number, extractor, who=f"engine {extract.ENGINE_VERSION}")
    raise_revision(connection)
    return became


def together(parts: Sequence[Reanchored]) -> Reanchored:
    """What became of the decided figures of several articles."""
    return Reanchored(
        articles=sum(p.articles for p in parts),
        same=sum(p.same for p in parts),
        moved=sum(p.moved for p in parts),
        changed=sum(p.changed for p in parts),
        lost=tuple(i for p in parts for i in p.lost),
    )


def _clear(connection: Connection, number: int, *, keep: Sequence[StoredFigure]) -> None:
    """Takes away what was extracted from an article, except the figures to keep."""
    mine = select(figures.c.number).where(figures.c.article_number == number)
    connection.execute(delete(words).where(words.c.number.in_(mine)))
    connection.execute(delete(shown).where(shown.c.article_number == number))
    connection.execute(delete(rejected).where(rejected.c.article_number == number))
    stays = figures.c.id.in_([f.id for f in keep])
    connection.execute(delete(figures).where(figures.c.article_number == number, ~stays))


def _lose(connection: Connection, figure: StoredFigure, new: dict[str, Figure]) -> str:
    """The id under which a decided figure waits for a person, since it is not found again."""
    free = figure.id
    while free in new:  # another figure stands in its place now
        free = "f" + hashlib.sha256(f"lost\0{free}".encode()).hexdigest()[:16]
    mine = figures.c.id == figure.id
    connection.execute(update(figures).where(mine).values(id=free, lost=True))
    if free != figure.id:
        _move(connection, {figure.id: free})
    return free


def _rekey(connection: Connection, moves: dict[str, str], new: dict[str, Figure]) -> None:
    """Lets the old ids of figures that have moved lead to the new ones."""
    _move(connection, {old: to for old, to in moves.items() if old != to})
    gone = [{"old_id": o, "figure_id": to} for o, to in moves.items() if o != to and o not in new]
    # An id that is a figure's own again no longer stands for another one.
    ours = [*new, *(alias["old_id"] for alias in gone)]
    connection.execute(delete(aliases).where(aliases.c.old_id.in_(ours)))
    if gone:
        connection.execute(aliases.insert(), gone)


def _move(connection: Connection, moves: dict[str, str]) -> None:
    """Moves decisions, log and aliases from old ids to new ones, all at once."""
    for table, column in (
        (decisions, decisions.c.figure_id),
        (log, log.c.figure_id),
        (aliases, aliases.c.figure_id),
    ):
        for step in (
            {old: f"~{to}" for old, to in moves.items()},  # two figures may have changed places
            {f"~{to}": to for to in moves.values()},
        ):
            for old, to in step.items():
                connection.execute(update(table).where(column == old).values({column: to}))


def _carry_over(
    connection: Connection,
    old: StoredFigure,
    figure_id: str,
    figure: Figure,
    *,
    who: str,
    batch: int | None,
) -> bool:
    """Whether the verdict had to change, because an accepted figure is no longer what it was."""
    changes = differing(figure, old.verdict.changes)
    now = rows.corrected(figure, changes)
    differs = any(getattr(now, name) != getattr(old.shown, name) for name in CORRECTABLE)
    unsettled = differs and old.verdict.decision is Decision.ACCEPTED
    decision = Decision.CHANGED if unsettled else old.verdict.decision
    verdict: Verdict = replace(old.verdict, changes=changes, decision=decision)
    if content(verdict) != content(old.verdict):
        write_verdict(connection, figure_id, replace(verdict, version=verdict.version + 1))
        write_entry(
            connection,
            who=who,
            action="extracted again",
            before=content(old.verdict),
            after=content(verdict),
            figure_id=figure_id,
            article_id=figure.article_id,
            batch=batch,
        )
    return unsettled
