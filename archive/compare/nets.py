"""Entries less exits, only where one speaker gives both for one time: with both sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.compare import windows
from archive.compare.reports import Question, Report, same_speaker
from extract.model import Category, Quantifier, Rate, Status, Unit

_EXACT_ENOUGH = (Quantifier.EXACT, Quantifier.APPROXIMATELY)
_NEIGHBOUR = 3  # characters between two sentences that follow each other


@dataclass(frozen=True, slots=True)
class Net:
    """A difference that no one has to have stated: derived, from two sentences of one source."""

    entries: Report
    exits: Report
    net: int
    quantifier: Quantifier
    stated: Report | None  # the same source's own net for the same time, if it gives one

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences that it rests on; one where both numbers stand in it."""
        return tuple(dict.fromkeys((self.entries.sentence, self.exits.sentence)))

    @property
    def words(self) -> str:
        """The calculation, written out, each number with its qualifier."""
        entries = _said(self.entries.count or 0, self.entries.quantifier)
        exits = _said(self.exits.count or 0, self.exits.quantifier)
        return f"{entries} − {exits} = {self.difference} (derived)"

    @property
    def difference(self) -> str:
        """The difference with its qualifier."""
        return _said(self.net, self.quantifier)


def nets(reports: Sequence[Report]) -> list[Net]:
    """The nets that can be derived, in the order of their entries."""
    entries = [r for r in reports if _is(r, Category.ARRIVAL) and None not in r.route]
    exits: dict[object, list[Report]] = {}
    for report in reports:
        if _is(report, Category.DEPARTURE):
            exits.setdefault(report.window.days_said, []).append(report)
    found = []
    for report in entries:
        here = exits.get(report.window.days_said, [])
        fitting = [e for e in here if _fits(report, e, entries)]
        named = [e for e in fitting if report.origin in {e.origin, e.destination}]
        chosen = named or fitting
        if len({e.count for e in chosen}) == 1:  # two candidates would be a guess
            found.append(_net(report, chosen[0], reports))
    differences = {(net.exits.id, net.net) for net in found}  # a stated difference is no entry
    return [net for net in found if (net.exits.id, net.entries.count) not in differences]


def _said(number: int, quantifier: Quantifier) -> str:
    about = "about " if quantifier is Quantifier.APPROXIMATELY else ""
    return f"{about}{number:,}".replace("-", "−")


def _is(report: Report, category: Category) -> bool:
    if report.in_title:  # a headline is too short to say whose number it is, and when
        return False
    counted = report.count is not None and report.quantifier in _EXACT_ENOUGH
    total = report.rate is Rate.TOTAL and report.status is Status.REPORTED
    moved = report.question.unit in {Unit.PERSON, Unit.CROSSING}
    return report.question.category is category and counted and total and moved


def _fits(entry: Report, exit_: Report, entries: Sequence[Report]) -> bool:
    """Whether the two count the same people at the same border, for one speaker and time."""
    if not windows.same(entry.window, exit_.window) or entry.count == exit_.count:
        return False
    if entry.question.unit is not exit_.question.unit:
        return False
    if not (same_speaker(entry.said_by, exit_.said_by) or _unsaid_in_one_article(entry, exit_)):
        return False
    if exit_.people:
        return exit_.people == entry.origin
    if exit_.origin == entry.origin:  # people of that nationality left
        return True
    if exit_.origin != entry.destination:
        return False
    if exit_.destination is not None:
        return exit_.destination == entry.origin
    return _follows(entry, exit_) or _one_population(entry, entries)


def _unsaid_in_one_article(a: Report, b: Report) -> bool:
    return a.article_id == b.article_id and a.said_by is None and b.said_by is None


def _follows(entry: Report, exit_: Report) -> bool:
    """Whether the exits stand in the same sentence as the entries, or in the next one."""
    gap = exit_.sentence_start - entry.sentence_end
    same = exit_.sentence_start == entry.sentence_start
    return entry.article_id == exit_.article_id and (same or 0 <= gap <= _NEIGHBOUR)


def _one_population(entry: Report, entries: Sequence[Report]) -> bool:
    """Whether the article speaks of no other people entering in that time."""
    others = (e for e in entries if e.article_id == entry.article_id)
    origins = {e.origin for e in others if windows.same(e.window, entry.window)}
    return origins == {entry.origin}


def _net(entry: Report, exit_: Report, reports: Sequence[Report]) -> Net:
    net = (entry.count or 0) - (exit_.count or 0)
    about = Quantifier.APPROXIMATELY in {entry.quantifier, exit_.quantifier}
    kind = Question(Category.NET_MIGRATION, Unit.PERSON)
    stated = [
        r
        for r in reports
        if r.question == kind
        and r.destination == entry.destination
        and windows.same(r.window, entry.window)
        and same_speaker(r.said_by, entry.said_by)
    ]
    return Net(
        entry,
        exit_,
        net,
        Quantifier.APPROXIMATELY if about else Quantifier.EXACT,
        min(stated, key=lambda r: abs(r.size - net), default=None),
    )
