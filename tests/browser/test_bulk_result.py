"""A bulk result in a real browser: counts for too many marks, sentences, nothing to write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, WebSocket, expect

from benchmarks import corpus
from tests.browser.serving import Desk, dashboard
from tests.bulk.runs import run_bulk, write_lines

ARTICLES = 1_500  # their figures are too many for a mark each


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Briefs with other numbers, as JSON Lines."""
    folder = tmp_path_factory.mktemp("many")
    return write_lines(folder / "articles.jsonl", corpus.articles(ARTICLES, padding=0))


@pytest.fixture(scope="module")
def result(lines: Path) -> Iterator[str]:
    """The address of a dashboard on the result of a bulk run."""
    folder = lines.parent / "result"
    size = ("--unit-size", "1")
    assert run_bulk(lines, folder=folder, options=size, workers=2) == 0
    with dashboard(lines.parent, str(folder)) as url:
        yield url


@pytest.fixture
def desk(result: str, context: BrowserContext) -> Desk:
    """A tab on that dashboard."""
    return Desk(context.new_page(), result)


def test_many_reports_are_drawn_as_counts_until_a_click_leads_to_single_ones(desk: Desk) -> None:
    desk.open("/")
    page = desk.page
    chart = page.locator(".js-plotly-plot").first
    expect(chart).to_contain_text("Bars count reports a month, not people")
    chart.locator(".barlayer path").nth(20).click(force=True)
    page.wait_for_url(re.compile("since=.*until="))
    desk.settled()
    expect(page).to_have_url(re.compile("from="))
    expect(chart).to_contain_text("Each mark is one report. Reports overlap: do not add them.")
    page.get_by_role("button", name="Reset filters").click()
    desk.settled()
    expect(chart).to_contain_text("Bars count reports")


def test_a_row_shows_its_sentence_with_marks_and_where_the_article_stood(
    desk: Desk, lines: Path
) -> None:
    desk.open("/figures?q=crossed%20into")
    page = desk.page
    page.get_by_text("The same figures as plain lines").click()
    page.locator(".st-key-table-figures, [class*=st-key-row-]").nth(3).locator("button").click()
    desk.settled()
    said = page.locator(".w-quote .w-said")
    expect(said).to_contain_text(re.compile("crossed.* into"))
    expect(said.locator("mark.w-count")).to_have_count(1)
    expect(said.locator("mark.w-term")).to_have_count(1)
    expect(page.get_by_text(f"The article stood in {lines}, byte")).to_be_visible()
    expect(page).to_have_url(re.compile(r"[?&]fig=\d+"))


def test_the_whole_article_is_read_where_it_stands_until_it_has_moved(
    desk: Desk, lines: Path
) -> None:
    desk.open("/figures?q=crossed%20into&fig=100")
    page = desk.page
    number = page.locator(".w-quote mark.w-count").inner_text().removesuffix("number").strip()
    page.get_by_role("link", name="Read in the article").click()
    desk.settled()
    expect(page.locator(".st-key-reader .w-article p")).not_to_have_count(1)
    expect(page.locator(".w-article mark.w-chosen")).to_have_text(number)
    moved = lines.rename(lines.with_suffix(".moved"))
    try:
        page.get_by_role("button", name="Next").click()
        desk.settled()
        expect(page.get_by_text("that file is gone")).to_be_visible()
        expect(page.locator(".st-key-reader")).to_have_count(0)
        expect(page.locator(".w-quote mark.w-count")).to_be_visible()
    finally:
        moved.rename(lines)


@pytest.mark.parametrize("path", ["/review", "/add", "/articles"])
def test_a_page_that_writes_says_how_to_get_an_archive(desk: Desk, path: str, lines: Path) -> None:
    desk.open(path)
    expect(desk.page.get_by_text("which is only read")).to_be_visible()
    command = f"python -m bulk {lines} --output {lines.parent}/result-archived --archive"
    expect(desk.page.get_by_test_id("stCode")).to_contain_text(command)


def test_the_browser_gets_a_page_of_rows_and_the_number_of_the_others(desk: Desk) -> None:
    received: list[int] = []

    def count(socket: WebSocket) -> None:
        socket.on("framereceived", lambda data: received.append(len(data)))

    desk.page.on("websocket", count)
    desk.open("/figures")
    expect(
        desk.page.get_by_text(re.compile(r"The newest 2,000 are listed, [\d,]+ more"))
    ).to_be_visible()
    assert 100_000 < sum(received) < 1_500_000
