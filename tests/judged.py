"""The judged articles, and what the engine makes of them.

Four sets: the briefs and the bundle lie in the repository; passages of real news and excerpts of
displacement reports belong to others, and are looked for beside the repository. Each set is
scored in two parts: every fifth article by id is held out, the rest may be used for tuning.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from extract import Article, extract_figures
from extract.readers import read_article, read_articles
from extract.recognizers import places
from extract.record import row
from tests.scoring import (
    LEVELS,
    Judged,
    Row,
    align,
    credit,
    held_out,
    prf,
    tally,
)

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
FLOORS = ROOT / "tests/gold/floors.json"
PARTS = ("tuned", "held out")
EXCERPT_KEYS = ("count", "unit", "country")
BANDS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 1.01)

Floors = dict[str, dict[str, list[float]]]


@dataclass(frozen=True, slots=True)
class JudgedSet:
    """Articles with their judged figures, by article id."""

    name: str
    articles: tuple[Article, ...]
    labels: Mapping[str, tuple[Judged, ...]]

    def part(self, name: str) -> tuple[Article, ...]:
        """The articles of a part: ``tuned`` or ``held out``."""
        kept = held_out(self.labels)
        return tuple(a for a in self.articles if (a.id in kept) == (name == "held out"))


def judged_sets() -> list[JudgedSet]:
    """Our own two sets, and the passages of real news where they are at hand."""
    gold, real = ROOT / "tests/gold", SHARED / "eval/real_articles.jsonl"
    sets = [
        judged_set("briefs", json_lines(gold / "briefs.jsonl"), gold / "briefs_gold.jsonl"),
        judged_set("bundle", bundled(), ROOT / "data/gold.jsonl"),
    ]
    if real.exists():
        sets.append(judged_set("real news", json_lines(real), real.with_name("real_gold.jsonl")))
    return sets


def bundled() -> Iterator[Article]:
    """The bundled briefs; their ids are their file names, as in the gold."""
    for path in sorted((ROOT / "data/articles").glob("*.md")):
        yield replace(read_article(path.read_bytes(), path.name), id=path.stem)


def rows(article: Article) -> list[Row]:
    """The engine's figures of an article in the exchange format."""
    return [row(figure) for figure in extract_figures(article).figures]


def score(judged: JudgedSet, articles: Iterable[Article]) -> Counter[str]:
    """The tally over the articles; ``false`` counts figures in articles that have none."""
    counts: Counter[str] = Counter()
    for article in articles:
        labels, found = judged.labels[article.id], rows(article)
        counts += tally(labels, found)
        counts["articles"] += 1
        counts["false"] += 0 if labels else len(found)
    return counts


def calibration(sets: Iterable[JudgedSet]) -> dict[float, tuple[int, int]]:
    """For each band of confidence, from its lower bound: figures in it, and right routes."""
    seen: Counter[float] = Counter()
    right: Counter[float] = Counter()
    for judged in sets:
        for article in judged.articles:
            matches, extra = align(judged.labels[article.id], rows(article))
            for label, found in matches:
                right[_band(found)] += credit(label, found)["route"]
            for found in [found for _, found in matches] + extra:
                seen[_band(found)] += 1
    return {band: (seen[band], right[band]) for band in BANDS[:-1]}


def excerpts() -> list[dict[str, object]]:
    """The excerpts of displacement reports, one judged figure each; none where not at hand."""
    path = SHARED / "eval/idmc_excerpts.jsonl"
    return [json.loads(line) for line in path.open(encoding="utf-8")] if path.exists() else []


def excerpt_score(chosen: Iterable[dict[str, object]]) -> Counter[str]:
    """How many judged counts are among the figures, with their unit, and with their country.

    The country is asked only where the excerpt itself names a place.
    """
    counts: Counter[str] = Counter()
    for excerpt in chosen:
        gold = excerpt["gold"]
        found = rows(Article(id=str(excerpt["id"]), text=str(excerpt["text"])))
        same = [f for f in found if gold["count"] in (f["count"], f["low"], f["high"])]
        counts["asked count"] += 1
        counts["asked unit"] += 1
        counts["count"] += bool(same)
        counts["unit"] += any(f["unit"] == gold["unit"] for f in same)
        if places.find(str(excerpt["text"])):
            countries = {f[end] for f in same for end in ("origin", "destination")}
            counts["asked country"] += 1
            counts["country"] += gold["country"] in countries
    return counts


def excerpt_parts() -> dict[str, Counter[str]]:
    """The excerpts' score by part; empty where they are not at hand."""
    given = excerpts()
    kept = held_out(str(e["id"]) for e in given)
    parts = {p: [e for e in given if (e["id"] in kept) == (p == "held out")] for p in PARTS}
    return {f"excerpts, {part}": excerpt_score(chosen) for part, chosen in parts.items() if chosen}


def reached(counts: Counter[str]) -> dict[str, list[float]]:
    """Precision, recall and F1 at each level; for excerpts, the share of each thing asked."""
    if "asked count" in counts:
        return {key: [_cut(counts[key] / counts[f"asked {key}"])] for key in EXCERPT_KEYS}
    return {level: [_cut(value) for value in prf(counts, level)] for level in LEVELS}


def floors(scores: Mapping[str, Counter[str]]) -> Floors:
    """The better of the floors that stand and of what is reached now."""
    kept: Floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    for name, counts in scores.items():
        now = reached(counts)
        then = kept.get(name, now)
        kept[name] = {
            level: [max(pair) for pair in zip(then[level], now[level], strict=True)]
            for level in now
        }
    return kept


def _cut(value: float) -> float:
    """The value cut off, not rounded, after three digits: what is reached stays reachable."""
    return math.floor(value * 1000) / 1000


def judged_set(name: str, articles: Iterable[Article], gold: Path) -> JudgedSet:
    """The articles with the labels of a file of judged figures."""
    lines = [json.loads(line) for line in gold.open(encoding="utf-8")]
    labels = {line["id"]: tuple(Judged.of(label) for label in line["figures"]) for line in lines}
    return JudgedSet(name, tuple(articles), labels)


def json_lines(path: Path) -> Iterator[Article]:
    """The articles of a JSON Lines file; raises what is wrong with one."""
    for article in read_articles(path.read_bytes(), path.name):
        if not isinstance(article, Article):
            raise article
        yield article


def _band(found: Row) -> float:
    return max(band for band in BANDS[:-1] if band <= found["confidence"])
