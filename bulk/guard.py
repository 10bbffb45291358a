"""Does a unit in a child process and watches it: what a document does there, it does to itself.

A process pool would break as a whole when one of its processes dies, and a Dask worker would be
lost with all it holds. So the executor's threads, here or on a Dask worker, hold a child each:
a guard gives it units, sees in shared memory which document it is at, and ends it when that
takes too long. Then the unit is done again without the document, and the loss is a row.
"""

from __future__ import annotations

import mmap
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, replace
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path

from bulk.units import Done, Options, Unit
from bulk.work import Task

_HOUSE = str(Path(__file__).parent.parent)
_LOOK = 0.5  # seconds between two looks at a child that is at work
_START = 120.0  # seconds that a child may take to load the word tables
_FETCH = 10  # fetching may unpack a file up to its range: so many times the limit

_mine = threading.local()
_children: set[_Child] = set()  # of all threads, to end them


@dataclass(frozen=True, slots=True)
class _Loss:
    """A child that is gone: at which step of its task, and why."""

    step: int
    reason: str
    certain: bool


def guarded(unit: Unit, options: Options) -> Done:
    """What came of the unit, whatever its documents do to the process that reads them."""
    task, deaths = Task(unit, options), Counter[int]()
    while True:
        outcome = _child(options.engine).outcome(task)
        if isinstance(outcome, Done):
            return outcome
        if isinstance(outcome, Exception):
            raise outcome
        deaths[outcome.step] += 1
        # a process can be killed from outside: only what happens twice is the document's doing
        if outcome.certain or deaths[outcome.step] > 1:
            task = _without(task, outcome)


def close() -> None:
    """Ends the children of this process."""
    while _children:
        _children.pop().end()


def _without(task: Task, loss: _Loss) -> Task:
    """The task without the document that was lost, or without all from there on."""
    index, working = divmod(loss.step, 2)
    if working and index not in task.lost:
        return replace(task, lost={**task.lost, index: loss.reason})
    if task.until is None or index < task.until[0]:
        return replace(task, until=(index, loss.reason))
    raise RuntimeError(f"unit {task.unit.id} cannot be done: {loss.reason}")


def _child(engine: str) -> _Child:
    """This thread's child; a new one where there is none alive."""
    child: _Child | None = getattr(_mine, "child", None)
    if child is None or not child.alive():
        _children.difference_update({child})  # a dead one
        child = _mine.child = _Child()
        _children.add(child)
    if child.engine != engine:
        raise RuntimeError(
            f"this worker has engine {child.engine}, the caller {engine}: install the same version."
        )
    return child


class _Child:
    """A process that does tasks, one at a time."""

    def __init__(self) -> None:
        self.messages = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the child
        with tempfile.NamedTemporaryFile() as file:
            file.write(bytes(8))
            file.flush()
            self.position = mmap.mmap(file.fileno(), 8)
            self.connection, theirs = Pipe()
            self.process = self._started(theirs, file.name)
            theirs.close()
            self._greeted()

    def outcome(self, task: Task) -> Done | Exception | _Loss:
        """What came of the task: done, failed with an error, or the child is lost."""
        self.position[:] = bytes(8)
        try:
            self.connection.send(task)
            return self._awaited(task.options.time_limit)
        except (EOFError, OSError):
            return _Loss(self._step(), self._death(), certain=False)

    def alive(self) -> bool:
        return self.process.poll() is None

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self.connection.close()
        self.messages.close()

    def _started(self, theirs: Connection, position: str) -> subprocess.Popen[bytes]:
        number = theirs.fileno()
        path = os.pathsep.join(filter(None, (_HOUSE, os.environ.get("PYTHONPATH"))))
        # Arrow's own allocator reserves a gigabyte ahead, which the memory limit would count
        quiet = {"PYTHONPATH": path, "ARROW_DEFAULT_MEMORY_POOL": "system", "OMP_NUM_THREADS": "1"}
        return subprocess.Popen(
            [sys.executable, "-m", "bulk.child", str(number), position],
            pass_fds=[number],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self.messages,
            env={**os.environ, **quiet},
        )

    def _greeted(self) -> None:
        """Waits until the child has opened its files and loaded the engine."""
        try:
            if self.connection.poll(_START):
                self.engine = self.connection.recv()
                return
        except (EOFError, OSError):
            pass
        self.messages.seek(0)
        words = self.messages.read().decode(errors="replace").strip().splitlines()
        self.end()
        raise RuntimeError(f"a worker process does not start: {words[-1] if words else 'silent'}")

    def _awaited(self, limit: float) -> Done | Exception | _Loss:
        """The child's answer; ends the child when a step takes longer than its limit."""
        step, since = -1, time.monotonic()
        while not self.connection.poll(_LOOK):
            if (now := self._step()) != step:
                step, since = now, time.monotonic()
            allowed = limit if step % 2 else limit * _FETCH
            if time.monotonic() - since > allowed:
                self.end()
                return _Loss(step, f"took longer than {allowed:g} seconds.", certain=True)
        answer: Done | Exception = self.connection.recv()
        return answer

    def _step(self) -> int:
        return int.from_bytes(self.position[:], "little", signed=True)

    def _death(self) -> str:
        """How the process ended, in words."""
        code = self.process.wait()
        self.connection.close()
        self.messages.close()
        if code >= 0:
            return f"ended the process that read it (exit status {code})."
        return f"crashed the process that read it ({signal.Signals(-code).name})."
