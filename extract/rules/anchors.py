"""Where a rule is worth trying: what it can begin with, and what it cannot do without."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Open:
    """Which rules are worth trying in a sentence: every rule is a bit, by its position."""

    by_word: Mapping[str, int]
    anywhere: int

    def among(self, words: frozenset[str]) -> int:
        """The bits of the rules that have what they need among the words."""
        bits = self.anywhere
        for word in self.by_word.keys() & words:
            bits |= self.by_word[word]
        return bits


def positions(bits: int) -> Iterator[int]:
    """The positions of the bits that are set, the lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def opened(needed: Iterable[frozenset[str]]) -> Open:
    """What opens rules with these needs."""
    by_word: dict[str, int] = {}
    for position, words in enumerate(needed):
        for word in words:
            by_word[word] = by_word.get(word, 0) | 1 << position
    return Open(by_word, by_word.pop(ANYTHING, 0))


def beginnings(tokens: Sequence[str]) -> frozenset[str]:
    """The words, classes and tags that a pattern of these tokens can begin with."""
    return _begin(iter(tokens))[0]


def needs(
    tokens: Sequence[str], holds: Callable[[str], frozenset[str]] | None = None
) -> frozenset[str]:
    """Words, classes and tags without any of which the pattern finds nothing, or ``ANYTHING``.

    ``holds`` gives those of one token, none where it can do without any.
    """
    found = _need(iter(tokens), holds or _holds)
    # Marks and small words stand in most sentences: long words tell more.
    return max(found, key=_shortest, default=frozenset({ANYTHING}))


def _shortest(names: frozenset[str]) -> int:
    return min(len(name) if name[-1:].isalpha() else 0 for name in names)


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


def _need(
    tokens: Iterator[str], holds: Callable[[str], frozenset[str]]
) -> tuple[frozenset[str], ...]:
    """What the alternatives up to a closing bracket cannot do without, one of each set."""
    branches: list[list[frozenset[str]]] = [[]]
    for token in tokens:
        if token in ")]":
            break
        if token == "|":
            branches.append([])
        elif token == "[":
            _need(tokens, holds)  # read past: it may be missing
        elif token == "(":
            branches[-1] += _need(tokens, holds)
        elif held := holds(token):
            branches[-1].append(held)
    if len(branches) == 1:
        return tuple(branches[0])
    firsts = [branch[0] for branch in branches if branch]
    return (frozenset().union(*firsts),) if len(firsts) == len(branches) else ()


def _holds(token: str) -> frozenset[str]:
    held = _HOLDS.get(token[1:-1]) or _beginning(token)[0]
    free = ANYTHING in held or token in _MAY_BE_EMPTY
    return frozenset() if free else frozenset(name.removeprefix("|") for name in held)
