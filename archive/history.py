"""The log as a frame: who changed what, when, from which value to which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd
from sqlalchemy import Connection, select

from archive.correction import CORRECTABLE
from archive.model import LogEntry
from archive.tables import aliases, figures, log
from archive.verdicts import entry_from

LOG_COLUMNS = (
    "number",
    "at",
    "who",
    "action",
    "figure_id",
    "article_id",
    "field",
    "old",
    "new",
    "undone",
)


def log_frame(connection: Connection, figure_id: str | None, limit: int | None) -> pd.DataFrame:
    """One row a changed field, newest first; ``limit`` counts entries."""
    statement = select(log).order_by(log.c.number.desc()).limit(limit)
    if figure_id is not None:
        moved = select(aliases.c.figure_id).where(aliases.c.old_id == figure_id)
        mine = connection.execute(moved).scalar() or figure_id
        statement = statement.where(log.c.figure_id == mine)
    entries = [entry_from(row) for row in connection.execute(statement)]
    read = _as_read(connection, [e.figure_id for e in entries if e.figure_id])
    found = [line for entry in entries for line in _lines(entry, read.get(entry.figure_id, {}))]
    frame = pd.DataFrame(found, columns=list(LOG_COLUMNS))
    kinds = {"number": "int64", "at": "datetime64[s]", "undone": "bool"}
    return frame.astype(kinds)


def _as_read(
    connection: Connection, figure_ids: Sequence[str]
) -> dict[str | None, Mapping[str, object]]:
    """What was extracted for each figure: what a first correction changed."""
    columns = [figures.c[name] for name in CORRECTABLE]
    found: dict[str | None, Mapping[str, object]] = {}
    for i in range(0, len(figure_ids), 1000):
        mine = figures.c.id.in_(figure_ids[i : i + 1000])
        for row in connection.execute(select(figures.c.id, *columns).where(mine)).mappings():
            found[row["id"]] = {name: row[name] for name in CORRECTABLE}
    return found


def _lines(entry: LogEntry, read: Mapping[str, object]) -> Iterator[tuple[object, ...]]:
    before, after = _flat(entry.before), _flat(entry.after)
    changed = [n for n in dict.fromkeys((*before, *after)) if before.get(n) != after.get(n)]
    about = (entry.number, entry.at, entry.who, entry.action, entry.figure_id, entry.article_id)
    for name in changed or [""]:
        old, new = (_said(said.get(name, read.get(name))) for said in (before, after))
        yield (*about, name, old, new, entry.undone)


def _flat(content: object) -> dict[str, object]:
    """The fields of a verdict or an article's state, corrections beside them."""
    values = dict(content) if isinstance(content, dict) else {}
    changes = values.pop("changes", {})
    return values | changes


def _said(value: object) -> str:
    return "" if value is None else str(value)
