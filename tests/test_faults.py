"""Killed and cut off: nothing committed is lost, nothing is doubled, and it is said.

The suite interrupts the work a few times. As often as BENCHMARKS.md says, with the counts:

    WHENCE_KILLS=50 python -m pytest tests/test_faults.py tests/test_full_disk.py -rP --timeout=0
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from archive import Archive, ArchiveUnavailable, ingest, open_archive
from tests.archive_fixtures import Postgres, plain_extractor
from tests.fault_workers import articles

KILLS = int(os.environ.get("WHENCE_KILLS", "3"))
NUMBER = 200
FIGURES_EACH = 3
WHOLE = ("articles", "texts", "figures", "shown", "words", "decisions", "log")


def start(work: str, url: str, number: int, root: Path) -> subprocess.Popen[str]:
    """A process at work, once it has opened the archive."""
    command = [sys.executable, "-m", "tests.fault_workers", work, url, str(number)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def killed(process: subprocess.Popen[str], seconds: float) -> list[list[str]]:
    """What a process had said when it was killed, the last line only if it is whole."""
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    said, _ = process.communicate()
    return [line.split("\t") for line in said.splitlines(keepends=True) if line.endswith("\n")]


def campaign(
    work: str, url: str, number: int, root: Path, *, first: float = 0
) -> Iterator[list[list[str]]]:
    """What each process had said when it was killed at random moments, KILLS times in all."""
    chance = random.Random(len(url))
    kills = 0
    while kills < KILLS:
        process = start(work, url, number, root)
        said = killed(process, chance.uniform(first, 0.6))
        kills += process.returncode == -signal.SIGKILL
        yield said


def numbers(archive: Archive) -> dict[str, int]:
    """How many rows there are of what belongs together."""
    with archive.engine.connect() as connection:
        return {
            table: connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
            for table in WHOLE
        }


def demand_whole_articles(archive: Archive) -> int:
    """The number of articles, each of them complete and there once."""
    found = numbers(archive)
    kept = found["articles"]
    assert found["texts"] == kept
    assert found["figures"] == found["shown"] == found["words"] == FIGURES_EACH * kept
    assert archive.articles_frame()["name"].is_unique
    return kept


def test_ingesting_survives_being_killed(url: str, root: Path) -> None:
    archive = open_archive(url, extractor=plain_extractor)
    heard = 0
    for said in campaign("ingest", url, NUMBER, root):
        heard += len(said)
        kept = demand_whole_articles(archive)
        known = set(archive.articles_frame()["article_id"])
        assert {article_id.strip() for _, article_id in said} <= known
        if kept == NUMBER:
            forget(archive)
    list(ingest.ingest(archive, articles(NUMBER)))
    assert demand_whole_articles(archive) == NUMBER
    print(f"{KILLS} kills of ingesting, {heard} articles said to be kept: all are there, once")
    archive.engine.dispose()


def forget(archive: Archive) -> None:
    """Empties the archive, so that there is something to do again."""
    tables = ("words", "shown", "figures", "rejected", "texts", "bands", "articles", "originals")
    with archive.engine.begin() as connection:
        for table in tables:
            connection.execute(text(f"DELETE FROM {table}"))


def test_deciding_survives_being_killed(url: str, root: Path) -> None:
    archive = open_archive(url, extractor=plain_extractor)
    list(ingest.ingest(archive, articles(10)))
    heard = 0
    for said in campaign("decide", url, 100_000, root, first=0.05):
        heard += len(said)
        for figure_id, version, decision in said:
            figure = archive.figure(figure_id)
            assert figure is not None
            assert figure.verdict.version >= int(version)
            if figure.verdict.version == int(version):
                assert figure.verdict.decision == decision.strip()
    assert heard
    frame = archive.figures_frame()
    log = archive.log_frame().drop_duplicates("number")
    assert log["figure_id"].value_counts().to_dict() == {
        row.figure_id: row.version for row in frame.itertuples() if row.version
    }
    print(f"{KILLS} kills of deciding, {heard} decisions said to be kept: all are there, once")
    archive.engine.dispose()


def test_bringing_up_to_date_survives_being_killed(url: str, root: Path) -> None:
    archive = open_archive(url, extractor=plain_extractor)
    list(ingest.ingest(archive, articles(100)))
    heard = 0
    for said in campaign("upgrade", url, 100_000, root):
        heard += len(said)
        open_archive(url, extractor=plain_extractor).engine.dispose()
        assert demand_whole_articles(archive) == 100
    print(f"{KILLS} kills of bringing an archive up to date, {heard} times done: nothing is lost")
    archive.engine.dispose()


def test_two_processes_adding_the_same_articles_keep_them_once(url: str, root: Path) -> None:
    archive = open_archive(url, extractor=plain_extractor)
    processes = [start("ingest", url, 60, root) for _ in range(2)]
    outputs = [process.communicate()[0] for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert all(len(output.splitlines()) == 60 for output in outputs)
    assert sum(output.count("kept\t") for output in outputs) == 60
    assert demand_whole_articles(archive) == 60
    archive.engine.dispose()


def test_a_server_that_restarts_in_mid_work_costs_nothing(postgres: Postgres) -> None:
    archive = open_archive(postgres.create(), extractor=plain_extractor)
    run = ingest.ingest(archive, articles(30))
    kept = [next(run).article_id for _ in range(12)]
    postgres.stop("immediate")
    with pytest.raises(ArchiveUnavailable, match=r"does not answer.*Nothing kept so far is lost"):
        list(run)
    with pytest.raises(ArchiveUnavailable):
        archive.accept("f0", who="ann", version=0)
    postgres.start()
    assert set(archive.articles_frame()["article_id"]) >= set(kept)
    list(ingest.ingest(archive, articles(30)))
    assert demand_whole_articles(archive) == 30
    figure_id = archive.figures_frame()["figure_id"][0]
    archive.accept(figure_id, who="ann", version=0)
    postgres.stop("fast")
    postgres.start()
    figure = archive.figure(figure_id)
    assert figure is not None
    assert figure.verdict.version == 1
    archive.engine.dispose()
