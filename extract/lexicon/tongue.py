"""The words of a language other than English, each with the English that the engine reads for it.

A language is read word by word: its tables say what an English table calls the same thing. They
are loaded when the first text of the language comes, and never for English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from extract.lexicon.load import ENGLISH, FOLDER, forms, table

ALL = "."  # the table of all languages together stands beside their folders
TOLD_IN = 2_000  # characters of a text that are enough to tell its language
_SHARE = 0.15  # of all words: in prose its telling words are a third and more
_LEAST = 2  # one such word is a name: Georgia O'Keeffe
_CERTAIN = 0.3  # for English, which comes first: no other language needs to be asked
LOST = "\ufffd"  # stands where a letter beyond ASCII was lost when a text was decoded
TOKEN = re.compile(
    r"(?P<number>(?<![\w.,])(?:\d{1,3}(?P<apart>[.\u00a0\u202f\u2009 ])\d{3}(?:(?P=apart)\d{3})*"
    r"(?:,\d{1,2})?|\d+(?:[.,]\d+)*)(?![\d\ufffd]|[^\W\d_]))"
    rf"|(?P<elided>[^\W\d_]{{1,7}}['\u2019](?=[^\W\d_]|$))|(?P<word>(?:[^\W\d_]|{LOST})+)|\w+"
)


class Reading(NamedTuple):
    """One thing that a phrase can mean: its English, the table it stands in, where it means that.

    ``when`` names what must stand around it, see ``function_words`` in the README of the tables.
    ``noun`` is what an adjective of a nationality reads as where it stands for the people.
    """

    english: str
    table: str
    kind: str = ""
    when: tuple[str, ...] = ()
    noun: str = ""


Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Tongue:
    """The phrases of a language with their readings, and how long those of a first word get."""

    phrases: dict[Phrase, tuple[Reading, ...]]
    reach: dict[str, int]

    def longest(self, tokens: list[str]) -> tuple[int, tuple[Reading, ...]]:
        """How many of the tokens the longest known phrase takes, and its readings."""
        for size in range(len(tokens), 0, -1):
            if found := self.phrases.get(tuple(tokens[:size])):
                return size, found
        return 0, ()


def language_of(text: str) -> str:
    """The language whose function words make up most of a text; English where none does.

    Between languages that have as many, their letters decide. Languages that are read like
    Spanish and have no tables of their own are told too, so that none is taken for another.

    >>> language_of("Unos 300 haitianos fueron deportados de la isla."), language_of("300 left.")
    ('es', 'en')
    """
    start = text[:TOLD_IN].lower()
    spoken = start.replace("'", " ").replace("\u2019", " ").split()
    best, most = ENGLISH, (max(_LEAST, _SHARE * len(spoken)), -1)
    for language, words, letters in _telling():
        share = sum(word in words for word in spoken)
        if language == ENGLISH and share > _CERTAIN * len(spoken):
            return ENGLISH
        if share >= most[0]:
            told = (share, sum(map(start.count, letters)))
            if told > most:
                best, most = language, told
    return best


@cache
def tongue(language: str) -> Tongue:
    """The vocabulary of a language, read once, when its first text is."""
    phrases: dict[Phrase, tuple[Reading, ...]] = {}
    for phrase, reading in _read(language):
        for written in {phrase, tuple(map(with_losses, phrase))}:
            known = phrases.get(written, ())
            if reading.when or all(k.table != reading.table or k.when for k in known):
                phrases[written] = (*known, reading)
    reach: dict[str, int] = {}
    for phrase in phrases:
        reach[phrase[0]] = max(len(phrase), reach.get(phrase[0], 0))
    return Tongue(phrases, reach)


def key(written: str) -> Phrase:
    """The tokens of a phrase as they are looked up."""
    return tuple(folded(m[0]) for m in TOKEN.finditer(written))


def folded(token: str) -> str:
    """A token in lower case, its apostrophe a plain one."""
    return token.lower().replace("\u2019", "'")


def with_losses(word: str) -> str:
    """The word as a text has it that lost its accented letters in decoding."""
    return "".join(letter if letter.isascii() else LOST for letter in word)


@cache
def _telling() -> tuple[tuple[str, frozenset[str], str], ...]:
    """Each language with the words and the letters that tell it, English first."""
    rows = table("telling_words", ALL)
    return tuple((row["language"], frozenset(forms(row["words"])), row["letters"]) for row in rows)


def _read(language: str) -> Iterator[tuple[Phrase, Reading]]:
    for path in sorted((FOLDER / language).glob("*.csv")):
        name = path.stem
        for row in table(name, language):
            yield from _demonyms(row) if name == "demonyms" else _row(name, row)


def _row(name: str, row: dict[str, str]) -> Iterator[tuple[Phrase, Reading]]:
    english = "" if row["english"] == "-" else row["english"]
    when = tuple(row.get("when", "").split())
    for written in forms(row["forms"]):
        yield key(written), Reading(english, name, row.get("kind", ""), when)


def _demonyms(row: dict[str, str]) -> Iterator[tuple[Phrase, Reading]]:
    reading = Reading(row["adjective"], "demonyms")
    for written in forms(row["singular"]):
        yield key(written), reading
    for written in forms(row["plural"]):
        yield key(written), reading._replace(noun=row["people"])
