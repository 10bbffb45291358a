"""Which word tables and rules know a word: file, line and what stands there."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.lexicon.load import FOLDER, forms

RULES = FOLDER.parent / "rules"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a table or a rule that knows the word."""

    file: str
    line: int
    meaning: str


def search(word: str) -> Iterator[Entry]:
    """Every table line with the word as a form of its own, then every rule that spells it."""
    wanted = word.casefold().strip()
    for path in sorted(FOLDER.rglob("*.csv")):
        yield from _in_table(path, wanted)
    for path in sorted(RULES.rglob("*.toml")):
        yield from _in_rules(path, wanted)


def _in_table(path: Path, wanted: str) -> Iterator[Entry]:
    with path.open(encoding="utf-8", newline="") as file:
        lines = ((n, line) for n, line in enumerate(file, start=1) if not line.startswith("#"))
        columns = next(csv.reader([next(lines)[1]]))
        for number, line in lines:
            # Parsing 7,000 lines costs ten times as much as asking whether the word is there.
            if wanted not in line.casefold():
                continue
            row = dict(zip(columns, next(csv.reader([line])), strict=False))
            if any(form.casefold() == wanted for cell in row.values() for form in forms(cell)):
                yield Entry(_name(path), number, _row_meaning(row, wanted))


def _in_rules(path: Path, wanted: str) -> Iterator[Entry]:
    text = path.read_text(encoding="utf-8")
    spelled = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
    for rule in tomllib.loads(text).get("rule", []):
        pattern = str(rule.get("pattern", ""))
        if spelled.search(pattern.casefold()):
            line = 1 + text[: text.index(f'"{rule["id"]}"')].count("\n")
            yield Entry(_name(path), line, f"{rule['id']}: {pattern}")


def _row_meaning(row: dict[str, str], wanted: str) -> str:
    """The row with the form that was asked for instead of all its sisters."""
    shown = []
    for column, cell in row.items():
        form = next((form for form in forms(cell) if form.casefold() == wanted), cell)
        if form:
            shown.append(f"{column}={form}")
    return "  ".join(shown)


def _name(path: Path) -> str:
    return path.relative_to(FOLDER.parent).as_posix()
