"""Every input format gives the figures of reading its articles one by one."""

from __future__ import annotations

import gzip
import os
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benchmarks import pages
from bulk import plan
from bulk.formats import documents
from bulk.units import Options
from extract import Article, read_article
from tests.bulk.runs import figures_of, rejected, row_of, run_bulk, write_lines, written


def _as_lines(lines: Path, articles: list[Article], folder: Path) -> Path:
    return lines


def _as_gzip(lines: Path, articles: list[Article], folder: Path) -> Path:
    (folder / "a.jsonl.gz").write_bytes(gzip.compress(lines.read_bytes()))
    return folder / "a.jsonl.gz"


def _as_zstd(lines: Path, articles: list[Article], folder: Path) -> Path:
    with pa.CompressedOutputStream(str(folder / "a.jsonl.zst"), "zstd") as file:
        file.write(lines.read_bytes())
    return folder / "a.jsonl.zst"


def _as_table(articles: list[Article]) -> pa.Table:
    return pa.Table.from_pylist([row_of(article) for article in articles])


def _as_parquet(lines: Path, articles: list[Article], folder: Path) -> Path:
    pq.write_table(_as_table(articles), folder / "a.parquet", row_group_size=40)
    return folder / "a.parquet"


def _as_csv(lines: Path, articles: list[Article], folder: Path) -> Path:
    _as_table(articles).to_pandas().to_csv(folder / "a.csv", index=False)
    return folder / "a.csv"


def _as_parts(lines: Path, articles: list[Article], folder: Path) -> Path:
    halves = lines.read_bytes().splitlines(keepends=True)
    (folder / "in" / "deep").mkdir(parents=True)
    (folder / "in" / "b.jsonl").write_bytes(b"".join(halves[:70]))
    (folder / "in" / "deep" / "a.jsonl").write_bytes(b"".join(halves[70:]))
    return folder / "in"


@pytest.mark.parametrize(
    "form",
    [_as_lines, _as_gzip, _as_zstd, _as_parquet, _as_csv, _as_parts],
    ids=lambda f: f.__name__,
)
def test_every_format_of_rows_gives_the_figures_of_reading_one_by_one(
    form: Callable[[Path, list[Article], Path], Path],
    lines: Path,
    articles: list[Article],
    tmp_path: Path,
) -> None:
    source = form(lines, articles, tmp_path)
    assert run_bulk(source, folder=tmp_path / "out", workers=2) == 0
    assert written(tmp_path / "out") == figures_of(articles)


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_warc_gives_the_figures_of_reading_its_pages_one_by_one(
    name: str, articles: list[Article], tmp_path: Path
) -> None:
    pages.write_warc(tmp_path / name, articles)
    read = [_read_page(article) for article in articles]
    assert run_bulk(tmp_path / name, folder=tmp_path / "out") == 0
    assert written(tmp_path / "out") == figures_of(read)


def _read_page(article: Article) -> Article:
    return replace(read_article(pages.page(article), "page.html"), url=pages.address(article))


def _as_folder(articles: list[Article], folder: Path) -> Path:
    (folder / "in").mkdir()
    for article in articles:
        (folder / "in" / f"{article.id}.html").write_bytes(pages.page(article))
    return folder / "in"


def _as_zip(articles: list[Article], folder: Path) -> Path:
    with zipfile.ZipFile(folder / "a.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        for article in articles:
            packed.writestr(f"pages/{article.id}.html", pages.page(article))
    return folder / "a.zip"


@pytest.mark.parametrize("form", [_as_folder, _as_zip], ids=lambda f: f.__name__)
def test_files_in_a_folder_or_a_zip_are_read_as_when_given_alone(
    form: Callable[[list[Article], Path], Path], articles: list[Article], tmp_path: Path
) -> None:
    some = articles[:40]
    read = [read_article(pages.page(article), f"{article.id}.html") for article in some]
    assert run_bulk(form(some, tmp_path), folder=tmp_path / "out") == 0
    assert written(tmp_path / "out") == figures_of(read)


def test_addresses_are_read_and_written_as_paths_are(
    lines: Path, articles: list[Article], tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    assert run_bulk(lines.as_uri(), folder=folder.as_uri()) == 0
    assert written(folder) == figures_of(articles)


def test_a_file_whose_name_is_no_text_is_read_as_any_other(
    articles: list[Article], tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, article in ((b"caf\xe9.html", articles[1]), (b"b.html", articles[2])):
        (folder / os.fsdecode(name)).write_bytes(pages.page(article))
    (folder / os.fsdecode(b"caf\xe9.pdf")).write_bytes(b"")
    assert run_bulk(folder, folder=tmp_path / "out") == 1
    assert len(written(tmp_path / "out")) == len(figures_of(articles[1:3]))
    [row] = rejected(tmp_path / "out")
    assert row["place"] == f"{folder}/caf\ufffd.pdf"


def test_an_id_that_is_no_text_costs_its_unit_nothing(
    articles: list[Article], tmp_path: Path
) -> None:
    broken = replace(articles[1], id="half \ud83d of a sign")
    source = write_lines(tmp_path / "a.jsonl", [broken, articles[2]])
    assert run_bulk(source, folder=tmp_path / "out") == 0
    read = [replace(broken, id="half   of a sign"), articles[2]]
    assert written(tmp_path / "out") == figures_of(read)


@pytest.mark.parametrize("size", [100, 1_000, 7_777, 10**9])
def test_each_line_belongs_to_exactly_one_unit(
    size: int, lines: Path, articles: list[Article]
) -> None:
    options = Options(output="")
    units = plan.units([str(lines)], size)
    found = [a.id for unit in units for doc in documents(unit, options) for a in doc.read()]
    assert found == [article.id for article in articles]


def test_a_line_that_is_no_article_is_rejected_and_the_others_are_read(
    lines: Path, articles: list[Article], tmp_path: Path
) -> None:
    broken = tmp_path / "a.jsonl"
    broken.write_bytes(b'{"id": "x"}\n' + lines.read_bytes() + b"not json\n\xff\xfe\n")
    assert run_bulk(broken, folder=tmp_path / "out") == 1
    assert written(tmp_path / "out") == figures_of(articles)
    reasons = [row["reason"] for row in rejected(tmp_path / "out")]
    assert reasons == [
        "the text is missing.",
        "this is not a JSON object.",
        "this is not a JSON object.",
    ]


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.warc.gz"])
def test_a_file_that_is_cut_off_is_read_up_to_the_cut_and_named(
    name: str, lines: Path, articles: list[Article], tmp_path: Path
) -> None:
    path = tmp_path / name
    if name == "a.warc.gz":
        pages.write_warc(path, articles)
    else:
        path.write_bytes(gzip.compress(lines.read_bytes(), 0))
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2] + bytes(100))
    assert run_bulk(path, folder=tmp_path / "out") == 1
    assert 0 < len(written(tmp_path / "out")) < len(figures_of(articles))
    assert all(row["place"].startswith(str(path)) for row in rejected(tmp_path / "out"))


def test_a_broken_zip_costs_itself_only(
    lines: Path, articles: list[Article], tmp_path: Path
) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04" + bytes(50))
    assert run_bulk(tmp_path / "a.zip", lines, folder=tmp_path / "out") == 1
    assert written(tmp_path / "out") == figures_of(articles)
