"""Bulk extraction from and into a store of files: an S3 server on this machine."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import s3fs
from moto.server import ThreadedMotoServer

from archive import Filters
from benchmarks import pages
from bulk.opening import open_address
from extract import Article, read_article
from tests.bulk.runs import figures_of, kill_bulk, refusal, row_of, run_bulk, written


@pytest.fixture(scope="module")
def store() -> Iterator[s3fs.S3FileSystem]:
    """A store with the bucket "news", which workers find by the environment."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", "http://{}:{}".format(*server.get_host_and_port()))
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            patch.setenv(name, "anything")
        fs = s3fs.S3FileSystem()
        fs.mkdir("news")
        yield fs
        s3fs.S3FileSystem.clear_instance_cache()
    server.stop()


@pytest.fixture
def bucket(store: s3fs.S3FileSystem) -> Iterator[str]:
    """The address of a folder for one test."""
    yield "s3://news/desk"
    store.rm("news/desk", recursive=True)


def test_a_result_in_a_store_is_that_of_the_same_files_here(
    bucket: str, store: s3fs.S3FileSystem, lines: Path, articles: list[Article], tmp_path: Path
) -> None:
    folder = _every_format(lines, articles, tmp_path / "in")
    for path in sorted(folder.iterdir()):
        store.put(str(path), f"news/desk/in/deep/{path.name}")
    assert run_bulk(f"{bucket}/in", folder=f"{bucket}/out", workers=2) == 0
    assert run_bulk(folder, folder=tmp_path / "out") == 0
    assert written(f"{bucket}/out") == written(tmp_path / "out")
    assert len(written(f"{bucket}/out")) > 4 * len(figures_of(articles))


def _every_format(lines: Path, articles: list[Article], folder: Path) -> Path:
    folder.mkdir()
    table = pa.Table.from_pylist([row_of(article) for article in articles])
    (folder / "a.jsonl").write_bytes(lines.read_bytes())
    (folder / "b.jsonl.gz").write_bytes(gzip.compress(lines.read_bytes()))
    table.to_pandas().to_csv(folder / "c.csv", index=False)
    pq.write_table(table, folder / "d.parquet", row_group_size=40)
    pages.write_warc(folder / "e.warc.gz", articles)
    with zipfile.ZipFile(folder / "f.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("page.html", pages.page(articles[1]))
    (folder / "g.html").write_bytes(pages.page(articles[2]))
    return folder


def test_a_killed_run_into_a_store_is_resumed_to_the_same_result(
    bucket: str, store: s3fs.S3FileSystem, lines: Path, articles: list[Article]
) -> None:
    store.put(str(lines), "news/desk/a.jsonl")
    kill_bulk(f"{bucket}/a.jsonl", folder=f"{bucket}/out", units=2)
    assert not store.exists("news/desk/out/manifest.json")
    assert run_bulk(f"{bucket}/a.jsonl", folder=f"{bucket}/out", options=("--resume",)) == 0
    assert written(f"{bucket}/out") == figures_of(articles)
    result = open_address(f"{bucket}/out")
    assert result.count() == len(figures_of(articles))
    figure_id = result.figures_frame(Filters(search="crossed into"), limit=1)["figure_id"][0]
    stored = result.figure(figure_id)
    assert stored is not None
    assert "crossed into" in stored.extracted.sentence
    assert result.passage(stored).place.startswith(f"{bucket}/a.jsonl, byte")


def test_wildcards_in_an_address_stand_for_several_files(
    bucket: str, store: s3fs.S3FileSystem, articles: list[Article]
) -> None:
    for number, article in enumerate(articles[1:7]):
        store.pipe(f"news/desk/{number % 2}/{number}.html", pages.page(article))
    store.pipe("news/desk/0/left_out.txt", b"Some 300 families have fled from Syria.")
    assert run_bulk(f"{bucket}/*/[0-4].html", folder=f"{bucket}/out") == 0
    read = [read_article(pages.page(a), f"{n}.html") for n, a in enumerate(articles[1:6])]
    assert written(f"{bucket}/out") == figures_of(read)


@pytest.mark.parametrize(
    ("source", "folder", "reason"),
    [
        ("s3://news/none.jsonl", "s3://news/out", "There is no s3://news/none.jsonl."),
        ("s3://news/*.warc", "s3://news/out", "There is no s3://news/*.warc."),
        (".", "s3://olds/out", "s3://olds/out/run.json: The specified bucket does not exist"),
        (".", "gs://news/out", "gs://news/out needs a plug-in: Please install gcsfs"),
        ("https+x://news", "s3://news/out", "https+x://news is no address of files"),
    ],
    ids=["file", "wildcard", "bucket", "plug-in", "no address"],
)
def test_what_cannot_be_reached_is_named(
    source: str, folder: str, reason: str, store: s3fs.S3FileSystem, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("Some 300 families have fled from Syria.")
    assert reason in refusal(str(tmp_path) if source == "." else source, folder=folder)
    assert not store.exists("olds")
