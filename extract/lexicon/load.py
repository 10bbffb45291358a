"""The only reader of the word tables: CSV rows, checked, and patterns built from their columns."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TypeAlias

from extract.errors import BrokenTable

FOLDER = Path(__file__).parent
ENGLISH = "en"
LANGUAGES = (ENGLISH, "es", "fr", "pt")
_Node: TypeAlias = dict[str, "_Node"]  # of a trie: what may follow each letter; "" ends a word


@cache
def table(
    name: str, language: str = "en", *, unique: str | None = None
) -> tuple[dict[str, str], ...]:
    """The rows of ``language/name.csv`` as dicts of stripped strings.

    ``unique`` names the column (``|`` parts alternatives) whose words may stand only once.
    Raises BrokenTable with file, line and remedy for a short row or a word written twice.
    """
    path = FOLDER / language / f"{name}.csv"
    rows: list[dict[str, str]] = []
    seen: dict[str, int] = {}
    for number, row in _numbered(path):
        for word in forms(row[unique]) if unique else ():
            if word in seen:
                raise BrokenTable(
                    path.name, number, f'"{word}" is there already (line {seen[word]}); keep one.'
                )
            seen[word] = number
        rows.append({key: value.strip() for key, value in row.items()})
    return tuple(rows)


def _numbered(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table, each with the line of the file that it stands on."""
    lines = path.read_text(encoding="utf-8").splitlines()
    spoken = [n for n, line in enumerate(lines, start=1) if not line.startswith("#")]
    reader = csv.DictReader(lines[n - 1] for n in spoken)
    for row in reader:
        number = spoken[reader.line_num - 1]
        if None in row or None in row.values():
            columns = ", ".join(reader.fieldnames or ())
            raise BrokenTable(path.name, number, f"needs the columns {columns}.")
        yield number, row


def forms(cell: str) -> list[str]:
    """The alternatives of a cell: ``flee|flees|fled`` -> three words, in order."""
    return [word.strip() for word in cell.split("|") if word.strip()]


def words(name: str, *kinds: str, language: str = "en") -> tuple[str, ...]:
    """The words of these kinds in a table of words and kinds, in its order.

    Raises BrokenTable when the table has no word of a kind.
    """
    found: list[str] = []
    for kind in kinds:
        rows = [row for row in table(name, language) if row["kind"] == kind]
        if not rows:
            raise BrokenTable(f"{name}.csv", 1, f'needs words of the kind "{kind}"; add a line.')
        found += (word for row in rows for word in forms(row["words"]))
    return tuple(found)


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
    root: _Node = {}
    for word in words:
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _factored(root)


def by_letter(words: Iterable[str]) -> str:
    """The same without a letter before it: every branch begins with its letter and looks back.

    So a scan can skip to one of these letters, which pays where they are few or capitals.

    >>> print(by_letter(["Kyiv", "Kursk"]))
    (?:K(?<!\\wK)(?:ursk|yiv))
    """
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[0], []).append(word[1:])
    branches = (rf"{_letter(k)}(?<!\w{_letter(k)}){trie(rest)}" for k, rest in rests.items())
    return f"(?:{'|'.join(branches)})"


def _factored(node: _Node) -> str:
    optional = "" in node
    branches = [_letter(k) + _factored(v) for k, v in sorted(node.items()) if k]
    if not branches:
        return ""
    if len(branches) == 1 and not optional:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if optional else "")


def _letter(letter: str) -> str:
    return r"\s+" if letter == " " else re.escape(letter)
