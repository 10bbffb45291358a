"""A number that an article tells twice has the time that either place states."""

from __future__ import annotations

from datetime import date

import pytest

from extract import find_figures
from extract.model import Article

PUBLISHED = date(2022, 9, 27)


def times(text: str, title: str = "") -> list[str]:
    article = Article(id="a", text=text, title=title, published=PUBLISHED)
    return [f"{f.surface}: {f.start_date or ''}..{f.end_date or ''}" for f in find_figures(article)]


@pytest.mark.parametrize(
    ("title", "text", "headline"),
    [
        (
            "Germany hosts 1.2 million Ukrainians",
            "Germany hosted 1,194,900 Ukrainians at the end of June.",
            "1.2 million: ..2022-06-30",
        ),
        (
            "Up to 170,900 Belarusians moved to Poland, study finds",
            "Between 143,600 and 170,900 Belarusians moved to Poland in 2020 and 2021.",
            "Up to 170,900: 2020-01-01..2021-12-31",
        ),
        (
            "Germany hosts 2 million Ukrainians",
            "Germany hosted 1,194,900 Ukrainians at the end of June.",
            "2 million: ..2022-09-27",
        ),
        (
            "Germany hosted 1.2 million Ukrainians in August",
            "Germany hosted 1,194,900 Ukrainians at the end of June.",
            "1.2 million: ..2022-08-31",
        ),
    ],
)
def test_a_headline_that_rounds_takes_the_time_of_what_it_rounds(
    title: str, text: str, headline: str
) -> None:
    assert times(text, title)[0] == headline


def test_a_number_told_again_has_the_time_of_its_other_sentence() -> None:
    text = "The 6,000 entries of Ukrainians into Armenia made news. {} from January to March."
    same = text.format("There were 6,000 entries of Ukrainians into Armenia")
    assert times(same) == ["6,000: 2022-01-01..2022-03-31"] * 2
    other = text.format("There were 7,000 entries of Ukrainians into Armenia")
    assert times(other)[0] != "6,000: 2022-01-01..2022-03-31"


def test_a_number_without_its_verb_keeps_the_time_of_its_own_sentence() -> None:
    title = "Finland: Russian crossings rise from 4,443 to 5,959 a day after the decree"
    text = (
        "Russians crossed into Finland 4,443 times on 21 September, the day of the decree, "
        "and 5,959 times on the day after, the agency reports."
    )
    assert times(text, title)[-2:] == [
        "4,443: 2022-09-21..2022-09-21",
        "5,959: 2022-09-22..2022-09-22",
    ]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Entries of Belarusians into Georgia rose from 1,678 to 15,777 in May.", "1,678: .."),
        (
            "Entries of Belarusians into Georgia rose from 1,678 in April to 15,777 in May.",
            "1,678: 2022-04-01..2022-04-30",
        ),
    ],
)
def test_what_a_number_rose_from_is_not_of_the_time_that_it_rose_to(text: str, first: str) -> None:
    assert times(text) == [first, "15,777: 2022-05-01..2022-05-31"]
