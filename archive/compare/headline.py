"""The report that stands for a route and question: a person's choice, else just the latest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from archive.compare.reports import Report
from archive.model import Role
from extract.model import Quantifier, Status


@dataclass(frozen=True, slots=True)
class Headline:
    """A report with how it came to stand first."""

    report: Report
    is_chosen: bool  # by a person

    @property
    def words(self) -> str:
        """Why it stands there, for the line under the number."""
        return "chosen as the headline" if self.is_chosen else "no headline chosen; latest report"


def headline(reports: Iterable[Report], *, on: date | None = None) -> Headline | None:
    """The chosen headline, else the latest report that states a number, up to a date if given.

    Give it the reports of one route and question: ``comparable(...).together``.
    """
    known = [r for r in reports if on is None or (r.as_of is not None and r.as_of <= on)]
    chosen = [r for r in known if r.role is Role.HEADLINE]
    usable = [r for r in known if _states_a_number(r)]
    latest = max(chosen or usable, key=_lateness, default=None)
    return Headline(latest, bool(chosen)) if latest else None


def _states_a_number(report: Report) -> bool:
    told = report.status is Status.REPORTED and report.quantifier is not Quantifier.VAGUE
    return told and report.role is not Role.NOT_COMPARABLE


def _lateness(report: Report) -> tuple[date, date, str]:
    return report.as_of or date.min, report.published or date.min, report.id
