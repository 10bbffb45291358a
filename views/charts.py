"""Charts: a frame of figures in, a plotly figure out. Every mark is one report; none is a sum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd
import plotly.graph_objects as go

from views import encoding, labels, words
from views.encoding import safe

NOTE = "Each mark is one report. Reports overlap: do not add them."
_STEM = 0.07  # length of "at least" and "up to" stems, as a share of the axis
SOURCES = 20  # with a row each
_CUT = 30  # characters of a source's name beside its row
LAYOUT = {
    "uirevision": "kept",  # zoom outlives a redraw
    "hovermode": "closest",
    "dragmode": False,
    "showlegend": False,
    "paper_bgcolor": "rgba(0,0,0,0)",
    "plot_bgcolor": "rgba(0,0,0,0)",
    "font": {"size": 13, "color": encoding.TEXT},
    "xaxis": {"tickfont": {"color": encoding.TEXT}},
    "yaxis": {"tickfont": {"color": encoding.TEXT}},
}


def reports_over_time(
    frame: pd.DataFrame, selected: str | None = None, *, logarithmic: bool = False
) -> go.Figure:
    """One mark a report at the date it speaks of, by destination and qualifier."""
    rows = frame.assign(y=encoding.position(frame))
    if logarithmic:
        rows = rows[rows["y"] > 0]
    top = float(rows["y"].max() or 1) if len(rows) else 1.0
    chart = go.Figure()
    for iso3, group in rows.groupby("destination", dropna=False, sort=True):
        chart.add_traces(list(_windows(group, encoding.color(iso3))))
        chart.add_traces(list(_marks(group, "as_of", "y", encoding.color(iso3), top * _STEM)))
    chart.add_traces(labels.names(rows))
    chart.add_traces(_ring(rows[rows["figure_id"].eq(selected or "")], "as_of", "y"))
    chart.update_layout(LAYOUT, height=380, margin={"l": 8, "r": 8, "t": 24, "b": 64})
    chart.update_yaxes(rangemode="tozero", tickformat=",", automargin=True, title=None)
    chart.update_xaxes(showgrid=False, automargin=True, title=None)
    if logarithmic:
        chart.update_yaxes(type="log", dtick=1)
    return noted(chart)


def who_said_what(
    frame: pd.DataFrame, selected: str | None = None, *, counts: Mapping[str, int] | None = None
) -> go.Figure:
    """One row a source, one mark a report, on a shared axis of values; newest sources on top.

    ``counts`` names the sources in their order where there are more reports than the frame has,
    with how many each of them has.
    """
    said = frame["source"].fillna(frame["publisher"]).fillna(words.NOT_STATED)
    rows = frame.assign(x=encoding.position(frame), who=said)
    newest = rows.groupby("who")["as_of"].max().sort_values(ascending=False).index
    order = list(newest if counts is None else counts)[:SOURCES]
    rows = rows[rows["who"].isin(order)]
    line = {name: len(order) - n for n, name in enumerate(order)}
    rows = rows.assign(y=rows["who"].map(line).astype("float64"))
    top = float(rows["x"].max() or 1) if len(rows) else 1.0
    chart = go.Figure()
    for iso3, group in rows.groupby("destination", dropna=False, sort=True):
        marks = _marks(group, "x", "y", encoding.color(iso3), top * _STEM, across=True)
        chart.add_traces(list(marks))
    chart.add_traces(labels.names_in_rows(rows))
    chart.add_traces(_ring(rows[rows["figure_id"].eq(selected or "")], "x", "y"))
    chart.update_layout(LAYOUT, height=120 + 30 * max(len(line), 3))
    chart.update_layout(margin={"l": 8, "r": 8, "t": 24, "b": 64})
    chart.update_xaxes(rangemode="tozero", tickformat=",", title=None)
    chart.update_yaxes(
        tickvals=list(line.values()),
        ticktext=[safe(short(name)) + (f" · {counts[name]:,}" if counts else "") for name in line],
        range=[0.3, len(line) + 0.7],
        automargin=True,
        showgrid=True,
        title=None,
    )
    return noted(chart, side="right")  # names take half of a phone's width on the left


def short(name: object) -> str:
    """A name cut to what fits beside a row."""
    text = str(name)
    return text if len(text) <= _CUT else text[: _CUT - 1] + "…"


def for_image(chart: go.Figure, title: str, subtitle: str, sources: str) -> go.Figure:
    """The chart to be saved: on white, with its title, its sources and the note inside."""
    copy = go.Figure(chart)
    keys = [go.Scatter(**_key(name)) for name in encoding.ORDER]
    own_note: str | None = copy.layout.meta  # of a chart whose marks are no single reports
    if not copy.layout.geo.resolution and not own_note:
        copy.add_traces(keys)
    copy.update_layout(
        template="plotly_white",
        paper_bgcolor="white",
        plot_bgcolor="white",
        font_color="#1B1D21",
        title={
            "text": f"<b>{safe(title)}</b><br><span style='font-size:13px'>{safe(subtitle)}</span>",
            "x": 0.01,
            "xanchor": "left",
        },
        showlegend=True,
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        height=max(520, copy.layout.height or 0),
        margin={"l": 60, "r": 24, "t": 120, "b": 90},
        annotations=[],
    )
    return noted(copy, f"{safe(sources)}<br>{own_note or NOTE}", down=-64)


def _key(name: str) -> dict[str, object]:
    marker = {"symbol": encoding.SYMBOL[name], "size": 11, "color": encoding.GREY}
    marker["line"] = {"width": 2, "color": encoding.GREY}
    return {"x": [None], "y": [None], "mode": "markers", "marker": marker} | {
        "name": words.QUALIFIER[name],
        "showlegend": True,
    }


def _windows(rows: pd.DataFrame, color: str) -> Iterator[go.Scatter]:
    """A thin dotted line from the start of the time that a report speaks of to its end."""
    spans = rows[rows["start_date"].notna() & rows["start_date"].lt(rows["as_of"])]
    if len(spans):
        x = [
            v
            for a, b in zip(spans["start_date"], spans["as_of"], strict=True)
            for v in (a, b, None)
        ]
        y = [v for one in spans["y"] for v in (one, one, None)]
        line = {"color": color, "width": 1.2, "dash": "dot"}
        yield go.Scatter(x=x, y=y, mode="lines", line=line, opacity=0.55, hoverinfo="skip")


def _marks(
    rows: pd.DataFrame, x: str, y: str, color: str, stem: float, *, across: bool = False
) -> Iterator[go.Scatter]:
    """The marks of one colour, a trace a qualifier; ``across`` turns the value axis to x."""
    for name, group in rows.groupby("quantifier", sort=False):
        marker = {"symbol": _symbol(str(name), across), "size": 11, "color": color}
        marker["line"] = {"width": 2, "color": color}
        if name == "range":
            yield _bars(group, x, y, color, across=across)
            marker |= {"size": 16, "opacity": 0}  # only there to be clicked
        yield go.Scatter(
            x=group[x],
            y=group[y],
            mode="markers",
            cliponaxis=False,  # a mark at nought is whole
            marker=marker,
            customdata=[[one] for one in group["figure_id"]],
            text=encoding.hover(group),
            hovertemplate="%{text}<extra></extra>",
            selected={"marker": {"opacity": 0 if name == "range" else 1}},
            unselected={"marker": {"opacity": 0 if name == "range" else 1}},
            **_stems(str(name), len(group), color, stem, across=across),
        )


def _symbol(name: str, across: bool) -> str:
    turned = {"more_than": "triangle-right-open", "less_than": "triangle-left-open"}
    return turned.get(name, encoding.SYMBOL[name]) if across else encoding.SYMBOL[name]


def _stems(name: str, amount: int, color: str, stem: float, *, across: bool) -> dict[str, object]:
    """An open-ended stem toward where the true value may lie: "at least" up, "up to" down."""
    if name not in {"more_than", "less_than"}:
        return {}
    ends = ([stem] * amount, [0.0] * amount)
    plus, minus = ends if name == "more_than" else ends[::-1]
    bar = {"type": "data", "symmetric": False, "array": plus, "arrayminus": minus}
    bar |= {"width": 0, "thickness": 1.4, "color": color}
    return {"error_x" if across else "error_y": bar}


def _bars(rows: pd.DataFrame, x: str, y: str, color: str, *, across: bool) -> go.Scatter:
    fixed = rows[y] if across else rows[x]
    along = [v for a, b in zip(rows["low"], rows["high"], strict=True) for v in (a, b, None)]
    beside = [v for one in fixed for v in (one, one, None)]
    x_, y_ = (along, beside) if across else (beside, along)
    return go.Scatter(x=x_, y=y_, mode="lines", line={"color": color, "width": 6}, hoverinfo="skip")


def _ring(rows: pd.DataFrame, x: str, y: str) -> list[go.Scatter]:
    """Two rings round the selected mark, a dark and a light one: one shows on any background."""
    return [
        go.Scatter(
            x=rows[x],
            y=rows[y],
            mode="markers",
            cliponaxis=False,
            marker={"symbol": "circle-open", "size": size, "color": shade, "line": {"width": 3}},
            customdata=[[one] for one in rows["figure_id"]],
            hoverinfo="skip",
            name="selected",
        )
        for size, shade in encoding.RINGS
        if len(rows)
    ]


def noted(chart: go.Figure, note: str = NOTE, down: int = -34, side: str = "left") -> go.Figure:
    """The chart with a line under it that says what a mark is."""
    chart.add_annotation(
        text=note,
        xref="paper",
        yref="paper",
        x=0 if side == "left" else 1,
        y=0,
        xanchor=side,
        yanchor="top",
        yshift=down,
        align=side,
        showarrow=False,
        font={"size": 11},
        opacity=0.85,
    )
    return chart
