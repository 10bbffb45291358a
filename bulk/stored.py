"""A row of a bulk result as a figure with its evidence, as an archive gives it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from archive.model import Quote, StoredFigure, Verdict
from archive.rows import figure_from
from extract import Article
from extract.model import Figure


def stored(figure_id: str, row: Mapping[str, Any], engine: str) -> StoredFigure:
    """The figure as extracted, undecided; what a run did not keep yet (evidence) is empty."""
    proof = {name: json.loads(row[name] or "[]") for name in ("evidence", "doubts")}
    figure = figure_from({**row, **proof}, origin(row))
    return StoredFigure(
        id=figure_id,
        extracted=figure,
        shown=figure,
        verdict=Verdict(),
        quote=_quote(figure),
        engine=engine,
        lost=False,
    )


def origin(row: Mapping[str, Any]) -> Article:
    """The article that a row comes from, of which there is no text."""
    return Article(
        id=row["article_id"],
        text="",
        title=row["title"] or "",
        published=row["published"],
        publisher=row["publisher"],
        url=row["url"],
    )


def _quote(figure: Figure) -> Quote:
    """Where the number stands, between the other words of its sentence."""
    start, end = figure.surface_start, figure.surface_end
    inside = start - figure.sentence_start, end - figure.sentence_start
    return Quote(
        exact=figure.sentence[inside[0] : inside[1]],
        prefix=figure.sentence[: inside[0]],
        suffix=figure.sentence[inside[1] :],
        start=start,
        end=end,
        in_title=figure.in_title,
    )
