"""Words of the field in a sentence: what is counted (nouns), and what happens to it (terms)."""

from __future__ import annotations

import re
from typing import NamedTuple

from extract.lexicon.load import forms, lowered, table, trie
from extract.lexicon.spoken import spoken, tellers
from extract.model import Category, Span, Unit


class Noun(NamedTuple):
    """A noun that can be counted: people, an event such as an entry, or something else.

    ``reason`` says why its number is no migration figure; it is empty for people and events.
    """

    span: Span
    word: str
    kind: str  # people, event, other
    unit: Unit | None = None
    category: Category | None = None
    reason: str = ""


class Term(NamedTuple):
    """A verb or noun that says how people move or stay: its class, and its usual category.

    ``open``: the word has other uses ("came", "left"), so it needs support from its surroundings.
    """

    span: Span
    form: str
    cls: str
    category: Category
    open: bool = False


class Veto(NamedTuple):
    """A word that takes the people of its clause out of the count, with the reason."""

    span: Span
    form: str
    reason: str


def _nouns() -> dict[str, tuple[str, Unit | None, Category | None, str]]:
    known: dict[str, tuple[str, Unit | None, Category | None, str]] = {}
    for row in table("not_counts"):
        for word in forms(row["noun"]):
            known[word.lower()] = ("other", None, None, row["reason"])
    for kind, name in (("people", "people"), ("event", "events")):
        for row in table(name):
            category = Category(row["category"]) if row["category"] else None
            for word in forms(row["noun"]):
                known[word.lower()] = (kind, Unit(row["unit"]), category, "")
    return known


def _terms() -> dict[str, tuple[str, Category, bool]]:
    return {
        word.lower(): (row["class"], Category(row["category"]), row["open"] == "yes")
        for row in table("terms", unique="forms")
        for word in forms(row["forms"])
    }


_NOUNS = _nouns()
_TERMS = _terms()
_VETOES = {
    w.lower(): row["reason"] for row in table("vetoes", unique="forms") for w in forms(row["forms"])
}
_NOUN = re.compile(rf"(?<![\w-])(?:{trie(_NOUNS)})(?!\w)")
_TERM = re.compile(rf"(?<![\w-])(?:{trie(_TERMS)})(?!\w)")
_VETO = re.compile(rf"(?<![\w-])(?:{trie(_VETOES)})(?!\w)")
_OF_NOUNS, _OF_TERMS, _OF_VETOES = tellers(_NOUNS), tellers(_TERMS), tellers(_VETOES)


def nouns(text: str) -> list[Noun]:
    """The countable nouns of a sentence, in reading order, longest first."""
    found: list[Noun] = []
    if _OF_NOUNS.isdisjoint(spoken(text)):
        return found
    for m in _NOUN.finditer(lowered(text)):
        word = _plain(m[0])
        kind, unit, category, reason = _NOUNS[word]
        if reason == "duration" and text[m.end() : m.end() + 1] == "-":
            continue  # "second-chance asylum requests"
        found.append(Noun(Span(*m.span()), word, kind, unit, category, reason))
    return found


def terms(text: str) -> list[Term]:
    """The migration terms of a sentence, in reading order, longest first."""
    found: list[Term] = []
    if _OF_TERMS.isdisjoint(spoken(text)):
        return found
    for m in _TERM.finditer(lowered(text)):
        form = _plain(m[0])
        cls, category, is_open = _TERMS[form]
        found.append(Term(Span(*m.span()), form, cls, category, is_open))
    return found


def vetoes(text: str) -> list[Veto]:
    """The words of a sentence that speak of the dead, the detained, the voting, ..."""
    found: list[Veto] = []
    if _OF_VETOES.isdisjoint(spoken(text)):
        return found
    for m in _VETO.finditer(lowered(text)):
        form = _plain(m[0])
        found.append(Veto(Span(*m.span()), form, _VETOES[form]))
    return found


def _plain(surface: str) -> str:
    return surface if surface.isalpha() else " ".join(surface.split())
