"""The charts: one mark a report, six ways of saying a number, and never a sum."""

from __future__ import annotations

import json
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
import pytest

from views import cards, charts, encoding, flow_map, map_names

BASE: dict[str, Any] = {
    "article_id": "a1",
    "surface": "",
    "quantifier": "exact",
    "unit": "person",
    "category": "arrival",
    "rate": "total",
    "status": "reported",
    "origin": "RUS",
    "destination": "GEO",
    "date_accuracy": "day",
    "source": "Interior Ministry",
    "publisher": "Civil",
    "decision": "to_review",
    "role": "supporting",
    "carriers": 1,
    "in_title": False,
}
# Georgia's own reports of 2022: four of these lie inside the fifth, so their sum means nothing.
ENTERED = {
    "weeks": ("2022-02-24", "2022-03-16", 30_439),
    "march": ("2022-03-01", "2022-03-31", 43_152),
    "spring": ("2022-03-01", "2022-06-30", 299_094),
    "decree": ("2022-09-17", "2022-09-26", 78_742),
    "year": ("2022-01-01", "2022-12-31", 869_874),
}
SUM = 1_321_301


def frame(*rows: dict[str, Any]) -> pd.DataFrame:
    """Rows as the archive gives them: nullable integers and dates."""
    table = pd.DataFrame([BASE | {"figure_id": f"f{n}"} | row for n, row in enumerate(rows)])
    dates = {name: pd.to_datetime(table[name]) for name in ("start_date", "end_date", "published")}
    return table.assign(**dates, as_of=dates["end_date"].fillna(dates["published"])).astype(
        {"low": "Int64", "high": "Int64", "count": "Int64"}
    )


def row(low: int | None, high: int | None, **given: Any) -> dict[str, Any]:
    dates = {"start_date": "2022-09-01", "end_date": "2022-09-30", "published": "2022-10-01"}
    return {"low": low, "high": high, "count": low} | dates | given


def entered() -> pd.DataFrame:
    return frame(
        *(
            row(n, n, figure_id=name, article_id=name, start_date=a, end_date=b)
            for name, (a, b, n) in ENTERED.items()
        )
    )


def drawn(chart: Any) -> dict[str, Any]:
    """The marks of a chart that select a figure: id -> (trace, place in it)."""
    return {
        ids[0]: (trace, n)
        for trace in chart.data
        if trace.customdata is not None and trace.name != "selected"
        for n, ids in enumerate(trace.customdata)
    }


@pytest.mark.parametrize(
    "chart",
    [charts.reports_over_time(entered()), charts.who_said_what(entered())],
    ids=["over time", "who said what"],
)
def test_every_report_has_one_mark_and_no_mark_is_a_sum(chart: Any) -> None:
    assert set(drawn(chart)) == set(ENTERED)
    assert str(SUM) not in chart.to_json().replace(",", "")


def test_no_line_joins_reports() -> None:
    chart = charts.reports_over_time(entered())
    for trace in chart.data:
        if trace.mode == "lines":
            ys = list(trace.y)
            assert all(ys[i] == ys[i + 1] for i in range(0, len(ys), 3))


def test_six_ways_of_saying_a_number_are_drawn_in_six_ways() -> None:
    rows = frame(
        row(100, 100, quantifier="exact"),
        row(200, 200, quantifier="approximately"),
        row(300, None, quantifier="more_than"),
        row(None, 400, quantifier="less_than"),
        row(500, 600, quantifier="range"),
        row(10_000, 99_999, quantifier="vague", surface="tens of thousands"),
    )
    marks = drawn(charts.reports_over_time(encoding.drawable(rows)))
    symbols = {one: marks[one][0].marker.symbol for one in marks}
    assert symbols == {
        "f0": "circle",
        "f1": "circle-open",
        "f2": "triangle-up-open",
        "f3": "triangle-down-open",
        "f4": "line-ns",
    }
    assert marks["f2"][0].error_y.array[0] > 0
    assert marks["f3"][0].error_y.arrayminus[0] > 0
    assert marks["f4"][0].marker.opacity == 0
    assert encoding.undrawn(rows)["figure_id"].tolist() == ["f5"]


def test_expected_and_denied_numbers_are_not_drawn_and_say_why() -> None:
    rows = frame(row(10, 10, status="projected"), row(20, 20, status="denied"), row(30, 30))
    assert encoding.drawable(rows)["figure_id"].tolist() == ["f2"]
    assert encoding.undrawn(rows)["why"].tolist() == [
        "expected, not counted",
        "denied by who is quoted",
    ]


def test_the_same_quote_in_three_outlets_is_one_mark_carried_by_three() -> None:
    rows = frame(*(row(700, 700, article_id=f"a{n}", publisher=f"P{n}") for n in range(3)))
    once = encoding.reports(rows)
    assert once["outlets"].tolist() == [3]
    assert "carried by 3 articles" in encoding.hover(once)[0]


def test_the_same_number_of_another_source_stays_a_report_of_its_own() -> None:
    rows = frame(row(700, 700, article_id="a1"), row(700, 700, article_id="a2", source="Frontex"))
    assert len(encoding.reports(rows)) == 2


def test_headline_and_text_of_one_article_are_one_report() -> None:
    once = encoding.reports(frame(row(700, 700, in_title=True), row(700, 700)))
    assert once["figure_id"].tolist() == ["f1"]


def test_the_ring_marks_the_selected_figure_only() -> None:
    chart = charts.reports_over_time(entered(), "march")
    rings = [trace for trace in chart.data if trace.name == "selected"]
    assert {trace.y[0] for trace in rings} == {43_152}


def test_armenia_and_georgia_keep_their_colours_whatever_else_is_shown() -> None:
    alone = charts.reports_over_time(frame(row(1, 1)))
    beside = charts.reports_over_time(frame(row(1, 1), row(2, 2, destination="ARM")))
    assert drawn(alone)["f0"][0].marker.color == drawn(beside)["f0"][0].marker.color


def test_armenia_and_georgia_are_told_apart_without_green_and_by_name() -> None:
    # How people without the receptors for green see red, green and blue (Machado, 2009).
    seen = np.array([[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]])
    armenia, georgia = (
        seen @ [int(encoding.COLOR[iso3][n : n + 2], 16) for n in (1, 3, 5)]
        for iso3 in ("ARM", "GEO")
    )
    assert np.linalg.norm(armenia - georgia) > 100
    rows = frame(row(1, 1), row(2, 2, destination="ARM"))
    for chart in (charts.reports_over_time(rows), charts.who_said_what(rows)):
        written = " ".join(trace.text[0] for trace in chart.data if trace.mode == "text")
        assert "Armenia" in written
        assert "Georgia" in written


def test_names_on_the_map_part_where_countries_lie_close_together() -> None:
    window = {"lonaxis_range": [0.0, 100.0], "lataxis_range": [20.0, 60.0]}
    near = {"Georgia": (43.5, 42.0), "Armenia": (44.9, 40.3), "Azerbaijan": (47.5, 40.4)}
    chosen = map_names.sides(near, [(45.0, 41.0)], window)
    places = [
        map_names.box(name, near[name], side, window)
        for name, side in zip(near, chosen, strict=True)
    ]
    assert [a.shared(b) for a, b in combinations(places, 2)] == [0.0, 0.0, 0.0]


def test_a_map_of_many_routes_has_few_traces_and_a_mark_for_each_report() -> None:
    rows = frame(
        *(row(10 * n, 10 * n, origin=o) for n, o in enumerate(["RUS", "UKR", "BLR", "IRN"], 1))
    )
    chart = flow_map.flow_map(rows, "f2")
    assert set(drawn(chart)) == {"f0", "f1", "f2", "f3"}
    (marks,) = {id(trace): trace for trace, _ in drawn(chart).values()}.values()
    rings = [trace for trace in chart.data if trace.name == "selected"]
    assert {trace.lon[0] for trace in rings} == {marks.lon[drawn(chart)["f2"][1]]}
    assert sum(trace.mode == "lines" for trace in chart.data) <= 4


def test_an_arc_is_one_named_report_the_headline_where_one_was_chosen() -> None:
    rows = entered().assign(
        role=["supporting", "supporting", "headline", "supporting", "supporting"]
    )
    assert flow_map.one_report_a_route(rows)["figure_id"].tolist() == ["spring"]
    assert flow_map.one_report_a_route(entered())["figure_id"].tolist() == ["year"]


def test_foreign_names_are_text_in_a_chart() -> None:
    rows = frame(row(5, 5, source="<b>x</b> <img src=http://h/i>", publisher="<i>"))
    for chart in (charts.reports_over_time(rows), charts.who_said_what(rows)):
        assert "<img" not in json.dumps(json.loads(chart.to_json()))


def test_the_image_holds_its_title_sources_and_warning() -> None:
    chart = charts.reports_over_time(entered())
    image = charts.for_image(chart, "Arrivals", "5 reports", encoding.source_line(entered()))
    text = image.to_json()
    assert "Arrivals" in text
    assert "Sources: Civil" in text
    assert "do not add them" in text
    assert image.layout.paper_bgcolor == "white"


def test_a_card_shows_the_newest_report_from_the_best_reported_origin() -> None:
    late = {"start_date": None, "end_date": "2024-05-01"}
    rows = frame(
        row(500, 500, article_id="a1"),
        row(900, 900, article_id="a2", end_date="2022-12-31"),
        row(11, 11, article_id="a3", origin="AZE", **late),
        row(7, 7, article_id="a4", status="projected", **late),
    )
    newest = cards.latest(rows)
    assert newest["figure_id"].tolist() == ["f1"]
    assert newest["reports"].tolist() == [2]


NAMED = {  # where other marks stand, as (end of the time, number) -> the side of Armenia's name
    "nothing near: above": ([("2022-01-01", 100)], "top center"),
    "one above: to the right": ([("2022-09-30", 640)], "middle right"),
    "above and to the right: to the left": (
        [("2022-09-30", 640), ("2022-10-20", 600), ("2023-03-01", 20)],
        "middle left",
    ),
}


@pytest.mark.parametrize(("others", "side"), NAMED.values(), ids=NAMED)
def test_a_name_covers_no_other_mark(others: list[tuple[str, int]], side: str) -> None:
    here = row(600, 600, destination="ARM", end_date="2022-09-30")
    rest = [row(n, n, end_date=day) for day, n in others]
    first = row(10, 10, end_date="2022-01-01")
    chart = charts.reports_over_time(frame(here, first, *rest))
    names = [trace for trace in chart.data if trace.mode == "text" and "Armenia" in trace.text[0]]
    assert [trace.textposition for trace in names] == [side]
