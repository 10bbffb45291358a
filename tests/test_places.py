"""Places in text: what is found, what is not, and what an article decides about its names."""

from __future__ import annotations

import csv
import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.lexicon.gazetteer import FOLDER, countries, cues, gazetteer
from extract.model import Place
from extract.recognizers.places import find, settle

CASES = Path(__file__).parent / "cases"
ISO_3166 = frozenset((CASES / "iso_3166.txt").read_text().split())
KINDS = frozenset({"country", "region", "city", "demonym", "adjective"})
FORMS = KINDS - {"demonym"} | {"people", "nothing"}
PIECES = [
    "Georgia", "Georgians", "Michael Jordan", "Jordan", "New", "York", "US", "U.S.", "EU", "DRC",
    "South", "Sudanese", "refugees", "and", "Paris", "Texas", ",", ".", "'s", "-", "the", "in",
    "Congo", "Brazzaville", "Atlanta", "TBILISI", "Cox’s Bazar", "non-", "Times", "\n", "(", ")",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)
)
HOSTILE = [
    "New ", "A", "A.", "San ", "Saint-", "U.", "Georgia ", "Georgia, ", "Georgia and ", "Al-",
    "Syrian ", "Syrian and ", "Syrian-", "Jordan ", "Jordan A. ", "’", "St. ", "(DRC) ", "X y ",
    "The Republic of the ", "university of ", "non-", "É", "Russian newly arrived ", "NEW YORK ",
]  # fmt: skip
tried = settings(max_examples=300, deadline=None, derandomize=True)


def rows(file: str) -> list[pytest.param]:
    with (CASES / file).open(encoding="utf-8", newline="") as lines:
        return [
            pytest.param(*row.values(), id=f"{file}:{number}")
            for number, row in enumerate(csv.DictReader(lines), start=2)
        ]


def written(places: list[Place]) -> str:
    return "; ".join(f"{p.surface}={p.iso3}:{p.kind}" for p in places)


@pytest.mark.parametrize(("text", "places"), rows("places.csv"))
def test_each_name_is_found_with_its_country_and_kind(text: str, places: str) -> None:
    assert written(find(text)) == places


@pytest.mark.parametrize(("text", "surface"), rows("not_places.csv"))
def test_what_only_looks_like_a_place_is_none(text: str, surface: str) -> None:
    start = text.index(surface)
    end = start + len(surface)
    assert [p for p in find(text) if p.span.start < end and start < p.span.end] == []


@pytest.mark.parametrize(("article", "text", "places"), rows("settled_places.csv"))
def test_the_article_decides_what_its_names_mean(article: str, text: str, places: str) -> None:
    assert written(find(text, settle(f"{article}\n{text}"))) == places


def test_the_headline_decides_too() -> None:
    assert written(find("Boats left Tripoli.", settle("", "Lebanon mourns"))) == "Tripoli=LBN:city"


def test_a_short_form_introduced_in_the_text_is_no_country_with_a_headline_either() -> None:
    article = "The Danish Refugee Council (DRC) works in Kabul. DRC counted 500 families."
    assert written(find(article, settle(article, "Families wait"))) == "Kabul=AFG:city"


def test_a_decided_name_says_why() -> None:
    (place,) = find("Boats left Tripoli.", settle("Lebanon mourns its dead."))
    assert place.reason == "the article speaks of Lebanon"


def test_a_disputed_territory_says_why() -> None:
    (place,) = find("They left Abkhazia.")
    assert (place.iso3, place.reason) == ("GEO", "UN practice: part of Georgia")


def test_every_country_of_iso_3166_has_a_name_and_so_have_kosovo_and_the_union() -> None:
    assert set(countries()) == ISO_3166 | {"XKX", "EU"}
    assert len(ISO_3166) == 249


def test_the_shown_name_of_a_country_is_read_as_that_country() -> None:
    read = {iso3: [p.iso3 for p in find(name)] for iso3, name in countries().items()}
    assert {iso3: found for iso3, found in read.items() if found != [iso3]} == {}


def test_every_sense_has_a_country_and_a_form() -> None:
    senses = [sense for known in gazetteer().senses.values() for sense in known]
    assert {sense.form for sense in senses} == FORMS
    assert {s.iso3 for s in senses if s.form != "nothing"} <= ISO_3166 | {"XKX", "EU"}


def test_no_name_has_the_same_meaning_twice() -> None:
    twice = {
        name: known
        for name, known in gazetteer().senses.items()
        if len({(s.iso3, s.form) for s in known}) < len(known)
    }
    assert twice == {}


def test_a_name_of_several_countries_says_why_it_is_one_of_them() -> None:
    with (FOLDER / "senses.csv").open(encoding="utf-8") as lines:
        assert [row for row in csv.DictReader(lines) if not row["reason"]] == []
    with (FOLDER / "disputed.csv").open(encoding="utf-8") as lines:
        assert [row for row in csv.DictReader(lines) if not row["reason"]] == []


def test_every_cue_speaks_for_a_sense_of_its_name() -> None:
    known = gazetteer().senses
    wrong = [
        (name, cue)
        for name, votes in cues().items()
        for cue, iso3 in votes
        if iso3 not in {sense.iso3 for sense in known[name]}
    ]
    assert wrong == []


@pytest.mark.parametrize("file", sorted(path.name for path in FOLDER.glob("*.csv")))
def test_no_row_of_a_place_table_is_there_twice(file: str) -> None:
    lines = (FOLDER / file).read_text(encoding="utf-8").splitlines()
    assert [line for line, times in Counter(lines).items() if times > 1] == []


@tried
@given(TEXTS)
def test_places_cut_their_surface_in_order_and_never_overlap(text: str) -> None:
    end = 0
    for place in find(text, settle(text)):
        assert end <= place.span.start < place.span.end <= len(text)
        assert text[place.span.start : place.span.end] == place.surface
        assert place.kind in KINDS
        end = place.span.end


@tried
@given(TEXTS)
def test_a_text_alone_is_read_like_an_article_of_that_text(text: str) -> None:
    assert find(text) == find(text, settle(text))


def timed(text: str) -> float:
    began = time.process_time()
    find(text, settle(text))
    return time.process_time() - began


@pytest.mark.parametrize("seed", HOSTILE)
def test_time_grows_with_the_text_and_not_with_its_square(seed: str) -> None:
    find("Georgia")  # the tables are read
    short = min(timed(seed * (4_000 // len(seed))) for _ in range(3))
    long = min(timed(seed * (64_000 // len(seed))) for _ in range(3))
    assert long < max(16 * 4 * short, 0.2)


def test_the_bundled_briefs_name_only_known_countries(root: Path) -> None:
    def texts() -> Iterator[str]:
        for line in (root / "tests/gold/briefs.jsonl").read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["text"]

    found = {place.iso3 for text in texts() for place in find(text)}
    assert {"RUS", "GEO", "ARM", "KAZ", "UKR"} <= found <= ISO_3166 | {"XKX", "EU"}
