"""Files made to hurt: each gets its own plain reason, and the good ones beside it are kept."""

from __future__ import annotations

import threading
from collections.abc import Callable
from random import Random

import psutil
import pytest

from extract.errors import UnreadableArticle
from extract.model import Article
from extract.readers import Limits, read_article, read_articles
from extract.readers.clean import shown_name
from extract.readers.limits import admitted
from tests import fuzz
from tests import hostile_files as made
from tests import hostile_zips as zips

GOOD = zips.ARTICLE.encode()
ENOUGH = 500_000_000  # bytes that a server may grow by, its parsing processes included

REFUSED: list[tuple[str, Callable[[], bytes], str]] = [
    ("empty.txt", lambda: b"", "the file is empty"),
    ("blank.txt", lambda: b" \n\t\r\n ", "the file is empty"),
    ("setup.pdf", made.program, "a Windows program"),
    ("picture.txt", lambda: b"\x89PNG\r\n\x1a\n" + bytes(500), "a picture"),
    ("data.txt", lambda: bytes(range(256)) * 20, "this is not text"),
    ("noise.txt", made.noise, "not text in any character encoding"),
    ("broken.txt", lambda: "Ünïcödé wörds äre fine. ".encode() * 9 + b"\xff", "UTF-8 text except"),
    ("half.txt", lambda: "Words.".encode("utf-16")[:-1], "says it is UTF-16"),
    ("numbers.txt", lambda: b"12 345, 678; 90\n" * 40, "holds no words"),
    ("line.txt", lambda: b"word " * 400_000, "one line of 1,999,999 characters"),
    ("long.txt", lambda: b"word word\n" * 1_900_000, "the limit is 2,000,000"),
    ("large.txt", lambda: b"word " * 5_000_000, "25 MB; the limit is 20 MB"),
    ("list.json", lambda: b'[{"id": 1, "text": "x"}]', "one JSON list"),
    ("deep.jsonl", made.deep_json, "not JSON"),
    ("feed.xml", made.laughing_xml, "this is XML"),
    ("laughs.html", made.laughing_page, "XML entities"),
    ("deep.html", made.deep_page, "almost no article text"),
    ("deeper.html", lambda: made.deep_page("table"), "almost no article text"),
    (
        "shop.html",
        lambda: b"<html><body><nav><a>Home</a> <a>Shop</a></nav></body></html>",
        "almost",
    ),
    (
        "login.html",
        lambda: b"<!doctype html><title>Log in</title><form><input></form>",
        "almost no",
    ),
    ("garbage.pdf", lambda: b"%PDF-1.7\n" + made.noise(), "damaged, or no real PDF"),
    ("locked.pdf", made.locked_pdf, "locked with a password"),
    ("scan.pdf", lambda: made.blank_pdf(3), "no text layer"),
    ("thick.pdf", lambda: made.blank_pdf(2_000), "2,000 pages; the limit is 500"),
    ("bomb.pdf", made.pdf_bomb, "unpacks to far more"),
    ("circle.pdf", made.pdf_that_goes_in_circles, "damaged, or no real PDF"),
    ("locked.docx", made.locked_word_file, "locked with a password"),
    ("old.doc", lambda: made.locked_word_file()[:512] + bytes(5_000), "an old Office file"),
    ("cut.docx", lambda: made.word_file(["Some words."])[:3_000], "damaged or cut off"),
    ("bomb.docx", made.word_bomb, "the limit is 100 MB"),
    ("laughs.docx", made.laughing_word_file, "XML entities"),
    ("deep.docx", made.deep_word_file, "damaged, or no real Word"),
    ("laughs.odt", made.laughing_open_document, "XML entities"),
    ("empty.odt", lambda: made.open_document(""), "damaged, or no real OpenDocument"),
    ("deep.rtf", made.deep_rtf, "holds no words"),
    ("deep.eml", made.deep_mail, "nested too deep"),
    ("bomb.zip", zips.zip_bomb, "unpacks to 10 GB"),
    ("ratio.zip", lambda: zips.zip_of({"a.txt": b"a" * 19_000_000}), "as a zip bomb does"),
    ("lying.zip", zips.lying_zip, "cannot be unpacked"),
    ("nested.zip", lambda: zips.zip_of({"b.zip": zips.zip_of({"a.txt": GOOD})}), "packed within"),
    ("up.zip", lambda: zips.zip_of({"../../x.txt": GOOD}), "points outside the zip"),
    ("root.zip", lambda: zips.zip_of({"/etc/x.txt": GOOD}), "points outside the zip"),
    ("drive.zip", lambda: zips.zip_of({"C:\\x.txt": GOOD}), "points outside the zip"),
    ("link.zip", zips.zip_with_link, "a link to another file"),
    ("locked.zip", zips.locked_zip, "locked with a password"),
    ("nameless.zip", zips.nameless_zip, "the zip is empty"),
    ("none.zip", lambda: zips.zip_of({}), "the zip is empty"),
    ("many.zip", lambda: zips.zip_of({f"{i}.txt": GOOD for i in range(201)}), "201 files"),
    ("crowd.zip", lambda: zips.zip_of({f"{i}": b"" for i in range(5_001)}), "5,001 files"),
    ("sheet.xlsx", lambda: zips.zip_of({"xl/workbook.xml": b"<x/>"}), "a spreadsheet"),
    ("slides.pptx", lambda: zips.zip_of({"ppt/presentation.xml": b"<x/>"}), "slides"),
    ("films.7z", lambda: b"7z\xbc\xaf\x27\x1c" + bytes(99), "a 7z archive"),
    ("words.csv", lambda: b"id,text\n1,a,b\n", "3 cells; the first line names 2"),
    ("words.parquet", lambda: b"PAR1" + made.noise() + b"PAR1", "damaged, or no real Parquet"),
]


def refusal(data: bytes, name: str, limits: Limits | None = None) -> UnreadableArticle:
    """The one refusal that the file gets."""
    (found,) = read_articles(data, name, limits or Limits())
    assert isinstance(found, UnreadableArticle), found
    return found


def memory() -> int:
    """The bytes that this process and those that parse for it hold."""
    us = psutil.Process()
    return sum(process.memory_info().rss for process in (us, *us.children(recursive=True)))


@pytest.mark.parametrize(
    ("name", "make", "reason"), [pytest.param(*row, id=row[0]) for row in REFUSED]
)
def test_a_hostile_file_gets_its_own_reason_and_a_remedy(name, make, reason):
    refused = refusal(make(), name)
    assert reason in refused.reason
    assert refused.name.startswith(name)
    assert refused.remedy.endswith(".")


def test_memory_stays_bounded_while_hostile_files_are_read():
    heavy = [
        made.pdf_bomb(),
        made.word_bomb(),
        made.endless_pdf(),
        made.deep_page(),
        zips.zip_bomb(),
    ]
    before, most = memory(), 0
    for data in heavy:
        reading = threading.Thread(target=lambda data=data: list(read_articles(data, "x")))
        reading.start()
        while reading.is_alive():
            reading.join(0.05)
            most = max(most, memory())
    assert most - before < ENOUGH


def test_a_file_that_takes_too_long_is_given_up_and_the_next_is_read():
    limits = Limits(seconds=1.0)
    slow = b"<html><body>" + b"<p><b><i>x" * 100_000
    assert "takes longer than 1 seconds" in refusal(slow, "slow.html", limits).reason
    assert read_article(made.word_file(["Nearly 50,000 came."]), "a.docx").text


def test_a_table_of_too_many_rows_is_read_up_to_the_limit():
    found = list(read_articles(b"id,text\n" + b"1,Words.\n" * 9, "rows.csv", Limits(rows=5)))
    assert [type(each) for each in found] == [Article] * 5 + [UnreadableArticle]
    assert "more than 5 articles" in found[-1].reason


@pytest.mark.parametrize("filling", [" ", "\t", "\n", "a ", "# ", "- "])
def test_a_text_of_fillings_is_read_at_once(filling):
    text = f"a{filling * (400_000 // len(filling))}b\n\nNearly 50,000 came."
    assert list(read_articles(text.encode(), "a.txt"))


def test_a_message_with_an_endless_header_is_read_as_fast_as_another():
    header = b'Content-Type: text/plain; charset="utf-' + b"/Length 99999999" * 60_000
    mail = b"From: a@example.org\nMIME-Version: 1.0\n" + header + b"\n\n" + GOOD
    assert "Nearly 50,000" in read_article(mail, "a.eml", Limits(seconds=5.0)).text


def test_a_file_that_needs_too_much_memory_is_given_up_and_the_next_is_read():
    limits = Limits(memory_bytes=400_000_000)
    page = b"<html><body>" + b"<p>Nearly 50,000 came.</p>" * 700_000
    assert refusal(page, "large.html", limits).reason
    assert read_article(made.word_file(["Nearly 50,000 came."]), "a.docx").text


def test_good_members_of_a_bad_zip_are_kept():
    members = {"../x.txt": GOOD, "good.txt": GOOD, "setup.exe": made.program(), "also.txt": GOOD}
    found = list(read_articles(zips.zip_of(members), "week.zip"))
    assert [type(each) for each in found] == [
        UnreadableArticle,
        Article,
        UnreadableArticle,
        Article,
    ]


def test_an_empty_message_with_an_unknown_encoding_is_empty():
    head = b"From: a@example.org\nMIME-Version: 1.0\nContent-Type: text/plain; charset=nonesuch\n\n"
    assert "no article was found" in refusal(head, "empty.eml").reason


def test_what_a_computer_adds_to_a_zip_is_passed_over():
    members = {"__MACOSX/._a.txt": b"\0\5\26\7", ".DS_Store": b"\0\0\0\1Bud1", "a.txt": GOOD}
    assert [type(each) for each in read_articles(zips.zip_of(members), "week.zip")] == [Article]


def test_a_pdf_locked_against_copying_only_is_read():
    data = made.pdf_of(b"BT /F 12 Tf 50 700 Td (Nearly 50,000 people came to Georgia.) Tj ET")
    assert read_article(made.locked_pdf("", data), "report.pdf").text == (
        "Nearly 50,000 people came to Georgia."
    )


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("article\u202efdp.exe", "article\ufffdfdp.exe"),
        ("a\u2066b\u2069.txt", "a\ufffdb\ufffd.txt"),
        ("two\nlines\x1b[31m.txt", "two lines [31m.txt"),
        ("", "a file without a name"),
        ("<script>alert(1)</script>.txt", "<script>alert(1)</script>.txt"),  # the views escape it
        ("../../etc/passwd", "../../etc/passwd"),  # never a path: only shown
        ("x" * 300 + ".pdf", "x" * 95 + "…" + "x" * 20 + ".pdf"),
    ],
)
def test_a_name_is_shown_without_tricks(name, shown):
    assert shown_name(name) == shown
    assert refusal(b"", name).name == shown


def test_an_upload_has_limits_of_its_own():
    limits = Limits(upload_files=3, upload_bytes=250)
    files = [("a", b"x" * 100), ("b", b"x" * 100), ("c", b"x" * 100), ("d", b"")]
    found = list(admitted(files, limits))
    assert found[:2] == files[:2]
    assert "0.00025 MB" in found[2].reason
    assert "more than 3 files" in found[3].reason


def test_a_changed_file_of_any_format_is_read_or_refused():
    chance = Random(1)
    ends = [
        fuzz.outcome(fuzz.mutated(data, chance), name)
        for name, data in fuzz.seeds().items()
        for _ in range(20)
    ]
    assert not [end for end in ends if end.startswith("LOST")]
