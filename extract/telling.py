"""When, and by whom, a number is told: the times and sources of an article in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from extract.model import (
    Accuracy,
    Article,
    Measure,
    Period,
    Sentence,
    Source,
    Span,
    Status,
)
from extract.recognizers import periods, reports, sources
from extract.recognizers.attribution import choose_period, choose_source, grown_to
from extract.recognizers.named_events import about
from extract.recognizers.tally_notes import with_first_day
from extract.recognizers.time_meaning import holds, is_long, settle

_POINTS = ("in", "until")  # kinds of time that a stock can stand at
_ASIDE = ("said", "compared", "before")
_SPEAKERS = ("speaker", "record")
_IN_MIND = 6  # sentences over which a time or a source is carried
_BACK, _AHEAD = 3, 3  # sentences in which somebody is looked for who is named and not quoted


class Stated(NamedTuple):
    """The period of a figure and the sentence that states it.

    No sentence states the day of publication, up to which a number without a date counts: a
    stock ("are living there") or what has happened by then ("have crossed").
    """

    period: Period
    sentence: Sentence | None
    carried: bool = False


class Quoted(NamedTuple):
    """The source of a figure and the sentence that quotes it."""

    source: Source
    sentence: Sentence
    carried: bool = False


@dataclass
class Telling:
    """What an article has told so far: hear each sentence in reading order, then ask."""

    published: date | None
    sentences: Sequence[Sentence] = ()
    events: tuple[str, ...] = ()
    sentence: Sentence | None = None
    counts: list[Span] = field(default_factory=list)
    periods: list[Period] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    before: Stated | None = None  # the time named last, before this sentence
    latest: Stated | None = None
    spoken: Period | None = None  # the day that somebody spoke last
    first: Stated | None = None  # the time that the text itself names first
    total: Period | None = None  # the last one that runs "since" a day, or for months
    unread: list[tuple[Sentence, Sequence[Span]]] = field(default_factory=list)
    quoted: list[Quoted] = field(default_factory=list)

    def hear(self, sentence: Sentence, counts: Sequence[Span]) -> None:
        """Take in the next sentence, with the spans of the numbers that it holds."""
        self.unread.append((sentence, counts))

    def period(self, count: Span, measure: Measure, status: Status) -> Stated | None:
        """The period that a number of the sentence heard last speaks of."""
        self._read()
        if self.sentence is None:
            return None
        stated = self._stated(self.sentence, count, measure, status)
        if stated is None or measure is Measure.STOCK:
            return stated
        here = self.sentence.index
        near = [s.text for s in self.sentences[max(0, here - _IN_MIND) : here + _IN_MIND + 1]]
        counted = with_first_day(stated.period, near, self.published, self.events)
        return stated._replace(period=counted)

    def _stated(
        self, sentence: Sentence, count: Span, measure: Measure, status: Status
    ) -> Stated | None:
        own = choose_period(self.periods, count, sentence.text, self.counts)
        grown = grown_to(count, sentence.text, self.counts)
        if grown is not None and not (own and count.end <= own.span.start < grown.start):
            return None  # "rose from 500 to 700 in May": nobody says when they were 500
        if own is not None:
            own = self._running(reports.of_data(sentence.text, own), measure)
            self._keep(own, sentence)
            return Stated(settle(own, measure, status, self.published), sentence)
        last = self.first if reports.is_same(sentence.text) else self.before
        if told := reports.told_on(sentence.text, self.periods, measure, carried=last is not None):
            since = self.total if measure is Measure.FLOW else None
            if since and since.start and told.end and since.start <= told.end:
                told = replace(told, start=since.start)
            return Stated(told, sentence)
        if measure is Measure.STOCK:
            lasts = periods.is_up_to_now(sentence.text)
            to_date = last is None or last.period.kind not in _POINTS or lasts
        else:
            lasts = last is None and periods.is_up_to_now(sentence.text)
            to_date = lasts or self._asked_now(sentence, last)
        if to_date and self.published is not None:
            return Stated(Period(Span(0, 0), "", None, self.published, Accuracy.DAY), None)
        if last is None:
            return None
        carried = settle(last.period, measure, status, self.published)
        if measure is Measure.STOCK and carried.end is not None:
            carried = replace(carried, start=None)  # who came since a day is there at its end
        if measure is Measure.FLOW and reports.is_later(sentence.text):
            carried = reports.reported_later(carried, self.total)
        return last._replace(period=carried)

    def _asked_now(self, here: Sentence, last: Stated | None) -> bool:
        """ "How many have gone home? Over 500, he says": up to now, whatever was dated before."""
        asked = self.sentences[here.index - 1] if 0 < here.index <= len(self.sentences) else None
        if asked is None or not asked.text.endswith("?"):
            return False
        dated = last is not None and last.sentence is asked
        return not dated and periods.is_up_to_now(asked.text)

    def source(self, count: Span) -> Quoted | None:
        """Who stands behind a number of the sentence heard last.

        The sentence's own source, or the one that "he said" means, or the one quoted last.
        A headline that quotes nobody has none of its own.
        """
        self._read()
        if self.sentence is None:
            return None
        text = self.sentence.text
        own = choose_source(self.sources, count, text, self.counts)
        he_said = sources.pronoun(text)
        if own is not None and (own.kind in _SPEAKERS or not he_said or not self.quoted):
            return Quoted(own, self.sentence)
        if he_said and (named := sources.mentioned(text)):
            return Quoted(named[0], self.sentence)
        if self.sentence.in_title:
            return None
        return self._quoted_last() or next(self._named_near(self.sentence), None)

    def _read(self) -> None:
        """Read what was heard: an article without figures is never asked, and never read."""
        for sentence, counts in self.unread:
            dates = periods.dates(sentence.text)
            self.sentence = sentence
            self.before = self.latest if self._is_near(self.latest) else None
            self.counts = [c for c in counts if not any(c.overlaps(day) for day in dates)]
            self._read_times(sentence, counts)
            self._read_sources(sentence)
        self.unread.clear()

    def _read_times(self, sentence: Sentence, counts: Sequence[Span]) -> None:
        before = self.before.period if self.before else self.spoken
        self.periods = periods.find(
            sentence.text, self.published, counts, before=before, events=self.events
        )
        said = (p for p in self.periods if p.kind == "said" and p.start == p.end)
        self.spoken = next((replace(p, kind="in") for p in said), self.spoken)
        own = [period for period in self.periods if period.kind not in _ASIDE]
        if own:
            self._keep(own[-1], sentence)

    def _keep(self, period: Period, sentence: Sentence) -> None:
        """Keep the time in mind for the sentences that follow."""
        aside = self.latest is not None and periods.is_part(sentence.text, period)
        aside = aside or period.kind in _ASIDE or periods.is_beside(sentence.text)
        if not aside:
            self.latest = Stated(period, sentence, carried=True)
            if not sentence.in_title and self._is_first(period, sentence):
                self.first = self.latest

    def _is_first(self, period: Period, sentence: Sentence) -> bool:
        """Whether no time was kept before, or only a first reading of this one."""
        first = self.first
        return first is None or (first.sentence is sentence and first.period.span == period.span)

    def _read_sources(self, sentence: Sentence) -> None:
        text = sentence.text
        self.sources = sources.find(text)
        # "more than the agency's count" quotes nobody where no number is given
        said = [s for s in self.sources if self.counts or not s.owns]
        last = choose_source(said, Span(len(text), len(text)), text)
        if last is not None:
            self.quoted.append(Quoted(last, sentence, carried=True))

    def _quoted_last(self) -> Quoted | None:
        quoted = [q for q in self.quoted if self._is_near(q)]
        speakers = [q for q in quoted if q.source.kind in _SPEAKERS]
        return next(reversed(speakers or quoted), None)

    def _is_near(self, told: Stated | Quoted | None) -> bool:
        """Whether the reader still has in mind what was told there."""
        if told is None or told.sentence is None or self.sentence is None:
            return False
        return self.sentence.index - told.sentence.index <= _IN_MIND

    def _named_near(self, here: Sentence) -> Iterator[Quoted]:
        """Who is named in this sentence or before it, then who is quoted or named after it."""
        body = [s for s in self.sentences if not s.in_title]
        back = [s for s in body if here.index - _BACK <= s.index <= here.index]
        for sentence in reversed(back):
            for source in sources.mentioned(sentence.text):
                yield Quoted(source, sentence, carried=sentence is not here)
        for sentence in body:
            if here.index < sentence.index <= here.index + _AHEAD:
                start = Span(0, 0)
                quoted = choose_source(sources.find(sentence.text), start, sentence.text)
                for source in [quoted] if quoted else sources.mentioned(sentence.text):
                    yield Quoted(source, sentence, carried=True)

    def _running(self, own: Period, measure: Measure) -> Period:
        """ "By Friday 65,000 had come" goes on from where the total spoken of before began."""
        if own.kind == "since" and own.start is not None:
            self.total = own
        if measure is Measure.FLOW and own.kind == "range" and is_long(own):
            self.total = own
        if measure is Measure.STOCK or own.kind != "until" or own.end is None:
            return own
        last = self.before.period if self.before else None
        if last and last.kind == "in" and holds(last, own.end):
            return replace(own, start=last.start)  # "in 2023 ... by the end of the year"
        for total in (last, self.total):
            if total and total.start and total.kind in ("since", "range"):
                return replace(own, start=total.start) if total.start <= own.end else own
        return own


def telling(article: Article, sentences: Sequence[Sentence]) -> Telling:
    """The telling of an article, nothing heard yet."""
    events = about(f"{article.title}\n{article.text}")
    return Telling(article.published, sentences, events)
