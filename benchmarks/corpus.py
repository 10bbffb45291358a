"""Articles to measure on: the bundled briefs, and as many variations of them as are asked for."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from extract import Article, read_article

BRIEFS = Path(__file__).parent.parent / "data" / "articles"
FILLER = Path(__file__).parent / "filler.txt"

# Only numbers with a thousands separator: years, dates and times stay as they are.
_LARGE_NUMBER = re.compile(r"\b[1-9]\d{0,2}(?:,\d{3})+\b")


def briefs() -> list[Article]:
    """The bundled briefs, in the order of their file names."""
    return [read_article(path.read_bytes(), path.name) for path in sorted(BRIEFS.glob("*.md"))]


def filler() -> list[str]:
    """Sentences without a number and without migration, as most news is."""
    return FILLER.read_text(encoding="utf-8").splitlines()


def articles(number: int, *, padding: int = 3) -> Iterator[Article]:
    """As many articles as asked for, each a brief with other numbers and other filler.

    ``padding`` filler paragraphs go before and behind each paragraph of the brief. The n-th
    article is the same in every run.
    """
    originals, sentences = briefs(), filler()
    for n in range(number):
        original, dice = originals[n % len(originals)], random.Random(n)
        yield replace(
            original,
            id=f"{n:07d}",
            title=_varied(original.title, dice),
            text=_padded(_varied(original.text, dice), sentences, padding, dice),
        )


def quiet(number: int, *, paragraphs: int = 8) -> Iterator[Article]:
    """As many articles as asked for that hold filler only."""
    sentences = filler()
    for n in range(number):
        dice = random.Random(n)
        text = _paragraphs(sentences, paragraphs, dice)
        yield Article(id=f"q{n:07d}", text=text, title="In brief")


def _varied(text: str, dice: random.Random) -> str:
    return _LARGE_NUMBER.sub(lambda m: _other_number(m[0], dice), text)


def _other_number(surface: str, dice: random.Random) -> str:
    digits = surface.replace(",", "")
    low = 10 ** (len(digits) - 1)
    return f"{dice.randrange(low, 10 * low):,}"


def _padded(text: str, sentences: list[str], padding: int, dice: random.Random) -> str:
    if not padding:
        return text
    parts = [_paragraphs(sentences, padding, dice)]
    for paragraph in text.split("\n\n"):
        parts += [paragraph, _paragraphs(sentences, padding, dice)]
    return "\n\n".join(parts)


def _paragraphs(sentences: list[str], number: int, dice: random.Random) -> str:
    return "\n\n".join(" ".join(dice.sample(sentences, 4)) for _ in range(number))
