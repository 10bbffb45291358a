"""What the browser tests stand on: one server, one browser, a fresh profile a test."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Request, expect, sync_playwright

from tests.browser.serving import FLAGS, Desk, chromium, dashboard

expect.set_options(
    timeout=30_000
)  # a shared machine may be slow; nothing waits longer than it must
LOOPBACK = {"127.0.0.1", "localhost"}


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard filled with the bundled articles."""
    with dashboard(tmp_path_factory.mktemp("desk")) as url:
        yield url


# Playwright holds the event loop of the thread: while it is open, no other test can start it.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Headless Chromium, closed again before the tests outside this folder."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh browser profile at 1280 x 800."""
    opened = browser.new_context(viewport={"width": 1280, "height": 800}, accept_downloads=True)
    yield opened
    opened.close()


@pytest.fixture
def desk(server: str, context: BrowserContext) -> Desk:
    """A tab on the dashboard; what it asks of other machines is written down."""
    found = Desk(context.new_page(), server)

    def watch(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in LOOPBACK:
            found.strays.append(request.url)

    found.page.on("request", watch)
    return found
