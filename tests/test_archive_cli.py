"""The archive's command line: copies, exports, and errors in one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive import ingest, open_archive
from archive.__main__ import main
from tests.archive_fixtures import plain_extractor


@pytest.fixture
def file(tmp_path: Path) -> str:
    """An archive with one article."""
    path = str(tmp_path / "a.sqlite")
    archive = open_archive(path, extractor=plain_extractor)
    list(ingest.ingest(archive, [("a.txt", b"About 40,000 people came.")]))
    archive.engine.dispose()
    return path


def run(*arguments: str) -> Result:
    """What a command gives."""
    return CliRunner().invoke(main, list(arguments))


def test_where_says_what_an_archive_holds(file: str) -> None:
    result = run("--archive", file, "where")
    assert result.output.strip() == f"the file {file}: 1 articles, 1 figures"


def test_copy_moves_an_archive(file: str, tmp_path: Path) -> None:
    target = str(tmp_path / "b.sqlite")
    assert "1 articles" in run("copy", file, target).output
    assert "1 figures" in run("--archive", target, "where").output


def test_pack_and_unpack_move_it_as_one_file(file: str, tmp_path: Path) -> None:
    packed, target = str(tmp_path / "a.whence"), str(tmp_path / "b.sqlite")
    run("--archive", file, "pack", packed)
    assert "1 figures" in run("--archive", target, "unpack", packed).output


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json", "parquet", "citations"])
def test_export_writes_every_kind(file: str, tmp_path: Path, kind: str) -> None:
    out = tmp_path / f"figures.{kind}"
    result = run("--archive", file, "export", kind, str(out), "--to", "GEO")
    assert result.output.startswith("1 figures written")
    assert out.stat().st_size > 0


def test_again_says_what_became_of_decided_figures(file: str) -> None:
    assert "0 articles" in run("--archive", file, "again").output


def test_what_goes_wrong_is_said_in_one_line(file: str, tmp_path: Path) -> None:
    path = tmp_path / "letter.whence"
    path.write_text("Dear reader")
    result = run("--archive", file, "unpack", str(path))
    assert result.exit_code == 1
    assert result.output.startswith("Error: The file is no packed archive")
