"""Who is quoted in a sentence: people, offices, agencies and records, as written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.lexicon.load import forms, table, trie
from extract.model import Source, Span

LANGUAGE = "en"


def find(text: str) -> list[Source]:
    """The sources quoted in the sentence, in reading order.

    >>> [source.surface for source in find("Armenia says 40,000 Russians have arrived.")]
    ['Armenia']
    """
    found: dict[Span, Source] = {}
    for cue in _cue().finditer(text):
        kind = cue.lastgroup
        span = _after(text, cue.end()) if kind == "before" else _before(text, cue.start())
        if span is None and kind == "speaks":
            span = _after(text, cue.end())
        if span is not None and span not in found:
            found[span] = Source(span, span.of(text), Span(*cue.span()))
    return sorted(found.values(), key=lambda source: source.span)


def _after(text: str, position: int) -> Span | None:
    """The name that begins at the position."""
    match = _name().match(text, position)
    return Span(match.start("name"), match.end("name")) if match else None


def _before(text: str, position: int) -> Span | None:
    """The name that ends right before the position, a few adverbs aside."""
    start = max(0, position - _LOOK_BACK)
    for match in _name_then_cue().finditer(text, start, position):
        if match.end() == position:
            return Span(match.start("name"), match.end("name"))
    return None


def _words(kind: str, name: str) -> Iterator[str]:
    for row in table(name, LANGUAGE):
        if row["kind"] == kind:
            yield from forms(row["word"])


@cache
def _cue() -> re.Pattern[str]:
    kinds = ("before", "speaks", "counts")
    branches = "|".join(
        f"(?P<{kind}>{trie(_both_cases(_words(kind, 'source_cues')))})" for kind in kinds
    )
    return re.compile(rf"(?<![\w-])(?:{branches})(?![\w-])")


@cache
def _name() -> re.Pattern[str]:
    return re.compile(rf"[\s:]*{_NAME.format(noun=_noun())}")


@cache
def _name_then_cue() -> re.Pattern[str]:
    between = trie(_words("between", "source_cues"))
    return re.compile(rf"{_NAME.format(noun=_noun())},?(?:\s+(?:{between}))*\s+")


@cache
def _noun() -> str:
    kinds = ("office", "person", "body", "outlet", "record", "modifier")
    return trie(_both_cases(word for kind in kinds for word in _words(kind, "agencies")))


def _both_cases(words: Iterator[str]) -> Iterator[str]:
    for word in words:
        yield word
        yield word[:1].upper() + word[1:]


_LOOK_BACK = 120
_CAPITAL = r"(?:[^\W\d_a-zß-öø-ÿ][\w.'’&/-]*+)"
# a name: capitals and the nouns of offices, joined by "of", "for the" and their like
_NAME = (
    r"(?<![\w-])(?P<name>(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er)\s+)?"
    rf"(?:{_CAPITAL}|(?:{{noun}})(?![\w-]))"
    rf"(?:\s+(?:(?:of|for|in|on|and|to|at)\s+(?:the\s+)?)?(?:{_CAPITAL}|(?:{{noun}})(?![\w-]))){{{{0,9}}}}+)"
)
