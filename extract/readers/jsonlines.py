"""JSON Lines: an article a line, in the exchange format."""

from __future__ import annotations

import json
from collections.abc import Iterator

from extract.errors import UnreadableArticle
from extract.readers import exchange
from extract.readers.decode import decode
from extract.readers.draft import Draft, Found
from extract.readers.limits import Limits

_FORM = 'Write one article a line: {"id": "...", "text": "..."}.'


def read(data: bytes, name: str, limits: Limits) -> Iterator[Found]:
    """The articles of the lines, and a refusal for each line that is none."""
    for number, line in enumerate(decode(data, name).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            yield _draft(line, name, f"line {number}")
        except UnreadableArticle as error:
            yield error


def _draft(line: str, name: str, place: str) -> Draft:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UnreadableArticle(f"{name}, {place}", "this is not JSON.", _FORM) from error
    if not isinstance(row, dict):
        raise UnreadableArticle(f"{name}, {place}", "this is not a JSON object.", _FORM)
    return exchange.draft(row, name, place)
