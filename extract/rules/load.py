"""The rules of the TOML files, compiled: patterns over a sketch's line, with their proofs.

The pattern language: words as they are; ``(a|b c)`` one of; ``[a|b]`` perhaps one of;
``{place}`` the place that the rule is about, with its article and adjectives before it;
``{nation}`` the same, where an adjective will do ("Georgian guards");
``{any_place}`` another place; ``{nationality}``, ``{count}``, ``{people}``; ``{group}`` a noun for people; ``{clause}`` up to ten words without a comma;
``{aux}`` up to
four auxiliaries and adverbs; any other ``{name}`` a term of that class (lexicon, terms.csv).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extract.errors import BrokenTable
from extract.lexicon.load import forms, table

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
    }
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One phrasing: where it stands, what it makes of its place, and the examples that prove it."""

    id: str
    pattern: str
    role: str
    regex: re.Pattern[str]
    triggers: frozenset[str]
    weak: bool  # yields to any other rule
    finds: tuple[str, ...]
    ignores: tuple[str, ...]


def _kinds(*kinds: str) -> str:
    words = [
        w for row in table("function_words") if row["kind"] in kinds for w in forms(row["words"])
    ]
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_TAG = r"(?:\|\w+)?"
_MODIFIERS = rf"(?:(?:{_kinds('determiner', 'modifier')}){_TAG} ){{0,4}}"
_SPECIAL = {
    "place": _MODIFIERS + r"(?P<place><place>)",
    "nation": _MODIFIERS + r"(?P<place><(?:place|adjective)>)",
    "any_place": _MODIFIERS + r"<(?:place|adjective)>",
    "group": r"\S+\|people",
    "nationality": _MODIFIERS + r"<(?:demonym|adjective)>",
    "count": "<count>",
    "people": r"(?:<demonym>(?: \S+\|people)?|(?:\w+ )?\S+\|people)",
    "office": rf"(?:(?:{'|'.join(w for row in table('offices') for w in forms(row['words']))}){_TAG} ){{0,3}}",
    "clause": r"(?:[^,\s]+ ){1,10}",
    "aux": rf"(?:(?:{_kinds('auxiliary')}|\w+ly){_TAG} ){{0,4}}",
}
_TOKEN = re.compile(r"\{\w+\}|[()\[\]|]|[^\s()\[\]|{}]+")


@cache
def rules(name: str = "roles") -> tuple[Rule, ...]:
    """The rules of ``name.toml``, compiled. Raises BrokenTable when one contradicts another."""
    path = FOLDER / f"{name}.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))["rule"]
    seen: set[str] = set()
    for number, row in enumerate(raw, start=1):
        if row["id"] in seen or row["role"] not in ROLES:
            raise BrokenTable(
                path.name, number, f'rule "{row["id"]}" has a taken id or no known role.'
            )
        seen.add(row["id"])
    return tuple(_rule(row) for row in raw)


def _rule(row: dict) -> Rule:
    regex = re.compile(" " + _compiled(row["pattern"]))
    return Rule(
        row["id"],
        row["pattern"],
        row["role"],
        regex,
        _triggers(row["pattern"]),
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
    if token in ("{aux}", "{office}", "{clause}"):
        return _SPECIAL[token[1:-1]]
    if token.startswith("{"):
        name = token[1:-1]
        return (_SPECIAL[name] if name in _SPECIAL else rf"\S+\|{name}") + " "
    return re.escape(token) + _TAG + " "


def _triggers(pattern: str) -> frozenset[str]:
    """Words of which a sentence must hold at least one, or the rule cannot match."""
    required = re.sub(r"\[[^\]]*\]", " ", pattern)
    words = [t for t in _TOKEN.findall(required) if t not in "()|"]
    literal = [
        w.strip("{}")
        for w in words
        if w
        not in (
            "{place}",
            "{any_place}",
            "{aux}",
            "{office}",
            "{clause}",
            "{nationality}",
            "{count}",
            "{people}",
            "{group}",
            "{nation}",
        )
    ]
    return frozenset(literal)
