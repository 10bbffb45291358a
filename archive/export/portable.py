"""A whole archive as one file that another Whence takes in, and a copy between databases."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from typing import IO, Any

from sqlalchemy import (
    Boolean,
    Connection,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    String,
    Table,
    delete,
    func,
    insert,
    select,
)
from sqlalchemy.exc import SQLAlchemyError

from archive import carriers
from archive.archive import Archive, open_archive
from archive.database import reading, resolve, writing
from archive.errors import BrokenArchiveFile
from archive.export.about import WARNING
from archive.projection import project
from archive.tables import (
    aliases,
    articles,
    bands,
    decisions,
    figures,
    log,
    originals,
    rejected,
    shown,
    state,
    texts,
    words,
)

FORMAT = 1
KEPT = (originals, articles, texts, figures, rejected, decisions, log, aliases)
_MADE = (words, shown, bands)  # follow from the kept ones and are made anew
_CHUNK = 500
_LARGEST = 4 << 30  # bytes of one table in a packed archive; more is a bomb, not an archive
_REFUSED = "This archive holds articles or decisions of its own. Take the file into an empty one."
Rows = Iterator[dict[str, Any]]


def pack(archive: Archive) -> bytes:
    """The archive as one file: a zip of JSON Lines, which ``unpack`` takes in anywhere."""
    file = io.BytesIO()
    with reading(archive.engine) as connection, _zip(file) as members:
        numbers = {table.name: _count(connection, table) for table in KEPT}
        about = {
            "whence": FORMAT,
            "packed": datetime.now(UTC).replace(microsecond=0).isoformat(),
            "filters": "none: everything in the archive",
            "warning": WARNING,
            "revision": connection.execute(select(state.c.revision)).scalar_one(),
            "rows": numbers,
        }
        members.writestr("about.json", json.dumps(about, indent=1))
        for table in KEPT:
            with members.open(f"{table.name}.jsonl", "w", force_zip64=True) as lines:
                for row in _rows(connection, table):
                    lines.write(json.dumps(_plain(row), ensure_ascii=False).encode() + b"\n")
    return file.getvalue()


def unpack(archive: Archive, data: bytes) -> dict[str, int]:
    """The numbers of rows taken in, by table; BrokenArchiveFile leaves the archive as it was."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as members:
            about = json.loads(members.open("about.json").read(1 << 20))
            if not isinstance(about, dict) or about.get("whence") != FORMAT:
                raise BrokenArchiveFile("The file was packed by a newer Whence: install that one.")
            return _take_in(
                archive, lambda table: _unpacked(members, table), int(about["revision"])
            )
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError) as error:
        raise BrokenArchiveFile(f"The file is no packed archive, or is damaged: {error}") from error


def copy(source: str, target: str) -> dict[str, int]:
    """The numbers of rows copied from one database into another, empty one, by table."""
    if resolve(source) == resolve(target):
        raise BrokenArchiveFile("An archive can't be copied into itself.")
    origin, copied = open_archive(source), open_archive(target)
    with reading(origin.engine) as connection:
        revision = connection.execute(select(state.c.revision)).scalar_one()
        return _take_in(copied, lambda table: _rows(connection, table), revision)


def _take_in(archive: Archive, rows_of: Callable[[Table], Rows], revision: int) -> dict[str, int]:
    """Replaces everything in an archive that holds nothing of its own, in one transaction."""
    try:
        with writing(archive.engine) as connection:
            _demand_nothing_own(connection)
            for table in (*_MADE, *reversed(KEPT)):
                connection.execute(delete(table))
            taken = {table.name: _insert(connection, table, rows_of(table)) for table in KEPT}
            _make_the_rest(connection)
            connection.execute(state.update().values(revision=revision + 1))
    except SQLAlchemyError as error:
        reason = str(error).splitlines()[0]
        raise BrokenArchiveFile(f"Its rows don't fit together: {reason}") from error
    return taken


def _demand_nothing_own(connection: Connection) -> None:
    """An archive is only replaced while it holds the bundled articles and no one's work."""
    added = select(articles.c.number).where(articles.c.collection != "bundled")
    for statement in (added, select(log.c.number)):
        if connection.execute(statement.limit(1)).first() is not None:
            raise BrokenArchiveFile(_REFUSED)


def _insert(connection: Connection, table: Table, rows: Rows) -> int:
    """How many rows were inserted; an article comes before those that carry its report."""
    taken, leads = 0, []
    for chunk in _chunks(rows):
        if table is articles:
            leads += [(row["number"], row["carrier_of"]) for row in chunk if row["carrier_of"]]
            chunk = [{**row, "carrier_of": None} for row in chunk]
        connection.execute(insert(table), chunk)
        taken += len(chunk)
    for number, lead in leads:
        mine = table.c.number == number
        connection.execute(table.update().where(mine).values(carrier_of=lead))
    return taken


def _make_the_rest(connection: Connection) -> None:
    signatures = select(texts.c.article_number, texts.c.signature)
    for number, signature in connection.execute(signatures).fetchall():
        carriers.remember(connection, number, signature)
        project(connection, number)
    if connection.dialect.name == "postgresql":
        for table in (articles, figures, rejected, log):
            _continue_counting(connection, table)


def _continue_counting(connection: Connection, table: Table) -> None:
    """Lets PostgreSQL give the next number, after numbers were given to it."""
    last = connection.execute(select(func.max(table.c.number))).scalar()
    if last:
        sequence = func.pg_get_serial_sequence(table.name, "number")
        connection.execute(select(func.setval(sequence, last)))


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _rows(connection: Connection, table: Table) -> Rows:
    ordered = select(table).order_by(*table.primary_key.columns)
    result = connection.execution_options(yield_per=_CHUNK).execute(ordered)
    for row in result.mappings():
        yield dict(row)


def _chunks(rows: Rows) -> Iterator[list[dict[str, Any]]]:
    chunk: list[dict[str, Any]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _unpacked(members: zipfile.ZipFile, table: Table) -> Rows:
    """The rows of a table, each checked: a packed file may come from anyone."""
    with members.open(f"{table.name}.jsonl") as lines:
        for number, line in enumerate(_bounded(lines), start=1):
            row = json.loads(line)
            if not isinstance(row, dict) or row.keys() != set(table.c.keys()):
                raise BrokenArchiveFile(f"{table.name}.jsonl, line {number}: other columns.")
            yield {c.name: _typed(c.type, row[c.name]) for c in table.c}


def _bounded(lines: IO[bytes]) -> Iterable[bytes]:
    read = 0
    for line in lines:
        read += len(line)
        if read > _LARGEST:
            raise BrokenArchiveFile("The file is larger when unpacked than any archive may be.")
        yield line


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _as_json(value) for name, value in row.items()}


def _as_json(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.hex()
    return value.isoformat() if isinstance(value, date) else value


def _typed(kind: Any, value: Any) -> Any:
    """The value as the column holds it; ValueError or TypeError where it can't be one."""
    if value is None:
        return None
    if isinstance(kind, LargeBinary):
        return bytes.fromhex(value)
    if isinstance(kind, DateTime):
        return datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    wanted = _python_type(kind)
    if wanted is not None and not isinstance(value, wanted):
        raise TypeError(f"{value!r} is no {kind}")
    return value


def _python_type(kind: Any) -> Any:
    if isinstance(kind, Boolean):
        return bool
    if isinstance(kind, Float):
        return float | int
    if isinstance(kind, Integer):
        return int
    return str if isinstance(kind, String) else None  # JSON takes anything


def _zip(file: IO[bytes]) -> zipfile.ZipFile:
    return zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
