"""`make screenshots`: the pictures of the documents, taken anew from the running dashboard."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import Desk

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"overview": "/"}  # picture -> page


@pytest.mark.parametrize("picture", PAGES)
def test_a_picture_is_taken(desk: Desk, picture: str) -> None:
    DOCS.mkdir(exist_ok=True)
    desk.open(PAGES[picture])
    desk.page.wait_for_load_state("networkidle")
    desk.page.screenshot(path=DOCS / f"{picture}.png")
