"""The articles that bulk extraction is tried on."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import corpus
from extract import Article
from tests.bulk.runs import write_lines

NUMBER = 150


@pytest.fixture(scope="session")
def articles() -> list[Article]:
    """Briefs with other numbers; every third article holds filler only."""
    pairs = zip(corpus.articles(NUMBER, padding=1), corpus.quiet(NUMBER), strict=True)
    return [told if i % 3 else quiet for i, (told, quiet) in enumerate(pairs)]


@pytest.fixture(scope="session")
def lines(articles: list[Article], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The articles as JSON Lines."""
    return write_lines(tmp_path_factory.mktemp("input") / "articles.jsonl", articles)
