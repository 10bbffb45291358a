"""Where an archive is: addresses, the environment, and what is said when it can't be opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from archive import ArchiveUnavailable, open_archive
from archive.database import connect, resolve
from tests.archive_fixtures import Postgres


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("notes.sqlite", "sqlite:///notes.sqlite"),
        ("postgresql://me@host/db", "postgresql+psycopg://me@host/db"),
        ("postgres://me@host/db", "postgresql+psycopg://me@host/db"),
    ],
)
def test_an_address_may_be_a_path_or_a_url(given: str, expected: str) -> None:
    assert resolve(given).render_as_string(hide_password=False) == expected


def test_the_environment_names_the_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHENCE_DATABASE_URL", "postgresql://me:secret@host/db")
    assert resolve().host == "host"


def test_where_the_data_lies_is_said_without_the_password(tmp_path: Path) -> None:
    archive = open_archive(str(tmp_path / "a.sqlite"))
    assert str(tmp_path) in archive.where()
    archive.engine.dispose()


def test_a_file_that_is_no_archive_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "letter.sqlite"
    path.write_text("Dear reader, this is no database at all." * 200)
    with pytest.raises(ArchiveUnavailable, match="not a Whence archive"):
        open_archive(str(path))
    assert path.read_text().startswith("Dear reader")


def test_a_damaged_file_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    open_archive(str(path)).engine.dispose()
    path.write_bytes(path.read_bytes()[:20_000])
    with pytest.raises(ArchiveUnavailable, match="damaged"):
        open_archive(str(path)).figures_frame()


def test_another_programs_tables_are_left_alone(url: str) -> None:
    engine = connect(resolve(url))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE articles (theirs TEXT)"))
    with pytest.raises(ArchiveUnavailable, match="not a Whence archive"):
        open_archive(url)
    assert inspect(engine).get_table_names() == ["articles"]
    engine.dispose()


@pytest.mark.parametrize("address", ["mysql://me@host/db", "postgresql+asyncpg://me@host/db"])
def test_other_databases_are_refused_in_words(address: str) -> None:
    with pytest.raises(ArchiveUnavailable, match="SQLite or PostgreSQL"):
        open_archive(address)


def test_a_folder_that_can_not_be_made_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("no folder")
    with pytest.raises(ArchiveUnavailable, match="can't be made"):
        open_archive(str(tmp_path / "letter" / "archive.sqlite"))


def test_a_database_that_the_server_has_not_is_said_so(postgres: Postgres) -> None:
    with pytest.raises(ArchiveUnavailable, match="no such database"):
        open_archive(postgres.url.replace("/postgres", "/nowhere"))


def test_a_server_that_does_not_answer_is_said_so() -> None:
    with pytest.raises(ArchiveUnavailable, match="does not answer"):
        open_archive("postgresql://nobody@127.0.0.1:1/none")
