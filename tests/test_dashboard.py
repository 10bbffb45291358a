"""The dashboard as Streamlit runs it, without a browser: pages, filters, uploads, decisions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from archive import Archive, Filters, export
from views import store

ROOT = Path(__file__).parent.parent
ARTICLE = b"""---
title: Some 7,700 Russians enter Georgia in a day
publisher: The Morning Desk
published: 2022-09-24
---
Some 7,700 Russian citizens entered Georgia on 23 September, the Interior Ministry said.
The road was closed to 300 lorries.
"""
TITLES = {
    "overview": "What sources said about people moving to Armenia and Georgia",
    "compare": "Compare",
    "figures": "Figures",
    "review": "Review",
    "articles": "Articles",
    "add": "Add articles",
    "method": "Method",
}


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], AppTest]]:
    """Opens the dashboard on an archive of its own, filled with the bundled articles."""
    monkeypatch.setenv("WHENCE_DATABASE_URL", f"sqlite:///{tmp_path / 'desk.sqlite'}")
    monkeypatch.chdir(ROOT)
    st.cache_resource.clear()
    st.cache_data.clear()
    yield lambda: AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120)
    st.cache_resource.clear()
    st.cache_data.clear()


def test_the_first_screen_says_what_sources_reported_with_a_marked_sentence(
    app: Callable[[], AppTest],
) -> None:
    at = app().run()
    assert not at.exception
    assert at.title[0].value == "What sources said about people moving to Armenia and Georgia"
    html = "\n".join(str(one.proto.body) for one in at.get("html"))
    for country in ("Armenia", "Georgia"):
        assert f"{country}: latest report of arrivals from" in html
    assert html.count('<mark class="w-count">') >= 2


@pytest.mark.parametrize("name", TITLES)
def test_every_page_opens(app: Callable[[], AppTest], name: str) -> None:
    at = app().run()
    at.switch_page(f"views/{name}.py").run()
    assert not at.exception
    assert at.title[0].value == TITLES[name]


def test_nonsense_in_the_address_opens_the_page_as_usual(app: Callable[[], AppTest]) -> None:
    at = app()
    for key, value in {"to": "Mars", "since": "x", "fig": "nope", "what": "<script>"}.items():
        at.query_params[key] = value
    at.run()
    assert not at.exception
    assert at.multiselect(key="to").value == ["ARM", "GEO"]


def test_filters_that_match_nothing_say_which_of_them_hides_how_much(
    app: Callable[[], AppTest],
) -> None:
    at = app().run()
    at.text_input(key="q").set_value("zeppelin").run()
    assert not at.exception
    drops = [b for b in at.button if re.search(r"Drop “Search” \(hides \d+ report", b.label)]
    assert len(drops) == 1
    drops[0].click().run()
    assert at.text_input(key="q").value == ""


def test_an_uploaded_article_is_read_once_and_the_uploader_is_emptied(
    app: Callable[[], AppTest],
) -> None:
    at = app().run()
    at.switch_page("views/add.py").run()
    at.file_uploader[0].upload("lars.md", ARTICLE).run()
    assert not at.exception
    at.button(key="read-files").click().run()
    assert not at.exception
    assert at.subheader[0].value.startswith("1 read")
    assert not at.file_uploader[0].value
    revision = store.archive().revision()
    at.text_input(key="q").set_value("Russian").run()
    assert not at.exception
    assert store.archive().revision() == revision
    at.file_uploader[0].upload("again.md", ARTICLE).run()
    at.button(key="read-files").click().run()
    assert "1 already here" in at.subheader[0].value


def test_a_file_that_cannot_be_read_says_why_and_the_others_are_kept(
    app: Callable[[], AppTest],
) -> None:
    at = app().run()
    at.switch_page("views/add.py").run()
    uploader = at.file_uploader[0]
    uploader.upload("empty.txt", b"")
    uploader.upload("lars.md", ARTICLE)
    at.run()
    at.button(key="read-files").click().run()
    assert not at.exception
    assert "1 read, 1 unreadable" in at.subheader[0].value
    assert any("empty" in error.value for error in at.error)


def test_pasted_text_is_kept_word_for_word(app: Callable[[], AppTest]) -> None:
    at = app().run()
    at.switch_page("views/add.py").run()
    at.text_area(key="paste-text").set_value("About 500 Syrians arrived in Armenia on 3 May 2023.")
    at.text_input(key="title-paste").set_value("A note")
    next(b for b in at.button if b.label == "Read this text").click().run()
    assert not at.exception
    assert at.subheader[0].value == "1 read · 1 figure found"


def test_a_correction_changes_its_own_figure_only_and_keeps_what_was_extracted(
    app: Callable[[], AppTest],
) -> None:
    at = app().run()
    at.switch_page("views/review.py").run()
    kept = store.archive()
    figure_id = store.waiting(filters_of(at))[1][0]
    before = {row["figure_id"]: row["low"] for row in numbers(kept)}
    at.button(key="e").click().run()
    stored = kept.figure(figure_id)
    assert stored
    key = f"{figure_id}-{stored.verdict.version}"
    at.selectbox(key=f"quantifier-{key}").set_value("exact")
    at.number_input(key=f"low-{key}").set_value(123_456)
    next(b for b in at.button if b.label == "Save the correction").click().run()
    assert not at.exception
    after = {row["figure_id"]: row["low"] for row in numbers(kept)}
    assert {i for i in before if before[i] != after[i]} == {figure_id}
    now = kept.figure(figure_id)
    assert now
    assert (now.shown.count, now.extracted.count) == (123_456, stored.extracted.count)
    assert any("As extracted: " in caption.value for caption in at.caption)


def test_an_accepted_figure_that_changes_is_accepted_no_longer(
    app: Callable[[], AppTest],
) -> None:
    at = app().run()
    kept = store.archive()
    figure_id = next(row["figure_id"] for row in numbers(kept))
    done = kept.accept(figure_id, who="Ani", version=0)
    kept.correct(figure_id, {"source": "Somebody"}, who="Ani", version=done.verdict.version)
    at.query_params["fig"] = figure_id
    at.run()
    assert not at.exception
    html = "\n".join(str(one.proto.body) for one in at.get("html"))
    assert "accepted, then changed" in html
    log = kept.log_frame(figure_id)
    (change,) = log[log["new"].eq("Somebody")].to_dict("records")
    assert change["old"] == done.extracted.source


def test_entries_less_exits_stand_on_compare_with_both_sentences(
    app: Callable[[], AppTest],
) -> None:
    at = app().run()
    at.switch_page("views/compare.py").run()
    assert not at.exception
    assert at.selectbox(key="route").value == ("RUS", "GEO")
    derived = [one.label for one in at.expander if "(derived)" in one.label]
    assert "**30,439 − 17,801 = 12,638 (derived)** · 24 Feb to 16 Mar 2022" in derived
    html = "\n".join(str(one.proto.body) for one in at.get("html"))
    quotes = [part for part in html.split("</div>") if "w-quote" in part]
    assert any("30,439 Russian" in part for part in quotes)
    assert any("17,801 Russians left Georgia" in part for part in quotes)
    assert "1,321,301" not in html


def test_the_whole_archive_can_be_taken_along_and_laid_into_an_empty_one(
    app: Callable[[], AppTest], tmp_path: Path
) -> None:
    at = app().run()
    kept = store.archive()
    figure_id = next(row["figure_id"] for row in numbers(kept))
    kept.accept(figure_id, who="Ani", version=0)
    packed = export.pack(kept)
    before = kept.figures_frame(limit=None).sort_values("figure_id", ignore_index=True)
    fresh = f"sqlite:///{tmp_path / 'other.sqlite'}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WHENCE_DATABASE_URL", fresh)
        st.cache_resource.clear()
        st.cache_data.clear()
        at = app().run().switch_page("views/method.py").run()
        at.file_uploader(key="unpack").upload("whence-archive.zip", packed).run()
        at.button(key="unpack-now").click().run()
        assert not at.exception
        assert [one.value for one in at.error] == []
        assert any("Taken in" in one.value for one in at.success)
        after = store.archive().figures_frame(limit=None)
        after = after.sort_values("figure_id", ignore_index=True)
        pd.testing.assert_frame_equal(after, before)
        assert store.archive().log_frame()["who"].tolist() == ["Ani"]


def filters_of(at: AppTest) -> Filters:
    """The filters with which the desk opens, for figures that wait."""
    places = tuple(at.multiselect(key="to").value)
    return Filters(destinations=places, decisions=("to_review",))


def numbers(kept: Archive) -> list[dict[str, object]]:
    """Every figure's lowest number."""
    return kept.figures_frame(columns=("figure_id", "low")).astype(object).to_dict("records")
