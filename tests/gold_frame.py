"""The judged figures of the bundled briefs as a frame, as an archive would give them."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from archive import FRAME_COLUMNS
from archive.compare import Report
from extract import read_article
from extract.model import Article

_SENTENCE_END = re.compile(r"(?<=[a-z)\d])\. (?=[A-Z\d])")
_CITED = re.compile(r"F\d{3}")


@dataclass(frozen=True)
class Fact:
    """A published figure, and the group of figures that it is at odds with."""

    id: str
    numbers: frozenset[int]
    conflict_group: str


def frame_of_gold(root: Path) -> pd.DataFrame:
    """A frame of FRAME_COLUMNS from data/gold.jsonl; of several fair readings the first."""
    rows = [row for name, judged in _gold(root).items() for row in _rows(root, name, judged)]
    frame = pd.DataFrame(rows, columns=list(FRAME_COLUMNS))
    days = ("start_date", "end_date", "published", "as_of")
    dates = {name: pd.to_datetime(frame[name]).astype("datetime64[s]") for name in days}
    numbers = dict.fromkeys(("count", "low", "high"), "Int64")
    return frame.assign(**dates).astype(numbers)


def facts_told(root: Path) -> dict[str, list[Fact]]:
    """The facts that each bundled brief tells, by the brief's article id; distractors aside."""
    facts = {row["id"]: row for row in _facts(root) if row["kind"] != "distractor"}
    told = {}
    for path in _briefs(root):
        cited = _CITED.findall(path.read_text(encoding="utf-8").split("---")[1])
        known = [facts[name] for name in cited if name in facts]
        told[_article(path).id] = [
            Fact(row["id"], _numbers(row), row["conflict_group"]) for row in known
        ]
    return told


def facts_of(report: Report, told: dict[str, list[Fact]]) -> set[Fact]:
    """The facts that a report tells: of its articles, with its number."""
    stated = {n for n in (report.count, report.low, report.high) if n is not None}
    return {f for a in report.article_ids for f in told.get(a, []) if f.numbers & stated}


def _rows(root: Path, name: str, judged: list[dict[str, Any]]) -> list[dict[str, Any]]:
    article = _article(root / "data" / "articles" / f"{name}.md")
    rows, position = [], -len(article.title)
    for number, gold in enumerate(judged):
        position, place = _place(article, str(gold["text"]), position)
        rows.append(_row(article, f"{name}-{number}", gold) | place)
    return rows


def _row(article: Article, figure_id: str, gold: dict[str, Any]) -> dict[str, Any]:
    quantifier, kind = gold["quantifier"], gold["kind"]
    counted = quantifier not in {"range", "vague"}
    return {
        "figure_id": figure_id,
        "article_id": article.id,
        "surface": gold["text"],
        "count": gold["count"] if counted else None,
        "low": None if quantifier == "less_than" else gold["low"],
        "high": None if quantifier == "more_than" else gold["high"],
        "quantifier": quantifier,
        "unit": gold["unit"],
        "category": "resident" if kind == "stock" else kind,
        "measure": "stock" if kind == "stock" else "flow",
        "rate": gold["rate"],
        "status": gold["status"],
        "origin": next((p for p in gold["origin"] if p), None),
        "destination": next((p for p in gold["destination"] if p), None),
        "start_date": gold["start_date"],
        "end_date": gold["end_date"],
        "date_accuracy": "day",
        "source": gold["source"],
        "publisher": article.publisher,
        "published": article.published,
        "url": article.url,
        "title": article.title,
        "confidence": 1.0,
        "as_of": gold["end_date"] or gold["start_date"] or article.published,
        "decision": "to_review",
        "role": "supporting",
        "version": 0,
        "carriers": 1,
    }


def _place(article: Article, surface: str, position: int) -> tuple[int, dict[str, Any]]:
    """Where a surface stands next: in the title first, then in the text."""
    if position < 0:
        found = article.title.find(surface, len(article.title) + position)
        if found >= 0:
            place = _span(article.title, found, surface) | {"in_title": True}
            return found + len(surface) - len(article.title) or -1, place
        position = 0
    start = max(article.text.find(surface, position), 0)
    place = _span(article.text, start, surface) | {"in_title": False}
    return start + len(surface), place


def _span(text: str, start: int, surface: str) -> dict[str, Any]:
    ends = [m.start() + 1 for m in _SENTENCE_END.finditer(text)]
    first = max((end + 1 for end in ends if end <= start), default=0)
    last = min((end for end in ends if end > start), default=len(text))
    return {
        "sentence": text[first:last],
        "sentence_start": first,
        "sentence_end": last,
        "surface_start": start,
        "surface_end": start + len(surface),
    }


def _gold(root: Path) -> dict[str, list[dict[str, Any]]]:
    lines = (root / "data" / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["id"]: row["figures"] for row in map(json.loads, lines)}


def _facts(root: Path) -> list[dict[str, str]]:
    with (root / "tests" / "facts" / "facts.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _numbers(row: dict[str, str]) -> frozenset[int]:
    stated = (row[name] for name in ("count", "low", "high"))
    return frozenset(abs(int(float(number))) for number in stated if number)


def _briefs(root: Path) -> list[Path]:
    return sorted((root / "data" / "articles").glob("*.md"))


def _article(path: Path) -> Article:
    return read_article(path.read_bytes(), path.name)
