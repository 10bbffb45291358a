"""A full disk: it is said, nothing committed is lost, and with room again the work goes on."""

from __future__ import annotations

import os
import random
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from archive import Archive, ArchiveUnavailable, ingest, open_archive
from tests.archive_fixtures import BACKENDS, plain_extractor
from tests.fault_workers import articles
from tests.test_faults import demand_whole_articles

HEAVY = 250  # articles that don't fit on what a full disk leaves
LONG = 20_000  # characters of a note
# PostgreSQL stops altogether when it has no room left for its log.
SAID = re.compile(r"disk is full: free some space|does not answer")


class Small(NamedTuple):
    """An archive on a disk with little room left."""

    archive: Archive
    ballast: Path
    restart: Callable[[], None]

    def make_room(self) -> None:
        """Frees the disk and starts the server if that has gone down."""
        self.ballast.unlink()
        self.restart()


@pytest.fixture
def disk() -> Iterator[Path]:
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


@pytest.fixture(params=BACKENDS)
def small(request: pytest.FixtureRequest, disk: Path) -> Iterator[Small]:
    """An archive with ten articles, on each database in turn, and 4 MB of room for more."""
    if request.param == "sqlite":
        server, url = None, str(disk / "archive.sqlite")
    else:
        server = request.getfixturevalue("postgres").on_another_disk(disk)
        server.initialise()
        server.start()
        url = server.create()
    archive = open_archive(url, extractor=plain_extractor)
    list(ingest.ingest(archive, articles(10)))
    restart = server.ensure_running if server else lambda: None
    try:
        yield Small(archive, fill_up(disk, leave=4 << 20), restart)
    finally:
        archive.engine.dispose()
        if server:
            server.stop("immediate")


def fill_up(folder: Path, *, leave: int) -> Path:
    """A file that takes the disk's room, but for some bytes."""
    ballast = folder / "ballast"
    free = os.statvfs(folder)
    ballast.write_bytes(b"0" * (free.f_bavail * free.f_bsize - leave))
    return ballast


def heavy(number: int) -> list[tuple[str, bytes]]:
    """Articles of 40 kB that don't compress well."""
    return [(f"heavy-{n}", d + b" " + _noise(n).encode()) for n, d in articles(number)]


def deciding(archive: Archive, figure_id: str) -> Iterator[int]:
    """The version of a figure, each time that a long note was put beside it."""
    for version in range(10 * HEAVY):
        note = _noise(str(version))
        yield archive.annotate(figure_id, note, who="ann", version=version).verdict.version


def _noise(seed: str) -> str:
    return random.Random(seed).randbytes(LONG).hex()


def test_what_was_kept_before_the_disk_was_full_is_kept(small: Small) -> None:
    kept: list[str | None] = []
    with pytest.raises(ArchiveUnavailable, match=SAID):
        kept.extend(o.article_id for o in ingest.ingest(small.archive, heavy(HEAVY)))
    small.make_room()
    known = set(small.archive.articles_frame()["article_id"])
    assert set(kept) <= known
    assert 10 < len(known) < HEAVY
    list(ingest.ingest(small.archive, heavy(HEAVY)))
    assert demand_whole_articles(small.archive) == HEAVY + 10
    print(f"the disk was full after {len(known) - 10} articles: all are there, once")


def test_what_was_decided_before_the_disk_was_full_is_decided(small: Small) -> None:
    figure_id = small.archive.figures_frame()["figure_id"][0]
    versions: list[int] = []
    with pytest.raises(ArchiveUnavailable, match=SAID):
        versions.extend(deciding(small.archive, figure_id))
    small.make_room()
    stored = small.archive.figure(figure_id)
    assert stored is not None
    version = len(versions)
    assert (stored.verdict.version, stored.verdict.note) == (version, _noise(str(version - 1)))
    assert small.archive.log_frame(figure_id)["number"].nunique() == version > 0
    assert small.archive.accept(figure_id, who="ann", version=version).verdict.version > version
    print(f"the disk was full after {version} decisions: all are there, once")
