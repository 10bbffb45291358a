"""The only reader of the word tables: CSV rows, checked, and patterns built from their columns."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from extract.errors import BrokenTable

FOLDER = Path(__file__).parent
LANGUAGES = ("en",)


@cache
def table(
    name: str, language: str = "en", *, unique: str | None = None
) -> tuple[dict[str, str], ...]:
    """The rows of ``language/name.csv`` as dicts of stripped strings.

    ``unique`` names the column (``|`` parts alternatives) whose words may stand only once.
    Raises BrokenTable with file, line and remedy for a short row or a word written twice.
    """
    path = FOLDER / language / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    seen: dict[str, int] = {}
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise BrokenTable(path.name, number, f"needs the columns {', '.join(rows[0])}.")
        for word in forms(row[unique]) if unique else ():
            if word in seen:
                raise BrokenTable(
                    path.name, number, f'"{word}" is there already (line {seen[word]}); keep one.'
                )
            seen[word] = number
    return tuple({key: value.strip() for key, value in row.items()} for row in rows)


def forms(cell: str) -> list[str]:
    """The alternatives of a cell: ``flee|flees|fled`` -> three words, in order."""
    return [word.strip() for word in cell.split("|") if word.strip()]


def lowered(text: str) -> str:
    """The text in lower case with every character at its own position.

    Patterns of lower-case words run some three times faster over it than with IGNORECASE;
    plain ``str.lower`` may change the length ("İ" becomes two characters).
    """
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


def trie(words: Iterable[str]) -> str:
    """One factored alternation for the words, longest first, without a group around it.

    Factoring by common beginnings keeps ``re`` fast with thousands of words: a plain
    alternation tries each word at each position.

    >>> trie(["fled", "flee", "flees"])
    'fle(?:d|e(?:s)?)'
    """
    root: dict[str, dict] = {}
    for word in words:
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _factored(root)


def _factored(node: dict[str, dict]) -> str:
    optional = "" in node
    branches = [_letter(k) + _factored(v) for k, v in sorted(node.items()) if k]
    if not branches:
        return ""
    if len(branches) == 1 and not optional:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if optional else "")


def _letter(letter: str) -> str:
    return r"\s+" if letter == " " else re.escape(letter)
