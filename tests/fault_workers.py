"""Work for the fault tests to interrupt: each step is said only after it was committed.

python -m tests.fault_workers ingest URL 200
python -m tests.fault_workers decide URL 1000
python -m tests.fault_workers upgrade URL 1000
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator

from archive import Archive, ingest, open_archive
from archive.tables import state
from tests.archive_fixtures import plain_extractor

_WORDS = ("town", "border", "family", "winter", "road", "news", "sea", "hill")


def articles(number: int) -> list[tuple[str, bytes]]:
    """Texts with three figures each, no two of them alike."""
    return [(f"{n}.txt", _text(n).encode()) for n in range(number)]


def _text(n: int) -> str:
    words = " ".join(random.Random(n).choices(_WORDS, k=40))
    counted = f"About {n + 1000} people came. {words}. Then {n + 5000} people came."
    return f"{counted} {n + 7} refugees stayed."


def ingesting(archive: Archive, number: int) -> Iterator[str]:
    """The id of each article once it is kept."""
    for outcome in ingest.ingest(archive, articles(number)):
        yield f"{outcome.result.value}\t{outcome.article_id}"


def deciding(archive: Archive, number: int) -> Iterator[str]:
    """A figure, its version and its decision, each time that someone has changed it."""
    chance = random.Random(number)
    figure_ids = list(archive.figures_frame(columns=["figure_id"], order="reading")["figure_id"])
    for step in range(number):
        figure_id = chance.choice(figure_ids[:20])
        figure = archive.figure(figure_id)
        assert figure is not None
        version = figure.verdict.version
        if step % 3 == 0:
            figure = archive.accept(figure_id, who="ann", version=version)
        elif step % 3 == 1:
            figure = archive.reject(figure_id, f"reason {step}", who="ann", version=version)
        else:
            figure = archive.correct(figure_id, {"count": step}, who="ann", version=version)
        yield f"{figure_id}\t{figure.verdict.version}\t{figure.verdict.decision}"


def upgrading(archive: Archive, number: int) -> Iterator[str]:
    """A word each time that the archive, as an older Whence left it, was brought up to date."""
    address = archive.engine.url.render_as_string(hide_password=False)
    for _ in range(number):
        with archive.engine.begin() as connection:
            connection.execute(state.update().values(projection=0))
        open_archive(address, extractor=plain_extractor).engine.dispose()
        yield "up to date"


if __name__ == "__main__":
    work = {"ingest": ingesting, "decide": deciding, "upgrade": upgrading}[sys.argv[1]]
    opened = open_archive(sys.argv[2], extractor=plain_extractor)
    print("ready", flush=True)
    for line in work(opened, int(sys.argv[3])):
        print(line, flush=True)
