"""Taking back what a person did last, as often as there is something left to take back."""

from __future__ import annotations

from sqlalchemy import Connection, select, update

from archive import catalogue, decisions
from archive.errors import Conflict
from archive.model import LogEntry
from archive.renewal import Extractor
from archive.revision import raise_revision
from archive.tables import log
from archive.verdicts import content, entry_from, from_content, latest_entry


def undo(
    connection: Connection, *, who: str, extractor: Extractor, figure_id: str | None = None
) -> LogEntry | None:
    """The entry that was taken back, with what was done in one go with it; None if none is left.

    What someone else has changed since is not overwritten: Conflict.
    """
    statement = select(log.c.batch).where(log.c.who == who, ~log.c.undone, log.c.undoes.is_(None))
    if figure_id is not None:
        statement = statement.where(log.c.figure_id == figure_id)
    latest = connection.execute(statement.order_by(log.c.number.desc()).limit(1)).scalar()
    if latest is None:
        return None
    done = select(log).where(log.c.batch == latest, log.c.undoes.is_(None)).order_by(log.c.number)
    entries = [entry_from(row) for row in connection.execute(done)]
    for entry in entries:
        _demand_untouched(connection, entry)
    batch: int | None = None
    # Articles first: their extraction must be back before the verdicts on it are.
    for entry in sorted(entries, key=lambda e: (e.figure_id is not None, -e.number)):
        batch = _take_back(connection, entry, who=who, extractor=extractor, batch=batch)
    connection.execute(update(log).where(log.c.batch == latest).values(undone=True))
    raise_revision(connection)
    return entries[0]


def _demand_untouched(connection: Connection, entry: LogEntry) -> None:
    if entry.figure_id is not None:
        figure = decisions.found(connection, entry.figure_id)
        if content(figure.verdict) != entry.after:
            raise Conflict(latest_entry(connection, entry.figure_id), figure)
        return
    article_id = str(entry.article_id)
    if catalogue.state_of(connection, article_id) != entry.after:
        raise Conflict(_latest_about(connection, article_id), None)


def _take_back(
    connection: Connection, entry: LogEntry, *, who: str, extractor: Extractor, batch: int | None
) -> int:
    if entry.figure_id is not None:
        figure = decisions.found(connection, entry.figure_id)
        verdict = from_content(entry.before, figure.verdict.version)
        return decisions.put(
            connection,
            figure,
            verdict,
            action="undo",
            who=who,
            batch=batch,
            undoes=entry.number,
        )
    return catalogue.put(
        connection,
        str(entry.article_id),
        entry.before,
        action="undo",
        who=who,
        extractor=extractor,
        batch=batch,
        undoes=entry.number,
    )[0]


def _latest_about(connection: Connection, article_id: str) -> LogEntry | None:
    about = select(log).where(log.c.article_id == article_id, log.c.figure_id.is_(None))
    row = connection.execute(about.order_by(log.c.number.desc()).limit(1)).first()
    return entry_from(row) if row else None
