"""Parsing apart: a file goes to a process of its own, which may fail, hang or be killed.

The processes are kept for the next file, at most two at a time; a thread that finds both busy
waits. They are started anew after a fork, since a pipe cannot be shared.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, cast

from extract.errors import UnreadableArticle
from extract.readers import wire
from extract.readers.draft import Found, Member
from extract.readers.formats import Format
from extract.readers.limits import Limits

_MOST = 2
_ROOT = Path(__file__).parents[2]
_GRACE = 2.0  # seconds above the processor time, for a machine that is busy
_ENVIRONMENT = {
    "LANG": "C.UTF-8",
    "PYTHONIOENCODING": "utf-8",
    "MALLOC_ARENA_MAX": "2",  # an arena a thread would count against the address space
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",  # its own pool reserves gigabytes beforehand
}


def read(form: Format, file: Member, limits: Limits) -> list[Found]:
    """What the file holds, read by another process; refuses one that it fails on."""
    with _POOL.process() as process:
        return process.read(form, file, limits)


class _Process:
    """One process that parses, and the pipes to it."""

    def __init__(self) -> None:
        self._child = subprocess.Popen(
            [sys.executable, "-m", "extract.readers.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env=_ENVIRONMENT,
        )
        self._tasks = cast(BinaryIO, self._child.stdin)
        self._answers = cast(BinaryIO, self._child.stdout)
        self.spent = False
        try:  # to be started takes its time too, but not of a file's
            wire.receive(self._answers, len(wire.READY))
        except wire.Broken as error:
            self.end()
            reason = "The process that parses files does not start: is Whence installed whole?"
            raise RuntimeError(reason) from error

    def read(self, form: Format, file: Member, limits: Limits) -> list[Found]:
        late = threading.Event()
        timer = threading.Timer(limits.seconds + _GRACE, self._stop, [late])
        timer.daemon = True
        timer.start()
        try:
            found, self.spent = self._ask(form, file, limits)
        except (wire.Broken, OSError) as error:
            self.end()
            raise _failure(form, file, late.is_set(), self._child.returncode, limits) from error
        finally:
            timer.cancel()
        return found

    def _ask(self, form: Format, file: Member, limits: Limits) -> tuple[list[Found], bool]:
        task = wire.task(form.module, form.label, file.name, limits)
        wire.send(self._tasks, task, file.data)
        return wire.answer_of(wire.receive(self._answers, 2 * limits.unpacked_bytes))

    def _stop(self, late: threading.Event) -> None:
        late.set()
        self._child.kill()

    def end(self) -> None:
        self.spent = True
        self._child.kill()
        self._child.wait()
        for pipe in (self._tasks, self._answers):
            with suppress(OSError):  # what was still to be written to a killed process
                pipe.close()

    def is_alive(self) -> bool:
        return self._child.poll() is None


class _Pool:
    """The idle processes, and as many places as may be busy."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        self._idle: list[_Process] = []
        self._places = threading.BoundedSemaphore(_MOST)

    @contextmanager
    def process(self) -> Iterator[_Process]:
        with self._places:
            process = self._take()
            try:
                yield process
            finally:
                self._give(process)

    def _take(self) -> _Process:
        while self._idle:
            process = self._idle.pop()
            if process.is_alive():
                return process
            process.end()
        return _Process()

    def _give(self, process: _Process) -> None:
        if process.spent:
            process.end()
        else:
            self._idle.append(process)


def _failure(
    form: Format, file: Member, late: bool, code: int | None, limits: Limits
) -> UnreadableArticle:
    """Why the process gave no answer, for the person who brought the file."""
    if late or code == -_OUT_OF_TIME:
        reason = f"reading it takes longer than {limits.seconds:g} seconds."
    else:
        reason = f"it breaks the {form.label} reader; it may be damaged or made to do harm."
    return UnreadableArticle(
        file.name, reason, "Save it again in another format, or paste the text."
    )


_OUT_OF_TIME = 24  # SIGXCPU: the processor time of one file is used up
_POOL = _Pool()
os.register_at_fork(after_in_child=_POOL.forget)
