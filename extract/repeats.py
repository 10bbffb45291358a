"""The same number told again without its verb: a headline's "98,000 Russians in a week"."""

from __future__ import annotations

from dataclasses import replace

from extract.confidence import DOUBTS
from extract.model import Article, Basis, Count, Evidence, Figure, Quantifier, Sentence
from extract.recognizers import periods
from extract.recognizers.attribution import choose_period
from extract.retelling import with_evidence

_OPEN_REASONS = frozenset({"no_migration_term", "not_people", "military"})
_ALIKE = 1.25  # times: "half a million" in the headline is 509,387 in the text
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
            again.append(_at_own_time(_again(first, sentence, count), sentence, count))
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


def _at_own_time(figure: Figure, sentence: Sentence, count: Count) -> Figure:
    """The figure with the time that its own sentence states, where nothing else dates it."""
    if figure.start_date or figure.end_date:
        return figure
    found = periods.find(sentence.text, figure.published)
    own = choose_period(found, count.span, sentence.text)
    if own is None:
        return figure
    span = own.span.shift(sentence.span.start)
    return replace(
        figure,
        start_date=own.start,
        end_date=own.end,
        date_accuracy=own.accuracy,
        evidence=(*figure.evidence, Evidence("period", span, own.surface, sentence.in_title)),
    )


def headline_ends(figures: list[Figure]) -> list[Figure]:
    """The figures, those of the headline with an end that the text gives the same people."""
    body = [figure for figure in figures if not figure.in_title]
    return [_ended(figure, body) if figure.in_title else figure for figure in figures]


def _ended(title: Figure, body: list[Figure]) -> Figure:
    told = next((f for f in body if _same_people(title, f)), None)
    if told is not None and told.category is not title.category:
        title = replace(title, category=told.category, measure=told.measure)
    if moved := _left_country(title, body):
        return moved
    if (title.origin is None) == (title.destination is None):
        return title
    same = next((f for f in body if _same_move(title, f)), None)
    if same is None:
        return title
    if title.origin is None:
        evidence = with_evidence(title, same, "origin")
        return replace(title, origin=same.origin, origin_basis=Basis.CONTEXT, evidence=evidence)
    return _bound_where(same, title)


def _left_country(title: Figure, body: list[Figure]) -> Figure | None:
    """ "74,000 flee violence in South Kivu" under which the text lets them reach Burundi."""
    if title.origin is None or title.origin != title.destination:
        return None
    value = title.count or title.low
    told = next((f for f in body if value and (f.count or f.low) == value), None)
    if told is None or told.origin != title.origin or told.destination in (None, title.origin):
        return None
    return replace(_bound_where(told, title), category=told.category, measure=told.measure)


def _bound_where(told: Figure, title: Figure) -> Figure:
    """The headline's figure with the destination that the text gives it."""
    evidence = with_evidence(title, told, "destination")
    return replace(
        title, destination=told.destination, destination_basis=Basis.CONTEXT, evidence=evidence
    )


def _same_people(title: Figure, told: Figure) -> bool:
    """Whether the text tells of the headline's very number and ends."""
    value = (title.count, title.low, title.high) == (told.count, told.low, told.high)
    ends = (title.origin, title.destination) == (told.origin, told.destination)
    return value and ends and (_has_verb(told) or not _has_verb(title))


def _has_verb(figure: Figure) -> bool:
    return any(e.role == "term" for e in figure.evidence)


def _same_move(title: Figure, told: Figure) -> bool:
    """Whether the text tells of the headline's people: the same sense, end and magnitude."""
    moved = told.origin is not None and told.destination not in (None, told.origin)
    if not moved or told.category is not title.category:
        return False
    ends = title.origin in (None, told.origin) and title.destination in (None, told.destination)
    now, then = title.count or title.low or 0, told.count or told.low or 0
    return ends and now > 0 and now <= _ALIKE * then and then <= _ALIKE * now
