"""Times in text: which days a sentence speaks of, and which of them belongs to a number."""

from __future__ import annotations

import csv
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.lexicon.load import forms, table
from extract.model import Accuracy, Period, Span
from extract.recognizers.named_events import about
from extract.recognizers.periods import dates, find
from extract.recognizers.time_words import LONGEST, expressions
from extract.rules.load import FOLDER

CASES = Path(__file__).parent / "cases"
ASIDE = ("said", "compared")
TODAY = date(2022, 9, 27)  # a Tuesday; the day that the examples in the rules are seen from
PIECES = [
    "in", "since", "by", "between", "and", "to", "from", "the", "last", "first", "24", "February",
    "2022", "March", "two", "weeks", "ago", "half", "of", "year", "Monday", "-", ",", "Sept.",
    "21st", "the war", "in Ukraine", "same", "days", "40,000", "said", "than", "end", "early",
    "0", "9999", "1/2/2022", "2022-13-45", "next", "past", "decade", "that", "earlier", "\n", "é",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)
)
DAYS = st.one_of(st.none(), st.dates())
tried = settings(max_examples=300, deadline=None, derandomize=True)


def rows() -> list[pytest.param]:
    with (CASES / "periods.csv").open(encoding="utf-8", newline="") as lines:
        return [
            pytest.param(*row.values(), id=f"periods.csv:{number}")
            for number, row in enumerate(csv.DictReader(lines), start=2)
        ]


def rules() -> list[dict[str, str]]:
    return tomllib.loads((FOLDER / "en" / "periods.toml").read_text("utf-8"))["rule"]


def examples() -> list[pytest.param]:
    return [
        pytest.param(rule["id"], *example.rsplit(" = ", 1), id=f"{rule['id']}: {example}")
        for rule in rules()
        for example in rule.get("finds", [])
    ]


def own(text: str, published: date | None, before: Period | None = None) -> list[Period]:
    return [p for p in find(text, published, before=before) if p.kind not in ASIDE]


def written(period: Period) -> str:
    if period.start == period.end:
        return str(period.start)
    return f"{period.start or ''}..{period.end or ''}"


def days(start: date | None, end: date | None, kind: str = "in") -> Period:
    return Period(Span(0, 0), "", start, end, Accuracy.DAY, kind)


def at(text: str, surface: str) -> Span:
    start = text.index(surface)
    return Span(start, start + len(surface))


@pytest.mark.parametrize(("text", "published", "start", "end", "accuracy"), rows())
def test_a_sentence_gives_the_days_it_speaks_of(
    text: str, published: str, start: str, end: str, accuracy: str
) -> None:
    periods = own(text, date.fromisoformat(published) if published else None)
    found = [(str(p.start or ""), str(p.end or ""), str(p.accuracy)) for p in periods]
    assert found == ([(start, end, accuracy)] if accuracy else [])


@pytest.mark.parametrize(("rule", "text", "period"), examples())
def test_each_rule_wins_its_own_examples(rule: str, text: str, period: str) -> None:
    assert rule in [expression.rule.id for expression in expressions(text)]
    assert [written(p) for p in find(text, TODAY)] == [period]


def test_rule_names_are_never_used_twice() -> None:
    names = [rule["id"] for rule in rules()]
    assert len(names) == len(set(names))


def test_a_word_stands_once_for_each_kind() -> None:
    pairs = [(r["kind"], word) for r in table("periods") for word in forms(r["word"])]
    assert len(pairs) == len(set(pairs))


def test_every_named_event_says_where_its_day_comes_from() -> None:
    for row in table("named_events"):
        assert date.fromisoformat(row["date"])
        assert row["origin"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("In 2022 some 40,000 came by 24 February.", ["2022", "24 February"]),
        ("On 2022-09-21 and on 21/09/2022.", ["2022-09-21", "21/09/2022"]),
        ("In the last 24 hours 500 came.", ["last 24 hours"]),
        ("In the past ten days 500 came.", ["past ten days"]),
        ("A group of 2000 refugees came.", []),
        ("Some 40,000 came.", []),
    ],
)
def test_dates_are_told_from_counts_without_any_context(text: str, numbers: list[str]) -> None:
    assert [span.of(text) for span in dates(text)] == numbers


def test_a_count_that_reaches_out_of_a_date_wins_over_it() -> None:
    text = "In May 60 000 people came."
    assert find(text, TODAY, [at(text, "60 000")]) == own("In May people came.", TODAY)[:1]
    assert [p.surface for p in find("On May 60", TODAY)] == ["May"]


def test_a_number_inside_a_date_does_not_hide_it() -> None:
    text = "On 24 February 500 came."
    assert [written(p) for p in find(text, TODAY, [at(text, "24")])] == ["2022-02-24"]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("In the same days of 2019 some 500 came.", "2019-02-24..2019-03-08"),
        ("In the same period some 500 came.", "2022-02-24..2022-03-08"),
        ("Over those two weeks some 500 came.", "2022-02-24..2022-03-08"),
        ("A year earlier some 500 came.", "2021-02-24..2021-03-08"),
        ("The year before some 500 came.", "2021-02-24..2021-03-08"),
        ("In that year some 500 came.", "2022-01-01..2022-12-31"),
        ("Over the month some 500 came.", "2022-03-01..2022-03-31"),
        ("The day before some 500 came.", "2022-03-07"),
        ("The next day some 500 came.", "2022-03-09"),
        ("The following day some 500 came.", "2022-03-09"),
        ("In the following year some 500 came.", "2023-01-01..2023-12-31"),
        ("In the two days that followed some 500 came.", "2022-03-09..2022-03-10"),
        ("By 20 March some 500 had come.", "..2022-03-20"),
        ("In June some 500 came.", "2022-06-01..2022-06-30"),
        ("In the previous 24 hours some 500 came.", "2022-02-23..2022-02-24"),
        ("On the same date last year some 500 came.", "2021-02-24..2021-03-08"),
        ("By 17 March of that year some 500 had come.", "..2022-03-17"),
    ],
)
def test_a_time_may_lean_on_the_one_before(text: str, period: str) -> None:
    before = days(date(2022, 2, 24), date(2022, 3, 8))
    assert [written(p) for p in own(text, date(2023, 1, 5), before)] == [period]


def test_the_day_before_is_counted_from_the_day_of_speaking() -> None:
    text = "The agency said on Sunday that some 500 had come the day before."
    assert [written(p) for p in own(text, TODAY)] == ["2022-09-24"]


def test_without_a_time_before_such_words_give_nothing() -> None:
    assert own("In the same period some 500 came.", TODAY) == []


def test_an_undated_text_takes_its_years_from_what_it_said_before() -> None:
    before = days(date(2022, 6, 1), date(2022, 6, 30))
    assert [written(p) for p in own("Some 500 came in July.", None, before)] == [
        "2022-07-01..2022-07-31"
    ]


def test_a_running_total_keeps_its_first_day() -> None:
    before = days(date(2022, 9, 21), date(2022, 9, 27), "since")
    assert [written(p) for p in own("A day earlier it was 500.", TODAY, before)] == [
        "2022-09-21..2022-09-26"
    ]


def test_the_war_is_the_one_that_the_article_speaks_of() -> None:
    text = "Some 500 people have come since the war began."
    ukraine = about("Ukrainian refugees and the Ukrainian army")
    sudan = about("Sudanese refugees from Khartoum")
    assert [written(p) for p in find(text, TODAY, events=ukraine)] == ["2022-02-24..2022-09-27"]
    assert find(text, TODAY, events=sudan) == []  # that war began after the publication
    assert find(text, TODAY, events=()) == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The ministry said on Monday that 500 had come since Sunday.", ["said", "since"]),
        ("Some 500 came in April, twice as many as in March.", ["in", "compared"]),
        ("By Sunday some 500 had come.", ["until"]),
        ("Between January and March some 500 came.", ["range"]),
    ],
)
def test_a_period_knows_how_it_stands_there(text: str, kinds: list[str]) -> None:
    assert [p.kind for p in find(text, TODAY)] == kinds


def test_what_is_longer_than_any_sentence_is_not_searched_to_its_end() -> None:
    assert dates("a " * LONGEST + "24 February") == []


@tried
@given(text=TEXTS, published=DAYS)
def test_any_text_gives_periods_in_order_with_true_surfaces(
    text: str, published: date | None
) -> None:
    periods = find(text, published)
    assert [p.span for p in periods] == sorted(p.span for p in periods)
    for period in periods:
        assert period.surface == period.span.of(text) != ""
        assert period.start or period.end
        assert period.start is None or period.end is None or period.start <= period.end
