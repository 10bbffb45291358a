"""An archive of an older version is brought up to date without loss, one of a newer is refused."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from shutil import copytree
from threading import Thread

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from archive import Archive, ArchiveTooNew, Filters, open_archive
from archive.database import connect, resolve
from archive.migrate import STEPS, upgrade
from archive.tables import metadata, state
from tests.archive_fixtures import plain_extractor

FIRST = "0001"
(HEAD,) = ScriptDirectory(str(STEPS), version_locations=[str(STEPS / "versions")]).get_heads()
NEXT = f"""
import sqlalchemy as sa
from alembic import op
revision, down_revision = "next", "{HEAD}"
branch_labels = depends_on = None
def upgrade():
    op.add_column("articles", sa.Column("region", sa.Text()))
"""


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    """An engine on an empty database."""
    made = connect(resolve(url))
    yield made
    made.dispose()


@pytest.fixture
def old_archive(engine: Engine) -> Engine:
    """An archive as the first version wrote it: an article, two figures, a decision."""
    upgrade(engine, FIRST)
    figure = {
        "article_number": 1,
        "low": 5,
        "high": 5,
        "quantifier": "exact",
        "unit": "person",
        "category": "arrival",
        "measure": "flow",
        "rate": "total",
        "status": "reported",
        "origin": "RUS",
        "destination": "GEO",
        "sentence": "5 people came.",
        "sentence_start": 0,
        "sentence_end": 14,
        "surface": "5",
        "surface_start": 0,
        "surface_end": 1,
        "in_title": False,
        "rule": "by-hand",
        "confidence": 0.9,
        "evidence": "[]",
        "doubts": "[]",
        "engine": "0.9",
        "lost": False,
    }
    article = {
        "number": 1,
        "id": "a",
        "text_hash": "h",
        "title": "Title",
        "name": "a.txt",
        "collection": "added",
        "engine": "0.9",
        "added": "2026-01-01 00:00:00.000000",
        "as_read": '{"title": "Title", "publisher": null, "published": null, "url": null}',
    }
    decision = {
        "figure_id": "f1",
        "decision": "accepted",
        "role": "headline",
        "changes": '{"count": 7, "low": 7, "high": 7}',
        "version": 2,
    }
    with engine.begin() as connection:
        for table, row in (
            ("articles", article),
            (
                "texts",
                {"article_number": 1, "text": "5 people came.", "pages": "[]", "signature": b""},
            ),
            ("figures", figure | {"number": 1, "id": "f1", "count": 5}),
            ("figures", figure | {"number": 2, "id": "f2", "count": 6}),
            ("decisions", decision),
            ("state", {"id": 1, "revision": 41}),
        ):
            names, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
            connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({marks})"), row)
    return engine


def test_the_steps_make_exactly_the_tables_that_the_code_knows(archive: Archive) -> None:
    with archive.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_a_file_of_the_first_version_is_opened_without_loss(old_archive: Engine, url: str) -> None:
    archive = open_archive(url, extractor=plain_extractor)
    frame = archive.figures_frame(order="reading")
    assert list(frame["figure_id"]) == ["f1", "f2"]
    assert list(frame["count"]) == [7, 6]
    assert list(frame["decision"]) == ["accepted", "to_review"]
    assert list(frame["role"]) == ["headline", "supporting"]
    assert archive.count(Filters(search="people", destinations=("GEO",))) == 2
    assert archive.revision() >= 41
    figure = archive.figure("f1")
    assert figure is not None
    assert figure.extracted.count == 5
    archive.engine.dispose()


def test_an_archive_of_this_version_is_opened_by_the_next(
    archive: Archive, url: str, tmp_path: Path
) -> None:
    next_version = tmp_path / "steps"
    copytree(STEPS, next_version)
    (next_version / "versions" / "next.py").write_text(NEXT)
    upgrade(archive.engine, steps=next_version)
    columns = {column["name"] for column in inspect(archive.engine).get_columns("articles")}
    assert "region" in columns
    with pytest.raises(ArchiveTooNew, match="newer Whence"):  # and now this version refuses it
        open_archive(url)


def test_a_step_that_fails_leaves_the_archive_as_it_was(archive: Archive, tmp_path: Path) -> None:
    broken = tmp_path / "steps"
    copytree(STEPS, broken)
    (broken / "versions" / "next.py").write_text(f'{NEXT}    raise RuntimeError("half-way")\n')
    with pytest.raises(RuntimeError, match="half-way"):
        upgrade(archive.engine, steps=broken)
    columns = {column["name"] for column in inspect(archive.engine).get_columns("articles")}
    assert "region" not in columns
    assert archive.is_empty()


def test_many_open_an_empty_database_at_once(url: str) -> None:
    opened: list[Archive] = []
    threads = [Thread(target=lambda: opened.append(open_archive(url))) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(opened) == 5
    with opened[0].engine.connect() as connection:
        assert len(connection.execute(state.select()).all()) == 1
    for archive in opened:
        archive.engine.dispose()


def test_a_new_archive_is_opened_while_another_process_makes_it(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "new.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with ThreadPoolExecutor() as pool:
        opened = pool.submit(open_archive, f"sqlite:///{tmp_path / 'new.sqlite'}")
        early = wait([opened], timeout=0.5).done
        other.rollback()
        archive = opened.result(timeout=30)
    other.close()
    assert not early
    assert archive.figures_frame(Filters()).empty
    archive.engine.dispose()
