"""Which time and which source of a sentence belong to one of its numbers."""

from __future__ import annotations

from datetime import date

import pytest

from extract.model import Accuracy, Measure, Period, Span, Status
from extract.recognizers import periods, sources
from extract.recognizers.attribution import choose_period, choose_source
from extract.recognizers.time_meaning import settle

TODAY = date(2022, 9, 27)


def at(text: str, surface: str) -> Span:
    start = text.index(surface)
    return Span(start, start + len(surface))


def days(start: date | None, end: date | None, kind: str = "in") -> Period:
    return Period(Span(0, 0), "", start, end, Accuracy.DAY, kind)


def written(period: Period) -> str:
    if period.start == period.end:
        return str(period.start)
    return f"{period.start or ''}..{period.end or ''}"


def time_of(text: str, number: str, others: list[str]) -> str:
    counts = [at(text, n) for n in (number, *others)]
    period = choose_period(periods.find(text, TODAY), counts[0], text, sorted(counts))
    return written(period) if period else "none"


def source_of(text: str, number: str, others: list[str]) -> str:
    counts = [at(text, n) for n in (number, *others)]
    source = choose_source(sources.find(text), counts[0], text, sorted(counts))
    return source.surface if source else "none"


@pytest.mark.parametrize(
    ("text", "number", "others", "period"),
    [
        (
            "In 2021, 500 came, up from 300 in 2020.",
            "500", ["300"], "2021-01-01..2021-12-31",
        ),
        (
            "In 2021, 500 came, up from 300 in 2020.",
            "300", ["500"], "2020-01-01..2020-12-31",
        ),
        (
            "The agency had 500 claims in 2020 and 700 in 2021.",
            "500", ["700"], "2020-01-01..2020-12-31",
        ),
        (
            "Greece, Italy and Spain hosted 500, 600 and 700 people on 13 September.",
            "500", ["600", "700"], "2022-09-13",
        ),
        (
            "Some 500 came in March, the ministry said on Monday.",
            "500", [], "2022-03-01..2022-03-31",
        ),
        ("Some 500 have come, the ministry said on Monday.", "500", [], "none"),
        ("The number of refugees passed 500 on Monday.", "500", [], "..2022-09-26"),
        (
            "Some 500 people had come when the council met on 25 September.",
            "500", [], "..2022-09-25",
        ),
        ("One has 500 and puts the peak on 25 September.", "500", [], "none"),
        (
            "In 2020 500 came, in 2021 600 and in May another 700.",
            "700", ["500", "600"], "2022-05-01..2022-05-31",
        ),
        ("They put arrivals at 500 in 2021.", "500", [], "2021-01-01..2021-12-31"),
        ("They put those who had fled at 500 in May.", "500", [], "..2022-05-31"),
        ("Some 500 people came when rain fell on 25 September.", "500", [], "2022-09-25"),
        (
            "Some 500 came in all, and by 24 September 700 had left.",
            "700", ["500"], "..2022-09-24",
        ),
        (
            "In May the agency counted 500 entries over two weeks, and by 24 September 700 exits.",
            "500", ["700"], "2022-05-01..2022-05-31",
        ),
        ("Lebanon, which hosts 500 people, saw its first case in August.", "500", [], "none"),
        (
            "The count since 24 February stood at 500 on 25 September.",
            "500", [], "2022-02-24..2022-09-25",
        ),
        (
            "By Sunday 25 September 500 had come since 21 September.",
            "500", [], "2022-09-21..2022-09-25",
        ),
        ("Some 500 came, up from 300 in 2020.", "500", ["300"], "none"),
        ("The gain was 500, after a loss of 300 in 2020.", "500", ["300"], "none"),
        ("The loss was 500, after gains in 2020 and 2021.", "500", [], "none"),
        (
            "Some 700 left in 2021, a smaller loss than that of 2020, 500.",
            "500", ["700"], "2020-01-01..2020-12-31",
        ),
        (
            "Of those who fled in May, 500 came between June and 4 August.",
            "500", [], "2022-06-01..2022-08-04",
        ),
        ("Georgia was reached by 500 people on Monday.", "500", [], "2022-09-26"),
        ("The office put those who had fled at 500 in June.", "500", [], "..2022-06-30"),
        ("The border post puts arrivals in June at 500.", "500", [], "2022-06-01..2022-06-30"),
    ],
)  # fmt: skip
def test_a_number_takes_the_time_of_its_own_clause(
    text: str, number: str, others: list[str], period: str
) -> None:
    assert time_of(text, number, others) == period


@pytest.mark.parametrize(
    ("period", "measure", "status", "settled"),
    [
        (days(date(2022, 6, 1), date(2022, 6, 30)), "stock", "reported", "..2022-06-30"),
        (days(date(2022, 6, 1), date(2022, 6, 30)), "flow", "reported", "2022-06-01..2022-06-30"),
        (days(None, date(2022, 6, 30), "until"), "stock", "reported", "..2022-06-30"),
        (
            days(date(2022, 3, 1), date(2022, 6, 30), "range"),
            "stock", "reported", "2022-03-01..2022-06-30",
        ),
        (days(date(2022, 9, 1), date(2022, 9, 30)), "flow", "reported", "2022-09-01..2022-09-27"),
        (days(date(2022, 9, 1), date(2022, 9, 30)), "flow", "projected", "2022-09-01..2022-09-30"),
        (days(None, date(2022, 12, 31), "until"), "flow", "reported", "..2022-09-27"),
        (days(None, date(2022, 12, 31), "until"), "flow", "projected", "..2022-12-31"),
    ],
)  # fmt: skip
def test_a_period_means_what_its_figure_makes_of_it(
    period: Period, measure: str, status: str, settled: str
) -> None:
    assert written(settle(period, Measure(measure), Status(status), TODAY)) == settled


@pytest.mark.parametrize(
    ("text", "status", "settled"),
    [
        ("Some 500 will come this year.", "projected", "2022-01-01..2022-12-31"),
        ("Some 500 came this year.", "reported", "2022-01-01..2022-09-27"),
        ("Some 500 will come in December.", "projected", "2022-12-01..2022-12-31"),
        ("Some 500 came in December.", "reported", "2021-12-01..2021-12-31"),
        ("Some 500 were expected in August.", "projected", "2022-08-01..2022-08-31"),
        ("By 4 October 2022 some 500 had come.", "reported", "..2022-10-04"),
    ],
)
def test_what_is_expected_may_lie_ahead(text: str, status: str, settled: str) -> None:
    period = choose_period(periods.find(text, TODAY), at(text, "500"), text)
    assert period is not None
    assert written(settle(period, Measure.FLOW, Status(status), TODAY)) == settled


@pytest.mark.parametrize(
    ("text", "number", "others", "source"),
    [
        ("Some 500 came, the ministry said, Reuters reports.", "500", [], "ministry"),
        (
            "The ministry said 500 came; the UN refugee agency put the number at 700.",
            "500", ["700"], "The ministry",
        ),
        (
            "The ministry said 500 came; the UN refugee agency put the number at 700.",
            "700", ["500"], "UN refugee agency",
        ),
        (
            "About 500 came in July according to Anna Kim, and 300 according to Eurostat.",
            "500", ["300"], "Anna Kim",
        ),
        (
            "About 500 came in July according to Anna Kim, and 300 according to Eurostat.",
            "300", ["500"], "Eurostat",
        ),
        ("Some 500 came.", "500", [], "none"),
    ],
)  # fmt: skip
def test_a_number_takes_the_source_of_its_own_clause(
    text: str, number: str, others: list[str], source: str
) -> None:
    assert source_of(text, number, others) == source
