"""The rules of the TOML files, compiled: patterns over a sketch's line, with their proofs.

The pattern language: words as they are; ``(a|b c)`` one of; ``[a|b]`` perhaps one of;
``{place}`` the place that the rule is about, with its article and adjectives before it;
``{nation}`` the same, where an adjective will do ("Georgian guards");
``{any_place}`` another place; ``{nationality}``, ``{count}``, ``{people}``; ``{group}`` a noun
for people; ``{trouble}`` a war or a flood; ``{clause}`` up to ten words without a comma;
``{aux}`` up to four auxiliaries and adverbs; any other ``{name}`` a term of that class
(lexicon, terms.csv).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from extract.errors import BrokenTable
from extract.lexicon.load import forms, table
from extract.rules.anchors import beginnings, needs

FOLDER = Path(__file__).parent
ROLES = frozenset(
    {
        "origin",
        "destination",
        "location",
        "transit",
        "border",
        "nationality",
        "home",
        "speaker",
        "outside",
        "edge",
        "trouble",
    }
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One phrasing: where it stands, what it makes of its place, and the examples that prove it.

    ``begins`` holds what it can begin with: words, classes (``|flee``), tags (``<place>``), or
    ``ANYTHING``. Without any of the words and classes of ``needs`` in a sentence it finds nothing;
    ``ANYTHING`` where it can do without words.
    """

    id: str
    pattern: str
    role: str
    regex: re.Pattern[str]
    begins: frozenset[str]
    needs: frozenset[str]
    weak: bool  # yields to any other rule
    finds: tuple[str, ...]
    ignores: tuple[str, ...]


def _kinds(*kinds: str) -> list[str]:
    rows = (row for row in table("function_words") if row["kind"] in kinds)
    return sorted((w for row in rows for w in forms(row["words"])), key=len, reverse=True)


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))


_MODIFIER_WORDS = _kinds("determiner", "modifier")
# The single words that may stand between the beginning of a rule and a place or nationality.
MODIFIERS = frozenset(part for word in _MODIFIER_WORDS for part in word.split())
LONGEST_MODIFIER = 4 * max(len(word.split()) for word in _MODIFIER_WORDS)

_TAG = r"(?:\|\w+)?"
_MODIFIERS = rf"(?:(?:{_any(_MODIFIER_WORDS)}){_TAG} ){{0,4}}"
_OFFICES = [w for row in table("offices") for w in forms(row["words"])]
_TROUBLES = [w for row in table("hazards") for w in forms(row["words"])]
_SPECIAL = {
    "place": _MODIFIERS + r"(?P<place><place>)",
    "nation": _MODIFIERS + r"(?P<place><(?:place|adjective)>)",
    "any_place": _MODIFIERS + r"<(?:place|adjective)>",
    "group": r"\S+\|people",
    "nationality": _MODIFIERS + r"<(?:demonym|adjective)>",
    "count": "<count>",
    "people": r"(?:<demonym>(?: \S+\|people)?|(?:\w+ )?\S+\|people)",
    "office": rf"(?:(?:{_any(_OFFICES)}){_TAG} ){{0,3}}",
    "trouble": rf"(?:{_any(_TROUBLES)}){_TAG} ",
    "clause": r"(?:[^,\s]+ ){1,10}",
    "aux": rf"(?:(?:{_any(_kinds('auxiliary'))}|\w+ly){_TAG} ){{0,4}}",
}
_NEEDED = {"id": str, "pattern": str, "role": str, "finds": list, "ignores": list}
_ADDED = {str: "it", list: "a sentence as proof"}
_TOKEN = re.compile(r"\{\w+\}|[()\[\]|]|[^\s()\[\]|{}]+")


@cache
def rules(name: str = "roles") -> tuple[Rule, ...]:
    """The rules of ``name.toml``, compiled. Raises BrokenTable with file, rule and remedy."""
    path = FOLDER / f"{name}.toml"
    found: dict[str, Rule] = {}
    for number, row in enumerate(written(path), start=1):
        if reason := _lacking(row) or _unknown(row, list(found)):
            raise BrokenTable(path.name, number, reason, counted="rule")
        try:
            found[row["id"]] = _rule(row)
        except re.error as error:
            reason = f'"{row["id"]}" has a pattern that cannot be read ({error}); mend it.'
            raise BrokenTable(path.name, number, reason, counted="rule") from error
    return tuple(found.values())


def written(path: Path) -> list[dict[str, Any]]:
    """The rules of a file as they stand there. Raises BrokenTable for what is no TOML."""
    try:
        rows: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8")).get("rule", [])
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        reason = f"cannot be read as TOML: {error}; mend it there."
        raise BrokenTable(path.name, int(line[1]) if line else 1, reason) from error
    return rows


def _lacking(row: dict[str, Any]) -> str:
    """What a rule does not say and must, as a message with its mend; empty when it says all."""
    for key, kind in _NEEDED.items():
        if not isinstance(row.get(key), kind) or not row[key]:
            return f'"{row.get("id", "?")}" has no {key}; add {_ADDED[kind]}.'
    return ""


def _unknown(row: dict[str, Any], taken: list[str]) -> str:
    """What a rule names and no one knows, or knows already, as a message with its mend."""
    name, pattern = row["id"], row["pattern"]
    if name in taken:
        return f'"{name}" is there already (rule {taken.index(name) + 1}); choose another id.'
    if row["role"] not in ROLES:
        roles = ", ".join(sorted(ROLES))
        return f'"{name}" has the unknown role "{row["role"]}"; take one of {roles}.'
    tokens = _TOKEN.findall(pattern)
    if "".join(tokens) != "".join(pattern.split()):
        return f'"{name}" has a {{ or }} in its pattern that is no {{class}}; close it.'
    named = {token[1:-1] for token in tokens if token.startswith("{")}
    if stray := named - _SPECIAL.keys() - _classes():
        return f'"{name}" names {{{min(stray)}}}, no class of terms.csv; add it there or mend it.'
    if named.isdisjoint(("place", "nation")):
        return f'"{name}" is about no place; put {{place}} or {{nation}} into its pattern.'
    return ""


def _classes() -> set[str]:
    return {row["class"] for row in table("terms")}


def _rule(row: dict[str, Any]) -> Rule:
    regex = re.compile(" " + _compiled(row["pattern"]))
    return Rule(
        row["id"],
        row["pattern"],
        row["role"],
        regex,
        beginnings(_TOKEN.findall(row["pattern"])),
        needs(_TOKEN.findall(row["pattern"])),
        row.get("strength") == "weak",
        tuple(row["finds"]),
        tuple(row["ignores"]),
    )


def _compiled(pattern: str) -> str:
    """The regular expression for a pattern; every piece carries the space after it."""
    return "".join(_piece(token) for token in _TOKEN.findall(pattern))


def _piece(token: str) -> str:
    if token == "(":
        return "(?:"
    if token == ")":
        return ")"
    if token == "[":
        return "(?:"
    if token == "]":
        return ")?"
    if token == "|":
        return "|"
    if token in ("{aux}", "{office}", "{trouble}", "{clause}"):
        return _SPECIAL[token[1:-1]]
    if token.startswith("{"):
        name = token[1:-1]
        return _SPECIAL.get(name, rf"\S+\|{name}") + " "
    return re.escape(token) + _TAG + " "
