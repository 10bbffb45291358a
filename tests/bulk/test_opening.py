"""Opening a bulk result: which address is one, parts put together, and what is refused and why."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from archive import Archive, Filters
from bulk import output
from bulk.errors import RunRefused
from bulk.opening import open_address, open_result
from tests.bulk.runs import run_bulk
from views import highlight


@pytest.fixture(scope="module")
def several(lines: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A result in several parts."""
    folder = tmp_path_factory.mktemp("several") / "out"
    assert run_bulk(lines, folder=folder) == 0
    return folder


@pytest.fixture
def finished(several: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may damage."""
    return Path(shutil.copytree(several, tmp_path / "out"))


def test_rows_come_from_the_parts_that_hold_them_in_the_order_asked_for(finished: Path) -> None:
    result = open_result(str(finished))
    everything = list(output.rows(str(finished), "figures"))
    assert len(list((finished / "figures").glob("*.parquet"))) >= 3
    last = len(everything) - 1
    asked = tuple(str(number) for number in (last, 0, last // 2, 1))
    stored = result.stored_figures(asked)
    assert [figure.extracted.sentence for figure, _ in stored] == [
        everything[int(one)]["sentence"] for one in asked
    ]
    frame = result.figures_frame(Filters(figure_ids=asked), order="reading")
    assert frame["sentence"].tolist() == [
        everything[number]["sentence"] for number in sorted(map(int, asked))
    ]


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(RunRefused, match=f"There is no folder {tmp_path}/out"):
        open_address(str(tmp_path / "out"))


def test_a_folder_of_something_else_is_named_with_what_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(RunRefused, match=f"{tmp_path} is no bulk result.*manifest"):
        open_address(str(tmp_path))


def test_an_unfinished_result_says_how_to_finish_it(finished: Path, lines: Path) -> None:
    (finished / "manifest.json").unlink()
    finish = f"python -m bulk {lines} --output {finished} --resume"
    with pytest.raises(RunRefused, match=re.escape(finish)):
        open_address(str(finished))


def test_a_result_with_a_part_missing_is_not_opened(finished: Path) -> None:
    next((finished / "figures").glob("*.parquet")).unlink()
    with pytest.raises(RunRefused, match="files are missing"):
        open_address(str(finished))


def test_a_damaged_part_is_said_to_be_unreadable(finished: Path) -> None:
    next((finished / "figures").glob("*.parquet")).write_bytes(b"PAR1, it says")
    with pytest.raises(RunRefused, match=f"{finished} can't be read"):
        open_address(str(finished))


def test_the_result_of_a_run_into_an_archive_names_the_archive(lines: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'archive.sqlite'}"
    assert run_bulk(lines, folder=tmp_path / "out", options=("--archive", url)) == 0
    with pytest.raises(RunRefused, match="Open that archive"):
        open_address(str(tmp_path / "out"))


def test_a_file_and_a_database_are_opened_as_archives(tmp_path: Path) -> None:
    for address in (str(tmp_path / "a.sqlite"), f"sqlite:///{tmp_path / 'b'}"):
        assert isinstance(open_address(address), Archive)


def test_a_result_of_an_older_run_without_evidence_still_marks_the_number(finished: Path) -> None:
    for part in (finished / "figures").glob("*.parquet"):
        pq.write_table(pq.read_table(part).drop_columns(list(output.PROOF)), part)
    result = open_result(str(finished))
    stored = result.figure("3")
    assert stored is not None
    assert stored.extracted.evidence == ()
    passage = result.passage(stored)
    html = highlight.sentence(stored.extracted, passage.text, passage.begin)
    assert html.count('<mark class="w-count">') == 1
    assert highlight.plain(stored.extracted.surface) in html
