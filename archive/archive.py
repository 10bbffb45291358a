"""The archive itself: one class for SQLite and PostgreSQL, safe to share between threads."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from sqlalchemy import Engine, select

from archive import frames, library
from archive.database import connect, reading, resolve
from archive.frames import Order
from archive.model import Filters, StoredArticle, StoredFigure
from archive.tables import articles, metadata, state


class Archive:
    """Articles, figures and decisions in one database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def revision(self) -> int:
        """A number that rises with every change, for caches and pages."""
        with reading(self.engine) as connection:
            return connection.execute(select(state.c.revision)).scalar_one()

    def where(self) -> str:
        """Where the data lies, in words for a page; never with a password."""
        url = self.engine.url
        if url.get_backend_name() == "sqlite":
            return f"the file {url.database}"
        return f"the PostgreSQL database {url.database} on {url.host or 'this machine'}"

    def is_empty(self) -> bool:
        """Whether no article was ever kept."""
        with reading(self.engine) as connection:
            return connection.execute(select(articles.c.number).limit(1)).first() is None

    def figures_frame(
        self,
        filters: Filters = Filters(),
        *,
        columns: Sequence[str] | None = None,
        order: Order = "newest",
        limit: int | None = None,
    ) -> pd.DataFrame:
        """The figures that the filters let through, as people see them: FRAME_COLUMNS."""
        with reading(self.engine) as connection:
            return frames.read(connection, filters, columns=columns, order=order, limit=limit)

    def count(self, filters: Filters = Filters()) -> int:
        """How many figures the filters let through."""
        with reading(self.engine) as connection:
            return frames.count(connection, filters)

    def facet(self, column: str, filters: Filters = Filters()) -> dict[object, int]:
        """The values of a column with their numbers of figures, the most frequent first."""
        with reading(self.engine) as connection:
            return frames.facet(connection, column, filters)

    def articles_frame(self, *, removed: bool = False) -> pd.DataFrame:
        """One row an article, in the order they came: ARTICLE_COLUMNS."""
        with reading(self.engine) as connection:
            return library.articles_frame(connection, removed=removed)

    def article(self, article_id: str) -> StoredArticle | None:
        """An article with its text and its origin."""
        with reading(self.engine) as connection:
            return library.article(connection, article_id)

    def figure(self, figure_id: str) -> StoredFigure | None:
        """A figure as extracted, as shown, and what was decided about it."""
        with reading(self.engine) as connection:
            return library.figure(connection, figure_id)

    def rejected_frame(self, article_id: str | None = None) -> pd.DataFrame:
        """The numbers that were found and not used, with the reasons, in reading order."""
        with reading(self.engine) as connection:
            return library.rejected_frame(connection, article_id)

    def original(self, article_id: str) -> tuple[str, bytes] | None:
        """The file that an article came in: its name and its bytes."""
        with reading(self.engine) as connection:
            return library.original(connection, article_id)


def open_archive(url: str | None = None) -> Archive:
    """The archive at an address; made or brought up to date where that is needed."""
    engine = connect(resolve(url))
    metadata.create_all(engine)
    with engine.begin() as connection:
        if connection.execute(select(state)).first() is None:
            connection.execute(state.insert().values(id=1, revision=0))
    return Archive(engine)
