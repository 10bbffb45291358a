"""Which words a text has: a pattern of phrases is only run where one of them can stand.

A look into a set costs a fiftieth of a search through the sentence, and most sentences hold
none of the words that a pattern asks for.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from extract.lexicon.load import forms, table, words

# Every Latin-1 character that is part of no word, as a blank; what is not Latin-1 becomes "?".
_APART = bytes(
    code if re.match(r"[\w%]", bytes([code]).decode("latin-1")) else ord(" ") for code in range(256)
)


@lru_cache(maxsize=512)  # an article's sentences are asked by one recognizer after the other
def spoken(text: str) -> frozenset[str]:
    """The words of a text in lower case, parted at whatever is no Latin letter, and the empty word.

    >>> sorted(spoken("Sub-Saharan Africa's"))
    ['', 'africa', 's', 'saharan', 'sub']
    """
    plain = text.lower().encode("latin-1", "replace").translate(_APART)
    return frozenset(f"{plain.decode('latin-1')} ".split(" "))


def tellers(phrases: Iterable[str]) -> frozenset[str]:
    """The word of each phrase that tells most: without any of these a text has none of the phrases.

    Of a phrase in other letters it is the empty word, which every text has.

    >>> sorted(tellers(["a week", "per week", "daily"]))
    ['daily', 'week']
    """
    return frozenset(max(sorted(spoken(phrase)), key=_tells) for phrase in phrases)


@dataclass(frozen=True, slots=True)
class Guarded:
    """A pattern with words without any of which it finds nothing: then it is not run."""

    pattern: re.Pattern[str]
    words: frozenset[str]

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """What the pattern finds in a stretch of the text."""
        if self.words.isdisjoint(spoken(text)):
            return None
        return self.pattern.search(text, start, end)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """What the pattern finds right at a place of the text."""
        return None if self.words.isdisjoint(spoken(text)) else self.pattern.match(text, start)


def guarded(pattern: str, phrases: Iterable[str], flags: int = 0) -> Guarded:
    """The compiled pattern, run only over texts that can hold one of the phrases it asks for."""
    return Guarded(re.compile(pattern, flags), tellers(phrases))


def _tells(word: str) -> tuple[bool, bool, bool, int]:
    """How much a word tells: "the" stands in every sentence, small ones in most."""
    return word != "", word not in _ARTICLES, word not in _SMALL, len(word)


_ARTICLES = frozenset(words("function_words", "determiner"))
_SMALL = frozenset(word for row in table("function_words") for word in forms(row["words"]))
