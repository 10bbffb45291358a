"""A figure or a rejected number as one row of plain values: the exchange format, without pandas."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from extract.model import Figure, Rejected

FIGURE_COLUMNS = tuple(f.name for f in fields(Figure) if f.name not in {"evidence", "doubts"})
REJECTED_COLUMNS = tuple(f.name for f in fields(Rejected))


def row(figure: Figure | Rejected) -> dict[str, Any]:
    """One figure or rejected number as plain values: ISO dates, strings, ints, None."""
    names = FIGURE_COLUMNS if isinstance(figure, Figure) else REJECTED_COLUMNS
    return {name: _plain(getattr(figure, name)) for name in names}


def proof(figure: Figure) -> dict[str, list[Any]]:
    """What a figure rests on, beside its row: each piece of evidence as a list, and the doubts."""
    evidence = [[e.role, *e.span, e.surface, e.in_title, e.note] for e in figure.evidence]
    return {"evidence": evidence, "doubts": list(figure.doubts)}


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else getattr(value, "value", value)
