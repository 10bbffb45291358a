"""The article of a bulk result is read again where it stood, or the page can say why not."""

from __future__ import annotations

import gzip
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from archive import ArticleGone
from benchmarks import pages
from bulk.opening import open_result
from bulk.result import Result
from extract import Article
from tests.bulk.runs import row_of, run_bulk, write_lines


def _as_lines(articles: list[Article], folder: Path) -> None:
    write_lines(folder / "a.jsonl", articles)


def _as_gzip(articles: list[Article], folder: Path) -> None:
    _as_lines(articles, folder)
    (folder / "a.jsonl.gz").write_bytes(gzip.compress((folder / "a.jsonl").read_bytes()))
    (folder / "a.jsonl").unlink()


def _as_parquet(articles: list[Article], folder: Path) -> None:
    table = pa.Table.from_pylist([row_of(article) for article in articles])
    pq.write_table(table, folder / "a.parquet", row_group_size=7)


def _as_csv(articles: list[Article], folder: Path) -> None:
    table = pa.Table.from_pylist([row_of(article) for article in articles])
    table.to_pandas().to_csv(folder / "a.csv", index=False)


def _as_warc(articles: list[Article], folder: Path) -> None:
    pages.write_warc(folder / "a.warc.gz", articles)


def _as_zip(articles: list[Article], folder: Path) -> None:
    with zipfile.ZipFile(folder / "a.zip", "w") as packed:
        for article in articles:
            packed.writestr(f"{article.id}.html", pages.page(article))


def _as_files(articles: list[Article], folder: Path) -> None:
    for article in articles:
        (folder / f"{article.id}.html").write_bytes(pages.page(article))


@pytest.mark.parametrize(
    "form",
    [_as_lines, _as_gzip, _as_parquet, _as_csv, _as_warc, _as_zip, _as_files],
    ids=lambda f: f.__name__,
)
def test_every_figure_leads_to_its_whole_article(
    form: Callable[[list[Article], Path], None], articles: list[Article], tmp_path: Path
) -> None:
    result = _result(form, articles[:40], tmp_path)
    read = {}
    for number in range(result.count()):
        stored = result.figure(str(number))
        assert stored is not None
        figure, article = stored.extracted, result.whole(stored)
        text = article.title if figure.in_title else article.text
        assert text[figure.surface_start : figure.surface_end] == figure.surface
        read[article.id] = article
    assert len(read) == result.summary().articles > 20


def test_of_two_articles_with_one_id_the_one_with_the_figure_is_read(
    articles: list[Article], tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    rows = [row_of(one) | {"id": "same"} for one in articles[1:3]]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "in" / "a.parquet")
    assert run_bulk(tmp_path / "in", folder=tmp_path / "out") == 0
    result = open_result(str(tmp_path / "out"))
    ends = [result.figure(one) for one in ("0", str(result.count() - 1))]
    texts = [result.whole(one).text for one in ends if one]
    assert texts == [articles[1].text, articles[2].text]


def _result(
    form: Callable[[list[Article], Path], None], articles: list[Article], folder: Path
) -> Result:
    (folder / "in").mkdir()
    form(articles, folder / "in")
    assert run_bulk(folder / "in", folder=folder / "out") == 0
    return open_result(str(folder / "out"))


def _changed(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("the", "THE"), encoding="utf-8")


def _shortened(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:10])


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        (Path.unlink, "that file is gone"),
        (_changed, "another text stands there now"),
        (_shortened, "another text stands there now"),
    ],
    ids=["moved", "changed", "shortened"],
)
def test_an_input_that_moved_or_changed_is_said_to_have(
    harm: Callable[[Path], None], reason: str, articles: list[Article], tmp_path: Path
) -> None:
    result = _result(_as_lines, articles[:10], tmp_path)
    harm(tmp_path / "in" / "a.jsonl")
    stored = result.figure("3")
    assert stored is not None
    place = re.escape(f"{tmp_path / 'in' / 'a.jsonl'}, byte ")
    with pytest.raises(ArticleGone, match=f"{place}.*{reason}.*run bulk again"):
        result.whole(stored)


def test_a_result_of_an_older_run_says_that_it_does_not_know_where(
    articles: list[Article], tmp_path: Path
) -> None:
    _result(_as_lines, articles[:10], tmp_path)
    for part in (tmp_path / "out" / "articles").glob("*.parquet"):
        table = pq.read_table(part).drop_columns(["kind", "path", "at", "text_sha256"])
        pq.write_table(table, part)
    result = open_result(str(tmp_path / "out"))
    stored = result.figure("3")
    assert stored is not None
    assert result.passage(stored).place.startswith(str(tmp_path / "in"))
    with pytest.raises(ArticleGone, match="an older run"):
        result.whole(stored)


def test_a_file_of_a_folder_that_was_removed_is_said_to_be_gone(
    articles: list[Article], tmp_path: Path
) -> None:
    result = _result(_as_files, articles[:5], tmp_path)
    for file in (tmp_path / "in").iterdir():
        file.unlink()
    stored = result.figure("0")
    assert stored is not None
    with pytest.raises(ArticleGone, match="that file is gone"):
        result.whole(stored)
