"""The sentences of an article as spans, headline first. The text itself is never touched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import nupunkt

from extract.model import Article, Sentence, Span

# nupunkt.load gives one shared object: it is set up here, once, and nowhere else.
_SPLITTER = nupunkt.load("default")
_SPLITTER.add_abbreviations(
    ["lt", "col", "km", "approx", "mio", "i.o.m", "u.n.h.c.r", "jan.-aug", "maj", "gov", "sen"]
)
_SPLITTER.add_abbreviations(["rep", "sept", "u.n", "u.s"])
# Longer ones are tables and lists without a stop; reading them whole would cost their square.
LONGEST = 1_500
# Nor is a whole file one sentence: what a line without any stop holds after so many is not read.
FURTHEST = 6_000
# "SOVA reports. For the year ...", "... of Israel.Many of those": a plain word ends a sentence.
_MISSED = re.compile(r"[.!?](?<=[a-z]{4}.)[”\"’]?(?=\s+[A-Z][a-z]*\s[a-z]|[A-Z][a-z]+\s[a-z])")
_LINE = re.compile(r"[^\n]+")
# A line that goes on in lower case was only broken for width.
_LINES = re.compile(r"[^\n]+(?:\n[^\S\n]*(?=[a-z(])[^\n]+)*")
_MAY_END = re.compile(r"[.?!\u2026](?!\w|\Z)")  # without one, a block is one sentence
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n\S]*(?![-*•–]\s)\S[^\n]*)*")


def split(article: Article) -> Iterator[Sentence]:
    """The sentences in reading order, title first; each span cuts the sentence's exact text."""
    index = 0
    for span in _spans(article.title):
        yield Sentence(span, span.of(article.title), index, in_title=True)
        index += 1
    for span in _spans(article.text):
        yield Sentence(span, span.of(article.text), index)
        index += 1


def _spans(text: str) -> Iterator[Span]:
    blocks = _PARAGRAPH if _is_hard_wrapped(text) else _LINES
    for block in blocks.finditer(text):
        for start, end in _ends(block[0]) if not block[0].isspace() else ():
            for span in _parts(text, block.start() + start, block.start() + end):
                yield from _pieces(text, span)


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences in what the splitter took for one."""
    for m in _MISSED.finditer(text, start, end):
        yield _tight(text, start, m.end())
        start = m.end()
    yield _tight(text, start, end)


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """The span, cut at white space where it is longer than anybody's sentence."""
    if span.end - span.start > FURTHEST:
        span = Span(span.start, span.start + FURTHEST)
    while span.end - span.start > LONGEST:
        space = text.rfind(" ", span.start, span.start + LONGEST)
        cut = space if space > span.start else span.start + LONGEST
        yield _tight(text, span.start, cut)
        span = _tight(text, cut, span.end)
    if span.start < span.end:
        yield span


def _ends(block: str) -> Iterable[tuple[int, int]]:
    return _SPLITTER.span_tokenize(block) if _MAY_END.search(block) else [(0, len(block))]


def _tight(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _is_hard_wrapped(text: str) -> bool:
    """Whether lines were broken at a width, so that a line end is no sentence end."""
    lines = [len(m[0]) for m in _LINE.finditer(text[:20_000])]
    full = [n for n in lines if 50 <= n <= 100]
    return len(lines) >= 6 and len(full) >= 0.6 * len(lines) and max(lines) <= 110
