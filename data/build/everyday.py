"""What a name can be taken for: an everyday English word, or the name of a person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import names
from english_words import get_english_words_set
from wordfreq import zipf_frequency

CENSUS = Path(names.__file__).parent
COMMON_NAMES = 300  # of each list: Smith and Anna are names, whatever else they mean
# as likely another word, at the start of a sentence or after a place
NO_NAMES = frozenset((Path(__file__).parent / "no_names.txt").read_text().split())
WEBSTER = {w for w in get_english_words_set(["web2"], alpha=False, lower=False) if w.islower()}
LETTERS = str.maketrans({"\u0131": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D"})
MARKS = str.maketrans(dict.fromkeys("\u2018\u2019\u02bb\u02bc`\u00b4\u02bf\u02be"))
WORD = re.compile(r"\w+")


def everyday(name: str, *, frequency: float = 3.3) -> bool:
    """Whether the word in lower case is everyday English.

    Frequencies are on the Zipf scale: 3 is once in a million words, 6 once in a thousand.
    """
    return in_webster(name) and zipf_frequency(name.lower(), "en") >= frequency


def in_webster(name: str) -> bool:
    """Whether Webster's Second has the word in lower case."""
    return name.lower() in WEBSTER


def unmistakable(name: str, *, frequency: float) -> bool:
    """Whether a word of the name is so rare in English that it can hardly mean another thing."""
    return any(
        len(word) > 3 and not in_webster(word) and zipf_frequency(word.lower(), "en") <= frequency
        for word in WORD.findall(name)
    )


def plain(name: str) -> str:
    """The name in unmarked Latin letters."""
    split = unicodedata.normalize("NFKD", name.translate(LETTERS))
    return "".join(c for c in split if not unicodedata.combining(c)).translate(MARKS)


def given_names(kept: set[str]) -> set[str]:
    """First names of the census; ``kept`` stay in, whatever else they mean."""
    women = _census("dist.female.first", 2000, kept, frequency=4.5)
    return {*women, *_census("dist.male.first", 1219, kept, frequency=4.5)}


def surnames(kept: set[str]) -> set[str]:
    """The commonest family names of the census; ``kept`` stay in, whatever else they mean."""
    return set(_census("dist.all.last", 6000, kept, frequency=4.2))


def _census(file: str, most: int, kept: set[str], *, frequency: float) -> Iterator[str]:
    for rank, line in enumerate((CENSUS / file).read_text().splitlines()[:most]):
        name = line.split()[0].capitalize()
        sure = rank < COMMON_NAMES or name in kept or not everyday(name, frequency=frequency)
        if sure and name not in NO_NAMES:
            yield name
