"""The archive itself: one class for SQLite and PostgreSQL, safe to share between threads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from sqlalchemy import Engine

from archive import catalogue, decisions, renewal
from archive.database import connect, reading, resolve, writing
from archive.errors import Conflict
from archive.migrate import project_all, upgrade
from archive.model import Given, LogEntry, Reanchored, Role, StoredFigure
from archive.reader import Reader
from archive.renewal import Extractor
from archive.undo import undo
from extract import extract_figures


class Archive(Reader):
    """Articles, figures and decisions in one database: what a Reader gives, and deciding."""

    def __init__(self, engine: Engine, extractor: Extractor = extract_figures) -> None:
        super().__init__(engine)
        self.extractor = extractor

    def accept(self, figure_id: str, *, who: str, version: int) -> StoredFigure:
        """The figure, accepted as it is shown."""
        return self._decide(figure_id, decisions.accepting(), "accept", who, version)

    def accept_all(self, versions: Mapping[str, int], *, who: str) -> list[Conflict]:
        """Accepts figures in one go; what someone else changed meanwhile comes back, undone."""
        with writing(self.engine) as connection:
            return decisions.accept_all(connection, versions, who=who)

    def reject(self, figure_id: str, reason: str, *, who: str, version: int) -> StoredFigure:
        """The figure, rejected for a reason."""
        return self._decide(figure_id, decisions.rejecting(reason), "reject", who, version)

    def correct(
        self, figure_id: str, changes: Mapping[str, object], *, who: str, version: int
    ) -> StoredFigure:
        """The figure with other values laid over it; InvalidCorrection if none could have them."""
        return self._decide(figure_id, decisions.correcting(changes), "correct", who, version)

    def annotate(self, figure_id: str, note: str, *, who: str, version: int) -> StoredFigure:
        """The figure with a note beside it; an empty one takes it away."""
        return self._decide(figure_id, decisions.annotating(note), "note", who, version)

    def set_role(
        self, figure_id: str, role: Role | str, *, who: str, version: int, note: str | None = None
    ) -> StoredFigure:
        """The figure in its role; a new headline takes the place of the one before it."""
        change = decisions.giving(Role(role), note)
        return self._decide(figure_id, change, "role", who, version)

    def undo(self, *, who: str, figure_id: str | None = None) -> LogEntry | None:
        """What this person did last (to this figure), taken back; None if nothing is left."""
        with writing(self.engine) as connection:
            return undo(connection, who=who, extractor=self.extractor, figure_id=figure_id)

    def reattach(self, lost_id: str, figure_id: str, *, who: str) -> StoredFigure:
        """The figure to which a person moved the decision on one that was not found again."""
        with writing(self.engine) as connection:
            return decisions.reattach(connection, lost_id, figure_id, who=who)

    def dismiss(self, lost_id: str, *, who: str) -> None:
        """Takes a figure that was not found again off the list; the log keeps its decisions."""
        with writing(self.engine) as connection:
            decisions.dismiss(connection, lost_id, who=who)

    def correct_article(self, article_id: str, given: Given, *, who: str) -> Reanchored:
        """What became of an article's figures when its origin was corrected."""
        with writing(self.engine) as connection:
            return catalogue.correct_origin(
                connection, article_id, given, who=who, extractor=self.extractor
            )

    def remove_article(self, article_id: str, *, who: str) -> None:
        """Hides an article with its figures and decisions; nothing is destroyed."""
        with writing(self.engine) as connection:
            catalogue.remove(connection, article_id, who=who, extractor=self.extractor)

    def restore_article(self, article_id: str, *, who: str) -> None:
        """Shows a removed article again."""
        with writing(self.engine) as connection:
            catalogue.restore(connection, article_id, who=who, extractor=self.extractor)

    def part_carrier(self, article_id: str, *, who: str) -> None:
        """Lets an article that was taken for a copy stand as a report of its own."""
        with writing(self.engine) as connection:
            catalogue.part(connection, article_id, who=who, extractor=self.extractor)

    def join_carrier(self, article_id: str, other_id: str, *, who: str) -> None:
        """Makes an article a carrier of another one's report."""
        with writing(self.engine) as connection:
            catalogue.join(connection, article_id, other_id, who=who, extractor=self.extractor)

    def extract_again(
        self,
        article_ids: Iterable[str] | None = None,
        *,
        progress: Callable[[int, int, str], None] | None = None,
    ) -> Reanchored:
        """What became of the decided figures when articles were extracted anew.

        Without ids: those that another engine than this one has read. One transaction each.
        """
        with reading(self.engine) as connection:
            waiting = renewal.waiting(connection, article_ids)
        parts = []
        for done, (number, title) in enumerate(waiting, start=1):
            with writing(self.engine) as connection:
                parts.append(renewal.extract_again(connection, number, self.extractor))
            if progress:
                progress(done, len(waiting), title)
        return renewal.together(parts)

    def _decide(
        self, figure_id: str, change: decisions.Change, action: str, who: str, version: int
    ) -> StoredFigure:
        with writing(self.engine) as connection:
            return decisions.decide(
                connection, figure_id, change, action=action, who=who, version=version
            )


def open_archive(url: str | None = None, *, extractor: Extractor = extract_figures) -> Archive:
    """The archive at an address; made or brought up to date where that is needed."""
    engine = connect(resolve(url))
    upgrade(engine)
    project_all(engine)
    return Archive(engine, extractor)
