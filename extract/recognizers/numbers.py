"""Numbers as a text writes them, in digits or in words, and the whole number each one states."""

from __future__ import annotations

import re
from decimal import Decimal

from extract.lexicon.load import forms, table, trie

_UNITS = {row["word"]: int(row["value"]) for row in table("number_words", unique="word")}
_SCALES = {
    word.lower(): int(row["value"]) for row in table("scales") for word in forms(row["word"])
}
_ATTACHED = [w.lower() for row in table("scales") if row["attached"] for w in forms(row["word"])]
_SPACED = [w for row in table("scales") if not row["attached"] for w in forms(row["word"])]
_SPACES = " \u00a0\u2009\u202f"

# Python before 3.11.5 reads on past a possessive group that fails half-way: hence (?>(?:..)+).
_GROUPED = (
    rf"\d{{1,3}}(?>(?:(?:,|[{_SPACES}]|'|’)\d{{3}})+)"
    r"|\d{1,3}(?>(?:\.\d{3})+)|\d{1,3}(?:,\ \d{3}){0,2}?,\ 000"  # "May 3, 200 people" are 200
)
_INDIAN = r"\d{1,2}(?>(?:,\d{2}(?!\d))+),\d{3}"
_DIGITS = rf"(?:{_INDIAN}|{_GROUPED}|\d++(?:\.\d{{1,2}})?)(?!\d)"
_SCALED = rf"(?:[{_SPACES}-]?(?:{trie(_SPACED)})\b){{1,2}}|(?:{trie(_ATTACHED)})\b"
_UNIT = trie(_UNITS)
_BIG = "hundred|thousand|million|billion|lakh|crore|dozen"
_WORDS = rf"""
    half\ (?:million|billion|dozen)(?!s)
  | a\ quarter[\ -](?:million|billion)(?!s)
  | (?:half|a\ quarter\ of|three\ quarters\ of|a\ third\ of)\ an?\ (?:{_BIG})(?!s)
  | (?:an?\ (?:{_BIG})(?!s)|(?:{_UNIT}))
    (?:(?:[\ -]|\ and\ )(?:{_UNIT}|(?:{_BIG})(?!s))\b){{0,14}}
    (?:\ and\ a\ half(?:\ (?:{_BIG})(?!s))?)?
"""
# One spelling of a number, without quantifier or range.
_COMPOUND = rf"{_DIGITS}[{_SPACES}]million[{_SPACES}]{_DIGITS}[{_SPACES}]thousand\b"
NUMBER = rf"(?>{_COMPOUND}|{_DIGITS}(?:{_SCALED})?|(?:{_WORDS})\b)"
# The first words of what NUMBER can match, digits aside.
NUMBER_BEGINNINGS = ("a", "an", "one", "half", "three", *_UNITS)
_SPLIT = re.compile(rf"^({_DIGITS})(.*)$", re.DOTALL)
_FRACTIONAL = re.compile(r"(?<!\d)\d+\.\d{1,2}")
_THOUSANDTHS = re.compile(r"(?<!\d)\d+\.\d{3}")
_COMMA_DECIMAL = re.compile(r"\d{1,2},\d{3}")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_NO_DIGIT = re.compile(r"\D")
_SCALE_WORD = re.compile(r"[a-z]+")
_FRACTIONS = {
    "half": (1, 2),
    "a quarter of": (1, 4),
    "a quarter": (1, 4),
    "three quarters of": (3, 4),
    "a third of": (1, 3),
}
_FRACTION = re.compile(rf"^({'|'.join(_FRACTIONS)})[ -](?:an? )?({_BIG})$")


def number(surface: str) -> int | None:
    """The whole number that a surface states, or None when it states no whole number.

    >>> number("1.2 million"), number("40k"), number("half a million"), number("861 000")
    (1200000, 40000, 500000, 861000)
    """
    if surface.isdecimal():
        return int(surface)
    if _THOUSANDS.fullmatch(surface):
        return int(surface.replace(",", ""))
    text = surface.casefold().strip()
    if text[:1].isdigit() and "million" in text and text.endswith("thousand"):
        most, rest = text.split("million")  # "4 million 240.8 thousand"
        parts = (number(f"{most} million"), number(rest))
        return None if None in parts else sum(filter(None, parts))
    if m := _SPLIT.match(text):
        if _COMMA_DECIMAL.fullmatch(m[1]) and "million" in m[2]:
            return _scaled(Decimal(m[1].replace(",", ".")), m[2])  # "2,138 million refugees"
        return _scaled(_decimal(m[1], scaled=bool(m[2].strip())), m[2])
    return _words(" ".join(text.split()))


def _decimal(digits: str, *, scaled: bool) -> Decimal:
    """ "20.029" alone is grouped in thousands; "1.303 million" is a decimal."""
    if _FRACTIONAL.fullmatch(digits) or (scaled and _THOUSANDTHS.fullmatch(digits)):
        return Decimal(digits)
    return Decimal(_NO_DIGIT.sub("", digits))


def _scaled(value: Decimal, rest: str) -> int | None:
    for word in _SCALE_WORD.findall(rest):
        value *= _SCALES[word]
    return int(value) if value == value.to_integral_value() else None


def _words(text: str) -> int | None:
    if m := _FRACTION.match(text):
        top, bottom = _FRACTIONS[m[1]]
        return _SCALES[m[2]] * top // bottom
    half = " and a half" in text
    total = group = last = 0
    for word in re.split(r"[\s-]+", text.replace(" and a half", "")):
        if word in _SCALES:
            last = _SCALES[word]
            group, total = (
                (max(group, 1) * last, total) if last < 1000 else (0, total + max(group, 1) * last)
            )
        elif word in _UNITS:
            group += _UNITS[word]
        elif word not in ("a", "an", "and"):
            return None
    value = total + group
    return value + (last // 2) if half else value
