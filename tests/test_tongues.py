"""The other languages: their tables, how a text is told to be in one, and spans that stay true."""

from __future__ import annotations

import subprocess
import sys

import pytest

from extract import Article, Extraction, explain, extract_figures
from extract.glossing.choice import CONDITIONS
from extract.glossing.gloss import gloss
from extract.lexicon.gazetteer import gazetteer
from extract.lexicon.load import ENGLISH, FOLDER, LANGUAGES, forms, table
from extract.lexicon.tongue import LOST, language_of, tongue
from tests.test_cases import read
from tests.test_hostile import grows_like_a_line

OTHERS = [language for language in LANGUAGES if language != ENGLISH]
# Tables whose English must be a word of the English table of that name, in that column.
SHARED = {
    "terms": "forms",
    "people": "noun",
    "events": "noun",
    "not_counts": "noun",
    "vetoes": "forms",
    "hazards": "words",
    "rates": "phrase",
    "vague": "phrase",
    "quantifiers": "phrase",
}
AUXILIARY = ("will ", "would ", "was ", "is ")


def tables(language: str) -> list[str]:
    return sorted(path.stem for path in (FOLDER / language).glob("*.csv"))


def sentences(language: str) -> list[str]:
    """The sentences of a language's own cases; English has its table for it."""
    folder = "" if language == ENGLISH else f"{language}/"
    files = (f"{folder}figures.csv", f"{folder}not_figures.csv")
    return list(dict.fromkeys(row["sentence"] for file in files for _, row in read(file)))


def test_the_languages_have_the_same_tables() -> None:
    assert {tuple(tables(language)) for language in OTHERS} == {tuple(tables(OTHERS[0]))}
    assert set(tables(OTHERS[0])) >= {*SHARED, "demonyms", "names", "function_words", "scales"}


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize(("name", "column"), SHARED.items())
def test_the_engine_knows_the_english_of_every_word(language: str, name: str, column: str) -> None:
    known = {form.lower() for row in table(name) for form in forms(row[column])}
    english = {row["english"].lower() for row in table(name, language)}
    plain = {word.removeprefix(p) for word in english for p in AUXILIARY if word.startswith(p)}
    assert plain | {word for word in english if not word.startswith(AUXILIARY)} <= known


@pytest.mark.parametrize("language", OTHERS)
def test_every_place_and_nationality_is_in_the_gazetteer(language: str) -> None:
    english = [row["english"] for row in table("names", language)]
    english += [row["adjective"] for row in table("demonyms", language)]
    regions = {form for row in table("macro_regions") for form in forms(row["names"])}
    assert [n for n in english if n not in gazetteer().senses and n not in regions] == []


@pytest.mark.parametrize("language", OTHERS)
def test_no_word_stands_twice_in_a_table_under_one_condition(language: str) -> None:
    twice = []
    for name in tables(language):
        column = "singular" if name == "demonyms" else "forms"
        seen: set[tuple[str, str]] = set()
        for row in table(name, language):
            for form in forms(row[column]):
                where = (form, row.get("when", ""))
                twice += [(name, *where)] if where in seen else []
                seen.add(where)
    assert twice == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_phrase_with_conditions_reads_one_way_without_them_too(language: str) -> None:
    bare = [p for p, found in tongue(language).phrases.items() if all(r.when for r in found)]
    assert bare == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_condition_is_one_that_is_known(language: str) -> None:
    named = {
        when
        for name in tables(language)
        for row in table(name, language)
        for when in row.get("when", "").split()
    }
    assert named <= CONDITIONS.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_is_told_to_be_in_its_language(language: str) -> None:
    assert [s for s in sentences(language) if language_of(s) != language] == []


@pytest.mark.parametrize(
    "text",
    [
        "Oltre 12.000 persone sono arrivate sulle coste del paese, secondo il ministero.",
        "Més de 12.000 persones han arribat a les illes, segons el ministeri de l'interior.",
    ],
)
def test_a_language_that_is_only_like_one_of_them_is_not_read(text: str) -> None:
    assert extract_figures(Article("1", text)) == Extraction()


@pytest.mark.parametrize("language", OTHERS)
def test_every_surface_is_cut_from_the_text_as_it_stands(language: str) -> None:
    title, *rest = sentences(language)
    text = " ".join(rest)
    found = extract_figures(Article("1", text, title=title))
    assert len(found.figures) > 40
    for item in (*found.figures, *found.rejected):
        side = title if item.in_title else text
        assert item.surface == side[item.surface_start : item.surface_end] != ""
        assert item.sentence == side[item.sentence_start : item.sentence_end]
        assert item.sentence_start <= item.surface_start < item.surface_end <= item.sentence_end
    for evidence in (e for figure in found.figures for e in figure.evidence):
        assert evidence.surface == evidence.span.of(title if evidence.in_title else text) != ""


@pytest.mark.parametrize("language", OTHERS)
def test_a_gloss_leads_back_to_every_character(language: str) -> None:
    for text in sentences(language):
        read = gloss(text, language)
        assert read.sentence(0, len(read.text)).of(text) == text


@pytest.mark.parametrize(
    ("written", "english"),
    [
        ("12.000 personas", "12,000 people"),
        ("12 000 personas", "12,000 people"),
        ("12\u00a0000 personas", "12,000 people"),
        ("12\u202f000 personas", "12,000 people"),
        ("12,000 personas", "12,000 people"),
        ("1,2 millones de personas", "1.2 million people"),
        ("2.5 millones de personas", "2.5 million people"),
        ("3.000.000 de personas", "3,000,000 people"),
        ("dos mil trescientas familias", "two thousand three hundred families"),
        ("el 12 de mayo de 2021", "on 12 May 2021"),
        ("Los refugiados sirios", "The Syrian refugees"),
        ("Los sirios", "The Syrians"),
    ],
)
def test_a_phrase_reads_in_english(written: str, english: str) -> None:
    assert gloss(written, "es").text.casefold() == english.casefold()


@pytest.mark.parametrize("language", OTHERS)
def test_letters_lost_in_decoding_do_not_matter(language: str) -> None:
    text = next(s for s in sentences(language) if not s.isascii())
    lost = "".join(c if c.isascii() else LOST for c in text)
    whole, read = (extract_figures(Article("1", t, language=language)) for t in (text, lost))
    assert [f.count for f in read.figures] == [f.count for f in whole.figures] != []


@pytest.mark.parametrize("seed", ["de la ", "l'", "1.234.", "desplazados ", "Nueva York "])
def test_a_gloss_takes_time_that_grows_with_the_text(seed: str) -> None:
    assert grows_like_a_line(lambda text: gloss(text, "fr"), seed)
    assert grows_like_a_line(lambda text: gloss(text, "es"), seed)


def test_explain_shows_the_words_of_the_text() -> None:
    told = explain("Unos 850 haitianos fueron deportados de Chile, dijo la ONU.")
    assert '"deportados"' in told
    assert "CHL -> HTI" in told


def test_english_loads_no_other_words() -> None:
    code = (
        "from extract import Article, extract_figures\n"
        "from extract.lexicon.tongue import tongue\n"
        "assert extract_figures(Article('1', 'Some 300 Haitians fled to Chile.')).figures\n"
        "assert tongue.cache_info().currsize == 0\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
