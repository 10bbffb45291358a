"""Sources in text: who is quoted for a number, as written."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.lexicon.load import forms, table
from extract.model import Source, Span
from extract.recognizers.sources import find, mentioned, pronoun

CASES = Path(__file__).parent / "cases"
PIECES = [
    "said", "says", "told", "according to", "the ministry", "Interior", "Minister", "of", "Anna",
    "Müller", ",", ".", "’s", "'s", "figures", "from", "Reuters", "reports", "claims", "he", "who",
    "and", "UNHCR", "(IOM)", "Monday", "In", "40,000", "people", "by", "data", "U.S.", ":", "“",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)
)
tried = settings(max_examples=300, deadline=None, derandomize=True)


def rows() -> list[pytest.param]:
    with (CASES / "sources.csv").open(encoding="utf-8", newline="") as lines:
        return [
            pytest.param(row["text"], row["sources"], id=f"sources.csv:{number}")
            for number, row in enumerate(csv.DictReader(lines), start=2)
        ]


@pytest.mark.parametrize(("text", "sources"), rows())
def test_a_sentence_names_who_is_quoted(text: str, sources: str) -> None:
    assert " | ".join(source.surface for source in find(text)) == sources


@pytest.mark.parametrize("file", ["agencies", "source_cues"])
def test_a_word_stands_once_for_each_kind(file: str) -> None:
    pairs = [(r["kind"], word) for r in table(file) for word in forms(r["word"])]
    assert sorted(pairs) == sorted(set(pairs))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The ministry said 500 came.", ["speaker"]),
        ("Official figures showed that 500 came.", ["speaker"]),
        ("Some 500 came, statistics show.", ["record"]),
        ("Some 500 came, the ministry told Reuters.", ["speaker"]),
        ("Some 500 came, Reuters reports, citing the ministry.", ["relay", "speaker"]),
        ("The governor denied that 500 came.", ["denies"]),
        ("The exiled outlet The Bell reckons that 500 left.", ["speaker"]),
        ("The exiled outlet The Bell reports that 500 left.", ["relay"]),
    ],
)
def test_a_source_knows_how_it_is_quoted(text: str, kinds: list[str]) -> None:
    assert [source.kind for source in find(text)] == kinds


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("He said 500 came.", True),
        ("It added that 500 came.", True),
        ("They have since reported 500 arrivals.", True),
        ("The ministry said 500 came.", False),
        ("They came on foot.", False),
    ],
)
def test_a_pronoun_that_quotes_is_seen(text: str, quotes: bool) -> None:
    assert pronoun(text) is quotes


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The weekly Vreme compared two registers.", ["The weekly Vreme"]),
        ("So reads the line of Georgia's statistical office, Geostat.", ["Geostat"]),
        ("Some 500 people came.", []),
    ],
)
def test_who_is_named_without_being_quoted_is_found_apart(text: str, names: list[str]) -> None:
    assert find(text) == []
    found = [source.surface for source in mentioned(text)]
    assert len(found) == len(names)
    assert all(name in surface for name, surface in zip(names, found, strict=True))


def test_the_possessive_of_a_source_is_no_part_of_its_name() -> None:
    (source,) = find("By the ministry's count 500 came.")
    assert (source.surface, source.owns) == ("ministry", True)


def test_a_speaker_owns_nothing() -> None:
    assert not Source(Span(0, 7), "Armenia", Span(8, 12)).owns


@tried
@given(text=TEXTS)
def test_any_text_gives_sources_in_order_with_true_surfaces(text: str) -> None:
    sources = find(text)
    spans = [source.span for source in sources]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(s.surface == s.span.of(text) != "" for s in [*sources, *mentioned(text)])
