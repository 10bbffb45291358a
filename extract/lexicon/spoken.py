"""Which words a text has: a pattern of phrases is only run where one of them can stand.

A look into a set costs a fiftieth of a search through the sentence, and most sentences hold
none of the words that a pattern asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
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


def _tells(word: str) -> tuple[bool, bool, bool, int]:
    """How much a word tells: "the" stands in every sentence, small ones in most."""
    return word != "", word not in _ARTICLES, word not in _SMALL, len(word)


_ARTICLES = frozenset(words("function_words", "determiner"))
_SMALL = frozenset(word for row in table("function_words") for word in forms(row["words"]))
