"""Files on their way in through the page "Add articles": each one is named with its outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from threading import Thread

import pytest
from streamlit.testing.v1 import AppTest

from archive import Given, Result, open_archive, web
from extract.model import Article
from tests import hostile_files, hostile_zips, producers
from tests.site import Answer, Site, serving
from tests.test_dashboard import ARTICLE, app
from views import store
from views.intake import Intake, read_next

__all__ = ["app"]

STORY = """Farmers in the valley say that the harvest is late this year because of the rain.

{sentence}

The mayor opened a new school bridge on Monday, and the choir sang two songs about the river."""
GEORGIAN = """---
title: ახალი ამბები
published: 2022-09-24
---
საქართველოს მთავრობამ განაცხადა, რომ ქვეყანაში ბოლო კვირაში 12 500 რუსეთის მოქალაქე შემოვიდა
და მათი უმეტესობა თბილისსა და ბათუმში დარჩა, ნაწილი კი სხვა ქვეყნებში გაემგზავრა.
"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Paper</title>
<item><title>One</title><link>/one</link></item>
<item><title>Elsewhere</title><link>http://10.0.0.1/</link></item></channel></rss>"""


def test_files_of_every_kind_are_read_in_one_go(app: Callable[[], AppTest], tmp_path: Path) -> None:
    pdf = producers.by_browser(told("About 3,100 Iranians moved to Armenia in 2021"), tmp_path)
    word = producers.word_file(told("About 4,200 Indians arrived in Georgia in 2022"))
    text = told("About 5,300 Syrians came to Armenia in 2014").text.encode()
    page = producers.page(told("About 6,400 Ukrainians fled to Georgia in 2022"))
    files = {
        "page.html": page.encode(),
        "print.pdf": pdf["pdf by Chromium"],
        "word.docx": word,
        "week.zip": producers.packed({"note.txt": text}, tmp_path),
    }
    at = read(app(), files)
    assert at.subheader[0].value == "4 read · 4 figures found"
    for name in files:
        assert name in shown(at)
    assert {3100, 4200, 5300, 6400} <= set(store.archive().figures_frame()["low"].dropna())


def test_two_runs_of_one_tab_share_its_queue_without_losing_or_doubling_a_file(
    tmp_path: Path,
) -> None:
    names = [f"{n}.txt" for n in range(21, 33)]
    waiting = [
        (name, told(f"About {name[:2]},300 Syrians came to Armenia").text.encode(), Given())
        for name in names
    ]
    queue = Intake(waiting, total=len(waiting))
    here = open_archive(f"sqlite:///{tmp_path / 'desk.sqlite'}")

    def run() -> None:
        while queue.waiting:
            read_next(queue, here)

    runs = [Thread(target=run) for _ in range(2)]
    for one in runs:
        one.start()
    for one in runs:
        one.join()
    assert [one.name for one in queue.outcomes] == names
    assert {one.result for one in queue.outcomes} == {Result.KEPT}


def test_files_that_cannot_be_read_have_a_reason_each_and_the_good_ones_are_kept(
    app: Callable[[], AppTest],
) -> None:
    files = {
        "invoice.pdf": hostile_files.program(),
        "locked.docx": hostile_files.locked_word_file(),
        "scan.pdf": hostile_files.blank_pdf(2),
        "empty.txt": b"",
        "bomb.docx": hostile_files.word_bomb(),
        "giant.txt": b"About 5,000 people left. " * 1_000_000,
        "flood.zip": hostile_zips.zip_bomb(),
        "climber.zip": hostile_zips.zip_of({"../../x.txt": ARTICLE}),
        "lars.md": ARTICLE,
    }
    at = read(app(), files)
    assert at.subheader[0].value.startswith("1 read, 8 unreadable")
    said = [error.value for error in at.error]
    assert len(said) == len(set(said)) == 8
    for name in (name.partition(".")[0] for name in files if name != "lars.md"):
        assert sum(name in one for one in said) == 1
    assert "lars.md" in shown(at)


def test_one_name_or_one_text_twice_is_told_apart_by_what_stands_in_the_files(
    app: Callable[[], AppTest], tmp_path: Path
) -> None:
    first, second = (told(f"About {n},300 Indians came to Armenia in 2019") for n in (3, 4))
    at = added(app())
    for data in (first.text.encode(), second.text.encode()):
        at.file_uploader[0].upload("news.txt", data)
    at.file_uploader[0].upload("again.txt", first.text.encode())
    at.file_uploader[0].upload(
        "print.pdf", producers.by_browser(first, tmp_path)["pdf by Chromium"]
    )
    at.run()
    at.button(key="read-files").click().run()
    assert not at.exception
    assert at.subheader[0].value.startswith("2 read, 2 already here · ")


def test_the_same_text_in_another_format_is_here_already(app: Callable[[], AppTest]) -> None:
    text = told("About 7,500 Russians moved to Armenia in 2022").text.encode()
    at = read(app(), {"note.txt": text, "note.md": text})
    assert at.subheader[0].value == "1 read, 1 already here · 1 figure found"
    assert "note.txt" in shown(at)
    assert "note.md" in shown(at)


def test_a_file_chosen_after_a_pasted_text_is_not_lost(app: Callable[[], AppTest]) -> None:
    at = added(app())
    at.text_area(key="paste-text").set_value("About 500 Syrians arrived in Armenia last week.")
    next(b for b in at.button if b.label == "Read this text").click().run()
    at.file_uploader[0].upload("lars.md", ARTICLE).run()
    assert not at.exception
    assert at.button(key="read-files").label == "Read 1 file"


def test_agency_copy_says_whose_report_it_carries_and_can_stand_alone(
    app: Callable[[], AppTest],
) -> None:
    text = told("About 8,600 Russians moved to Armenia in 2022").text
    copy = f"---\ntitle: Russians on the move\npublisher: The Courier\n---\n{text}\n"
    first = f"---\ntitle: Thousands move\npublisher: The Agency\n---\n{text} It rained.\n"
    at = read(app(), {"first.md": first.encode(), "copy.md": copy.encode()})
    assert "1 near duplicate" in at.subheader[0].value
    assert "near duplicate of “Thousands move”, carried by 2 articles" in shown(at)
    next(b for b in at.button if b.label == "It is no copy").click().run()
    assert not at.exception
    assert "stands as a report of its own" in shown(at)
    next(b for b in at.button if b.label == "It is a copy").click().run()
    assert "carried by 2 articles" in shown(at)


def test_a_language_without_words_is_named_and_nothing_is_guessed(
    app: Callable[[], AppTest],
) -> None:
    at = read(app(), {"ambebi.md": GEORGIAN.encode()})
    assert at.subheader[0].value == "1 read · 0 figures found"
    assert "It is written in Georgian" in shown(at)
    assert "none was guessed" in shown(at)


def test_an_upload_of_too_many_files_keeps_the_first_two_hundred(
    app: Callable[[], AppTest],
) -> None:
    at = read(app(), {f"{n}.txt": b"" for n in range(202)})
    said = [error.value for error in at.error if "more than 200 files in one go" in error.value]
    assert len(said) == 1
    assert "200\\.txt" in said[0]
    assert "201\\.txt" in said[0]


def test_where_fetching_is_off_the_page_says_what_to_do_instead(
    app: Callable[[], AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WHENCE_FETCH", raising=False)
    at = added(app())
    assert any("WHENCE_FETCH=1" in text.value for text in at.text)
    assert not [one for one in at.text_input if one.key == "web-address"]


def test_an_address_inside_this_network_is_refused_in_words(
    app: Callable[[], AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WHENCE_FETCH", "1")
    at = fetched(app(), "http://127.0.0.1/secret")
    assert at.subheader[0].value.startswith("0 read, 1 unreadable")
    assert len(at.error) == 1


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site on this machine, and a deployment whose policy opens it."""
    with serving() as running:
        running.pages["/feed"] = Answer(FEED.encode(), type="application/rss+xml")
        page = producers.page(told("About 9,700 Russians moved to Georgia in 2022"))
        running.pages["/one"] = Answer(page.encode())
        monkeypatch.setenv("WHENCE_FETCH", "1")
        policy = running.policy(ports=frozenset({running.port, 80}))
        monkeypatch.setattr(web, "_deployed", lambda _: policy)
        yield running


def test_a_feed_brings_its_articles_in_once(app: Callable[[], AppTest], site: Site) -> None:
    at = fetched(app(), site.url("/feed"))
    assert at.subheader[0].value == "1 read, 1 unreadable · 1 figure found"
    assert site.url("/one") in shown(at)
    asked = site.asked.count((f"127.0.0.1:{site.port}", "/one"))
    at.text_input(key="web-address").set_value(site.url("/feed"))
    next(b for b in at.button if b.label == "Fetch and read").click().run()
    assert site.asked.count((f"127.0.0.1:{site.port}", "/one")) == asked == 1


def told(sentence: str) -> Article:
    """An article of its own around one sentence."""
    title = f"News of the valley: {sentence.split()[2]}"
    text = STORY.format(sentence=f"{sentence}, the ministry said.")
    return Article(id="1", text=text, title=title, published=date(2023, 5, 4))


def added(at: AppTest) -> AppTest:
    """The page "Add articles"."""
    return at.run().switch_page("views/add.py").run()


def read(at: AppTest, files: dict[str, bytes]) -> AppTest:
    """The page after the files went in."""
    added(at)
    for name, data in files.items():
        at.file_uploader[0].upload(name, data)
    at.run()
    assert not at.exception
    at.button(key="read-files").click().run()
    assert not at.exception
    return at


def fetched(at: AppTest, address: str) -> AppTest:
    """The page after an address was asked for."""
    added(at)
    at.text_input(key="web-address").set_value(address)
    next(b for b in at.button if b.label == "Fetch and read").click().run()
    assert not at.exception
    return at


def shown(at: AppTest) -> str:
    """Everything that the page shows as HTML."""
    return "\n".join(str(one.proto.body) for one in at.get("html"))
