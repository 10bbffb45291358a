"""How two reports lie to each other, and which may stand on one axis."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from archive.compare import windows
from archive.compare.reports import Question, Report, same_speaker, step
from archive.model import Role
from extract.model import Category, Measure, Quantifier, Rate, Status, Unit

_STAYED = dict.fromkeys(
    (Question(Category.RESIDENT, Unit.PERSON), Question(Category.NET_MIGRATION, Unit.PERSON)),
    Question(Category.RESIDENT, Unit.PERSON),
)
SETTLED = 60  # days; in the first weeks of a flight numbers multiply overnight
NEARLY_ALL, FAR_MORE = 0.75, 2  # this share of the time can't have fewer than half of the people
VERSIONS = 1.15  # one speaker's two numbers for one thing are no further apart than this
_DAYS_APART = timedelta(days=7)  # the same number for days this close is dated in two ways


class Relation(StrEnum):
    """What one report is to another of the same route and question."""

    SAME = "same"  # one statement
    SUCCESSIVE = "successive"  # the same speaker counts on, from the same start
    NESTED = "nested"  # one period lies in the other
    DISJOINT = "disjoint"  # other times
    CONFLICTING = "conflicting"  # the same time, and values that can't both be true
    AGREEING = "agreeing"  # the same time, and values that can
    OTHER = "other"  # another route or question


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A report of the same route that is not on the axis, with the reason."""

    report: Report
    reason: str


@dataclass(frozen=True, slots=True)
class Comparable:
    """The reports that may stand on one axis, and those that were left out."""

    together: tuple[Report, ...]
    left_out: tuple[LeftOut, ...]


def relation(a: Report, b: Report) -> Relation:
    """What one report is to the other."""
    if set(a.figure_ids) & set(b.figure_ids):
        return Relation.SAME
    if a.route != b.route or not same_question(a, b) or _other_people(a, b):
        return Relation.OTHER
    if dated_in_two_ways(a, b):
        return Relation.CONFLICTING
    speaker = same_speaker(a.said_by, b.said_by)
    if speaker and _counts_on(a, b):
        return Relation.SUCCESSIVE
    if not _same_time(a, b) or (speaker and _crosswise(a, b)):
        return Relation.DISJOINT
    if meet(a, b):
        return Relation.AGREEING
    if _some_of_all(a, b) or _part_of_whole(a, b) or _fits_inside(a, b) or _fits_inside(b, a):
        return Relation.NESTED
    return Relation.CONFLICTING


def comparable(report: Report, others: Iterable[Report]) -> Comparable:
    """The reports that answer the same question for the same route; the route's others, why not."""
    together, left_out = [report], []
    for other in others:
        if other.id == report.id or other.route != report.route:
            continue
        reason = _why_not(report, other)
        if reason:
            left_out.append(LeftOut(other, reason))
        else:
            together.append(other)
    return Comparable(tuple(together), tuple(left_out))


def same_question(a: Report, b: Report) -> bool:
    """Whether the two answer one question."""
    return answers(a) == answers(b)


def answers(report: Report) -> tuple[Question, Rate]:
    """What a report answers, a pace or a total; a net and a count of those there: who stayed."""
    return _STAYED.get(report.question, report.question), _pace(report)


def meet(a: Report, b: Report) -> bool:
    """Whether some number would make both reports true."""
    (a_low, a_high), (b_low, b_high) = a.interval, b.interval
    return a_low <= b_high and b_low <= a_high


def dated_in_two_ways(a: Report, b: Report) -> bool:
    """Whether one number is told for two different times that lie close together."""
    total = a.rate is Rate.TOTAL and b.rate is Rate.TOTAL
    if not total or windows.compatible(a.window, b.window) or not _one_number(a, b):
        return False
    # A round number is told again any day; an odd one is not.
    odd = step(a.count or 0) * 100 <= (a.count or 0)
    return windows.near(a.window, b.window, _DAYS_APART) and (
        odd or windows.share(a.window, b.window) > 0
    )


def _one_number(a: Report, b: Report) -> bool:
    """Whether two counts are one, or one is the other in fewer digits."""
    if a.count is None or b.count is None:
        return False
    small, large = sorted((a.count, b.count), key=step, reverse=True)
    unit = step(small)
    if unit > small / 10 and a.count != b.count:
        return False  # a single digit is no likeness
    return small in {large // unit * unit, round(large / unit) * unit}


def _counts_on(a: Report, b: Report) -> bool:
    """Whether one report goes on where the other ended: same start, later end."""
    if _is_stock(a) or _is_stock(b):
        return a.as_of != b.as_of
    if a.window.start is None or a.window.start != b.window.start:
        return False
    return a.window.last != b.window.last


def _same_time(a: Report, b: Report) -> bool:
    dated = a.question in _STAYED or _is_stock(a)
    if dated and None in {a.window.start, b.window.start}:
        return windows.near(a.window, b.window)
    if (_is_stock(a) or _is_stock(b)) and not windows.near(a.window, b.window):
        return False
    return windows.overlap(a.window, b.window)


def _crosswise(a: Report, b: Report) -> bool:
    """Whether two periods are said of which neither holds the other: one speaker, two times."""
    said = None not in (*a.window.days_said, *b.window.days_said)
    apart = not windows.inside(a.window, b.window) and not windows.inside(b.window, a.window)
    return said and apart and not windows.same(a.window, b.window)


def _other_people(a: Report, b: Report) -> bool:
    """Whether the two count people of different nationalities."""
    return None not in (a.people, b.people) and a.people != b.people


def _some_of_all(a: Report, b: Report) -> bool:
    """Whether the smaller number is of one nationality and the larger of whoever came."""
    small, large = sorted((a, b), key=lambda report: report.size)
    return small.people is not None and large.people is None


def _fits_inside(part: Report, whole: Report) -> bool:
    """Whether one may be a part of the other: a shorter time, or a net beside all who are there."""
    if part.interval[0] > whole.interval[1] or (part.window.start is None and _is_stock(part)):
        return False
    if whole.window.start is None:
        return _is_stock(whole) and not _is_stock(part)
    if part.rate is not Rate.TOTAL or not windows.inside(part.window, whole.window):
        return False  # a pace holds on every day of its period: a shorter one is no part of it
    days = whole.window.days or 0
    nearly_all = days >= SETTLED and (part.window.days or 0) >= NEARLY_ALL * days
    far_less = whole.interval[0] > FAR_MORE * part.interval[1]
    return not (nearly_all and far_less)


def _part_of_whole(a: Report, b: Report) -> bool:
    """Whether one speaker gives both numbers in one article: "of whom", unless they are close."""
    told_together = a.article_id == b.article_id and same_speaker(a.said_by, b.said_by)
    small, large = sorted((a.size, b.size))
    return told_together and large > small * VERSIONS


def _pace(report: Report) -> Rate:
    """A total of one day is a pace of that day."""
    if report.rate is Rate.TOTAL and report.window.days == 1 and not _is_stock(report):
        return Rate.PER_DAY
    return report.rate


def _is_stock(report: Report) -> bool:
    return report.question.category.measure is Measure.STOCK


def _why_not(report: Report, other: Report) -> str:
    """Why a report of the same route can't stand beside another one; empty if it can."""
    if Role.NOT_COMPARABLE in {report.role, other.role}:
        return "a person said that it does not compare"
    if other.question.unit is not report.question.unit:
        return f"it counts {other.question.words}"
    if other.question != report.question:
        return f"another measure: {other.question.words}"
    if other.people != report.people:
        return "it counts one nationality" if other.people else "it counts all, not one nationality"
    if _pace(other) is not _pace(report):
        return "a pace, not a total" if other.rate is not Rate.TOTAL else "a total, not a pace"
    if other.status is not report.status:
        return {
            Status.PROJECTED: "a forecast or plan",
            Status.DENIED: "the text denies it",
            Status.REPORTED: "reported, not expected",
        }[other.status]
    if other.quantifier is Quantifier.VAGUE:
        return "no number, only a magnitude"
    return ""
