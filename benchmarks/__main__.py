"""``python -m benchmarks NAME``: each measurement prints one table."""

from __future__ import annotations

import click

from benchmarks.dashboard import dashboard_answers
from benchmarks.scaling import sizes, workers
from benchmarks.sidebyside import accuracy, peers, speed
from benchmarks.throughput import throughput
from benchmarks.webpages import warc


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def benchmarks() -> None:
    """Measure speed, scaling and accuracy; the tables of BENCHMARKS.md come from here."""


for command in (throughput, peers, accuracy, speed, workers, sizes, warc, dashboard_answers):
    benchmarks.add_command(command)

if __name__ == "__main__":
    benchmarks(prog_name="python -m benchmarks")
