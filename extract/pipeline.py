"""From an article to its figures: the order of the steps, on one screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from extract import assembling, context, repeats, retelling, roles, sentences, shapes, telling, weighing
from extract.anaphora import anaphors
from extract.clues import Asked, asked
from extract.glossing.gloss import glossed
from extract.heads import head, value_of
from extract.lexicon.load import ENGLISH, LANGUAGES, forms, lowered, table, trie, words
from extract.lexicon.tongue import language_of
from extract.links import Refused
from extract.memory import Memory, Placed
from extract.model import Article, Count, Extraction, Figure, Place, Rejected, Sentence, Span
from extract.pairing import pair
from extract.recognizers import counts, periods, places, sources, terms
from extract.recognizers.places import Name, Settled
from extract.recognizers.terms import Noun, Term
from extract.recognizers.unnamed import points_to_place
from extract.refusal import by_head, by_veto
from extract.scene import Scene
from extract.sketch import Sketch, draw


class Numbered(NamedTuple):
    """A sentence with its counts, the words of the field, and its other numbers with reasons."""

    sentence: Sentence
    counts: list[Count]
    other: list[tuple[Count, str]]
    nouns: list[Noun]
    terms: list[Term]


class Read(NamedTuple):
    """A sentence with its scene, or with none where it has neither a count nor a place."""

    numbered: Numbered
    scene: Scene | None

    @property
    def spans(self) -> list[Span]:
        """Where the numbers of the sentence stand, whatever they count."""
        other = [count.span for count, _ in self.numbered.other]
        return [count.span for count in self.numbered.counts] + other


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


class Joined(NamedTuple):
    """A count joined to its sentence and the context, or refused with a reason."""

    read: Read
    at: int
    placed: Placed | None
    reason: str = ""


class Draft(NamedTuple):
    """An article before its unsaid ends are weighed; no counts where none can be a figure."""

    numbered: list[Numbered]
    reads: list[Read]
    joined: list[Joined]
    memory: Memory

    @property
    def asked(self) -> list[Asked]:
        """Its figures, in reading order, as the weighing asks for them."""
        return [asked(j.placed, j.read.scene.sketch) for j in self.joined if j.placed and j.read.scene]


def _extracted(article: Article) -> Extraction:
    first = draft(article)
    if not first.reads:
        return Extraction((), tuple(_all_refused(article, first.numbered)))
    weighed = iter(weighing.weighed(first.memory.seen, first.asked))
    told = telling.telling(article, [n.sentence for n in first.numbered])
    joined = {id(read): [j for j in first.joined if j.read is read] for read in first.reads}
    figures: list[Figure] = []
    refused: list[repeats.Refusal] = []
    for read in first.reads:
        sentence, scene = read.numbered.sentence, read.scene
        told.hear(sentence, read.spans)
        refused += [(sentence, count, reason) for count, reason in read.numbered.other]
        for j in joined[id(read)]:
            assert scene is not None
            if j.placed is None:
                refused.append((sentence, value_of(scene.items[j.at]), j.reason))
            else:
                placed = next(weighed).placed
                figures.append(assembling.figure(article, placed, scene.sketch, told))
    again, refused = repeats.told_again(article, figures, refused)
    found = sorted(
        retelling.timed(repeats.headline_ends([*figures, *again])),
        key=lambda f: (not f.in_title, f.surface_start),
    )
    refused.sort(key=lambda r: (r[0].index, r[1].span))
    return Extraction(tuple(found), tuple(assembling.rejected(article, *r) for r in refused))


def draft(article: Article) -> Draft:
    """Every count joined or refused, sentence by sentence, by what it and those before say."""
    numbered = [_numbered(sentence) for sentence in sentences.split(article)]
    support = _SUPPORT.search(lowered(f"{article.title}\n{article.text}")) is not None
    support = support and _TOURISM.search(lowered(article.title)) is None
    if not any(_may_hold_figure(n, support=support) for n in numbered):
        return Draft(numbered, [], [], Memory())
    memory = Memory()
    reads = _read(article, numbered, memory)
    joined: list[Joined] = []
    for read in reads:
        if read.scene is None or not read.numbered.counts:
            continue
        for link in pair(read.scene, support=support or bool(memory.placed)):
            if isinstance(link, Refused):
                joined.append(Joined(read, link.at, None, link.reason))
                continue
            sentence = read.numbered.sentence
            placed = context.complete(link, sentence, read.scene.sketch, memory)
            joined.append(Joined(read, link.at, placed, "no_migration_term"))
            if placed is not None:
                memory.placed.append(placed)
    return Draft(numbered, reads, joined, memory)


def _numbered(sentence: Sentence) -> Numbered:
    text = sentence.text
    if not counts.may_hold(text) or not (found := counts.find(text)):
        return Numbered(sentence, [], [], [], [])
    days = periods.dates(text)
    reasons = [
        (c, "date" if any(c.number.overlaps(d) for d in days) else shapes.by_shape(text, c))
        for c in found
    ]
    kept = [c for c, reason in reasons if not reason]
    other = [(c, reason) for c, reason in reasons if reason]
    return (
        Numbered(sentence, kept, other, terms.nouns(text), terms.terms(text))
        if kept
        else Numbered(sentence, [], other, [], [])
    )


def _may_hold_figure(n: Numbered, *, support: bool) -> bool:
    """Whether a sentence has a count and a word of the field, or is a line of a bulletin on it."""
    if not n.counts:
        return False
    listed = support and ": " in n.sentence.text
    listed = listed or _NATION.search(n.sentence.text) is not None
    return listed or bool(n.terms) or any(noun.kind == "event" or noun.category for noun in n.nouns)


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


def _read(article: Article, numbered: list[Numbered], memory: Memory) -> list[Read]:
    """Every sentence read once, its places remembered, before any count is joined."""
    named = [places.names(n.sentence.text) for n in numbered]
    settled = _settled(article, numbered, named)
    return [
        Read(n, _scene(n, places.resolve(n.sentence.text, found, settled), memory))
        for n, found in zip(numbered, named, strict=True)
    ]


def _settled(article: Article, numbered: list[Numbered], named: list[list[Name]]) -> Settled:
    """What the article decides about its ambiguous names, from those of all its sentences."""
    head = f"{article.title}.\n" if article.title else ""
    whole = []
    for n, found in zip(numbered, named, strict=True):
        offset = n.sentence.span.start + (0 if n.sentence.in_title else len(head))
        whole += [Name(name.span.shift(offset), *name[1:]) for name in found]
    return places.settle_names(head + article.text, whole)


def _scene(n: Numbered, named: list[Place], memory: Memory) -> Scene | None:
    """The scene of a sentence, remembered; None where it has neither a count nor a place."""
    sketch = _sketch(n, named)
    if sketch is None:
        return None
    scene = Scene(sketch, roles.find(sketch), {})
    if pointed := anaphors(n.sentence, scene, memory):
        scene = replace(scene, anaphors=pointed)
    memory.note(n.sentence, scene)
    return scene


def _sketch(n: Numbered, named: list[Place]) -> Sketch | None:
    """The sketch of a sentence; None where there is nothing to join or to remember."""
    text = n.sentence.text
    if n.counts:
        return draw(text, n.counts, named, n.nouns, n.terms, terms.vetoes(text), sources.find(text))
    if named:
        return draw(text, [], named, [], terms.terms(text))
    return draw(text, [], [], [], []) if points_to_place(text) else None


# "48,000 Eritreans", "1 million ethnic Russians": a name right behind a number may be a nation.
_NATION = re.compile(
    r"\d\s+(?:(?:thousand|million|ethnic|more|other|of)\s+){0,2}[A-Z][a-z]{3,}"
    rf"|\b(?:{trie(words('sense_words', 'amount'))})\sof\s[A-Z]"
)


def _strong_words() -> list[str]:
    strong = [w for row in table("terms") if row["open"] != "yes" for w in forms(row["forms"])]
    strong += [w for row in table("topic") for w in forms(row["words"])]
    return strong + shapes.mover_nouns()


# Under such a headline arrivals are tourists, unless a sentence itself says otherwise.
_TOURISM = re.compile(rf"\b(?:{trie(words('sense_words', 'tourism'))})\b")
_SUPPORT = re.compile(rf"(?<![\w-])(?:{trie(w.lower() for w in _strong_words())})(?!\w)")
