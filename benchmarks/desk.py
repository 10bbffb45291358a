"""How long a person waits at the dashboard: 50,000 figures, a real browser, twenty of each.

    python -m benchmarks.desk [--articles 10000] [--times 20]

A filter is done when the script has run to its end and nothing stale is left on the page; a
click on a mark when the sentence beside the chart is another one. Made-up figures.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click
from playwright.sync_api import Page, TimeoutError, sync_playwright

from archive import open_archive
from benchmarks.large_archive import build
from tests.browser.serving import FLAGS, Desk, chromium, dashboard

PICKED = ["Russia", "Ukraine", "Belarus", "Kazakhstan", "Serbia", "Germany", "Poland", "Israel"]
SETTLED = """() => document.querySelector('[data-testid=stApp]')
    .getAttribute('data-test-script-state') === 'notRunning'
    && !document.querySelector('[data-stale=true]')"""
NAMED = """(name) => [...document.querySelectorAll('[data-testid=stCaptionContainer]')]
    .some((e) => /reports? · from/.test(e.innerText) && e.innerText.includes('from ' + name))"""
SENTENCE = "() => [...document.querySelectorAll('.w-said')].pop().innerText"
MARKS = """() => {
    const plot = document.querySelector('.js-plotly-plot');
    const {xaxis, yaxis} = plot._fullLayout, box = plot.getBoundingClientRect();
    return plot._fullData.flatMap((data, trace) =>
        data.mode !== 'markers' || !data.text ? [] : plot.calcdata[trace].map((point) => [
            box.x + xaxis._offset + xaxis.c2p(point.x),
            box.y + yaxis._offset + yaxis.c2p(point.y)]));
}"""


@click.command()
@click.option("--articles", "number", default=10_000, show_default=True, help="five figures each")
@click.option("--times", default=20, show_default=True)
def main(number: int, times: int) -> None:
    """Builds an archive, opens the dashboard on it and prints how long it takes to answer."""
    with tempfile.TemporaryDirectory() as scratch:
        build(open_archive(f"sqlite:///{Path(scratch) / 'desk.sqlite'}"), number)
        with dashboard(Path(scratch)) as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            desk = Desk(page, url)
            _report("the first page of a new server", [_timed(desk.open)])
            _report("the first page again", [_timed(desk.open) for _ in range(3)])
            _report("a filter, all drawn", [_filter(page, n) for n in range(times)])
            desk.open()
            page.locator(".js-plotly-plot").first.scroll_into_view_if_needed()
            random_ = random.Random(1)
            _report("a click, its sentence", [_click(page, random_) for _ in range(times)])
            browser.close()


def _filter(page: Page, number: int) -> float:
    """How long it takes to draw the page for one country of origin."""
    field = page.get_by_test_id("stMultiSelect").nth(1).locator("input")
    name = PICKED[number % len(PICKED)]
    field.fill(name)
    option = page.get_by_role("option", name=name).first
    option.wait_for()

    def pick() -> None:
        option.click()
        page.wait_for_function(NAMED, arg=name)
        page.wait_for_function(SETTLED)

    taken = _timed(pick)
    field.press("Backspace")
    page.wait_for_function(f"(name) => !({NAMED})(name)", arg=name)
    page.wait_for_function(SETTLED)
    return taken


def _click(page: Page, random_: random.Random) -> float:
    """How long it takes from a click on some mark to its sentence."""
    page.wait_for_function(SETTLED)
    before = page.evaluate(SENTENCE)
    while True:
        x, y = random_.choice(page.evaluate(MARKS))
        page.mouse.move(x - 6, y - 6)
        page.mouse.move(x, y, steps=4)
        try:  # another mark may lie on this one, or it is the selected one
            page.locator(".hoverlayer .hovertext").first.wait_for(timeout=1_000)
            return _timed(partial(_until_another, page, (x, y), before))
        except TimeoutError:
            continue


def _until_another(page: Page, at: tuple[float, float], sentence: str) -> None:
    page.mouse.click(*at)
    page.wait_for_function(f"(old) => ({SENTENCE})() !== old", arg=sentence, timeout=5_000)


def _timed(act: Callable[[], None]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _report(name: str, seconds: list[float]) -> None:
    middle, worst = statistics.median(seconds), max(seconds)
    click.echo(f"{name:32} {middle:6.2f} s  worst {worst:6.2f} s  of {len(seconds)}")


if __name__ == "__main__":
    main()
