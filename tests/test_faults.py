"""Killed, out of disk, cut off: nothing committed is lost, nothing is doubled, and it is said.

The suite interrupts the work a few times; WHENCE_KILLS=50 does it as often as was promised.
"""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from archive import Archive, ArchiveUnavailable, ingest, open_archive
from tests.archive_fixtures import Postgres, plain_extractor
from tests.fault_workers import articles

KILLS = int(os.environ.get("WHENCE_KILLS", "3"))
NUMBER = 200
FIGURES_EACH = 3
HEAVY = 250  # articles that don't fit on what a full disk leaves


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


def numbers(archive: Archive) -> dict[str, int]:
    """How many rows there are of what belongs together."""
    with archive.engine.connect() as connection:
        return {
            table: connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
            for table in ("articles", "texts", "figures", "shown", "words", "decisions", "log")
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
    chance = random.Random(len(url))
    archive = open_archive(url, extractor=plain_extractor)
    kills = 0
    while kills < KILLS:
        process = start("ingest", url, NUMBER, root)
        said = killed(process, chance.uniform(0, 0.6))
        kills += process.returncode == -signal.SIGKILL
        kept = demand_whole_articles(archive)
        known = set(archive.articles_frame()["article_id"])
        assert {article_id.strip() for _, article_id in said} <= known
        if kept == NUMBER:
            forget(archive)
    list(ingest.ingest(archive, articles(NUMBER)))
    assert demand_whole_articles(archive) == NUMBER
    archive.engine.dispose()


def forget(archive: Archive) -> None:
    """Empties the archive, so that there is something to do again."""
    tables = ("words", "shown", "figures", "rejected", "texts", "bands", "articles", "originals")
    with archive.engine.begin() as connection:
        for table in tables:
            connection.execute(text(f"DELETE FROM {table}"))


def test_deciding_survives_being_killed(url: str, root: Path) -> None:
    chance = random.Random(len(url))
    archive = open_archive(url, extractor=plain_extractor)
    list(ingest.ingest(archive, articles(10)))
    kills = heard = 0
    while kills < KILLS:
        process = start("decide", url, 100_000, root)
        said = killed(process, chance.uniform(0.05, 0.6))
        kills += process.returncode == -signal.SIGKILL
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


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 150 MB; the test is skipped, and says so, where mounting is not permitted."""
    folder = Path(f"/tmp/whence-disk-{os.getpid()}")
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=150m,mode=1777", "tmpfs", str(folder)]
    done = subprocess.run(mount, capture_output=True, text=True, check=False)
    if done.returncode:
        folder.rmdir()
        pytest.skip(f"no small disk can be mounted here: {done.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)
    folder.rmdir()


def fill_up(folder: Path, *, leave: int) -> Path:
    """A file that takes the disk's room, but for some bytes."""
    ballast = folder / "ballast"
    free = os.statvfs(folder)
    ballast.write_bytes(b"0" * (free.f_bavail * free.f_bsize - leave))
    return ballast


def heavy(number: int) -> list[tuple[str, bytes]]:
    """Articles of 40 kB that don't compress well."""
    ballast = (random.Random(n).randbytes(20_000).hex().encode() for n in range(number))
    return [(n, d + b" " + more) for (n, d), more in zip(articles(number), ballast, strict=True)]


def until_full(archive: Archive) -> list[str | None]:
    """The ids of the articles that were kept until the disk was full, which was said."""
    kept: list[str | None] = []
    try:
        for outcome in ingest.ingest(archive, heavy(HEAVY)):
            kept.append(outcome.article_id)
    except ArchiveUnavailable as error:
        # PostgreSQL stops altogether when it has no room left for its log.
        assert re.search("disk is full: free some space|does not answer", str(error))  # noqa: PT017  # raised after some were kept
        return kept
    pytest.fail("the disk did not fill up")


def demand_survival(archive: Archive, ballast: Path, restart: Callable[[], None]) -> None:
    """The disk fills up, it is said; room is made, the run is continued: all is there once."""
    kept = until_full(archive)
    assert 0 < len(kept) < HEAVY
    ballast.unlink()
    restart()
    assert set(kept) <= set(archive.articles_frame()["article_id"])
    list(ingest.ingest(archive, heavy(HEAVY)))
    assert demand_whole_articles(archive) == HEAVY


def test_a_full_disk_is_said_and_costs_nothing_on_sqlite(small_disk: Path) -> None:
    archive = open_archive(str(small_disk / "archive.sqlite"), extractor=plain_extractor)
    demand_survival(archive, fill_up(small_disk, leave=4 << 20), lambda: None)
    archive.engine.dispose()


def test_a_full_disk_is_said_and_costs_nothing_on_postgresql(
    small_disk: Path, postgres: Postgres
) -> None:
    server = postgres.on_another_disk(small_disk)
    server.initialise()
    server.start()
    archive = open_archive(server.create(), extractor=plain_extractor)
    try:
        demand_survival(archive, fill_up(small_disk, leave=4 << 20), server.ensure_running)
    finally:
        archive.engine.dispose()
        server.stop("immediate")
