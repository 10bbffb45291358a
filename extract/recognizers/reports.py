"""Times of those who report: "figures from June", "had written on Friday", "a later bulletin"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.model import Measure, Period
from extract.recognizers import periods
from extract.recognizers.time_openers import openers_of


def of_data(text: str, own: Period) -> Period:
    """ "Have fled, according to figures from June": by the end of June."""
    if own.kind != "in" or not periods.is_of_data(text, own) or not periods.is_up_to_now(text):
        return own
    return replace(own, start=None, kind="until")


def told_on(
    text: str, found: Sequence[Period], measure: Measure, *, carried: bool
) -> Period | None:
    """The day up to which a number counts that somebody told: "had written on Friday of".

    ``carried`` says that a time was told before, which a number of what happened rather takes.
    """
    said = [p for p in found if p.kind == "said" and p.end is not None]
    if len(said) != 1:
        return None
    lasts = not carried and periods.is_up_to_now(text)
    if measure is Measure.FLOW and not lasts and not periods.is_before(text):
        return None
    return replace(said[0], start=None, kind="until")


def is_same(text: str) -> bool:
    """Whether the sentence goes back to who was quoted first: "the same interview"."""
    return openers_of().same_report.search(text) is not None


def is_later(text: str) -> bool:
    """Whether the sentence tells of a report made later: "A later bulletin has 51,408".

    >>> is_later("The ministry later spoke of 5,000 arrivals.")
    True
    """
    return openers_of().later_report.search(text) is not None


def reported_later(told: Period, total: Period | None) -> Period:
    """The time of a running total as a later report has it: nobody says up to when.

    What is known of one day stays with that day.
    """
    running = total if total and total.start else told
    if running.start is None or running.start == running.end:
        return told
    return replace(told, start=running.start, end=None)
