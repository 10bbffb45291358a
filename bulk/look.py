"""A cheap first look: whether a text can hold a figure at all.

A figure needs a number and, in its own sentence or the one it goes on from, a word of migration
or a noun that implies it. So a text is worth reading when a number stands within a sentence's
reach of such a word. The words are those of the engine's own tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.lexicon.load import ENGLISH, LANGUAGES, forms, table, trie
from extract.lexicon.tongue import language_of
from extract.recognizers import counts

_OTHERS = frozenset(LANGUAGES) - {ENGLISH}  # the words below are English
REACH = 400  # characters to either side: longer than nearly every sentence


def worth_reading(text: str) -> bool:
    """Whether a number stands near a word of migration, or in another language that is read.

    >>> worth_reading("Some 300 families have fled."), worth_reading("300 lari. They fled.")
    (True, True)
    >>> worth_reading("The mayor opened the market, 300 years old.")
    False
    """
    return _met(text.lower()) or language_of(text) in _OTHERS


def _met(lowered: str) -> bool:
    if not counts.may_hold(lowered):
        return False
    done = 0
    for m in _WORD.finditer(lowered):
        start, end = max(done, m.start() - REACH), m.end() + REACH
        if counts.may_hold(lowered[start:end]):
            return True
        done = end - REACH  # a number may lie across the border of two windows
    return False


def _words() -> Iterator[str]:
    for row in table("terms"):
        yield from forms(row["forms"])
    for row in (*table("people"), *table("events")):
        if row["category"]:
            yield from forms(row["noun"])


_WORD = re.compile(rf"(?<![\w-])(?:{trie(word.lower() for word in _words())})(?!\w)")
