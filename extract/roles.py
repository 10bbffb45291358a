"""What each place of a sentence is to the movers: origin, destination, transit, or neither."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from extract.lexicon.load import words
from extract.rules.anchors import ANYTHING, Open, opened
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
    tags = sketch.tags
    ends = [0, *accumulate(map(len, tags))]  # of the tags before each, spaces left out
    line = f" {' '.join(tags)} "
    won: dict[int, tuple[int, int]] = {}
    found: dict[int, Role] = {}
    for i, order, rule in _tries(sketch):
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
    """Rules, each with its position, by what they can begin with; and what opens them."""

    begun: Mapping[str, Sequence[tuple[int, Rule]]]
    open: Open

    def among(self, words: frozenset[str]) -> dict[str, list[tuple[int, Rule]]]:
        """The rules that can match among the words, by what they begin with."""
        bits = self.open.among(words)
        found = {}
        for name in self.begun.keys() & words:
            found[name] = [one for one in self.begun[name] if bits >> one[0] & 1]
        return found


def by_beginning(known: Sequence[Rule]) -> Index:
    """The rules by the words, classes and tags that they begin with and need."""
    begun: dict[str, list[tuple[int, Rule]]] = {}
    for order, rule in enumerate(known):
        for beginning in {name.removeprefix("|") for name in rule.begins}:
            begun.setdefault(beginning, []).append((order, rule))
    return Index(begun, opened(rule.needs for rule in known))


@cache
def beginnings() -> Index:
    """The rules of the house by what they can begin with."""
    return by_beginning(rules())


def _tries(sketch: Sketch) -> Iterator[tuple[int, int, Rule]]:
    """Where in a sketch which rule can match."""
    tried = beginnings().among(sketch.words | {ANYTHING})
    anywhere = tried.get(ANYTHING, ())
    for i, tag in enumerate(sketch.tags):
        for name in tag.split("|") if "|" in tag else (tag,):
            for order, rule in tried.get(name, ()):
                yield i, order, rule
        if tag in _AFTER_MODIFIERS and tried.get(tag):
            for j in _modified(sketch.tags, i):
                for order, rule in tried[tag]:
                    yield j, order, rule
        for order, rule in anywhere:
            yield i, order, rule


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
