"""Text made to hurt: every compiled pattern, and the whole engine, take time that grows with it.

Time is the processor time of this process, and is only compared with itself: four times the text
may cost four times as much, with room to spare, and not the sixteen times of a square. A pattern
that is only ever matched at the start of a text says so with \\A, one used anywhere is bounded.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

import extract
from extract import Article, extract_figures
from extract.sentences import FURTHEST, split

LONGEST = 8_000
AT_ONCE = 0.05  # seconds; whatever takes less needs no second look
LONGER = (1, 2, 4)  # a bounded search first grows to its bound; a square shows at any length
MOST = 10  # times as long for four times the text: between 4 (a line) and 16 (a square)

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
    "5 refugees ", "Sudan: 5 ", "1 in ", "5 to ", "( 5", "the country ", "there ", "Georgia, ",
]  # fmt: skip


MODULES = sorted(m.name for m in pkgutil.walk_packages(extract.__path__, "extract."))


def patterns_of(module: str) -> list[re.Pattern[str]]:
    """The compiled text patterns that a module holds, those behind its cached functions too."""
    values = list(vars(importlib.import_module(module)).values())
    values += [value() for value in values if _is_cached_and_needs_nothing(value)]
    return list({p.pattern: p for value in values for p in _patterns_in(value)}.values())


def _is_cached_and_needs_nothing(value: Any) -> bool:
    if not hasattr(value, "cache_info"):
        return False
    needed = inspect.signature(value).parameters.values()
    return all(parameter.default is not parameter.empty for parameter in needed)


def _patterns_in(value: Any, depth: int = 4) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
        return
    inside: Iterable[object] = ()
    if isinstance(value, dict):
        inside = list(value.values())
    elif isinstance(value, list | tuple | set | frozenset):
        inside = value
    elif is_dataclass(value) and not isinstance(value, type):
        inside = [getattr(value, field.name) for field in fields(value)]
    if depth:
        for part in inside:
            yield from _patterns_in(part, depth - 1)


def seconds(work: Callable[[str], object], text: str, *, tries: int = 1) -> float:
    """The least processor time of a few tries."""
    taken = []
    for _ in range(tries):
        begun = time.process_time()
        work(text)
        taken.append(time.process_time() - begun)
    return min(taken)


def grows_like_a_line(work: Callable[[str], object], seed: str, shortest: float = 16) -> bool:
    """Whether a long text takes next to no time, or four times as long as a quarter of it.

    The text grows in small steps, so that even a power of its length is noticed in time.
    """
    size = shortest
    while seconds(work, _text(seed, size)) < AT_ONCE:
        if size > LONGEST:
            return True
        size *= 1.5
    return any(_is_in_proportion(work, seed, size * times) for times in LONGER)


def _is_in_proportion(work: Callable[[str], object], seed: str, size: float) -> bool:
    """Whether a text takes no longer than its length says beside a quarter of it."""
    whole, quarter = (seconds(work, _text(seed, part), tries=3) for part in (size, size / 4))
    return whole < MOST * quarter


def _text(seed: str, size: float) -> str:
    return seed * (int(size) // len(seed)) + "!"


@pytest.mark.parametrize("module", MODULES)
def test_a_pattern_takes_time_that_grows_with_the_text(module: str) -> None:
    def is_slow(pattern: re.Pattern[str], seed: str) -> bool:
        return not grows_like_a_line(lambda text: list(pattern.finditer(text)), seed)

    patterns = patterns_of(module)
    slow = ((p.pattern, seed) for p in patterns for seed in SEEDS if is_slow(p, seed))
    assert next(slow, None) is None


@pytest.mark.parametrize("module", MODULES)
def test_only_single_characters_are_repeated_possessively(module: str) -> None:
    """Python before 3.11.5 reads on past such a group when it fails half-way; use (?>(?:..)+)."""
    patterns = patterns_of(module)
    assert not [p.pattern for p in patterns if _has_possessive_group(_parsed(p))]


def _parsed(pattern: re.Pattern[str]) -> Any:
    return re._parser.parse(pattern.pattern, pattern.flags)  # type: ignore[attr-defined]  # private


def _has_possessive_group(tree: Any) -> bool:
    if isinstance(tree, str | int | None):
        return False
    for node in tree:
        if isinstance(node, tuple) and str(node[0]) == "POSSESSIVE_REPEAT":
            body = node[1][2]
            if len(body) != 1 or str(body[0][0]) in {"SUBPATTERN", "BRANCH", "ATOMIC_GROUP"}:
                return True
        if _has_possessive_group(node):
            return True
    return False


@pytest.mark.parametrize("seed", SEEDS, ids=repr)
def test_the_engine_takes_time_that_grows_with_the_text(seed: str) -> None:
    def read(text: str) -> object:
        return extract_figures(Article(id="hostile", text=text))

    assert grows_like_a_line(read, seed, shortest=250)


REPORT = (
    "About 500 people fled last week. Officials in Georgia and Armenia spoke of 300 arrivals. "
    "Some 1,200 Russians reached Tbilisi. Another 40 crossed on Monday. "
)


def test_a_report_of_a_thousand_figures_takes_time_that_grows_with_it() -> None:
    """Every figure asks what the text has said before: of a long text, only what is near."""

    def read(text: str) -> object:
        return extract_figures(Article(id="report", text=text))

    assert _is_in_proportion(read, REPORT, len(REPORT) * 1000)


ENDLESS = [
    "1", "1 ", "10,000 ", "1/", "a", "fled ", "( 5", "5 to ", "there ", "from ", "5 refugees ",
    "Sudan: 5 ", "10,000 Russians fled and ", "5 fled from Sudan to Chad, ",
]  # fmt: skip


@pytest.mark.parametrize("seed", ENDLESS)
def test_behind_an_endless_line_the_article_is_read_on(seed: str) -> None:
    line = seed * (1_000_000 // len(seed))
    text = f"{line}\n\nNearly 50,000 Russians have fled to Georgia."
    last = extract_figures(Article(id="line", text=text)).figures[-1]
    assert (last.surface, last.origin, last.destination) == ("Nearly 50,000", "RUS", "GEO")


def test_a_line_without_a_stop_is_read_as_far_as_anybody_would() -> None:
    text = "word " * 10_000
    assert list(split(Article(id="line", text=text)))[-1].span.end <= FURTHEST < len(text)
