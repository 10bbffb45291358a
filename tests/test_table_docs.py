"""The two READMEs of words and rules tell the truth: tables, pieces, roles, recipes, messages."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path

import pytest

from extract import roles
from extract.errors import BrokenTable
from extract.lexicon import load as words
from extract.lexicon.load import table
from extract.rules import load
from tests.test_docs import ROOT, TEXT, ask, fences, follow
from tests.test_rules import read

WORDS, RULES = "extract/lexicon/README.md", "extract/rules/README.md"


def rows(document: str, width: int) -> list[list[str]]:
    """The rows of the tables with so many columns, without their heads."""
    lines = [line for line in TEXT[document].splitlines() if line.startswith("| ")]
    cells = [
        [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip("|"))]
        for line in lines
    ]
    return [row for row in cells if len(row) == width and row[0] not in ("table", "piece", "role")]


def test_every_word_table_is_listed_with_its_columns() -> None:
    listed = {row[0].strip("`"): row[1].split(", ") for row in rows(WORDS, 3)}
    files = sorted(path.stem for path in (words.FOLDER / "en").glob("*.csv"))
    assert listed == {name: list(table(name)[0]) for name in files}


@pytest.mark.parametrize("row", rows(RULES, 4), ids=lambda row: row[0])
def test_a_piece_of_the_pattern_language_matches_its_example(
    row: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, _, pattern, example = row
    alone = load._rule(
        {"id": "x", "pattern": pattern.strip("`"), "role": "origin", "finds": [], "ignores": []}
    )
    monkeypatch.setattr(roles, "beginnings", lambda: roles.by_beginning([alone]))
    assert read(example) == [("origin", "x")]


def test_every_piece_of_the_pattern_language_is_described() -> None:
    described = {name for row in rows(RULES, 4) for name in re.findall(r"\{(\w+)\}", row[0])}
    assert described - {"name"} == load._SPECIAL.keys()


def test_every_role_is_described() -> None:
    assert {row[0].strip("`") for row in rows(RULES, 2)} == load.ROLES


def test_a_rule_that_is_shown_stands_in_its_file() -> None:
    kept = [
        rule
        for path in load.FOLDER.rglob("*.toml")
        for rule in tomllib.loads(path.read_text(encoding="utf-8"))["rule"]
    ]
    shown = [rule for body in fences(RULES, "toml") for rule in tomllib.loads(body)["rule"]]
    assert [rule for rule in shown if rule not in kept] == []
    assert len(shown) == 2


@pytest.mark.parametrize("document", [WORDS, RULES])
def test_a_recipe_works_when_followed_to_the_letter(document: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "extract", tmp_path / "extract")
    questions = [line for body in fences(document, "") for line in body.splitlines()]
    answers = [body.strip() for body in fences(document, "text")]
    before = [ask(question, tmp_path) for question in questions]
    follow(document, tmp_path)
    after = [ask(question, tmp_path) for question in questions]
    assert not any(answer in said for answer, said in zip(answers, before, strict=True))
    assert all(answer in said for answer, said in zip(answers, after, strict=True))


def test_a_command_between_the_lines_answers() -> None:
    (command,) = re.findall(r"`(python -m extract lexicon [^`]+)`", TEXT[WORDS])
    assert "people.csv" in ask(command, ROOT)


def test_the_message_of_a_broken_table_is_the_one_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "en").mkdir()
    broken = "forms,class\nflee|fled,flee\nrun|fled,flee\n"
    (tmp_path / "en/terms.csv").write_text(broken, encoding="utf-8")
    monkeypatch.setattr(words, "FOLDER", tmp_path)
    with pytest.raises(BrokenTable) as caught:
        table.__wrapped__("terms", unique="forms")  # the table itself may be read already
    assert [str(caught.value)] == [body.strip() for body in fences(WORDS, "error")]
