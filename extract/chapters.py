"""Bulletins in parts: paragraphs that open with a country, which alone are about it.

"Niger – Attacks displaced 3,600 people", or a line that is only "Niger". One such paragraph may be
a dateline; two of different countries are parts of a bulletin.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extract.model import Article, Place, Sentence

# "Niger – Attacks ...", "Niger: attacks ..." or nothing more; "Niger: 3,600" is a line of a table.
_LABELLED = re.compile(r"\s{0,3}(?:[–—:-](?:\s{1,3}(?![\d\s])|\s{0,3}\Z)|\Z)")
_OPENS_PARAGRAPH = re.compile(r"(?:\A|\n)[^\w\n]*\Z")
_FURTHEST = 4  # characters of a list mark before the country


class Chapters(NamedTuple):
    """The sentences with which the parts of a bulletin begin; none for any other article."""

    starts: tuple[int, ...] = ()

    def holds(self, here: int, other: int, in_title: bool) -> bool:
        """Whether a sentence stands in the same part as another; what opens a text sees all."""
        part = self.part(here)
        return part == 0 or (not in_title and self.part(other) == part)

    def part(self, sentence: int) -> int:
        """Which part a sentence stands in; 0 before the first."""
        return bisect_right(self.starts, sentence)


def chapters(article: Article, named: Iterable[tuple[Sentence, Sequence[Place]]]) -> Chapters:
    """The parts of a bulletin whose paragraphs open with different countries."""
    opening = [
        (sentence.index, places[0].iso3)
        for sentence, places in named
        if places and _is_label(article, sentence, places[0])
    ]
    distinct = len({iso3 for _, iso3 in opening}) > 1
    return Chapters(tuple(index for index, _ in opening)) if distinct else Chapters()


def _is_label(article: Article, sentence: Sentence, first: Place) -> bool:
    if sentence.in_title or first.kind != "country" or first.span.start > _FURTHEST:
        return False
    if any(letter.isalnum() for letter in sentence.text[: first.span.start]):
        return False
    opens = _OPENS_PARAGRAPH.search(article.text, 0, sentence.span.start) is not None
    return opens and _LABELLED.match(sentence.text, first.span.end) is not None
