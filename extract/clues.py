"""What speaks for a country as the unsaid end of a figure: where, and as what, the text names it.

A clue is a short name with a value from 0 to 1. What each weighs stands in a table that
``extract.weighing`` reads; a clue without a weight there says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import NamedTuple

from extract.asking import ENDS, POINTING, Asked, iso3
from extract.memory import Seen, named_as_people, near, standing
from extract.model import Basis

_ALONE = ("headline", "same sentence", "sentence before")
_FAR = 6  # sentences; what stands further away is as far
_CLOSE = 30  # characters between a number and a place
_BESIDE = {-1: "before", 1: "after"}  # where a figure stands that is one before or behind

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

    here: int  # the sentence in whose reach they are named
    seen: Mapping[str, Sequence[Seen]]
    ends: Mapping[str, Sequence[End]]
    titled: Sequence[Seen]
    body: Sequence[Seen]
    most: int
    total: int
    peoples: frozenset[str]
    mentions: dict[tuple[str, int], Clues] = field(default_factory=dict)
    places: dict[int, Mapping[str, set[str]]] = field(default_factory=dict)

    def with_ends(self, figures: Sequence[Asked]) -> Named:
        """The same countries with the ends that the figures have by now."""
        return replace(self, ends=_ends(figures, self.here))

    def alone(self, country: str, here: int, other: str | None) -> Iterator[str]:
        """Where no country is named but this one and perhaps the other end."""
        if here not in self.places:
            self.places[here] = self._places(here)
        for where, countries in self.places[here].items():
            if country in countries and countries <= {country, other}:
                yield f"alone, {where}"

    def _places(self, here: int) -> Mapping[str, set[str]]:
        """The countries of the text, of the headline, and of the sentences that bear most."""
        found = {"text": set(self.seen), **{where: set[str]() for where in _ALONE}}
        for country, mentions in self.seen.items():
            for seen in mentions:
                if (where := _where(seen, here)) in found:
                    found[where].add(country)
        return found


def named(seen: Sequence[Seen], figures: Sequence[Asked], here: int) -> Named:
    """The countries named in reach of a sentence and in the headline, with what is said of each."""
    seen = near(seen, here, standing)
    mentions: dict[str, list[Seen]] = {}
    for one in seen:
        if one.iso3:
            mentions.setdefault(one.iso3, []).append(one)
    counts = [len(found) for found in mentions.values()]
    titled = [one for one in seen if one.in_title]
    body = [one for one in seen if not one.in_title]
    ends = _ends(figures, here)
    most, total = max(counts, default=0), sum(counts)
    return Named(here, mentions, ends, titled, body, most, total, named_as_people(seen))


def _ends(figures: Sequence[Asked], here: int) -> Mapping[str, Sequence[End]]:
    ends: dict[str, list[End]] = {}
    for at, figure in near(list(enumerate(figures)), here, _standing):
        for end in ENDS:
            if (known := figure.known(end)) and known.iso3:
                stated = known.basis is not Basis.CONTEXT
                found = End(at, end, figure.sense, stated, iso3(figure.other(end)))
                ends.setdefault(known.iso3, []).append(found)
    return ends


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
    other = iso3(figure.other(end))
    if (country, here) not in of.mentions:
        of.mentions[country, here] = _mentioned(country, here, figure.words & POINTING, of)
    found = [
        f"country {country}",  # which way people go there, all news together
        *_beside(of.seen.get(country, ()), figure),
        *_of_figures(of.ends.get(country, ()), at, end, figure.sense, other),
        *(_of_other_end(figure, end, of) if country == other else ()),
        *of.alone(country, here, other),
    ]
    return {**of.mentions[country, here], **dict.fromkeys(found, 1.0)}


def _mentioned(country: str, here: int, pointing: frozenset[str], of: Named) -> Clues:
    """The clues that the mentions of a country give, seen from a sentence that points so."""
    mine = of.seen.get(country, ())
    clues: Clues = {}
    if of.total:
        clues["share of mentions"] = len(mine) / of.total
        clues["most mentions"] = float(len(mine) == of.most)
    roles: dict[str, int] = {}
    back = _FAR
    for seen in mine:
        role, where = _role(seen), _where(seen, here)
        clues[f"{where} {role}"] = 1.0
        clues[f"{where} {seen.kind}"] = 1.0
        for word in pointing:
            clues[f'"{word}", {where}'] = 1.0
        roles[role] = roles.get(role, 0) + 1
        back = min(back, _back(seen, here))
    for role, times in roles.items():
        clues[f"anywhere {role}"] = times / (times + 1)
    clues["distance"] = back / _FAR
    if of.titled and country in (of.titled[0].iso3, of.titled[-1].iso3):
        clues["first in headline"] = float(of.titled[0].iso3 == country)
        clues["last in headline"] = float(of.titled[-1].iso3 == country)
    if of.body and of.body[0].iso3 == country:
        clues["first in text"] = 1.0
    last = next((seen for seen in reversed(of.body) if seen.sentence < here), None)
    if last is not None and last.iso3 == country:
        clues["named last"] = 1.0
        clues[f"named last {last.role}"] = 1.0
    return clues


def _beside(mentions: Sequence[Seen], figure: Asked) -> Iterator[str]:
    """On which side of the number its sentence names the country."""
    sentence = figure.placed.sentence
    for seen in mentions:
        if seen.sentence == sentence.index:
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


def _of_figures(ends: Sequence[End], at: int, end: str, sense: str, other: str | None) -> list[str]:
    found: list[str] = []
    for known in ends:
        if known.figure == at:
            continue
        pair = ""
        if other and known.other == other:
            pair = "the same pair" if known.end == end else "the pair turned"
        like = known.sense == sense
        where = _BESIDE.get(known.figure - at, "")
        found += _of_end(known.end, known.stated, known.sense, like, pair, where)
    return found


@cache
def _of_end(
    end: str, stated: bool, sense: str, like: bool, pair: str, where: str
) -> tuple[str, ...]:
    """The clues that an end of another figure gives; where that is beside, and of what sense."""
    how = f"{end} {'stated' if stated else 'unsaid'}"
    found = [f"{how} of a figure"]
    if like:
        found.append(f"{how} of a like figure")
    if pair:
        found += [f"{how} beside the other end", pair]
    if where:
        found += [f"{end} of the figure {where}", f"{end} of the figure {where}, {sense}"]
        if like:
            found.append(f"{end} of the like figure {where}")
    return tuple(found)
