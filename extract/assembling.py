"""A placed link made into the finished figure: manner, period, source, evidence and confidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract import manner
from extract.clauses import of_whole
from extract.confidence import judged
from extract.governing import term_of
from extract.heads import value_of
from extract.memory import Known, Placed
from extract.model import (
    Article,
    Count,
    Evidence,
    Figure,
    Quantifier,
    Rate,
    Rejected,
    Sentence,
    Status,
)
from extract.sketch import Sketch
from extract.telling import Quoted, Stated, Telling

_ESTIMATED_AFTER = re.compile(
    r"\s(?:\w+\s){0,3}(?:are|were|is|was|have\sbeen|has\sbeen)\s(?:estimated|thought|believed)\b"
)


def figure(article: Article, placed: Placed, sketch: Sketch, telling: Telling) -> Figure:
    """The figure of one placed link, with everything that the text says of it."""
    link, sentence = placed.link, placed.sentence
    count = _estimated(value_of(sketch.items[link.at]), sketch.text)
    term = term_of(sketch.items, link.governor)
    behind = (sketch.items[k].span.start for k in sketch.counts if k > link.at)
    following = next(behind, len(sketch.text))
    confidence, doubts = judged(placed, count.quantifier, open_term=bool(term and term.open))
    start = sentence.span.start
    whole = term is None and of_whole(sketch.items, link.at, link.head.end)
    status = manner.status(sketch.text, count.span, term.span if term else None)
    status = Status.REPORTED if whole else status  # "3 of the 30 million could have to go"
    stated = telling.period(count.span, link.category.measure, status)
    period = stated.period if stated else None
    quoted = telling.source(count.span)
    return Figure(
        article_id=article.id,
        surface=count.surface,
        count=count.count,
        low=count.low,
        high=count.high,
        quantifier=count.quantifier,
        unit=link.unit,
        category=link.category,
        measure=link.category.measure,
        rate=manner.rate(sketch.text, count.span, following),
        status=status,
        origin=(placed.origin.iso3 or None) if placed.origin else None,
        destination=(placed.destination.iso3 or None) if placed.destination else None,
        origin_basis=placed.origin.basis if placed.origin and placed.origin.iso3 else None,
        destination_basis=placed.destination.basis
        if placed.destination and placed.destination.iso3
        else None,
        start_date=period.start if period else None,
        end_date=period.end if period else None,
        date_accuracy=period.accuracy if period else None,
        source=quoted.source.surface if quoted else None,
        publisher=article.publisher,
        published=article.published,
        url=article.url,
        title=article.title or None,
        sentence=sentence.text,
        sentence_start=start,
        sentence_end=sentence.span.end,
        surface_start=start + count.span.start,
        surface_end=start + count.span.end,
        in_title=sentence.in_title,
        rule=link.rule,
        confidence=confidence,
        evidence=tuple(_evidence(placed, sketch, count, stated, quoted)),
        doubts=doubts,
    )


def paced_alike(figures: Sequence[Figure]) -> list[Figure]:
    """ "30,000 a day, up from 12,000": a number set against one with a pace has its pace."""
    found: list[Figure] = []
    for now in figures:
        last = found[-1] if found else None
        same = last is not None and now.rule == "list" and now.rate is Rate.TOTAL
        if same and last is not None and last.sentence_start == now.sentence_start:
            start = last.sentence_start
            gap = last.sentence[last.surface_end - start : now.surface_start - start]
            now = replace(now, rate=last.rate) if manner.goes_on_pace(gap) else now
        found.append(now)
    return found


def rejected(article: Article, sentence: Sentence, count: Count, reason: str) -> Rejected:
    """A count that is no figure, with its reason."""
    start = sentence.span.start
    return Rejected(
        article.id,
        count.surface,
        count.count,
        count.low,
        count.high,
        reason,
        sentence.text,
        start,
        sentence.span.end,
        start + count.span.start,
        start + count.span.end,
        sentence.in_title,
    )


def _estimated(count: Count, text: str) -> Count:
    """ "a further 40,000 people are estimated to have crossed": the verb says "about"."""
    if count.quantifier is Quantifier.EXACT and _ESTIMATED_AFTER.match(text, count.span.end):
        return replace(count, quantifier=Quantifier.APPROXIMATELY)
    if count.quantifier is Quantifier.LESS_THAN and manner.goes_up(text, count.span):
        return replace(count, quantifier=Quantifier.EXACT, low=count.count, high=count.count)
    return count


def _evidence(
    placed: Placed, sketch: Sketch, count: Count, stated: Stated | None, quoted: Quoted | None
) -> list[Evidence]:
    link, sentence = placed.link, placed.sentence
    shift, title = sentence.span.start, sentence.in_title
    found = [
        Evidence("count", count.span.shift(shift), count.surface, title, count.quantifier.value)
    ]
    if link.head.noun is not None:
        span = link.head.noun.span
        found.append(
            Evidence("people", span.shift(shift), span.of(sketch.text), title, link.unit.value)
        )
    if (term := term_of(sketch.items, link.governor)) is not None:
        found.append(
            Evidence(
                "term",
                term.span.shift(shift),
                term.span.of(sketch.text),
                title,
                link.category.value,
            )
        )
    for role, known in (("origin", placed.origin), ("destination", placed.destination)):
        if known is not None and known.iso3:
            found.append(Evidence(role, known.span, known.surface, known.in_title, _note(known)))
    if stated is not None and stated.sentence is not None:
        told = stated.sentence
        found.append(
            Evidence(
                "period",
                stated.period.span.shift(told.span.start),
                stated.period.surface,
                told.in_title,
            )
        )
    if quoted is not None:
        by = quoted.sentence
        found.append(
            Evidence(
                "source",
                quoted.source.span.shift(by.span.start),
                quoted.source.surface,
                by.in_title,
            )
        )
    return found


def _note(known: Known) -> str:
    return f"{known.iso3} {known.basis.value} ({known.rule})"
