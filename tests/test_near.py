"""Near-duplicates: agency copy is told from other reports and from updates of the same one."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import near
from extract.readers import read_article

TEXTS = [
    read_article(path.read_bytes(), path.name).text
    for path in sorted((Path(__file__).parent.parent / "data" / "articles").glob("*.md"))
]
SIGNATURES = [near.signature(text) for text in TEXTS]
COUNT = re.compile(r"\d{1,3}(?:,\d{3})+")
GOLDEN = ("1.0.f71cf3f4", "1.1.f68f01a4")  # changes only where METHOD does
WORDS = {"said": "told reporters", "about": "around", "people": "persons", "from": "out of"}


def credited(text: str) -> str:
    """With a dateline, and the agency's hands below."""
    return f"TBILISI, Sept. 23 (Agency) - {text}\n\n(Reporting by A. Writer; editing by B. Reader)"


def cut(text: str, share: float) -> str:
    """The first sentences."""
    sentences = re.split(r"(?<=[.!?])\s+", text)
    return " ".join(sentences[: max(1, round(len(sentences) * share))])


def promoted(text: str) -> str:
    """With the outlet's own paragraph below."""
    return text + (
        "\n\nThe Example Courier was founded in 1999. Subscribe to our newsletter, which brings the"
        " stories of the day, and support our work with 5 dollars a month."
    )


def edited(text: str) -> str:
    """With other words here and there, always the same ones for a text."""
    chance = random.Random(text)
    return " ".join(
        WORDS[w] if w in WORDS and chance.random() < 0.5 else w for w in text.split(" ")
    )


CARRIED: list[tuple[str, Callable[[str], str], float]] = [
    ("the same text", str, 1.0),
    ("another headline", lambda text: f"Another headline for the same story\n\n{text}", 1.0),
    ("dateline and credit", credited, 1.0),
    ("typographic quotes", lambda text: text.replace("'", "’"), 1.0),
    ("points in numbers", lambda text: text.replace(",000", ".000"), 1.0),
    ("an outlet's own paragraph", promoted, 1.0),
    ("edited words", edited, 1.0),
    ("edited, credited", lambda text: credited(edited(text)), 1.0),
    ("the last third cut", lambda text: cut(text, 0.67), 0.95),
    ("credited, the last third cut", lambda text: credited(cut(text, 0.67)), 0.95),
    ("cut in half", lambda text: cut(text, 0.5), 0.85),
]


@pytest.mark.parametrize(("change", "share"), [pytest.param(*c[1:], id=c[0]) for c in CARRIED])
def test_a_copy_is_found_by_its_keys_and_known_as_one(change, share):
    copies = [near.signature(change(text)) for text in TEXTS]
    found = [
        near.near(original, copy) and bool(set(near.bands(original)) & set(near.bands(copy)))
        for original, copy in zip(SIGNATURES, copies, strict=True)
    ]
    assert sum(found) >= share * len(found)


def test_no_two_briefs_are_one_report():
    assert not [pair for pair in combinations(SIGNATURES, 2) if near.near(*pair)]


def test_a_report_with_one_number_brought_up_to_date_is_a_new_report():
    updated = [
        (
            text,
            text[: m.start()] + f"{int(m[0].replace(',', '')) * 21 // 20 + 1:,}" + text[m.end() :],
        )
        for text in TEXTS
        for m in COUNT.finditer(text)
    ]
    assert len(updated) > 200
    assert not [a for a, b in updated if near.near(near.signature(a), near.signature(b))]


def test_a_signature_is_small_and_stays_what_it_was():
    signature = near.signature("Nearly 50,000 Russians have fled to neighbouring Georgia.")
    assert len(signature) == 1 + 4 * 128 + 4
    assert near.bands(signature)[:2] == GOLDEN


def test_signatures_of_another_method_do_not_compare():
    ours = near.signature("Nearly 50,000 Russians have fled to Georgia.")
    assert near.similarity(ours, bytes([near.METHOD + 1]) + ours[1:]) == 0.0


@given(st.text(), st.text())
def test_any_two_texts_compare_alike_both_ways(a, b):
    one, other = near.signature(a), near.signature(b)
    assert near.near(one, one)
    assert near.near(one, other) == near.near(other, one)
    assert 0.0 <= near.similarity(one, other) <= 1.0
