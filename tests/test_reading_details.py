"""Readers, closer: what counts as text in a Word file, how printed lines become paragraphs."""

from __future__ import annotations

import pytest

from extract.model import Article
from extract.readers import content_key, headline, language, read_article
from extract.readers.clean import cleaned
from extract.readers.paragraphs import Line, joined, without_margins
from tests import hostile_files as made
from tests import hostile_zips as zips

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(body: str) -> str:
    """The text that is read from a Word file with this body."""
    xml = f'<w:document xmlns:w="{SPACE}"><w:body>{body}</w:body></w:document>'
    data = zips.replaced_in_zip(made.word_file(["x"]), "word/document.xml", xml.encode())
    return read_article(data, "a.docx").text


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"<w:p>{run('Old.')}<w:ins>{run(' New: 40,000.')}</w:ins></w:p>", "Old. New: 40,000."),
        (
            f"<w:p>{run('Kept.')}<w:del><w:r><w:delText>Gone</w:delText></w:r></w:del></w:p>",
            "Kept.",
        ),
        (f"<w:p><w:hyperlink>{run('A link.')}</w:hyperlink></w:p>", "A link."),
        (f"<w:sdt><w:sdtContent><w:p>{run('A field.')}</w:p></w:sdtContent></w:sdt>", "A field."),
        (f"<w:p>{run('Two')}<w:r><w:br/><w:t>lines.</w:t></w:r></w:p>", "Two\nlines."),
        (
            "<w:tbl>"
            + "".join(
                f"<w:tr><w:tc><w:p>{run(a)}</w:p></w:tc><w:tc><w:p>{run(b)}</w:p></w:tc></w:tr>"
                for a, b in (("Armenia", "40,000"), ("Georgia", "50,000"))
            )
            + "</w:tbl>",
            "Armenia | 40,000\n\nGeorgia | 50,000",
        ),
    ],
    ids=["insertion", "deletion", "link", "content control", "line break", "table"],
)
def test_a_word_file_is_read_as_it_is_seen(body, text):
    assert word(body) == text


def lines(*texts: str, step: float = 12.0, size: float = 10.0) -> list[Line]:
    """Printed lines one under the other; an empty one is a gap."""
    return [Line(t, 50.0, 700.0 - i * step, size) for i, t in enumerate(texts) if t]


@pytest.mark.parametrize(
    ("printed", "paragraphs"),
    [
        (
            lines("Nearly 50,000 people came to", "Georgia in 2022."),
            ["Nearly 50,000 people came to Georgia in 2022."],
        ),
        (
            lines(
                "A first paragraph of some words", "ends here.", "", "A second one starts", "here."
            ),
            ["A first paragraph of some words ends here.", "A second one starts here."],
        ),
        (
            lines("They were displa-", "ced, then displaced once more."),
            ["They were displaced, then displaced once more."],
        ),
        (lines("The cross-", "border flow."), ["The cross-border flow."]),
        (lines("In Nagorno-", "Karabakh now."), ["In Nagorno-Karabakh now."]),
        (lines("Between 5,000-", "6,000 came."), ["Between 5,000-6,000 came."]),
        (
            [*lines("A heading in large letters", size=18.0), *lines("", "", "The text below it.")],
            ["A heading in large letters", "The text below it."],
        ),
        (
            lines("They are these:", "• Armenia 40,000", "• Georgia 50,000"),
            ["They are these:", "• Armenia 40,000", "• Georgia 50,000"],
        ),
        (
            [Line("The column ends in the", 50, 100, 10), Line("next one.", 300, 700, 10)],
            ["The column ends in the next one."],
        ),
        (
            lines("It was on 8 March, or on", "9. March was cold then."),
            ["It was on 8 March, or on 9. March was cold then."],
        ),
    ],
    ids=["wrapped", "gap", "hyphen", "spelt", "name", "range", "size", "list", "column", "ordinal"],
)
def test_printed_lines_become_the_paragraphs_that_they_were(printed, paragraphs):
    assert [paragraph.text for paragraph in joined(printed)] == paragraphs


def test_running_heads_and_feet_are_left_out():
    bodies = [[f"Words of page {n}.", f"More of {n}."] for n in ("one", "two", "three")]
    pages = [lines("Situation report 7", *body, f"Page {i} of 3") for i, body in enumerate(bodies)]
    assert [[line.text for line in page] for page in without_margins(pages)] == bodies


@pytest.mark.parametrize(
    ("text", "stated", "title"),
    [
        ("The title\n\nThe text.", "The title", "The title"),
        ("The  title\nThe text.", "The title", "The title"),
        ("A headline\n\nThe text.", "Left over from a template", "A headline"),
        ("The text. More text.", "A stated title", "A stated title"),
        ("The text. More text.", "Microsoft Word - draft 7.doc", ""),
        ("The text. More text.", "untitled", ""),
        ("The text. More text.", "", ""),
    ],
)
def test_the_title_is_what_stands_on_top_before_what_properties_say(text, stated, title):
    assert headline.titled(text, stated)[0] == title


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("dis\u00adplaced\u200b", "displaced"),
        ("Cafe\u0301", "Café"),
        ("a\0b\x1b[31mc", "a b [31mc"),
        ("a\n\n\n \n\nb", "a\n\nb"),
        ("half \ud800 a pair", "half   a pair"),
    ],
)
def test_characters_that_are_no_text_go(raw, clean):
    assert cleaned(raw) == clean
    assert cleaned(clean) == clean


def test_a_key_is_of_the_words_and_not_of_the_spaces():
    assert content_key("Two  ﬁne\nlines") == content_key("Two fine lines ")
    assert content_key("Two lines") != content_key("Three lines")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Nearly 50,000 Russians have fled to neighbouring Georgia.", "en"),
        ("Около 50 тысяч россиян прибыли в Грузию", "ru"),
        ("ომის დაწყებიდან საქართველოში თითქმის 50 ათასი რუსი შემოვიდა.", "ka"),
        ("Պատերազմի սկզբից Վրաստան է ժամանել գրեթե 50 հազար ռուսաստանցի", "hy"),
        (
            "Fast 50.000 Russen sind seit Beginn des Krieges nach Georgien gekommen, teilte das"
            " Statistikamt am Freitag mit. Die meisten von ihnen sind geblieben.",
            "de",
        ),
        ("Unos 850 haitianos fueron deportados de Chile, según la ONU.", "es"),
        ("Quelque 850 Haïtiens ont été expulsés du Chili, selon l'ONU.", "fr"),
        ("Cerca de 850 haitianos foram deportados do Chile, segundo a ONU.", "pt"),
        ("12,345 and 67", None),
        ("Georgia: Tbilisi, Batumi", None),
    ],
)
def test_the_language_is_told_or_left_open(text, code):
    assert language.detect(text) == code


def test_a_language_without_words_is_said_and_nothing_is_guessed():
    said = language.unsupported(Article(id="1", text="", language="ka"))
    assert said == (
        "It is written in Georgian. Figures are read from English, French, Portuguese and Spanish"
        " only; none was guessed."
    )
    assert language.unsupported(Article(id="1", text="", language="en")) is None
    assert language.unsupported(Article(id="1", text="", language="es")) is None
    assert language.unsupported(Article(id="1", text="", language=None)) is None
