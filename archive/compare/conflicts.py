"""Reports that can't all be true, gathered into groups, with what might explain them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from archive.compare import windows
from archive.compare.relations import Relation, answers, dated_in_two_ways, relation
from archive.compare.reports import Question, Report, same_speaker
from archive.model import Role
from extract.model import Quantifier, Status

ROUNDING = 1.1  # values closer than this may be one value, rounded
_NAMES = {
    "window": "different dates",
    "dated": "one number, dated in two ways",
    "undated": "a date is not said",
    "speaker": "different authority",
    "revision": "later revision",
    "net": "net of border crossings, or people counted there",
    "basis": "nationality, or where they came from",
    "expected": "expected, not counted",
    "rounding": "rounding",
}


@dataclass(frozen=True, slots=True)
class ConflictGroup:
    """Reports of one route and question of which each contradicts another one in the group."""

    id: str
    reports: tuple[Report, ...]  # by size
    pairs: tuple[tuple[str, str], ...]  # ids of the reports that contradict each other
    explanations: tuple[str, ...]  # what may lie behind it; a person picks

    @property
    def question(self) -> Question:
        """What they answer."""
        return self.reports[0].question

    @property
    def route(self) -> tuple[str | None, str | None]:
        """Origin and destination."""
        return self.reports[0].route

    @property
    def smallest(self) -> Report:
        """The report with the smallest number."""
        return self.reports[0]

    @property
    def largest(self) -> Report:
        """The report with the largest number."""
        return self.reports[-1]

    @property
    def ratio(self) -> float:
        """How many times the smallest number goes into the largest."""
        return self.largest.size / self.smallest.size if self.smallest.size else float("inf")


def conflicts(reports: Iterable[Report]) -> list[ConflictGroup]:
    """The groups of reports that contradict each other, the widest apart first."""
    compared: dict[tuple[object, ...], list[Report]] = {}
    for report in reports:
        if _can_conflict(report):
            compared.setdefault((*report.route, *answers(report)), []).append(report)
    groups = [group for some in compared.values() for group in _groups(some)]
    return sorted(groups, key=lambda group: (-group.ratio, group.id))


def _can_conflict(report: Report) -> bool:
    stated = report.quantifier is not Quantifier.VAGUE and report.status is not Status.DENIED
    return stated and report.role is not Role.NOT_COMPARABLE and any(report.route)


def _groups(reports: Sequence[Report]) -> Iterator[ConflictGroup]:
    """The connected groups of contradicting reports."""
    pairs = [(a, b) for a, b in _in_time(reports) if relation(a, b) is Relation.CONFLICTING]
    group_of: dict[str, set[str]] = {}
    for a, b in pairs:
        joined = group_of.get(a.id, {a.id}) | group_of.get(b.id, {b.id})
        group_of |= dict.fromkeys(joined, joined)
    by_id = {report.id: report for report in reports}
    for ids in {frozenset(ids) for ids in group_of.values()}:
        members = sorted((by_id[i] for i in ids), key=lambda r: (r.size, r.id))
        inside = [(a, b) for a, b in pairs if a.id in ids]
        yield ConflictGroup(
            id=min(ids),
            reports=tuple(members),
            pairs=tuple((a.id, b.id) for a, b in inside),
            explanations=tuple(n for sign, n in _NAMES.items() if _seen(sign, inside)),
        )


def _in_time(reports: Sequence[Report]) -> Iterator[tuple[Report, Report]]:
    """The pairs that could speak of one time, without looking at all pairs there are."""
    spans = [(report, *report.window.span) for report in reports if report.window.span]
    open_: list[tuple[Report, date, date]] = []
    for report, first, last in sorted(spans, key=lambda span: span[1]):
        open_ = [span for span in open_ if span[2] + windows.STANDS >= first]
        yield from ((other, report) for other, _, _ in open_)
        open_.append((report, first, last))


def _seen(sign: str, pairs: Iterable[tuple[Report, Report]]) -> bool:
    return any(_explains(sign, a, b) for a, b in pairs)


def _explains(sign: str, a: Report, b: Report) -> bool:
    """Whether something that the two reports say might explain why they differ."""
    speaker = same_speaker(a.said_by, b.said_by)
    match sign:
        case "window":
            return not windows.same(a.window, b.window) and a.window.is_said and b.window.is_said
        case "dated":
            return dated_in_two_ways(a, b)
        case "undated":
            return not (a.window.is_said and b.window.is_said)
        case "speaker":
            return not speaker
        case "revision":
            return speaker and a.published != b.published
        case "net":
            return a.question != b.question
        case "basis":
            return a.origin_basis != b.origin_basis
        case "expected":
            return Status.PROJECTED in {a.status, b.status}
        case _:
            small, large = sorted((a.size, b.size))
            return 0 < large <= small * ROUNDING
