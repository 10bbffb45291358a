"""Lists that answer each other: "Georgia and Armenia host 26,031 and 489, respectively"."""

from __future__ import annotations

from dataclasses import replace

from extract.heads import place_of
from extract.links import Link, Refused
from extract.model import Basis
from extract.placing import Found, internal
from extract.sketch import Item, Sketch

_RULE = "respectively"


def respective(sketch: Sketch, joined: list[Link | Refused]) -> list[Link | Refused]:
    """The counts of a sentence, each with the place or nationality at its position in a list.

    Without the word "respectively", or a list as long as that of the counts, they stay.
    """
    if _RULE not in sketch.words:
        return joined
    joined = [_like_last(j, joined) if isinstance(j, Link) else j for j in joined]
    links = [j for j in joined if isinstance(j, Link)]
    if len(links) < 2:
        return joined
    for kinds in (("place",), ("demonym", "adjective")):
        for run in _runs(sketch.items, kinds):
            if len(run) == len(links):
                answers = dict(zip((link.at for link in links), run, strict=True))
                joined = [
                    _answered(sketch, j, answers) if isinstance(j, Link) else j for j in joined
                ]
    return joined


def _like_last(link: Link, joined: list[Link | Refused]) -> Link:
    """The last of the numbers carries the noun for all: "200,000, 60,000 and 40,000 Russians"."""
    last = joined[-1]
    if not isinstance(last, Link) or link.head.kind != "bare":
        return link
    return replace(link, category=last.category, unit=last.unit, origin=link.origin or last.origin)


def _runs(items: tuple[Item, ...], kinds: tuple[str, ...]) -> list[list[int]]:
    """The lists of places: stretches of them with nothing between but commas and "and"."""
    runs: list[list[int]] = []
    for i, item in enumerate(items):
        if item.kind not in kinds:
            continue
        joins = runs and all(m.word in (",", "and", "the") for m in items[runs[-1][-1] + 1 : i])
        if joins:
            runs[-1].append(i)
        else:
            runs.append([i])
    return [run for run in runs if len(run) > 1]


def _answered(sketch: Sketch, link: Link, answers: dict[int, int]) -> Link:
    at = answers[link.at]
    item = sketch.items[at]
    if item.kind == "place":
        found = Found(place_of(item).iso3, Basis.STATED, at, _RULE)
        if internal(link.category):
            return replace(link, origin=found, destination=found, rule=_RULE)
        among = {place_of(sketch.items[i]).iso3 for i in answers.values()}
        if (
            link.origin is not None
            and link.origin.iso3 in among
            and link.origin.basis is Basis.STATED
        ):
            return replace(link, origin=found, rule=_RULE)
        return replace(link, destination=found, rule=_RULE)
    return replace(
        link, origin=Found(place_of(item).iso3, Basis.NATIONALITY, at, _RULE), rule=_RULE
    )
