"""The tables of tests/cases that say what a careful reader finds: one row, one test, file:line.

A row says what is right, not what the engine prints. Where the engine falls short, the last
column says how, and the row is expected to fail until that is mended; then the test says so.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from itertools import groupby, zip_longest
from pathlib import Path
from typing import Any

import pytest

from extract import Article, Figure, Rejected, extract_figures, sentences
from extract.lexicon.load import LANGUAGES
from extract.model import Count
from extract.recognizers import counts
from extract.recognizers.numbers import number

CASES = Path(__file__).parent / "cases"
LINE_END = "⏎"
# Each language has its own sentences: one folder each, the English ones beside them.
FOLDERS = ["", *(f"{path.name}/" for path in sorted(CASES.iterdir()) if len(path.name) == 2)]
FIGURES = [f"{folder}figures.csv" for folder in FOLDERS]
NOT_FIGURES = [f"{folder}not_figures.csv" for folder in FOLDERS]
FIELDS = ("quantifier", "unit", "category", "origin", "destination", "rate", "status")
Row = dict[str, str]


def read(file: str) -> Iterator[tuple[str, Row]]:
    """The rows of a table, each with its file and line."""
    with (CASES / file).open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        for row in reader:
            yield f"{file}:{reader.line_num}", row


def rows(*files: str) -> list[Any]:
    """One case a row; a known gap is expected to fail, with its reason."""
    placed = [case for file in files for case in read(file)]
    return [pytest.param(row, id=place, marks=_marks(row["gap"])) for place, row in placed]


def _marks(gap: str) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=gap, strict=True)] if gap else []


@pytest.mark.parametrize("row", rows("numbers.csv"))
def test_a_number_has_its_value_and_is_found_whole(row: Row) -> None:
    value = int(row["value"]) if row["value"] else None
    found = [(c.surface, c.count) for c in counts.find(f"Then {row['surface']} people came.")]
    assert number(row["surface"]) == value
    assert value is None or found == [(row["surface"], value)]


@pytest.mark.parametrize("row", rows("counts.csv"))
def test_the_counts_of_a_sentence_are_found_in_order(row: Row) -> None:
    found = "; ".join(_count(count) for count in counts.find(row["text"]))
    assert found in row["counts"].split("|")


def _count(count: Count) -> str:
    value = f"{count.low}..{count.high}" if count.count is None else str(count.count)
    return f"{count.surface}={value}:{count.quantifier}"


@pytest.mark.parametrize("row", rows("sentences.csv"))
def test_a_text_is_cut_into_its_sentences(row: Row) -> None:
    marked = row["text"].replace(LINE_END, "\n")
    text = marked.replace("\n|", "\n").replace("|", " ")
    found = [sentence.text for sentence in sentences.split(Article("case", text))]
    assert found == [part.strip() for part in marked.split("|")]


@pytest.mark.parametrize("row", rows(*FIGURES))
def test_a_figure_is_read_from_its_sentence(row: Row) -> None:
    found = extract_figures(Article("case", row["sentence"])).figures
    figure = next((f for f in found if f.surface == row["surface"]), None)
    assert figure is not None, f"found only {[f.surface for f in found]}"
    assert bounds(figure) == stated(row)
    assert {
        name: value for name, value in values(figure).items() if not fits(value, row[name])
    } == {}


def values(figure: Figure) -> dict[str, str]:
    """The fields that the table judges, as it writes them."""
    return {name: str(getattr(figure, name) or "none") for name in FIELDS}


def fits(value: str, right: str) -> bool:
    """Whether a value is one of the right ones: "RUS|none" allows Russia and nothing."""
    return value in right.split("|")


def bounds(figure: Figure) -> tuple[int | None, int | None, int | None]:
    """Count, lowest and highest."""
    return figure.count, figure.low, figure.high


def stated(row: Row) -> tuple[int | None, int | None, int | None]:
    """Count, lowest and highest of a row: "5000..6000" has no count, "more_than" no upper end."""
    if ".." in row["count"]:
        low, high = row["count"].split("..")
        return None, int(low), int(high)
    count = int(row["count"])
    return (
        count,
        None if row["quantifier"] == "less_than" else count,
        None if row["quantifier"] == "more_than" else count,
    )


def whole_sentences() -> list[Any]:
    """The sentences of figures.csv without gaps, each with the surfaces of all its rows."""
    placed = (case for file in FIGURES for case in read(file))
    grouped = groupby(placed, key=lambda placed: placed[1]["sentence"])
    cases = [(sentence, list(placed)) for sentence, placed in grouped]
    return [
        pytest.param(sentence, [row["surface"] for _, row in placed], id=placed[0][0])
        for sentence, placed in cases
        if not any(row["gap"] for _, row in placed)
    ]


@pytest.mark.parametrize(("sentence", "surfaces"), whole_sentences())
def test_a_sentence_has_no_figures_but_these(sentence: str, surfaces: list[str]) -> None:
    figures = extract_figures(Article("case", sentence)).figures
    assert sorted(f.surface for f in figures) == sorted(surfaces)


@pytest.mark.parametrize("row", rows(*NOT_FIGURES))
def test_a_number_that_is_no_figure_is_kept_with_its_reason(row: Row) -> None:
    extraction = extract_figures(Article("case", row["sentence"]))
    start = row["sentence"].index(row["surface"])
    end = start + len(row["surface"])
    assert [f.surface for f in _within(extraction.figures, start, end)] == []
    reasons = {refused.reason for refused in _within(extraction.rejected, start, end)}
    assert reasons
    assert reasons <= set(row["reason"].split("|"))


def _within(
    found: tuple[Figure, ...] | tuple[Rejected, ...], start: int, end: int
) -> list[Figure | Rejected]:
    return [f for f in found if f.surface_start < end and start < f.surface_end]


def passages() -> list[Any]:
    """One case a passage of passages.toml."""
    with (CASES / "passages.toml").open("rb") as lines:
        written = tomllib.load(lines)["passage"]
    return [pytest.param(p, id=p["name"], marks=_marks(p.get("gap", ""))) for p in written]


@pytest.mark.parametrize("passage", passages())
def test_a_passage_gives_its_figures(passage: dict[str, Any]) -> None:
    article = Article("case", passage["text"], title=passage.get("title", ""))
    pairs = zip_longest(extract_figures(article).figures, passage["figures"])
    assert [_as_said(figure, said) for figure, said in pairs] == passage["figures"]


def _as_said(figure: Figure | None, said: str | None) -> str | None:
    """What the passage says of the figure where that is right, else what was found."""
    if figure is None:
        return None
    found = (figure.category.value, figure.origin or "none", figure.destination or "none")
    surface, _, right = (said or ": ").partition(": ")
    category, _, places = right.partition(" ")
    allowed = (category, *places.split("->"))
    if figure.surface == surface and all(map(fits, found, allowed)):
        return said
    return f"{figure.surface}: {found[0]} {found[1]}->{found[2]}"


def test_the_tables_are_long_enough_to_mean_something() -> None:
    sizes = {name: len(list(read(name))) for name in ("numbers.csv", "counts.csv", "figures.csv")}
    assert all(size >= 80 for size in sizes.values())
    assert len(list(read("not_figures.csv"))) >= sizes["figures.csv"]


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_each_language_has_enough_sentences_of_its_own(language: str) -> None:
    assert f"{language}/" in FOLDERS
    assert len(list(read(f"{language}/figures.csv"))) >= 40
    assert len(list(read(f"{language}/not_figures.csv"))) >= 20


@pytest.mark.parametrize("file", [*FIGURES, *NOT_FIGURES])
def test_the_surface_of_a_row_stands_once_in_its_sentence(file: str) -> None:
    wrong = [place for place, row in read(file) if row["sentence"].count(row["surface"]) != 1]
    assert wrong == []
