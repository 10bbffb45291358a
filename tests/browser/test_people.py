"""Two people at one desk, a finger instead of a mouse, and the keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.serving import WHERE, Desk
from tests.browser.test_desk import PATHS, selected

ARTICLE = """---
title: About 4,300 Belarusians moved to Armenia
publisher: The Evening Desk
published: 2022-11-24
---
About 4,300 Belarusians moved to Armenia in October 2022, the migration service said.
"""
UPLOAD = {"name": "evening.md", "mimeType": "text/markdown", "buffer": ARTICLE.encode()}
PHONE = {"width": 390, "height": 844}
LOOK = """(e) => {
    const looks = [];
    for (let up = 0; e && up < 5; up++, e = e.parentElement) {
        const s = getComputedStyle(e);
        looks.push(s.boxShadow, s.outline, s.borderColor, s.backgroundColor, s.textDecoration);
    }
    return looks.join();
}"""
# Numbers everything that the Tab key should reach, and keeps how it looks without the focus.
CONTROLS = f"""() => {{
    const wanted = [...document.querySelectorAll(
        'a[href], button, input, textarea, summary, [tabindex="0"]:not(main)')].filter((e) =>
        e.checkVisibility({{visibilityProperty: true}}) && !e.disabled && e.tabIndex >= 0
        && e.type !== 'file' && e.type !== 'radio');
    window.looks = wanted.map({LOOK});
    wanted.forEach((e, n) => e.setAttribute('data-tab', n));
    return wanted.length;
}}"""
FOCUS = f"""() => {{
    const e = document.activeElement, number = e.getAttribute('data-tab');
    return [number, ({LOOK})(e) !== window.looks[number], e.outerHTML.slice(0, 120)];
}}"""


@pytest.fixture
def person(server: str, browser: Browser) -> Iterator[Callable[..., Desk]]:
    """Opens a browser of its own for each person who comes to the desk."""
    opened: list[BrowserContext] = []

    def come(**more: object) -> Desk:
        opened.append(browser.new_context(**more))
        return Desk(opened[-1].new_page(), server)

    yield come
    for one in opened:
        one.close()


def test_what_one_person_picks_and_has_not_read_yet_is_unseen_by_another(
    person: Callable[..., Desk],
) -> None:
    one, other = person(), person()
    one.open("/?to=Georgia&q=Russian")
    one.page.keyboard.press("j")
    expect(one.page).to_have_url(re.compile("fig="))
    one.settled()
    counted = re.compile(r"^[\d,]+ reports? · from")
    narrowed = one.page.get_by_text(counted).first.inner_text()
    one.page.get_by_role("link", name="Add articles", exact=True).first.click()
    one.page.get_by_test_id("stFileUploader").locator("input[type=file]").set_input_files(UPLOAD)
    expect(one.page.get_by_role("button", name="Read 1 file")).to_be_visible()

    other.open("/")
    assert selected(other) == ""
    expect(other.page).not_to_have_url(re.compile(r"[?&](to|q)="))
    assert other.page.get_by_text(counted).first.inner_text() != narrowed
    other.open("/add")
    expect(other.page.get_by_role("button", name=re.compile("^Read"))).to_have_count(0)
    expect(other.page.get_by_text("evening.md")).to_have_count(0)


def test_what_is_read_is_in_the_archive_that_both_share_and_its_report_with_the_reader_only(
    person: Callable[..., Desk],
) -> None:
    one, other = person(), person()
    other.open("/add")
    one.open("/add")
    one.page.get_by_test_id("stFileUploader").locator("input[type=file]").set_input_files(UPLOAD)
    one.page.get_by_role("button", name="Read 1 file").click()
    expect(one.page.get_by_text(re.compile(r"1 (read|already here)"))).to_be_visible(timeout=60_000)
    other.open("/add")
    expect(other.page.get_by_text(re.compile(r"1 (read|already here)"))).to_have_count(0)
    other.open("/figures?to=Armenia&q=4,300")
    expect(other.page.locator("h3.w-figure-head").first).to_have_text(re.compile("4,300"))


def test_one_person_without_a_name_does_not_undo_what_another_decided(
    person: Callable[..., Desk],
) -> None:
    one, other = person(), person()
    progress = re.compile(r"\d+ of \d+ reviewed")
    one.open("/review?to=Georgia&from=Belarus")
    said = one.page.get_by_text(progress)
    before = said.inner_text()
    one.page.keyboard.press("a")
    expect(said).not_to_have_text(before)
    after = said.inner_text()
    other.open("/review?to=Georgia&from=Belarus")
    other.page.keyboard.press("u")
    expect(other.page.get_by_text("There is nothing of yours to undo.")).to_be_visible()
    expect(other.page.get_by_text(progress)).to_have_text(after)
    one.page.keyboard.press("u")
    expect(said).to_have_text(before)


def test_a_finger_on_a_mark_shows_its_sentence_and_not_that_of_the_mark_before(
    person: Callable[..., Desk],
) -> None:
    desk = person(viewport=PHONE, has_touch=True, is_mobile=True)
    desk.open("/?to=Georgia&since=2022-09-01")
    page = desk.page
    chart = page.locator(".js-plotly-plot").first
    expect(chart.locator(".points path.point").first).to_be_visible()
    for number in ("917,000", "869,874", "700,000", "917,000"):
        chart.scroll_into_view_if_needed()
        x, y = page.wait_for_function(WHERE, arg=number).json_value()
        page.touchscreen.tap(x, y)
        expect(page.locator("h3.w-figure-head").first).to_have_text(re.compile(number))
        expect(page.locator(".w-said mark.w-count").last).to_contain_text(number)
        desk.settled()


@pytest.mark.parametrize("path", PATHS)
def test_no_title_and_no_label_is_cut_off_on_a_phone(
    person: Callable[..., Desk], path: str
) -> None:
    desk = person(viewport=PHONE, has_touch=True, is_mobile=True)
    desk.open(path)
    cut = desk.page.evaluate(
        """() => [...document.querySelectorAll(
            'h1, h2, h3, .w-figure-head, .w-meta, [data-testid=stCaptionContainer], svg text')]
            .filter((e) => e.checkVisibility() && !e.closest('[data-testid=stSidebar]'))
            .map((e) => [e.textContent, e.getBoundingClientRect()])
            .filter(([, box]) => box.width && (box.left < 0 || box.right > innerWidth))
            .map(([text]) => text)"""
    )
    assert cut == []


@pytest.mark.parametrize("path", PATHS)
def test_the_tab_key_reaches_every_control_and_shows_where_it_is(
    person: Callable[..., Desk], path: str
) -> None:
    desk = person(viewport={"width": 1280, "height": 1600})
    desk.open(path)
    page = desk.page
    page.add_style_tag(content="* { transition: none !important }")
    wanted = page.evaluate(f"({CONTROLS})()")
    assert wanted > 10
    page.evaluate("() => document.body.focus()")
    reached, unseen = set(), []
    for _ in range(wanted + 20):
        page.keyboard.press("Tab")
        number, seen, shown = page.evaluate(f"({FOCUS})()")
        reached.add(number)
        if number is not None and not seen and not shown.startswith("<canvas"):  # draws its own
            unseen.append(shown)
    missed = page.evaluate(
        """(reached) => [...document.querySelectorAll('[data-tab]')]
            .filter((e) => !reached.includes(e.getAttribute('data-tab')))
            .map((e) => e.outerHTML.slice(0, 160))""",
        sorted(filter(None, reached)),
    )
    assert missed == []
    assert unseen == []


@pytest.mark.parametrize("path", ["/", "/compare", "/figures", "/method"])
def test_every_chart_and_table_has_a_name_for_those_who_cannot_see_it(
    person: Callable[..., Desk], path: str
) -> None:
    desk = person()
    desk.open(path)
    parts = desk.page.locator("[data-testid=stPlotlyChart], [data-testid=stDataFrame]")
    expect(parts.first).to_be_visible()
    nameless = parts.evaluate_all(
        """(all) => all.filter((e) => !e.closest('[aria-label], [aria-labelledby]')
            && !e.querySelector('[aria-label], [aria-labelledby], [alt]')).length"""
    )
    assert nameless == 0
