"""The article that the project began with: two figures with a number, two vague ones, no other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from extract import Extraction, extract_figures
from extract.readers import read_article

BRIEF = "data/articles/georgia-armenia-2022-09-23.md"
ARTICLE = "articles/2022-09-23-mobilisation.txt"

ARMENIA = ("at least 40,000", 40_000, "more_than", "RUS", "ARM", "arrival")
GEORGIA = ("nearly 50,000", 50_000, "approximately", "RUS", "GEO", "arrival")


def extraction(path: Path) -> Extraction:
    return extract_figures(read_article(path.read_bytes(), path.name))


@pytest.fixture(scope="module", params=["the brief", "the article"])
def found(request: pytest.FixtureRequest, root: Path, shared: Callable[[str], Path]) -> Extraction:
    """What the engine finds in our own brief of the article, and in the article where at hand."""
    return extraction(root / BRIEF if request.param == "the brief" else shared(ARTICLE))


def test_its_figures_with_a_number_are_these_two_however_often_told(found: Extraction) -> None:
    numbered = {
        (f.surface.lower(), f.count, f.quantifier, f.origin, f.destination, f.category)
        for f in found.figures
        if f.count is not None
    }
    assert numbered == {ARMENIA, GEORGIA}


def test_each_figure_names_who_says_it(found: Extraction) -> None:
    sources = {f.destination: f.source for f in found.figures if f.count and f.source}
    assert sources["ARM"] == "Armenia"
    assert "national statistics" in sources["GEO"]


def test_the_reservists_are_not_used_because_they_are_an_army(found: Extraction) -> None:
    reasons = {r.reason for r in found.rejected if r.count == 300_000}
    assert reasons == {"military"}


def test_the_article_has_exactly_four_figures_two_of_them_vague(
    shared: Callable[[str], Path],
) -> None:
    figures = extraction(shared(ARTICLE)).figures
    vague = [f for f in figures if f.count is None]
    assert len(figures) == 4
    assert [(f.quantifier, f.category, f.origin, f.low, f.high) for f in vague] == [
        ("vague", "departure", "RUS", 1_000, 9_999)
    ] * 2


def test_every_other_number_of_the_article_is_listed_with_a_reason(
    shared: Callable[[str], Path],
) -> None:
    reasons = {r.count: r.reason for r in extraction(shared(ARTICLE)).rejected}
    assert (reasons[300_000], reasons[44]) == ("military", "age")
    assert all(reasons.values())
