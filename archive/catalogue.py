"""What people change about articles: origin, carrier, removal; logged and undone like the rest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from archive import library
from archive.errors import InvalidCorrection, NotInArchive
from archive.model import Given, Reanchored
from archive.projection import project
from archive.renewal import Extractor, renew
from archive.revision import raise_revision
from archive.rows import given_from, given_json
from archive.tables import articles
from archive.verdicts import write_entry

_ORIGIN = ("title", "publisher", "published", "url")
State = Mapping[str, Any]  # an article's origin, whether it is removed, whose report it carries


def correct_origin(
    connection: Connection, article_id: str, given: Given, *, who: str, extractor: Extractor
) -> Reanchored:
    """What became of the figures when an article's origin was corrected; None leaves a field."""
    before = state_of(connection, article_id)
    wanted = {name: value for name, value in given_json(given).items() if value is not None}
    if before == {**before, **wanted}:
        return Reanchored()
    wanted = {**before, **wanted}
    return put(connection, article_id, wanted, action="origin", who=who, extractor=extractor)[1]


def remove(connection: Connection, article_id: str, *, who: str, extractor: Extractor) -> None:
    """Hides an article with its figures; the next of its carriers, if any, takes its place."""
    heir, *copies = *_copies(connection, article_id), None
    batch, _ = put(
        connection,
        article_id,
        {**state_of(connection, article_id), "removed": True, "carrier_of": heir},
        action="remove",
        who=who,
        extractor=extractor,
    )
    leads = {heir: None} | {copy: heir for copy in copies if copy}
    _lead(connection, leads, who=who, extractor=extractor, batch=batch)


def restore(connection: Connection, article_id: str, *, who: str, extractor: Extractor) -> None:
    """Shows a removed article again."""
    wanted = {**state_of(connection, article_id), "removed": False}
    put(connection, article_id, wanted, action="restore", who=who, extractor=extractor)


def part(connection: Connection, article_id: str, *, who: str, extractor: Extractor) -> None:
    """Lets an article that was taken for a copy stand as a report of its own."""
    _lead(connection, {article_id: None}, who=who, extractor=extractor, batch=None)


def join(
    connection: Connection, article_id: str, other_id: str, *, who: str, extractor: Extractor
) -> None:
    """Makes an article, and those that carry it, carriers of another article's report."""
    lead = state_of(connection, other_id)["carrier_of"] or other_id
    if lead == article_id:
        raise InvalidCorrection("An article can't carry its own report.")
    leads = dict.fromkeys((article_id, *_copies(connection, article_id)), lead)
    _lead(connection, leads, who=who, extractor=extractor, batch=None)


def put(
    connection: Connection,
    article_id: str,
    wanted: State,
    *,
    action: str,
    who: str,
    extractor: Extractor,
    batch: int | None = None,
    undoes: int | None = None,
) -> tuple[int, Reanchored]:
    """The batch in the log under which an article was changed, and what became of its figures."""
    row = _row(connection, article_id)
    before = state_of(connection, article_id)
    entry = write_entry(
        connection,
        who=who,
        action=action,
        before=before,
        after=wanted,
        article_id=article_id,
        batch=batch,
        undoes=undoes,
    )
    batch = batch or entry.number
    figures = library.figures_of(connection, row.number)
    _write(connection, row, wanted)
    became = Reanchored()
    if any(before[name] != wanted[name] for name in _ORIGIN):
        became = renew(connection, row.number, extractor, who=who, before=figures, batch=batch)
    project(connection, row.number)
    raise_revision(connection)
    return batch, became


def state_of(connection: Connection, article_id: str) -> dict[str, object]:
    """What people may change about an article, as JSON."""
    row = _row(connection, article_id)
    lead = select(articles.c.id).where(articles.c.number == row.carrier_of)
    return {
        **given_json(Given(row.title, row.publisher, row.published, row.url)),
        "removed": row.removed is not None,
        "carrier_of": connection.execute(lead).scalar(),
    }


def _write(connection: Connection, row: Row[Any], wanted: State) -> None:
    given = given_from(wanted)
    lead = wanted["carrier_of"]
    removed = row.removed or datetime.now(UTC).replace(tzinfo=None)
    values = {
        "title": given.title or "",
        "publisher": given.publisher,
        "published": given.published,
        "url": given.url,
        "removed": removed if wanted["removed"] else None,
        "carrier_of": _row(connection, lead).number if lead else None,
    }
    connection.execute(update(articles).where(articles.c.number == row.number).values(values))


def _lead(
    connection: Connection,
    leads: Mapping[str | None, str | None],
    *,
    who: str,
    extractor: Extractor,
    batch: int | None,
) -> None:
    """Says whose report each article carries: None, its own."""
    for article_id, lead in leads.items():
        if article_id is None:
            continue
        wanted = {**state_of(connection, article_id), "carrier_of": lead}
        batch, _ = put(
            connection,
            article_id,
            wanted,
            action="carrier",
            who=who,
            extractor=extractor,
            batch=batch,
        )


def _row(connection: Connection, article_id: str) -> Row[Any]:
    """The row of an article that must be there."""
    row = connection.execute(select(articles).where(articles.c.id == article_id)).first()
    if row is None:
        raise NotInArchive(f"There is no article {article_id} in this archive.")
    return row


def _copies(connection: Connection, article_id: str) -> list[str]:
    number = _row(connection, article_id).number
    mine = articles.c.carrier_of == number
    statement = select(articles.c.id).where(mine, articles.c.removed.is_(None))
    return list(connection.execute(statement.order_by(articles.c.number)).scalars())
