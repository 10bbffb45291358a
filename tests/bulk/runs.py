"""Running bulk extraction, and the rows to compare its result with."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bulk import output
from bulk.cli import bulk
from extract import Article, extract_figures
from extract.record import FIGURE_COLUMNS
from tests.conftest import ROOT

UNIT = 32 * 2**10  # small, so that a few articles make several units
COLUMNS = ("id", "title", "text", "published", "publisher", "url")

Rows = list[tuple[Any, ...]]


def write_lines(path: Path, articles: Iterable[Article]) -> Path:
    """The file, with an article of the exchange format a line."""
    lines = (json.dumps(row_of(article)) + "\n" for article in articles)
    path.write_text("".join(lines), encoding="utf-8")
    return path


def row_of(article: Article) -> dict[str, Any]:
    """The article as a row of the exchange format."""
    published = article.published and article.published.isoformat()
    return {name: getattr(article, name) for name in COLUMNS} | {"published": published}


def figures_of(articles: Iterable[Article]) -> Rows:
    """The rows that reading one article after the other gives, sorted."""
    found = (figure for article in articles for figure in extract_figures(article).figures)
    return sorted((_plain(getattr(f, name) for name in FIGURE_COLUMNS) for f in found), key=repr)


def written(folder: Path | str) -> Rows:
    """The rows of a result, sorted."""
    rows = output.rows(str(folder), "figures")
    return sorted((_plain(row[name] for name in FIGURE_COLUMNS) for row in rows), key=repr)


def rejected(folder: Path | str) -> list[dict[str, Any]]:
    """The rejected inputs of a result, in input order."""
    return list(output.rows(str(folder), "rejected"))


def run_bulk(
    *sources: Path | str, folder: Path | str, options: Sequence[str] = (), workers: int = 1
) -> int:
    """The exit status of bulk extraction in small units."""
    call = (*_call(sources, folder), "--workers", str(workers), *options)
    return CliRunner().invoke(bulk, call, catch_exceptions=False).exit_code


def refusal(*sources: Path | str, folder: Path | str) -> str:
    """What bulk extraction says to a wrong call."""
    ended = CliRunner().invoke(bulk, _call(sources, folder), catch_exceptions=False)
    assert ended.exit_code == 2
    return " ".join(ended.output.split())


def kill_bulk(
    *sources: Path | str, folder: Path | str, units: int, options: Sequence[str] = ()
) -> None:
    """Runs or resumes it in a process of its own, and kills that once so many units are done."""
    call = (*_call(sources, folder), "--workers", "1", "--resume", *options)
    command = [sys.executable, "-m", "bulk", *call]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    while len(output.finished(str(folder))) < units:
        try:
            process.wait(0.02)
        except subprocess.TimeoutExpired:
            continue
        pytest.fail("the run ended before it could be killed")
    process.kill()
    process.wait()


def _call(sources: Sequence[Path | str], folder: Path | str) -> tuple[str, ...]:
    return (*map(str, sources), "--output", str(folder), "--unit-size", str(UNIT / 2**20))


def _plain(values: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(None if value is None else str(value) for value in values)
