"""Filters as Arrow expressions, so that a data set is narrowed while it is read."""

from __future__ import annotations

import operator
from functools import reduce

import pyarrow.compute as pc
import pyarrow.dataset as ds

from archive.model import Decision, Filters, Role

CONSTANT = {  # nobody decides anything in a bulk result
    "decision": Decision.TO_REVIEW.value,
    "role": Role.SUPPORTING.value,
    "collection": "bulk",
}
_MANY = {
    "origins": "origin",
    "destinations": "destination",
    "measures": "measure",
    "categories": "category",
    "units": "unit",
    "quantifiers": "quantifier",
    "statuses": "status",
    "rates": "rate",
    "sources": "source",
    "publishers": "publisher",
    "article_ids": "article_id",
}
_SEARCHED = ("sentence", "title", "publisher", "source")
AS_OF = pc.coalesce(ds.field("end_date"), ds.field("start_date"), ds.field("published"))


def condition(filters: Filters) -> pc.Expression:
    """The filters as an expression that Arrow applies while it reads."""
    wanted = [pc.scalar(True)]
    for name, column in _MANY.items():
        if values := getattr(filters, name):
            wanted.append(ds.field(column).isin(values))
    for name, column in (
        ("decisions", "decision"),
        ("roles", "role"),
        ("collections", "collection"),
    ):
        if values := getattr(filters, name):
            wanted.append(pc.scalar(CONSTANT[column] in values))
    if filters.start:
        wanted.append(pc.scalar(filters.start) <= AS_OF)
    if filters.end:
        wanted.append(pc.scalar(filters.end) >= AS_OF)
    if words := filters.search.strip():
        told = (_contains(name, words) for name in _SEARCHED)
        wanted.append(reduce(operator.or_, told))
    return reduce(operator.and_, wanted)


def read_by(filters: Filters) -> set[str]:
    """The columns that the filters look at."""
    named = {column for name, column in _MANY.items() if getattr(filters, name)}
    return named | set(_SEARCHED if filters.search else ())


def _contains(column: str, words: str) -> pc.Expression:
    text = pc.coalesce(ds.field(column), pc.scalar(""))
    return pc.match_substring(text, words, ignore_case=True)
