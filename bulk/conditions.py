"""Filters on a bulk result: the columns that they look at, and a search as an Arrow expression."""

from __future__ import annotations

import operator
from functools import reduce

import pyarrow.compute as pc
import pyarrow.dataset as ds

from archive.model import Decision, Role

CONSTANT = {  # nobody decides anything in a bulk result
    "decision": Decision.TO_REVIEW.value,
    "role": Role.SUPPORTING.value,
    "collection": "bulk",
}
FILTERED = {  # field of Filters -> column
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
    "decisions": "decision",
    "roles": "role",
    "collections": "collection",
}
_SEARCHED = ("sentence", "title", "publisher", "source")


def met_by_search(words: str) -> pc.Expression:
    """Whether the words stand in a figure's sentence, title, publisher or source."""
    return reduce(operator.or_, (_contains(name, words) for name in _SEARCHED))


def _contains(column: str, words: str) -> pc.Expression:
    text = pc.coalesce(ds.field(column), pc.scalar(""))
    return pc.match_substring(text, words, ignore_case=True)
