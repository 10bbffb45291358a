"""Running totals: from which day they count, and up to when, across the sentences of an article."""

from __future__ import annotations

from datetime import date

from extract.model import Article, Span
from extract.sentences import split
from extract.telling import telling
from tests.hearing import FLOW, PUBLISHED, REPORTED, STOCK, period


def test_a_running_total_goes_on_from_its_first_day() -> None:
    text = "Since 21 September 300 have come. By 25 September 500 had come."
    assert period(text) == "2022-09-21..2022-09-25"


def test_a_count_by_the_end_of_a_month_began_with_it() -> None:
    text = "In the course of 2021 900 left. By the end of the year 500 had left and not returned."
    assert period(text, published=None) == "2021-01-01..2021-12-31"


def test_a_total_since_a_day_ends_with_the_week_of_its_bulletin() -> None:
    text = "In the week of 12 to 18 September 900 came. Since 24 February 500 have come."
    assert period(text) == "2022-02-24..2022-09-18"
    old = text.replace("12 to 18 September", "4 to 10 July")
    assert period(old) == "2022-02-24..2022-09-27"


def test_a_remark_on_how_is_counted_gives_totals_their_first_day() -> None:
    assert period("The count runs from 21 September. By Sunday 500 had come.") == (
        "2022-09-21..2022-09-25"
    )
    assert period("All totals are counted from 21 September. About 500 have come.") == (
        "2022-09-21..2022-09-27"
    )
    assert period("The exodus began on 21 September. By Sunday 500 had come.") == (
        "2022-09-21..2022-09-25"
    )
    assert period("The first buses left on 21 September. By Sunday 500 had come.") == (
        "2022-09-21..2022-09-25"
    )


def test_a_remark_on_something_else_or_of_a_later_day_gives_no_first_day() -> None:
    assert period("The talks began on 21 September. By Sunday 500 had come.") == "..2022-09-25"
    assert period("The count runs from Monday. By Sunday 500 had come.") == "..2022-09-25"
    assert period("The count runs from 21 September. About 500 live there.", STOCK) == (
        "..2022-09-27"
    )


def test_a_part_of_a_time_told_before_is_not_carried() -> None:
    text = "Since 21 September 900 have come. On Sunday alone 300 came. Most of the 500 were men."
    assert period(text) == "2022-09-21..2022-09-27"
    assert period("On Sunday alone 900 came. Of them 500 stayed.") == "2022-09-25..2022-09-25"


def test_a_later_report_of_a_total_leaves_its_end_open() -> None:
    text = "Since 21 September 900 have come. A later bulletin has 500."
    assert period(text) == "2022-09-21.."
    assert period("On Sunday 400 came. A later bulletin has 500.") == "2022-09-25..2022-09-25"


def test_the_same_interview_is_of_the_time_told_first() -> None:
    text = "In 2021 900 came. The agency had 700 in May 2020. The same interview has 500."
    assert period(text) == "2021-01-01..2021-12-31"
    assert period(text.replace("same", "second")) == "2020-05-01..2020-05-31"


def test_a_total_since_a_day_ends_with_the_month_of_its_bulletin() -> None:
    text = "In August 900 came. Since 24 February 500 have come."
    assert period(text) == "2022-02-24..2022-08-31"
    assert period(text.replace("August", "June")) == "2022-02-24..2022-09-27"


def test_days_that_follow_are_counted_from_the_day_of_an_announcement() -> None:
    text = "On 21 September 2022 the city announced a plan. Over the following week 500 came."
    assert period(text, published=None) == "2022-09-26..2022-10-02"
    text = "On 21 September 2022 the city announced a plan. About 500 came."
    assert period(text, published=None) == "none"


def test_the_first_months_are_those_of_the_year_told_before() -> None:
    text = "In 2021 900 came. In the first five months 500 came."
    assert period(text) == "2021-01-01..2021-05-31"
    assert period("In the first five months 500 came.") == "2022-01-01..2022-05-31"


def test_an_answer_counts_up_to_the_day_of_the_question() -> None:
    text = "In May 900 came. How many have gone home? Over 500, he says."
    assert period(text) == "..2022-09-27"
    assert period(text.replace("have gone", "went")) == "2022-05-01..2022-05-31"
    asked = "How many have gone home since May? Over 500, he says."
    assert period(asked) == "2022-05-01..2022-09-27"


def test_a_series_of_months_goes_on_from_its_first_day() -> None:
    text = "Between March and August 300 left. In May 400 lived there. By Sunday 500 had left."
    sentences = list(split(Article(id="a", text=text)))
    told = telling(Article(id="a", text=text, published=PUBLISHED), sentences)
    for sentence, surface, measure in zip(
        sentences, ("300", "400", "500"), (FLOW, STOCK, FLOW), strict=True
    ):
        start = sentence.text.index(surface)
        told.hear(sentence, [Span(start, start + 3)])
        stated = told.period(Span(start, start + 3), measure, REPORTED)
    assert stated is not None
    assert (stated.period.start, stated.period.end) == (date(2022, 3, 1), date(2022, 9, 25))


def test_a_count_told_a_week_later_may_lie_after_the_report() -> None:
    text = "In the week of 19 to 25 September 900 came. A week later 500 came."
    assert period(text) == "2022-09-26..2022-10-02"


def test_a_stock_of_a_month_not_over_is_that_of_the_day_of_publication() -> None:
    assert period("In September 2022 500 were registered there.", STOCK) == "..2022-09-27"
    assert period("In August 2022 500 were registered there.", STOCK) == "..2022-08-31"
