"""The word tables: complete, without contradiction, found again by what reads them, and strict."""

from __future__ import annotations

import csv
import re
from collections import Counter
from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.errors import BrokenTable
from extract.lexicon import load
from extract.lexicon.load import forms, table, trie
from extract.model import Category, Quantifier, Rate, Status, Unit
from extract.recognizers import counts, terms
from extract.recognizers.numbers import number

ENGLISH = load.FOLDER / "en"
NAMES = sorted(path.stem for path in ENGLISH.glob("*.csv"))
CODE = sorted((load.FOLDER.parent).rglob("*.py"))
# What the engine asks to be unique, as it asks for it: table("terms", unique="forms").
UNIQUE = sorted(
    {
        found
        for path in CODE
        for found in re.findall(r'table\("(\w+)", unique="(\w+)"\)', path.read_text("utf-8"))
    }
)
ENUMS: list[tuple[str, str, type[StrEnum], bool]] = [
    ("quantifiers", "quantifier", Quantifier, False),
    ("rates", "rate", Rate, False),
    ("status_cues", "status", Status, False),
    ("terms", "category", Category, False),
    ("people", "unit", Unit, False),
    ("people", "category", Category, True),
    ("events", "unit", Unit, False),
    ("events", "category", Category, True),
]
COUNTABLE = ["people", "events", "not_counts"]


def first_column(name: str) -> list[tuple[str, str]]:
    """Each word of a table with the rest of its row."""
    column = next(iter(table(name)[0]))
    rest = [(row, ",".join(v for k, v in row.items() if k != column)) for row in table(name)]
    return [(word, meaning) for row, meaning in rest for word in forms(row[column])]


def test_there_are_tables() -> None:
    assert len(NAMES) >= 20
    assert len(UNIQUE) >= 7


@pytest.mark.parametrize("name", NAMES)
def test_a_table_has_a_header_and_complete_rows(name: str) -> None:
    lines = (ENGLISH / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    header, *rows = csv.reader(line for line in lines if not line.startswith("#"))
    assert all(re.fullmatch(r"[a-z0-9_]+", column) for column in header)
    assert [row for row in rows if len(row) != len(header) or not row[0].strip()] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_table_loads(name: str) -> None:
    assert table(name)


@pytest.mark.parametrize(("name", "column"), UNIQUE)
def test_no_word_stands_twice_where_that_is_asked(name: str, column: str) -> None:
    words = [word for row in table(name, unique=column) for word in forms(row[column])]
    assert [word for word, times in Counter(words).items() if times > 1] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_word_stands_twice_with_the_same_meaning(name: str) -> None:
    assert [word for word, times in Counter(first_column(name)).items() if times > 1] == []


def test_no_noun_is_counted_and_refused() -> None:
    nouns = ((name, word.casefold()) for name in COUNTABLE for word, _ in first_column(name))
    known: dict[str, set[str]] = {}
    for name, word in nouns:
        known.setdefault(word, set()).add(name)
    assert {word: names for word, names in known.items() if len(names) > 1} == {}


def test_no_noun_is_refused_for_two_reasons() -> None:
    words = Counter(word for word, _ in first_column("not_counts"))
    assert [word for word, times in words.items() if times > 1] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_alternative_is_empty_or_padded(name: str) -> None:
    cells = [cell for row in table(name) for cell in row.values() if "|" in cell]
    assert [
        cell for cell in cells if any(not part or part != part.strip() for part in cell.split("|"))
    ] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_table_is_read_by_the_engine(name: str) -> None:
    assert any(f'"{name}"' in path.read_text("utf-8") for path in CODE)


@pytest.mark.parametrize(("name", "column", "known", "may_be_empty"), ENUMS)
def test_what_a_table_names_is_a_value_of_the_record(
    name: str, column: str, known: type[StrEnum], may_be_empty: bool
) -> None:
    allowed = {str(member) for member in known} | ({""} if may_be_empty else set())
    assert {row[column] for row in table(name)} <= allowed


def test_every_word_of_the_terms_is_found_again() -> None:
    words = [(word, row["class"]) for row in table("terms") for word in forms(row["forms"])]
    lost = [
        word
        for word, cls in words
        if [(t.form, t.cls) for t in terms.terms(f"They {word} now")] != [(word, cls)]
    ]
    assert lost == []


@pytest.mark.parametrize("name", COUNTABLE)
def test_every_noun_is_found_again(name: str) -> None:
    words = [word for row in table(name) for word in forms(row["noun"])]
    lost = [w for w in words if [n.word for n in terms.nouns(f"40 {w} here")] != [w.casefold()]]
    assert lost == []


def test_a_kind_of_words_that_no_line_has_is_named() -> None:
    with pytest.raises(BrokenTable, match=r'clause_words\.csv.*"pause"'):
        load.words("clause_words", "clause", "pause")


def test_every_veto_is_found_again() -> None:
    words = [(word, row["reason"]) for row in table("vetoes") for word in forms(row["forms"])]
    found = {
        word: [(v.form, v.reason) for v in terms.vetoes(f"They {word} now")] for word, _ in words
    }
    assert {word: found[word] for word, reason in words if found[word] != [(word, reason)]} == {}


def test_every_word_is_found_in_capitals_and_over_a_line_end() -> None:
    assert [t.form for t in terms.terms("CROSSED THE BORDER")] == ["crossed the border"]
    assert [t.form for t in terms.terms("crossed\nthe  border")] == ["crossed the border"]


def test_every_number_word_states_its_value() -> None:
    stated = {row["word"]: number(row["word"]) for row in table("number_words")}
    assert stated == {row["word"]: int(row["value"]) for row in table("number_words")}


def test_every_vague_magnitude_keeps_its_bounds_and_has_no_count() -> None:
    for row in table("vague"):
        for phrase in forms(row["phrase"]):
            (found,) = counts.find(f"Then {phrase} came.")
            assert (found.surface, found.count, found.quantifier) == (
                phrase,
                None,
                Quantifier.VAGUE,
            )
            assert (found.low, found.high) == (int(row["low"]), int(row["high"]))


@pytest.mark.parametrize(
    "row", table("quantifiers"), ids=lambda row: f"{row['place']} {row['quantifier']}"
)
def test_every_quantifier_is_read_with_its_number(row: dict[str, str]) -> None:
    before = row["place"] == "before"
    wrong = {}
    for phrase in forms(row["phrase"]):
        text = f"{phrase} 4,000 people" if before else f"4,000 {phrase}, people"
        found = [(c.count, c.quantifier.value) for c in counts.find(text)]
        if found != [(4000, row["quantifier"])]:
            wrong[phrase] = found
    assert wrong == {}


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (terms._TERM, [w for r in table("terms") for w in forms(r["forms"])]),
        (terms._VETO, [w for r in table("vetoes") for w in forms(r["forms"])]),
    ],
    ids=["terms", "vetoes"],
)
def test_a_compiled_pattern_is_the_factored_one(pattern: re.Pattern[str], words: list[str]) -> None:
    assert trie(words) in pattern.pattern


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    st.lists(st.text("abc -'.", min_size=1, max_size=6).filter(str.strip), min_size=1, max_size=12)
)
def test_factoring_neither_loses_nor_adds_a_word(words: list[str]) -> None:
    plain = [" ".join(word.split()) for word in words]
    pattern = re.compile(f"(?:{trie(plain)})")
    assert all(pattern.fullmatch(word) for word in plain)
    assert all(pattern.fullmatch(word + "x") is None for word in plain)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    st.lists(st.text("ab", min_size=1, max_size=5), min_size=1, max_size=12),
    st.text("ab", max_size=6),
)
def test_a_factored_pattern_takes_the_longest_word(words: list[str], text: str) -> None:
    longest = max((w for w in words if text.startswith(w)), key=len, default=None)
    found = re.match(f"(?:{trie(words)})", text)
    assert (found[0] if found else None) == longest


BROKEN = {
    "a word twice": (
        "forms,class\nflee|fled,flee\nrun|fled,flee\n",
        3,
        ['"fled"', "line 2", "keep one"],
    ),
    "a word twice in one line": (
        "forms,class\nflee|fled|flee,flee\n",
        2,
        ['"flee"', "line 2", "keep one"],
    ),
    "a column missing": ("forms,class\nflee\n", 2, ["forms, class"]),
    "a comma too many": ("forms,class\nflee,flee\nrun,flee,yes\n", 3, ["forms, class"]),
    "a comma too many in the first line": ("forms,class\nflee,flee,yes\n", 2, ["forms, class"]),
    "a word twice after remarks": (
        "# why\nforms,class\nflee,flee\n# and\n\nflee,run\n",
        6,
        ['"flee"', "line 3"],
    ),
}


@pytest.mark.parametrize(("text", "line", "said"), BROKEN.values(), ids=BROKEN)
def test_a_broken_table_names_file_line_and_remedy(
    text: str, line: int, said: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en/broken.csv").write_text(text, encoding="utf-8")
    monkeypatch.setattr(load, "FOLDER", tmp_path)
    with pytest.raises(BrokenTable) as caught:
        table("broken", unique="forms")
    assert (caught.value.file, caught.value.line) == ("broken.csv", line)
    assert [words for words in said if words not in caught.value.reason] == []
    assert str(caught.value).startswith(f"broken.csv, line {line}: ")
