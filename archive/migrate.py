"""Brings an archive's tables up to date: Alembic's steps, on SQLite and PostgreSQL alike."""

from __future__ import annotations

from pathlib import Path

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Engine, inspect, select

from archive.database import reading, writing
from archive.errors import ArchiveTooNew, ArchiveUnavailable
from archive.projection import VERSION, project
from archive.tables import articles, metadata, state

STEPS = Path(__file__).parent / "migrations"
_FOREIGN = "The database is not a Whence archive, but has tables of the same names: choose another."


def upgrade(engine: Engine, target: str = "head", *, steps: Path = STEPS) -> None:
    """Runs the steps that the archive lacks, all of them or none."""
    script = ScriptDirectory(str(steps), version_locations=[str(steps / "versions")])
    with reading(engine) as connection:
        heads = MigrationContext.configure(connection).get_current_heads()
        if heads == tuple(script.get_heads()):
            return
        if not heads and metadata.tables.keys() & set(inspect(connection).get_table_names()):
            raise ArchiveUnavailable(_FOREIGN)
    with writing(engine) as connection:
        context = MigrationContext.configure(
            connection, opts={"fn": lambda at, _: _missing(script, target, at)}
        )
        with Operations.context(context):
            context.run_migrations()


def project_all(engine: Engine) -> None:
    """Makes the tables for filters anew where an older Whence made them, or none did."""
    with reading(engine) as connection:
        if connection.execute(select(state.c.projection)).scalar() == VERSION:
            return
    with writing(engine) as connection:
        if connection.execute(select(state)).first() is None:
            connection.execute(state.insert().values(id=1, revision=0, projection=VERSION))
        if connection.execute(select(state.c.projection)).scalar_one() == VERSION:
            return
        for number in connection.execute(select(articles.c.number)).scalars().all():
            project(connection, number)
        connection.execute(state.update().values(projection=VERSION))


def _missing(script: ScriptDirectory, target: str, at: tuple[str, ...]) -> object:
    try:
        return script._upgrade_revs(target, at)  # Alembic offers no other door to its steps
    except CommandError as error:
        raise ArchiveTooNew(
            "This archive was written by a newer Whence. Install that version to open it; "
            "nothing was changed."
        ) from error
