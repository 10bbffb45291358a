"""What the pages read: the one archive, and its frames kept until the archive changes."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd
import streamlit as st

from archive import Archive, Filters, compare, open_archive
from archive.ingest import fill
from extract.model import Span
from views import encoding

DRAWN = (  # the columns that charts, tables and cards need; sentences come one at a time
    "figure_id",
    "article_id",
    "surface",
    "count",
    "low",
    "high",
    "in_title",
    "quantifier",
    "unit",
    "category",
    "rate",
    "status",
    "origin",
    "destination",
    "start_date",
    "end_date",
    "date_accuracy",
    "source",
    "publisher",
    "published",
    "confidence",
    "as_of",
    "decision",
    "role",
    "version",
    "carriers",
)


_COMPARED = 2000  # so many of the newest figures of a route are set beside each other


class Place(NamedTuple):
    """Where a figure stands in its article."""

    id: str
    span: Span
    in_title: bool


@st.cache_resource(show_spinner="Opening the archive …")
def archive() -> Archive:
    """The archive that everyone at this deployment works in."""
    return open_archive()


def fill_once() -> None:
    """Fills an archive that never held anything with the bundled articles, and says so."""
    if not archive().is_empty():
        return
    place = st.empty()
    with place, st.status("Reading the bundled articles, once …", expanded=True):
        bar = st.progress(0.0)
        fill(archive(), progress=lambda done, total, name: bar.progress(done / max(total, 1)))
    place.empty()


def figures(filters: Filters, *, limit: int | None = encoding.MOST_MARKS) -> pd.DataFrame:
    """The newest figures that the filters let through, with the columns in DRAWN."""
    return _figures(archive().revision(), filters, limit)


def reports(filters: Filters) -> pd.DataFrame:
    """The newest reports: what headline and text, or several articles, repeat is one."""
    return encoding.reports(figures(filters))


def count(filters: Filters) -> int:
    """How many figures the filters let through, drawn or not."""
    return _count(archive().revision(), filters)


def facet(column: str, filters: Filters) -> dict[str, int]:
    """How many figures there are for each value of a column, the most frequent first."""
    return _facet(archive().revision(), column, filters)


def statements(filters: Filters) -> list[compare.Report]:
    """The newest reports as the comparing room sees them: one statement by one speaker each."""
    return _statements(archive().revision(), filters)


def waiting(filters: Filters) -> tuple[pd.DataFrame, list[str]]:
    """The figures that wait for review, and their ids with the disputed and doubtful first."""
    frame = _doubtful(archive().revision(), filters)
    return frame, compare.queue(frame, compare.conflicts(statements(filters)))


def routes(filters: Filters) -> dict[tuple[str | None, str | None], int]:
    """How many figures each route has that names both of its ends."""
    return _routes(archive().revision(), filters)


def subjects(filters: Filters) -> dict[tuple[str, str, str], int]:
    """How many figures count each category, unit and rate, the most frequent first."""
    return _subjects(archive().revision(), filters)


def articles() -> pd.DataFrame:
    """One row an article, as the archive lists them."""
    return _articles(archive().revision())


def places(article_id: str) -> list[Place]:
    """Where the figures of one article stand, in reading order."""
    columns = ("figure_id", "surface_start", "surface_end", "in_title")
    filters = Filters(article_ids=(article_id,), carried=True)
    frame = archive().figures_frame(filters, columns=columns, order="reading")
    rows = frame.itertuples(index=False, name=None)
    return [Place(one, Span(int(a), int(b)), bool(title)) for one, a, b, title in rows]


@st.cache_data(max_entries=200, show_spinner=False)
def _figures(revision: int, filters: Filters, limit: int | None) -> pd.DataFrame:
    return archive().figures_frame(filters, columns=DRAWN, limit=limit)


@st.cache_data(max_entries=400, show_spinner=False)
def _count(revision: int, filters: Filters) -> int:
    return archive().count(filters)


@st.cache_data(max_entries=400, show_spinner=False)
def _facet(revision: int, column: str, filters: Filters) -> dict[str, int]:
    found = archive().facet(column, filters)
    return {str(value): number for value, number in found.items() if value is not None}


@st.cache_data(max_entries=60, show_spinner="Setting the reports beside each other …")
def _statements(revision: int, filters: Filters) -> list[compare.Report]:
    return compare.reports(archive().figures_frame(filters, limit=_COMPARED))


@st.cache_data(max_entries=60, show_spinner=False)
def _doubtful(revision: int, filters: Filters) -> pd.DataFrame:
    return archive().figures_frame(filters, columns=DRAWN, order="doubt", limit=encoding.MOST_MARKS)


@st.cache_data(max_entries=60, show_spinner=False)
def _routes(revision: int, filters: Filters) -> dict[tuple[str | None, str | None], int]:
    frame = archive().figures_frame(filters, columns=("origin", "destination")).dropna()
    return {key: int(n) for key, n in frame.value_counts(["origin", "destination"]).items()}


@st.cache_data(max_entries=100, show_spinner=False)
def _subjects(revision: int, filters: Filters) -> dict[tuple[str, str, str], int]:
    frame = archive().figures_frame(filters, columns=("category", "unit", "rate"))
    return {key: int(n) for key, n in frame.value_counts(["category", "unit", "rate"]).items()}


@st.cache_data(max_entries=8, show_spinner=False)
def _articles(revision: int) -> pd.DataFrame:
    return archive().articles_frame()
