"""Words and marks of the dashboard: text is shown as it stands, numbers keep their qualifier."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import find_figures, record
from extract.model import Article, Span
from views import highlight, words
from views.highlight import Mark

HOSTILE = [
    '<script>alert("x")</script>',
    '"onmouseover="alert(1)',
    "</mark></p><style>h1{color:red}</style>",
    "<img src=http://127.0.0.1:9/x>",
    "a\u202e000,04\u202c b\x00c\u200bd",
    "&lt;b&gt; &amp; &#60;",
]


class Reader(HTMLParser):
    """What a browser would show of our HTML: its text, and the tags that it holds."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.tags, self._hidden = "", [], 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._hidden += tag == "small"

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag == "small"

    def handle_data(self, data: str) -> None:
        self.text += "" if self._hidden else data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_tag(text: str) -> None:
    shown = read(highlight.marked(text, [Mark(Span(1, 5), "count", "number")]))
    assert {tag for tag, _ in shown.tags} <= {"mark", "small", "span"}
    assert all(set(attributes) <= {"class", "id"} for _, attributes in shown.tags)


def test_signs_that_cannot_be_seen_are_shown_by_their_number() -> None:
    assert "U+202E" in highlight.plain("\u202e40")
    assert "U+0000" in highlight.plain("a\x00b")


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cc", "Cf", "Co", "Cs"]), max_size=40),
    st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)), max_size=6),
)
def test_marks_however_they_overlap_leave_the_text_as_it_was(
    text: str, spans: list[tuple[int, int]]
) -> None:
    marks = [Mark(Span(min(s), max(s)), "people", "people") for s in spans]
    assert read(highlight.marked(text, marks)).text == text


def test_words_that_two_fields_share_carry_both_names() -> None:
    marks = [
        Mark(Span(0, 8), "people", "people"),
        Mark(Span(0, 8), "origin", "from"),
    ]
    shown = highlight.marked("Russians left", marks)
    assert shown.count("<mark") == 1
    assert "people, from" in shown


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A net 3,000 people moved to Estonia in 2023.", "3,000 more came than left"),
        ("Emigration from Estonia exceeded immigration by 3,000.", "3,000 more left than came"),
        ("In 2023 Estonia had a net loss of 3,000 people.", "3,000 more left than came"),
    ],
)
def test_a_balance_says_whether_people_were_won_or_lost(text: str, said: str) -> None:
    (figure,) = find_figures(Article(id="a", text=text))
    assert words.headline(record.row(figure)) == said


@pytest.mark.parametrize(
    ("quantifier", "low", "high", "surface", "said"),
    [
        ("exact", 30439, 30439, "30,439", "30,439"),
        ("approximately", 80000, 80000, "nearly 80,000", "about 80,000"),
        ("more_than", 40000, None, "over 40k", "at least 40,000"),
        ("less_than", None, 25000, "up to 25,000", "up to 25,000"),
        ("range", 20000, 25000, "20,000 to 25,000", "between 20,000 and 25,000"),
        ("vague", 10000, 99999, "tens of thousands", "tens of thousands"),
    ],
)
def test_a_number_is_never_said_without_its_qualifier(
    quantifier: str, low: int | None, high: int | None, surface: str, said: str
) -> None:
    row = {"quantifier": quantifier, "low": low, "high": high, "surface": surface}
    assert words.number(row) == said


@pytest.mark.parametrize(
    ("start", "end", "accuracy", "said"),
    [
        ("2022-02-24", "2022-04-05", "day", "24 Feb to 5 Apr 2022"),
        ("2021-12-24", "2022-01-05", "day", "24 Dec 2021 to 5 Jan 2022"),
        ("2022-03-01", "2022-03-31", "month", "Mar 2022"),
        ("2022-01-01", "2022-12-31", "year", "2022"),
        ("2015-01-01", None, "year", "since 2015"),
        (None, "2022-09-23", "day", "until 23 Sep 2022"),
        (None, None, None, "not stated"),
    ],
)
def test_a_time_is_said_no_finer_than_it_is_known(
    start: str | None, end: str | None, accuracy: str | None, said: str
) -> None:
    row = {"start_date": start, "end_date": end, "date_accuracy": accuracy}
    assert words.period(row) == said


def test_foreign_text_in_a_label_is_not_read_as_markdown() -> None:
    label = words.escaped("![x](http://h/y) :red[z] $5 of $6 <b>_i_</b>")
    assert not re.search(r"(?<!\\)[!\[\]()<>$:_*`~#]", label)


def test_foreign_text_in_a_label_is_cut() -> None:
    assert len(words.escaped("a" * 500)) == 80
