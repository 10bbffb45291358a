"""An article heard to its end: what it tells of the number 500 in its last sentence."""

from __future__ import annotations

from datetime import date

from extract.model import Article, Measure, Sentence, Span, Status
from extract.sentences import split
from extract.telling import Telling, telling

PUBLISHED = date(2022, 9, 27)
FLOW, STOCK = Measure.FLOW, Measure.STOCK
REPORTED = Status.REPORTED


def heard(text: str, *, title: str = "", published: date | None = PUBLISHED) -> Telling:
    """The telling of the article, heard to its end; the last sentence holds the number 500."""
    sentences = list(split(Article(id="a", text=text, title=title, published=published)))
    told = telling(Article(id="a", text=text, title=title, published=published), sentences)
    for sentence in sentences:
        told.hear(sentence, [number(sentence)] if "500" in sentence.text else [])
    return told


def number(sentence: Sentence) -> Span:
    """Where the number 500 stands in the sentence."""
    start = sentence.text.index("500")
    return Span(start, start + 3)


def period(text: str, measure: Measure = FLOW, published: date | None = PUBLISHED) -> str:
    """The first and the last day that the article tells of its number 500, or "none"."""
    told = heard(text, published=published)
    stated = told.period(number(list(split(Article(id="a", text=text)))[-1]), measure, REPORTED)
    return f"{stated.period.start or ''}..{stated.period.end or ''}" if stated else "none"
