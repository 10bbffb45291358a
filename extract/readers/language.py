"""The language of a text, and whether there are words for it; None rather than a guess."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from resiliparse.parse.lang import detect_fast

from extract.lexicon.load import ENGLISH, LANGUAGES
from extract.lexicon.tongue import language_of
from extract.model import Article

_READ = 5_000  # characters of a text that are enough to tell
_FEW = 20  # letters that say nothing about a language
_SHORT = 80  # letters; in a shorter text the ranks of languages lie closer together
# Measured: by less than this, English sentences full of names and numbers pass as Danish.
_MARGIN, _SHORT_MARGIN = 50, 100
_FAR = 5_000  # beyond any rank: all languages are ranked
_HERE = Path(__file__).parent


def detect(text: str) -> str | None:
    """The text's language (``en``), or None where English is nearly as likely.

    A language that is read is known by its commonest words, any other by its letters.

    >>> detect("Nearly 50,000 Russians have fled to neighbouring Georgia.")
    'en'
    """
    start = text[:_READ]
    letters = sum(character.isalpha() for character in start)
    if letters < _FEW:
        return None
    told = language_of(start)
    if told != ENGLISH and told in LANGUAGES:
        return told
    ranked = detect_fast(start, cutoff=_FAR, n_results=101)
    if not isinstance(ranked, list) or not ranked:
        return None
    ranks = dict(ranked)
    best = min(ranks, key=lambda code: ranks[code])
    margin = _SHORT_MARGIN if letters < _SHORT else _MARGIN
    if best == "en" or ranks.get("en", _FAR) - ranks[best] >= margin:
        return best
    return None


def unsupported(article: Article) -> str | None:
    """Why no figures are read from the article's language, in words; None where they are."""
    if article.language is None or article.language in LANGUAGES:
        return None
    *known, last = sorted(map(name_of, LANGUAGES))
    language = name_of(article.language)
    read = f"{', '.join(known)} and {last}"
    return f"It is written in {language}. Figures are read from {read} only; none was guessed."


def name_of(code: str) -> str:
    """The English name of a language: ``Georgian`` for ``ka``."""
    return _names().get(code, code)


@cache
def _names() -> dict[str, str]:
    with (_HERE / "languages.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}
