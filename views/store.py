"""What the pages read: frames and counts of the one archive, kept until it changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from archive import Filters, Summary, compare
from archive.levels import Level
from extract.model import Span
from views import encoding
from views.opening import archive as archive
from views.opening import writable as writable

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


Route = tuple[str, str]  # origin and destination
_A_ROUTE = 12  # figures of a route among which one to draw is looked for
_A_SOURCE = 30  # of its figures are drawn where there are too many sources' figures for all
_COMPARED = 2000  # so many of the newest figures of a route are set beside each other


class Place(NamedTuple):
    """Where a figure stands in its article."""

    id: str
    span: Span
    in_title: bool


def figures(filters: Filters, *, limit: int | None = encoding.MOST_MARKS) -> pd.DataFrame:
    """The newest figures that the filters let through, with the columns in DRAWN."""
    return _figures(archive().revision(), filters, limit)


def reports(filters: Filters, *, limit: int = encoding.MOST_MARKS) -> pd.DataFrame:
    """The newest reports: what headline and text, or several articles, repeat is one."""
    return encoding.reports(figures(filters, limit=limit))


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


def tally(columns: tuple[str, ...], filters: Filters) -> dict[tuple[Any, ...], int]:
    """How many figures there are for each combination of values, the most frequent first."""
    return _tally(archive().revision(), columns, filters)


def routes(filters: Filters) -> dict[Route, int]:
    """How many figures each route has that names both of its ends."""
    found = tally(("origin", "destination"), filters)
    return {(a, b): number for (a, b), number in found.items() if a and b}


def subjects(filters: Filters) -> dict[tuple[str, str, str], int]:
    """How many figures count each category, unit and rate, the most frequent first."""
    return dict(tally(("category", "unit", "rate"), filters))


def summary() -> Summary:
    """How many articles and figures there are."""
    return _summary(archive().revision())


def span(filters: Filters) -> tuple[date, date] | None:
    """The first and the last day that the figures speak of."""
    return _span(archive().revision(), filters)


def timeline(filters: Filters, level: Level, by: tuple[str, ...] = ()) -> pd.DataFrame:
    """Dated figures counted by period and columns."""
    return _timeline(archive().revision(), filters, level, by)


def coverage() -> pd.DataFrame:
    """Articles counted by outlet and day of publication."""
    return _coverage(archive().revision())


def of_routes(filters: Filters, most: int) -> tuple[pd.DataFrame, dict[Route, int]]:
    """The newest figures of the best reported routes, and how many each of these has."""
    return _of_routes(archive().revision(), filters, most)


def of_sources(filters: Filters, most: int) -> tuple[pd.DataFrame, dict[str, int]]:
    """The newest figures of the sources that are quoted most, and how many each of these has."""
    return _of_sources(archive().revision(), filters, most)


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


@st.cache_data(max_entries=300, show_spinner=False)
def _tally(revision: int, columns: tuple[str, ...], filters: Filters) -> dict[tuple[Any, ...], int]:
    return dict(archive().tally(columns, filters))


@st.cache_data(max_entries=8, show_spinner=False)
def _summary(revision: int) -> Summary:
    return archive().summary()


@st.cache_data(max_entries=200, show_spinner=False)
def _span(revision: int, filters: Filters) -> tuple[date, date] | None:
    return archive().span(filters)


@st.cache_data(max_entries=200, show_spinner=False)
def _timeline(revision: int, filters: Filters, level: Level, by: tuple[str, ...]) -> pd.DataFrame:
    return archive().timeline(filters, level=level, by=by)


@st.cache_data(max_entries=8, show_spinner=False)
def _coverage(revision: int) -> pd.DataFrame:
    return archive().coverage()


@st.cache_data(max_entries=60, show_spinner=False)
def _of_routes(revision: int, filters: Filters, most: int) -> tuple[pd.DataFrame, dict[Route, int]]:
    found = {route: number for route, number in routes(filters).items() if route[0] != route[1]}
    best = dict(list(found.items())[:most])
    wanted = [replace(filters, origins=(a,), destinations=(b,)) for a, b in best]
    headlines = replace(filters, roles=("headline",))
    newest = [_figures(revision, one, _A_ROUTE) for one in wanted]
    return pd.concat([*newest, figures(headlines)], ignore_index=True), best


@st.cache_data(max_entries=60, show_spinner=False)
def _of_sources(revision: int, filters: Filters, most: int) -> tuple[pd.DataFrame, dict[str, int]]:
    best = dict(list(facet("source", filters).items())[:most])
    newest = [_figures(revision, replace(filters, sources=(one,)), _A_SOURCE) for one in best]
    return pd.concat(newest, ignore_index=True) if newest else figures(filters, limit=0), best


@st.cache_data(max_entries=8, show_spinner=False)
def _articles(revision: int) -> pd.DataFrame:
    return writable().articles_frame()
