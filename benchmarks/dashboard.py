"""How the dashboard answers in a browser on bulk results and archives of growing size.

    python -m benchmarks dashboard [--largest 1000000] [--folder DIR]

The articles are briefs with other numbers, spread over ten years and 400 outlets. Every page is
opened in headless Chromium on a dashboard that was just started.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import click
import psutil
from playwright.sync_api import Browser, WebSocket, expect, sync_playwright

from archive import open_archive
from benchmarks import corpus, large_archive, machine, process, table
from benchmarks.sidebyside import write
from extract import Article
from tests.browser.serving import FLAGS, Desk, chromium, dashboard

FIGURES_AN_ARTICLE = 4.8  # of a brief, on average
CLICKS = 20
MIB = 2**20
HEAD = (
    "data",
    "figures",
    "first page s",
    "again s",
    "filter s",
    "next mark s",
    "row s",
    "overview kB",
    "figures kB",
    "server MiB",
)


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person waits for, in seconds; what the browser is sent; what the server holds."""

    first: float  # the first page of a server that was just started
    again: float  # the same page in another tab, the median of three
    filter: float  # until the page stands after another country was chosen, a median
    mark: float  # from the key for the next mark to its sentence, a median
    row: float  # from the click on a row of the table to its sentence, a median
    overview: float  # kB over the websocket for the first page
    figures: float  # kB over the websocket for the page of the table
    memory: float  # MiB of the server, in the end


@click.command("dashboard")
@click.option("--smallest", default=1_000, help="Figures, about; ten times more each time.")
@click.option("--largest", default=1_000_000, help="Figures, about.")
@click.option("--folder", type=click.Path(path_type=Path), help="Kept, and used again if there.")
def dashboard_answers(smallest: int, largest: int, folder: Path | None) -> None:
    """Seconds to the first page, after a filter and after a click; bytes and memory."""
    rows: list[tuple[object, ...]] = []
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for kind, make in (("bulk result", _result), ("archive", _archive)):
            number = smallest
            while number <= largest:
                address, figures = make(folder or Path(scratch), number)
                rows.append((kind, figures, *astuple(_answers(browser, address))))
                click.echo(table.markdown(HEAD, rows[-1:]), err=True)
                number *= 10
        browser.close()
    print(table.markdown(HEAD, rows))
    print("\n" + machine.describe())


def spread(number: int) -> Iterator[Article]:
    """Briefs with other numbers, days of publication and outlets."""
    for n, article in enumerate(corpus.articles(number, padding=0)):
        dice = random.Random(n)
        published = date(2015, 1, 1) + timedelta(days=dice.randrange(4000))
        yield replace(article, published=published, publisher=f"Outlet {dice.randrange(400)}")


def _result(folder: Path, number: int) -> tuple[str, int]:
    """The folder of a bulk result with about so many figures, and how many they are."""
    from bulk.opening import open_result

    source, target = folder / f"articles-{number}.jsonl", folder / f"result-{number}"
    if not (target / "manifest.json").exists():
        write(source, spread(round(number / FIGURES_AN_ARTICLE)))
        process.bulk(source, "--output", target, "--workers", "2", "--resume")
    return str(target), open_result(str(target)).count()


def _archive(folder: Path, number: int) -> tuple[str, int]:
    """The address of an archive of about so many made-up figures, and how many they are."""
    url = f"sqlite:///{folder / f'archive-{number}.sqlite'}"
    archive = open_archive(url)
    if archive.is_empty():
        large_archive.build(archive, number // large_archive.FIGURES_AN_ARTICLE)
    return url, archive.count()


def _answers(browser: Browser, address: str) -> Answers:
    with tempfile.TemporaryDirectory() as scratch, dashboard(Path(scratch), address) as url:
        first, _ = _opened(browser, url, "/")
        again, overview = map(
            statistics.median, zip(*(_opened(browser, url, "/") for _ in range(3)), strict=True)
        )
        _, figures = _opened(browser, url, "/figures")
        desk = Desk(browser.new_page(viewport={"width": 1280, "height": 800}), url)
        row = _rows(desk)
        narrowed = _filters(desk)
        mark = _marks(desk)
        desk.page.close()
        memory = _held(url) / MIB
    return Answers(first, again, narrowed, mark, row, overview, figures, memory)


def _opened(browser: Browser, url: str, path: str) -> tuple[float, float]:
    """Seconds until a page stands in a new tab, and the kB that the websocket brought."""
    received: list[int] = []
    page = browser.new_page(viewport={"width": 1280, "height": 800})

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda data: received.append(len(data)))

    page.on("websocket", listen)
    start = time.perf_counter()
    desk = Desk(page, url)
    desk.open(path)
    if path == "/":
        expect(page.locator(".js-plotly-plot .point").first).to_be_attached()
    seconds = time.perf_counter() - start
    page.close()
    return seconds, sum(received) / 1000


def _rows(desk: Desk) -> float:
    """Seconds from the click on a row to its sentence, the median of twenty different rows."""
    desk.open("/figures")
    cells = desk.page.get_by_test_id("stDataFrame").locator("canvas").first
    box = cells.bounding_box()
    assert box
    rows = [box["y"] + 50 + 33 * (n % 14) for n in range(CLICKS + 1)]
    return _median(lambda n: desk.page.mouse.click(box["x"] + 22, rows[n + 1]), desk)


def _marks(desk: Desk) -> float:
    """Seconds from the key for the next mark to its sentence, the median of twenty marks."""
    desk.open("/")
    return _median(lambda _: desk.page.keyboard.press("j"), desk)


def _filters(desk: Desk) -> float:
    """Seconds until the overview stands after another origin was chosen, the median of three."""
    desk.open("/")
    origins = desk.page.get_by_test_id("stMultiSelect").nth(1)
    times = []
    for country in ("Russia", "Ukraine", "Belarus"):
        origins.locator("input").fill(country)
        expect(desk.page.get_by_role("option", name=country, exact=True).first).to_be_visible()
        start = time.perf_counter()
        desk.page.keyboard.press("Enter")
        expect(desk.page.locator("h1").first).to_contain_text(country)
        desk.settled()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def _median(act: Callable[[int], object], desk: Desk) -> float:
    """The median of the seconds after which another figure's sentence stands in the panel."""
    times, panel = [], desk.page.locator(".w-quote .w-said").last
    for n in range(CLICKS):
        before = desk.page.url
        start = time.perf_counter()
        act(n)
        desk.page.wait_for_url(lambda url, before=before: url != before)
        desk.settled()
        expect(panel).to_be_visible()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def _held(url: str) -> int:
    """The memory of the server that answers there."""
    port = int(url.rpartition(":")[2])
    for process_ in psutil.process_iter(["cmdline"]):
        if str(port) in (process_.info["cmdline"] or ()):
            return int(process_.memory_info().rss)
    return 0
