"""A real server with an archive of its own, and a browser that may reach nothing else."""

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
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

ROOT = Path(__file__).parents[2]
LOOPBACK = {"127.0.0.1", "localhost"}
_FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@dataclass
class Server:
    """A running dashboard."""

    url: str
    process: subprocess.Popen[bytes]


@dataclass
class Desk:
    """A page of the dashboard, with every request that it made to another machine."""

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
            " && !document.querySelector('[data-stale=true]')",
            timeout=60_000,
        )
        expect(self.page.get_by_test_id("stException")).to_have_count(0)
        expect(self.page.get_by_text("This page could not be drawn")).to_have_count(0)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard as `streamlit run dashboard.py` starts it, on a free port."""
    folder = tmp_path_factory.mktemp("desk")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    address = {"WHENCE_DATABASE_URL": f"sqlite:///{folder / 'desk.sqlite'}"}
    log = (folder / "server.log").open("wb")
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | address, stdout=log, stderr=log)
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health", process, folder / "server.log")
        yield Server(f"http://127.0.0.1:{port}", process)
    finally:
        process.terminate()
        process.wait(timeout=20)
        log.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium: Debian's where it is installed, else Playwright's own."""
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        opened = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield opened
        opened.close()


@pytest.fixture(params=["light"])
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A fresh browser profile at 1280 x 800."""
    opened = browser.new_context(
        viewport={"width": 1280, "height": 800}, color_scheme=request.param, accept_downloads=True
    )
    yield opened
    opened.close()


@pytest.fixture
def desk(server: Server, context: BrowserContext) -> Desk:
    """A browser tab on the dashboard; what it asks of other machines is written down."""
    found = Desk(context.new_page(), server.url)

    def watch(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in LOOPBACK:
            found.strays.append(request.url)

    found.page.on("request", watch)
    return found


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
