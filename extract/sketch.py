"""A sentence as a row of items: its words, and the mentions that the recognizers found among them.

The sketch is the same row written as one line ("<place> has receive <count> <people>"), over
which the rules of roles are matched. Neither changes the text: every item keeps its span.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from extract.lexicon.load import forms, table, trie
from extract.model import Count, Place, Source, Span
from extract.recognizers.terms import Noun, Term, Veto

_TOKEN = re.compile(r"['’]s\b|\w+(?:[’'\-.]\w+)*|[^\w\s]")
# "the small Caucasus country", "its territory", "there": a place that another sentence names.
_ANAPHOR = re.compile(
    r"\b(?:the|this|that|their|its|his|her)\ (?:(?!neighbou?ring|other|second|third|host|same|most)[\w-]+\ ){0,3}?"
    r"(?:country|nation|republic|kingdom|homeland|territory|enclave|exclave|emirate|sultanate|city|island|region|province|bloc|state|peninsula)\b"
    r"|\bits\ (?:southern\ |northern\ |eastern\ |western\ )?(?:borders?|territory|soil|shores)\b"
    r"|\bthere\b(?!\s+(?:are|is|were|was|have|has|will|would|may|might|could|should|can|had|be|been|'s|’s))|\bhere\b",
    re.IGNORECASE,
)
_INSTITUTIONS = {
    w: row["iso3"] for row in table("institutions", unique="names") for w in forms(row["names"])
}
_MACROS = frozenset(
    w for row in table("macro_regions", unique="names") for w in forms(row["names"])
)
_NAMED = re.compile(rf"(?<![\w-])(?:{trie([*_INSTITUTIONS, *_MACROS])})(?!\w)")
_BETWEEN = frozenset(
    w
    for row in table("function_words")
    if row["kind"] in ("modifier", "ground")
    for w in forms(row["words"])
)
_GROUND = frozenset(
    w for row in table("function_words") if row["kind"] == "ground" for w in forms(row["words"])
)


@dataclass(frozen=True, slots=True)
class Item:
    """One step of the row: ``kind`` is count, place, demonym, adjective, noun, term, word or mark."""

    kind: str
    span: Span
    word: str
    value: Count | Place | Noun | Term | None = None


@dataclass(frozen=True)
class Sketch:
    """The items of one sentence, with its vetoes and the sources quoted in it."""

    text: str
    items: tuple[Item, ...]
    vetoes: tuple[Veto, ...] = ()
    sources: tuple[Source, ...] = ()
    _starts: list[int] = field(default_factory=list, repr=False)

    @cached_property
    def line(self) -> str:
        """The items as one line of words and tags, for the rules."""
        parts, at = [], 1
        for item in self.items:
            tag = _tag(item)
            self._starts.append(at)
            parts.append(tag)
            at += len(tag) + 1
        return f" {' '.join(parts)} "

    @cached_property
    def words(self) -> frozenset[str]:
        """The words and tags that occur, to pass over rules that cannot match."""
        return frozenset(self.line.replace("|", " ").split())

    def item_at(self, position: int) -> int:
        """The index of the item that covers a position of the line."""
        return bisect_right(self._starts, position) - 1

    def in_source(self, span: Span) -> bool:
        """Whether a span lies in the name of somebody who is quoted."""
        return any(source.span.overlaps(span) for source in self.sources)


def draw(
    text: str,
    counts: Sequence[Count],
    places: Sequence[Place],
    nouns: Sequence[Noun],
    terms: Sequence[Term],
    vetoes: Sequence[Veto] = (),
    sources: Sequence[Source] = (),
) -> Sketch:
    """The sketch of a sentence. Where mentions overlap, counts win over places, places over words."""
    chosen: list[Item] = []
    taken = bytearray(len(text))
    ranked: list[tuple[str, Count | Place | Noun | Term]] = [
        *(("count", c) for c in counts),
        *_longest_first(
            [("place", p) for p in (*_named(text), *places, *_anaphors(text, places))]
            + [("noun", n) for n in nouns if n.kind != "other"]
            + [("term", t) for t in terms]
        ),
        *(("noun", n) for n in nouns if n.kind == "other"),
    ]
    for kind, mention in ranked:
        start, end = mention.span
        if 1 not in taken[start:end]:
            taken[start:end] = b"\1" * (end - start)
            chosen.append(
                Item(_kind(kind, mention), mention.span, mention.span.of(text).casefold(), mention)
            )
    chosen.sort(key=lambda item: item.span)
    chosen = _in_their_country(_with_words(text, chosen))
    own = [
        v for v in vetoes if not any(i.kind == "term" and i.span.overlaps(v.span) for i in chosen)
    ]
    return Sketch(text, tuple(_grounded(chosen)), tuple(own), tuple(sources))


def _kind(kind: str, mention: Count | Place | Noun | Term) -> str:
    if isinstance(mention, Place) and mention.kind in ("demonym", "adjective"):
        return mention.kind
    return kind


def _longest_first(
    mentions: list[tuple[str, Place | Noun | Term]],
) -> list[tuple[str, Place | Noun | Term]]:
    return sorted(mentions, key=lambda m: m[1].span.start - m[1].span.end)


def _anaphors(text: str, places: Sequence[Place]) -> list[Place]:
    """Expressions such as "the country"; "the Italian island" is none, since it names its place."""
    found = [Place(Span(*m.span()), m[0], "", "anaphor") for m in _ANAPHOR.finditer(text)]
    return [a for a in found if not any(a.span.overlaps(p.span) for p in places)]


def _named(text: str) -> list[Place]:
    """Institutions, which speak for a country, and regions of the world, which are of no one country."""
    found = []
    for m in _NAMED.finditer(text):
        iso3 = _INSTITUTIONS.get(m[0], "")
        found.append(Place(Span(*m.span()), m[0], iso3, "institution" if iso3 else "macro"))
    return found


def _with_words(text: str, mentions: list[Item]) -> list[Item]:
    items: list[Item] = []
    at = 0
    for mention in [*mentions, None]:
        end = mention.span.start if mention else len(text)
        for m in _TOKEN.finditer(text, at, end):
            word = m[0].casefold().replace("’", "'")
            items.append(
                Item("word" if word[0].isalnum() or word == "'s" else "mark", Span(*m.span()), word)
            )
        if mention:
            items.append(mention)
            at = mention.span.end
    return items


def _in_their_country(items: list[Item]) -> list[Item]:
    """ "Yamba village in eastern Cameroon", "Paris, Texas": a country right behind a town says whose it is."""
    for i, item in enumerate(items):
        if not isinstance(item.value, Place) or item.value.kind not in ("city", "region"):
            continue
        j = i + 1
        while j < min(len(items), i + 6) and (
            items[j].word in (",", "in", "the", "of") or items[j].word in _BETWEEN
        ):
            j += 1
        behind = items[j].value if i + 1 < j < len(items) else None
        if (
            isinstance(behind, Place)
            and behind.kind == "country"
            and behind.iso3 != item.value.iso3
        ):
            items[i] = replace(
                item, value=replace(item.value, iso3=behind.iso3, reason="named with its country")
            )
    return items


def _grounded(items: list[Item]) -> list[Item]:
    """ "the Georgian side", "Polish soil": an adjective before a word for ground names the place."""
    for i, item in enumerate(items[:-1]):
        if item.kind == "adjective" and items[i + 1].word in _GROUND:
            items[i] = Item("place", item.span, item.word, item.value)
    return items


def _tag(item: Item) -> str:
    if item.kind in ("word", "mark"):
        return item.word
    if isinstance(item.value, Term):
        return f"{item.word.replace(' ', '_')}|{item.value.cls}"
    if isinstance(item.value, Noun):
        return f"{item.word.replace(' ', '_')}|{item.value.kind}"
    return f"<{item.kind}>"
