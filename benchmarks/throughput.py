"""How fast the engine reads plain text on one core, and where its time goes.

python -m benchmarks throughput [--profile] [--seconds N]
"""

from __future__ import annotations

import cProfile
import pstats
import statistics
import time
from collections import defaultdict
from pathlib import Path

import click

from benchmarks import corpus, machine, table
from extract import Article, extract_figures
from extract.sentences import split

HOUSE = str(Path(__file__).parent.parent)


@click.command()
@click.option("--seconds", default=2.0, help="How long each of the five passes lasts at least.")
@click.option("--profile", is_flag=True, help="Print the share of each module as well.")
def throughput(seconds: float, profile: bool) -> None:
    """Articles, bytes and sentences a second on one core, warm."""
    sets = {
        "briefs": corpus.briefs(),
        "briefs in filler": list(corpus.articles(72)),
        "filler only": list(corpus.quiet(72)),
    }
    rows = [_row(name, articles, seconds) for name, articles in sets.items()]
    print(table.markdown(HEAD, rows))
    print("\n" + machine.describe())
    if profile:
        for name, articles in sets.items():
            print(f"\n{name}\n" + table.markdown(("module", "own time %"), _shares(articles)))


HEAD = ("text", "articles", "kB", "figures", "MB/s", "sentences/s", "articles/s", "spread %")


def _row(name: str, articles: list[Article], seconds: float) -> tuple[object, ...]:
    size = sum(len((a.title + a.text).encode()) for a in articles)
    sentences = sum(1 for a in articles for _ in split(a))
    figures = sum(len(extract_figures(a).figures) for a in articles)  # also warms up
    passes = [_pass(articles, seconds / 5) for _ in range(5)]
    median = statistics.median(passes)
    spread = 100 * (max(passes) - min(passes)) / median
    per_second = (size / 1e6 / median, sentences / median, len(articles) / median)
    return (name, len(articles), size / 1e3, figures, *per_second, spread)


def _pass(articles: list[Article], seconds: float) -> float:
    """The processor seconds that one reading of all articles takes, repeated for long enough."""
    rounds, start = 0, time.process_time()
    while (passed := time.process_time() - start) < seconds or not rounds:
        for article in articles:
            extract_figures(article)
        rounds += 1
    return passed / rounds


def _shares(articles: list[Article]) -> list[tuple[str, float]]:
    """The share of each module in the time of a profiled pass; builtins go to their caller."""
    profiler = cProfile.Profile()
    profiler.enable()
    for article in articles:
        extract_figures(article)
    profiler.disable()
    spent: dict[str, float] = defaultdict(float)
    for (file, _, _), (_, _, own, _, callers) in pstats.Stats(profiler).stats.items():
        if file != "~":
            spent[_module(file)] += own
            continue
        for (caller, _, _), (_, _, part, _) in callers.items():
            spent[_module(caller)] += part
    total = sum(spent.values())
    ranked = sorted(spent.items(), key=lambda item: -item[1])
    return [(module, 100 * own / total) for module, own in ranked if own / total > 0.01]


def _module(file: str) -> str:
    if file.startswith(HOUSE) and "site-packages" not in file:
        return str(Path(file).relative_to(HOUSE))
    return file.rpartition("site-packages/")[2] or file


if __name__ == "__main__":
    throughput()
