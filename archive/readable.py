"""What every archive can be asked, whether people decide in it or only read: the read side.

A page that shows figures knows no more than this. ``Archive`` (a database) and the result of a
bulk run (a folder of Parquet files) both answer it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

import pandas as pd

from archive.levels import Level
from archive.model import Filters, StoredFigure
from extract.model import Article

EVERYTHING = Filters()


@dataclass(frozen=True, slots=True)
class Summary:
    """How much an archive holds, and the day of its newest article."""

    articles: int
    figures: int
    newest: date | None


@dataclass(frozen=True, slots=True)
class Passage:
    """The text in which a figure stands, from the character ``begin`` of its article on.

    ``place`` says where the article stood, where it is not kept itself.
    """

    text: str
    begin: int = 0
    place: str | None = None


class Readable(Protocol):
    """An archive to read from. Groups are counts of figures; nothing is ever summed."""

    read_only: bool

    def loading(self) -> str:
        """The command that brings it into an archive for deciding; empty where this is one."""

    def revision(self) -> int:
        """A number that rises with every change, for caches and pages."""

    def where(self) -> str:
        """Where the data lies, in words for a page."""

    def is_empty(self) -> bool:
        """Whether there is nothing to read."""

    def summary(self) -> Summary:
        """How much there is."""

    def count(self, filters: Filters = EVERYTHING) -> int:
        """How many figures the filters let through."""

    def facet(self, column: str, filters: Filters = EVERYTHING) -> Mapping[Any, int]:
        """The values of a column with their numbers of figures, the most frequent first."""

    def tally(
        self, columns: Sequence[str], filters: Filters = EVERYTHING
    ) -> Mapping[tuple[Any, ...], int]:
        """The combinations of several columns' values, counted as ``facet`` does."""

    def span(self, filters: Filters = EVERYTHING) -> tuple[date, date] | None:
        """The first and the last day that the figures speak of; None where none is dated."""

    def timeline(
        self, filters: Filters = EVERYTHING, *, level: Level, by: Sequence[str] = ()
    ) -> pd.DataFrame:
        """Dated figures counted by period and the columns ``by``: start, ``by``, figures."""

    def coverage(self) -> pd.DataFrame:
        """Articles counted by outlet and day of publication: publisher, published, articles."""

    def figures_frame(
        self,
        filters: Filters = EVERYTHING,
        *,
        columns: Sequence[str] | None = None,
        order: Any = "newest",
        limit: int | None = None,
    ) -> pd.DataFrame:
        """The figures that the filters let through, as people see them: FRAME_COLUMNS."""

    def figure(self, figure_id: str) -> StoredFigure | None:
        """A figure as extracted, as shown, and what was decided about it."""

    def passage(self, stored: StoredFigure) -> Passage | None:
        """The text in which a figure stands; None where it is gone."""

    def whole(self, stored: StoredFigure) -> Article:
        """The article in which a figure stands; raises ArticleGone where it is gone."""

    def stored_figures(self, figure_ids: Sequence[str]) -> list[tuple[StoredFigure, Article]]:
        """The figures with these ids, each with its article; in no order."""

    def log_frame(self, figure_id: str | None = None, *, limit: int | None = None) -> pd.DataFrame:
        """Who changed what, newest first: LOG_COLUMNS, one row a changed field."""
