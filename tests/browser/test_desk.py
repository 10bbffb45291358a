"""The desk in a real browser: one selection everywhere, filters in the address, keys, phones."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.serving import Desk

ROW = 35  # pixels: the height of a table's row, its head included
PATHS = ["/", "/compare", "/figures", "/review", "/articles", "/add", "/method"]


RINGED = """() => {
    const plot = document.querySelector('.js-plotly-plot');
    const rings = (plot?._fullData || []).filter((data) => data.name === 'selected');
    return rings.length ? rings[0].customdata[0][0] : null;
}"""


def ringed(desk: Desk) -> None:
    """Waits until the first chart rings the figure in the address."""
    desk.settled()
    desk.page.wait_for_function(f"(chosen) => ({RINGED})() === chosen", arg=selected(desk))


def selected(desk: Desk) -> str:
    """The id in the address."""
    found = re.search(r"[?&]fig=([^&]+)", desk.page.url)
    return found.group(1) if found else ""


def test_keys_go_through_the_figures_and_a_reload_keeps_the_selection(desk: Desk) -> None:
    page = desk.page
    desk.open("/")
    page.keyboard.press("j")
    expect(page).to_have_url(re.compile("fig="))
    desk.settled()
    first, sentence = selected(desk), page.locator(".w-said").first.inner_text()
    page.keyboard.press("j")
    expect(page).not_to_have_url(re.compile(first))
    page.keyboard.press("k")
    expect(page).to_have_url(re.compile(first))
    page.reload()
    desk.settled()
    assert selected(desk) == first
    assert page.locator(".w-said").first.inner_text() == sentence


def test_clicking_a_row_of_the_table_selects_its_figure(desk: Desk) -> None:
    page = desk.page
    desk.open("/figures")
    head = page.locator("h3.w-figure-head").first
    before = selected(desk)
    table = page.get_by_test_id("stDataFrame").first
    expect(table.locator("canvas").first).to_be_visible()
    shown = []
    for row in (3, 6):
        table.click(position={"x": 18, "y": ROW * row + ROW // 2})
        expect(page).not_to_have_url(re.compile(f"fig={before}$" if before else r"/figures$"))
        desk.settled()
        before = selected(desk)
        shown.append((before, head.inner_text()))
    assert len({figure for figure, _ in shown}) == 2


def test_the_ring_in_the_chart_follows_a_row_a_key_and_a_link(desk: Desk) -> None:
    page = desk.page
    desk.open("/figures?q=Russian")
    page.get_by_text("All kinds of figures").click()
    desk.settled()
    table = page.get_by_test_id("stDataFrame").first
    table.click(position={"x": 18, "y": ROW * 3 + ROW // 2})
    expect(page).to_have_url(re.compile("fig="))
    desk.settled()
    chosen = selected(desk)
    page.get_by_role("link", name="Overview", exact=True).first.click()
    expect(page).to_have_url(re.compile(f"/\\?.*fig={chosen}"))
    desk.settled()
    assert selected(desk) == chosen
    ringed(desk)
    page.keyboard.press("k")
    expect(page).not_to_have_url(re.compile(f"fig={chosen}"))
    desk.settled()
    ringed(desk)
    page.reload()
    desk.settled()
    ringed(desk)


def test_the_same_figure_is_selected_on_every_page(desk: Desk) -> None:
    page = desk.page
    desk.open("/")
    page.keyboard.press("j")
    expect(page).to_have_url(re.compile("fig="))
    desk.settled()
    chosen, number = selected(desk), page.locator("h3.w-figure-head").first.inner_text()
    for name in ("Figures", "Articles", "Overview"):
        page.get_by_role("link", name=name, exact=True).first.click()
        expect(page).to_have_url(re.compile(f"fig={chosen}"))
        desk.settled()
        expect(page.locator("h3.w-figure-head").first).to_have_text(number)


def test_filters_stay_through_all_pages_and_a_link_shows_the_same_view(
    desk: Desk, browser: Browser
) -> None:
    page = desk.page
    desk.open("/?to=Georgia&since=2022-03-01&until=2023-01-31&q=Russian")
    heading = page.locator("h1").first.inner_text()
    assert heading == "What sources said about people moving to Georgia"
    for name in ("Figures", "Method", "Articles", "Overview"):
        page.get_by_role("link", name=name, exact=True).first.click()
        desk.settled()
    expect(page.locator("h1").first).to_have_text(heading)
    for part in ("to=Georgia", "since=2022-03-01", "until=2023-01-31", "q=Russian"):
        expect(page).to_have_url(re.compile(part))
    shown = page.get_by_text(re.compile(r"^[\d,]+ reports? · from")).first.inner_text()
    private = browser.new_context()
    other = Desk(private.new_page(), desk.url)
    other.page.goto(page.url)
    other.settled()
    expect(other.page.locator("h1").first).to_have_text(heading)
    expect(other.page.get_by_text(shown).first).to_be_visible()
    private.close()


def test_back_undoes_one_step(desk: Desk) -> None:
    page = desk.page
    desk.open("/")
    page.keyboard.press("j")
    expect(page).to_have_url(re.compile("fig="))
    desk.settled()
    first = selected(desk)
    page.keyboard.press("j")
    expect(page).not_to_have_url(re.compile(first))
    desk.settled()
    page.go_back()
    expect(page).to_have_url(re.compile(first))


def test_nonsense_in_the_address_is_ignored(desk: Desk) -> None:
    desk.open("/?to=Mars&since=x&fig=nope&q=%3Cscript%3E&what=nothing")
    assert desk.strays == []


def test_the_selection_outlives_another_axis_and_another_theme(desk: Desk) -> None:
    page = desk.page
    desk.open("/")
    page.keyboard.press("j")
    expect(page).to_have_url(re.compile("fig="))
    desk.settled()
    chosen = selected(desk)
    ringed(desk)
    page.get_by_text("Logarithmic axis").click()
    desk.settled()
    ringed(desk)
    assert selected(desk) == chosen
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("() => getComputedStyle(document.querySelector('h1')).color > 'rgb(2'")
    desk.settled()
    ringed(desk)
    assert selected(desk) == chosen


def test_clicking_one_mark_another_and_the_first_again_is_right_each_time(desk: Desk) -> None:
    desk.open("/?to=Georgia&since=2022-09-01&until=2023-12-31")
    marks = desk.page.wait_for_function(
        """() => {
            const plot = document.querySelector('.js-plotly-plot');
            const texts = (plot?._fullData || [])
                .filter((d) => d.mode === 'markers' && d.text && d.name !== 'selected')
                .flatMap((d) => [...d.text].map(String));
            return texts.length > 1 ? texts : null;
        }"""
    ).json_value()
    numbers = [re.search(r"<b>(.*?)</b>", text).group(1) for text in marks]
    unique = [n for n in numbers if numbers.count(n) == 1]
    big = sorted(unique, key=lambda n: -int(re.sub(r"\D", "", n) or 0))[:2]
    for text in (big[0], big[1], big[0]):
        desk.click_mark(f"<b>{text}</b>")
        expect(desk.page.locator("h3.w-figure-head").first).to_have_text(re.compile(text, re.I))
        ringed(desk)


@pytest.mark.parametrize("path", PATHS)
def test_nothing_scrolls_sideways_on_a_phone(desk: Desk, path: str) -> None:
    desk.page.set_viewport_size({"width": 390, "height": 844})
    desk.open(path)
    width = desk.page.evaluate(
        "() => [document.documentElement, document.querySelector('[data-testid=stMain]')]"
        ".map((e) => e.scrollWidth)"
    )
    assert max(width) <= 390


def test_review_needs_only_keys(desk: Desk) -> None:
    page = desk.page
    desk.open("/review?to=Armenia")
    progress = page.get_by_text(re.compile(r"\d+ of \d+ reviewed"))
    stood, done = [], {"a": 0, "x": 0}
    for key in "axxaaxaxax":
        stood.append(progress.inner_text())
        done[key] += 1
        page.keyboard.press(key)
        expect(progress).to_contain_text(f"{done['a']} accepted · {done['x']} rejected")
        desk.settled()
    before = stood[0]
    for text in reversed(stood):
        page.keyboard.press("u")
        expect(progress).to_have_text(text)
        desk.settled()
    number = page.locator("h3.w-figure-head").first.inner_text()
    page.keyboard.press("s")
    desk.settled()
    for key in "kj":
        page.keyboard.press(key)
        desk.settled()
    page.keyboard.press("e")
    expect(page.get_by_label("Lowest number stated")).to_be_visible()
    page.get_by_label("Note").fill("a x u s")
    expect(progress).to_have_text(before)
    assert number
