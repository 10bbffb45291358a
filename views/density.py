"""Reports over time when they are too many for a mark each: how many there are of each origin.

A bar counts reports of one origin in one day, week, month or year, as fine as fits; it never adds
up what the reports say.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from archive import Filters
from archive.levels import Level, end_of, level_for
from views import charts, encoding, store, words
from views.encoding import safe

_ORIGINS = 12  # so many have a row of their own
_PERIODS = 160  # so many bars a row at most
_ROW = 34  # pixels
_HIGHEST, _LEAST = 0.85, 0.06  # of a row's height: the most reports, and what can still be clicked
_REST = "elsewhere, or not stated"


@dataclass(frozen=True, slots=True)
class Density:
    """Numbers of reports: a row an origin (None for the rest) and period, at one level."""

    level: Level
    counts: pd.DataFrame  # start, origin, figures


def density(filters: Filters) -> Density | None:
    """How many reports that could be drawn there are of each origin over time; None for none."""
    span = store.span(filters)
    if span is None:
        return None
    level = level_for(span, _PERIODS)
    named = tuple(store.facet("origin", filters))[:_ORIGINS]
    told = store.timeline(replace(filters, origins=named), level, ("origin",))
    every = store.timeline(filters, level).set_index("start")["figures"]
    told = told if named else told.head(0)
    rest = every.sub(told.groupby("start")["figures"].sum(), fill_value=0).astype("int64")
    others = rest[rest.gt(0)].reset_index().assign(origin=None)
    return Density(level, pd.concat([told, others], ignore_index=True))


def drawable(filters: Filters) -> Filters:
    """The same filters, for reports that have a number and are neither denied nor only expected."""
    numbers = filters.quantifiers or encoding.ORDER
    return replace(filters, statuses=("reported",), quantifiers=numbers)


def chart(found: Density, destinations: tuple[str, ...] = ()) -> go.Figure:
    """One row an origin, one bar a period, as high as the root of its number of reports."""
    rows = found.counts
    total = rows.groupby("origin", dropna=False)["figures"].sum().sort_values(ascending=False)
    order = [one for one in total.index if not words.missing(one)]
    names = {one: words.place(one) for one in order} | {None: _REST}
    line = {one: len(order) - n for n, one in enumerate(names)}
    origins = [None if words.missing(one) else one for one in rows["origin"]]
    share = (rows["figures"] / rows["figures"].max()) ** 0.5  # a month of few is seen beside a peak
    color = encoding.color(destinations[0]) if len(destinations) == 1 else encoding.GREY
    opaque = {"marker": {"opacity": 1}}
    drawn = go.Figure(
        go.Bar(
            x=rows["start"],
            y=share.clip(lower=_LEAST) * _HIGHEST,
            base=[line[one] for one in origins],
            marker={"color": color, "line": {"width": 0}},
            customdata=[
                [str(start.date()), one or ""]
                for start, one in zip(rows["start"], origins, strict=True)
            ],
            hovertext=[
                f"<b>{words.plural(n, 'report')}</b><br>from {safe(names[one])}"
                f"<br>{safe(period(start.date(), found.level))}<br>Click to see only these"
                for n, start, one in zip(rows["figures"], rows["start"], origins, strict=True)
            ],
            hovertemplate="%{hovertext}<extra></extra>",
            selected=opaque,
            unselected=opaque,
        )
    )
    note = f"Bars count reports a {found.level}, not people."
    drawn.update_layout(charts.LAYOUT, height=110 + _ROW * max(len(names), 4), meta=note)
    drawn.update_layout(margin={"l": 8, "r": 8, "t": 24, "b": 64}, barmode="overlay", bargap=0.08)
    drawn.update_yaxes(
        tickvals=list(line.values()),
        ticktext=[safe(charts.short(names[one])) for one in line],
        range=[min(line.values()) - 0.1, len(order) + 1],
        automargin=True,
        showgrid=True,
        title=None,
    )
    drawn.update_xaxes(showgrid=False, automargin=True, title=None)
    return charts.noted(drawn, note)


def show(drawn: go.Figure, level: Level, *, key: str, alt: str) -> None:
    """The chart; a click on a bar narrows the filters to its reports."""
    st.plotly_chart(
        drawn,
        key=key,
        on_select=lambda: _narrow(key, level),
        selection_mode="points",
        config={"displayModeBar": False},
        alt=alt,
    )


def period(start: date, level: Level) -> str:
    """A period in words.

    >>> period(date(2022, 9, 1), "month"), period(date(2022, 9, 5), "week")
    ('Sep 2022', 'the week of 5 Sep 2022')
    """
    return f"the week of {words.day(start)}" if level == "week" else words.day(start, level)


def _narrow(key: str, level: Level) -> None:
    points = st.session_state[key].selection.points
    marks = [p["customdata"] for p in points if p.get("customdata")]
    if not marks:
        return
    start, origin = date.fromisoformat(marks[0][0]), marks[0][1]
    st.session_state["since"] = start
    st.session_state["until"] = end_of(start, level)
    if origin:
        st.session_state["from"] = [origin]
