"""Figures told in words: the chain of evidence from the sentence to each field, as a tree."""

from __future__ import annotations

from extract.model import Article, Extraction, Figure, Rejected
from extract.pipeline import extract_figures

_ROLES = {
    "count": "number",
    "people": "people",
    "term": "what happened",
    "origin": "from",
    "destination": "to",
    "period": "when",
    "source": "who said it",
}


def explain(article: Article | str) -> str:
    """Every number of an article or a sentence, as a tree: what was read, from which words."""
    if isinstance(article, str):
        article = Article("text", article)
    return as_tree(extract_figures(article))


def as_tree(extraction: Extraction) -> str:
    """The figures of an extraction and the numbers not used, as lines of text."""
    found: list[Figure | Rejected] = [*extraction.figures, *extraction.rejected]
    found.sort(key=lambda f: (not f.in_title, f.surface_start))
    lines = [
        line
        for item in found
        for line in (_figure(item) if isinstance(item, Figure) else _rejected(item))
    ]
    return "\n".join(lines) if lines else "No number is in this text."


def chain(figure: Figure) -> list[tuple[str, str, str]]:
    """The steps that made a figure: (field in words, text it rests on, reading)."""
    return [(_ROLES[e.role], e.surface, e.note) for e in figure.evidence]


def _figure(figure: Figure) -> list[str]:
    route = f"{figure.origin or 'not stated'} -> {figure.destination or 'not stated'}"
    lines = [
        f"{figure.surface}: {figure.category}, {figure.measure}, {route}, {figure.status}, "
        f"confidence {figure.confidence}"
    ]
    steps = [
        f'{name:14}"{surface}"' + (f"  {note}" if note else "")
        for name, surface, note in chain(figure)
    ]
    steps.append(f"{'joined by':14}{figure.rule}")
    steps += [f"{'doubt':14}{doubt}" for doubt in figure.doubts]
    return lines + [
        f"  {'└' if i == len(steps) - 1 else '├'}─ {step}" for i, step in enumerate(steps)
    ]


def _rejected(rejected: Rejected) -> list[str]:
    return [f"{rejected.surface}: not a figure ({rejected.reason})"]
