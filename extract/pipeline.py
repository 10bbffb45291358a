"""From an article to its figures: the order of the steps, on one screen."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract import assembling, context, refusal, repeats, roles, sentences, telling
from extract.context import Memory, Placed
from extract.heads import value_of
from extract.lexicon.load import forms, table, trie
from extract.model import Article, Count, Extraction, Sentence
from extract.links import Refused
from extract.pairing import pair
from extract.recognizers import counts, periods, places, sources, terms
from extract.recognizers.settling import Settled, settle
from extract.roles import Role
from extract.sketch import Sketch, draw


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence with what the recognizers found in it and what its places are."""

    sentence: Sentence
    sketch: Sketch
    roles: dict[int, Role]
    anaphors: dict[int, str]
    counts: list[Count]
    other: list[tuple[Count, str]]  # numbers that are none by their shape, with the reason


def extract_figures(article: Article) -> Extraction:
    """The figures of an article and the numbers that are none, in reading order, title first."""
    support = _SUPPORT.search(article.title) is not None or _SUPPORT.search(article.text) is not None
    memory = Memory()
    figures, refused = [], []
    reads = _read(article, memory)
    told = telling.telling(article, [read.sentence for read in reads])
    for read in reads:
        told.hear(read.sentence, [c.span for c in read.counts] + [c.span for c, _ in read.other])
        refused += [(read.sentence, count, reason) for count, reason in read.other]
        if not read.counts:
            continue
        for joined in pair(read.sketch, read.roles, read.anaphors, support=support or bool(memory.placed)):
            placed = None if isinstance(joined, Refused) else context.complete(joined, read.sentence, read.sketch, memory)
            if placed is None:
                reason = joined.reason if isinstance(joined, Refused) else "no_migration_term"
                refused.append((read.sentence, value_of(read.sketch.items[joined.at]), reason))
                continue
            memory.placed.append(placed)
            figures.append(assembling.figure(article, placed, read.sketch, told))
    again, refused = repeats.told_again(article, figures, refused)
    found = sorted(telling.headlines([*figures, *again]), key=lambda f: (not f.in_title, f.surface_start))
    return Extraction(tuple(found), tuple(assembling.rejected(article, *r) for r in refused))


def _read(article: Article, memory: Memory) -> list[Read]:
    """Every sentence read once, its places remembered, before any count is joined."""
    settled = settle(article.text, article.title)
    found = []
    for sentence in sentences.split(article):
        stated, other = _counts(sentence.text)
        sketch = _sketch(sentence, stated, settled)
        sentence_roles = roles.find(sketch)
        pronouns = context.anaphors(sentence, sketch, sentence_roles, memory)
        memory.note(sentence, sketch, sentence_roles, pronouns)
        found.append(Read(sentence, sketch, sentence_roles, pronouns, stated, other))
    return found


def _counts(text: str) -> tuple[list[Count], list[tuple[Count, str]]]:
    """The counts of a sentence, and its numbers that are none by their own shape, with the reason."""
    if not counts.may_hold(text) or not (found := counts.find(text)):
        return [], []
    days = periods.dates(text)
    reasons = [(c, "date" if any(c.number.overlaps(d) for d in days) else refusal.by_shape(text, c)) for c in found]
    return [c for c, reason in reasons if not reason], [(c, reason) for c, reason in reasons if reason]


def _sketch(sentence: Sentence, found: list[Count], settled: Settled) -> Sketch:
    text = sentence.text
    named = places.find(text, settled)
    if not found:
        return draw(text, [], named, [], terms.terms(text) if named else [])
    return draw(text, found, named, terms.nouns(text), terms.terms(text), terms.vetoes(text), sources.find(text))


def _strong_words() -> list[str]:
    words = [w for row in table("terms") if row["open"] != "yes" for w in forms(row["forms"])]
    words += [w for row in table("topic") for w in forms(row["words"])]
    return words + [w for row in table("people") if row["category"] for w in forms(row["noun"])]


_SUPPORT = re.compile(rf"(?<![\w-])(?:{trie(w.casefold() for w in _strong_words())})(?!\w)", re.IGNORECASE)
