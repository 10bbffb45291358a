"""axe-core on every page, light and dark; `make test` brings it where npm is installed."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.serving import Desk

AXE = Path(__file__).parents[2] / ".venv" / "node_modules" / "axe-core" / "axe.min.js"
PATHS = ["/", "/compare", "/figures", "/review", "/articles", "/add", "/method"]


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
