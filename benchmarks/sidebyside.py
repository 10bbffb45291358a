"""Accuracy and speed beside the tools that others use, over the same articles in one run.

python -m benchmarks peers         # makes their environments, once
python -m benchmarks accuracy [ARTICLES.jsonl GOLD.jsonl]
python -m benchmarks speed
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from benchmarks import corpus, machine, table
from benchmarks.peers.environments import FOLDER, NUMBERS_ONLY, PEERS, Peer, install
from extract import Article
from tests.judged import ROOT, bundled
from tests.scoring import LEVELS, Judged, prf, tally

PASSES = 3


@click.command()
def peers() -> None:
    """Make the environments of the peers under .venv/peers."""
    for reason in install():
        click.echo(reason, err=True)


@click.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path))
def accuracy(files: tuple[Path, ...]) -> None:
    """F1 of every peer on our judged sets, or on the ARTICLES and GOLD given."""
    given = {files[0].stem: files} if files else {}
    with tempfile.TemporaryDirectory() as scratch:
        for name, (articles, gold) in (given or _judged(Path(scratch))).items():
            rows = [_scores(peer, articles, gold) for peer in _present(PEERS)]
            print(f"\n{name}\n\n" + table.markdown(ACCURACY_HEAD, rows))
    print("\n" + machine.describe())


ACCURACY_HEAD = ("F1", *LEVELS, "figure P", "figure R", "found")


def _judged(scratch: Path) -> dict[str, tuple[Path, ...]]:
    gold = ROOT / "tests" / "gold"
    bundle = scratch / "bundle.jsonl"
    write(bundle, bundled())
    return {
        "bundle": (bundle, ROOT / "data" / "gold.jsonl"),
        "briefs": (gold / "briefs.jsonl", gold / "briefs_gold.jsonl"),
    }


def _scores(peer: Peer, articles: Path, gold: Path) -> tuple[object, ...]:
    _, found = run(peer, articles)
    labels = {row["id"]: row["figures"] for row in lines(gold)}
    rows = defaultdict(list)
    for row in found:
        rows[row["article_id"]].append(row)
    counts: Counter[str] = Counter()
    for article_id, figures in labels.items():
        counts += tally([Judged.of(figure) for figure in figures], rows[article_id])
    f1 = [prf(counts, level)[2] for level in LEVELS]
    precision, recall, _ = prf(counts, "figure")
    return (peer.name, *(f"{value:.3f}" for value in (*f1, precision, recall)), len(found))


@click.command()
def speed() -> None:
    """Speed and memory of every peer, and how many times slower it is than ours."""
    sets = {
        "briefs, a number in every other sentence": corpus.briefs(),
        "briefs in filler, as news mostly is": list(corpus.articles(72)),
    }
    present = _present((*PEERS, *NUMBERS_ONLY))
    for name, articles in sets.items():
        with tempfile.TemporaryDirectory() as scratch:
            source = Path(scratch) / "articles.jsonl"
            write(source, articles)
            rounds = [[run(peer, source, 1)[0] for peer in present] for _ in range(PASSES)]
        size = sum(len(f"{a.title}{a.text}".encode()) for a in articles)
        rows = _speeds(present, rounds, size, len(articles))
        print(f"\n{name}\n\n" + table.markdown(SPEED_HEAD, rows))
    print("\n" + machine.describe())


SPEED_HEAD = ("peer", "kB/s", "articles/s", "spread %", "times slower", "loading s", "peak MiB")
# seconds are of one processor


def _speeds(
    present: list[Peer], rounds: list[list[dict[str, Any]]], size: int, articles: int
) -> list[tuple[object, ...]]:
    """A row a peer: medians over the rounds, in each of which all peers ran one after another."""
    rows: list[tuple[object, ...]] = []
    for i, peer in enumerate(present):
        seconds = [r[i]["seconds"][0] for r in rounds]
        ratio = statistics.median(r[i]["seconds"][0] / r[0]["seconds"][0] for r in rounds)
        median = statistics.median(seconds)
        spread = 100 * (max(seconds) - min(seconds)) / median
        loading, peak = (
            statistics.median(r[i][k] for r in rounds) for k in ("loading", "peak_mib")
        )
        rows.append(
            (peer.name, size / median / 1e3, articles / median, spread, ratio, loading, peak)
        )
    return rows


def run(peer: Peer, articles: Path, passes: int = 0) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What a peer measured of itself, and its figures; one core, no network."""
    with tempfile.TemporaryDirectory() as scratch:
        target = Path(scratch) / "figures.jsonl"
        path = str(FOLDER) if peer.environment else os.pathsep.join((str(FOLDER), str(ROOT)))
        done = subprocess.run(
            [peer.python, FOLDER / f"{peer.adapter}.py", articles, target, str(passes)],
            env={**os.environ, "PYTHONPATH": path, "OMP_NUM_THREADS": "1"},
            check=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        return json.loads(done.stdout), lines(target)


def write(path: Path, articles: Iterable[Article]) -> None:
    """Writes articles in the exchange format."""
    names = ("id", "title", "text", "published", "publisher", "url")
    with path.open("w", encoding="utf-8") as file:
        for article in articles:
            row = {name: getattr(article, name) for name in names}
            file.write(json.dumps(row, default=str, ensure_ascii=False) + "\n")


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def _present(wanted: Iterable[Peer]) -> list[Peer]:
    absent = [peer.name for peer in wanted if not peer.is_there]
    if absent:
        names = ", ".join(absent)
        click.echo(f"Left out, make them with python -m benchmarks peers: {names}", err=True)
    return [peer for peer in wanted if peer.is_there]
