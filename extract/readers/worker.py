"""The process in which files from strangers are parsed: little time, little memory, no secrets.

It is started by ``extract.readers.isolate`` and reads file after file until its input ends.
"""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from math import ceil
from pathlib import Path
from typing import BinaryIO, cast

from extract.errors import UnreadableArticle
from extract.readers import wire
from extract.readers.draft import Draft, Found, Reader
from extract.readers.limits import Limits

_FAT = 250_000_000  # bytes; a process that grew so is replaced after its answer
_PAGES = Path("/proc/self/statm")
_PASTE = "Save it again in another format, or paste the text."
_TASK = 100_000  # bytes of a task's description


def serve(tasks: BinaryIO, answers: BinaryIO) -> None:
    """Says that it is there, then answers each task, until there are no more."""
    wire.send(answers, wire.READY)
    while True:
        try:
            described = wire.receive(tasks, _TASK)
        except wire.Broken:
            return
        module, label, name, limits = wire.task_of(described)
        data = wire.receive(tasks, limits.unpacked_bytes)
        _confine(limits)
        found = list(_found(module, label, data, name, limits))
        wire.send(answers, wire.answer(found, retire=_resident() > _FAT))


def _confine(limits: Limits) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = ceil(used.ru_utime + used.ru_stime + limits.seconds)
    for what, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with suppress(ValueError):  # macOS takes no limit of the address space
            resource.setrlimit(what, (soft, hard))


def _resident() -> int:
    """The bytes in memory now; ``ru_maxrss`` would count those of the process that started us."""
    if not _PAGES.exists():  # no Linux
        return 0
    return int(_PAGES.read_text().split()[1]) * resource.getpagesize()


def _found(module: str, label: str, data: bytes, name: str, limits: Limits) -> Iterator[Found]:
    """What the format's module finds; whatever goes wrong in a parser becomes a refusal."""
    try:
        reader = cast(Reader, import_module(module))
        for number, found in enumerate(reader.read(data, name, limits)):
            if number == limits.rows:
                reason = f"it holds more than {limits.rows:,} articles; the rest is not read."
                yield UnreadableArticle(name, reason, "Split it.")
                return
            yield _within(found, name, limits)
    except UnreadableArticle as refusal:
        yield refusal
    except MemoryError:
        reason = "it needs more memory than one file may have."
        yield UnreadableArticle(name, reason, "Split it, or paste the text.")
    except RecursionError:
        yield UnreadableArticle(name, "it is nested too deep.", _PASTE)
    except Exception as error:  # parsers raise anything on broken input; the next file must go on
        reason = f"it is damaged, or no real {label} file ({type(error).__name__})."
        yield UnreadableArticle(name, reason, _PASTE)


def _within(found: Found, name: str, limits: Limits) -> Found:
    """The same, unless its text is too long to be sent back."""
    if isinstance(found, Draft) and len(found.text) > limits.characters:
        reason = f"its text has {len(found.text):,} characters; the limit is {limits.characters:,}."
        return UnreadableArticle(name, reason, "Split it.")
    return found


if __name__ == "__main__":
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    serve(sys.stdin.buffer, answers)
