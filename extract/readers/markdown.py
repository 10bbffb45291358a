"""Markdown with front matter: the facts between the ``---`` lines, the text below them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from extract.errors import UnreadableArticle
from extract.readers import exchange
from extract.readers.clean import cleaned, one_line
from extract.readers.decode import decode
from extract.readers.draft import Draft, Found
from extract.readers.limits import Limits

_FENCE = "---"
_FACT = re.compile(r"\A(?P<key>[A-Za-z_]\w*)\s*:\s*(?P<value>.*)")


def read(data: bytes, name: str, limits: Limits) -> Iterator[Found]:
    """The one article that the file holds."""
    lines = decode(data, name).splitlines()
    end = _end(lines, name)
    facts: dict[str, str] = {}
    published: date | None = None
    for number, line in enumerate(lines[1:end], start=2):
        key, value = _fact(line, f"{name}, line {number}")
        facts[key] = value
        if key == "published":
            published = exchange.published(value, f"{name}, line {number}")
    yield Draft(
        text=cleaned("\n".join(lines[end + 1 :])),
        title=facts.get("title", ""),
        published=published,
        publisher=facts.get("publisher") or None,
        url=facts.get("url") or None,
    )


def _end(lines: list[str], name: str) -> int:
    for number, line in enumerate(lines[1:], start=1):
        if line.strip() == _FENCE:
            return number
    remedy = f"Write a line {_FENCE} between the facts and the text."
    raise UnreadableArticle(f"{name}, line 1", "the front matter has no end.", remedy)


def _fact(line: str, at: str) -> tuple[str, str]:
    """The key and the value of a line; an empty line and a remark give an empty key."""
    if not line.strip() or line.lstrip().startswith("#"):
        return "", ""
    fact = _FACT.fullmatch(line.strip())
    if fact is None:
        reason = "this line of the front matter is not `key: value`."
        raise UnreadableArticle(at, reason, "Mend it or take it out.")
    return fact["key"], one_line(_unquoted(fact["value"]))


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].replace('\\"', '"')
    return value
