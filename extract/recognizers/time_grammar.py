"""The grammar of time in one language: ``rules/en/periods.toml`` and its words, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from extract.lexicon.load import forms, table, trie
from extract.lexicon.spoken import tellers
from extract.recognizers.named_events import event_words
from extract.rules.anchors import Open, needs, opened
from extract.rules.load import FOLDER, written


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of writing a time; ``gives`` names what resolves it."""

    id: str
    gives: str
    pattern: re.Pattern[str]
    after: str  # the kind of word that must stand before it, if any
    followed: re.Pattern[str]  # what must follow it
    unless: re.Pattern[str] | None  # what may not follow it
    first: str
    needs: frozenset[str]  # without any of these words the text has no such time; or ANYTHING

    @property
    def strict(self) -> bool:
        """Whether the rule asks for more than its own words."""
        return bool(self.after or self.followed.pattern)


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled rules of one language."""

    rules: tuple[Rule, ...]
    trigger: re.Pattern[str]
    begins: frozenset[str]  # the words of which the trigger needs one, where there is no digit
    before: Mapping[str, re.Pattern[str]]
    by_word: Mapping[str, tuple[tuple[int, Rule], ...]]  # each rule with its bit in ``open``
    open: Open
    value_of: Mapping[tuple[str, str], int | str]


@cache
def grammar_of(language: str) -> Grammar:
    """The grammar of a language, compiled once."""
    words = _words(language)
    patterns = {kind: _alternation(kind, spelled) for kind, spelled in words.items()}
    patterns |= {name: f"(?P<{name}>{digits})" for name, digits in _DIGITS.items()}
    patterns["people"] = _people()
    patterns["to"] = rf"\s?(?:{trie(words['joiner'])})\s?"
    patterns["clock"] = r"\d{1,2}(?:[:.]\d\d)?(?:\s?(?:a\.?m\.?|p\.?m\.?|GMT))?"
    patterns["words"] = r"(?:[\w'\u2019-]{1,40}+\s{1,3}){0,3}?"
    patterns["number"] = patterns["number"].replace(">", rf">{_COUNTED}|", 1)
    rules = tuple(_rule(row, patterns, words) for row in _rows(language))
    first_words = _first_words(words, {rule.first for rule in rules})
    by_word: dict[str, tuple[tuple[int, Rule], ...]] = {}
    for kind in sorted({rule.first for rule in rules}):
        own = tuple((1 << i, rule) for i, rule in enumerate(rules) if rule.first == kind)
        spelled = {first_word(word) for word in words.get(kind, ())}
        spelled.update(_LENGTHS.get(kind, ()))
        for word in spelled:
            by_word[word] = by_word.get(word, ()) + own
    return Grammar(
        rules=rules,
        trigger=re.compile(_trigger(first_words)),
        begins=tellers(first_words),
        before={
            kind: _before(words[kind]) for kind in {rule.after for rule in rules if rule.after}
        },
        by_word=by_word,
        open=opened(rule.needs for rule in rules),
        value_of={
            (row["kind"], word.casefold()): _typed(row["value"])
            for row in table("periods", language)
            for word in forms(row["word"])
        },
    )


def first_word(words: str) -> str:
    """What rules are looked up by: the first word, or how many digits there are.

    >>> first_word("44-day war")
    '00'
    """
    if words[0].isdecimal():
        return "0" * len(words[: -len(words.lstrip("0123456789")) or None])
    return words.split()[0].casefold()


def _rows(language: str) -> list[dict[str, str | bool]]:
    return written(FOLDER / language / "periods.toml")


def _words(language: str) -> dict[str, list[str]]:
    words: dict[str, list[str]] = {}
    for row in table("periods", language):
        words.setdefault(row["kind"], []).extend(forms(row["word"]))
    words["event"] = event_words(language)
    return words


def _rule(
    row: Mapping[str, str | bool], patterns: Mapping[str, str], words: Mapping[str, list[str]]
) -> Rule:
    pattern = str(row["pattern"])
    first = re.match(r"\{(\w+)\}", pattern)
    if first is None:
        raise ValueError(f"periods.toml, rule {row['id']}: begin the pattern with a {{kind}}.")
    return Rule(
        id=str(row["id"]),
        gives=str(row["gives"]),
        pattern=re.compile(_compiled(pattern, patterns)),
        after=str(row.get("after", "")),
        followed=re.compile(_filled(str(row.get("followed", "")), patterns)),
        unless=_followers(str(row["unless"]), patterns) if "unless" in row else None,
        first=first.group(1),
        needs=needs(_TOKEN.findall(pattern), lambda token: _holds(token, words)),
    )


def _holds(token: str, words: Mapping[str, list[str]]) -> frozenset[str]:
    """The words one of which stands where the token does; none where digits can."""
    kind = token[1:-1].removeprefix("last_") if token[0] == "{" else ""
    digits = kind in _LENGTHS or kind in _DIGITS
    return frozenset() if digits else tellers(words.get(kind, ()) if kind else (token,))


def _followers(words: str, patterns: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(rf"\s{{1,3}}(?:{_filled(words, patterns)})(?!\w)")


def _filled(pattern: str, patterns: Mapping[str, str]) -> str:
    """The pattern with the words of each {kind} in it."""
    return re.sub(r"\{([a-z_]+)\}", lambda kind: patterns[kind[1]], pattern)


def _people() -> str:
    """What is counted in "2000 refugees": a number before it is no year."""
    return trie(word for row in table("people") for word in forms(row["noun"]))


def _compiled(pattern: str, patterns: Mapping[str, str]) -> str:
    """The pattern language as a regular expression: {kind}, [optional], (a|b), one blank."""
    escaped = pattern.replace(".", r"\.").replace("(", "(?:").replace("[", "(?:").replace("]", ")?")
    seen: set[str] = set()

    def placed(match: re.Match[str]) -> str:
        kind = match.group(1)
        plain = kind.removeprefix("last_")
        if kind in seen:  # the same kind in another branch of a choice
            return patterns[plain].replace(f"?P<{plain}>", "?:", 1)
        seen.add(kind)
        return patterns[plain].replace(f"?P<{plain}>", f"?P<{kind}>", 1)

    return re.sub(r"\{(\w+)\}", placed, escaped.replace(" ", r"\s{1,3}")) + r"(?!\w)"


def _alternation(kind: str, words: list[str]) -> str:
    return rf"(?P<{kind}>{trie(_spellings(words))})(?!\w)"


def _before(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{trie(_spellings(words))})\s{{1,3}}\Z")


def _spellings(words: list[str]) -> Iterator[str]:
    for word in words:
        yield word
        yield word[:1].upper() + word[1:]
        if word[:1].isupper():
            yield word.upper()


def _first_words(words: Mapping[str, list[str]], first: set[str]) -> set[str]:
    return {word.split()[0] for kind in first for word in _spellings(words.get(kind, []))}


def _trigger(spelled: set[str]) -> str:
    return rf"(?<![\w.,$€£])(?:\d{{1,4}}(?!\d|,\d)|(?:{trie(spelled)})(?!\w))"


def _typed(value: str) -> int | str:
    return int(value) if value.lstrip("-").isdecimal() else value


_TOKEN = re.compile(r"\{\w+\}|[()\[\]|]|\w+")
_LENGTHS = {
    "number": ("0", "00", "000"),
    "day": ("0", "00"),
    "day_number": ("0", "00"),
    "month_number": ("0", "00"),
    "nth": ("0", "00"),
    "clock_time": ("0", "00"),
    "year": ("0000",),
    "decade": ("0000",),
}
_COUNTED = r"\d{1,3}(?![\d.,]\d|\d)"
_DIGITS = {
    "year": r"(?:19|20)\d\d(?!\d|[.,]\d)",
    "decade": r"19\d0['\u2019]?s|20\d0s",  # "2020's total" is that of a year
    "short_year": r"(?:(?:19|20)\d\d|\d\d)(?!\d|[.,]\d)",
    "day": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|[.,]\d)",
    "day_number": r"3[01]|[12]\d|0?[1-9]",
    "month_number": r"1[0-2]|0?[1-9]",
    "clock_time": r"\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.m\.|[ap]m|o'clock)(?!\w)|\d\d:\d\d(?!\d)",
    "nth": r"(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th)(?=\s{0,3}(?:[.,;:)]|\Z))",
}
