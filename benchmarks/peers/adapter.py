"""What every peer's adapter does: read articles, extract, time it, write figures.

    python ADAPTER IN.jsonl OUT.jsonl [PASSES]

Prints one line of JSON: the processor seconds of each pass over all articles after a first one
that warms up, those of loading before it, and the most memory that the process held. Processor
time, unlike time on the clock, hardly changes when other work shares the machine.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rules import Number, Place, figures


def main(numbers: Callable[[str], list[Number]], places: Callable[[str], list[Place]]) -> None:
    """Runs an adapter that finds numbers and places in a text."""

    def rows(article: dict[str, Any]) -> list[dict[str, Any]]:
        text = f"{article.get('title') or ''}\n\n{article['text']}"
        return figures(article["id"], text, numbers(text), places(text))

    run(rows)


def run(extract: Callable[[dict[str, Any]], list[dict[str, Any]]]) -> None:
    """Runs an adapter that gives an article's rows."""
    source, target, *rest = sys.argv[1:]
    lines = Path(source).read_text(encoding="utf-8").split("\n")
    articles = [json.loads(line) for line in lines if line]
    loaded = time.process_time()
    rows = [row for article in articles for row in extract(article)]
    seconds = [_pass(extract, articles) for _ in range(int(rest[0]) if rest else 0)]
    with Path(target).open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    print(json.dumps({"seconds": seconds, "loading": loaded, "peak_mib": _peak()}))


def _pass(extract: Callable[[dict[str, Any]], object], articles: list[dict[str, Any]]) -> float:
    start = time.process_time()
    for article in articles:
        extract(article)
    return time.process_time() - start


def _peak() -> float:
    """The most memory that this process held; getrusage would count its parent's as well."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024
