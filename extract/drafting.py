"""The first reading of an article: every count joined, by its sentence and those before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from extract import context, meanwhile, roles, sentences, shapes
from extract.anaphora import anaphors
from extract.asking import Asked, asked
from extract.chapters import Chapters, chapters
from extract.lexicon.load import forms, lowered, table, trie, words
from extract.links import Refused
from extract.memory import Memory, Placed, Seen
from extract.model import Article, Count, Place, Sentence, Span
from extract.pairing import pair
from extract.recognizers import counts, periods, places, sources, terms
from extract.recognizers.places import Name, Settled
from extract.recognizers.terms import Noun, Term
from extract.recognizers.unnamed import points_to_place
from extract.scene import Scene
from extract.sketch import Sketch, draw


class Numbered(NamedTuple):
    """A sentence with its counts, the words of the field, and its other numbers with reasons."""

    sentence: Sentence
    counts: list[Count]
    other: list[tuple[Count, str]]
    nouns: list[Noun]
    terms: list[Term]


class Joined(NamedTuple):
    """A count joined to its sentence and the context, or refused with a reason."""

    at: int
    placed: Placed | None
    reason: str


class Read(NamedTuple):
    """A sentence with its scene, or with none where it has neither a count nor a place."""

    numbered: Numbered
    scene: Scene | None
    joined: list[Joined]

    @property
    def spans(self) -> list[Span]:
        """Where the numbers of the sentence stand, whatever they count."""
        other = [count.span for count, _ in self.numbered.other]
        return [count.span for count in self.numbered.counts] + other


class Draft(NamedTuple):
    """An article before its unsaid ends are weighed; no reads where no number can be a figure."""

    numbered: list[Numbered]
    reads: list[Read]
    seen: Sequence[Seen]
    chapters: Chapters = Chapters()

    @property
    def asked(self) -> list[Asked]:
        """Its figures, in reading order, as the weighing asks for them."""
        return [
            asked(joined.placed, read.scene.sketch)
            for read in self.reads
            for joined in read.joined
            if joined.placed is not None and read.scene is not None
        ]

    @property
    def parts(self) -> Iterator[tuple[Sequence[Seen], list[Asked], Seen | None]]:
        """The places and figures that are weighed together, and the country they are about.

        All of the article, about none in particular; or those of each part of a bulletin.
        """
        for part, figures in groupby(self.asked, lambda f: self.chapters.part(_place(f))):
            asked = list(figures)
            here = _place(asked[0])
            seen = [s for s in self.seen if self.chapters.holds(here, s.sentence, s.in_title)]
            yield seen, asked, seen[0] if part else None


def draft(article: Article) -> Draft:
    """Every count joined or refused, sentence by sentence, by what it and those before say."""
    numbered = [_numbered(sentence) for sentence in sentences.split(article)]
    support = _SUPPORT.search(lowered(f"{article.title}\n{article.text}")) is not None
    support = support and _TOURISM.search(lowered(article.title)) is None
    if not any(_may_hold_figure(n, support=support) for n in numbered):
        return Draft(numbered, [], [])
    named = _places(article, numbered)
    parts = chapters(article, zip((n.sentence for n in numbered), named, strict=True))
    memory = Memory(chapters=parts)
    scenes = [_scene(n, places, memory) for n, places in zip(numbered, named, strict=True)]
    reads = [
        Read(n, scene, _joined(n, scene, memory, support=support))
        for n, scene in zip(numbered, scenes, strict=True)
    ]
    return Draft(numbered, reads, memory.named, parts)


def _place(figure: Asked) -> int:
    return figure.placed.sentence.index


def _joined(n: Numbered, scene: Scene | None, memory: Memory, *, support: bool) -> list[Joined]:
    if scene is None or not n.counts:
        return []
    memory.turn_to(n.sentence.index)
    found: list[Joined] = []
    for link in pair(scene, support=support or bool(memory.placed)):
        if isinstance(link, Refused):
            found.append(Joined(link.at, None, link.reason))
            continue
        placed = context.complete(link, n.sentence, scene.sketch, memory)
        found.append(Joined(link.at, placed, "" if placed else "no_migration_term"))
        if placed is not None:
            memory.placed.append(placed)
    return found


def _numbered(sentence: Sentence) -> Numbered:
    text = sentence.text
    if not counts.may_hold(text) or not (found := counts.find(text)):
        return Numbered(sentence, [], [], [], [])
    days = periods.dates(text)
    reasons = [
        (c, "date" if days and _is_date(c, days) else shapes.by_shape(text, c)) for c in found
    ]
    kept = [c for c, reason in reasons if not reason]
    other = [(c, reason) for c, reason in reasons if reason]
    return (
        Numbered(sentence, kept, other, terms.nouns(text), terms.terms(text))
        if kept
        else Numbered(sentence, [], other, [], [])
    )


def _is_date(count: Count, days: Sequence[Span]) -> bool:
    return any(count.number.overlaps(day) for day in days)


def _may_hold_figure(n: Numbered, *, support: bool) -> bool:
    """Whether a sentence has a count and a word of the field, or is a line of a bulletin on it."""
    if not n.counts:
        return False
    listed = support and ": " in n.sentence.text
    listed = listed or _NATION.search(n.sentence.text) is not None
    listed = listed or (support and any(noun.word in _OF_NATIONS for noun in n.nouns))
    # "placed 400 nurses abroad", "counted 9,000 foreigners"
    listed = listed or any(noun.word in _FOR_JOBS | _FOREIGN for noun in n.nouns)
    return listed or bool(n.terms) or any(noun.kind == "event" or noun.category for noun in n.nouns)


def _places(article: Article, numbered: list[Numbered]) -> list[list[Place]]:
    """The places of every sentence, before any count is joined."""
    named = [places.names(n.sentence.text) for n in numbered]
    settled = _settled(article, numbered, named)
    return [
        places.resolve(n.sentence.text, found, settled)
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
    scene = Scene(sketch, sketch.items, meanwhile.settled(sketch, roles.find(sketch)), {})
    memory.turn_to(n.sentence.index)
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


_FOR_JOBS = frozenset(words("sense_words", "sent_for_work"))
_FOREIGN = frozenset(words("sense_words", "any_nation"))
_OF_NATIONS = frozenset(words("sense_words", "any_nation", "citizen", "of_a_nation"))
# "48,000 Eritreans", "1 million ethnic Russians": a name right behind a number may be a nation.
_NATION = re.compile(
    r"\d\s+(?:(?:thousand|million|ethnic|more|other|of)\s+){0,2}[A-Z][a-z]{3,}"
    rf"|\b(?:{trie(words('sense_words', 'amount'))})\sof\s[A-Z]"
)


def _strong_words() -> list[str]:
    strong = [w for row in table("terms") if row["open"] != "yes" for w in forms(row["forms"])]
    strong += [w for row in table("topic") for w in forms(row["words"])]
    strong += words("hazards", "hazard")
    return strong + shapes.mover_nouns()


# Under such a headline arrivals are tourists, unless a sentence itself says otherwise.
_TOURISM = re.compile(rf"\b(?:{trie(words('sense_words', 'tourism'))})\b")
_SUPPORT = re.compile(rf"(?<![\w-])(?:{trie(w.lower() for w in _strong_words())})(?!\w)")
