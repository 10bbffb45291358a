"""What holds for every text, random or shaped like news."""

from __future__ import annotations

import io
import json

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from text_to_num import text2num

from extract import Article, Extraction, Figure, Rejected, extract_figures
from extract.frame import row, to_frame, typed
from extract.sentences import split

PIECES = [
    "Nearly", "at least", "some", "between", "and", "up to", "of whom", "50,000", "40 000", "1.2",
    "million", "thousands", "forty thousand", "5,000-6,000", "300", "%", "$2 million", "2022",
    "Russians", "Ukrainian refugees", "migrants", "people", "families", "soldiers", "women",
    "Georgia", "Armenia", "the Georgian border", "Tbilisi", "the country", "there", "Türkiye",
    "have fled to", "arrived in", "left", "returned from", "were displaced", "live in", "crossed",
    "said the ministry", "according to the UN", "since 24 February", "last week", "a day",
    ".", ",", ";", "!", "\n", "\n\n", "• ", "“", "”", "(", ")", "U.S.", "Mr.", "—", "respectively",
]  # fmt: skip
NEWS = st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join)
TEXTS = st.one_of(NEWS, st.text(max_size=300), st.lists(st.one_of(NEWS, st.text())).map("".join))
ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TEENS = [
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]

tried = settings(max_examples=300, deadline=None, derandomize=True)


def below_hundred(number: int) -> str:
    if number < 10:
        return ONES[number - 1]
    if number < 20:
        return TEENS[number - 10]
    return TENS[number // 10 - 2] + (f"-{ONES[number % 10 - 1]}" if number % 10 else "")


def below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    parts = [f"{ONES[hundreds - 1]} hundred"] if hundreds else []
    return " and ".join([*parts, below_hundred(rest)] if rest else parts)


def in_words(number: int) -> str:
    """The number as a newspaper spells it, up to a billion."""
    millions, rest = divmod(number, 1_000_000)
    thousands, ones = divmod(rest, 1_000)
    scales = [(millions, " million"), (thousands, " thousand"), (ones, "")]
    return " ".join(below_thousand(part) + scale for part, scale in scales if part)


def texts_of(found: Figure | Rejected, article: Article) -> str:
    return article.title if found.in_title else article.text


def everything(found: Extraction) -> list[Figure | Rejected]:
    return [*found.figures, *found.rejected]


@tried
@given(text=TEXTS, title=NEWS)
def test_every_surface_and_sentence_is_cut_exactly_from_the_text(text: str, title: str) -> None:
    article = Article(id="a", text=text, title=title)
    for found in everything(extract_figures(article)):
        whole = texts_of(found, article)
        assert whole[found.surface_start : found.surface_end] == found.surface
        assert whole[found.sentence_start : found.sentence_end] == found.sentence
        assert found.sentence_start <= found.surface_start < found.surface_end
        assert found.surface_end <= found.sentence_end


@tried
@given(text=TEXTS, title=NEWS)
def test_every_piece_of_evidence_is_cut_exactly_from_the_text(text: str, title: str) -> None:
    for figure in extract_figures(Article(id="a", text=text, title=title)).figures:
        for piece in figure.evidence:
            assert piece.span.of(title if piece.in_title else text) == piece.surface


@tried
@given(text=TEXTS)
def test_sentences_and_the_gaps_between_them_rebuild_the_text(text: str) -> None:
    rebuilt, reached = "", 0
    for sentence in split(Article(id="a", text=text)):
        assert sentence.text == sentence.span.of(text)
        assert text[reached : sentence.span.start].strip() == ""
        rebuilt += text[reached : sentence.span.start] + sentence.text
        reached = sentence.span.end
    assert rebuilt + text[reached:] == text


@tried
@given(text=TEXTS)
def test_figures_come_in_reading_order_title_first(text: str) -> None:
    found = extract_figures(Article(id="a", text=text, title="Some 300 Russians left for Georgia"))
    for kind in (found.figures, found.rejected):
        order = [(not f.in_title, f.surface_start) for f in kind]
        assert order == sorted(order)


@tried
@given(number=st.integers(10, 99_999_999))
def test_a_number_in_words_reads_like_the_same_in_digits(number: int) -> None:
    words = in_words(number)
    assert text2num(words, "en") == number
    for written in (words, words.capitalize(), f"{number:,}", str(number)):
        if written == str(number) and 1900 <= number <= 2100:
            continue  # that is a year, unless a comma says otherwise
        text = f"In all, {written} refugees arrived in Georgia."
        counts = [f.count for f in extract_figures(Article(id="a", text=text)).figures]
        assert counts == [number], written


@tried
@given(first=TEXTS, second=TEXTS)
def test_reading_another_article_changes_no_figure_of_this_one(first: str, second: str) -> None:
    article = Article(id="first", text=first)
    before = extract_figures(article)
    extract_figures(Article(id="second", text=second))
    assert extract_figures(article) == before


@tried
@given(text=NEWS)
def test_a_frame_written_as_json_lines_reads_back_equal(text: str) -> None:
    figures = extract_figures(Article(id="a", text=text)).figures
    lines = "".join(json.dumps(row(figure)) + "\n" for figure in figures)
    rows = [json.loads(line) for line in io.StringIO(lines)]
    frame = to_frame(figures)
    again = typed(pd.DataFrame(rows, columns=list(frame.columns)))
    pd.testing.assert_frame_equal(again, frame)
