"""A text of another language word by word in English, and the way back to what stands there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from extract.glossing.choice import chosen
from extract.glossing.order import ordered
from extract.glossing.pieces import Piece, pieces
from extract.lexicon.load import ENGLISH
from extract.lexicon.tongue import tongue
from extract.model import Article, Evidence, Extraction, Figure, Rejected, Span


@dataclass(frozen=True, slots=True)
class Gloss:
    """A text in English words, and the spans of the text that its runs stand for.

    ``ends`` are the ends of the runs in the gloss, in order. ``began`` tells where a sentence
    begins that begins with a word that the gloss does without, by the word behind it.
    """

    text: str
    source: str
    ends: tuple[int, ...]
    spans: tuple[Span, ...]
    began: Mapping[int, int]

    def sentence(self, start: int, end: int) -> Span:
        """The sentence of the text that one of the gloss stands for."""
        span = self.back(start, end)
        return Span(self.began.get(span.start, span.start), span.end)

    def back(self, start: int, end: int) -> Span:
        """What an interval of the gloss stands for in the text."""
        first = bisect_right(self.ends, start)
        last = max(first, bisect_left(self.ends, end))
        covered = self.spans[first : last + 1]
        if not covered:
            return Span(len(self.source), len(self.source))
        return Span(min(s.start for s in covered), max(s.end for s in covered))


def gloss(text: str, language: str) -> Gloss:
    """The text word by word in English; what no table knows is left as it stands.

    >>> gloss("Unos 12.000 venezolanos llegaron a Chile.", "es").text
    'About 12,000 Venezuelans arrived to Chile.'
    """
    row = ordered(chosen(pieces(text, tongue(language))))
    out: list[str] = []
    ends: list[int] = []
    spans: list[Span] = []
    length = 0
    for piece in row:
        for part, span in ((piece.apart, piece.gap), (_capital(piece), piece.span)):
            if part:
                out.append(part)
                length += len(part)
                ends.append(length)
                spans.append(span)
    began = {piece.span.start: piece.began for piece in row if piece.began is not None}
    return Gloss("".join(out), text, tuple(ends), tuple(spans), began)


def _capital(piece: Piece) -> str:
    english = piece.reading.english
    if piece.opens or piece.capital:
        return english[:1].upper() + english[1:]
    return english


@dataclass(frozen=True, slots=True)
class Glossed:
    """An article of another language as the engine reads it, and the figures laid back over it."""

    article: Article
    title: Gloss
    text: Gloss

    @property
    def read(self) -> Article:
        """The article in English words."""
        return replace(self.article, title=self.title.text, text=self.text.text, language=ENGLISH)

    def back(self, extraction: Extraction) -> Extraction:
        """What was found, over the text as it stands: every surface is cut from there."""
        return Extraction(
            tuple(self._figure(figure) for figure in extraction.figures),
            tuple(self._rejected(rejected) for rejected in extraction.rejected),
        )

    def _side(self, in_title: bool) -> Gloss:
        return self.title if in_title else self.text

    def _figure(self, figure: Figure) -> Figure:
        evidence = tuple(map(self._evidence, figure.evidence))
        source = next((e.surface for e in evidence if e.role == "source"), figure.source)
        return replace(
            figure,
            **self._places(figure),
            title=self.article.title or None,
            source=source if figure.source else None,
            evidence=evidence,
        )

    def _rejected(self, rejected: Rejected) -> Rejected:
        return replace(rejected, **self._places(rejected))

    def _places(self, found: Figure | Rejected) -> dict[str, Any]:
        """Where a number and its sentence stand in the text, and their words there."""
        side = self._side(found.in_title)
        surface = side.back(found.surface_start, found.surface_end)
        sentence = side.sentence(found.sentence_start, found.sentence_end)
        return {
            "surface": surface.of(side.source),
            "surface_start": surface.start,
            "surface_end": surface.end,
            "sentence": sentence.of(side.source),
            "sentence_start": sentence.start,
            "sentence_end": sentence.end,
        }

    def _evidence(self, evidence: Evidence) -> Evidence:
        side = self._side(evidence.in_title)
        span = side.back(*evidence.span)
        return evidence._replace(span=span, surface=span.of(side.source))


def glossed(article: Article, language: str) -> Glossed:
    """The article word by word in English."""
    return Glossed(article, gloss(article.title, language), gloss(article.text, language))
