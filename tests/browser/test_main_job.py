"""The main job in a real browser: an article goes in, its figure stands on the chart."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.serving import Desk

ARTICLE = """---
title: Nearly 7,700 Russians enter Georgia in a day
publisher: The Morning Desk
published: 2022-09-24
url: https://morning-desk.example/lars
---
Some 7,700 Russian citizens entered Georgia on 23 September, the Interior Ministry said.
The road was closed to 300 lorries.
"""


def test_an_uploaded_article_becomes_a_mark_whose_click_shows_its_sentence(desk: Desk) -> None:
    page = desk.page
    desk.open("/add")
    upload = {"name": "lars.md", "mimeType": "text/markdown", "buffer": ARTICLE.encode()}
    page.get_by_test_id("stFileUploader").locator("input[type=file]").set_input_files(upload)
    page.get_by_role("button", name="Read 1 file").click()
    expect(page.get_by_text(re.compile(r"1 read · \d+ figures? found"))).to_be_visible(
        timeout=60_000
    )
    page.get_by_role("button", name="See them on the chart").click()
    expect(page.get_by_role("heading", name=re.compile("What sources said"))).to_be_visible()
    desk.settled()
    page.get_by_label("Search").fill("7,700")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=7"))
    desk.settled()
    desk.click_mark("7,700")
    said = page.locator(".w-quote .w-said").last
    expect(said).to_contain_text("entered")
    expect(said.locator("mark.w-count").first).to_contain_text("7,700")
    expect(page).to_have_url(re.compile(r"[?&]fig="))
    assert desk.strays == []


def test_leaving_the_page_while_files_are_read_loses_and_doubles_nothing(desk: Desk) -> None:
    page = desk.page
    desk.open("/add")
    files = [
        {
            "name": f"part-{n}.md",
            "mimeType": "text/markdown",
            "buffer": ARTICLE.replace("7,700", f"{n},500").encode(),
        }
        for n in range(21, 29)
    ]
    page.get_by_test_id("stFileUploader").locator("input[type=file]").set_input_files(files)
    page.get_by_role("button", name="Read 8 files").click()
    begun = page.get_by_text(re.compile(r"Reading \d files|figures? found"))
    expect(begun.first).to_be_visible(timeout=60_000)
    page.get_by_role("link", name="Method", exact=True).first.click()
    expect(page.get_by_role("heading", name="Method")).to_be_visible()
    page.get_by_role("link", name="Add articles", exact=True).first.click()
    done = page.get_by_text(re.compile(r"figures? found"))
    expect(done).to_be_visible(timeout=60_000)
    for n in range(21, 29):
        expect(page.get_by_text(f"part-{n}.md", exact=True)).to_have_count(1)


def test_a_pasted_text_becomes_an_accepted_figure_in_a_file(desk: Desk, tmp_path: Path) -> None:
    page = desk.page
    desk.open("/add")
    page.get_by_role("tab", name="Paste text").click()
    text = "About 9,150 Belarusians arrived in Georgia last month, the Interior Ministry said."
    page.get_by_label("Text of the article").fill(text)
    page.get_by_role("button", name="Read this text").click()
    expect(page.get_by_text("1 read · 1 figure found")).to_be_visible(timeout=60_000)
    day = page.get_by_role("group", name=re.compile("was published on"))
    for part, value in (("day", "14"), ("month", "11"), ("year", "2022")):
        day.get_by_role("spinbutton", name=re.compile(part)).fill(value)
    page.get_by_role("button", name="Date it").click()
    expect(page.get_by_role("button", name="Date it")).to_have_count(0)
    page.get_by_role("button", name="Review them").click()
    expect(page.get_by_text("0 of 1 reviewed")).to_be_visible()
    desk.settled()
    expect(page.locator(".w-meta").first).to_contain_text("Oct 2022")
    page.keyboard.press("a")
    expect(page.get_by_text("1 of 1 reviewed · 1 accepted")).to_be_visible()
    desk.settled()
    page.get_by_role("button", name="Download").click()
    with page.expect_download() as waiting:
        page.get_by_test_id("stDownloadButton").get_by_role("button", name="CSV").click()
    waiting.value.save_as(tmp_path / "figures.csv")
    with (tmp_path / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["count"], row["decision"], row["sentence"]) == ("9150", "accepted", text)
