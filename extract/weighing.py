"""The ends that no sentence states, weighed anew over the whole article by a table of clues."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from extract.abroad import apart, ruled_out
from extract.asking import ENDS, INSIDE, Asked, iso3
from extract.clues import Clues, Named, for_country, for_none, named
from extract.focus import again, where
from extract.lexicon.load import table
from extract.memory import REACH, Known, Seen

FIRST_READING, FIRST_NONE = "first reading", "none, first reading"
_ROUNDS = 2  # a third changes next to nothing

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


def weighed(seen: Sequence[Seen], figures: Sequence[Asked]) -> list[Asked]:
    """The figures, each end that its sentence leaves unsaid with the country that weighs most.

    The ends of a figure are clues for the others, so that all are weighed again with the new ones.
    """
    found = list(figures)
    for _ in range(_ROUNDS):
        before = list(found)
        part, of = -1, named((), (), 0)
        for at, first in enumerate(figures):
            if first.placed.sentence.index // REACH != part:  # a long text is weighed in parts
                part = first.placed.sentence.index // REACH
                of = named(seen, before, part * REACH + REACH // 2)
            for end in ENDS:
                if first.is_open(end):
                    found[at] = _settled(at, end, first, found, of)
        if before == found:
            break
    return [figure._replace(placed=apart(figure.placed)) for figure in found]


def candidates(
    at: int, end: str, first: str | None, figures: Sequence[Asked], of: Named
) -> dict[str | None, Clues]:
    """For each country of the article, and for none, the clues that speak for it."""
    figure = figures[at]
    out = ruled_out(at, end, figures) - {None}
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
        country: sum(table_of.get(clue, 0.0) * value for clue, value in clues.items())
        for country, clues in candidates(at, end, iso3(read), figures, of).items()
    }
    best = max(scores, key=lambda country: scores[country])
    if best is None:
        known = None
    else:
        known = read if read and best == read.iso3 else _known(best, figure, figures, of)
        others = [weight for country, weight in scores.items() if country != best]
        known = known._replace(lead=scores[best] - max(others))
    ends = dict.fromkeys(ENDS if figure.sense == INSIDE else (end,), known)
    return figure._replace(placed=replace(figure.placed, **ends))


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
