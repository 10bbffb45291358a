"""Microsoft Recognizers-Text for the numbers, geotext for the places."""

import adapter
import geotext_places
from recognizers_number import Culture, NumberRecognizer
from rules import Number

_MODEL = NumberRecognizer(Culture.English).get_number_model()


def numbers(text: str) -> list[Number]:
    """The numbers of a text; what it cannot resolve is left out."""
    return [
        Number(found.start, found.end + 1, float(value), float(value))
        for found in _MODEL.parse(text)
        if found.resolution and (value := found.resolution.get("value"))
    ]


if __name__ == "__main__":
    adapter.main(numbers, geotext_places.find)
