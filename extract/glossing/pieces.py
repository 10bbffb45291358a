"""A text as a row of pieces: each word or phrase with all that it can mean in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extract.lexicon.gazetteer import gazetteer
from extract.lexicon.load import forms, table
from extract.lexicon.tongue import LOST, TOKEN, Reading, Tongue, folded, with_losses
from extract.model import Span

_GROUPS = re.compile(r"\d{1,3}(?:[.\u00a0\u202f\u2009 ]\d{3})+(?!\d)")
_ENDS = re.compile(
    r"(?:^|[.!?:;\n\u2026\u2022])[\s\"'\u201c\u201d\u00ab\u00bb\u2018(\u2013\u2014-]{0,12}$"
)
_GOES_ON = re.compile(r"\.(?:[^\w\s]|\s+[^\W\d_A-ZÀ-Þ])")
_NAMED = frozenset({"names", "kept"})
_COUNTED = frozenset({"number", "number_words", "scales", "quantifiers", "vague"})
_NOUNS = frozenset({"people", "events", "not_counts", "hazards", "agencies", "nouns", "unknown"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or phrase of the text, what it can mean, and the gap between it and the one before.

    ``apart`` is what the gloss has for that gap; ``opens``: it begins a sentence, so that a capital
    tells nothing; ``capital``: it has one nevertheless; ``began``: where its sentence begins with a
    word that English does without.
    """

    span: Span
    gap: Span
    surface: str
    apart: str
    readings: tuple[Reading, ...]
    opens: bool = False
    capital: bool = False
    began: int | None = None

    @property
    def reading(self) -> Reading:
        """The meaning that was chosen, or the first."""
        return self.readings[0]

    @property
    def named(self) -> bool:
        """Whether it is the name of a place, or looks like one."""
        return self.reading.table in _NAMED

    @property
    def counted(self) -> bool:
        """Whether it belongs to a number."""
        return self.reading.table in _COUNTED

    @property
    def noun(self) -> bool:
        """Whether an adjective can belong to it."""
        return self.reading.table in _NOUNS or bool(self.reading.noun)

    @property
    def month(self) -> bool:
        """Whether it is a month."""
        return self.reading.english in _times("month")

    @property
    def weekday(self) -> bool:
        """Whether it is a day of the week."""
        return self.reading.english in _times("weekday")


def pieces(text: str, tongue: Tongue) -> Iterator[Piece]:
    """The pieces of a text in its order, the longest phrase first, their gaps between them."""
    matches = list(TOKEN.finditer(text))
    tokens = [folded(m[0]) for m in matches]
    at = end = 0
    while at < len(matches):
        gap = Span(end, matches[at].start())
        opens = _ENDS.search(text, max(end, gap.end - 12), gap.end) is not None
        size, readings = _read(text, matches, tokens, at, tongue, opens=opens)
        span = Span(gap.end, _end(text, gap.end, matches[at + size - 1].end()))
        elided = at > 0 and matches[at - 1]["elided"] is not None and gap.start == gap.end
        apart = " " if elided else gap.of(text)
        capital = not opens and text[span.start].isupper()
        yield Piece(span, gap, span.of(text), apart, readings, opens, capital)
        at, end = at + size, span.end
    yield Piece(Span(len(text), len(text)), Span(end, len(text)), "", text[end:], (_NOTHING,))


_NOTHING = Reading("", "end")


def _end(text: str, start: int, end: int) -> int:
    """The end of a piece, with the full stop of EE.UU. where it does not end the sentence."""
    return end + ("." in text[start:end] and _GOES_ON.match(text, end) is not None)


def _read(
    text: str,
    matches: list[re.Match[str]],
    tokens: list[str],
    at: int,
    tongue: Tongue,
    *,
    opens: bool,
) -> tuple[int, tuple[Reading, ...]]:
    """How many tokens make the piece that begins here, and what it can mean."""
    first = matches[at]
    size, readings = _phrase(text, matches, tokens, at, tongue)
    if first["number"]:
        scaled = any(
            r.table == "scales" for r in tongue.phrases.get(tuple(tokens[at + 1 : at + 2]), ())
        )
        return size or 1, readings or (Reading(_number(first[0], scaled=scaled), "number"),)
    if first[0][0].isupper():
        name = _name(text, matches, at)
        if name > size:
            return name, (Reading(text[first.start() : matches[at + name - 1].end()], "kept"),)
        if not opens and size == 1 and readings[0].table == "function_words":
            following = matches[at + 1 : at + 2]
            if following and following[0][0][0].isupper() and not first["elided"]:
                return 1, (Reading(first[0], "kept"),)
    if size:
        return size, readings
    if first[0][0].isupper():
        return 1, (Reading(_restored(first[0]), "kept"),)
    return 1, (Reading(first[0], "unknown"),)


def _phrase(
    text: str, matches: list[re.Match[str]], tokens: list[str], at: int, tongue: Tongue
) -> tuple[int, tuple[Reading, ...]]:
    """The longest known phrase that stands here unbroken and is no part of a hyphenated word."""
    longest = min(tongue.reach.get(tokens[at], 0), len(matches) - at)
    reach = min(1, longest)
    while reach < longest and _joined(text, matches[at + reach - 1], matches[at + reach]):
        reach += 1
    size, readings = tongue.longest(tokens[at : at + reach])
    if not size:
        return 0, ()
    start, end = matches[at].start(), matches[at + size - 1].end()
    capital = text[start:end] != text[start:end].lower()
    named = tuple(r for r in readings if r.table == "names")
    readings = named if named and capital else tuple(r for r in readings if r.table != "names")
    if _hyphen(text, start - 1) or _hyphen(text, end):
        readings = tuple(r for r in readings if r.table in ("names", "demonyms", "number_words"))
    return (size, readings) if readings else (0, ())


def _joined(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    between = text[one.end() : other.start()]
    if between.isspace() or not between:
        return len(between) <= 2 and between != "\n\n"
    return between in ("-", "\u2010", "\u2011", ".", ". ")


def _hyphen(text: str, at: int) -> bool:
    return (
        0 < at < len(text) - 1
        and text[at] == "-"
        and text[at - 1].isalpha()
        and text[at + 1].isalpha()
    )


def _name(text: str, matches: list[re.Match[str]], at: int) -> int:
    """How many tokens the longest name of a place of several words has that begins here."""
    index = gazetteer()
    start = matches[at].start()
    words = index.reach.get(matches[at][0].rstrip("'\u2019"), 1)
    for size in range(min(words + 1, len(matches) - at), 1, -1):
        written = text[start : matches[at + size - 1].end()].replace("\u2019", "'")
        if written in index.senses:
            return size
    return 0


def _restored(name: str) -> str:
    """A name of one word that lost letters in decoding, as the gazetteer has it."""
    return _with_losses().get(name, name) if LOST in name else name


@cache
def _with_losses() -> dict[str, str]:
    names = [n for n in gazetteer().senses if n.isalpha() and not n.isascii()]
    return {with_losses(name): name for name in names}


def _number(digits: str, *, scaled: bool) -> str:
    """A number as English writes it: "12.000" is 12,000, "1,2" is 1.2.

    >>> _number("12 000", scaled=False), _number("1,2", scaled=True), _number("2.5", scaled=True)
    ('12,000', '1.2', '2.5')
    """
    if grouped := _GROUPS.match(digits):
        whole = re.sub(r"\D", ",", grouped[0])
        return whole + digits[grouped.end() :].replace(",", ".")
    if not scaled and re.fullmatch(r"\d{1,3}(?:,\d{3})+", digits):
        return digits
    return digits.replace(",", ".") if digits.count(",") == 1 and "." not in digits else digits


@cache
def _times(kind: str) -> frozenset[str]:
    rows = (row for row in table("periods") if row["kind"] == kind)
    return frozenset(word for row in rows for word in forms(row["word"]))
