"""A bulk result as a read-only archive: millions of figures, filtered and counted in memory.

    result = open_result("DIR")
    result.count(filters); result.facet("origin", filters); result.figures_frame(filters, limit=500)
    result.timeline(filters, level="month", by=("origin",))   # for charts: counts, not figures

It answers what ``archive.readable`` asks. What it holds is about 120 bytes a figure; the
sentences stay in the files and are read for the rows that are wanted.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from archive.frames import FRAME_COLUMNS
from archive.history import LOG_COLUMNS
from archive.levels import Level, coarsened
from archive.model import Filters, StoredFigure
from archive.readable import EVERYTHING, Passage, Summary
from bulk import again
from bulk.conditions import CONSTANT
from bulk.index import HELD, Index, number_of
from bulk.parts import Parts
from bulk.stored import origin, stored
from extract import Article
from extract.frame import DATES, INTEGERS, OFFSETS
from extract.readers import Limits
from extract.record import FIGURE_COLUMNS


class Result:
    """The figures of a bulk run. A figure's id is its number in the data set, in input order."""

    read_only = True

    def __init__(self, folder: str, manifest: dict[str, Any]) -> None:
        self.folder, self.manifest = folder, manifest
        self._figures, self._articles = Parts(folder, "figures"), Parts(folder, "articles")
        self._index = Index(self._figures.data_set)

    def loading(self) -> str:
        """The command that reads the same articles into an archive, where people decide."""
        inputs = " ".join(map(shlex.quote, self.manifest["inputs"]))
        progress = shlex.quote(f"{self.folder}-archived")
        return f"python -m bulk {inputs} --output {progress} --archive data/whence.sqlite"

    def revision(self) -> int:
        """Always the same: a finished result does not change."""
        return int(self.manifest["digest"][:12], 16)

    def where(self) -> str:
        """Where the data lies, in words for a page."""
        return f"the bulk result {self.folder}"

    def is_empty(self) -> bool:
        """Whether nothing was found at all."""
        return self._index.frame.empty

    def summary(self) -> Summary:
        """How many articles gave figures, how many figures, and the day of the newest."""
        published = self._index.frame["published"]
        newest = None if published.isna().all() else published.max().date()
        return Summary(self._articles.data_set.count_rows(), len(published), newest)

    def count(self, filters: Filters = EVERYTHING) -> int:
        """How many figures the filters let through."""
        return int(np.count_nonzero(self._index.mask(filters)))

    def facet(self, column: str, filters: Filters = EVERYTHING) -> dict[Any, int]:
        """The values of a column with their numbers of figures, the most frequent first."""
        if column in CONSTANT:
            return {CONSTANT[column]: self.count(filters)}
        return {key: n for (key,), n in self.tally((column,), filters).items()}

    def tally(
        self, columns: Sequence[str], filters: Filters = EVERYTHING
    ) -> dict[tuple[Any, ...], int]:
        """The combinations of several columns' values, counted as ``facet`` does."""
        counted = self._index.counted(columns, filters).rename("figures").reset_index()
        rows = _plain(counted).itertuples(index=False, name=None)
        pairs = [(tuple(key), int(number)) for *key, number in rows]
        return dict(sorted(pairs, key=lambda pair: (-pair[1], str(pair[0]))))

    def span(self, filters: Filters = EVERYTHING) -> tuple[date, date] | None:
        """The first and the last day that the figures speak of; None where none is dated."""
        days = self._index.frame["as_of"][self._index.mask(filters)].dropna()
        return None if days.empty else (days.min().date(), days.max().date())

    def timeline(
        self, filters: Filters = EVERYTHING, *, level: Level, by: Sequence[str] = ()
    ) -> pd.DataFrame:
        """Dated figures counted by period and the columns ``by``: start, ``by``, figures."""
        counted = self._index.counted(("as_of", *by), filters).rename("figures").reset_index()
        return coarsened(_plain(counted.dropna(subset=["as_of"])), level, by)

    def coverage(self) -> pd.DataFrame:
        """Articles counted by outlet and day of publication: publisher, published, articles."""
        columns = ["publisher", "published"]
        found = self._articles.data_set.to_table(columns=columns).to_pandas()
        dated = found.dropna(subset=["published"])
        counted = dated.groupby(columns, dropna=False).size().reset_index(name="articles")
        days = pd.to_datetime(counted["published"]).astype("datetime64[s]")
        return counted.assign(published=days)

    def figures_frame(
        self,
        filters: Filters = EVERYTHING,
        *,
        columns: Sequence[str] | None = None,
        order: str = "newest",
        limit: int | None = None,
    ) -> pd.DataFrame:
        """The figures that the filters let through, with the columns of an archive's frame.

        ``order``: "newest", "doubt" (least confident first) or "reading".
        """
        names = tuple(columns or FRAME_COLUMNS)
        numbers = self._index.numbers(filters, order, limit)
        held = [name for name in names if name in HELD or name == "as_of"]
        frame = _plain(self._index.frame.iloc[numbers][held].reset_index(drop=True))
        read = [name for name in names if name in FIGURE_COLUMNS and name not in HELD]
        if read:
            rows = self._figures.rows(numbers, read).to_pandas()
            frame = frame.assign(**{name: rows[name] for name in read})
        return _typed(frame.assign(**self._constants(numbers))[list(names)])

    def figure(self, figure_id: str) -> StoredFigure | None:
        """The figure with its evidence, on which nobody has decided anything."""
        number = number_of(figure_id)
        if number not in range(len(self._index.frame)):
            return None
        [row] = self._figures.rows(np.array([number]), self._figures.columns).to_pylist()
        return stored(figure_id, row, self.manifest["engine"])

    def passage(self, stored_figure: StoredFigure) -> Passage:
        """The figure's sentence, and where its article stood: the article itself is not kept."""
        figure = stored_figure.extracted
        places = [row["place"] for row in self._rows_of(stored_figure)]
        return Passage(figure.sentence, figure.sentence_start, places[-1] if places else "")

    def whole(self, stored_figure: StoredFigure) -> Article:
        """The article, read again where the run read it; raises ArticleGone where it is gone."""
        limits = Limits(**self.manifest["options"]["limits"])
        return again.article(stored_figure.extracted, self._rows_of(stored_figure), limits)

    def stored_figures(self, figure_ids: Sequence[str]) -> list[tuple[StoredFigure, Article]]:
        """The figures with these ids, each with its article, of which there is no text."""
        numbers = np.array([number_of(one) for one in figure_ids], dtype="int64")
        rows = self._figures.rows(numbers, self._figures.columns).to_pylist()
        engine = self.manifest["engine"]
        pairs = zip(figure_ids, rows, strict=True)
        return [(stored(one, row, engine), origin(row)) for one, row in pairs]

    def log_frame(self, figure_id: str | None = None, *, limit: int | None = None) -> pd.DataFrame:
        """Nothing: nobody decides in a bulk result."""
        return pd.DataFrame(columns=list(LOG_COLUMNS))

    def articles_frame(self, *, limit: int | None = None) -> pd.DataFrame:
        """The articles that gave figures, in input order."""
        articles = self._articles.data_set
        rows = articles.head(limit) if limit else articles.to_table()
        return rows.drop_columns(["signature"]).to_pandas()

    def inputs_rejected(self, *, limit: int | None = None) -> pd.DataFrame:
        """The inputs that were not read, with the reasons."""
        rejected = Parts(self.folder, "rejected").data_set
        return (rejected.head(limit) if limit else rejected.to_table()).to_pandas()

    def _rows_of(self, stored_figure: StoredFigure) -> list[dict[str, Any]]:
        """The row of the article in which a figure stands; several where its id is not its own."""
        part = self._articles.part(self._figures.name_of(number_of(stored_figure.id)))
        mine = pc.field("article_id") == stored_figure.extracted.article_id
        rows: list[dict[str, Any]] = part.filter(mine).to_pylist()
        return rows

    def _constants(self, numbers: np.ndarray) -> dict[str, object]:
        """The columns that an archive has and a data set has not."""
        plain = {"reason": None, "note": None, "version": 0, "corrected": "", "carriers": 1}
        ids = {"figure_id": numbers.astype(str), "engine": self.manifest["engine"]}
        return plain | CONSTANT | ids


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with texts instead of categories, and None where one is missing."""
    texts = [name for name in frame if isinstance(frame[name].dtype, pd.CategoricalDtype)]
    plain = {name: frame[name].astype("object") for name in texts}
    return frame.assign(**{name: one.where(one.notna(), None) for name, one in plain.items()})


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with the dtypes of an archive's frame, as far as it has the columns."""
    kinds = dict.fromkeys(INTEGERS, "Int64") | dict.fromkeys(OFFSETS, "int64")
    dates = [name for name in (*DATES, "as_of") if name in frame]
    seconds = {name: pd.to_datetime(frame[name]).astype("datetime64[s]") for name in dates}
    return frame.assign(**seconds).astype({n: k for n, k in kinds.items() if n in frame})
