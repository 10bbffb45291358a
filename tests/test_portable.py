"""A whole archive as one file, and as a copy on another database: identical, or refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest

from archive import Archive, BrokenArchiveFile, Filters, export, ingest, open_archive
from archive.tables import metadata
from tests.archive_fixtures import plain_extractor

Add = Callable[..., str]
TEXT = "Ünder “about 1,200 people” came. Then 5 people came."


@pytest.fixture
def filled(archive: Archive, add: Add) -> Archive:
    """An archive with two figures, one of them accepted and corrected."""
    add(TEXT, published=date(2022, 9, 23))
    figure_id = archive.figures_frame(order="reading")["figure_id"][1]
    archive.correct(figure_id, {"count": 1_300}, who="ann", version=0)
    archive.accept(figure_id, who="ann", version=1)
    return archive


def contents(archive: Archive) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, revision aside."""
    tables = [table for table in metadata.sorted_tables if table.name != "state"]
    with archive.engine.connect() as connection:
        return {
            table.name: [
                tuple(row)
                for row in connection.execute(table.select().order_by(*table.primary_key.columns))
            ]
            for table in tables
        }


def test_a_packed_archive_comes_back_identical(filled: Archive, other_url: str) -> None:
    other = open_archive(other_url, extractor=plain_extractor)
    export.unpack(other, export.pack(filled))
    assert contents(other) == contents(filled)
    list(ingest.ingest(other, [("more.txt", b"9 people came.")]))  # and it can be worked with
    other.undo(who="ann")
    assert other.count(Filters(decisions=("accepted",))) == 0
    other.engine.dispose()


@pytest.mark.parametrize("direction", ["sqlite to postgresql", "postgresql to sqlite"])
def test_an_archive_moves_between_databases(
    direction: str, request: pytest.FixtureRequest, tmp_path: object
) -> None:
    addresses = {
        "postgresql": request.getfixturevalue("postgres").create(),
        "sqlite": f"sqlite:///{tmp_path}/moved.sqlite",
    }
    source, target = (addresses[name] for name in direction.split(" to "))
    origin = open_archive(source, extractor=plain_extractor)
    list(ingest.ingest(origin, [("a.txt", TEXT.encode())]))
    origin.accept(origin.figures_frame()["figure_id"][0], who="ann", version=0)
    export.copy(source, target)
    moved = open_archive(target, extractor=plain_extractor)
    assert contents(moved) == contents(origin)
    list(ingest.ingest(moved, [("more.txt", b"9 people came.")]))
    assert moved.count() == 3
    origin.engine.dispose()
    moved.engine.dispose()


def test_a_file_is_taken_in_over_the_bundled_articles_only(filled: Archive, other_url: str) -> None:
    packed = export.pack(filled)
    other = open_archive(other_url, extractor=plain_extractor)
    list(ingest.ingest(other, [("b.txt", b"7 people came.")], collection="bundled"))
    export.unpack(other, packed)
    assert contents(other) == contents(filled)
    with pytest.raises(BrokenArchiveFile, match="of its own"):
        export.unpack(other, packed)
    assert contents(other) == contents(filled)
    other.engine.dispose()


def _rewritten(packed: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """The packed file with one of its members changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.namelist():
            text = old.read(member).decode()
            new.writestr(member, change(text) if member == name else text)
    return out.getvalue()


BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "no zip": lambda _: b"PK? no",
    "cut short": lambda packed: packed[: len(packed) // 2],
    "another format": lambda p: _rewritten(p, "about.json", lambda t: t.replace('": 1', '": 9', 1)),
    "no about": lambda p: _rewritten(p, "about.json", lambda _: "[]"),
    "other columns": lambda p: _rewritten(
        p, "figures.jsonl", lambda t: t.replace('"surface"', '"sql"')
    ),
    "another type": lambda p: _rewritten(
        p, "articles.jsonl", lambda t: t.replace('"title": "note.txt"', '"title": 5')
    ),
    "no such article": lambda p: _rewritten(
        p, "figures.jsonl", lambda t: t.replace('"article_number": 1', '"article_number": 77')
    ),
    "not JSON": lambda p: _rewritten(p, "log.jsonl", lambda t: t[5:]),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_changes_nothing(filled: Archive, other_url: str, name: str) -> None:
    other = open_archive(other_url)
    with pytest.raises(BrokenArchiveFile):
        export.unpack(other, BROKEN[name](export.pack(filled)))
    assert other.is_empty()
    other.engine.dispose()


def test_an_archive_is_not_copied_into_itself(url: str, archive: Archive) -> None:
    assert archive.is_empty()
    with pytest.raises(BrokenArchiveFile, match="into itself"):
        export.copy(url, url)
