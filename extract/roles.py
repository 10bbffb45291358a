"""What each place of a sentence is to the movers: origin, destination, transit, or neither."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from extract.lexicon.load import words
from extract.rules.anchors import ANYTHING, Open, opened, positions
from extract.rules.load import LONGEST_MODIFIER, MODIFIERS, Rule, rules
from extract.sketch import Item, Sketch

_NONE = (0, 0)
_AUXILIARIES = frozenset(words("function_words", "auxiliary"))
_AFTER_MODIFIERS = frozenset({"<place>", "<adjective>", "<demonym>"})


class Role(NamedTuple):
    """The role of one place, the rule that says so and how many items the rule rests on."""

    name: str
    rule: str
    reach: int


def find(sketch: Sketch) -> dict[int, Role]:
    """The role of each place of the sketch by item index, as far as a rule speaks of it.

    The rule that rests on most items wins, whatever its position in the file.
    """
    if all(sketch.items[i].kind == "demonym" for i in sketch.places):
        return {}
    tried = beginnings().among(sketch.words | {ANYTHING})
    if not tried:
        return {}
    tags = sketch.tags
    ends = [0, *accumulate(map(len, tags))]  # of the tags before each, spaces left out
    line = f" {' '.join(tags)} "
    won: dict[int, tuple[int, int]] = {}
    found: dict[int, Role] = {}
    for i, order, rule in _tries(tags, tried):
        if m := rule.regex.match(line, ends[i] + i):
            index = line.count(" ", 0, m.start("place")) - 1
            reach = 1 if rule.weak else m[0].strip().count(" ") + 1
            if (reach, -order) > won.get(index, _NONE):
                won[index] = reach, -order
                found[index] = Role(rule.role, rule.id, reach)
    if found:
        _share_in_lists(sketch, found)
    return found


@dataclass(frozen=True, slots=True)
class Index:
    """Rules by position, each with what it can begin with; and what opens them."""

    rules: Sequence[tuple[frozenset[str], Rule]]
    open: Open

    def among(self, words: frozenset[str]) -> dict[str, list[tuple[int, Rule]]]:
        """The rules that can match among the words, each with its position, by their beginnings."""
        found: dict[str, list[tuple[int, Rule]]] = {}
        for order in positions(self.open.among(words)):
            begins, rule = self.rules[order]
            for name in begins & words:
                found.setdefault(name, []).append((order, rule))
        return found


def by_beginning(known: Sequence[Rule]) -> Index:
    """The rules by the words, classes and tags that they begin with and need."""
    begun = [(frozenset(name.removeprefix("|") for name in rule.begins), rule) for rule in known]
    return Index(begun, opened(rule.needs for rule in known))


@cache
def beginnings() -> Index:
    """The rules of the house by what they can begin with."""
    return by_beginning(rules())


def _tries(
    tags: Sequence[str], tried: Mapping[str, Sequence[tuple[int, Rule]]]
) -> Iterator[tuple[int, int, Rule]]:
    """Where in a sketch which of the rules can match."""
    anywhere = tried.get(ANYTHING, ())
    for i, tag in enumerate(tags):
        if known := tried.get(tag):
            begins = (i, *_modified(tags, i)) if tag in _AFTER_MODIFIERS else (i,)
            yield from ((j, order, rule) for j in begins for order, rule in known)
        elif "|" in tag:
            for name in tag.split("|"):
                for order, rule in tried.get(name, ()):
                    yield i, order, rule
    yield from ((i, order, rule) for order, rule in anywhere for i in range(len(tags)))


def _modified(tags: Sequence[str], i: int) -> Iterator[int]:
    """Where the articles and adjectives before a place begin, one after the other."""
    for j in range(i - 1, max(-1, i - LONGEST_MODIFIER - 1), -1):
        if tags[j].partition("|")[0] not in MODIFIERS:
            return
        yield j


def _share_in_lists(sketch: Sketch, found: dict[int, Role]) -> None:
    """ "into Armenia, Georgia and Kazakhstan": each place of a list has the role of its first."""
    items = sketch.items
    named = [i for i in sketch.places if items[i].kind == "place"]
    for last, i in pairwise(named):
        if (
            i not in found
            and last in found
            and _only_joins(items[last + 1 : i])
            and not _opens_clause(items, i)
            and not _is_owner(items, last, i)
        ):
            found[i] = found[last]


def _opens_clause(items: tuple[Item, ...], i: int) -> bool:
    """ "from Sudan, and Saudi Arabia took 5,000": a place with a verb of its own."""
    following = items[i + 1 : i + 2]
    return bool(following) and (following[0].kind == "term" or following[0].word in _AUXILIARIES)


def _is_owner(items: tuple[Item, ...], last: int, i: int) -> bool:
    """ "Uganda, Africa's largest host, has": what stands beside a place, and none of a list."""
    owns = [item.word for item in items[i + 1 : i + 2]] == ["'s"]
    return owns and [item.word for item in items[last + 1 : i]] == [","]


def _only_joins(between: tuple[Item, ...]) -> bool:
    return 0 < len(between) <= 3 and all(
        item.word in (",", "and", "or", "the", "neighbouring", "/", "&") for item in between
    )
