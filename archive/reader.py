"""The read side of an archive in a database: figures, groups of figures, articles, the log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Engine, select

from archive import frames, groups, history, library
from archive.database import reading
from archive.errors import ArticleGone
from archive.frames import Order
from archive.levels import Level
from archive.model import Filters, StoredArticle, StoredFigure
from archive.readable import EVERYTHING, Passage, Summary
from archive.revision import revision
from archive.tables import articles
from extract import Article


class Reader:
    """Everything that can be asked of an archive without changing it."""

    read_only = False

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def loading(self) -> str:
        """Nothing: people decide here already."""
        return ""

    def revision(self) -> int:
        """A number that rises with every change, for caches and pages."""
        with reading(self.engine) as connection:
            return revision(connection)

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
        filters: Filters = EVERYTHING,
        *,
        columns: Sequence[str] | None = None,
        order: Order = "newest",
        limit: int | None = None,
    ) -> pd.DataFrame:
        """The figures that the filters let through, as people see them: FRAME_COLUMNS."""
        with reading(self.engine) as connection:
            return frames.read(connection, filters, columns=columns, order=order, limit=limit)

    def count(self, filters: Filters = EVERYTHING) -> int:
        """How many figures the filters let through."""
        with reading(self.engine) as connection:
            return groups.count(connection, filters)

    def facet(self, column: str, filters: Filters = EVERYTHING) -> dict[object, int]:
        """The values of a column with their numbers of figures, the most frequent first."""
        with reading(self.engine) as connection:
            return groups.facet(connection, column, filters)

    def summary(self) -> Summary:
        """How much there is."""
        with reading(self.engine) as connection:
            return groups.summary(connection)

    def tally(
        self, columns: Sequence[str], filters: Filters = EVERYTHING
    ) -> dict[tuple[Any, ...], int]:
        """The combinations of several columns' values, counted as ``facet`` does."""
        with reading(self.engine) as connection:
            return groups.tally(connection, columns, filters)

    def span(self, filters: Filters = EVERYTHING) -> tuple[date, date] | None:
        """The first and the last day that the figures speak of; None where none is dated."""
        with reading(self.engine) as connection:
            return groups.span(connection, filters)

    def timeline(
        self, filters: Filters = EVERYTHING, *, level: Level, by: Sequence[str] = ()
    ) -> pd.DataFrame:
        """Dated figures counted by period and the columns ``by``: start, ``by``, figures."""
        with reading(self.engine) as connection:
            return groups.timeline(connection, filters, level, by)

    def coverage(self) -> pd.DataFrame:
        """Articles counted by outlet and day of publication: publisher, published, articles."""
        with reading(self.engine) as connection:
            return groups.coverage(connection)

    def hidden_by(self, filters: Filters) -> dict[str, int]:
        """How many more figures there would be without each filter that is set."""
        with reading(self.engine) as connection:
            return groups.hidden_by(connection, filters)

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

    def passage(self, stored: StoredFigure) -> Passage | None:
        """The title or the text in which a figure stands; None where its article is gone."""
        found = self.article(stored.extracted.article_id)
        if found is None:
            return None
        return Passage(found.article.title if stored.extracted.in_title else found.article.text)

    def whole(self, stored: StoredFigure) -> Article:
        """The article in which a figure stands; raises ArticleGone where it is gone."""
        found = self.article(stored.extracted.article_id)
        if found is None:
            raise ArticleGone("The article of this figure was removed from the archive.")
        return found.article

    def stored_figures(self, figure_ids: Sequence[str]) -> list[tuple[StoredFigure, Article]]:
        """The figures with these ids, each with its article; in no order."""
        with reading(self.engine) as connection:
            return list(library.stored_figures(connection, figure_ids))

    def rejected_frame(self, article_id: str | None = None) -> pd.DataFrame:
        """The numbers that were found and not used, with the reasons, in reading order."""
        with reading(self.engine) as connection:
            return library.rejected_frame(connection, article_id)

    def original(self, article_id: str) -> tuple[str, bytes] | None:
        """The file that an article came in: its name and its bytes."""
        with reading(self.engine) as connection:
            return library.original(connection, article_id)

    def log_frame(self, figure_id: str | None = None, *, limit: int | None = None) -> pd.DataFrame:
        """Who changed what, newest first: LOG_COLUMNS, one row a changed field."""
        with reading(self.engine) as connection:
            return history.log_frame(connection, figure_id, limit)

    def unanchored_frame(self) -> pd.DataFrame:
        """Decided figures that a newer extraction no longer finds: FRAME_COLUMNS."""
        with reading(self.engine) as connection:
            return frames.unanchored(connection)
