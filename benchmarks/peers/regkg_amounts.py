"""gdelt-regkg's amounts for the numbers, geotext for the places."""

import adapter
import geotext_places
from gdelt_regkg.fields.amounts import analyze_amounts
from rules import Number


def numbers(text: str) -> list[Number]:
    """The amounts of a text."""
    return [
        Number(found.start, found.end, float(found.amount), float(found.amount))
        for found in analyze_amounts(text).mentions
    ]


if __name__ == "__main__":
    adapter.main(numbers, geotext_places.find)
