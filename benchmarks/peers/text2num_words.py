"""text2num on number words, digits by a pattern: numbers only, no places."""

import re

import adapter
from rules import Number
from text_to_num import alpha2digit

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")


def numbers(text: str) -> list[Number]:
    """The digits of the text after its number words were replaced; offsets are of that text."""
    found = []
    for m in _DIGITS.finditer(alpha2digit(text, "en")):
        value = float(m[0].replace(",", ""))
        found.append(Number(m.start(), m.end(), value, value))
    return found


if __name__ == "__main__":
    adapter.main(numbers, lambda text: [])
