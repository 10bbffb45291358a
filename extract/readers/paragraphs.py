"""Lines of a printed page, joined to the paragraphs that they were wrapped from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from statistics import median
from typing import NamedTuple

_WIDER = 1.25  # of the usual line distance: a gap between paragraphs
_INDENT = 0.8  # of the size of the letters: a first line moved in
_SHORT = 0.75  # of the longest line so far: the last line of a paragraph
_SAME = 0.1  # sizes that differ by less are one
_EDGE = 2  # lines at the top and at the bottom of a page that may be its margin
_BULLET = re.compile(r"[•▪◦‣]\s")
_MAYBE_BULLET = re.compile(r"[–—*-]\s|\(?\d{1,2}[.)]\s|\([a-z]\)\s")  # or a wrapped line
_SENTENCE_END = re.compile(r"[.!?…:][”\"’')\]]*$")
_HYPHEN = re.compile(r"(?<!\w)(?P<left>\w+)[-\u2010]$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Line(NamedTuple):
    """A printed line, where it starts (y upwards) and the size of its letters."""

    text: str
    x: float
    y: float
    size: float


class Paragraph(NamedTuple):
    """A paragraph and the size of its letters."""

    text: str
    size: float


def joined(lines: list[Line]) -> list[Paragraph]:
    """The paragraphs that the lines of one page make."""
    words = Words(line.text for line in lines)
    distance = _distance(lines)
    paragraphs: list[Paragraph] = []
    run: list[Line] = []
    for line in lines:
        if run and _starts(line, run, distance):
            paragraphs.append(_paragraph(run, words))
            run = []
        run.append(line)
    if run:
        paragraphs.append(_paragraph(run, words))
    return paragraphs


def without_margins(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages without running heads and feet: what most pages begin or end with."""
    seen = Counter(text for page in pages for text in {_masked(line) for line in _edges(page)})
    running = {text for text, count in seen.items() if count > 1 and count > len(pages) / 2}
    return [
        [
            line
            for i, line in enumerate(page)
            if _masked(line) not in running or _EDGE <= i < len(page) - _EDGE
        ]
        for page in pages
    ]


def _edges(page: list[Line]) -> list[Line]:
    return page[:_EDGE] + page[-_EDGE:]


def _masked(line: Line) -> str:
    return re.sub(r"\d+", "0", line.text)


def _distance(lines: list[Line]) -> float:
    """The usual distance of two lines, as a share of the size of their letters."""
    ratios = [
        (above.y - below.y) / above.size
        for above, below in pairwise(lines)
        if above.size and above.y > below.y and _alike(above, below)
    ]
    return median(ratios) if ratios else 0.0


def _alike(a: Line, b: Line) -> bool:
    return abs(a.size - b.size) <= _SAME * max(a.size, b.size)


def _starts(line: Line, run: list[Line], distance: float) -> bool:
    """Whether a new paragraph starts with the line, and not a further line of the run."""
    last = run[-1]
    if not _alike(line, last) or _BULLET.match(line.text):
        return True
    ended = _SENTENCE_END.search(last.text) is not None
    fall = last.y - line.y
    if fall < 0:  # up again: the next column
        return ended
    if distance and last.size and fall / last.size > _WIDER * distance:
        return True
    if ended and line.x > last.x + _INDENT * last.size:
        return True
    longest = max(len(each.text) for each in run)
    return ended and (len(last.text) < _SHORT * longest or bool(_MAYBE_BULLET.match(line.text)))


def _paragraph(run: list[Line], words: Words) -> Paragraph:
    text = run[0].text.strip()
    for line in run[1:]:
        text = words.join(text, line.text.strip())
    return Paragraph(text, run[0].size)


class Words:
    """The words of a page, which tell a hyphen of wrapping from a hyphen of spelling."""

    def __init__(self, lines: Iterable[str]) -> None:
        texts = list(lines)
        self._known = {word.casefold() for text in texts for word in _WORD.findall(text)}
        self._wraps = any(self._is_split(above, below) for above, below in pairwise(texts))

    def join(self, above: str, below: str) -> str:
        """The two lines as one: ``displa-`` and ``ced`` give one word, ``cross-border`` stays."""
        end = _HYPHEN.search(above)
        if end is None:
            return f"{above} {below}"
        is_wrapped = self._wraps or self._is_split(above, below)
        if is_wrapped and below[:1].islower() and not self._is_spelt(end["left"], below):
            return above[:-1] + below
        return above + below

    def _is_split(self, above: str, below: str) -> bool:
        end, rest = _HYPHEN.search(above), _WORD.match(below)
        if end is None or rest is None:
            return False
        return (end["left"] + rest[0]).casefold() in self._known

    def _is_spelt(self, left: str, below: str) -> bool:
        rest = _WORD.match(below)
        return rest is not None and f"{left}-{rest[0]}".casefold() in self._known
