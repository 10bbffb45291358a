"""Reports side by side: what repeats, follows, contains or contradicts what. Never a sum."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from archive.compare import (
    Relation,
    Report,
    comparable,
    conflicts,
    headline,
    nets,
    queue,
    relation,
)
from tests.told import figure, told

CASES = Path(__file__).parent / "cases" / "relations.csv"


def _cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case["case"])
def test_two_reports_are_related_as_the_table_says(case: dict[str, str]) -> None:
    fields = ("number", "question", "from", "to", "said_by")
    a, b = told(figure(*(case[f"{side}_{name}"] for name in fields)) for side in "ab")
    assert relation(a, b) == relation(b, a) == Relation(case["relation"])


def arrivals(number: str, said_by: str, **more: object) -> dict:
    """Arrivals in the year 2022."""
    return figure(number, "arrival", "2022-01-01", "2022-12-31", said_by, **more)


def test_the_same_statement_in_three_outlets_is_one_report() -> None:
    (report,) = told(
        arrivals("62,304", said_by, figure_id=name, article_id=name, publisher=name)
        for name, said_by in [("A", "Geostat"), ("B", "the office Geostat"), ("C", "Geostat")]
    )
    assert report.carriers == 3
    assert report.publishers == ("A", "B", "C")
    assert report.figure_ids == ("A", "B", "C")


def test_a_headline_and_its_sentence_are_one_report() -> None:
    (report,) = told(
        [
            arrivals("62,304", "x", source=None, in_title=True, origin=None, start_date=None),
            arrivals("62,304", "x", source="Geostat"),
        ]
    )
    assert (report.origin, report.said_by, report.carriers) == ("RUS", "Geostat", 1)
    assert report.window.start == date(2022, 1, 1)


def test_a_round_number_from_two_unnamed_speakers_stays_two_reports() -> None:
    rows = [arrivals("40,000", name, source=None) for name in "AB"]
    assert len(told(rows)) == 2
    rows = [arrivals("112,733", name, source=None) for name in "AB"]
    assert len(told(rows)) == 1  # no one says so odd a number by chance


def test_copies_of_an_article_count_as_carriers() -> None:
    (report,) = told([arrivals("62,304", "Geostat", carriers=4)])
    assert report.carriers == 4


def test_rejected_figures_make_no_report() -> None:
    assert told([arrivals("62,304", "Geostat", decision="rejected")]) == []


def test_a_subset_of_whom_is_no_conflict() -> None:
    rows = [
        arrivals("100,802", "Geostat", figure_id="part"),
        arrivals("125,269", "Geostat", figure_id="whole"),
    ]
    assert relation(*told(rows)) is Relation.NESTED


def left(number: str, people: str, said_by: str, **more: object) -> dict:
    """Departures from Georgia in 2024, as a sentence with the people's name says them."""
    row = figure(number, "departure", "2024-01-01", "2024-12-31", said_by, article_id=number)
    sentence = {"sentence": f"{number} {people} left Georgia.", "surface_end": len(number)}
    return row | {"origin": "GEO", "destination": None} | sentence | more


def test_one_nationality_is_a_part_of_all_who_left() -> None:
    some, everyone = told([left("25,612", "Russians", "Geostat"), left("121,425", "people", "UN")])
    assert (some.people, everyone.people) == ("RUS", None)
    assert relation(some, everyone) is Relation.NESTED
    (out,) = comparable(everyone, [some]).left_out
    assert out.reason == "it counts one nationality"


def test_more_of_one_nationality_than_of_all_is_a_conflict() -> None:
    rows = [left("25,612", "people", "Geostat"), left("121,425", "Russian citizens", "Police")]
    assert relation(*told(rows)) is Relation.CONFLICTING


def test_two_nationalities_are_two_questions() -> None:
    rows = [left("25,612", "Russians", "Geostat"), left("1,678", "Belarusians", "Geostat")]
    assert relation(*told(rows)) is Relation.OTHER


def test_a_route_says_its_own_people() -> None:
    (report,) = told([left("25,612", "Georgians", "Geostat")])
    assert report.people is None


def test_an_end_said_to_the_month_is_any_day_of_it() -> None:
    month = {"end_date": date(2022, 8, 31), "date_accuracy": "month", "article_id": "B"}
    day = arrivals("1,988", "Agency", end_date=date(2022, 8, 29))
    assert len(told([day, day | month])) == 1
    assert len(told([day, day | month | {"date_accuracy": "day"}])) == 2


def test_a_conflict_names_its_reports_and_what_may_explain_it() -> None:
    found = told([arrivals("20,000", "Party"), arrivals("about 80,000", "Agency")])
    (group,) = conflicts(found)
    assert (group.smallest.count, group.largest.count) == (20_000, 80_000)
    assert group.ratio == 4
    assert group.explanations == ("different authority",)
    assert group.question.words == "people who entered"


def test_what_a_person_calls_not_comparable_conflicts_with_nothing() -> None:
    rows = [arrivals("20,000", "Party"), arrivals("80,000", "Agency", role="not_comparable")]
    assert conflicts(told(rows)) == []


def test_what_the_text_denies_conflicts_with_nothing() -> None:
    rows = [arrivals("20,000", "Party"), arrivals("250,000", "rumour", status="denied")]
    assert conflicts(told(rows)) == []


def test_what_is_left_off_an_axis_says_why() -> None:
    first, *others = told(
        [
            arrivals("20,000", "Party"),
            arrivals("80,000", "Agency"),
            arrivals("90,000 crossings", "Police"),
            arrivals("5,000 a day", "Minister"),
            arrivals("300,000", "Planner", status="projected"),
            figure("7,000", "resident", "", "2022-12-31", "Census"),
            arrivals("60,000", "Mayor", destination="ARM"),
        ]
    )
    found = comparable(first, others)
    assert [report.count for report in found.together] == [20_000, 80_000]
    assert {out.report.count: out.reason for out in found.left_out} == {
        90_000: "it counts entries at the border (crossings)",
        5_000: "a pace, not a total",
        300_000: "a forecast or plan",
        7_000: "another measure: people who stayed or live there",
    }


def test_until_a_person_chooses_the_latest_report_stands_and_says_so() -> None:
    rows = [
        figure("20,000", "arrival", "2022-02-24", "2022-03-08", "Minister"),
        figure("30,439", "arrival", "2022-02-24", "2022-03-16", "Police"),
    ]
    latest = headline(told(rows))
    assert latest is not None
    assert (latest.report.count, latest.words) == (30_439, "no headline chosen; latest report")
    chosen = headline(told([rows[0] | {"role": "headline"}, rows[1]]))
    assert chosen is not None
    assert (chosen.report.count, chosen.words) == (20_000, "chosen as the headline")
    earlier = headline(told(rows), on=date(2022, 3, 10))
    assert earlier is not None
    assert earlier.report.count == 20_000


def border(entered: str, left: str, speakers: tuple[str, str], **more: object) -> list[Report]:
    """Entries and exits of one time, each in a sentence of its own."""
    days = ("2022-02-24", "2022-03-16")
    return told(
        [
            figure(entered, "arrival", *days, speakers[0]),
            figure(left, "departure", *days, speakers[1]) | {"destination": None} | more,
        ]
    )


def test_a_net_is_derived_from_one_source_and_window_with_both_sentences() -> None:
    (net,) = nets(border("30,439", "17,801", ("Minister", "the Minister"), origin="RUS"))
    assert net.net == 12_638
    assert net.words == "30,439 − 17,801 = 12,638 (derived)"
    assert net.sentences == ("Minister: 30,439.", "the Minister: 17,801.")


@pytest.mark.parametrize(
    ("speakers", "more"),
    [
        (("Minister", "Police"), {"origin": "RUS"}),
        (("Minister", "Minister"), {"origin": "RUS", "end_date": date(2022, 3, 31)}),
        (("Minister", "Minister"), {"origin": "GEO", "destination": "TUR"}),
        (("Minister", "Minister"), {"origin": "RUS", "unit": "crossing"}),
    ],
    ids=["two sources", "two windows", "other people", "people and crossings"],
)
def test_no_net_is_derived_otherwise(speakers: tuple[str, str], more: dict[str, object]) -> None:
    assert nets(border("30,439", "17,801", speakers, **more)) == []


def test_no_net_is_derived_from_bounds() -> None:
    found = border("at least 30,000", "17,801", ("Minister", "Minister"), origin="RUS")
    assert nets(found) == []


def test_the_queue_begins_with_what_is_in_conflict() -> None:
    rows = [
        arrivals("62,304", "Geostat", figure_id="a", destination="ARM"),
        arrivals("20,000", "Party", figure_id="b"),
        arrivals("80,000", "Agency", figure_id="c"),
        arrivals("90,000", "Police", figure_id="d", decision="accepted"),
    ]
    frame = pd.DataFrame(rows)
    assert queue(frame, conflicts(told(rows))) == ["b", "c", "a"]
