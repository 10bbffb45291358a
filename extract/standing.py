"""Numbers of people by what they are or became, and not by where they went."""

from __future__ import annotations

from extract.clauses import BREAKS
from extract.lexicon.load import words
from extract.scene import Counted

_BECOMING = frozenset(words("sense_words", "becoming"))
_CITIZENS = frozenset({"citizen", "citizens"})
_TRADES = frozenset(words("sense_words", "trade"))
_EMPLOYING = frozenset(words("sense_words", "employing"))
_REACH = 9  # items behind the people: "have become Armenian citizens"


def by_standing(counted: Counted) -> str:
    """Why a number says what people are: citizens now, traders, employees; empty where it does not.

    The reasons are those of ``Rejected``.
    """
    behind = _behind(counted)
    became = next((k for k, word in enumerate(behind) if word in _BECOMING), len(behind))
    if not _CITIZENS.isdisjoint(behind[became : became + 4]) or _of_those_who_asked(counted):
        return "citizenship"  # "5,510 of the displaced had become Armenian citizens"
    as_what = behind.index("as") if "as" in behind else len(behind)
    if not _TRADES.isdisjoint(behind[as_what : as_what + 4]):
        return "other_people"  # "another 4,000 Russians signed up as individual entrepreneurs"
    return "other_people" if _employed(counted) else ""


def _of_those_who_asked(counted: Counted) -> bool:
    """ "Became citizens, out of 6,724 requests": of how many who asked for it."""
    said = counted.scene.sketch.words
    naturalised = not (_BECOMING.isdisjoint(said) or _CITIZENS.isdisjoint(said))
    return naturalised and counted.words_before(2) == ["out", "of"]


def _behind(counted: Counted) -> list[str]:
    """The words behind the people, to the end of their clause."""
    said = []
    for item in counted.scene.items[counted.phrase.end :][:_REACH]:
        if item.word in BREAKS or item.kind == "count":
            break
        said.append(item.word)
    return said


def _employed(counted: Counted) -> bool:
    """ "The sector employed 20,000 people": not "employs 300,000 foreign workers"."""
    term, phrase = counted.term, counted.phrase
    anybody = phrase.category is None and phrase.nationality is None
    plain = phrase.noun is not None and phrase.noun.word in ("people", "persons", "staff")
    return term is not None and term.form in _EMPLOYING and anybody and plain
