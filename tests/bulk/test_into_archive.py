"""Bulk extraction straight into an archive: killed, cut off from its database, resumed."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path

import pandas as pd

from archive import Filters, open_archive
from bulk import executors, run
from bulk.run import Failed
from bulk.units import Options
from extract import Article
from tests.archive_fixtures import Postgres
from tests.bulk.runs import UNIT, figures_of, kill_bulk, rejected, run_bulk, written


def _kept(url: str) -> pd.DataFrame:
    """Every figure of the archive with all its columns, in reading order."""
    archive = open_archive(url)
    frame = archive.figures_frame(Filters(carried=True), order="reading")
    archive.engine.dispose()
    return frame


def test_an_archive_is_filled_instead_of_a_data_set(
    url: str, lines: Path, articles: list[Article], tmp_path: Path
) -> None:
    assert run_bulk(lines, folder=tmp_path / "out", options=("--archive", url), workers=2) == 0
    assert sorted(_kept(url)["surface"]) == sorted(row[1] for row in figures_of(articles))
    assert written(tmp_path / "out") == []


def test_a_killed_run_into_an_archive_is_resumed_to_the_same_rows(
    url: str, other_url: str, lines: Path, tmp_path: Path
) -> None:
    folder, into = tmp_path / "out", ("--archive", url)
    for units in (1, 3):
        kill_bulk(lines, folder=folder, units=units, options=into)
        assert not (folder / "manifest.json").exists()
    assert run_bulk(lines, folder=folder, options=(*into, "--resume")) == 0
    undisturbed = ("--archive", other_url)
    assert run_bulk(lines, folder=tmp_path / "undisturbed", options=undisturbed) == 0
    pd.testing.assert_frame_equal(_kept(url), _kept(other_url))
    sums = [_manifest(folder), _manifest(tmp_path / "undisturbed")]
    assert sums[0] == sums[1]


def _manifest(folder: Path) -> dict[str, object]:
    return dict(json.loads((folder / "manifest.json").read_text(encoding="utf-8")))


def test_a_database_that_goes_away_in_mid_run_costs_nothing(
    postgres: Postgres, lines: Path, articles: list[Article], tmp_path: Path
) -> None:
    url, folder = postgres.create(), tmp_path / "out"
    options = Options(output=str(folder), unit_size=UNIT, archive=url)
    run.begin([str(lines)], options, resume=False)
    with executors.local(1) as pool:
        outcomes = run.outcomes([str(lines)], options, pool)
        list(islice(outcomes, 2))
        postgres.stop("immediate")
        lost = [outcome for outcome in outcomes if isinstance(outcome, Failed)]
    assert lost
    assert "The database does not answer" in lost[-1].reason
    postgres.start()
    with executors.local(1) as pool:
        assert not [o for o in run.outcomes([str(lines)], options, pool) if isinstance(o, Failed)]
    assert rejected(folder) == []
    assert sorted(_kept(url)["surface"]) == sorted(row[1] for row in figures_of(articles))


def test_a_database_that_is_not_there_fails_the_units_and_rejects_nothing(
    lines: Path, tmp_path: Path
) -> None:
    nowhere = ("--archive", "postgresql://whence@127.0.0.1:1/none")
    assert run_bulk(lines, folder=tmp_path / "out", options=nowhere) == 1
    assert not (tmp_path / "out" / "manifest.json").exists()
    assert rejected(tmp_path / "out") == []
