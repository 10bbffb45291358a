"""What people take along: files of what is shown, and a light image even from the dark theme."""

from __future__ import annotations

import base64
import csv
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.serving import Desk


@pytest.mark.parametrize("name", ["CSV", "Excel", "JSON", "Citations"])
def test_what_is_shown_can_be_taken_as_a_file(desk: Desk, tmp_path: Path, name: str) -> None:
    page = desk.page
    desk.open("/?to=Armenia&q=Russian")
    page.get_by_role("button", name="Download").click()
    amount = page.get_by_text(re.compile(r"^[\d,]+ figures?\. Reports overlap")).inner_text()
    button = page.get_by_test_id("stDownloadButton").get_by_role("button", name=name, exact=True)
    expect(button).to_be_visible()
    with page.expect_download() as waiting:
        button.click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    assert file.stat().st_size > 500
    if name == "CSV":
        rows = list(csv.DictReader(file.open(encoding="utf-8-sig", newline="")))
        assert len(rows) == int(amount.split()[0].replace(",", ""))
        assert any("Russian" in row["sentence"] for row in rows)
        assert {row["destination"] for row in rows} == {"ARM"}
    if name == "JSON":
        assert json.loads(file.read_text())


def test_the_image_is_light_and_holds_title_sources_and_warning(desk: Desk, tmp_path: Path) -> None:
    page, dialog = desk.page, image(desk)
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


def test_the_picture_of_pixels_is_white_in_its_corner(desk: Desk, tmp_path: Path) -> None:
    page, dialog = desk.page, image(desk)
    dialog.locator(".js-plotly-plot").hover()
    with page.expect_download() as waiting:
        dialog.locator(".modebar-btn").first.click()
    assert waiting.value.suggested_filename.endswith(".png")
    file = tmp_path / "chart.png"
    waiting.value.save_as(file)
    corner = page.evaluate(
        """async (data) => {
            const picture = new Image();
            picture.src = 'data:image/png;base64,' + data;
            await picture.decode();
            const canvas = Object.assign(document.createElement('canvas'), {width: 9, height: 9});
            canvas.getContext('2d').drawImage(picture, 0, 0);
            return [...canvas.getContext('2d').getImageData(3, 3, 1, 1).data];
        }""",
        base64.b64encode(file.read_bytes()).decode(),
    )
    assert corner == [255, 255, 255, 255]


def test_the_chart_as_a_web_page_is_drawn_without_a_network(
    desk: Desk, browser: Browser, tmp_path: Path
) -> None:
    with desk.page.expect_download() as waiting:
        image(desk).get_by_role("button", name="As a web page that works offline").click()
    file = tmp_path / "chart.html"
    waiting.value.save_as(file)
    context = browser.new_context(offline=True)
    alone = context.new_page()
    alone.goto(file.as_uri())
    expect(alone.locator(".js-plotly-plot .points path.point").first).to_be_visible()
    expect(alone.get_by_text("do not add them").first).to_be_visible()
    context.close()


def image(desk: Desk) -> Locator:
    """The dialog with the chart as an image, opened in the dark theme."""
    page = desk.page
    page.emulate_media(color_scheme="dark")
    desk.open("/")
    page.get_by_role("button", name="Download").click()
    page.get_by_role("button", name="The chart as an image").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator(".js-plotly-plot .points path.point").first).to_be_visible()
    return dialog
