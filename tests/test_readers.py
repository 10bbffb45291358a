"""Readers: every format gives the article that was put in, with its title and its figures."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from extract import extract_figures
from extract.errors import UnreadableArticle
from extract.model import Article
from extract.readers import content_key, read_article, read_articles
from tests import producers
from tests.pages import NOISE, PUBLISHER, Page, pages

ROOT = Path(__file__).parent.parent
BRIEFS = [
    read_article(path.read_bytes(), path.name)
    for path in sorted((ROOT / "data" / "articles").glob("*.md"))
]
DATED = [brief for brief in BRIEFS if brief.published and brief.url]
SOURCE = replace(
    DATED[12],
    title="Café owners’ tally – “nearly 50,000” Russians in Georgia",
    text=DATED[12].text
    + "\n\nNearly 50,000 Russians have fled to neighbouring Georgia, officials said on 23 September"
    " 2022 — the café-owners’ union put it at 40,000–45,000. “They keep coming,” it said."
    "\n\nAt least 40,000 people went from Russia to Armenia in 2022.",
)


def figures(article: Article) -> list[tuple[object, ...]]:
    """What the figures of an article say, without where they stand in it."""
    same = replace(
        article,
        id=SOURCE.id,
        published=SOURCE.published,
        publisher=SOURCE.publisher,
        url=SOURCE.url,
    )
    return [
        (f.surface, f.count, f.category, f.origin, f.destination, f.start_date, f.source)
        for f in extract_figures(same).figures
    ]


def check(data: bytes, name: str) -> Article:
    """The article in the file, once it says what the source says."""
    article = read_article(data, name)
    assert article.title.strip("“") == SOURCE.title
    assert article.text.rstrip("”").split() == SOURCE.text.split()
    assert article.language == "en"
    assert figures(article) == figures(SOURCE)
    return article


def test_the_source_has_figures_to_compare():
    assert len(figures(SOURCE)) >= 3


def test_every_format_made_by_hand_gives_the_article(tmp_path, subtests):
    for name, data in producers.by_hand(SOURCE, tmp_path).items():
        with subtests.test(name):
            check(data, name)


def test_every_format_by_libreoffice_gives_the_article(tmp_path, subtests):
    for name, data in producers.by_office(SOURCE, tmp_path).items():
        with subtests.test(name):
            check(data, name)


def test_every_format_by_chromium_gives_the_article(tmp_path, subtests):
    for name, data in producers.by_browser(SOURCE, tmp_path).items():
        with subtests.test(name):
            check(data, name)


def test_a_long_pdf_keeps_its_paragraphs_and_says_where_each_page_starts(tmp_path):
    text = "\n\n".join(brief.text for brief in BRIEFS[:30])
    long = replace(SOURCE, text=text)
    data = producers.by_browser(long, tmp_path)["pdf by Chromium"]
    article = read_article(data, "long.pdf")
    assert article.text == text
    assert len(article.pages) > 2
    assert article.pages[0] == 0
    assert all(article.text[start - 1].isspace() for start in article.pages[1:])


def test_metadata_comes_with_the_formats_that_state_it(tmp_path):
    made = producers.by_hand(SOURCE, tmp_path)
    for name in ("md", "jsonl", "csv", "parquet"):
        article = read_article(made[name], name)
        assert (article.published, article.publisher, article.url) == (
            SOURCE.published,
            SOURCE.publisher,
            SOURCE.url,
        )
    assert read_article(made["eml"], "eml").published == SOURCE.published
    assert read_article(made["jsonl"], "jsonl").id == SOURCE.id


@pytest.mark.parametrize("page", pages(DATED), ids=lambda page: page.layout)
def test_a_page_gives_its_article_and_nothing_around_it(page: Page):
    article = read_article(page.source.encode(), "saved.html")
    assert article.title == page.article.title
    for paragraph in page.article.text.split("\n\n"):
        assert paragraph in article.text
    if page.states_origin:
        assert (article.published, article.publisher) == (page.article.published, PUBLISHER)
        assert page.article.url.startswith(article.url)  # less what traces the reader
    if page.layout != "table-of-the-nineties":  # the page and its margins are one table there
        assert not [noise for noise in NOISE if noise in article.text]


def test_the_first_line_of_a_text_is_its_title_where_it_is_a_headline():
    article = read_article(b"Thousands cross\n\n\nNearly 50,000 came.\n", "a.txt")
    assert (article.title, article.text) == ("Thousands cross", "Nearly 50,000 came.")


@pytest.mark.parametrize(
    "text",
    [
        "Nearly 50,000 came to Georgia.\n\nAt least 40,000 went to Armenia.",
        "A first line that wraps on\ninto a second one.\n\nAnd more.",
        f"{'very ' * 60}long first line\n\nAnd more text.",
        "Only one line",
    ],
)
def test_a_text_without_a_headline_stays_whole(text):
    article = read_article(text.encode(), "a.txt")
    assert (article.title, article.text) == ("", text)


def test_the_text_of_a_json_line_keeps_every_offset():
    line = '{"id": 7, "text": "  A\\r\\n\\u0000Cafe\\u0301: 40,000 came.\\u00ad \\n"}'
    article = read_article(line.encode(), "a.jsonl")
    assert article.id == "7"
    assert article.text == "  A\r\n Cafe\u0301: 40,000 came.\xad \n"


def test_a_bad_row_names_its_line_and_the_others_are_kept():
    lines = ['{"id":1,"text":"Good."}', "{", '{"id":2}', '{"text":"x"}', "7", '{"id":3,"text":"x"}']
    lines += ['{"id":4,"text":"x","published":"30 Feb"}', "", '{"id":5,"text":"x","title":5}']
    found = list(read_articles("\n".join(lines).encode(), "week.jsonl"))
    assert [each.id for each in found if isinstance(each, Article)] == ["1", "3"]
    assert [each.name for each in found if isinstance(each, UnreadableArticle)] == [
        f"week.jsonl, line {number}" for number in (2, 3, 4, 5, 7, 9)
    ]
    assert all(each.remedy for each in found if isinstance(each, UnreadableArticle))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_is_read_row_by_row(delimiter):
    rows = [["id", "Text", "published"], ["1", '"Two\nlines, 40,000"', "2022-09-23"]]
    rows += [["2", "", ""], ["3", "x", "", "4"], ["5", "Last.", ""]]
    table = "\n".join(delimiter.join(row) for row in rows)
    found = list(read_articles(table.encode(), "week.csv"))
    assert (found[0].text, found[0].published) == ("Two\nlines, 40,000", date(2022, 9, 23))
    assert [each.name for each in found[1:3]] == ["week.csv, line 4", "week.csv, line 5"]
    assert found[3].text == "Last."


def test_a_message_gives_its_text_and_each_attachment(tmp_path):
    mail = producers.message(SOURCE)
    mail.replace_header("Subject", "Fwd: Re: Situation report")
    made = producers.by_hand(SOURCE, tmp_path)
    mail.add_attachment(made["docx by python-docx"], maintype="application", subtype="octet-stream")
    mail.add_attachment(made["html"], maintype="text", subtype="html", filename="../page.html")
    mail.add_attachment(b"\x89PNG...", maintype="image", subtype="png", filename="logo.png")
    mail.add_attachment(b"MZ\x90\0", maintype="application", subtype="x", filename="setup.pdf")
    body, word, page, program = read_articles(mail.as_bytes(), "mail.eml")
    assert (body.title, body.published) == ("Situation report", None)  # when it was sent on
    assert word.text.split() == page.text.split() == SOURCE.text.split()
    assert program.name == "mail.eml/setup.pdf"
    assert "a Windows program" in program.reason


def test_a_zip_gives_each_of_its_articles(tmp_path):
    made = producers.by_hand(SOURCE, tmp_path)
    members = {"one.pdf": made["txt in UTF-8"], "two": made["docx by python-docx"], "bad.txt": b""}
    found = list(read_articles(producers.packed(members, tmp_path), "week.zip"))
    assert [type(each) for each in found] == [Article, Article, UnreadableArticle]
    assert content_key(found[0].text) == content_key(found[1].text)
    assert found[2].name == "week.zip/bad.txt"


def test_one_article_is_asked_for_where_there_are_several():
    with pytest.raises(UnreadableArticle, match="holds 2 articles"):
        read_article(b'{"id":1,"text":"One."}\n{"id":2,"text":"Two."}', "two.jsonl")


def test_a_text_has_one_key_however_it_is_wrapped(tmp_path):
    made = producers.by_hand(SOURCE, tmp_path)
    formats = ("txt in UTF-8", "txt in UTF-16", "md", "html", "docx by python-docx", "zip")
    assert {read_article(made[name], name).id for name in formats} == {content_key(SOURCE.text)}


def test_reading_a_text_loads_no_library_of_another_format():
    program = (
        "import sys; from extract.readers import read_article\n"
        "read_article(b'Nearly 50,000 Russians came to Georgia.', 'a.txt')\n"
        "heavy = {'trafilatura', 'lxml', 'pypdf', 'docx', 'pyarrow', 'pandas', 'striprtf'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    run = [sys.executable, "-c", program]
    out = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert out.strip() == "[]"
