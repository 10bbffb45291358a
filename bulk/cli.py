"""The command line of bulk extraction."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import replace
from itertools import islice
from typing import Any

import click
from tqdm import tqdm

from bulk import executors, output, plan, run, storage
from bulk.errors import RunRefused
from bulk.units import Done, Options
from extract.readers import DEFAULT

MIB = 2**20
_FAILED = 20  # units: then something is wrong with the machine, not with a unit
_SHOWN = 10  # rejected inputs named on the screen; all are in the data set


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--output", "folder", metavar="DIR", required=True, help="Where the result goes.")
@click.option("--archive", metavar="URL", help="Keep articles and figures in this archive instead.")
@click.option("--scheduler", metavar="ADDRESS", help="A Dask scheduler, such as tcp://host:8786.")
@click.option("--workers", default=os.cpu_count, type=click.IntRange(1), help="Of this machine.")
@click.option("--resume", is_flag=True, help="Take up a run that was stopped.")
@click.option("--drop-near-duplicates", "drop", is_flag=True, help="Keep one of each report.")
@click.option("--look/--no-look", default=True, help="Pass over pages that can hold no figure.")
@click.option(
    "--unit-size", default=1.0, help="MiB of text that a worker reads in one go, at most."
)
@click.option("--time-limit", default=30.0, help="Seconds for one document.")
@click.option("--memory-limit", default=2048, help="MiB for one worker process.")
@click.option("--document-limit", default=DEFAULT.file_bytes // MIB, help="MiB for one document.")
@click.pass_context
def bulk(context: click.Context, /, inputs: tuple[str, ...], folder: str, **given: Any) -> None:
    """Extract the figures of many articles into a data set of Parquet files.

    INPUT is a folder, a zip, JSON Lines (.gz, .zst), CSV, Parquet, WARC, or an article in any
    format that the readers know; a path, or an address such as s3://bucket/folder.
    With --archive, articles that have figures are kept there; DIR holds the run's progress and
    the inputs that were rejected.
    Ends with 1 when an input was rejected (the reasons are in DIR/rejected) or a unit failed.
    """
    if given["archive"] and given["drop"]:
        raise click.UsageError(
            "an archive joins copies by itself: leave --drop-near-duplicates out"
        )
    try:
        options = _options(folder, given)
        call = run.begin(list(inputs), options, resume=given["resume"])
    except (RunRefused, OSError) as error:
        raise click.UsageError(str(error)) from error
    try:
        with _pool(given["scheduler"], given["workers"]) as pool:
            if pool.dashboard:
                click.echo(f"Watch the cluster at {pool.dashboard}", err=True)
            fitted = replace(options, unit_size=plan.unit_size(call["bytes"], options.unit_size))
            failed = _follow(run.outcomes(list(inputs), fitted, pool), call["bytes"])
    except (OSError, RuntimeError) as error:  # the scheduler is gone, or never was there
        raise click.ClickException(f"{error}. Take the run up with --resume.") from error
    if failed:
        click.echo(f"{failed} units failed: run the same again with --resume.", err=True)
        context.exit(1)
    copies = _drop_copies(options.output) if given["drop"] else {}
    manifest = run.end(call | copies, options)
    _report(manifest, options.output)
    context.exit(1 if manifest["rejected"] else 0)


def _options(folder: str, given: dict[str, Any]) -> Options:
    """What every worker must know of the call."""
    return Options(
        output=storage.absolute(folder),
        unit_size=int(given["unit_size"] * MIB),
        look=given["look"],
        signatures=given["drop"],
        archive=given["archive"],
        time_limit=given["time_limit"],
        memory_limit=given["memory_limit"] * MIB,
        limits=replace(DEFAULT, file_bytes=given["document_limit"] * MIB),
    )


def _pool(scheduler: str | None, workers: int) -> AbstractContextManager[executors.Pool]:
    return executors.cluster(scheduler) if scheduler else executors.local(workers)


def _drop_copies(folder: str) -> dict[str, int]:
    from bulk import duplicates  # loads the archive, which only this option needs

    return duplicates.drop(folder)


def _follow(outcomes: Iterable[Done | run.Failed], size: int) -> int:
    """Shows rate and time left while the outcomes come; the number of failed units."""
    documents = figures = failed = 0
    with tqdm(total=size, unit="B", unit_scale=True, smoothing=0.05, disable=None) as bar:
        for outcome in outcomes:
            if isinstance(outcome, run.Failed):
                failed += 1
                bar.write(f"{outcome.unit.id}: {outcome.reason}")
                if failed == _FAILED:
                    break
                continue
            documents, figures = documents + outcome.documents, figures + outcome.figures
            bar.set_postfix_str(f"{documents:,} documents, {figures:,} figures", refresh=False)
            bar.update(outcome.size)
    return failed


def _report(manifest: dict[str, Any], folder: str) -> None:
    click.echo(
        f"{manifest['figures']:,} figures in {manifest['articles']:,} articles "
        f"({manifest['documents']:,} documents, {manifest['passed_over']:,} passed over, "
        f"{manifest['rejected']:,} rejected): {folder}"
    )
    for row in islice(output.rows(folder, "rejected"), _SHOWN):
        click.echo(f"  {row['place']}: {row['reason']} {row['remedy']}".rstrip(), err=True)
    if manifest["rejected"] > _SHOWN:
        click.echo(f"  and {manifest['rejected'] - _SHOWN:,} more in {folder}/rejected", err=True)
