"""What people take along: files of what is shown, and a light image even from the dark theme."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.serving import Desk


@pytest.mark.parametrize("name", ["CSV", "Excel", "JSON", "Citations"])
def test_what_is_shown_can_be_taken_as_a_file(desk: Desk, tmp_path: Path, name: str) -> None:
    page = desk.page
    desk.open("/?to=Armenia&q=Russian")
    page.get_by_role("button", name="Download").click()
    button = page.get_by_test_id("stDownloadButton").get_by_role("button", name=name, exact=True)
    expect(button).to_be_visible()
    with page.expect_download() as waiting:
        button.click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    assert file.stat().st_size > 500
    if name == "CSV":
        rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
        assert any("Russian" in cell for row in rows for cell in row)
    if name == "JSON":
        assert json.loads(file.read_text())


def test_the_image_is_light_and_holds_title_sources_and_warning(desk: Desk, tmp_path: Path) -> None:
    page = desk.page
    page.emulate_media(color_scheme="dark")
    desk.open("/")
    page.get_by_role("button", name="Download").click()
    page.get_by_role("button", name="The chart as an image").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator(".js-plotly-plot .points path.point").first).to_be_visible()
    dialog.get_by_text("SVG", exact=True).click()
    desk.settled()
    expect(dialog.locator(".js-plotly-plot .points path.point").first).to_be_visible()
    dialog.locator(".js-plotly-plot").hover()
    with page.expect_download() as waiting:
        dialog.locator(".modebar-btn").first.click()
    file = tmp_path / "chart.svg"
    waiting.value.save_as(file)
    text = file.read_text()
    assert text.startswith("<svg")
    for words in ("Arrivals", "Sources: ", "do not add them"):
        assert words in text
    assert "rgb(255, 255, 255)" in text or "white" in text
    assert desk.strays == []
