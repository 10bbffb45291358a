"""How long the archive takes to answer: 100,000 articles with 500,000 figures on SQLite.

    python -m benchmarks.archive [--articles 100000] [--file /tmp/large.sqlite]

Made-up figures on made-up sentences; nothing of it is anyone's report. Prints the median and
the worst of seven runs for each question, and the process's memory before and at its peak.
"""

from __future__ import annotations

import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from archive import Archive, Filters, open_archive
from benchmarks.large_archive import COUNTRIES, SPEAKERS, build

RUNS = 7


def questions(archive: Archive, limit: int) -> dict[str, Callable[[], object]]:
    """What a page asks, by name."""
    two, ten = ("ARM", "GEO"), tuple(COUNTRIES[:10])
    filters = {
        "nothing": Filters(),
        "to Armenia and Georgia": Filters(destinations=two),
        "from Russia to Armenia and Georgia": Filters(origins=("RUS",), destinations=two),
        "flows": Filters(measures=("flow",)),
        "residents in Georgia": Filters(categories=("resident",), destinations=("GEO",)),
        "one year": Filters(start=date(2022, 1, 1), end=date(2022, 12, 31)),
        "two to-places in a year": Filters(
            destinations=two, start=date(2022, 1, 1), end=date(2022, 12, 31)
        ),
        "one source": Filters(sources=(SPEAKERS[0],)),
        "one publisher": Filters(publishers=("Outlet 7",)),
        "approximate": Filters(quantifiers=("approximately",)),
        "accepted": Filters(decisions=("accepted",)),
        "to review": Filters(decisions=("to_review",)),
        "crossings, none": Filters(units=("crossing",)),
        "denied flows, none": Filters(measures=("flow",), statuses=("denied",)),
        "headlines, none": Filters(roles=("headline",)),
        "from ten to ten": Filters(origins=ten, destinations=ten),
        "search, common word": Filters(search="shelter"),
        "search, rare number": Filters(search="123,4"),
        "search, nowhere": Filters(search="zebra crossing"),
        "one article": Filters(article_ids=("article-77",)),
    }
    asked: dict[str, Callable[[], object]] = {}
    for name, wanted in filters.items():
        asked[f"frame: {name}"] = lambda f=wanted: archive.figures_frame(f, limit=limit)
    for name, wanted in filters.items():
        asked[f"count: {name}"] = lambda f=wanted: archive.count(f)
    asked["frame: doubt first"] = lambda: archive.figures_frame(order="doubt", limit=limit)
    asked["facet: destinations"] = lambda: archive.facet("destination")
    asked["facet: origins to two"] = lambda: archive.facet("origin", Filters(destinations=two))
    chosen = archive.figures_frame(columns=["figure_id"], limit=1)["figure_id"][0]
    asked["one figure with its quote"] = lambda: archive.figure(chosen)
    asked["articles"] = archive.articles_frame
    asked["revision"] = archive.revision
    return asked


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
        click.echo(f"{path.stat().st_size / 1e6:.0f} MB on disk; {memory()} MB of memory")
        for name, ask in questions(archive, limit).items():
            times = []
            for _ in range(RUNS):
                start = time.perf_counter()
                answer = ask()
                times.append(1000 * (time.perf_counter() - start))
            size = len(answer) if hasattr(answer, "__len__") else 1
            median, worst = statistics.median(times), max(times)
            click.echo(f"{name:45} {median:7.0f} ms  worst {worst:7.0f} ms  {size:>8}")
        click.echo(f"{memory()} MB of memory at the peak")


if __name__ == "__main__":
    main()
