"""A sentence as a row of items: its words, and the mentions that the recognizers found among them.

The tags of the row, joined to one line ("<place> has receive <count> <people>"), are what the
rules of roles are matched over. Neither changes the text: every item keeps its span.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from extract.lexicon.load import forms, table, trie, words
from extract.model import Count, Place, Source, Span
from extract.recognizers.terms import Noun, Term, Veto
from extract.recognizers.unnamed import anaphors, institutions

_TOKEN = re.compile(r"['’]s\b|\w+(?:[’'\-.]\w+)*|[^\w\s]")
_BETWEEN = frozenset(
    w
    for row in table("function_words")
    if row["kind"] in ("modifier", "ground")
    for w in forms(row["words"])
)
_OF_A_COUNTRY = ("city", "region")
_GROUND = frozenset(
    w for row in table("function_words") if row["kind"] == "ground" for w in forms(row["words"])
)


_BOTH = "return"  # the class of verbs whose form is a noun too: "returns", "repatriates"
_OF = " of "  # "hundreds of houses"
_BY_SPAN = attrgetter("span")
_COPULA = re.compile(rf"\b(?:{trie(words('sense_words', 'copula'))})\s(?:\w+\s)?$")


class Item(NamedTuple):
    """One step of the row: a count, place, demonym, adjective, noun, term, word or mark."""

    kind: str
    span: Span
    word: str
    value: Count | Place | Noun | Term | None = None

    @property
    def tag(self) -> str:
        """The item as the rules see it: the word, its class behind a bar, or the kind alone."""
        kind, _, word, value = self
        if value is None:
            return word
        if isinstance(value, Term):
            return f"{word.replace(' ', '_')}|{value.cls}"
        if isinstance(value, Noun):
            return f"{word.replace(' ', '_')}|{value.kind}"
        return f"<{kind}>"


@dataclass(frozen=True)
class Sketch:
    """The items of one sentence, with its vetoes and the sources quoted in it.

    ``places`` and ``counts`` say where among the items these are.
    """

    text: str
    items: tuple[Item, ...]
    places: tuple[int, ...]
    counts: tuple[int, ...]
    vetoes: tuple[Veto, ...] = ()
    sources: tuple[Source, ...] = ()

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """The tags of the items, in order."""
        return tuple([item.word if item.value is None else item.tag for item in self.items])

    @cached_property
    def words(self) -> frozenset[str]:
        """The words and classes that occur."""
        return frozenset(" ".join(self.tags).replace("|", " ").split())

    def in_source(self, span: Span) -> bool:
        """Whether a span lies in the name of somebody who is quoted."""
        return bool(self.sources) and any(s.span.overlaps(span) for s in self.sources)


def draw(
    text: str,
    counts: Sequence[Count],
    places: Sequence[Place],
    nouns: Sequence[Noun],
    terms: Sequence[Term],
    vetoes: Sequence[Veto] = (),
    sources: Sequence[Source] = (),
) -> Sketch:
    """The sketch of a sentence; where mentions overlap, counts win, then places."""
    chosen: list[Item] = []
    taken = bytearray(len(text))
    folded = _folded(text)
    starts = {c.span.start for c in counts}  # "the navy repatriates 52": no noun before its number
    verbs = {t.span for t in terms if t.cls == _BOTH and t.span.end + 1 in starts}
    nouns = [n for n in nouns if n.span not in verbs and not _is_predicate(folded, n)]
    terms = _no_nouns(terms, nouns, counts)
    ends = {c.span.end + 1 for c in counts}  # "8,800 houses": no verb, right behind its number
    ends |= {end + len(_OF) - 1 for end in ends if text.startswith(_OF, end - 1)}
    ranked: list[tuple[str, Count | Place | Noun | Term]] = [
        *(("count", c) for c in counts),
        *(("noun", n) for n in nouns if n.kind == "other" and n.span.start in ends),
        *_longest_first(
            [(_kind(p), p) for p in (*institutions(text), *places, *anaphors(text, places))]
            + [("noun", n) for n in nouns if n.kind != "other"]
            + [("term", t) for t in terms]
        ),
        *(("noun", n) for n in nouns if n.kind == "other"),
    ]
    for kind, mention in ranked:
        span = mention.span
        start, end = span
        if 1 not in taken[start:end]:
            taken[start:end] = b"\1" * (end - start)
            chosen.append(Item(kind, span, folded[start:end], mention))
    chosen.sort(key=_BY_SPAN)
    own = [v for v in vetoes if not _is_term(chosen, v.span)]
    chosen = _with_words(text, folded.replace("\u2019", "'"), chosen)
    if any(place.kind in _OF_A_COUNTRY for place in places):
        chosen = _in_their_country(chosen)
    if any(place.kind == "adjective" for place in places):
        chosen = _grounded(chosen)
    valued = [(i, item) for i, item in enumerate(chosen) if item.value is not None]
    placed = tuple([i for i, item in valued if isinstance(item.value, Place)])
    counted = tuple([i for i, item in valued if item.kind == "count"])
    return Sketch(text, tuple(chosen), placed, counted, tuple(own), tuple(sources))


def _no_nouns(
    terms: Sequence[Term], nouns: Sequence[Noun], counts: Sequence[Count]
) -> Sequence[Term]:
    """The terms without those that are nouns: who "shelters 900 people" has an object."""
    things = {n.span for n in nouns if n.kind == "other"}
    if things.isdisjoint(t.span for t in terms):
        return terms
    objects = {c.span.start - 1 for c in counts}
    return [t for t in terms if t.span not in things or t.span.end in objects]


def _is_predicate(folded: str, noun: Noun) -> bool:
    """ "1 million people are internally displaced": what is said of them, and no noun."""
    if not noun.word.endswith("displaced"):
        return False
    return _COPULA.search(folded[max(0, noun.span.start - 16) : noun.span.start]) is not None


def _kind(place: Place) -> str:
    return place.kind if place.kind in ("demonym", "adjective") else "place"


def _longest_first(
    mentions: list[tuple[str, Place | Noun | Term]],
) -> list[tuple[str, Place | Noun | Term]]:
    return sorted(mentions, key=lambda m: m[1].span.start - m[1].span.end)


def _is_term(items: list[Item], span: Span) -> bool:
    size = span.end - span.start
    terms = (item.span for item in items if item.kind == "term" and item.span.overlaps(span))
    return any(term.end - term.start >= size for term in terms)  # "taken" is not "taken hostage"


def _folded(text: str) -> str:
    """The text for comparing, with every character at its own position."""
    folded = text.casefold()
    if len(folded) == len(text):
        return folded
    return "".join(c if len(c.casefold()) != 1 else c.casefold() for c in text)


def _with_words(text: str, folded: str, mentions: list[Item]) -> list[Item]:
    items: list[Item] = []
    at = 0
    for mention in mentions:
        start, end = mention.span
        if start - at != 1 or text[at] != " ":
            items += _words(text, folded, at, start)
        items.append(mention)
        at = end
    items += _words(text, folded, at, len(text))
    return items


def _words(text: str, folded: str, start: int, end: int) -> Iterator[Item]:
    for m in _TOKEN.finditer(text, start, end):
        span = Span(*m.span())
        word = folded[span[0] : span[1]]
        yield Item("word" if word[0].isalnum() or word == "'s" else "mark", span, word)


def _in_their_country(items: list[Item]) -> list[Item]:
    """ "Yamba in eastern Cameroon", "Paris, Texas": a country right behind a town has it."""
    for i, item in enumerate(items):
        if not isinstance(item.value, Place) or item.value.kind not in _OF_A_COUNTRY:
            continue
        j = i + 1
        if item.value.kind == "region" and items[j : j + 1] and items[j].word == "in":
            continue  # "people from Karabakh in Armenia"
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
            own = item.value._replace(iso3=behind.iso3, reason="named with its country")
            items[i] = item._replace(value=own)
    return items


def _grounded(items: list[Item]) -> list[Item]:
    """ "the Georgian side", "Polish soil": an adjective before a word for ground is a place."""
    for i, item in enumerate(items[:-1]):
        if item.kind == "adjective" and items[i + 1].word in _GROUND:
            items[i] = Item("place", item.span, item.word, item.value)
    return items
