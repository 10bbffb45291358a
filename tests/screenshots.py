"""Pictures of the running desk: `python -m tests.screenshots docs` takes those of README.md anew.

With `--all` it takes every page at two sizes, light and dark, for a person to look through.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.serving import FLAGS, Desk, chromium, dashboard

WIDE, PHONE = (1280, 800), (390, 844)
PAGES = ("", "compare", "figures", "review", "articles", "add", "method")
README = (  # file, path, size, scheme
    ("overview", "/", WIDE, "light"),
    ("compare", "/compare", WIDE, "light"),
    ("phone", "/", PHONE, "dark"),
)


def main(arguments: list[str]) -> int:
    """Writes the pictures into the folder named; 2 for a wrong call."""
    folders = [one for one in arguments if not one.startswith("-")]
    if len(folders) != 1:
        print(__doc__)
        return 2
    folder = Path(folders[0])
    folder.mkdir(parents=True, exist_ok=True)
    shots = list(_all() if "--all" in arguments else README)
    with (
        tempfile.TemporaryDirectory() as scratch,
        dashboard(Path(scratch)) as url,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for name, path, size, scheme in shots:
            _shoot(browser, url + path, folder / f"{name}.png", size, scheme)
        browser.close()
    return 0


def _all() -> Iterator[tuple[str, str, tuple[int, int], str]]:
    for page in PAGES:
        for size, kind in ((WIDE, "wide"), (PHONE, "phone")):
            for scheme in ("light", "dark"):
                yield f"{page or 'overview'}-{kind}-{scheme}", f"/{page}", size, scheme


def _shoot(browser: Browser, url: str, file: Path, size: tuple[int, int], scheme: str) -> None:
    view = {"width": size[0], "height": size[1]}
    context = browser.new_context(viewport=view, color_scheme=scheme)
    desk = Desk(context.new_page(), url)
    desk.open("")
    desk.page.wait_for_load_state("networkidle")
    desk.page.screenshot(path=file)
    context.close()
    print(file)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
