"""Articles that carry another article's report: agency copy is one report, told many times."""

from __future__ import annotations

import hashlib
from typing import Any

from sqlalchemy import Connection, Row, select

from archive import near
from archive.tables import articles, bands, texts


def lead_of(connection: Connection, text: str) -> Row[Any] | None:
    """The row of the article whose report the text carries, if it is here already."""
    mark = near.signature(text)
    statement = (
        select(articles.c.number, articles.c.id, articles.c.carrier_of, texts.c.signature)
        .distinct()
        .join(bands, bands.c.article_number == articles.c.number)
        .join(texts, texts.c.article_number == articles.c.number)
        .where(bands.c.band.in_(_keys(mark)), articles.c.removed.is_(None))
        .order_by(articles.c.number)
    )
    for row in connection.execute(statement):
        if near.near(mark, row.signature):
            number = row.carrier_of or row.number
            return connection.execute(select(articles).where(articles.c.number == number)).one()
    return None


def remember(connection: Connection, number: int, signature: bytes) -> None:
    """Keeps the keys by which later copies of the article are found."""
    values = [{"band": key, "article_number": number} for key in _keys(signature)]
    connection.execute(bands.insert(), values)


def _keys(signature: bytes) -> list[int]:
    """The band keys as 64-bit numbers, which an index holds in a fifth of the room."""
    digests = (hashlib.blake2b(k.encode(), digest_size=8) for k in set(near.bands(signature)))
    return sorted(int.from_bytes(d.digest(), "big", signed=True) for d in digests)
