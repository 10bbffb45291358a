"""Which of the times and sources named in a sentence belongs to a number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.model import Accuracy, Period, Source, Span
from extract.recognizers.time_openers import openers_of

_NOT_ITS_TIME = frozenset({"said", "compared"})
_FAR = 200  # beyond this a time belongs to something else
_TOPIC = 40  # what a time at the head of the sentence costs, however far the number is
_OWNED = 110  # what a time costs that stands right behind another number
_CROSSED = 70
_LIST_GAP = 6
_ASIDE = 150
_SIDE = 70  # what a time costs in a clause that ends before the number
_BEFORE = 60
_YEAR = Accuracy.YEAR  # "put immigration at 5,000 in 2022": what the year brought
_MARKS = {",": 15, ";": 60, ":": 60, "(": 60, ")": 60, "–": 30, "—": 30}
_TO = re.compile(r"[^,;.]{0,40}\sto\s")
_AND_IN = re.compile(r"\sand\s(?:in|on|by)\s(?:the\s)?\Z")
_RIGHT_BEHIND = re.compile(r",?\s(?:(?:another|a\sfurther|some)\s)?")
_ANY_MARK = re.compile("[,;:()–—]")


def choose_period(
    periods: Sequence[Period], count: Span, text: str, counts: Sequence[Span] = ()
) -> Period | None:
    """The period of the sentence that the number speaks of, or None.

    ``counts`` are the spans of all counts of the sentence: a time right behind another number
    is that number's own.
    """
    costs = {
        period: _cost(period.span, count, text, counts)
        for period in periods
        if period.kind not in _NOT_ITS_TIME or _beside(text, period, count)
    }
    if not costs:
        return None
    chosen = min(costs, key=lambda period: costs[period])
    if costs[chosen] > _FAR and chosen.span.start > count.start:
        return None
    chosen = _up_to(chosen, list(costs), counts)
    reached = _reached(text, count) or _had_by(text, count, chosen)
    if chosen.kind == "in" and chosen.start == chosen.end and reached:
        return replace(chosen, start=None, kind="until")  # "passed 5,000 on Monday" is a total
    if chosen.kind == "in" and chosen.accuracy is not _YEAR and _put_at(text, count, chosen):
        return replace(chosen, start=None)
    return chosen


def grown_to(count: Span, text: str, counts: Sequence[Span]) -> Span | None:
    """The number that the count rose or fell to: the 700 of "rose from 500 to 700"."""
    if text[max(0, count.start - 5) : count.start].casefold() != "from ":
        return None
    after = (c for c in counts if c.start > count.end)
    return next((c for c in after if _TO.fullmatch(text, count.end, c.start)), None)


def _beside(text: str, period: Period, count: Span) -> bool:
    """Whether the number stands beside what is compared: "less than that of 2021, 73,000"."""
    beside = text[period.span.end : count.start] in (", ", " (")
    return period.kind == "compared" and beside and text[count.end : count.end + 1] in ".;)"


def _reached(text: str, count: Span) -> bool:
    low = max(0, count.start - _BEFORE)
    return openers_of().reached.search(text, low, count.start) is not None


def _had_by(text: str, count: Span, period: Period) -> bool:
    """Whether it had happened by then: "5,000 had come when the cabinet met on Monday"."""
    start = period.span.start
    if openers_of().had.search(text, count.end, count.end + _BEFORE) is None:
        return False
    return openers_of().by_when.search(text, max(0, start - _ASIDE), start) is not None


def _put_at(text: str, count: Span, period: Period) -> bool:
    """Whether somebody puts a total at the number: "put those who had fled at 5,000 in June"."""
    low = max(0, count.start - _FAR)
    near = 0 <= period.span.start - count.end <= _LIST_GAP
    return near and openers_of().put_at.search(text, low, count.start) is not None


def _cost(span: Span, count: Span, text: str, counts: Sequence[Span]) -> int:
    """How far the time is from the number, in characters; marks and numbers between add to it."""
    if span.start > count.start:
        other = next((c for c in counts if count.end < c.start and _owns(c, span, text)), None)
        if other and openers_of().contrast.search(text, count.end, other.start):
            return 2 * _FAR  # "14,386, after a loss of 39,207 in 2023"
        if openers_of().contrasted.fullmatch(text, count.end, span.start):
            return 2 * _FAR  # "14,386, after a loss in 2023"
        if openers_of().dates_other.fullmatch(text, count.end, span.start):
            return 2 * _FAR  # "has 500 and puts the peak on 26 September"
        aside = _FAR * _closes_aside(text, count, span)
        aside += _SIDE * _opens_next(text, count, span, counts)
        return aside + _gap(text, _list_end(count, counts), span.start, counts)
    if not any(other.end <= span.start for other in counts):
        in_clause = _SIDE * _in_clause_before(text, span)
        return in_clause + min(_TOPIC, _gap(text, span.end, count.start, counts))
    owned = any(_owns(other, span, text) for other in counts)
    if owned and not _leads_in(text, span, count):
        return _OWNED + _gap(text, span.end, count.start, counts) // 4
    return _gap(text, span.end, count.start, counts)


def _leads_in(text: str, period: Span, count: Span) -> bool:
    """Whether the time opens the number's own part: "500 in May and in June another 700"."""
    opened = _AND_IN.search(text, max(0, period.start - _BEFORE), period.start) is not None
    return opened and _RIGHT_BEHIND.fullmatch(text, period.end, count.start) is not None


def _in_clause_before(text: str, period: Span) -> bool:
    """Whether the time ends a clause about others: "Of those who fled in May, 500 came"."""
    if not text.startswith(",", period.end):
        return False
    low = max(0, period.start - _ASIDE)
    return openers_of().clause.search(text, low, period.start) is not None


def _closes_aside(text: str, count: Span, period: Span) -> bool:
    """Whether the number is in an aside that ends before the time: "which hosts 5,000, "."""
    if "," not in text[count.end : period.start]:
        return False
    low = max(0, count.start - _ASIDE)
    return openers_of().relative.search(text, low, count.start) is not None


def _opens_next(text: str, count: Span, period: Span, counts: Sequence[Span]) -> bool:
    """Whether the time opens the clause of a next number: "500 came, and by Friday 800"."""
    opened = _NEXT_CLAUSE.search(text, count.end, period.start) is not None
    return opened and any(c.start > period.end for c in counts)


def _list_end(count: Span, counts: Sequence[Span]) -> int:
    """Where the list of numbers ends that the count stands in: "26,031, 4,639 and 489"."""
    end = count.end
    for other in counts:
        if 0 < other.start - end <= _LIST_GAP:
            end = other.end
    return end


def _gap(text: str, start: int, end: int, counts: Sequence[Span]) -> int:
    between = text[start:end]
    crossed = sum(1 for other in counts if start <= other.start and other.end <= end)
    marks = sum(_MARKS[mark] for mark in _ANY_MARK.findall(between))
    return len(between) + _CROSSED * crossed + marks


def _owns(count: Span, period: Span, text: str) -> bool:
    between = text[count.end : period.start]
    return 0 < len(between) < 40 and not any(mark in between for mark in _MARKS)


def _up_to(chosen: Period, periods: Sequence[Period], counts: Sequence[Span]) -> Period:
    """ "since the invasion stood at 5,000 on 25 September": one time gives both ends."""
    since = [p for p in periods if p.kind == "since" and p.start is not None]
    if chosen.kind == "until" and len(since) == 1 and since[0].end == chosen.end:
        return since[0]
    held = [p for p in periods if p.kind == "in" and _reaches(p, chosen)]
    if chosen.kind == "until" and len(held) == 1:
        return replace(chosen, start=held[0].start)  # "this year, by 23 April"
    days = [p for p in periods if p.kind == "in" and p.start == p.end and p.start is not None]
    if len(counts) != 1 or len(days) != 1 or len(since) != 1 or len(periods) != 2:
        return chosen
    day, opened = days[0], since[0]
    if opened.start is None or day.start is None or day.start <= opened.start:
        return chosen
    return replace(opened, end=day.end)


def _reaches(longer: Period, point: Period) -> bool:
    """Whether the end of one time lies within the other."""
    if longer.start is None or longer.end is None or point.end is None:
        return False
    return longer.start < longer.end and longer.start <= point.end <= longer.end


def choose_source(
    sources: Sequence[Source], count: Span, text: str, counts: Sequence[Span] = ()
) -> Source | None:
    """The source of the sentence that stands behind the number, or None.

    Who speaks comes before the paper that prints it, and both before one who denies it.
    """
    if not sources:
        return None
    best = min(_RANKS[source.kind] for source in sources)
    equals = [source for source in sources if _RANKS[source.kind] == best]
    return min(equals, key=lambda source: _apart(source, count, text, counts))


def _apart(source: Source, count: Span, text: str, counts: Sequence[Span]) -> int:
    """How far the source is from the number; who speaks first is nearer than who follows."""
    span = source.span
    if span.start > count.start:
        joined = _NEW_CLAUSE.search(text, count.end, span.start) is not None
        return (
            _gap(text, _list_end(count, counts), min(span.start, source.cue.start), counts)
            + _CROSSED * joined
        )
    behind = source.cue.start < span.start  # "according to X" belongs to the number before it
    owned = behind and any(_owns(other, source.cue, text) for other in counts)
    return _gap(text, span.end, count.start, counts) // 2 + _OWNED * owned


_NEXT_CLAUSE = re.compile(r"[,;]\s(?:and|while|but)\s\Z")
_NEW_CLAUSE = re.compile(r",?\s(?:and|while|but)\s(?:\w+\s){0,3}\Z")
_RANKS = {"speaker": 0, "record": 1, "mentioned": 4, "relay": 2, "denies": 3}
