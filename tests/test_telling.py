"""What a whole article tells: times and sources that a number takes from other sentences."""

from __future__ import annotations

from datetime import date

from extract import find_figures
from extract.model import Accuracy, Article, Span
from extract.sentences import split
from extract.telling import telling
from tests.hearing import FLOW, PUBLISHED, REPORTED, STOCK, heard, number, period


def source(text: str) -> str:
    told = heard(text)
    quoted = told.source(number(list(split(Article(id="a", text=text)))[-1]))
    return quoted.source.surface if quoted else "none"


def test_a_number_without_a_time_takes_the_one_of_the_sentence_before() -> None:
    assert period("In March 900 came to Armenia. Of them 500 stayed.") == "2022-03-01..2022-03-31"


def test_a_carried_time_says_where_it_stands() -> None:
    told = heard("In March 900 came to Armenia. Of them 500 stayed.")
    stated = told.period(Span(8, 11), FLOW, REPORTED)
    assert stated is not None
    assert stated.carried
    assert stated.sentence is not None
    assert stated.period.span.of(stated.sentence.text) == "March"


def test_a_stock_without_a_date_stands_at_the_day_of_publication() -> None:
    told = heard("About 500 live there.")
    stated = told.period(Span(6, 9), STOCK, REPORTED)
    assert stated is not None
    assert (stated.period.start, stated.period.end) == (None, PUBLISHED)
    assert stated.period.accuracy is Accuracy.DAY
    assert stated.sentence is None


def test_what_has_happened_counts_to_the_day_of_publication() -> None:
    assert period("About 500 have come.") == "..2022-09-27"
    assert period("About 500 came.") == "none"


def test_an_undated_article_gives_a_stock_no_date() -> None:
    assert period("About 500 live there.", STOCK, None) == "none"


def test_what_somebody_had_told_counts_to_the_day_of_telling() -> None:
    assert period("On Saturday the agency had spoken of 500 arrivals.") == "..2022-09-24"
    assert period("On Saturday the ministry said that it had 500 arrivals.") == "none"
    assert period("The ministry said in March that 500 lived there.", STOCK) == "..2022-03-31"


def test_what_figures_of_a_month_say_has_happened_by_its_end() -> None:
    text = "Some 500 people have fled, according to figures from June."
    assert period(text) == "..2022-06-30"
    assert period(text.replace("have fled", "fled")) == "2022-06-01..2022-06-30"


def test_who_have_settled_are_there_today_whatever_was_dated_before() -> None:
    text = "In 2021 900 came. In the city 500 have settled."
    assert period(text, STOCK) == "..2022-09-27"


def test_a_time_before_something_is_not_carried() -> None:
    text = "In June 900 came. Before 2011 700 had come. Most of the 500 were men."
    assert period(text) == "2022-06-01..2022-06-30"


def test_a_running_year_gives_a_count_by_one_of_its_days_its_start() -> None:
    assert period("This year, as of 18 September, 500 had come.") == "2022-01-01..2022-09-18"


def test_the_time_of_a_comparison_is_not_carried() -> None:
    text = "In June 900 came. By comparison, 700 came in June 2019. Most of the 500 were men."
    assert period(text) == "2022-06-01..2022-06-30"
    text = "In June 900 came. That compares with 700 a year earlier. Most of the 500 were men."
    assert period(text) == "2022-06-01..2022-06-30"


def test_a_day_before_twenty_four_hours_are_twenty_four_hours() -> None:
    text = "In the 24 hours to Tuesday 900 came. A day earlier 500 had come."
    assert period(text) == "2022-09-25..2022-09-26"


def test_a_time_of_speaking_is_no_time_of_arriving() -> None:
    assert period("In March 900 came. On Monday the ministry said 500 came.") == (
        "2022-03-01..2022-03-31"
    )


def test_a_sentence_without_a_source_takes_the_one_quoted_last() -> None:
    assert source("The ministry said 900 came. Of them 500 stayed.") == "The ministry"


def test_what_was_told_long_before_is_no_longer_in_mind() -> None:
    aside = " ".join(["It rained."] * 7)
    assert source(f"The ministry said 900 came in March. {aside} Of them 500 stayed.") == "none"
    assert period(f"The ministry said 900 came in March. {aside} Of them 500 stayed.") == "none"


def test_he_said_means_the_one_quoted_before() -> None:
    assert source("Anna Kim said 900 came. Reuters said she added that 500 stayed.") == "Anna Kim"


def test_who_speaks_is_preferred_to_the_agency_that_passes_it_on() -> None:
    text = "The ministry said 900 came, Reuters reports. Of them 500 stayed."
    assert source(text) == "The ministry"


def test_a_first_sentence_takes_the_source_that_follows_it() -> None:
    told = heard("Some 500 came. The ministry said so.")
    told_first = telling(Article(id="a", text=""), told.sentences)
    told_first.hear(told.sentences[0], [Span(5, 8)])
    quoted = told_first.source(Span(5, 8))
    assert quoted is not None
    assert (quoted.source.surface, quoted.carried) == ("The ministry", True)


def test_somebody_named_before_stands_behind_a_number_that_nobody_is_quoted_for() -> None:
    text = "The Institute for Free Data went through the lists. It arrives at 500 people."
    assert source(text) == "The Institute for Free Data"


def test_a_headline_that_quotes_nobody_has_no_source() -> None:
    told = heard("The ministry said so.", title="Some 500 came")
    first = telling(Article(id="a", text=""), told.sentences)
    first.hear(told.sentences[0], [Span(5, 8)])
    assert first.source(Span(5, 8)) is None


def test_nothing_heard_is_nothing_told() -> None:
    told = telling(Article(id="a", text=""), [])
    assert told.period(Span(0, 1), FLOW, REPORTED) is None
    assert told.source(Span(0, 1)) is None


def test_a_headline_takes_time_and_source_of_its_number_from_the_text() -> None:
    text = "The ministry said 40,000 Russians came to Armenia in March 2022."
    title = "40,000 Russians move to Armenia"
    headline, body = find_figures(Article(id="a", text=text, title=title, published=PUBLISHED))
    assert (headline.in_title, body.in_title) == (True, False)
    assert (headline.start_date, headline.end_date) == (date(2022, 3, 1), date(2022, 3, 31))
    assert headline.source == body.source == "The ministry"
    roles = {e.role: e.in_title for e in headline.evidence}
    assert roles["period"] is roles["source"] is False
