"""Small charts: one source's entries and exits, and the weeks that articles speak of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from archive.levels import Level, start_of
from views import charts, encoding, words
from views.encoding import safe


def coming_and_going(
    said: Mapping[str, str], counts: Sequence[int], ids: Sequence[str]
) -> go.Figure:
    """Entries, exits and their difference, for one source and one window, each as it is said."""
    chart = go.Figure(
        go.Bar(
            x=list(counts),
            y=[safe(label) for label in said],
            orientation="h",
            customdata=[[one] for one in ids],
            text=[safe(number) for number in said.values()],
            textposition=["inside", "inside", "outside"],
            textfont_color=["#FFFFFF", "#FFFFFF", encoding.TEXT],
            cliponaxis=False,
            marker_color="#6B7078",  # a colour would stand for a country
            marker_pattern_shape=["", "", "/"],  # hatched: derived, not reported
            hoverinfo="skip",
        )
    )
    chart.update_layout(charts.LAYOUT, height=170, margin={"l": 8, "r": 110, "t": 8, "b": 8})
    chart.update_yaxes(autorange="reversed", automargin=True, title=None)
    chart.update_xaxes(rangemode="tozero", tickformat=",", nticks=5, title=None)
    if counts[-1] < 0:  # room for the number of a bar to the left
        chart.update_xaxes(range=[counts[-1] - max(counts) * 0.25, max(counts)])
    return chart


def coverage(counted: pd.DataFrame, level: Level) -> go.Figure:
    """Articles a period by outlet: where there is no dot nobody reported, whatever happened.

    ``counted`` has the articles of each outlet and day of publication.
    """
    named = counted.assign(outlet=counted["publisher"].fillna(words.NOT_STATED))
    best = named.groupby("outlet")["articles"].sum().sort_values(ascending=False, kind="stable")
    outlets = best.index[:20]
    dated = named[named["outlet"].isin(outlets)]
    start = start_of(dated["published"], level).rename("start")
    counts = dated.groupby(["outlet", start])["articles"].sum().reset_index()
    hover = [f"{words.plural(n, 'article')}" for n in counts["articles"]]
    chart = go.Figure(
        go.Scatter(
            x=counts["start"],
            y=[safe(charts.short(name)) for name in counts["outlet"]],
            mode="markers",
            marker={"size": 9, "color": encoding.GREY, "symbol": "square"},
            text=hover,
            hovertemplate=f"%{{y}}<br>{level} of %{{x|%d %b %Y}}<br>%{{text}}<extra></extra>",
        )
    )
    chart.update_layout(charts.LAYOUT, height=110 + 24 * max(len(outlets), 3))
    chart.update_layout(margin={"l": 8, "r": 8, "t": 8, "b": 8})
    chart.update_yaxes(automargin=True, autorange="reversed", title=None)
    chart.update_xaxes(title=None)
    return chart
