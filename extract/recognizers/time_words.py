"""Expressions of time in a sentence, as the rules of ``rules/en/periods.toml`` find them.

Nothing is resolved here: an expression keeps the values of its words ("24", month 2, no year).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from extract.lexicon.spoken import spoken
from extract.model import Span
from extract.recognizers.time_grammar import Grammar, Rule, first_word, grammar_of

LONGEST = 20_000  # characters; what is longer is no sentence but a broken file

Values = Mapping[str, int | str]


class Expression(NamedTuple):
    """A time as written: where it stands, which rule found it, the values of its words."""

    span: Span
    rule: Rule
    values: Values


@lru_cache(maxsize=512)  # an article's sentences are asked for dates, and later for periods
def expressions(text: str, language: str = "en") -> tuple[Expression, ...]:
    """The times named in the text, the longest reading at each place, in reading order."""
    grammar = grammar_of(language)
    found: list[Expression] = []
    words = spoken(text)
    if grammar.begins.isdisjoint(words) and not _DIGIT.search(text):
        return ()
    open_rules = grammar.open.among(words)
    end = 0
    for trigger in grammar.trigger.finditer(text, 0, LONGEST):
        if trigger.start() < end:
            continue
        expression = _longest_at(text, trigger, grammar, open_rules)
        if expression is not None:
            found.append(expression)
            end = expression.span.end
    return tuple(found)


def number(values: Values, name: str, default: int = 0) -> int:
    """The value as a number, or the default where the words do not state it."""
    return int(values.get(name, default))


def word(values: Values, name: str) -> str:
    """The value as a word, or nothing."""
    return str(values.get(name, ""))


def _longest_at(
    text: str, trigger: re.Match[str], grammar: Grammar, open_rules: int
) -> Expression | None:
    """The longest reading at the place; of two equal ones that which asks for more around it."""
    best: tuple[tuple[int, bool], Rule, re.Match[str]] | None = None
    for bit, rule in grammar.by_word.get(first_word(trigger.group()), ()):
        if not bit & open_rules:
            continue
        match = rule.pattern.match(text, trigger.start())
        if match is None or (best is not None and (match.end(), rule.strict) <= best[0]):
            continue
        if _stands_right(text, match, rule, grammar):
            best = (match.end(), rule.strict), rule, match
    if best is None:
        return None
    _, rule, match = best
    return Expression(Span(*match.span()), rule, _values(match, grammar))


def _stands_right(text: str, match: re.Match[str], rule: Rule, grammar: Grammar) -> bool:
    if not rule.followed.match(text, match.end()):
        return False
    if rule.unless and rule.unless.match(text, match.end()):
        return False
    if not rule.after:
        return True
    before = grammar.before[rule.after]
    return before.search(text, max(0, match.start() - _LOOK_BACK), match.start()) is not None


def _values(match: re.Match[str], grammar: Grammar) -> Values:
    return {
        name: _value(name.removeprefix("last_"), words, grammar)
        for name, words in match.groupdict().items()
        if words is not None
    }


def _value(kind: str, words: str, grammar: Grammar) -> int | str:
    if words[0].isdecimal() and kind != "event":
        return int("".join(takewhile(str.isdecimal, words)))  # "21st", "1990s", "10 a.m."
    plain = " ".join(words.casefold().split())
    return grammar.value_of.get((kind, plain), plain)


_LOOK_BACK = 24
_DIGIT = re.compile(r"\d")
