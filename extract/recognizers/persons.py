"""Whether a name that a place could have is borne by a person where it stands."""

from __future__ import annotations

import re
from functools import cache

from extract.lexicon.gazetteer import Sense, around, gazetteer, given_names, surnames
from extract.lexicon.load import forms, table, trie
from extract.model import Span

BEFORE = 24  # characters in which the words before a name are looked for
CAPITAL_AFTER = re.compile(r"\s(?:[A-Z]\.\s)?([A-Z]\w+)")
PERSON_AFTER = re.compile(
    r"""(?:,\s(?P<age>\d{2},)(?!\d)                  # Georgia, 34, came; not "Chad, 80,420 in"
        |\s(?:[A-Z]\.\s)?(?P<name>[A-Z][\w-]+)\b    # Jordan B. Peterson
         (?P<aged>,\s\d{2},(?!\d))?)                    # Jordan Pike, 29, came
    """,
    re.VERBOSE,
)


def bears(text: str, span: Span, name: str, sense: Sense) -> bool:
    """Whether a person bears the name here: a title, a first or a family name stands by it."""
    if sense.form == "nothing":
        return sense.reason == "person"
    before = words_before(text, span.start)
    if before and before[-1][0].isupper() and _belongs_to(before[-1], name, sense):
        return True
    if sense.doubtful and _part_of_longer_name(text, span, before):
        return True
    if name not in given_names():
        return False
    if {" ".join(before), *before[-1:]} & around("person_before"):
        return True
    beside = PERSON_AFTER.match(text, span.end)
    return bool(beside and (beside["age"] or beside["aged"] or _family_name(beside["name"])))


def words_before(text: str, start: int) -> list[str]:
    """Up to two words that end right before, without an initial: "Barry" for "A. Warsaw"."""
    if text[start - 1 : start] != " ":
        return []
    words = text[max(0, start - BEFORE) : start - 1].split()
    if len(words) > 1 and len(words[-1]) == 2 and words[-1][1] == ".":
        words.pop()
    return words[-2:]


def _part_of_longer_name(text: str, span: Span, before: list[str]) -> bool:
    """Whether an unknown name stands beside a doubtful place: "Taras Shevchenko"."""
    if _article_after().match(text, span.end):
        return True
    after = CAPITAL_AFTER.match(text, span.end)
    if after and after[1] not in _no_name() and not _well_known(after[1]):
        return True
    if not before or not before[-1].istitle() or before[-1].endswith(","):  # a list of places
        return False
    return before[-1] not in around("place_adjective") and not _well_known(before[-1])


def _belongs_to(before: str, name: str, sense: Sense) -> bool:
    if before.rstrip(".") in around("title_before"):
        return name in _names_of_persons()
    first = before in given_names() and not _well_known(before)
    return first and (sense.form in ("region", "city") or name in surnames())


def _family_name(word: str) -> bool:
    known = word in _names_of_persons() or word.endswith(tuple(around("surname_ending")))
    return known and not _well_known(word) and word not in _no_name()


def _well_known(word: str) -> bool:
    known = gazetteer().senses.get(word)
    return known is not None and not known[0].needs_country


@cache
def _no_name() -> frozenset[str]:
    """What no person is called behind a place: "Samara Region", "in Chad Friday"."""
    dates = (row for row in table("periods") if row["kind"] in ("weekday", "month"))
    return around("place_noun") | {forms(row["word"])[0] for row in dates}


@cache
def _article_after() -> re.Pattern[str]:
    """ "Hamam al-Shat": an article, small inside a name, and the rest of the name."""
    return re.compile(rf"[\s-](?:{trie(around('name_article'))})-[A-Z]")


@cache
def _names_of_persons() -> frozenset[str]:
    return given_names() | surnames()
