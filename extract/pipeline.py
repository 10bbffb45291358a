"""From an article to its figures: the order of the steps, on one screen."""

from __future__ import annotations

from collections.abc import Iterator

from extract import assembling, repeats, retelling, telling, weighing
from extract.athome import kept_home
from extract.drafting import Numbered, draft
from extract.glossing.gloss import glossed
from extract.heads import head, value_of
from extract.lexicon.load import ENGLISH, LANGUAGES
from extract.lexicon.tongue import language_of
from extract.model import Article, Count, Extraction, Figure, Rejected
from extract.recognizers import terms
from extract.refusal import by_head, by_veto
from extract.sketch import Sketch, draw


def extract_figures(article: Article) -> Extraction:
    """The figures of an article and the numbers that are none, in reading order, title first.

    Of an article in a language without word tables nothing is read, and nothing guessed.
    """
    language = article.language or language_of(article.text)
    if language == ENGLISH:
        return _extracted(article)
    if language not in LANGUAGES:
        return Extraction()
    told = glossed(article, language)
    return told.back(_extracted(told.read))


def _extracted(article: Article) -> Extraction:
    first = draft(article)
    if not first.reads:
        return Extraction((), tuple(_all_refused(article, first.numbered)))
    asked = [figure for part in first.parts for figure in weighing.weighed(*part)]
    weighed = iter(kept_home(article, first.seen, asked))
    told = telling.telling(article, [n.sentence for n in first.numbered])
    figures: list[Figure] = []
    refused: list[repeats.Refusal] = []
    for read in first.reads:
        sentence, scene = read.numbered.sentence, read.scene
        told.hear(sentence, read.spans)
        refused += [(sentence, count, reason) for count, reason in read.numbered.other]
        for j in read.joined:
            assert scene is not None
            if j.placed is None:
                refused.append((sentence, value_of(scene.items[j.at]), j.reason))
            else:
                placed = next(weighed).placed
                figures.append(assembling.figure(article, placed, scene.sketch, told))
    figures = assembling.paced_alike(figures)
    again, refused = repeats.told_again(article, figures, refused)
    found = sorted(
        retelling.timed(repeats.headline_ends([*figures, *again])),
        key=lambda f: (not f.in_title, f.surface_start),
    )
    refused.sort(key=lambda r: (r[0].index, r[1].span))
    return Extraction(tuple(found), tuple(assembling.rejected(article, *r) for r in refused))


def _all_refused(article: Article, numbered: list[Numbered]) -> Iterator[Rejected]:
    """The numbers of an article that has no word of migration beside any of them."""
    for n in numbered:
        found = [*_plain(n), *n.other] if n.counts else n.other
        for count, reason in sorted(found, key=lambda refusal: refusal[0].span):
            yield assembling.rejected(article, n.sentence, count, reason)


def _plain(n: Numbered) -> list[tuple[Count, str]]:
    """The counts of a sentence without a word of migration, each with its reason."""
    text = n.sentence.text
    sketch = draw(text, n.counts, [], n.nouns, n.terms, terms.vetoes(text))
    return [(value_of(sketch.items[at]), _reason(sketch, at)) for at in sketch.counts]


def _reason(sketch: Sketch, at: int) -> str:
    phrase = head(sketch.items, at)
    beside = by_head(sketch.items, at, phrase) or by_veto(sketch, at, phrase, None)
    return beside or "no_migration_term"
