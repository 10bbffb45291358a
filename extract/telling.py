"""When, and by whom, a number is told: the times and sources of an article in reading order."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from extract.model import Accuracy, Article, Measure, Period, Sentence, Span, Status
from extract.recognizers import periods
from extract.recognizers.attribution import choose_period, settle
from extract.recognizers.named_events import about

_POINTS = ("in", "until")  # kinds of time that a stock can stand at
_ASIDE = ("said", "compared")


@dataclass(frozen=True, slots=True)
class Stated:
    """The period of a figure and the sentence that states it.

    No sentence states the day of publication, which a stock without a date stands at.
    """

    period: Period
    sentence: Sentence | None
    carried: bool = False


@dataclass
class Telling:
    """What an article has told so far: hear each sentence in reading order, then ask."""

    published: date | None
    events: tuple[str, ...] = ()
    sentence: Sentence | None = None
    counts: list[Span] = field(default_factory=list)
    here: list[Period] = field(default_factory=list)
    before: Stated | None = None
    latest: Stated | None = None

    def hear(self, sentence: Sentence, counts: list[Span]) -> None:
        """Take in the next sentence, with the spans of the numbers that are counts in it."""
        dates = periods.dates(sentence.text)
        self.sentence, self.before = sentence, self.latest
        self.counts = [c for c in counts if not any(c.overlaps(day) for day in dates)]
        before = self.before.period if self.before else None
        self.here = periods.find(
            sentence.text, self.published, counts, before=before, events=self.events
        )
        own = [period for period in self.here if period.kind not in _ASIDE]
        if own:
            self.latest = Stated(own[-1], sentence, carried=True)

    def period(self, count: Span, measure: Measure, status: Status) -> Stated | None:
        """The period that a number of the sentence heard last speaks of."""
        if self.sentence is None:
            return None
        own = choose_period(self.here, count, self.sentence.text, self.counts)
        if own is not None:
            own = self._running(own, measure)
            self.latest = Stated(own, self.sentence, carried=True)
            return Stated(settle(own, measure, status, self.published), self.sentence)
        last = self.before
        undated = last is None or last.period.kind not in _POINTS
        if measure is Measure.STOCK and undated and self.published is not None:
            return Stated(Period(Span(0, 0), "", None, self.published, Accuracy.DAY), None)
        if last is None:
            return None
        return replace(last, period=settle(last.period, measure, status, self.published))

    def _running(self, own: Period, measure: Measure) -> Period:
        """ "By Friday 65,000 had come" goes on from where the total spoken of before began."""
        last = self.before.period if self.before else None
        if measure is Measure.STOCK or own.kind != "until" or last is None or last.start is None:
            return own
        if last.kind not in ("since", "range") or own.end is None or last.start > own.end:
            return own
        return replace(own, start=last.start)


def telling(article: Article) -> Telling:
    """The telling of an article, nothing heard yet."""
    return Telling(article.published, about(f"{article.title}\n{article.text}"))
