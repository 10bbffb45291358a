"""What speaks for a country as the unsaid end of a figure: where, and as what, the text names it.

A clue is a short name with a value from 0 to 1. What each weighs stands in a table that
``extract.weighing`` reads; a clue without a weight there says nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extract.asking import ENDS, POINTING, Asked, iso3
from extract.memory import Seen, named_as_people, near, standing
from extract.model import Basis

_ALONE = frozenset({"headline", "same sentence", "sentence before"})
_FAR = 6  # sentences; what stands further away is as far
_CLOSE = 30  # characters between a number and a place

Clues = dict[str, float]


class End(NamedTuple):
    """A country as an end of a figure: which figure and end, its sense, and the other country."""

    figure: int
    end: str
    sense: str
    stated: bool
    other: str | None


@dataclass(frozen=True, slots=True)
class Named:
    """The countries of an article: every mention of each, and every figure's end that is it."""

    seen: Mapping[str, Sequence[Seen]]
    ends: Mapping[str, Sequence[End]]
    titled: Sequence[Seen]
    body: Sequence[Seen]
    most: int
    total: int
    peoples: frozenset[str]
    mentions: dict[tuple[str, int], Clues] = field(default_factory=dict)

    def alone(self, country: str, here: int, other: str | None) -> Iterator[str]:
        """Where no country is named but this one and perhaps the other end."""
        rest = self.seen.keys() - {country, other}
        if country in self.seen and not rest:
            yield "text"
        places = {_where(seen, here) for seen in self.seen.get(country, ())}
        for where in _ALONE & places:
            if not any(_where(seen, here) == where for one in rest for seen in self.seen[one]):
                yield where


def named(seen: Sequence[Seen], figures: Sequence[Asked], here: int) -> Named:
    """The countries named in reach of a sentence and in the headline, with what is said of each."""
    seen = near(seen, here, standing)
    mentions: dict[str, list[Seen]] = defaultdict(list)
    for one in seen:
        if one.iso3:
            mentions[one.iso3].append(one)
    ends: dict[str, list[End]] = defaultdict(list)
    for at, figure in near(list(enumerate(figures)), here, _standing):
        for end in ENDS:
            if (known := figure.known(end)) and known.iso3:
                stated = known.basis is not Basis.CONTEXT
                found = End(at, end, figure.sense, stated, iso3(figure.other(end)))
                ends[known.iso3].append(found)
    counts = Counter({country: len(found) for country, found in mentions.items()})
    titled = [one for one in seen if one.in_title]
    body = [one for one in seen if not one.in_title]
    most, total = max(counts.values(), default=0), counts.total()
    return Named(mentions, ends, titled, body, most, total, named_as_people(seen))


def _standing(numbered: tuple[int, Asked]) -> tuple[bool, int]:
    sentence = numbered[1].placed.sentence
    return not sentence.in_title, sentence.index


def for_none(figure: Asked, end: str) -> Clues:
    """What speaks for giving no country at all."""
    other = figure.other(end)
    link = figure.placed.link
    clues = {
        "none": 1.0,
        f"none, other end {other.basis.value if other else 'unknown'}": 1.0,
        f"none, rule {link.rule.partition(':')[0]}": 1.0,
        f"none, verb {figure.verb or 'unknown'}": 1.0,
        f"none, number of {link.head.kind}": 1.0,
    }
    if link.head.category:
        clues[f"none, people {link.head.category.value}"] = 1.0
    for word in figure.words:
        clues[f"none, word {word}"] = 1.0
    return clues


def for_country(country: str, at: int, end: str, figures: Sequence[Asked], of: Named) -> Clues:
    """What speaks for a country as an end of the figure at an index."""
    figure = figures[at]
    here = figure.placed.sentence.index
    key = (country, here)
    if key not in of.mentions:
        of.mentions[key] = dict(_mentioned(country, here, figure.words, of))
    clues = dict(of.mentions[key])
    clues[f"country {country}"] = 1.0  # which way people go there, all news together
    for clue in _beside(of.seen.get(country, ()), figure):
        clues[clue] = 1.0
    other = iso3(figure.other(end))
    for clue in _of_figures(of.ends.get(country, ()), at, end, figure.sense, other):
        clues[clue] = 1.0
    if country == other:
        for clue in _of_other_end(figure, end, of):
            clues[clue] = 1.0
    for where in of.alone(country, here, other):
        clues[f"alone, {where}"] = 1.0
    return clues


def _mentioned(
    country: str, here: int, telling: frozenset[str], of: Named
) -> Iterator[tuple[str, float]]:
    mine = of.seen.get(country, ())
    if of.total:
        yield "share of mentions", len(mine) / of.total
        yield "most mentions", float(len(mine) == of.most)
    for seen in mine:
        role, where = _role(seen), _where(seen, here)
        yield f"{where} {role}", 1.0
        yield f"{where} {seen.kind}", 1.0
        for word in telling & POINTING:
            yield f'"{word}", {where}', 1.0
    for role, times in Counter(_role(seen) for seen in mine).items():
        yield f"anywhere {role}", times / (times + 1)
    yield "distance", min((_back(seen, here) for seen in mine), default=_FAR) / _FAR
    if of.titled and country in (of.titled[0].iso3, of.titled[-1].iso3):
        yield "first in headline", float(of.titled[0].iso3 == country)
        yield "last in headline", float(of.titled[-1].iso3 == country)
    if of.body and of.body[0].iso3 == country:
        yield "first in text", 1.0
    before = [seen for seen in of.body if seen.sentence < here]
    if before and before[-1].iso3 == country:
        yield "named last", 1.0
        yield f"named last {before[-1].role}", 1.0


def _beside(mentions: Sequence[Seen], figure: Asked) -> Iterator[str]:
    """On which side of the number its sentence names the country."""
    sentence = figure.placed.sentence
    for seen in mentions:
        if (seen.sentence, seen.in_title) == (sentence.index, sentence.in_title):
            side = "before" if seen.span.start < figure.start else "after"
            yield f"{side} the number"
            yield f"{side} the number {_role(seen)}"
            if abs(seen.span.start - figure.start) < _CLOSE:
                yield f"close {side} the number"
                yield f"close {side} the number {seen.kind}"


def _of_other_end(figure: Asked, end: str, of: Named) -> Iterator[str]:
    """Where people leave a town, and no other country is named, they may stay in theirs."""
    known = figure.other(end)
    assert known is not None
    yield "the other end"
    yield f"the other end, verb {figure.verb or 'unknown'}"
    for seen in of.seen.get(known.iso3, ()):
        if seen.span == known.span and seen.in_title == known.in_title:
            yield f"the other end, {seen.kind}"
            break


def _role(seen: Seen) -> str:
    return "anaphor" if seen.kind == "anaphor" else seen.role


def _where(seen: Seen, here: int) -> str:
    if seen.in_title:
        return "headline"
    if seen.sentence >= here:
        return "same sentence" if seen.sentence == here else "later"
    return "sentence before" if seen.sentence == here - 1 else "earlier"


def _back(seen: Seen, here: int) -> int:
    """How many sentences before the figure; what is no help there is far."""
    reach = here - seen.sentence
    return _FAR if seen.in_title or reach < 0 else min(_FAR, reach)


def _of_figures(
    ends: Sequence[End], at: int, end: str, sense: str, other: str | None
) -> Iterator[str]:
    for known in ends:
        if known.figure == at:
            continue
        how = f"{known.end} {'stated' if known.stated else 'unsaid'}"
        yield f"{how} of a figure"
        if known.sense == sense:
            yield f"{how} of a like figure"
        if other and known.other == other:
            yield f"{how} beside the other end"
            yield "the same pair" if known.end == end else "the pair turned"
        if abs(known.figure - at) == 1:
            where = "before" if known.figure < at else "after"
            yield f"{known.end} of the figure {where}"
            yield f"{known.end} of the figure {where}, {known.sense}"
            if known.sense == sense:
                yield f"{known.end} of the like figure {where}"
