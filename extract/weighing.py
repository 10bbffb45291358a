"""The ends that no sentence states, weighed anew over the whole article by a table of clues."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from extract.abroad import apart, ruled_out
from extract.asking import ENDS, INSIDE, Asked, iso3
from extract.clues import Clues, Named, for_country, for_none, named
from extract.focus import again, where
from extract.lexicon.load import table
from extract.memory import REACH, Known, Placed, Seen, named_as_people

FIRST_READING, FIRST_NONE = "first reading", "none, first reading"

Weights = Mapping[tuple[str, str], Mapping[str, float]]


@cache
def weights() -> Weights:
    """For each end and category what each clue weighs, from ``clue_weights.csv``."""
    found: dict[tuple[str, str], dict[str, float]] = {}
    for row in table("clue_weights"):
        for column, weight in row.items():
            end, _, category = column.partition("_")
            if category and weight:
                found.setdefault((end, category), {})[row["clue"]] = float(weight)
    return found


def weighed(
    seen: Sequence[Seen], figures: Sequence[Asked], about: Seen | None = None
) -> list[Asked]:
    """The figures, each end that its sentence leaves unsaid with the country that weighs most.

    The ends of a figure are clues for the others, so that all are weighed again with the new ones.
    Who moves inside a country does so in the one that the text says it is about.
    """
    figures = [_inside(figure, about) if about else figure for figure in figures]
    asked = [
        (at, end)
        for at, one in enumerate(figures)
        for end in ENDS
        if one.is_open(end) and not (about and one.sense == INSIDE)
    ]
    parts = {_part(figures[at]) for at, _ in asked}
    of = {part: named(seen, figures, part * REACH + REACH // 2) for part in parts}
    found = _weighed_once(asked, figures, figures, of)
    if any(_told(found[at]) != _told(figures[at]) for at, _ in asked):
        # else the same clues would give the same ends; a third time changes next to nothing
        of = {part: names.with_ends(found) for part, names in of.items()}
        found = _weighed_once(asked, figures, found, of)
    peoples = named_as_people(seen)
    return [_with(figure, apart(figure, peoples)) for figure in found]


def _with(figure: Asked, placed: Placed) -> Asked:
    return figure if placed is figure.placed else figure._replace(placed=placed)


def _weighed_once(
    asked: Sequence[tuple[int, str]],
    first: Sequence[Asked],
    figures: Sequence[Asked],
    of: Mapping[int, Named],
) -> list[Asked]:
    """The figures with each end that is asked for weighed, one after the other."""
    found = list(figures)
    for at, end in asked:
        found[at] = _settled(at, end, first[at], found, of[_part(first[at])])
    return found


def _part(figure: Asked) -> int:
    """The part of the text that a figure stands in: a long text is weighed in parts."""
    return figure.placed.sentence.index // REACH


def _told(figure: Asked) -> list[object]:
    """The ends of a figure as others are told of them, whatever they lead by."""
    ends = (figure.placed.origin, figure.placed.destination)
    return [end and (end.iso3, end.basis, end.rule, end.span, end.in_title) for end in ends]


def _inside(figure: Asked, about: Seen) -> Asked:
    if figure.sense != INSIDE or not figure.is_open("origin"):
        return figure
    known = about.known("part-about")
    return figure._replace(placed=figure.placed._replace(origin=known, destination=known))


def candidates(
    at: int, end: str, first: str | None, figures: Sequence[Asked], of: Named
) -> dict[str | None, Clues]:
    """For each country of the article, and for none, the clues that speak for it."""
    figure = figures[at]
    out = ruled_out(at, end, figures, of.peoples) - {None}
    found: dict[str | None, Clues] = {None: for_none(figure, end)}
    for country in dict.fromkeys((*of.seen, *of.ends)):
        if country not in out:
            found[country] = for_country(country, at, end, figures, of)
    read = None if first in out else first
    found.setdefault(read, {})[FIRST_READING if read else FIRST_NONE] = 1.0
    return found


def _settled(at: int, end: str, first: Asked, figures: Sequence[Asked], of: Named) -> Asked:
    figure = figures[at]
    read = first.known(end)
    table_of = weights().get((end, figure.category.value), {})
    scores = {
        country: sum([table_of[c] * value for c, value in clues.items() if c in table_of])
        for country, clues in candidates(at, end, iso3(read), figures, of).items()
    }
    best = max(scores, key=scores.__getitem__)
    if best is None:
        known = None
    else:
        known = read if read and best == read.iso3 else _known(best, figure, figures, of)
        others = [weight for country, weight in scores.items() if country != best]
        known = known._replace(lead=scores[best] - max(others))
    ends = dict.fromkeys(ENDS if figure.sense == INSIDE else (end,), known)
    return figure._replace(placed=figure.placed._replace(**ends))


def _known(country: str, figure: Asked, figures: Sequence[Asked], of: Named) -> Known:
    """The country as an end, with the mention nearest to the figure, or another figure's end."""
    here = figure.placed.sentence.index
    if mentions := of.seen.get(country):
        best = min(mentions, key=lambda seen: (seen.sentence > here, abs(here - seen.sentence)))
        return best.known(where(best, here))
    end = of.ends[country][0]
    known = again(figures[end.figure].known(end.end))
    assert known is not None
    return known
