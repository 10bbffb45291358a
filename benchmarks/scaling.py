"""How bulk extraction grows with workers and with the corpus.

python -m benchmarks workers [--documents 10000]
python -m benchmarks sizes [--largest 1000000]
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import click

from benchmarks import corpus, machine, process, table
from benchmarks.sidebyside import write
from extract import Article, extract_figures
from extract.readers import DEFAULT, exchange
from extract.readers.finish import finish

EVERY = 20  # of the documents in ``sizes``, one in so many is a brief; the others are filler


@click.command()
@click.option("--documents", default=5_000, help="All of them briefs with other numbers.")
@click.option("--rounds", default=3, help="The table shows medians of so many.")
def workers(documents: int, rounds: int) -> None:
    """Time with one worker and with two, beside a bare loop of the extractor."""
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "articles.jsonl"
        write(source, corpus.articles(documents, padding=0))
        size = source.stat().st_size / 1e6
        seconds: dict[str, list[float]] = {"bare loop": [], "1 worker": [], "2 workers": []}
        peaks = dict.fromkeys(seconds, 0.0)
        for n in range(rounds):
            seconds["bare loop"].append(_bare(source))
            for number, name in ((1, "1 worker"), (2, "2 workers")):
                target = Path(scratch) / f"{n}-{number}"
                cost = process.bulk(source, "--output", target, "--workers", str(number))
                seconds[name].append(cost.seconds)
                peaks[name] = max(peaks[name], cost.peak)
    medians = {name: statistics.median(values) for name, values in seconds.items()}
    one = medians["1 worker"]
    rows = [
        (
            name,
            value,
            documents / value,
            size / value,
            one / value,
            value / medians["bare loop"],
            peaks[name],
        )
        for name, value in medians.items()
    ]
    print(table.markdown(WORKERS_HEAD, rows))
    print("\n" + machine.describe())


WORKERS_HEAD = (
    "run",
    "seconds",
    "articles/s",
    "MB/s",
    "times 1 worker",
    "of bare loop",
    "peak MiB",
)


@click.command()
@click.option("--largest", default=1_000_000, help="From 1,000 up, ten times more each time.")
def sizes(largest: int) -> None:
    """Time and memory from a thousand documents upwards, on two workers."""
    rows: list[tuple[object, ...]] = []
    number = 1_000
    while number <= largest:
        with tempfile.TemporaryDirectory() as scratch:
            source, target = Path(scratch) / "articles.jsonl", Path(scratch) / "out"
            write(source, mixed(number))
            size = source.stat().st_size / 1e6
            cost = process.bulk(source, "--output", target, "--workers", "2")
            found = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
        rate = number / cost.seconds
        rows.append(
            (number, size, found["figures"], cost.seconds, rate, size / cost.seconds, cost.peak)
        )
        number *= 10
    print(table.markdown(SIZES_HEAD, rows))
    print("\n" + machine.describe())


SIZES_HEAD = ("documents", "MB", "figures", "seconds", "documents/s", "MB/s", "peak MiB")


def mixed(number: int) -> Iterator[Article]:
    """Short documents, of which one in EVERY is a brief with other numbers."""
    told = corpus.articles(-(-number // EVERY), padding=0)
    quiet = corpus.quiet(number, paragraphs=2)
    for n in range(number):
        yield next(told) if n % EVERY == 0 else next(quiet)


def _bare(source: Path) -> float:
    """The seconds of reading the lines and extracting, in one process, keeping nothing."""
    start, found = time.perf_counter(), 0
    with source.open(encoding="utf-8") as lines:
        for line in lines:
            article = finish(exchange.draft(json.loads(line), "a", ""), "a", DEFAULT)
            found += len(extract_figures(article).figures)
    return time.perf_counter() - start
