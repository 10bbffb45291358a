"""Bulk extraction: the rows of reading page by page, from every format, whatever goes wrong."""

from __future__ import annotations

import gzip
import json
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from archive import Archive, Filters, open_archive
from archive.ingest import ingest
from benchmarks import corpus, pages
from bulk import executors, output, plan, run
from bulk.cli import bulk
from bulk.errors import RunRefused
from bulk.formats import documents
from bulk.result import Result, open_result
from bulk.units import Done, Options
from extract import Article, extract_figures, read_article
from extract.record import FIGURE_COLUMNS

HOUSE = Path(__file__).parent.parent
POISON = Path(__file__).parent / "poison"
NUMBER = 150  # articles, of which every third holds filler only
UNIT = 32 * 2**10


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    pairs = zip(corpus.articles(NUMBER, padding=1), corpus.quiet(NUMBER), strict=True)
    return [told if i % 3 else quiet for i, (told, quiet) in enumerate(pairs)]


@pytest.fixture(scope="module")
def lines(articles: list[Article], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("input") / "articles.jsonl"
    path.write_text("".join(f"{json.dumps(_row(a))}\n" for a in articles), encoding="utf-8")
    return path


def _row(article: Article) -> dict[str, Any]:
    published = article.published and article.published.isoformat()
    return {
        "id": article.id,
        "title": article.title,
        "text": article.text,
        "published": published,
        "publisher": article.publisher,
        "url": article.url,
    }


def _figures(articles: list[Article]) -> list[tuple[Any, ...]]:
    """The rows that reading one article after the other gives."""
    found = (figure for article in articles for figure in extract_figures(article).figures)
    return sorted((_plain(getattr(f, name) for name in FIGURE_COLUMNS) for f in found), key=repr)


def _plain(values: Any) -> tuple[Any, ...]:
    return tuple(None if value is None else str(value) for value in values)


def _written(folder: Path) -> list[tuple[Any, ...]]:
    rows = output.rows(str(folder), "figures")
    return sorted((_plain(row[name] for name in FIGURE_COLUMNS) for row in rows), key=repr)


def _run(inputs: list[str], folder: Path, *options: str) -> int:
    size = str(UNIT / 2**20)
    call = [*inputs, "--output", str(folder), "--unit-size", size, "--workers", "2", *options]
    return CliRunner().invoke(bulk, call, catch_exceptions=False).exit_code


# ------------------------------------------------------------------------------------ formats


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
    return pa.Table.from_pylist([_row(article) for article in articles])


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
    assert _run([str(source)], tmp_path / "out") == 0
    assert _written(tmp_path / "out") == _figures(articles)


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_warc_gives_the_figures_of_reading_its_pages_one_by_one(
    name: str, articles: list[Article], tmp_path: Path
) -> None:
    pages.write_warc(tmp_path / name, articles)
    read = [_read_page(article) for article in articles]
    assert _run([str(tmp_path / name)], tmp_path / "out") == 0
    assert _written(tmp_path / "out") == _figures(read)


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
    assert _run([str(form(some, tmp_path))], tmp_path / "out") == 0
    assert _written(tmp_path / "out") == _figures(read)


@pytest.mark.parametrize("size", [100, 1_000, 7_777, 10**9])
def test_each_line_belongs_to_exactly_one_unit(
    size: int, lines: Path, articles: list[Article]
) -> None:
    options = Options(output="")
    units = plan.units([str(lines)], size)
    found = [a.id for unit in units for doc in documents(unit, options) for a in doc.read()]
    assert found == [article.id for article in articles]


# --------------------------------------------------------------------------- broken inputs


def test_a_line_that_is_no_article_is_rejected_and_the_others_are_read(
    lines: Path, articles: list[Article], tmp_path: Path
) -> None:
    broken = tmp_path / "a.jsonl"
    broken.write_bytes(b'{"id": "x"}\n' + lines.read_bytes() + b"not json\n\xff\xfe\n")
    assert _run([str(broken)], tmp_path / "out") == 1
    assert _written(tmp_path / "out") == _figures(articles)
    reasons = [row["reason"] for row in output.rows(str(tmp_path / "out"), "rejected")]
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
    assert _run([str(path)], tmp_path / "out") == 1
    assert 0 < len(_written(tmp_path / "out")) < len(_figures(articles))
    assert all(
        row["place"].startswith(str(path)) for row in output.rows(str(tmp_path / "out"), "rejected")
    )


def test_a_broken_zip_costs_itself_only(
    lines: Path, articles: list[Article], tmp_path: Path
) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04" + bytes(50))
    assert _run([str(tmp_path / "a.zip"), str(lines)], tmp_path / "out") == 1
    assert _written(tmp_path / "out") == _figures(articles)


# ------------------------------------------------------------------------ poison documents


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("POISON-CRASH", "crashed the process that read it (SIGSEGV)."),
        ("POISON-EXIT", "ended the process that read it (exit status 7)."),
        ("POISON-ENDLESS", "took longer than 2 seconds."),
        ("POISON-MEMORY", "needs more than 1000 MiB."),
        ("POISON-ERROR", "ValueError: boom"),
    ],
)
def test_a_poison_document_costs_itself_only(
    word: str,
    reason: str,
    articles: list[Article],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The worker processes load ``tests/poison``, which makes the engine do harm at these words."""
    monkeypatch.setenv("PYTHONPATH", str(POISON))
    poisoned = [
        replace(a, text=f"{a.text} {word}") if i == 7 else a for i, a in enumerate(articles)
    ]
    source = tmp_path / "a.jsonl"
    source.write_text("".join(f"{json.dumps(_row(a))}\n" for a in poisoned), encoding="utf-8")
    limits = ("--time-limit", "2", "--memory-limit", "1000", "--no-look")
    assert _run([str(source)], tmp_path / "out", *limits) == 1
    rejected = list(output.rows(str(tmp_path / "out"), "rejected"))
    assert [row["reason"][: len(reason)] for row in rejected] == [reason]
    assert _written(tmp_path / "out") == _figures(articles[:7] + articles[8:])


# ------------------------------------------------------------------------- stopped and lost


def test_a_killed_run_is_resumed_to_the_same_result(
    lines: Path, articles: list[Article], tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    call = [str(lines), "--output", str(folder), "--unit-size", str(UNIT / 2**20)]
    for units in (1, 3):
        process = subprocess.Popen(
            [sys.executable, "-m", "bulk", *call, "--workers", "1", "--resume"],
            cwd=HOUSE,
            stderr=subprocess.DEVNULL,
        )
        _wait_for_units(folder, units, process)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert not (folder / "manifest.json").exists()
    assert _run([str(lines)], folder, "--resume") == 0
    assert _written(folder) == _figures(articles)


def _wait_for_units(folder: Path, number: int, process: subprocess.Popen[bytes]) -> None:
    while len(output.finished(str(folder))) < number:
        try:
            process.wait(0.02)
        except subprocess.TimeoutExpired:
            continue
        pytest.fail("the run ended before it could be killed")


def test_a_run_is_not_mixed_with_another_one(lines: Path, tmp_path: Path) -> None:
    assert _run([str(lines)], tmp_path / "out") == 0
    assert _run([str(lines)], tmp_path / "out") == 2
    other = tmp_path / "other.jsonl"
    other.write_bytes(lines.read_bytes()[:1000])
    assert _run([str(other)], tmp_path / "out", "--resume") == 2


@contextmanager
def _process(*call: str) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(
        [sys.executable, "-m", *call],
        cwd=HOUSE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def test_a_cluster_that_loses_a_worker_gives_the_same_rows(
    lines: Path, articles: list[Article], tmp_path: Path
) -> None:
    from dask.distributed import Client

    file = tmp_path / "scheduler.json"
    here = ("--scheduler-file", str(file), "--host", "127.0.0.1", "--no-dashboard")
    worker = ("distributed.cli.dask_worker", *here, "--nthreads", "1", "--no-nanny")
    options = Options(output=str(tmp_path / "out"), unit_size=UNIT)
    run.begin([str(lines)], options, resume=False)
    with ExitStack() as stack:
        stack.enter_context(_process("distributed.cli.dask_scheduler", *here, "--port", "0"))
        workers = [stack.enter_context(_process(*worker)) for _ in range(2)]
        client = stack.enter_context(Client(scheduler_file=str(file), set_as_default=False))
        client.wait_for_workers(2, timeout=60)
        pool = stack.enter_context(executors.cluster(client.scheduler.address))
        outcomes = run.outcomes([str(lines)], options, pool)
        first = list(islice(outcomes, 2))
        workers[0].kill()
        rest = list(outcomes)
    assert all(isinstance(outcome, Done) for outcome in first + rest)
    assert _written(tmp_path / "out") == _figures(articles)


# ---------------------------------------------------------------------- options and result


def test_copies_of_a_report_are_dropped_on_demand(articles: list[Article], tmp_path: Path) -> None:
    told = [article for article in articles if extract_figures(article).figures][:20]
    copied = [replace(article, id=f"copy of {article.id}") for article in told]
    source = tmp_path / "a.jsonl"
    source.write_text(
        "".join(f"{json.dumps(_row(a))}\n" for a in [*told, *copied]), encoding="utf-8"
    )
    assert _run([str(source)], tmp_path / "out", "--drop-near-duplicates") == 0
    assert _written(tmp_path / "out") == _figures(told)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["copies"] == 20


def test_the_first_look_loses_no_figure(lines: Path, tmp_path: Path) -> None:
    for name, option in (("with", "--look"), ("without", "--no-look")):
        assert _run([str(lines)], tmp_path / name, option) == 0
    assert _written(tmp_path / "with") == _written(tmp_path / "without")


def test_an_archive_can_be_filled_instead_of_a_data_set(
    lines: Path, articles: list[Article], tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'archive.sqlite'}"
    assert _run([str(lines)], tmp_path / "out", "--archive", url) == 0
    kept = open_archive(url).figures_frame(Filters(carried=True))
    assert sorted(kept["surface"]) == sorted(row[1] for row in _figures(articles))
    assert _written(tmp_path / "out") == []


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Archive]:
    """The bundled briefs as a bulk result and as an archive."""
    folder = tmp_path_factory.mktemp("both")
    paths = sorted(corpus.BRIEFS.glob("*.md"))
    assert _run([str(corpus.BRIEFS)], folder / "out") == 0
    archive = open_archive(f"sqlite:///{folder / 'archive.sqlite'}")
    for _ in ingest(archive, ((path.name, path.read_bytes()) for path in paths)):
        pass
    return open_result(str(folder / "out")), archive


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(origins=("RUS",), categories=("arrival", "departure")),
        Filters(start=date(2022, 9, 1), end=date(2022, 12, 31)),
        Filters(search="MOBILISATION"),
        Filters(decisions=("accepted",)),
        Filters(quantifiers=("range",), units=("person",), collections=("bulk", "added")),
    ],
    ids=["all", "places and kinds", "dates", "search", "decisions", "the rest"],
)
def test_a_result_answers_as_an_archive_does(
    filters: Filters, both: tuple[Result, Archive]
) -> None:
    result, archive = both
    filters = replace(filters, carried=True)
    assert result.count(filters) == archive.count(filters)
    assert result.facet("destination", filters) == archive.facet("destination", filters)
    ours, theirs = (one.figures_frame(filters)["sentence"] for one in both)
    assert sorted(ours) == sorted(theirs)


def test_a_result_gives_its_newest_figures_first(both: tuple[Result, Archive]) -> None:
    frame = both[0].figures_frame(limit=20)
    assert len(frame) == 20
    assert frame["as_of"].is_monotonic_decreasing
    [again] = both[0].figures_frame(Filters(figure_ids=(frame["figure_id"][7],)))["sentence"]
    assert again == frame["sentence"][7]


def test_a_timeline_takes_the_finest_level_that_fits(both: tuple[Result, Archive]) -> None:
    result, _ = both
    fine, coarse = result.timeline(most=10_000), result.timeline(most=20)
    assert (fine.attrs["level"], coarse.attrs["level"]) == ("day", "year")
    assert fine["figures"].sum() == coarse["figures"].sum() == result.count()


def test_an_unfinished_result_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(RunRefused, match="--resume"):
        open_result(str(tmp_path))
