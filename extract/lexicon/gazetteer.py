"""The names of places as one index: what each name can mean, and how far it can reach."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from extract.errors import BrokenTable
from extract.lexicon.load import table

FOLDER = Path(__file__).parent / "places"
PLACES = ("country", "region", "city")
_WORD = re.compile(r"[^\s\-'.,()&/]+")
_ARTICLES = ("El ", "El-", "Al ", "Al-")
WELL_KNOWN = 500_000
BY_FAR = 3  # times as many people as in the next city of the name


class Sense(NamedTuple):
    """One thing that a name can mean.

    ``form``: ``country``, ``region`` or ``city`` for a place; ``adjective`` ("Syrian", "Chinese",
    which can name people too), ``people`` ("Syrians", "Turk", which always do)
    for a nationality; ``nothing`` for a longer name that is no place ("Persian Gulf").
    ``needs_country``: only where the text itself names the country. ``population`` is that
    of a generated city, 1 for a town, 0 for what is written by hand.
    """

    iso3: str
    form: str
    needs_country: bool = False
    population: int = 0
    reason: str = ""

    @property
    def doubtful(self) -> bool:
        """Whether a longer name around it is likelier than the place."""
        return self.needs_country or 0 < self.population < WELL_KNOWN


@dataclass(frozen=True)
class Gazetteer:
    """Every name with its senses, the likeliest first.

    ``reach`` tells for the first word of longer names how many words the longest has.
    """

    senses: dict[str, tuple[Sense, ...]]
    reach: dict[str, int]

    @cached_property
    def headline(self) -> Gazetteer:
        """The well-known names in capitals, for headlines and datelines such as TBILISI."""
        return _headline(self.senses)


@cache
def gazetteer() -> Gazetteer:
    """The index over all the place tables, read once, when the first text is searched."""
    senses: dict[str, tuple[Sense, ...]] = {}
    for iso3, names in _rows("towns"):
        senses.update(dict.fromkeys(names.split("|"), (Sense(iso3, "city", population=1),)))
    senses.update(_written_by_hand())
    for name, iso3, population, needs_country in _rows("cities"):
        sense = Sense(iso3, "city", needs_country == "yes", int(population))
        known = senses.get(name)
        if known is None:
            senses[name] = (sense,)
        elif all(k.form == "city" and k.iso3 != iso3 for k in known):
            senses[name] = (*known, sense)
    for name in [name for name in senses if name.startswith(_ARTICLES)]:
        for written in _with_article(name):
            senses.setdefault(written, senses[name])
    return Gazetteer(senses, _reach(senses))


def _with_article(name: str) -> Iterator[str]:
    """ "El Fasher" is also written El-Fasher, el-Fasher and el Fasher."""
    article, rest = name[:2], name[3:]
    for first in (article, article.lower()):
        yield from (f"{first}-{rest}", f"{first} {rest}")


@cache
def countries() -> dict[str, str]:
    """The name to show for each ISO 3166-1 alpha-3 code, EU and XKX included."""
    return {iso3: name for name, iso3, shown in _rows("countries") if shown == "yes"}


@cache
def cues() -> dict[str, tuple[tuple[str, str], ...]]:
    """For each name that words decide: the words, each with the country that it speaks for."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for name, iso3, cue in _rows("cues"):
        found[name] = (*found.get(name, ()), (cue, iso3))
    return found


@cache
def around(use: str, language: str = "en") -> frozenset[str]:
    """The words of a language that say something about a name beside them, by their use."""
    return frozenset(r["word"] for r in table("place_words", language) if r["use"] == use)


@cache
def given_names() -> frozenset[str]:
    """First names of persons."""
    return frozenset(name for (name,) in _rows("given_names"))


@cache
def surnames() -> frozenset[str]:
    """Family names of persons."""
    return frozenset(name for (name,) in _rows("surnames"))


def _written_by_hand() -> dict[str, tuple[Sense, ...]]:
    senses: dict[str, tuple[Sense, ...]] = {}
    for name, sense in _names_by_hand():
        if name in senses:
            raise BrokenTable("places", 0, f'"{name}" is in two tables or twice in one; keep one.')
        senses[name] = (sense,)
    for name, iso3, kind, default, reason in _rows("senses"):
        sense = Sense(iso3, kind, default != "yes", 0, reason)
        senses[name] = (*senses.get(name, ()), sense)
    return senses


def _names_by_hand() -> Iterator[tuple[str, Sense]]:
    for name, iso3, _ in _rows("countries"):
        yield name, Sense(iso3, "country")
    yield from _nationalities()
    for name, iso3, kind, reason in _rows("disputed"):
        yield name, Sense(iso3, kind, reason=reason)
    for file, kind in (("regions", "region"), ("landmarks", "city"), ("city_names", "city")):
        for name, iso3, needs_country in _rows(file):
            yield name, _shared(iso3, kind, needs_country == "yes")
    for name, what in _rows("not_places"):
        yield name, Sense("", "nothing", reason=what)


@cache
def _shared(iso3: str, form: str, needs_country: bool) -> Sense:
    """One sense for all the names that mean a place of one kind in one country."""
    return Sense(iso3, form, needs_country)


def _nationalities() -> Iterator[tuple[str, Sense]]:
    for adjective, singular, plural, iso3, reason in _rows("demonyms"):
        for name in {singular, plural} - {adjective, ""}:
            yield name, Sense(iso3, "people", reason=reason)
        if adjective:
            yield adjective, Sense(iso3, "adjective", reason=reason)


@cache
def of_many() -> frozenset[str]:
    """The nationalities that need no ending to name many: "Congolese", "French", not "Thai"."""
    rows = _rows("demonyms")
    return frozenset(adjective for adjective, _, plural, _, _ in rows if plural != f"{adjective}s")


def _rows(file: str) -> Iterator[list[str]]:
    with (FOLDER / f"{file}.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        head = next(rows)
        for number, row in enumerate(rows, start=2):
            if len(row) != len(head):
                raise BrokenTable(f"{file}.csv", number, f"needs the columns {', '.join(head)}.")
            yield row


def _reach(names: Iterable[str]) -> dict[str, int]:
    reach: dict[str, int] = {}
    for name in names:
        if not name.isalpha():
            words = _WORD.findall(name)
            if len(words) > reach.get(words[0], 0):
                reach[words[0]] = len(words)
    return reach


def _headline(senses: dict[str, tuple[Sense, ...]]) -> Gazetteer:
    capitals = {
        name.upper(): known
        for name, known in senses.items()
        if not known[0].needs_country and len(name) > 3
    }
    return Gazetteer(capitals, _reach(capitals))
