"""Archives to test on: a SQLite file, and a PostgreSQL server that the tests start themselves."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import psycopg
import pytest

from archive import Archive, ingest, open_archive
from extract.model import (
    Accuracy,
    Article,
    Basis,
    Category,
    Extraction,
    Figure,
    Quantifier,
    Rate,
    Status,
    Unit,
)

BINARIES = "/usr/lib/postgresql"
BACKENDS = ("sqlite", "postgresql")
_NUMBER = re.compile(r"(?:(?P<about>about) )?(?P<number>\d[\d,]*) (?P<who>people|refugees)")
_SENTENCE = re.compile(r"[^.]+\.?")


@dataclass
class Postgres:
    """A PostgreSQL server of our own, run by a user who is not root."""

    folder: Path
    binaries: Path
    port: int
    user: str | None  # whose server it is; None for our own
    options: str = ""

    @property
    def url(self) -> str:
        """The address of its database."""
        return f"postgresql://whence@127.0.0.1:{self.port}/postgres"

    def create(self) -> str:
        """The address of a new, empty schema, which is quicker to make than a database."""
        name = f"test_{uuid.uuid4().hex}"
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}")
        return f"{self.url}?options=-csearch_path%3D{name}"

    def initialise(self) -> None:
        """Makes the server's files."""
        self._run("initdb", "-D", self.data, "-U", "whence", "-A", "trust", "--no-sync")

    def start(self) -> None:
        """Starts the server and waits until it answers."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c fsync=off -k {self.folder}"
        options += f" {self.options}"
        self._run("pg_ctl", "-D", self.data, "-w", "-o", options, "-l", self.log, "start")

    def stop(self, mode: str = "fast") -> None:
        """Stops the server: ``immediate`` as if its machine had failed."""
        self._run("pg_ctl", "-D", self.data, "-w", "-m", mode, "stop")

    def ensure_running(self) -> None:
        """Starts the server if it has gone down."""
        status = subprocess.run(self._command("pg_ctl", "-D", self.data, "status"), check=False)
        if status.returncode:
            self.start()

    def on_another_disk(self, folder: Path) -> Postgres:
        """A second server with its files elsewhere; it writes little ahead, to need little room."""
        place = folder / "postgres"
        place.mkdir()
        if self.user:
            shutil.chown(place, self.user, self.user)
        return replace(self, folder=place, port=_free_port(), options="-c max_wal_size=32MB")

    @property
    def data(self) -> str:
        return str(self.folder / "data")

    @property
    def log(self) -> str:
        return str(self.folder / "log")

    def _run(self, program: str, *arguments: str) -> None:
        command = self._command(program, *arguments)
        subprocess.run(command, check=True, capture_output=True, cwd="/", timeout=120)

    def _command(self, program: str, *arguments: str) -> list[str]:
        command = [str(self.binaries / program), *arguments]
        if not self.user:
            return command
        rights = (f"--reuid={self.user}", f"--regid={self.user}", "--clear-groups")
        return ["setpriv", *rights, *command]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A running server; the test is skipped, and says so, where PostgreSQL is not installed."""
    found = sorted(Path(BINARIES).glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    on_path = shutil.which("initdb")
    if not found and not on_path:
        pytest.skip("PostgreSQL is not installed; tests/apt.txt names the package")
    binaries = found[-1].parent if found else Path(str(on_path)).parent
    user = "postgres" if os.geteuid() == 0 else None
    # Not in pytest's own folder, which only root may enter.
    with tempfile.TemporaryDirectory(prefix="whence-postgres-") as name:
        if user:
            shutil.chown(name, user, user)
        server = Postgres(Path(name), binaries, _free_port(), user)
        server.initialise()
        server.start()
        try:
            yield server
        finally:
            server.stop("immediate")


@pytest.fixture(params=BACKENDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty archive, on each database in turn."""
    return new_url(request, tmp_path)


@pytest.fixture
def other_url(url: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a second empty archive on the same kind of database."""
    if url.startswith("postgresql"):
        return str(request.getfixturevalue("postgres").create())
    return f"sqlite:///{tmp_path / 'other.sqlite'}"


@pytest.fixture
def archive(url: str) -> Iterator[Archive]:
    """An empty archive that reads by ``plain_extractor``."""
    opened = open_archive(url, extractor=plain_extractor)
    yield opened
    opened.engine.dispose()


@pytest.fixture
def add(archive: Archive) -> Callable[..., str]:
    """A function that keeps a text and gives the article's id."""

    def keep(text: str, *, name: str = "note.txt", published: date | None = None) -> str:
        head = f"---\ntitle: {name}\npublisher: Outlet\npublished: {published or ''}\n---\n"
        (outcome,) = ingest.ingest(archive, [(name.replace(".txt", ".md"), (head + text).encode())])
        assert outcome.article_id is not None, outcome.sentence
        return outcome.article_id

    return keep


def new_url(request: pytest.FixtureRequest, folder: Path) -> str:
    """The address of a new, empty archive on the database that the test asks for."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres").create())
    return f"sqlite:///{folder / 'archive.sqlite'}"


def plain_extractor(article: Article) -> Extraction:
    """A figure for every "N people", from Russia to Georgia: enough to try an archive on."""
    return Extraction(tuple(_figures(article, with_quantifier=True)))


def extractor_without_quantifiers(article: Article) -> Extraction:
    """The same figures as another engine might mark them: "about" outside of the surface."""
    return Extraction(tuple(_figures(article, with_quantifier=False)))


def _figures(article: Article, *, with_quantifier: bool) -> Iterator[Figure]:
    for sentence in _SENTENCE.finditer(article.text):
        for m in _NUMBER.finditer(article.text, sentence.start(), sentence.end()):
            count = int(m["number"].replace(",", ""))
            start = m.start() if with_quantifier else m.start("number")
            category = Category.REFUGEE if m["who"] == "refugees" else Category.ARRIVAL
            yield Figure(
                article_id=article.id,
                surface=article.text[start : m.end("number")],
                count=count,
                low=count,
                high=count,
                quantifier=Quantifier.APPROXIMATELY if m["about"] else Quantifier.EXACT,
                unit=Unit.PERSON,
                category=category,
                measure=category.measure,
                rate=Rate.TOTAL,
                status=Status.REPORTED,
                origin="RUS",
                destination="GEO",
                origin_basis=Basis.STATED,
                destination_basis=Basis.STATED,
                start_date=None,
                end_date=article.published,
                date_accuracy=Accuracy.DAY if article.published else None,
                source=None,
                publisher=article.publisher,
                published=article.published,
                url=article.url,
                title=article.title,
                sentence=sentence[0],
                sentence_start=sentence.start(),
                sentence_end=sentence.end(),
                surface_start=start,
                surface_end=m.end("number"),
                in_title=False,
                rule="by-hand",
                confidence=0.9,
            )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
