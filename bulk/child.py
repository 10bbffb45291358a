"""The process that reads units for a guard: ``python -m bulk.child CONNECTION POSITION``.

It may die or be killed at any moment: a unit counts as done only once its marker is written.
"""

from __future__ import annotations

import mmap
import os
import resource
import struct
import sys
import threading
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue

from bulk import work
from bulk.units import Done
from extract import ENGINE_VERSION

POSITION = struct.Struct("<q")


def main() -> None:
    """Does one task after the other until the guard is gone."""
    guard = Connection(int(sys.argv[1]))
    with Path(sys.argv[2]).open("r+b") as file:
        position = mmap.mmap(file.fileno(), POSITION.size)
    tasks: SimpleQueue[work.Task] = SimpleQueue()
    threading.Thread(target=_listen, args=(guard, tasks), daemon=True).start()
    guard.send(ENGINE_VERSION)
    while True:
        guard.send(_answer(tasks.get(), position))


def _answer(task: work.Task, position: mmap.mmap) -> Done | Exception:
    resource.setrlimit(resource.RLIMIT_DATA, (task.options.memory_limit, resource.RLIM_INFINITY))
    try:
        return work.do(task, lambda step: POSITION.pack_into(position, 0, step))
    except Exception as error:
        # a path of this machine's program says nothing to the one that called
        return RuntimeError(f"{type(error).__name__}: {error}")


def _listen(guard: Connection, tasks: SimpleQueue[work.Task]) -> None:
    """Hands on what the guard sends, and ends the process as soon as the guard is gone."""
    while True:
        try:
            tasks.put(guard.recv())
        except (EOFError, OSError):
            os._exit(0)


if __name__ == "__main__":
    main()
