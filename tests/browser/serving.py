"""A real server with an archive of its own, and a tab of a browser on it."""

from __future__ import annotations

import os
import select
import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, expect

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

# Where in the window the mark stands whose hover text holds the words; nothing until it is drawn.
WHERE = """(words) => {
    const plot = document.querySelector('.js-plotly-plot');
    for (const [trace, data] of (plot?._fullData || []).entries()) {
        if (data.mode !== 'markers' || !data.text) continue;
        const at = [...data.text].findIndex((one) => String(one).includes(words));
        const point = at >= 0 && plot.calcdata[trace][at];
        if (!point) continue;
        const {xaxis, yaxis} = plot._fullLayout;
        const box = plot.getBoundingClientRect();
        const x = box.x + xaxis._offset + xaxis.c2p(point.x);
        return [x, box.y + yaxis._offset + yaxis.c2p(point.y)];
    }
}"""


@dataclass
class Desk:
    """A tab on the dashboard, with every request that it made to another machine."""

    page: Page
    url: str
    strays: list[str] = field(default_factory=list)

    def open(self, path: str = "/") -> None:
        """Opens a page and waits until Streamlit has drawn all of it."""
        self.page.goto(self.url + path)
        self.settled()

    def settled(self) -> None:
        """Waits until the script has run to its end and nothing stale is left."""
        expect(self.page.locator("h1").first).to_be_visible(timeout=60_000)
        self.page.wait_for_function(
            "() => document.querySelector('[data-testid=stApp]')"
            ".getAttribute('data-test-script-state') === 'notRunning'"
            " && !document.querySelector('[data-stale=true], [data-testid=stSkeleton]')",
            timeout=60_000,
        )
        expect(self.page.get_by_test_id("stException")).to_have_count(0)
        expect(self.page.get_by_text("This page could not be drawn")).to_have_count(0)

    def click_mark(self, text: str) -> None:
        """Clicks the first mark of the first chart whose hover text holds the text."""
        chart = self.page.locator(".js-plotly-plot").first
        expect(chart.locator(".points path.point").first).to_be_visible()
        label = chart.locator(".hoverlayer .hovertext").first
        for _ in range(10):  # the page may still move while the pointer is on its way
            with suppress(PlaywrightError):
                chart.scroll_into_view_if_needed()
                place = self.page.wait_for_function(WHERE, arg=text).json_value()
                self.page.mouse.move(place[0] - 8, place[1] - 8)
                self.page.mouse.move(place[0], place[1], steps=4)
                label.wait_for(timeout=1_000)
                break
        self.page.mouse.click(place[0], place[1])
        self.settled()


@contextmanager
def dashboard(folder: Path, archive: str | None = None) -> Iterator[str]:
    """The address of the dashboard as `streamlit run dashboard.py` starts it, on a free port.

    It opens the archive named, else a new one in the folder; the folder holds its log.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    address = {"WHENCE_DATABASE_URL": archive or f"sqlite:///{folder / 'desk.sqlite'}"}
    log = folder / "server.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | address, stdout=out, stderr=out
        )
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health", process, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def chromium() -> str | None:
    """Debian's Chromium where it is installed; None leaves it to Playwright."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(f"The dashboard stopped: {log.read_text()[-2000:]}")
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            select.select([], [], [], 0.1)  # lets the server get on
    raise RuntimeError("The dashboard did not start within a minute.")
