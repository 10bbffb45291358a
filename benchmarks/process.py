"""Runs a command and says how long it took and how much memory all its processes held."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).parent.parent
_LOOK = 0.2  # seconds between two looks at the memory


@dataclass(frozen=True, slots=True)
class Measured:
    """What a command cost. ``peak`` adds up the process and all below it, at their largest."""

    status: int
    seconds: float  # on the clock
    processor: float  # seconds, of all processes
    peak: float  # MiB


def bulk(*call: str | Path) -> Measured:
    """What ``python -m bulk`` with these arguments cost."""
    start, spent, peak = time.perf_counter(), _spent(), 0
    with subprocess.Popen(
        [sys.executable, "-m", "bulk", *call],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        top = psutil.Process(process.pid)
        while process.poll() is None:
            peak = max(peak, _held(top))
            try:
                process.wait(_LOOK)
            except subprocess.TimeoutExpired:
                continue
    seconds = time.perf_counter() - start
    return Measured(process.returncode, seconds, _spent() - spent, peak / 2**20)


def _spent() -> float:
    """The processor seconds of all processes below this one that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _held(top: psutil.Process) -> int:
    """The memory of a process and its descendants that no other process shares with them."""
    held = 0
    try:
        for process in (top, *top.children(recursive=True)):
            held += process.memory_full_info().uss
    except psutil.NoSuchProcess:
        return held
    return held
