"""Loaded by every Python below this path: makes the engine do harm at certain words."""

import ctypes
import os
from itertools import count

import extract

_extract_figures = extract.extract_figures


def _endless() -> None:
    for _ in count():
        pass


def _hungry() -> None:
    kept = [bytes(50_000_000) for _ in range(1_000)]
    raise AssertionError(len(kept))


def _wrong() -> None:
    raise ValueError("boom")


HARM = {
    "POISON-CRASH": lambda: ctypes.string_at(0),
    "POISON-EXIT": lambda: os._exit(7),
    "POISON-ENDLESS": _endless,
    "POISON-MEMORY": _hungry,
    "POISON-ERROR": _wrong,
}


def _harmful(article):
    for word, harm in HARM.items():
        if word in article.text:
            harm()
    return _extract_figures(article)


extract.extract_figures = _harmful
