"""The map: an arc a route, as wide as one named report; on outlines that ship with us."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go

from views import encoding, map_names, words
from views.encoding import safe
from views.map_names import Point

Arc = list[Point]

Counts = Mapping[tuple[str, str], int]  # reports by origin and destination
CONFIG = {"topojsonURL": "outlines/", "scrollZoom": False, "displayModeBar": False}
DISCLAIMER = (
    "Borders and names on this map follow United Nations practice and state no opinion on the "
    "legal status of any territory."
)
MOST_ROUTES = 30
_CENTRES = Path(__file__).parent.parent / "data" / "outlines" / "centres.csv"
_STEPS = 28


def one_report_a_route(frame: pd.DataFrame, counts: Counts | None = None) -> pd.DataFrame:
    """For each route its headline figure, else its newest one; the best reported routes first.

    ``counts`` says how many reports each route has, where the frame holds some of them only.
    """
    both = frame["origin"].notna() & frame["destination"].notna()
    known = frame[both & frame["origin"].ne(frame["destination"])]
    known = known[known["origin"].isin(centres()) & known["destination"].isin(centres())]
    first = known.assign(chosen=known["role"].eq("headline"))
    first = first.sort_values(["chosen", "as_of"], ascending=False, kind="stable")
    reports = first.groupby(["origin", "destination"])["figure_id"].transform("size")
    best = first.assign(reports=reports).drop_duplicates(["origin", "destination"])
    if counts is not None:
        pairs = zip(best["origin"], best["destination"], strict=True)
        best = best.assign(reports=[counts.get(pair, 0) for pair in pairs])
        best = best[best["reports"].gt(0)]
    return best.sort_values("reports", ascending=False, kind="stable").head(MOST_ROUTES)


def flow_map(
    frame: pd.DataFrame, selected: str | None = None, *, counts: Counts | None = None
) -> go.Figure:
    """Arcs from origin to destination; dashed where nobody has reviewed the report yet."""
    routes = one_report_a_route(frame, counts)
    routes = routes.assign(y=encoding.position(routes))
    top = float(routes["y"].max() or 1) if len(routes) else 1.0
    ends = zip(routes["origin"], routes["destination"], strict=True)
    arcs = [_arc(centres()[origin], centres()[destination]) for origin, destination in ends]
    middles = [arc[_STEPS // 2] for arc in arcs]
    window = _window(routes)
    chart = go.Figure([*_lines(routes, arcs, top), _marks(routes, middles)])
    chosen = routes["figure_id"].eq(selected or "")
    chart.add_traces(_ring([at for at, one in zip(middles, chosen, strict=True) if one]))
    chart.add_trace(_ends(routes, middles, window))
    chart.update_geos(
        resolution=50,
        projection_type="mercator",
        **window,
        showland=True,
        landcolor="rgba(128,128,128,0.16)",
        showcountries=True,
        countrycolor="rgba(128,128,128,0.55)",
        coastlinecolor="rgba(128,128,128,0.7)",
        showocean=False,
        showlakes=False,
        showframe=False,
        bgcolor="rgba(0,0,0,0)",
    )
    chart.update_layout(
        uirevision="kept",
        dragmode=False,
        showlegend=False,
        height=400,
        margin={"l": 0, "r": 0, "t": 8, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        font_color=encoding.TEXT,
    )
    return chart


def _window(routes: pd.DataFrame) -> dict[str, list[float]]:
    """The part of the world that holds all arcs, about twice as wide as it is high."""
    ends = [centres()[code] for code in {*routes["origin"], *routes["destination"]}]
    if not ends:
        return {}
    (west, east), (south, north) = ((min(axis), max(axis)) for axis in zip(*ends, strict=True))
    high = max(north - south, 12.0) * 1.3
    x, y = (west + east) / 2, (south + north) / 2
    stretch = 1 / math.cos(math.radians(min(abs(y), 70.0)))  # Mercator's, away from the equator
    wide = min(max((east - west) * 1.3, high * 2.1 * stretch), 358.0)
    low, top = max(y - high / 2, -58.0), min(y + high / 2, 78.0)
    return {"lonaxis_range": [x - wide / 2, x + wide / 2], "lataxis_range": [low, top]}


@cache
def centres() -> dict[str, Point]:
    """Longitude and latitude of the point where a country's arcs begin and end."""
    table = pd.read_csv(_CENTRES, keep_default_na=False)
    points = zip(table["longitude"], table["latitude"], strict=True)
    return dict(zip(table["iso3"], points, strict=True))


def _lines(routes: pd.DataFrame, arcs: Sequence[Arc], top: float) -> Iterator[go.Scattergeo]:
    """The arcs, those that look alike in one trace: a browser is slow with many traces."""
    reviewed = routes["decision"].isin(["accepted", "accepted_then_changed"])
    widths = [round(1.5 + 5 * math.sqrt(value / top)) for value in routes["y"]]
    alike: dict[tuple[str, int, str], list[Arc]] = {}
    for arc, to, width, sure in zip(arcs, routes["destination"], widths, reviewed, strict=True):
        look = (encoding.color(to), width, "solid" if sure else "dash")
        alike.setdefault(look, []).append(arc)
    for (color, width, dash), drawn in alike.items():
        points = [point for arc in drawn for point in (*arc, (None, None))]
        yield go.Scattergeo(
            lon=[x for x, _ in points],
            lat=[y for _, y in points],
            mode="lines",
            line={"width": width, "color": color, "dash": dash},
            opacity=0.75,
            hoverinfo="skip",
        )


def _marks(routes: pd.DataFrame, at: Sequence[Point]) -> go.Scattergeo:
    """A disc in the middle of each arc, to be clicked."""
    told = zip(encoding.hover(routes), routes["reports"], strict=True)
    return go.Scattergeo(
        lon=[x for x, _ in at],
        lat=[y for _, y in at],
        mode="markers",
        marker={
            "size": 13,
            "color": [encoding.color(to) for to in routes["destination"]],
            "line": {"width": 1.5, "color": "#FFFFFF"},
            "symbol": "circle",
        },
        customdata=[[one] for one in routes["figure_id"]],
        text=[f"{text}<br>{words.plural(n, 'report')} on this route" for text, n in told],
        hovertemplate="%{text}<extra></extra>",
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )


def _ring(at: Sequence[Point]) -> list[go.Scattergeo]:
    """Two rings round the selected mark, a dark and a light one: one shows on any background."""
    return [
        go.Scattergeo(
            lon=[x for x, _ in at],
            lat=[y for _, y in at],
            mode="markers",
            marker={"symbol": "circle-open", "size": size, "color": shade, "line": {"width": 3}},
            hoverinfo="skip",
            name="selected",
        )
        for size, shade in encoding.RINGS
        if at
    ]


def _ends(
    routes: pd.DataFrame, middles: Sequence[Point], window: dict[str, list[float]]
) -> go.Scattergeo:
    """The names of the countries at the ends of the arcs."""
    codes = sorted({*routes["origin"], *routes["destination"]})
    named = {words.place(code): centres()[code] for code in codes}
    return go.Scattergeo(
        lon=[x for x, _ in named.values()],
        lat=[y for _, y in named.values()],
        mode="text",
        text=[f"<b>{safe(name)}</b>" for name in named],
        textposition=map_names.sides(named, middles, window) if named else None,
        hoverinfo="skip",
    )


def _arc(start: Point, end: Point) -> Arc:
    """Points of a curve bent to the left of its direction, so that both directions part."""
    (x0, y0), (x1, y1) = start, end
    bend = 0.18
    x2, y2 = (x0 + x1) / 2 - (y1 - y0) * bend, (y0 + y1) / 2 + (x1 - x0) * bend
    steps = [n / _STEPS for n in range(_STEPS + 1)]
    return [
        (
            (1 - t) ** 2 * x0 + 2 * t * (1 - t) * x2 + t**2 * x1,
            (1 - t) ** 2 * y0 + 2 * t * (1 - t) * y2 + t**2 * y1,
        )
        for t in steps
    ]
