"""Small charts: one source's entries and exits, and the weeks that articles speak of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

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


def coverage(articles: pd.DataFrame) -> go.Figure:
    """Articles a week by outlet: where there is no dot nobody reported, whatever happened."""
    dated = articles.dropna(subset=["published"])
    outlets = dated["publisher"].fillna(words.NOT_STATED).value_counts().index[:20]
    dated = dated.assign(outlet=dated["publisher"].fillna(words.NOT_STATED))
    dated = dated[dated["outlet"].isin(outlets)]
    week = dated["published"].dt.to_period("W").dt.start_time
    counts = dated.groupby(["outlet", week.rename("week")]).size().reset_index(name="articles")
    hover = [f"{words.plural(n, 'article')}" for n in counts["articles"]]
    chart = go.Figure(
        go.Scatter(
            x=counts["week"],
            y=[safe(charts.short(name)) for name in counts["outlet"]],
            mode="markers",
            marker={"size": 9, "color": encoding.GREY, "symbol": "square"},
            text=hover,
            hovertemplate="%{y}<br>week of %{x|%d %b %Y}<br>%{text}<extra></extra>",
        )
    )
    chart.update_layout(charts.LAYOUT, height=110 + 24 * max(len(outlets), 3))
    chart.update_layout(margin={"l": 8, "r": 8, "t": 8, "b": 8})
    chart.update_yaxes(automargin=True, autorange="reversed", title=None)
    chart.update_xaxes(title=None)
    return chart
