"""Places by geotext's tables and its own pattern for names, with the offsets it leaves out."""

from __future__ import annotations

import re

from geotext.geotext import GeoText, get_data_path, read_table
from rules import Place

_NAME = re.compile(r"[A-ZÀ-Ú]+[a-zà-ú]+[ \-]?(?:d[a-u].)?(?:[A-ZÀ-Ú]+[a-zà-ú]+)*")
_ISO3 = {
    two.upper(): three
    for two, three in read_table(get_data_path("countryInfo.txt"), usecols=[0, 1], skip=1).items()
}


def find(text: str) -> list[Place]:
    """The countries, cities and nationalities of a text, in reading order."""
    return [place for m in _NAME.finditer(text) if (place := _place(m))]


def lookup(name: str) -> tuple[str, bool] | None:
    """The country of a name and whether it is a nationality; plurals of nationalities too."""
    index, key = GeoText.index, name.casefold()
    for table, people in (
        (index.countries, False),
        (index.nationalities, True),
        (index.cities, False),
    ):
        if key in table:
            return _ISO3.get(table[key].upper(), ""), people
    return lookup(key[:-1]) if key.endswith("s") and key[:-1] in index.nationalities else None


def _place(match: re.Match[str]) -> Place | None:
    name = match[0].strip()
    known = lookup(name)
    return Place(match.start(), match.start() + len(name), *known) if known and known[0] else None
