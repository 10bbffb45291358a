"""Where a rule is worth trying: what it can begin with, and what it cannot do without."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.lexicon.load import forms, table

ANYTHING = "*"
# What the special words begin with, where that is not their own class.
_BEGINS = {
    "place": ("<place>",),
    "nation": ("<place>", "<adjective>"),
    "any_place": ("<place>", "<adjective>"),
    "group": ("|people",),
    "nationality": ("<demonym>", "<adjective>"),
    "count": ("<count>",),
    "people": (ANYTHING,),
    "office": (ANYTHING,),
    "trouble": tuple(w for row in table("hazards") for w in forms(row["words"])),
    "clause": (ANYTHING,),
    "aux": (ANYTHING,),
}
# What the special words cannot do without, where that is not what they begin with.
_HOLDS = {"people": ("<demonym>", "|people")}
_MAY_BE_EMPTY = ("{office}", "{aux}")


def beginnings(tokens: Sequence[str]) -> frozenset[str]:
    """The words, classes and tags that a pattern of these tokens can begin with."""
    return _begin(iter(tokens))[0]


def needs(tokens: Sequence[str]) -> frozenset[str]:
    """Words, classes and tags without any of which the pattern finds nothing, or ``ANYTHING``."""
    return _telling(_need(iter(tokens)))


def _begin(tokens: Iterator[str]) -> tuple[frozenset[str], bool]:
    """What the alternatives up to a closing bracket begin with, and whether one may be empty."""
    found: set[str] = set()
    may_be_empty, still_empty = False, True
    for token in tokens:
        if token in ")]":
            break
        if token == "|":
            may_be_empty, still_empty = may_be_empty or still_empty, True
            continue
        inner, empty = _begin(tokens) if token in "([" else _beginning(token)
        found |= inner if still_empty else set()
        still_empty &= empty or token == "["
    return frozenset(found), may_be_empty or still_empty


def _beginning(token: str) -> tuple[frozenset[str], bool]:
    if not token.startswith("{"):
        return frozenset({token}), False
    name = token[1:-1]
    return frozenset(_BEGINS.get(name, (f"|{name}",))), token in _MAY_BE_EMPTY


def _need(tokens: Iterator[str]) -> tuple[frozenset[str], ...]:
    """What the alternatives up to a closing bracket cannot do without, one of each set."""
    branches: list[list[frozenset[str]]] = [[]]
    for token in tokens:
        if token in ")]":
            break
        if token == "|":
            branches.append([])
        elif token == "[":
            _need(tokens)  # read past: it may be missing
        elif needed := _need(tokens) if token == "(" else _needed(token):
            branches[-1] += needed
    if len(branches) == 1:
        return tuple(branches[0])
    firsts = [branch[0] for branch in branches if branch]
    return (frozenset().union(*firsts),) if len(firsts) == len(branches) else ()


def _telling(needs: Sequence[frozenset[str]]) -> frozenset[str]:
    """The last needs that are words: the verb behind a place says more than the mark before it."""
    spelled = (names for names in reversed(needs) if any(name[0].isalpha() for name in names))
    return next(spelled, frozenset({ANYTHING}))


def _needed(token: str) -> tuple[frozenset[str], ...]:
    holds = _HOLDS.get(token[1:-1]) or _beginning(token)[0]
    free = ANYTHING in holds or token in _MAY_BE_EMPTY
    return () if free else (frozenset(word.removeprefix("|") for word in holds),)
