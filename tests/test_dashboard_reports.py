"""What the desk makes of reports that repeat, contradict or count different things."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from itertools import chain

import pytest
from streamlit.testing.v1 import AppTest

from archive import Archive, Filters, ingest, open_archive
from tests.test_dashboard import app, numbers
from views import encoding, store, words

__all__ = ["app"]

ENTERED = "About {} Russians arrived in Georgia in March 2022, {} said."
STAYED = "About {} Russians were living in Georgia in March 2022, {} said."
RANGE = "Between {} Serbs arrived in Georgia in March 2022, {} said."
SIX = {  # the sentence's number -> how it is said
    "Exactly 30,439": "exact",
    "About 81,000": "approximately",
    "At least 42,000": "more_than",
    "Up to 25,500": "less_than",
    "Between 20,100 and 24,900": "range",
    "Tens of thousands of": "vague",
}


def kept(sentences: Iterable[str]) -> Archive:
    """The archive that the desk will open, with an article around each sentence."""
    archive = open_archive(os.environ["WHENCE_DATABASE_URL"])
    for n, sentence in enumerate(sentences):
        head = f"title: From valley {n}\npublisher: Paper {n}\npublished: 2022-05-0{n + 1}"
        rest = f"{_WEATHER[n % len(_WEATHER)]} It was the talk of the {n + 2}. bridge for a week."
        file = f"---\n{head}\n---\n{sentence}\n\n{rest}\n"
        list(ingest.ingest(archive, [(f"{n}.md", file.encode())]))
    return archive


_WEATHER = [
    "Rain kept the farmers at home, and the choir sang for nobody but the mayor's old dog.",
    "The market opened late because a cart had lost its wheel on the road from the mill.",
    "Snow lay on the pass until noon, when the baker's sons came out with their shovels.",
    "A heron has built its nest on the town hall, and nobody has the heart to move it.",
    "The school played the fire brigade at chess and lost, as it does in every spring.",
    "Two painters quarrelled over the colour of the station's doors and chose green.",
]


def html(at: AppTest) -> str:
    """Everything that the page shows as HTML."""
    return "\n".join(str(one.proto.body) for one in at.get("html"))


def drawn(at: AppTest) -> set[str]:
    """The ids of the figures that the page's charts hold."""
    specs = [json.loads(one.proto.spec) for one in at.get("plotly_chart")]
    points = [trace.get("customdata", []) for spec in specs for trace in spec["data"]]
    return {str(one[0]) for one in chain.from_iterable(points)}


def test_six_ways_of_saying_a_number_each_have_a_mark_a_key_and_a_place(
    app: Callable[[], AppTest],
) -> None:
    archive = kept(f"{said} Russians arrived in Georgia in March 2022." for said in SIX)
    found = archive.figures_frame()
    assert sorted(found["quantifier"]) == sorted(SIX.values())
    at = app().run()
    assert not at.exception
    vague = set(found.loc[found["quantifier"].eq("vague"), "figure_id"])
    assert drawn(at) == set(found["figure_id"]) - vague
    key = next(part for part in html(at).split("<ul") if "w-legend" in part)
    assert all(name in key for name in words.QUALIFIER.values())
    assert len({glyph for glyph in encoding.GLYPH.values() if glyph in key}) == 5
    assert [one.label for one in at.expander if "not drawn" in one.label] == [
        "1 report not drawn, and why"
    ]
    below = next(part for part in html(at).split("<ul") if "w-list" in part)
    assert "ens of thousands" in below
    assert "a size in words, no number" in below


def test_the_same_quote_in_three_outlets_is_one_mark_carried_by_three(
    app: Callable[[], AppTest],
) -> None:
    kept([ENTERED.format("20,400", "the Interior Ministry")] * 3)
    at = app().run()
    assert not at.exception
    assert len(drawn(at)) == 1
    assert "carried by 3 articles" in html(at)


def test_people_who_came_and_people_who_are_there_never_share_a_chart(
    app: Callable[[], AppTest],
) -> None:
    archive = kept([ENTERED.format("20,400", "the ministry"), STAYED.format("31,500", "Geostat")])
    measure = archive.figures_frame().set_index("figure_id")["measure"].to_dict()
    assert set(measure.values()) == {"flow", "stock"}
    at = app().run()
    asked = at.selectbox(key="what")
    assert asked.label == "What is counted"
    assert len(asked.options) == 2
    for option in asked.options:
        at.selectbox(key="what").select(option).run()
        assert not at.exception
        assert len({measure[one] for one in drawn(at)}) == 1


def test_an_address_that_names_both_stock_and_flow_shows_one_of_them(
    app: Callable[[], AppTest],
) -> None:
    archive = kept([ENTERED.format("20,400", "the ministry"), STAYED.format("31,500", "Geostat")])
    measure = archive.figures_frame().set_index("figure_id")["measure"].to_dict()
    at = app()
    at.query_params["what"] = ["Arrivals", "People living there"]
    at.run()
    assert not at.exception
    assert len({measure[one] for one in drawn(at)}) == 1


def test_numbers_that_exclude_each_other_are_called_a_contradiction_and_ranges_that_meet_are_not(
    app: Callable[[], AppTest],
) -> None:
    kept(
        [
            ENTERED.format("20,000", "the Interior Ministry"),
            ENTERED.format("80,000", "the statistics office Geostat"),
            RANGE.format("21,000 and 29,000", "the Interior Ministry"),
            RANGE.format("25,000 and 33,000", "the statistics office Geostat"),
        ]
    )
    at = app().run().switch_page("views/compare.py").run()
    assert not at.exception
    at.selectbox(key="route").set_value(("RUS", "GEO")).run()
    (card,) = [one.label for one in at.expander if " times)" in one.label]
    assert card.startswith("**about 20,000 and about 80,000** (4.0 times)")
    at.selectbox(key="route").set_value(("SRB", "GEO")).run()
    assert not at.exception
    assert len(drawn(at)) == 2
    assert any("None on this route" in one.value for one in at.text)


def test_a_correction_survives_a_change_of_filter_and_touches_no_other_figure(
    app: Callable[[], AppTest],
) -> None:
    at = app().run()
    at.multiselect(key="to").set_value(["ARM"]).run()
    at.switch_page("views/review.py").run()
    wanted = Filters(destinations=("ARM",), decisions=("to_review",))
    figure_id = store.waiting(wanted)[1][0]
    before = {row["figure_id"]: row["low"] for row in numbers(store.archive())}
    at.button(key="e").click().run()
    at.selectbox(key=f"quantifier-{figure_id}-0").set_value("exact")
    at.number_input(key=f"low-{figure_id}-0").set_value(123_456)
    next(b for b in at.button if b.label == "Save the correction").click().run()
    for places in (["GEO"], ["ARM"]):
        at.multiselect(key="to").set_value(places).run()
        assert not at.exception
    after = {row["figure_id"]: row["low"] for row in numbers(store.archive())}
    assert {one for one in before if before[one] != after[one]} == {figure_id}
    assert after[figure_id] == 123_456


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "https:///x", "//x"]
)
def test_only_an_address_of_the_web_becomes_a_link(
    app: Callable[[], AppTest], address: str
) -> None:
    archive = open_archive(os.environ["WHENCE_DATABASE_URL"])
    sentence = ENTERED.format("20,400", "the ministry")
    head = f"title: Notes\npublisher: P\npublished: 2022-05-01\nurl: '{address}'"
    text = f"---\n{head}\n---\n{sentence}\n"
    list(ingest.ingest(archive, [("a.md", text.encode())]))
    at = app().run()
    assert not at.exception
    assert "20,400" in html(at)
    assert not list(at.get("link_button"))
