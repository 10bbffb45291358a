"""axe-core on every page, light and dark; `make test` brings it where npm is installed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.serving import Desk

AXE = Path(__file__).parents[2] / ".venv" / "node_modules" / "axe-core" / "axe.min.js"
PATHS = ["/", "/compare", "/figures", "/review", "/articles", "/add", "/method"]


# Every text of a chart that stands out from the page less than small text must, as text: ratio.
FAINT = """() => {
    const light = (rgb) => rgb.map((c) => c / 255)
        .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, n) => sum + c * [0.2126, 0.7152, 0.0722][n], 0.05);
    const parts = (color) => color.match(/[\\d.]+/g).map(Number);
    const app = document.querySelector('[data-testid=stApp]');
    const page = parts(getComputedStyle(app).backgroundColor);
    const texts = [...document.querySelectorAll('.js-plotly-plot .main-svg text')]
        .filter((e) => e.textContent.trim() && !e.closest('.bartext, .point'));
    const faint = texts.map((e) => {
        const style = getComputedStyle(e), ink = parts(style.fill);
        const all = e.closest('[opacity], [style*=opacity]');
        const share = parseFloat(style.fillOpacity) * (all ? getComputedStyle(all).opacity : 1);
        const seen = page.slice(0, 3).map((c, n) => c + (ink[n] - c) * share);
        const [a, b] = [light(page.slice(0, 3)), light(seen)];
        return [e.textContent, Math.max(a, b) / Math.min(a, b)];
    });
    return {checked: texts.length, faint: faint.filter(([, ratio]) => ratio < 4.5)};
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/compare", "/method"])
def test_text_in_charts_stands_out_from_the_page(
    server: str, browser: Browser, path: str, scheme: str
) -> None:
    context = browser.new_context(color_scheme=scheme)
    desk = Desk(context.new_page(), server)
    desk.open(path)
    desk.page.wait_for_function(f"() => ({FAINT})().checked > 5")
    found = desk.page.evaluate(f"({FAINT})()")
    context.close()
    assert found["faint"] == []


OPENED: dict[str, tuple[str, Callable[[Page], None]]] = {  # what a click or a key brings out
    "download": ("/", lambda page: page.get_by_role("button", name="Download").click()),
    "measures": ("/", lambda page: page.get_by_role("button", name="other measure").first.click()),
    "sources": ("/", lambda page: page.get_by_role("tab", name="Who said what").click()),
    "routes": ("/", lambda page: page.get_by_role("tab", name="Top routes").click()),
    "form": ("/review", lambda page: page.keyboard.press("e")),
    "list": ("/review", lambda page: page.get_by_text("List", exact=True).click()),
    "paste": ("/add", lambda page: page.get_by_role("tab", name="Paste text").click()),
    "nothing": ("/?q=zeppelin", lambda page: page.get_by_text("More filters").click()),
}

with_axe = pytest.mark.skipif(
    not AXE.exists(), reason="axe-core is not installed: see this file's first line"
)


@with_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_no_page_shuts_anybody_out(server: str, browser: Browser, path: str, scheme: str) -> None:
    assert barriers(server, browser, path, scheme) == set()


@with_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", OPENED)
def test_what_a_click_brings_out_shuts_nobody_out(
    server: str, browser: Browser, name: str, scheme: str
) -> None:
    path, opening = OPENED[name]
    assert barriers(server, browser, path, scheme, opening) == set()


def barriers(
    server: str,
    browser: Browser,
    path: str,
    scheme: str,
    opening: Callable[[Page], None] = lambda page: None,
) -> set[str]:
    """The serious and critical violations that axe-core finds on a page once it is opened."""
    # The page's own security policy would refuse the checker, so it is lifted for this tab.
    context = browser.new_context(bypass_csp=True, color_scheme=scheme)
    desk = Desk(context.new_page(), server)
    desk.open(path)
    opening(desk.page)
    desk.settled()
    desk.page.add_script_tag(path=AXE)
    found = desk.page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    context.close()
    return {
        f"{one['id']}: {node['html'][:120]}"
        for one in found["violations"]
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"]
    }
