"""Nothing leaves this machine, and an article's text never becomes markup."""

from __future__ import annotations

import re
import threading
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

from tests.browser.serving import Desk

PATHS = ["/", "/compare", "/figures", "/review", "/articles", "/add", "/method"]


@pytest.mark.parametrize("path", PATHS)
def test_no_page_asks_anything_of_another_machine(desk: Desk, path: str) -> None:
    desk.open(path)
    desk.page.wait_for_load_state("networkidle")
    assert desk.strays == []


def test_the_map_is_drawn_from_our_own_outlines(desk: Desk) -> None:
    with desk.page.expect_response(re.compile(r"/outlines/world_50m\.json$")) as answer:
        desk.open("/")
    assert answer.value.ok
    expect(desk.page.locator(".geo path").first).to_be_attached()
    assert desk.strays == []


def test_every_response_carries_the_security_headers(server: str) -> None:
    for path in ("/", "/_stcore/health", "/outlines/world_50m.json"):
        with urllib.request.urlopen(server + path) as answer:
            policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'self'" in policy
            assert "frame-ancestors 'none'" in policy
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Referrer-Policy"] == "no-referrer"


@pytest.fixture
def trap() -> Iterator[tuple[str, list[str]]]:
    """A small web site on this machine that writes down who asks it for anything."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Keeps quiet."""

    site = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{site.server_port}", asked
    site.shutdown()
    site.server_close()


def test_markup_in_text_title_and_name_is_shown_as_it_stands(
    desk: Desk, trap: tuple[str, list[str]]
) -> None:
    site, asked = trap
    evil = (
        f'<script>document.title="taken"</script> <img src="{site}/x"> ![x]({site}/y) '
        f"<form><input type=password></form> <style>h1{{color:red}}</style> :red[x] $5 of $6"
    )
    text = (
        f"---\ntitle: 'About 1,234 Russians moved to Georgia {evil}'\n"
        f"publisher: 'Desk ![z]({site}/z) <b>'\npublished: 2022-10-01\n---\n"
        f"About 1,234 Russians moved to Georgia in September, the ministry said {evil}.\n"
    )
    name = f"a ![n]({site.replace('/', '_')}) <b> :red[x] $5 of $6.md"
    upload = {"name": name, "mimeType": "text/markdown", "buffer": text.encode()}
    page = desk.page
    desk.open("/add")
    page.get_by_test_id("stFileUploader").locator("input[type=file]").set_input_files(upload)
    page.get_by_role("button", name="Read 1 file").click()
    expect(page.get_by_text(re.compile(r"1 read ·"))).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="Next").click()
    desk.settled()
    shown = page.locator(".w-quote").first
    expect(shown).to_contain_text("<script>document.title")
    expect(shown).to_contain_text(f"[x]({site}/y)")
    expect(shown).to_contain_text("$5 of $6")
    for path in ("/", "/figures", "/articles", "/review"):
        page.get_by_role("link", name=NAMES[path], exact=True).first.click()
        desk.settled()
        page.wait_for_load_state("networkidle")
        assert page.locator("[data-testid=stMain] form input[type=password]").count() == 0
        assert page.locator("[data-testid=stMain] img[src^='http']").count() == 0
    assert page.title() != "taken"
    assert asked == []
    assert desk.strays == []


NAMES = {"/": "Overview", "/figures": "Figures", "/articles": "Articles", "/review": "Review"}
