"""The names of places as one index: what each name can mean, and how far it can reach."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "places"
WORD = re.compile(r"\w+")


class Sense(NamedTuple):
    """One thing that a name can mean.

    ``form``: ``country``, ``region`` or ``city`` for a place; ``adjective`` ("Syrian", also
    one person), ``collective`` ("Chinese", also the people), ``people`` ("Syrians", "Turk")
    for a nationality; ``nothing`` for a longer name that is no place ("Persian Gulf").
    """

    iso3: str
    form: str
    population: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Every name with its senses, the likeliest first.

    ``reach`` tells for a first word how many words the longest name that begins with it has.
    """

    senses: dict[str, tuple[Sense, ...]]
    reach: dict[str, int]


@cache
def gazetteer() -> Gazetteer:
    """The index over all the place tables, read once, when the first text is searched."""
    senses: dict[str, tuple[Sense, ...]] = {}
    for name, sense in _written_by_hand():
        senses[name] = (*senses.get(name, ()), sense)
    cities: dict[str, tuple[Sense, ...]] = {}
    for name, iso3, population in _rows("cities"):
        if name not in senses:
            sense = Sense(iso3, "city", int(population))
            cities[name] = (*cities[name], sense) if name in cities else (sense,)
    senses |= cities
    return Gazetteer(senses, _reach(senses))


def _written_by_hand() -> Iterator[tuple[str, Sense]]:
    for name, iso3, _ in _rows("countries"):
        yield name, Sense(iso3, "country")
    yield from _nationalities()
    for file in ("disputed",):
        for name, iso3, kind, reason in _rows(file):
            yield name, Sense(iso3, kind, 0, reason)


def _nationalities() -> Iterator[tuple[str, Sense]]:
    for adjective, singular, plural, iso3, reason in _rows("demonyms"):
        forms = {singular: "people", plural: "people"}
        if adjective:
            forms[adjective] = "collective" if adjective == plural else "adjective"
        for name, form in forms.items():
            yield name, Sense(iso3, form, 0, reason)


def _rows(file: str) -> Iterator[list[str]]:
    with (FOLDER / f"{file}.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        yield from rows


def _reach(names: dict[str, tuple[Sense, ...]]) -> dict[str, int]:
    reach: dict[str, int] = {}
    for name in names:
        if name.isalpha():
            reach.setdefault(name, 1)
            continue
        words = WORD.findall(name)
        reach[words[0]] = max(len(words), reach.get(words[0], 1))
    return reach
