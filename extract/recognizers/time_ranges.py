"""Two times of a sentence that make one: "from January to March", "the order of 21 September"."""

from __future__ import annotations

import re

from extract.model import Accuracy
from extract.recognizers.stretches import Anchor, Stretch
from extract.recognizers.time_openers import openers_of
from extract.recognizers.time_values import resolve
from extract.recognizers.time_words import Expression


def nearest(text: str, one: Expression, anchor: Anchor) -> Stretch | None:
    """The stretch, which after "by" may lie ahead: then the nearer of two years is meant."""
    stretch, today = resolve(one, anchor), anchor.published
    if stretch is None or stretch.end is None or today is None or "year" in one.values:
        return stretch
    if openers_of().kind(text, one.span.start, one.span.end)[0] != "until":
        return stretch
    ahead = resolve(one, anchor, today.year + (stretch.end.year == today.year))
    if ahead is None or ahead.end is None or ahead.end < today:
        return stretch
    return ahead if ahead.end - today < today - stretch.end else stretch


def joined(text: str, left: Expression, right: Expression, anchor: Anchor) -> Stretch | None:
    """The stretch from one time to the other where the words between them say so."""
    joiner = openers_of().joiner.fullmatch(text, left.span.end, right.span.start)
    if joiner is None:
        return None
    if (joiner["apart"] or joiner["word"] == "and") and not _between(text, left, right):
        return None
    first, last = _both(left, right, anchor)
    if first is None or last is None or first.start is None or last.end is None:
        return None
    if first.start > last.end:
        return None
    return Stretch(first.start, last.end, min(first.accuracy, last.accuracy, key=_ORDER.index))


def _between(text: str, left: Expression, right: Expression) -> bool:
    """Whether "and" makes a stretch: after "between", or from one year to the next."""
    years = [e.values.get("year") for e in (left, right) if e.rule.gives == "year"]
    if len(years) == 2:
        return True
    return openers_of().kind(text, left.span.start, left.span.end)[0] == "between"


def _both(
    left: Expression, right: Expression, anchor: Anchor
) -> tuple[Stretch | None, Stretch | None]:
    """Both resolved: a year that only one of them states holds for the other."""
    first, last = resolve(left, anchor), resolve(right, anchor)
    if "year" in right.values and "year" not in left.values and last and last.end:
        first = resolve(left, anchor, last.end.year)
        if first and first.start and first.start > last.end:
            first = resolve(left, anchor, last.end.year - 1)
    elif "year" in left.values and "year" not in right.values and first and first.start:
        last = resolve(right, anchor, first.start.year)
        if last and last.end and last.end < first.start:
            last = resolve(right, anchor, first.start.year + 1)
    for back in (0, 1):
        if first and last and first.start and last.end and first.start > last.end:
            first = resolve(left, anchor, last.end.year - back)
    return first, last


def happened(text: str, left: Expression, right: Expression, anchor: Anchor) -> Stretch | None:
    """The stated day of an event: "the mobilisation order of 21 September"."""
    if left.rule.gives != "event" or not _ON.fullmatch(text, left.span.end, right.span.start):
        return None
    event, stated = resolve(left, anchor), resolve(right, anchor)
    if event is None or event.start is None or stated is None or stated.start is None:
        return stated
    if stated.end is not None and stated.start <= event.start <= stated.end:
        return event
    return stated


_ON = re.compile(r"\s*,?\s*(?:[^\W\d]\w*\s+){0,4}(?:on|of|in)\s+(?:the\s+)?")
_ORDER = list(Accuracy)
