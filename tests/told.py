"""Reports made by hand, from numbers as a text might say them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

import pandas as pd

from archive.compare import Report, reports

_NUMBER = re.compile(
    r"(?P<kind>about|at least|up to|between)? ?(?P<a>[\d,]+)(?: and (?P<b>[\d,]+))?"
    r"(?P<crossings> crossings)?(?P<pace> a day)?"
)
_KINDS = {
    None: "exact",
    "about": "approximately",
    "at least": "more_than",
    "up to": "less_than",
    "between": "range",
}


def figure(number: str, question: str, start: str, end: str, said_by: str, **more: object) -> dict:
    """A frame's row for a number as a text might say it."""
    m = _NUMBER.fullmatch(number)
    assert m is not None, number
    a, b = (int(m[n].replace(",", "")) if m[n] else None for n in ("a", "b"))
    quantifier = _KINDS[m["kind"]]
    row: dict[str, object] = {
        "figure_id": f"{number}|{question}|{end}|{said_by}",
        "article_id": said_by,
        "count": None if b else a,
        "low": None if quantifier == "less_than" else a,
        "high": b or (None if quantifier == "more_than" else a),
        "quantifier": quantifier,
        "unit": "crossing" if m["crossings"] else "person",
        "category": question,
        "rate": "per_day" if m["pace"] else "total",
        "status": "reported",
        "origin": "RUS",
        "destination": "GEO",
        "origin_basis": "nationality",
        "start_date": date.fromisoformat(start) if start else None,
        "end_date": date.fromisoformat(end) if end else None,
        "date_accuracy": "day",
        "source": said_by,
        "publisher": f"Outlet of {said_by}",
        "published": None,
        "url": None,
        "title": None,
        "sentence": f"{said_by}: {number}.",
        "sentence_start": 0,
        "sentence_end": 10,
        "surface_end": len(f"{said_by}: {number}"),
        "in_title": False,
        "confidence": 1.0,
        "decision": "to_review",
        "role": "supporting",
        "carriers": 1,
    }
    return row | more


def told(rows: Iterable[dict]) -> list[Report]:
    """The reports of figures made by hand."""
    frame = pd.DataFrame(list(rows))
    days = {n: pd.to_datetime(frame[n]) for n in ("start_date", "end_date", "published")}
    return reports(frame.assign(**days))
