"""How long the archive takes to answer: 100,000 articles with 500,000 figures on SQLite.

    python -m benchmarks.archive [--articles 100000] [--file /tmp/large.sqlite]

Made-up figures on made-up sentences; nothing of it is anyone's report. Prints the median and
the worst of seven runs for each question, the median of the processor's time, and the memory.
"""

from __future__ import annotations

import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import click

from archive import Archive, Filters, open_archive
from benchmarks.large_archive import COUNTRIES, SPEAKERS, build
from benchmarks.machine import describe
from benchmarks.table import markdown

RUNS = 7
TWO, TEN = ("ARM", "GEO"), tuple(COUNTRIES[:10])
YEAR = {"start": date(2022, 1, 1), "end": date(2022, 12, 31)}
FILTERS = {
    "none": Filters(),
    "to Armenia and Georgia": Filters(destinations=TWO),
    "from Russia to Armenia and Georgia": Filters(origins=("RUS",), destinations=TWO),
    "from ten countries to ten": Filters(origins=TEN, destinations=TEN),
    "flows": Filters(measures=("flow",)),
    "residents in Georgia": Filters(categories=("resident",), destinations=("GEO",)),
    "one year": Filters(**YEAR),
    "to two in a year": Filters(destinations=TWO, **YEAR),
    "one source": Filters(sources=(SPEAKERS[0],)),
    "one publisher": Filters(publishers=("Outlet 7",)),
    "approximate": Filters(quantifiers=("approximately",)),
    "crossings": Filters(units=("crossing",)),
    "denied flows": Filters(measures=("flow",), statuses=("denied",)),
    "headlines": Filters(roles=("headline",)),
    "accepted": Filters(decisions=("accepted",)),
    "to review": Filters(decisions=("to_review",)),
    "search, common word": Filters(search="shelter"),
    "search, rare number": Filters(search="123,4"),
    "search, nowhere": Filters(search="zebra crossing"),
    "one article": Filters(article_ids=("article-77",)),
}


class Timed(NamedTuple):
    """How long a question took, in milliseconds, and its answer."""

    median: int
    processor: int
    worst: int
    answer: object


def timed(ask: Callable[[], object]) -> Timed:
    """The times of several runs."""
    times, busy = [], []
    for _ in range(RUNS):
        start, began = time.perf_counter(), time.process_time()
        answer = ask()
        times.append(1000 * (time.perf_counter() - start))
        busy.append(1000 * (time.process_time() - began))
    medians = (round(statistics.median(numbers)) for numbers in (times, busy))
    return Timed(*medians, round(max(times)), answer)


def filtered(archive: Archive, limit: int) -> str:
    """A table of the filters: the page of figures that each gives, and its count."""
    rows = []
    for name, wanted in FILTERS.items():
        frame = timed(lambda f=wanted: len(archive.figures_frame(f, limit=limit)))
        count = timed(lambda f=wanted: archive.count(f))
        rows.append((name, *frame, *count))
    head = ("filter", "frame ms", "cpu", "worst", "rows", "count ms", "cpu", "worst", "figures")
    return markdown(head, rows)


def others(archive: Archive, limit: int) -> str:
    """A table of what else pages ask."""
    chosen = archive.figures_frame(columns=["figure_id"], limit=1)["figure_id"][0]
    asked = {
        "the most doubtful": lambda: len(archive.figures_frame(order="doubt", limit=limit)),
        "figures by destination": lambda: len(archive.facet("destination")),
        "figures by origin, to two": lambda: len(
            archive.facet("origin", Filters(destinations=TWO))
        ),
        "one figure with its quote": lambda: archive.figure(chosen) is not None,
        "all articles": lambda: len(archive.articles_frame()),
        "revision": lambda: archive.revision() > 0,
    }
    rows = [(name, *timed(ask)) for name, ask in asked.items()]
    return markdown(("question", "ms", "cpu", "worst", "answer"), rows)


def memory() -> int:
    """The most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


@click.command()
@click.option("--articles", "number", default=100_000, show_default=True)
@click.option("--limit", default=2_000, show_default=True, help="rows a page asks for")
@click.option("--file", type=click.Path(path_type=Path), help="kept, and used again if there")
def main(number: int, limit: int, file: Path | None) -> None:
    """Builds the archive, asks what pages ask, and prints the times."""
    with tempfile.TemporaryDirectory() as folder:
        path = file or Path(folder) / "large.sqlite"
        archive = open_archive(str(path))
        if archive.is_empty():
            start = time.perf_counter()
            build(archive, number)
            click.echo(f"built in {time.perf_counter() - start:.0f} s")
        click.echo(f"{path.stat().st_size / 1e6:.0f} MB on disk; {memory()} MB of memory\n")
        click.echo(filtered(archive, limit) + "\n")
        click.echo(f"{memory()} MB of memory at the peak of the filters\n")
        click.echo(others(archive, limit) + "\n")
        click.echo(f"{memory()} MB of memory at the peak; {describe()}")


if __name__ == "__main__":
    main()
