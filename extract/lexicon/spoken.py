"""Which words a text has: a pattern of phrases is only run where one of them can stand.

A look into a set costs a fiftieth of a search through the sentence, and most sentences hold
none of the words that a pattern asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from extract.lexicon.load import lowered

_WORD = re.compile(r"\w+|[^\w\s]")


@lru_cache(maxsize=512)  # an article's sentences are asked by one recognizer after the other
def spoken(text: str) -> frozenset[str]:
    """The words of a text in lower case, and its marks.

    >>> sorted(spoken("Sub-Saharan Africa"))
    ['-', 'africa', 'saharan', 'sub']
    """
    return frozenset(_WORD.findall(lowered(text)))


def tellers(phrases: Iterable[str]) -> frozenset[str]:
    """The longest word of each phrase: a text without any of these has none of the phrases.

    >>> sorted(tellers(["a week", "per week", "daily"]))
    ['daily', 'week']
    """
    return frozenset(max(_WORD.findall(lowered(phrase)), key=len) for phrase in phrases)
