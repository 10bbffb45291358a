"""What is taken out says what it is, harms no spreadsheet, and comes back in as it was."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest

from archive import Archive, Filters, export

Add = Callable[..., str]
WARNING = "Reports overlap: do not add."
FORMULA = '=HYPERLINK("http://example.org","5")'
TEXT = f"{FORMULA} said 5 people. Ünder “about 1,200 people” came."


@pytest.fixture
def filled(archive: Archive, add: Add) -> Archive:
    """An archive with two figures, one of them accepted and corrected."""
    add(TEXT, published=date(2022, 9, 23))
    figure_id = archive.figures_frame(order="reading")["figure_id"][1]
    archive.correct(figure_id, {"count": 1_300}, who="=ann", version=0)
    archive.accept(figure_id, who="=ann", version=1)
    return archive


def read_csv(data: bytes) -> list[dict[str, str]]:
    """The rows of a CSV."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_opens_with_the_right_characters(filled: Archive) -> None:
    data = export.to_csv(filled, Filters())
    assert data.startswith(b"\xef\xbb\xbf")
    assert "Ünder “about 1,200 people”" in " ".join(row["sentence"] for row in read_csv(data))


def test_csv_says_on_every_row_what_it_is(filled: Archive) -> None:
    filters = Filters(decisions=("accepted",), search="people")
    (row,) = read_csv(export.to_csv(filled, filters, link="http://desk/figures?to=GEO"))
    assert row["warning"] == WARNING
    assert row["filters"] == "decisions: accepted; search: people"
    assert row["exported"].endswith(" UTC")
    assert row["permalink"] == f"http://desk/figures?fig={row['figure_id']}"
    assert (row["count"], row["corrected"], row["end_date"]) == (
        "1300",
        "count, low, high",
        "2022-09-23",
    )


HARMLESS = [
    ("=1+1", "'=1+1"),
    ("  =1+1", "  '=1+1"),
    ("\u00a0@SUM(A1)", "\u00a0'@SUM(A1)"),
    ("+49 30", "'+49 30"),
    ("-5 people", "'-5 people"),
    ("\t=1", "'\t=1"),
    ("two\n=lines", "two\n'=lines"),
    ("\uff1d1+1", "'\uff1d1+1"),
    ("a = b", "a = b"),
    ("5 - 3", "5 - 3"),
]


@pytest.mark.parametrize(("text", "expected"), HARMLESS, ids=[repr(text) for text, _ in HARMLESS])
def test_no_cell_begins_a_formula(text: str, expected: str) -> None:
    frame = export.harmless(pd.DataFrame({"text": [text], "number": [-5]}))
    assert list(frame["text"]) == [expected]
    assert list(frame["number"]) == [-5]


def test_xlsx_has_figures_sources_the_log_and_a_readme(filled: Archive) -> None:
    book = openpyxl.load_workbook(io.BytesIO(export.to_xlsx(filled, Filters(search="people"))))
    assert book.sheetnames == ["README", "figures", "sources", "log"]
    readme = {row[0].value: row[1].value for row in book["README"].iter_rows()}
    assert (readme["Warning"], readme["Filters"]) == (WARNING, "search: people")
    assert "as written" in readme["surface"]
    head = [cell.value for cell in book["figures"][1]]
    assert set(head) <= readme.keys()
    assert book["figures"].max_row == 3
    assert {row[2].value for row in book["log"].iter_rows(min_row=2)} == {"'=ann"}
    assert book["sources"].cell(2, 2).value == "Outlet"


def test_xlsx_holds_numbers_as_numbers_and_no_formula(filled: Archive) -> None:
    book = openpyxl.load_workbook(io.BytesIO(export.to_xlsx(filled, Filters())))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    head = [cell.value for cell in book["figures"][1]]
    counts = {row[head.index("count")].value for row in book["figures"].iter_rows(min_row=2)}
    assert counts == {5, 1300}


def test_json_offsets_cut_the_exact_quote_from_the_text(filled: Archive) -> None:
    document = json.loads(export.to_json(filled, Filters()))
    assert document["about"]["Warning"] == WARNING
    for figure in document["figures"]:
        stored = filled.article(figure["article_id"])
        assert stored is not None
        quote, position = figure["target"]["selector"]
        text, start, end = stored.article.text, position["start"], position["end"]
        assert text[start:end] == quote["exact"] == figure["surface"]
        assert text[:start].endswith(quote["prefix"])
        assert text[end:].startswith(quote["suffix"])


def test_json_shows_what_was_read_beside_what_a_person_corrected(filled: Archive) -> None:
    figures = json.loads(export.to_json(filled, Filters(decisions=("accepted",))))["figures"]
    assert (figures[0]["count"], figures[0]["as_read"]["count"]) == (1300, 1200)


def test_parquet_keeps_the_types_and_says_what_it_is(filled: Archive) -> None:
    table = pq.read_table(io.BytesIO(export.to_parquet(filled, Filters())))
    assert json.loads(table.schema.metadata[b"whence"])["Warning"] == WARNING
    frame = table.to_pandas(types_mapper={}.get)
    assert list(frame["figure_id"]) == list(filled.figures_frame()["figure_id"])
    assert str(table.schema.field("count").type) == "int64"
    assert str(table.schema.field("end_date").type).startswith("timestamp")


def test_a_citation_says_how_many_who_when_and_where(archive: Archive, add: Add) -> None:
    article_id = add("About 40,000 people came.", published=date(2022, 9, 23))
    stored = archive.figure(archive.figures_frame()["figure_id"][0])
    assert stored is not None
    assert export.citation(stored, on=date(2026, 11, 22)) == (
        "40,000 people from Russia arrived in Georgia by 23 Sep 2022, as reported by Outlet "
        "(“note.txt”, 23 Sep 2022). Extracted 22 Nov 2026 from: “About 40,000 people came.”"
    )
    changes = {"quantifier": "more_than", "start_date": date(2022, 2, 24), "source": "Armenia"}
    stored = archive.correct(stored.id, changes, who="ann", version=0)
    assert export.citation(stored, on=date(2026, 11, 22)) == (
        "At least 40,000 people from Russia arrived in Georgia between 24 Feb and 23 Sep 2022, "
        "according to Armenia (Outlet, “note.txt”, 23 Sep 2022). "
        "Extracted 22 Nov 2026, corrected by a person, from: “About 40,000 people came.”"
    )
    assert article_id


def test_a_citation_of_people_lost_says_so(archive: Archive, add: Add) -> None:
    add("About 40,000 people came.", published=date(2022, 9, 23))
    (figure_id,) = archive.figures_frame()["figure_id"]
    lost = {"category": "net_migration", "destination": None}
    stored = archive.correct(figure_id, lost, who="ann", version=0)
    said = export.citation(stored, on=date(2026, 11, 22))
    assert said.startswith("40,000 more people left Russia than came by 23 Sep 2022")


def test_citations_stand_under_what_they_are(filled: Archive) -> None:
    text = export.to_citations(filled, Filters()).decode("utf-8-sig")
    assert text.startswith(f"Warning: {WARNING}\nFilters: none")
    assert text.count("Extracted ") == 2


FORMATS = [export.to_csv, export.to_xlsx, export.to_json, export.to_parquet, export.to_citations]


@pytest.mark.parametrize("write", FORMATS, ids=lambda write: write.__name__)
def test_nothing_found_is_a_file_too(archive: Archive, write: Callable[..., bytes]) -> None:
    assert write(archive, Filters(search="nowhere"))
