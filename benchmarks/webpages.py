"""Web pages in a WARC: the same rows however they are read, how fast, and where the time goes.

python -m benchmarks warc [--pages 20000]
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import click
import pyarrow.parquet as pq

from benchmarks import corpus, machine, pages, process, table
from bulk import executors, look, output, plan, run
from bulk.formats import documents
from bulk.units import Done, Options
from extract import Article, extract_figures, read_article
from extract.record import FIGURE_COLUMNS

EVERY = 4  # one page in so many is a brief, the others hold filler only
KILLS = 5
UNIT = 2**18
SIZE = ("--unit-size", str(UNIT / 2**20))

Rows = list[tuple[Any, ...]]


@click.command()
@click.option("--pages", "number", default=20_000)
@click.option("--sample", default=2_000, help="Pages for the table of where the time goes.")
def warc(number: int, sample: int) -> None:
    """Read a WARC one page after the other and with bulk in every way; compare the rows."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        source = folder / "pages.warc.gz"
        pages.write_warc(source, _articles(number))
        start = time.perf_counter()
        expected = _one_by_one(_articles(number))
        rows = [_row("page by page", number, time.perf_counter() - start, expected, expected)]
        for name, seconds, found in _ways(source, folder):
            rows.append(_row(name, number, seconds, found, expected))
        shares = _shares(source, sample)
    print(table.markdown(("run", "seconds", "pages/s", "figures", "same rows"), rows))
    print("\n" + table.markdown(("step", "ms a page", "share %"), shares))
    print("\n" + machine.describe())


def _articles(number: int) -> Iterator[Article]:
    told, quiet = corpus.articles(number, padding=1), corpus.quiet(number)
    for n in range(number):
        yield next(told) if n % EVERY == 0 else next(quiet)


def _one_by_one(articles: Iterator[Article]) -> Rows:
    """The rows of reading each page with the reader that the browser uses."""
    found: Rows = []
    for article in articles:
        page = pages.page(article)
        read = replace(read_article(page, "page.html"), url=pages.address(article))
        for figure in extract_figures(read).figures:
            found.append(_plain(getattr(figure, name) for name in FIGURE_COLUMNS))
    return sorted(found, key=repr)


def _ways(source: Path, folder: Path) -> Iterator[tuple[str, float, Rows]]:
    for workers in (1, 2):
        target = folder / f"{workers}"
        cost = process.bulk(source, "--output", target, "--workers", str(workers), *SIZE)
        yield f"bulk, {workers} process" + "es" * (workers > 1), cost.seconds, _written(target)
    start = time.perf_counter()
    _on_a_cluster(source, folder / "cluster")
    seconds = time.perf_counter() - start
    yield "Dask, 2 workers, one killed", seconds, _written(folder / "cluster")
    start = time.perf_counter()
    _killed(source, folder / "killed")
    seconds = time.perf_counter() - start
    yield f"killed {KILLS} times and resumed", seconds, _written(folder / "killed")


def _on_a_cluster(source: Path, target: Path) -> None:
    """A scheduler and two workers on loopback; a worker is killed a third of the way."""
    from dask.distributed import Client

    file = target.with_suffix(".json")
    here = ("--scheduler-file", str(file), "--host", "127.0.0.1", "--no-dashboard")
    options = Options(output=str(target), unit_size=UNIT)
    call = run.begin([str(source)], options, resume=False)
    units = sum(1 for _ in plan.units([str(source)], UNIT))
    with ExitStack() as stack:
        calls = [("distributed.cli.dask_scheduler", *here, "--port", "0")]
        calls += [("distributed.cli.dask_worker", *here, "--nthreads", "1", "--no-nanny")] * 2
        processes = [stack.enter_context(_started(*call)) for call in calls]
        stack.callback(lambda: [process.kill() for process in processes])
        client = stack.enter_context(Client(scheduler_file=str(file), set_as_default=False))
        client.wait_for_workers(2, timeout=60)
        pool = stack.enter_context(executors.cluster(client.scheduler.address))
        for n, outcome in enumerate(run.outcomes([str(source)], options, pool)):
            if not isinstance(outcome, Done):
                raise RuntimeError(outcome.reason)
            if n == units // 3:
                processes[1].kill()
    run.end(call, options)


def _killed(source: Path, target: Path) -> None:
    """A run that is killed at random moments and resumed each time."""
    dice = random.Random(2022)
    units = sum(1 for _ in plan.units([str(source)], UNIT))
    call = (str(source), "--output", str(target), "--resume", *SIZE)
    for moment in sorted(dice.sample(range(1, units - 4), KILLS)):
        with _started("bulk", *call) as victim:
            while victim.poll() is None and len(output.finished(str(target))) < moment:
                try:
                    victim.wait(0.05)
                except subprocess.TimeoutExpired:
                    continue
            victim.send_signal(signal.SIGKILL)
    process.bulk(*call)


def _started(*words: str) -> subprocess.Popen[bytes]:
    quiet = subprocess.DEVNULL
    return subprocess.Popen(
        [sys.executable, "-m", *words], cwd=process.ROOT, stdout=quiet, stderr=quiet
    )


def _written(folder: Path) -> Rows:
    found: Rows = []
    for part in sorted((folder / "figures").glob("*.parquet")):
        columns = pq.read_table(part).to_pydict()
        found += map(_plain, zip(*(columns[name] for name in FIGURE_COLUMNS), strict=True))
    return sorted(found, key=repr)


def _plain(values: Any) -> tuple[Any, ...]:
    return tuple(None if value is None else str(value) for value in values)


def _row(name: str, number: int, seconds: float, found: Rows, expected: Rows) -> tuple[object, ...]:
    same = "yes" if found == expected else "NO"
    return name, seconds, number / seconds, len(found), same


def _shares(source: Path, sample: int) -> list[tuple[str, float, float]]:
    """Where the time of a page goes: the mean over the first pages, on one core."""
    spent: dict[str, float] = defaultdict(float)
    options = Options(output="")
    fetched = (d for unit in plan.units([str(source)], UNIT) for d in documents(unit, options))
    last = time.perf_counter()

    def passed(step: str) -> None:
        nonlocal last
        now = time.perf_counter()
        spent[step], last = spent[step] + now - last, now

    for document in islice(fetched, sample):
        passed("WARC record")
        words = document.glance() if document.glance else ""
        passed("all its words")
        worth = look.worth_reading(words)
        passed("first look")
        articles = list(document.read()) if worth else []
        passed("reader")
        for article in articles:
            if isinstance(article, Article):
                extract_figures(article)
        passed("engine")
    total = sum(spent.values())
    return [(step, 1e3 * value / sample, 100 * value / total) for step, value in spent.items()]
