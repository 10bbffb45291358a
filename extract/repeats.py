"""The same number told again without its verb: a headline's "98,000 Russians in a week"."""

from __future__ import annotations

from dataclasses import replace

from extract.confidence import DOUBTS
from extract.model import Article, Basis, Count, Evidence, Figure, Quantifier, Sentence

_OPEN_REASONS = frozenset({"no_migration_term", "not_people", "military"})
_LEAST = 100  # smaller numbers meet by chance
_DOUBT = "told again without its verb"

Refusal = tuple[Sentence, Count, str]


def told_again(
    article: Article, figures: list[Figure], refused: list[Refusal]
) -> tuple[list[Figure], list[Refusal]]:
    """The refused numbers that a figure of the article states too, as figures; and the rest."""
    known = {_value(f.count, f.low, f.high, f.quantifier): f for f in reversed(figures)}
    again: list[Figure] = []
    left: list[Refusal] = []
    for sentence, count, reason in refused:
        first = known.get(_value(count.count, count.low, count.high, count.quantifier))
        if (
            reason in _OPEN_REASONS
            and first is not None
            and (count.count or count.low or 0) >= _LEAST
        ):
            again.append(_again(first, sentence, count))
        else:
            left.append((sentence, count, reason))
    return again, left


def _value(
    count: int | None, low: int | None, high: int | None, quantifier: Quantifier
) -> tuple[int | None, ...]:
    return (count,) if quantifier not in (Quantifier.RANGE, Quantifier.VAGUE) else (low, high)


def _again(first: Figure, sentence: Sentence, count: Count) -> Figure:
    start = sentence.span.start
    here = Evidence(
        "count", count.span.shift(start), count.surface, sentence.in_title, count.quantifier.value
    )
    doubts = (*first.doubts, _DOUBT)
    return replace(
        first,
        surface=count.surface,
        low=count.low,
        high=count.high,
        quantifier=count.quantifier,
        origin_basis=Basis.CONTEXT if first.origin else None,
        destination_basis=Basis.CONTEXT if first.destination else None,
        sentence=sentence.text,
        sentence_start=start,
        sentence_end=sentence.span.end,
        surface_start=start + count.span.start,
        surface_end=start + count.span.end,
        in_title=sentence.in_title,
        rule="told-again",
        confidence=round(first.confidence * DOUBTS[_DOUBT], 2),
        evidence=(here, *(e for e in first.evidence if e.role != "count")),
        doubts=doubts,
    )
