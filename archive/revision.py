"""The archive's revision: a number that rises with every change, for caches and pages."""

from __future__ import annotations

from sqlalchemy import Connection, select

from archive.tables import state


def revision(connection: Connection) -> int:
    """The number of the latest change."""
    return connection.execute(select(state.c.revision)).scalar_one()


def raise_revision(connection: Connection) -> None:
    """Counts a change."""
    connection.execute(state.update().values(revision=state.c.revision + 1))
