"""axe-core on every page, light and dark; `make test` brings it where npm is installed."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

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


@pytest.mark.skipif(
    not AXE.exists(), reason="axe-core is not installed: see this file's first line"
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_no_page_shuts_anybody_out(server: str, browser: Browser, path: str, scheme: str) -> None:
    # The page's own security policy would refuse the checker, so it is lifted for this tab.
    context = browser.new_context(bypass_csp=True, color_scheme=scheme)
    desk = Desk(context.new_page(), server)
    desk.open(path)
    desk.page.add_script_tag(path=AXE)
    found = desk.page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    bad = {
        f"{one['id']}: {node['html'][:120]}"
        for one in found["violations"]
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"]
    }
    context.close()
    assert bad == set()
