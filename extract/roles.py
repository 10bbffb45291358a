"""What each place of a sentence is to the movers: origin, destination, transit, or neither."""

from __future__ import annotations

from dataclasses import dataclass

from extract.rules.load import Rule, rules
from extract.sketch import Item, Sketch


@dataclass(frozen=True, slots=True)
class Role:
    """The role of one place, the rule that says so and how many items the rule rests on."""

    name: str
    rule: str
    reach: int


def find(sketch: Sketch) -> dict[int, Role]:
    """The role of each place of the sketch by item index; a place that no rule speaks of is left out.

    The rule that rests on most items wins, whatever its position in the file.
    """
    found: dict[int, Role] = {}
    if not any(item.kind in ("place", "adjective") for item in sketch.items):
        return found
    words = sketch.words
    for rule in rules():
        if not rule.triggers or not rule.triggers.isdisjoint(words):
            _apply(rule, sketch, found)
    _share_in_lists(sketch.items, found)
    return found


def _apply(rule: Rule, sketch: Sketch, found: dict[int, Role]) -> None:
    line = sketch.line
    at = 0
    while m := rule.regex.search(line, at):
        index = sketch.item_at(m.start("place"))
        reach = 1 if rule.weak else m[0].strip().count(" ") + 1
        if index not in found or found[index].reach < reach:
            found[index] = Role(rule.role, rule.id, reach)
        at = m.start() + 1


def _share_in_lists(items: tuple[Item, ...], found: dict[int, Role]) -> None:
    """ "into Armenia, Georgia and Kazakhstan": each place of a list has the role of its first."""
    last: int | None = None
    for i, item in enumerate(items):
        if item.kind != "place":
            continue
        if (
            last is not None
            and i not in found
            and last in found
            and _only_joins(items[last + 1 : i])
        ):
            found[i] = Role(found[last].name, found[last].rule, found[last].reach)
        last = i


def _only_joins(between: tuple[Item, ...]) -> bool:
    return 0 < len(between) <= 3 and all(
        item.word in (",", "and", "or", "the", "neighbouring", "/", "&") for item in between
    )
