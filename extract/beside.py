"""The place that stands beside a number of a list: "Ecuador 470,000", "Poland comes next with"."""

from __future__ import annotations

from extract.lexicon.load import words
from extract.model import Basis, Place
from extract.placing import Found
from extract.scene import Counted

_RANKING = frozenset(words("clause_words", "ranking"))
_BETWEEN_RANKS = frozenset(words("clause_words", "between_ranks"))
_OPENERS = frozenset({",", ";", "—", "–", ".", *words("clause_words", "contrast", "opens_rank")})
_SOURCES = words("sense_words", "source_countries")
_RANKING_REACH = 9
_VERB_SAID = ("to", "of")  # of the verb before: "home to", "the origin of"
_BEFORE_NUMBER = ("with", "at", "on", "for", ":", "(", "–", "—")


def place_beside(counted: Counted) -> Found | None:
    """ "Peru hosts 1.5 million and Ecuador 470,000": the place right before a number of a list."""
    first = ranked(counted)
    at = counted.at - 1 if first is None else first
    if at > 0 and counted.scene.items[at].word in _BEFORE_NUMBER:
        at -= 1  # "followed by Kazakhstan with 80,000"
        at -= counted.scene.items[at].word == "also"  # "and Israel, also with 80,000"
        if at > 0 and counted.scene.items[at].word == ",":
            at -= 1  # "after Colombia, with 2.9 million"
    elif at > 1 and counted.scene.items[at].word in _VERB_SAID and _opens(counted, at - 2):
        at -= 1  # "Colombia is home to 2.9 million, Peru to 1.5 million"
    value = counted.scene.items[at].value if at >= 0 else None
    if isinstance(value, Place) and value.kind in ("country", "region", "city"):
        return Found(value.iso3, Basis.STATED, at, "place-beside")
    return None


def _opens(counted: Counted, k: int) -> bool:
    return counted.scene.items[k].word in _OPENERS


def ranked(counted: Counted) -> int | None:
    """ "the United States is in fourth place with 48,000": the place that a rank is given to."""
    items, k = counted.scene.items, counted.at - 1
    if k < 2 or items[k].word != "with":
        return None
    ranks = 0
    for k in range(counted.at - 2, max(-1, counted.at - _RANKING_REACH), -1):
        if items[k].kind == "place":
            opens = k == 0 or items[k - 1].word in _OPENERS
            return k if ranks and opens else None
        if items[k].word not in _RANKING and items[k].word not in _BETWEEN_RANKS:
            return None
        ranks += items[k].word in _RANKING
    return None


def of_citizens(counted: Counted, beside: Found) -> bool:
    """ "citizens of Russia (35,344)", "source countries: China (15,200)": whence they come."""
    if _tells_sources(counted):
        return True
    role = counted.scene.roles.get(beside.at) if beside.at is not None else None
    return role is not None and role.name == "nationality"


def source_beside(counted: Counted) -> Found | None:
    """ "The top source countries were China (15,200)": where the first of them come from."""
    if counted.words_before(1) != ["("]:
        return None
    return place_beside(counted) if _tells_sources(counted) else None


def _tells_sources(counted: Counted) -> bool:
    said = counted.scene.sketch.text.casefold()
    return any(sources in said for sources in _SOURCES)
