"""quantulum3 for the numbers, geotext for the places."""

import re
import warnings

import adapter
import geotext_places
from rules import Number

warnings.simplefilter("ignore")

from quantulum3 import parser  # noqa: E402 - it warns of an optional part while it loads

_MEASURES = {"currency", "time", "length", "percentage", "mass", "volume", "temperature", "angle"}
_RANGE = re.compile(r"\bto\b|\band\b|[-–]")


def numbers(text: str) -> list[Number]:
    """The quantities that have no unit of measure; a range's ends from its mean and half width."""
    found = []
    for quantity in parser.parse(text):
        if quantity.unit.entity.name in _MEASURES:
            continue
        start, end = quantity.span
        half = quantity.uncertainty or 0
        half = half if _RANGE.search(quantity.surface) else 0
        found.append(Number(start, end, quantity.value - half, quantity.value + half))
    return found


if __name__ == "__main__":
    adapter.main(numbers, geotext_places.find)
