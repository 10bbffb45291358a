"""What was decided about a figure, read from and written to its row, with the log beside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, select, update

from archive.model import Decision, LogEntry, Role, Verdict
from archive.tables import decisions, log

UNDECIDED = Verdict()


def verdict_from(row: Mapping[Any, Any]) -> Verdict:
    """The verdict that a row of ``decisions`` holds; none yet where the row is empty."""
    if row["decision"] is None:
        return UNDECIDED
    return Verdict(
        decision=Decision(row["decision"]),
        reason=row["reason"],
        role=Role(row["role"]),
        note=row["note"],
        changes=row["changes"],
        version=row["version"],
    )


def content(verdict: Verdict) -> dict[str, object]:
    """A verdict as JSON, without the version: what the log keeps and what undo gives back."""
    return {
        "decision": verdict.decision.value,
        "reason": verdict.reason,
        "role": verdict.role.value,
        "note": verdict.note,
        "changes": dict(verdict.changes),
    }


def from_content(values: Mapping[str, Any], version: int) -> Verdict:
    """The verdict that ``content`` gave, with a version."""
    return verdict_from({**values, "version": version})


def write_verdict(connection: Connection, figure_id: str, verdict: Verdict) -> None:
    """Replaces what was decided about a figure."""
    connection.execute(delete(decisions).where(decisions.c.figure_id == figure_id))
    row = {"figure_id": figure_id, "version": verdict.version, **content(verdict)}
    connection.execute(decisions.insert().values(row))


def write_entry(
    connection: Connection,
    *,
    who: str,
    action: str,
    before: Mapping[str, object],
    after: Mapping[str, object],
    figure_id: str | None = None,
    article_id: str | None = None,
    batch: int | None = None,
    undoes: int | None = None,
) -> LogEntry:
    """The entry that was added to the log; one with no batch begins its own."""
    values = {
        "batch": batch or 0,
        "at": datetime.now(UTC).replace(tzinfo=None, microsecond=0),
        "who": who,
        "action": action,
        "figure_id": figure_id,
        "article_id": article_id,
        "before": dict(before),
        "after": dict(after),
        "undoes": undoes,
        "undone": False,
    }
    number = connection.execute(log.insert().values(values)).inserted_primary_key[0]
    if batch is None:
        connection.execute(update(log).where(log.c.number == number).values(batch=number))
    row = connection.execute(select(log).where(log.c.number == number)).one()
    return entry_from(row)


def latest_entry(connection: Connection, figure_id: str) -> LogEntry | None:
    """The newest entry about a figure."""
    statement = select(log).where(log.c.figure_id == figure_id).order_by(log.c.number.desc())
    row = connection.execute(statement.limit(1)).first()
    return entry_from(row) if row else None


def entry_from(row: Any) -> LogEntry:
    """The entry that a row of ``log`` holds."""
    return LogEntry(
        number=row.number,
        at=row.at,
        who=row.who,
        action=row.action,
        figure_id=row.figure_id,
        article_id=row.article_id,
        before=row.before,
        after=row.after,
        undoes=row.undoes,
        undone=row.undone,
    )
