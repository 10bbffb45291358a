"""Many reports on the dashboard: counts by origin and period, from the database, never sums."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from archive import Filters, open_archive
from archive.levels import level_for
from benchmarks.large_archive import build
from tests.bulk.runs import run_bulk
from views import charts, density, encoding, store

ROOT = Path(__file__).parent.parent
ARTICLES = 5_000  # five figures each: some 2,000 arrivals


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of an archive of made-up figures."""
    url = f"sqlite:///{tmp_path_factory.mktemp('large') / 'large.sqlite'}"
    build(open_archive(url), ARTICLES)
    return url


@pytest.fixture
def opened(large: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The dashboard on that archive, with reports to all countries."""
    monkeypatch.setenv("WHENCE_DATABASE_URL", large)
    monkeypatch.chdir(ROOT)
    st.cache_resource.clear()
    st.cache_data.clear()
    at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120)
    at.run()
    yield at.multiselect(key="to").set_value([]).run()
    st.cache_resource.clear()
    st.cache_data.clear()


def drawn(at: AppTest) -> list[dict[str, Any]]:
    """The charts of the page as plotly gets them."""
    return [json.loads(one.proto.spec) for one in at.get("plotly_chart")]


def test_an_archive_with_too_many_reports_draws_how_many_there_are(opened: AppTest) -> None:
    assert not opened.exception
    chart = drawn(opened)[0]
    [trace] = chart["data"]
    assert len(trace["hovertext"]) < encoding.MOST_MARKS
    counted = [
        int(re.match(r"<b>([\d,]+) report", one)[1].replace(",", "")) for one in trace["hovertext"]
    ]
    arrivals = Filters(categories=("arrival",), units=("person",), rates=("total",))
    assert sum(counted) == store.archive().count(arrivals) > encoding.MOST_MARKS
    assert len({one[1] for one in trace["customdata"]}) == 13  # twelve origins, and the rest


def test_the_map_takes_a_named_report_of_each_of_the_best_reported_routes(opened: AppTest) -> None:
    arcs = drawn(opened)[1]["data"]
    marks = next(one for one in arcs if one.get("mode") == "markers" and one.get("customdata"))
    assert len({row[0] for row in marks["customdata"]}) == len(marks["lon"]) == 30
    arrivals = Filters(categories=("arrival",), units=("person",), rates=("total",))
    most = next(iter(store.routes(arrivals).items()))
    assert f"{most[1]} reports on this route" in marks["text"][0]


def test_who_said_what_counts_every_report_of_the_sources_quoted_most(opened: AppTest) -> None:
    opened.session_state["more"] = "Who said what"
    opened.run()
    assert not opened.exception
    chart = drawn(opened)[1]
    arrivals = Filters(categories=("arrival",), units=("person",), rates=("total",))
    every = density.drawable(arrivals)
    quoted = store.facet("source", every)
    rows = [f"{charts.short(name)} · {n:,}" for name, n in list(quoted.items())[: charts.SOURCES]]
    assert chart["layout"]["yaxis"]["ticktext"] == rows
    assert max(quoted.values()) > 30
    told = f"in all {store.count(every):,} reports"
    assert any(told in one.value for one in opened.caption)
    marks = [one for one in chart["data"] if one.get("customdata")]
    assert 0 < sum(len(one["x"]) for one in marks) <= 30 * charts.SOURCES


def test_the_table_holds_a_page_of_rows_and_says_how_many_more_there_are(opened: AppTest) -> None:
    opened.switch_page("views/figures.py").run()
    assert not opened.exception
    assert len(opened.dataframe[0].value) == 2_000
    rest = f"The newest 2,000 are listed, {5 * ARTICLES - 2_000:,} more are not"
    assert any(rest in one.value for one in opened.caption)


def test_a_few_reports_keep_a_mark_each(opened: AppTest) -> None:
    opened.multiselect(key="to").set_value(["GEO"]).run()
    assert charts.NOTE in json.dumps(drawn(opened)[0])


def test_the_image_of_counts_says_that_its_bars_count_reports() -> None:
    months = pd.DataFrame(
        {
            "start": pd.to_datetime(["2022-09-01", "2022-10-01"]),
            "origin": ["RUS", None],
            "figures": [900, 4],
        }
    )
    chart = density.chart(density.Density("month", months), ("GEO",))
    text = charts.for_image(chart, "Arrivals", "904 reports", "Sources: Civil").to_json()
    assert "Bars count reports a month, not people." in text
    assert charts.NOTE not in text
    [bars] = chart.data
    assert [list(one) for one in bars.customdata] == [["2022-09-01", "RUS"], ["2022-10-01", ""]]


@pytest.mark.parametrize(
    ("last", "level"),
    [("2022-01-31", "day"), ("2023-12-31", "week"), ("2030-12-31", "month"), ("2090-1-1", "year")],
)
def test_days_become_weeks_months_and_years_as_the_dates_lie_further_apart(
    last: str, level: str
) -> None:
    assert level_for((date(2022, 1, 1), pd.Timestamp(last).date()), 160) == level


def test_an_archive_that_can_not_be_opened_says_so_and_names_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "letters").mkdir()
    monkeypatch.setenv("WHENCE_DATABASE_URL", str(tmp_path / "letters"))
    monkeypatch.chdir(ROOT)
    st.cache_resource.clear()
    at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120).run()
    assert not at.exception
    assert "is no bulk result" in at.error[0].value
    assert at.title[0].value == "Whence"


@pytest.mark.parametrize("name", ["overview", "compare", "figures", "articles", "add", "method"])
def test_every_page_opens_on_a_bulk_result(
    name: str, bundled_result: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WHENCE_DATABASE_URL", str(bundled_result))
    monkeypatch.chdir(ROOT)
    st.cache_resource.clear()
    st.cache_data.clear()
    at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120).run()
    at.switch_page(f"views/{name}.py").run()
    assert not at.exception
    assert [one.value for one in at.error] == []
    buttons = {one.label for one in at.button}
    assert not buttons & {"Accept", "Save", "Read this text", "Remove this article"}


@pytest.fixture(scope="module")
def bundled_result(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled briefs as a bulk result."""
    folder = tmp_path_factory.mktemp("bulk") / "result"
    assert run_bulk(ROOT / "data" / "articles", folder=folder) == 0
    return folder
