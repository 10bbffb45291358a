"""Who moved without leaving the country, by the whole article: trouble, and nobody from abroad.

"14,427 residents were relocated" is told of arrivals as of people in flight from a flood. Which of
the two it is the sentence need not say; an article on a quake that names one country, no border and
no migrant does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.asking import INSIDE, Asked, iso3
from extract.lexicon.load import forms, lowered, table, trie, words
from extract.memory import Seen
from extract.model import Article, Category
from extract.placing import internal

_SPEAKING = frozenset({"speaker", "office", "dateline"})
_CAME = frozenset({Category.ARRIVAL, Category.REFUGEE})
_STAYING = frozenset(words("sense_words", "staying"))
_REMAINING = frozenset(words("sense_words", "remaining"))
_CROSSING = frozenset({"cross", "enter", "boat", "intercept"})


def _on(topic: str) -> list[str]:
    return [w for row in table("topic") if row["topic"] == topic for w in forms(row["words"])]


_OUT = {*_on("migration"), *words("sense_words", "any_nation", "other_lands", "out_of_country")}
# A coast guard takes people off burning beaches too, and armed groups are "non-state".
_ABROAD = re.compile(rf"\b(?:{trie(_OUT - {'non', 'coast guard', 'coastguard'})})\b")
_AT_HOME = re.compile(
    rf"\b(?:{trie([*_on('displacement'), *words('hazards', 'hazard', 'hazard_sign')])})\b"
)
_FIGHTING = re.compile(rf"\b(?:{trie(words('hazards', 'conflict'))})\b")
_WAYS = frozenset({"origin", "destination", "location"})
_TOWNS = ("city", "region")


def kept_home(article: Article, seen: Sequence[Seen], figures: Iterable[Asked]) -> list[Asked]:
    """The figures; those who can only have moved inside the country, with it as both ends."""
    found = list(figures)
    here = _one_country(seen)
    if not here or not any(_may_be(figure, here) for figure in found):
        return found
    said = lowered(f"{article.title}\n{article.text}")
    told = _AT_HOME.search(said) is not None or any(_moved_in(figure, here) for figure in found)
    fought = _FIGHTING.search(said) is not None and _between_towns(seen)
    if _ABROAD.search(said) or not (told or fought):
        return found
    return [_inside(figure) if _may_be(figure, here) else figure for figure in found]


def _one_country(seen: Sequence[Seen]) -> str | None:
    """The one country that an article names, those who speak aside."""
    named = {one.iso3 for one in seen if one.role not in _SPEAKING}
    return named.pop() if len(named) == 1 else None


def _between_towns(seen: Sequence[Seen]) -> bool:
    """Whether people are in towns of the country, and never leave or reach it as a whole."""
    whole = any(one.kind == "country" and one.role in _WAYS for one in seen)
    return not whole and any(one.kind in _TOWNS and one.role in _WAYS for one in seen)


def _moved_in(figure: Asked, here: str) -> bool:
    """Whether a figure is of people displaced in the country, whatever drove them out."""
    ends = (iso3(figure.placed.origin), iso3(figure.placed.destination))
    return internal(figure.placed.link.category) and ends == (here, here)


def _may_be(figure: Asked, here: str) -> bool:
    """Whether people came from nowhere else, or left for nowhere else."""
    link = figure.placed.link
    if link.head.nationality is not None or figure.verb in _CROSSING:
        return False
    origin, destination = iso3(figure.placed.origin), iso3(figure.placed.destination)
    lodged = figure.lodged and (figure.form in _REMAINING or figure.verb == "host")
    waiting = link.category is Category.RESIDENT and (lodged or figure.form in _STAYING)
    if link.category in _CAME or waiting:
        return destination == here and origin in (None, here)
    if link.category is Category.DEPARTURE:
        return origin == here and destination in (None, here)
    return False


def _inside(figure: Asked) -> Asked:
    placed = figure.placed
    home = placed.destination or placed.origin
    link = replace(placed.link, category=Category.DISPLACEMENT)
    moved = placed._replace(link=link, origin=home, destination=home)
    return figure._replace(placed=moved, sense=INSIDE)
