"""An engine on SQLite or PostgreSQL, with transactions that read or write."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from sqlalchemy import Connection, Engine, create_engine, event, func, select, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DataError,
    IntegrityError,
    ProgrammingError,
)

from archive.errors import ArchiveUnavailable

DEFAULT = Path(__file__).parent.parent / "data" / "whence.sqlite"
_PAUSE = 0.02  # seconds
PATIENCE = 30  # seconds that a writer waits for another one
_TURN = 7_214_963_100  # one number for all Whences that write to one PostgreSQL database


def named(address: str | None = None) -> str:
    """The address given, else the environment's, else that of the default file."""
    return address or os.environ.get("WHENCE_DATABASE_URL") or f"sqlite:///{DEFAULT}"


def resolve(url: str | None = None) -> URL:
    """The address of an archive in a database, taken as ``named`` does.

    A plain path is a SQLite file; PostgreSQL is always reached through psycopg 3.
    """
    address = named(url)
    if "://" not in address:
        address = f"sqlite:///{address}"
    try:
        parsed = make_url(address)
    except ArgumentError as error:
        raise ArchiveUnavailable(f"{address!r} is no database address: {error}") from error
    if parsed.drivername in {"postgres", "postgresql"}:
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername not in {"sqlite", "postgresql+psycopg"}:
        raise ArchiveUnavailable(f"An archive is SQLite or PostgreSQL, not {parsed.drivername}.")
    return parsed


def connect(url: URL) -> Engine:
    """An engine for the address; SQLite in WAL mode, so that reading never waits for writing."""
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    if url.database and Path(url.database).is_dir():
        raise ArchiveUnavailable(
            f"{url.database} is a folder: name the file of an archive. The result of a bulk run "
            "is opened by the dashboard only."
        )
    folder = Path(url.database or "").parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ArchiveUnavailable(f"The folder {folder} can't be made: {error}.") from error
    engine = create_engine(url, connect_args={"timeout": PATIENCE, "check_same_thread": False})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection on which everything is seen as of one moment."""
    with _explained(), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection whose changes are kept together at the end, or not at all.

    Writers take turns on both databases, so that none can wait for another in a circle.
    """
    with _explained(), engine.connect() as connection:
        connection = connection.execution_options(whence_writes=True)
        with connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}s'"))
                connection.execute(select(func.pg_advisory_xact_lock(_TURN)))
            yield connection


@contextmanager
def _explained() -> Iterator[None]:
    """Turns what a database says when it can't go on into what a person can do about it."""
    try:
        yield
    except (IntegrityError, DataError, ProgrammingError):
        raise
    except DatabaseError as error:
        said = str(error.orig).strip()
        remedy = next((words for sign, words in _REMEDIES if sign in said.lower()), _AGAIN)
        raise ArchiveUnavailable(f"{remedy} ({said})") from error


_SAFE = "Nothing kept so far is lost."
_FULL = f"The disk is full: free some space, then continue. {_SAFE}"
_BUSY = f"Someone else is writing for a long time: wait a moment, then continue. {_SAFE}"
_REMEDIES = (
    ("full", _FULL),
    ("no space", _FULL),
    ("lock timeout", _BUSY),
    ("locked", _BUSY),
    ("not a database", "The file is not a Whence archive: choose another one."),
    ("malformed", "The archive's file is damaged: put a copy in its place."),
    ("unable to open", "The archive's file can't be opened: look at its folder and its rights."),
    ("readonly", "The archive's file may not be written: look at its rights."),
    ("does not exist", "The server has no such database or user: make it, or mend the address."),
    ("password", "The server refuses the user: mend the name or the password in the address."),
)
_AGAIN = f"The database does not answer: see that it runs, then continue. {_SAFE}"


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by _begin, not by the driver
    cursor = connection.cursor()
    _log_ahead(cursor)
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "cache_size=-65536"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _log_ahead(cursor: sqlite3.Cursor) -> None:
    """Switches a file to its write-ahead log, while others may be making the same new archive."""
    until = monotonic() + PATIENCE
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:  # SQLite itself waits for no lock here
            if "locked" not in str(error) or monotonic() > until:
                raise
            sleep(_PAUSE)


def _begin(connection: Connection) -> None:
    # A reader that turned writer could be refused half-way: writers queue before their first word.
    writes = connection.get_execution_options().get("whence_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
