"""Text made to hurt: every compiled pattern, and the whole engine, take time that grows with it.

Time is counted as processor time of this process and only compared with itself: eight times
the text may cost eight times as much with room to spare, and not the 64 times of a square.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass

import pytest

import extract
from extract import Article, extract_figures

SHORT, LONG = 1_000, 8_000
AT_ONCE = 0.05  # seconds; whatever takes less needs no second look
MOST = 24  # times as long for eight times the text: between 8 (a line) and 64 (a square)

SEEDS = [
    "1", "1,", "1.", "1 ", "1\u00a0", "10,000 ", "1-", "1–", "0.", "1/", "$", "€1",
    "a", "a ", "A ", "A. ", "é", "-", "–", ".", ",", ", ", "...", "'", "’s ", '"', "(", "()", "[",
    " ", "\n", "\t", "\r\n", "\u00a0", "\u200b", "\u0301", "İ", "ﬀ", "😀", "\x00",
    "and ", "of ", "the ", "or ", "to ", "from ", "in ", "in the ", "some ", "more than ",
    "one hundred ", "thousand ", "million and ", "half a ", "tens of ", "twenty-", "between 1 and ",
    "per ", "a day ", "since ", "last ", "first half of ", "Sept. 21-", "24 February ", "2022-",
    "Russians ", "Georgia ", "New ", "South ", "Saint ", "people ", "men, women and ",
    "refugees and ", "fled ", "have been ", "who had ", "according to ", "said ", "Ministry of ",
    "10,000 people fled to ", "of whom 5 ", "respectively, ", "<b>", "http://a.", "a@a.",
]  # fmt: skip


def modules() -> Iterator[object]:
    for found in pkgutil.walk_packages(extract.__path__, "extract."):
        if found.name != "extract.__main__":
            yield importlib.import_module(found.name)


def patterns_in(value: object, depth: int = 4) -> Iterator[re.Pattern[str]]:
    """The compiled text patterns that a value holds, in containers and dataclasses too."""
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
        return
    if depth == 0 or isinstance(value, str | bytes | type):
        return
    if isinstance(value, dict):
        inside = list(value.values())
    elif isinstance(value, list | tuple | set | frozenset):
        inside = list(value)
    elif is_dataclass(value):
        inside = [getattr(value, field.name) for field in fields(value)]
    else:
        return
    for part in inside:
        yield from patterns_in(part, depth - 1)


def all_patterns() -> list[re.Pattern[str]]:
    extract_figures(Article(id="warm", text="Some 10 Russians fled to Georgia on 3 May, he said."))
    found = {
        pattern.pattern: pattern
        for module in modules()
        for value in list(vars(module).values())
        for pattern in patterns_in(value)
    }
    return list(found.values())


def seconds(work: Callable[[str], object], text: str, *, tries: int) -> float:
    """The least processor time of a few tries."""
    taken = []
    for _ in range(tries):
        begun = time.process_time()
        work(text)
        taken.append(time.process_time() - begun)
    return min(taken)


def grows_like_a_line(work: Callable[[str], object], seed: str, end: str) -> bool:
    """Whether eight times the text costs about eight times the time, or next to nothing."""
    long = seed * (LONG // len(seed)) + end
    if seconds(work, long, tries=1) < AT_ONCE:
        return True
    short = seed * (SHORT // len(seed)) + end
    taken = seconds(work, long, tries=3)
    return taken < AT_ONCE or taken < MOST * seconds(work, short, tries=5)


@pytest.mark.parametrize("pattern", all_patterns(), ids=lambda pattern: pattern.pattern[:40])
def test_a_pattern_takes_time_that_grows_with_the_text(pattern: re.Pattern[str]) -> None:
    def scan(text: str) -> list[str]:
        return [match.group() for match in pattern.finditer(text)]

    slow = [seed for seed in SEEDS for end in ("", "!") if not grows_like_a_line(scan, seed, end)]
    assert not slow


@pytest.mark.parametrize("seed", SEEDS, ids=repr)
def test_the_engine_takes_time_that_grows_with_the_text(seed: str) -> None:
    def read(text: str) -> object:
        return extract_figures(Article(id="hostile", text=text))

    assert grows_like_a_line(read, seed, " 10,000 Russians fled to Georgia.")


@pytest.mark.parametrize("seed", ["1", "1,000 ", "a", "fled ", "10,000 Russians fled and "])
def test_a_line_of_a_million_characters_is_read_to_its_end(seed: str) -> None:
    end = "\n\nNearly 50,000 Russians have fled to Georgia."
    text = seed * (1_000_000 // len(seed)) + end
    last = extract_figures(Article(id="line", text=text)).figures[-1]
    assert (last.surface, last.origin, last.destination) == ("Nearly 50,000", "RUS", "GEO")
