"""Poison documents, killed runs and lost workers cost nothing but themselves."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from bulk import executors, run
from bulk.units import Done, Options
from extract import Article
from tests.bulk.runs import (
    UNIT,
    figures_of,
    kill_bulk,
    rejected,
    run_bulk,
    write_lines,
    written,
)
from tests.conftest import ROOT

POISON = Path(__file__).parent / "poison"


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("POISON-CRASH", "crashed the process that read it (SIGSEGV)."),
        ("POISON-EXIT", "ended the process that read it (exit status 7)."),
        ("POISON-ENDLESS", "took longer than 15 seconds."),
        ("POISON-MEMORY", "needs more than 1000 MiB."),
        ("POISON-ERROR", "ValueError: boom"),
    ],
)
def test_a_poison_document_costs_itself_only(
    word: str,
    reason: str,
    articles: list[Article],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The workers load ``poison/sitecustomize.py``: the engine does harm at these words."""
    monkeypatch.setenv("PYTHONPATH", str(POISON))
    poisoned = [
        replace(a, text=f"{a.text} {word}") if i == 7 else a for i, a in enumerate(articles)
    ]
    source = tmp_path / "a.jsonl"
    write_lines(source, poisoned)
    limits = ("--time-limit", "15", "--memory-limit", "1000", "--no-look")
    assert run_bulk(source, folder=tmp_path / "out", options=limits) == 1
    reasons = [row["reason"][: len(reason)] for row in rejected(tmp_path / "out")]
    assert reasons == [reason]
    assert written(tmp_path / "out") == figures_of(articles[:7] + articles[8:])


def test_a_killed_run_is_resumed_to_the_same_result(
    lines: Path, articles: list[Article], tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    for units in (1, 3):
        kill_bulk(lines, folder=folder, units=units)
        assert not (folder / "manifest.json").exists()
    assert run_bulk(lines, folder=folder, options=("--resume",)) == 0
    assert written(folder) == figures_of(articles)


def test_a_run_is_not_mixed_with_another_one(lines: Path, tmp_path: Path) -> None:
    assert run_bulk(lines, folder=tmp_path / "out") == 0
    assert run_bulk(lines, folder=tmp_path / "out") == 2
    other = tmp_path / "other.jsonl"
    other.write_bytes(lines.read_bytes()[:1000])
    assert run_bulk(other, folder=tmp_path / "out", options=("--resume",)) == 2


@contextmanager
def _process(*call: str) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(
        [sys.executable, "-m", *call],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def test_a_cluster_that_loses_a_worker_gives_the_same_rows(
    lines: Path, articles: list[Article], tmp_path: Path
) -> None:
    from dask.distributed import Client

    file = tmp_path / "scheduler.json"
    here = ("--scheduler-file", str(file), "--host", "127.0.0.1", "--no-dashboard")
    worker = ("distributed.cli.dask_worker", *here, "--nthreads", "1", "--no-nanny")
    options = Options(output=str(tmp_path / "out"), unit_size=UNIT)
    run.begin([str(lines)], options, resume=False)
    with ExitStack() as stack:
        stack.enter_context(_process("distributed.cli.dask_scheduler", *here, "--port", "0"))
        workers = [stack.enter_context(_process(*worker)) for _ in range(2)]
        client = stack.enter_context(Client(scheduler_file=str(file), set_as_default=False))
        client.wait_for_workers(2, timeout=60)
        pool = stack.enter_context(executors.cluster(client.scheduler.address))
        outcomes = run.outcomes([str(lines)], options, pool)
        first = list(islice(outcomes, 2))
        workers[0].kill()
        rest = list(outcomes)
    assert all(isinstance(outcome, Done) for outcome in first + rest)
    assert written(tmp_path / "out") == figures_of(articles)
