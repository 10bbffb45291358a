"""The command line as a user meets it: files, pipes, a terminal, an exit status."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from extract.lexicon.load import FOLDER
from extract.lexicon.search import search
from extract.record import FIGURE_COLUMNS

ROOT = Path(__file__).parent.parent
BRIEF = "data/articles/georgia-armenia-2022-09-23.md"
SENTENCE = "Nearly 50,000 Russians have fled to neighbouring Georgia."


def run(
    *arguments: str, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "extract", *arguments],
        input=stdin,
        capture_output=True,
        cwd=ROOT,
        env=os.environ | environment,
        check=False,
    )


def lines(*arguments: str, stdin: bytes = b"") -> list[dict[str, object]]:
    done = run("figures", *arguments, "--format", "jsonl", stdin=stdin)
    return [json.loads(line) for line in done.stdout.splitlines()]


def on_a_terminal(*arguments: str, columns: int) -> str:
    """What the command writes when its output is a terminal of so many columns."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "extract", *arguments]
    environment = os.environ | {"COLUMNS": str(columns)}
    with subprocess.Popen(command, stdout=theirs, cwd=ROOT, env=environment):
        os.close(theirs)
        written = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    return written.decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so when the other side has closed the terminal
        return b""


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "article.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    return str(path)


def test_piped_output_is_json_lines_with_the_columns_of_the_exchange_format(article: str) -> None:
    (line,) = run("figures", article).stdout.splitlines()
    figure = json.loads(line)
    assert tuple(figure) == FIGURE_COLUMNS
    assert (figure["surface"], figure["count"]) == ("Nearly 50,000", 50_000)
    assert (figure["origin"], figure["destination"]) == ("RUS", "GEO")


def test_every_column_that_the_exchange_format_names_is_written(article: str) -> None:
    (figure,) = lines(article)
    assert {name for name, value in figure.items() if value is None} >= {"url", "published"}
    assert {"rule", "confidence", "in_title", "sentence_start"} <= set(figure)


@pytest.mark.parametrize("columns", [80, 120])
def test_a_terminal_gets_a_table_that_fits_it(columns: int) -> None:
    table = on_a_terminal("figures", BRIEF, columns=columns)
    assert max(map(len, table.splitlines())) <= columns
    assert "RUS → ARM" in table
    assert "RUS → GEO" in table
    assert "at least 40,000" in table


def test_a_table_without_figures_says_so(tmp_path: Path) -> None:
    path = tmp_path / "none.txt"
    path.write_text("It rained in Georgia, and nobody moved.", encoding="utf-8")
    assert (
        "No migration figures found."
        in run("figures", str(path), "--format", "table").stdout.decode()
    )


def test_a_dash_is_standard_input() -> None:
    article = {"id": "017", "title": "", "text": SENTENCE, "published": "2022-09-23"}
    (figure,) = lines("-", stdin=json.dumps(article).encode())
    assert (figure["article_id"], figure["published"]) == ("017", "2022-09-23")


def test_csv_and_parquet_hold_the_same_rows_as_json_lines() -> None:
    expected = lines(BRIEF)
    text = run("figures", BRIEF, "--format", "csv").stdout.decode()
    table = list(csv.DictReader(io.StringIO(text)))
    frame = pd.read_parquet(io.BytesIO(run("figures", BRIEF, "--format", "parquet").stdout))
    assert [row["surface"] for row in table] == [row["surface"] for row in expected]
    assert [row["count"] for row in table] == [str(row["count"]) for row in expected]
    assert list(frame["surface"]) == [row["surface"] for row in expected]
    assert list(frame["count"]) == [row["count"] for row in expected]
    assert list(frame.columns) == list(table[0]) == list(FIGURE_COLUMNS)


def test_figures_come_in_the_order_of_the_files() -> None:
    briefs = "tests/gold/briefs.jsonl"
    found = [figure["article_id"] for figure in lines(briefs)]
    given = [json.loads(line)["id"] for line in (ROOT / briefs).open(encoding="utf-8")]
    assert list(dict.fromkeys(found)) == [key for key in given if key in found]


def test_what_cannot_be_read_is_named_and_the_others_are_still_done(article: str) -> None:
    binary = Path(article).with_name("program.txt")
    binary.write_bytes(b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 8)
    done = run("figures", str(binary), "absent.txt", article)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    for name in ("program.txt", "absent.txt"):
        assert name in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["figures", BRIEF], 0),
        (["figures", "absent.txt"], 1),
        (["figures"], 2),
        (["figures", BRIEF, "--format", "xml"], 2),
        (["explain", SENTENCE], 0),
        (["explain"], 2),
        (["lexicon", "Russians"], 0),
        (["lexicon", "xyzzy"], 1),
        (["unheard-of"], 2),
        (["--help"], 0),
    ],
)
def test_the_exit_status_says_how_it_went(arguments: list[str], status: int) -> None:
    assert run(*arguments).returncode == status


def test_a_closed_pipe_ends_it_without_a_word() -> None:
    command = f"{sys.executable} -m extract figures tests/gold/briefs.jsonl | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, cwd=ROOT, check=False)
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == b""


def test_a_plain_locale_still_writes_utf_8(article: str) -> None:
    done = run("figures", article, "--format", "table", PYTHONIOENCODING="ascii")
    assert "RUS → GEO" in done.stdout.decode("utf-8")


def test_explain_names_the_evidence_and_the_rule() -> None:
    explanation = run("explain", SENTENCE).stdout.decode()
    for word in ("Nearly 50,000", "Russians", "fled", "Georgia", "RUS", "GEO"):
        assert word in explanation


def test_explain_says_why_a_number_is_not_used() -> None:
    explanation = run("explain", "The army called up 300,000 reservists.").stdout.decode()
    assert "300,000" in explanation
    assert "military" in explanation


def test_lexicon_names_the_table_and_the_line() -> None:
    entries = run("lexicon", "Russians").stdout.decode()
    assert "lexicon/places/demonyms.csv:" in entries
    assert "iso3=RUS" in entries


@pytest.mark.parametrize("table", sorted(FOLDER.rglob("*.csv")), ids=lambda path: path.stem)
def test_lexicon_knows_the_words_of_every_table(table: Path) -> None:
    lines = [line for line in table.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    word = lines[1].split(",")[0].split("|")[0].strip('"')
    files = {entry.file for entry in search(word)}
    assert table.relative_to(FOLDER.parent).as_posix() in files


def test_starting_loads_neither_pandas_nor_what_reads_pdf_and_web_pages() -> None:
    program = "import sys, extract.cli; print(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, cwd=ROOT, check=True
    )
    loaded = {name.split(".")[0] for name in done.stdout.decode().split()}
    assert not loaded & {"pandas", "numpy", "pypdf", "docx", "trafilatura", "streamlit", "lxml"}
