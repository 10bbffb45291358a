"""From an article to its figures: the order of the steps, on one screen."""

from __future__ import annotations

import re

from extract import assembling, context, roles, sentences, telling
from extract.context import Memory
from extract.heads import value_of
from extract.lexicon.load import forms, table, trie
from extract.model import Article, Count, Extraction, Figure, Rejected, Sentence, Source
from extract.pairing import Refused, pair
from extract.recognizers import counts, periods, places, sources, terms
from extract.recognizers.settling import Settled, settle
from extract.sketch import Sketch, draw


def extract_figures(article: Article) -> Extraction:
    """The figures of an article and the numbers that are none, in reading order, title first."""
    support = _SUPPORT.search(article.title) is not None or _SUPPORT.search(article.text) is not None
    settled = settle(article.text, article.title)
    memory, told = Memory(), telling.telling(article)
    figures: list[Figure] = []
    rejected: list[Rejected] = []
    for sentence in sentences.split(article):
        found = counts.find(sentence.text) if counts.may_hold(sentence.text) else []
        sketch = _sketch(sentence, found, settled)
        told.hear(sentence, [c.span for c in found])
        sentence_roles = roles.find(sketch)
        pronouns = context.anaphors(sketch, sentence_roles, memory)
        memory.note(sentence, sketch, sentence_roles, pronouns)
        if not found:
            continue
        for joined in pair(sketch, sentence_roles, pronouns, periods.dates(sentence.text), support=support):
            count = value_of(sketch.items[joined.at])
            if isinstance(joined, Refused):
                rejected.append(assembling.rejected(article, sentence, count, joined.reason))
                continue
            placed = context.complete(joined, sentence, sketch, pronouns, memory)
            if placed is None:
                rejected.append(assembling.rejected(article, sentence, count, "no_migration_term"))
                continue
            memory.placed.append(placed)
            figures.append(assembling.figure(article, placed, sketch, told, _source(sketch, count)))
    return Extraction(tuple(figures), tuple(rejected))


def _sketch(sentence: Sentence, found: list[Count], settled: Settled) -> Sketch:
    text = sentence.text
    named = places.find(text, settled)
    if not found:
        return draw(text, [], named, [], terms.terms(text) if named else [])
    return draw(text, found, named, terms.nouns(text), terms.terms(text), terms.vetoes(text), sources.find(text))


def _source(sketch: Sketch, count: Count) -> Source | None:
    return min(sketch.sources, key=lambda s: abs(s.span.start - count.span.end), default=None)


def _strong_words() -> list[str]:
    words = [w for row in table("terms") if row["open"] != "yes" for w in forms(row["forms"])]
    words += [w for row in table("topic") for w in forms(row["words"])]
    return words + [w for row in table("people") if row["category"] for w in forms(row["noun"])]


_SUPPORT = re.compile(rf"(?<![\w-])(?:{trie(w.casefold() for w in _strong_words())})(?!\w)", re.IGNORECASE)
