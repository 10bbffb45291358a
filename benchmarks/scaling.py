"""How bulk extraction grows with workers and with the corpus.

python -m benchmarks workers [--documents 20000 --rounds 1]
python -m benchmarks sizes [--largest 1000000]
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import astuple
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

import click

from benchmarks import corpus, machine, process, table
from benchmarks.process import Measured
from benchmarks.sidebyside import write
from extract import Article, extract_figures
from extract.readers import DEFAULT, exchange
from extract.readers.finish import finish

EVERY = 20  # of the documents in ``sizes``, one in so many is a brief; the others are filler


@click.command()
@click.option("--documents", default=5_000, help="All of them briefs with other numbers.")
@click.option("--rounds", default=3, help="The table shows medians of so many.")
def workers(documents: int, rounds: int) -> None:
    """Time with one worker and with two, beside one bare loop of the extractor and two at once.

    What two bare loops gain over one is what the machine has to give.
    """
    costs: dict[str, list[Measured]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "articles.jsonl"
        write(source, corpus.articles(documents, padding=0))
        size = source.stat().st_size / 1e6
        for n in range(rounds):
            costs["bare loop"].append(_bare(source))
            costs["2 bare loops, half each"].append(_two_bare(source))
            for number, name in ((1, "1 worker"), (2, "2 workers")):
                target = Path(scratch) / f"{n}-{number}"
                call = (source, "--output", target, "--workers", str(number))
                costs[name].append(process.bulk(*call))
    bare, one = (_median(costs[name]) for name in ("bare loop", "1 worker"))
    rows = []
    for name, measured in costs.items():
        m = _median(measured)
        rate = (documents / m.seconds, size / m.seconds, one.seconds / m.seconds)
        rows.append((name, m.seconds, m.processor, *rate, m.processor / bare.processor, m.peak))
    print(table.markdown(WORKERS_HEAD, rows))
    print("\n" + machine.describe())


WORKERS_HEAD = (
    "run",
    "seconds",
    "processor s",
    "articles/s",
    "MB/s",
    "times 1 worker",
    "processor, of bare loop",
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
        rate = (number / cost.seconds, size / cost.seconds)
        cells = (found["figures"], cost.seconds, cost.processor, *rate, cost.peak)
        rows.append((number, size, *cells))
        number *= 10
    print(table.markdown(SIZES_HEAD, rows))
    print("\n" + machine.describe())


SIZES_HEAD = (
    "documents",
    "MB",
    "figures",
    "seconds",
    "processor s",
    "documents/s",
    "MB/s",
    "peak MiB",
)


def mixed(number: int) -> Iterator[Article]:
    """Short documents, of which one in EVERY is a brief with other numbers."""
    told = corpus.articles(-(-number // EVERY), padding=0)
    quiet = corpus.quiet(number, paragraphs=2)
    for n in range(number):
        yield next(told) if n % EVERY == 0 else next(quiet)


def _two_bare(source: Path) -> Measured:
    """Two processes at once, each with every other line; what each needs to start is left out."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        halves = list(pool.map(partial(_bare, source, parts=2), range(2)))
    return Measured(0, max(m.seconds for m in halves), sum(m.processor for m in halves), peak=0.0)


def _bare(source: Path, first: int = 0, *, parts: int = 1) -> Measured:
    """Reading every so manieth line and extracting, in this process, keeping nothing."""
    start, processor, found = time.perf_counter(), time.process_time(), 0
    with source.open(encoding="utf-8") as lines:
        for line in islice(lines, first, None, parts):
            article = finish(exchange.draft(json.loads(line), "a", ""), "a", DEFAULT)
            found += len(extract_figures(article).figures)
    return Measured(0, time.perf_counter() - start, time.process_time() - processor, 0.0)


def _median(measured: list[Measured]) -> Measured:
    """The median of each value by itself."""
    columns = zip(*(astuple(m) for m in measured), strict=True)
    return Measured(*(statistics.median(values) for values in columns))
