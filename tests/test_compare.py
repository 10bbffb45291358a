"""Reports side by side: what repeats, follows, contains or contradicts what. Never a sum."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from datetime import date
from itertools import combinations
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
    reports,
)
from tests.gold_frame import frame_of_gold

CASES = Path(__file__).parent / "cases" / "relations.csv"
_NUMBER = re.compile(
    r"(?P<kind>about|at least|up to|between)? ?(?P<a>[\d,]+)(?: and (?P<b>[\d,]+))?"
    r"(?P<crossings> crossings)?(?P<pace> a day)?"
)
_KINDS = {
    None: "exact",
    "about": "approximately",
    "at least": "more_than",
    "up to": "less_than",
    "between": "range",
}


def figure(number: str, question: str, start: str, end: str, said_by: str, **more: object) -> dict:
    """A frame's row for a number as a text might say it."""
    m = _NUMBER.fullmatch(number)
    assert m is not None, number
    a, b = (int(m[n].replace(",", "")) if m[n] else None for n in ("a", "b"))
    quantifier = _KINDS[m["kind"]]
    row: dict[str, object] = {
        "figure_id": f"{number}|{question}|{end}|{said_by}",
        "article_id": said_by,
        "count": None if b else a,
        "low": None if quantifier == "less_than" else a,
        "high": b or (None if quantifier == "more_than" else a),
        "quantifier": quantifier,
        "unit": "crossing" if m["crossings"] else "person",
        "category": question,
        "rate": "per_day" if m["pace"] else "total",
        "status": "reported",
        "origin": "RUS",
        "destination": "GEO",
        "origin_basis": "nationality",
        "start_date": date.fromisoformat(start) if start else None,
        "end_date": date.fromisoformat(end) if end else None,
        "date_accuracy": "day",
        "source": said_by,
        "publisher": f"Outlet of {said_by}",
        "published": None,
        "url": None,
        "title": None,
        "sentence": f"{said_by}: {number}.",
        "sentence_start": 0,
        "sentence_end": 10,
        "in_title": False,
        "confidence": 1.0,
        "decision": "to_review",
        "role": "supporting",
        "carriers": 1,
    }
    return row | more


def told(rows: Iterable[dict]) -> list[Report]:
    """The reports of figures made by hand."""
    frame = pd.DataFrame(list(rows))
    days = {n: pd.to_datetime(frame[n]) for n in ("start_date", "end_date", "published")}
    return reports(frame.assign(**days))


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
    assert net.words == "30,439 - 17,801 = 12,638 (derived)"
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


@pytest.fixture(scope="module")
def georgia(root: Path) -> list[Report]:
    """What the bundled briefs report on Russians in Georgia in 2022."""
    frame = frame_of_gold(root)
    here = (frame["origin"] == "RUS") & (frame["destination"] == "GEO")
    left = frame["category"] == "departure"
    return reports(frame[(here | left) & frame["end_date"].dt.year.isin([2022]) | left | here])


def test_no_sum_of_overlapping_reports_appears(georgia: list[Report], root: Path) -> None:
    frame = frame_of_gold(root)
    stated = {int(n) for name in ("count", "low", "high") for n in frame[name].dropna()}
    shown = {n for r in georgia for n in (r.count, r.low, r.high) if n is not None}
    assert shown <= stated
    entries = [r.count for r in georgia if r.question.words == "people who entered" and r.count]
    derived = {abs(net.net) for net in nets(georgia)}
    assert derived <= {abs(a - b) for a, b in combinations(shown, 2)}
    assert not {a + b for a, b in combinations(entries, 2)} & derived
    assert not {sum(entries), 1_321_301} & (shown | derived)


def test_entries_exits_stayed_and_crossings_are_kept_apart(georgia: list[Report]) -> None:
    numbers = {r.count: r.question.words for r in georgia}
    assert numbers[869_874] == "people who entered"
    assert numbers[809_873] == "people who left"
    assert numbers[112_733] == "people who stayed or live there"
    assert numbers[56_369] == "net: entries less exits"
    assert numbers[1_405_552] == "entries at the border (crossings)"
    for a, b in combinations(georgia, 2):
        if a.question.unit is not b.question.unit:
            assert relation(a, b) is Relation.OTHER


def test_how_many_stayed_is_one_conflict_with_its_sources(georgia: list[Report]) -> None:
    (group,) = [g for g in conflicts(georgia) if 112_733 in {r.count for r in g.reports}]
    assert group.smallest.count == 20_000
    assert {49_505, 100_000, 110_000, 112_733} <= {r.count for r in group.reports}
    assert all(r.said_by and r.publishers and r.sentence for r in group.reports)
    assert {"different authority", "expected, not counted"} <= set(group.explanations)


def test_georgias_nets_agree_with_what_the_minister_said(georgia: list[Report]) -> None:
    derived = {net.net: net.stated and net.stated.count for net in nets(georgia)}
    assert derived[12_638] == 12_638
    assert derived[60_001] == 60_000
