"""What people decide about figures: laid over what was read, versioned, logged, undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from sqlalchemy import Connection, select

from archive import library
from archive.correction import corrections, differing
from archive.errors import Conflict, NotInArchive
from archive.model import Decision, Role, StoredFigure, Verdict
from archive.projection import project
from archive.revision import raise_revision
from archive.tables import decisions as decided
from archive.tables import figures, shown
from archive.verdicts import UNDECIDED, content, latest_entry, write_entry, write_verdict

Change = Callable[[StoredFigure], Verdict]


def accepting() -> Change:
    """Accepts a figure as it is shown."""
    return lambda figure: replace(figure.verdict, decision=Decision.ACCEPTED, reason=None)


def rejecting(reason: str) -> Change:
    """Rejects a figure for a reason."""
    return lambda figure: replace(figure.verdict, decision=Decision.REJECTED, reason=reason)


def correcting(wanted: Mapping[str, object]) -> Change:
    """Lays other values over a figure; one that was accepted is then accepted no longer."""

    def change(figure: StoredFigure) -> Verdict:
        verdict = figure.verdict
        changes = corrections(figure.extracted, verdict.changes, wanted)
        was_accepted = verdict.decision is Decision.ACCEPTED and changes != verdict.changes
        decision = Decision.CHANGED if was_accepted else verdict.decision
        return replace(verdict, changes=changes, decision=decision)

    return change


def annotating(note: str) -> Change:
    """Puts a note beside a figure; an empty one takes it away."""
    return lambda figure: replace(figure.verdict, note=note or None)


def giving(role: Role, note: str | None) -> Change:
    """Says what a figure may stand for, with a note if one is given."""
    return lambda figure: replace(
        figure.verdict, role=role, note=figure.verdict.note if note is None else note or None
    )


def decide(
    connection: Connection, figure_id: str, change: Change, *, action: str, who: str, version: int
) -> StoredFigure:
    """The figure after a person's change, unless it is not as that person saw it: Conflict."""
    before = found(connection, figure_id)
    if before.verdict.version != version:
        raise Conflict(latest_entry(connection, before.id), before)
    verdict = change(before)
    if content(verdict) == content(before.verdict):
        return before
    batch = put(connection, before, verdict, action=action, who=who)
    after = found(connection, before.id)
    if action == "role" and after.verdict.role is Role.HEADLINE:
        _step_down(connection, after, who=who, batch=batch)
    raise_revision(connection)
    return after


def accept_all(connection: Connection, versions: Mapping[str, int], *, who: str) -> list[Conflict]:
    """The conflicts met while accepting many figures in one go; those figures stay as they are."""
    conflicts: list[Conflict] = []
    batch: int | None = None
    for figure_id, version in versions.items():
        figure = found(connection, figure_id)
        if figure.verdict.version != version:
            conflicts.append(Conflict(latest_entry(connection, figure.id), figure))
            continue
        verdict = accepting()(figure)
        if content(verdict) != content(figure.verdict):
            batch = put(connection, figure, verdict, action="accept", who=who, batch=batch)
    raise_revision(connection)
    return conflicts


def reattach(connection: Connection, lost_id: str, figure_id: str, *, who: str) -> StoredFigure:
    """The figure that took over the decision on one that a newer extraction did not find."""
    lost, figure = _lost(connection, lost_id), found(connection, figure_id)
    if figure.verdict.version:
        raise Conflict(latest_entry(connection, figure.id), figure)
    changes = differing(figure.extracted, lost.verdict.changes)
    verdict = replace(lost.verdict, changes=changes, version=figure.verdict.version)
    batch = put(connection, figure, verdict, action="reattach", who=who)
    put(connection, lost, UNDECIDED, action="dismiss", who=who, batch=batch)
    raise_revision(connection)
    return found(connection, figure.id)


def dismiss(connection: Connection, lost_id: str, *, who: str) -> None:
    """Takes a lost figure off the list; undo gets its decisions back out of the log."""
    put(connection, _lost(connection, lost_id), UNDECIDED, action="dismiss", who=who)
    raise_revision(connection)


def put(
    connection: Connection,
    figure: StoredFigure,
    verdict: Verdict,
    *,
    action: str,
    who: str,
    batch: int | None = None,
    undoes: int | None = None,
) -> int:
    """The batch in the log under which a figure's verdict was replaced."""
    after = replace(verdict, version=figure.verdict.version + 1)
    write_verdict(connection, figure.id, after)
    entry = write_entry(
        connection,
        who=who,
        action=action,
        before=content(figure.verdict),
        after=content(after),
        figure_id=figure.id,
        article_id=figure.extracted.article_id,
        batch=batch,
        undoes=undoes,
    )
    number = select(figures.c.article_number).where(figures.c.id == figure.id)
    project(connection, connection.execute(number).scalar_one())
    return batch or entry.number


def found(connection: Connection, figure_id: str) -> StoredFigure:
    """A figure that must be there."""
    figure = library.figure(connection, figure_id)
    if figure is None:
        raise NotInArchive(f"There is no figure {figure_id} in this archive.")
    return figure


def _lost(connection: Connection, figure_id: str) -> StoredFigure:
    figure = found(connection, figure_id)
    if not figure.lost:
        raise NotInArchive(f"The figure {figure_id} is not waiting for a person.")
    return figure


def _step_down(connection: Connection, headline: StoredFigure, *, who: str, batch: int) -> None:
    """One headline a route, category, unit and date: the one before it becomes supporting."""
    here = select(shown).join(figures, figures.c.number == shown.c.number)
    row = connection.execute(here.where(figures.c.id == headline.id)).mappings().one()
    same = [shown.c[n] == row[n] for n in ("category", "unit", "origin", "destination", "as_of")]
    statement = (
        select(figures.c.id)
        .join(shown, shown.c.number == figures.c.number)
        .join(decided, decided.c.figure_id == figures.c.id)
        .where(decided.c.role == Role.HEADLINE.value, figures.c.id != headline.id, *same)
    )
    for figure_id in connection.execute(statement).scalars().all():
        other = found(connection, figure_id)
        verdict = replace(other.verdict, role=Role.SUPPORTING)
        put(connection, other, verdict, action="role", who=who, batch=batch)
