"""Figures as JSON, each anchored in its article by the W3C's quote and position selectors."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from archive.export.flat import shown
from archive.model import Filters, StoredFigure
from archive.readable import Readable
from archive.rows import text_hash


def to_json(archive: Readable, filters: Filters, *, link: str | None = None) -> bytes:
    """A JSON document: what it holds and when it was made, then the figures with their anchors."""
    frame, words = shown(archive, filters, link)
    rows = json.loads(frame.to_json(orient="records", date_format="iso", date_unit="s"))
    stored = archive.stored_figures(list(frame["figure_id"]))
    anchors = {figure.id: _anchored(figure, article.text) for figure, article in stored}
    figures = [_days(row) | anchors[row["figure_id"]] for row in rows]
    document = {"about": words.lines, "figures": figures}
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _days(row: dict[str, Any]) -> dict[str, Any]:
    """The row with dates as days."""
    dates = ("start_date", "end_date", "published", "as_of")
    return row | {name: row[name] and row[name][:10] for name in dates}


def _anchored(figure: StoredFigure, text: str) -> dict[str, Any]:
    """Where the figure stands, and what was read where a person corrected it."""
    quote = figure.quote
    target = {
        "source": figure.extracted.url,
        "part": "title" if quote.in_title else "text",
        "text_sha256": text_hash(text) if text else None,  # a bulk result keeps no text
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": quote.exact,
                "prefix": quote.prefix,
                "suffix": quote.suffix,
            },
            {"type": "TextPositionSelector", "start": quote.start, "end": quote.end},
        ],
    }
    return {"target": target, "as_read": dict(_as_read(figure))}


def _as_read(figure: StoredFigure) -> Iterator[tuple[str, Any]]:
    for name in figure.verdict.changes:
        value = getattr(figure.extracted, name)
        yield name, value.isoformat() if hasattr(value, "isoformat") else value
