"""The map: an arc a route, as wide as one named report; on outlines that ship with us."""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go

from views import encoding, words
from views.encoding import safe

CONFIG = {"topojsonURL": "outlines/", "scrollZoom": False, "displayModeBar": False}
DISCLAIMER = (
    "Borders and names on this map follow United Nations practice and state no opinion on the "
    "legal status of any territory."
)
MOST_ROUTES = 30
_CENTRES = Path(__file__).parent.parent / "data" / "outlines" / "centres.csv"
_STEPS = 28


def one_report_a_route(frame: pd.DataFrame) -> pd.DataFrame:
    """For each route its headline figure, else its newest one; the best reported routes first."""
    both = frame["origin"].notna() & frame["destination"].notna()
    known = frame[both & frame["origin"].ne(frame["destination"])]
    known = known[known["origin"].isin(centres()) & known["destination"].isin(centres())]
    first = known.assign(chosen=known["role"].eq("headline"))
    first = first.sort_values(["chosen", "as_of"], ascending=False, kind="stable")
    reports = first.groupby(["origin", "destination"])["figure_id"].transform("size")
    best = first.assign(reports=reports).drop_duplicates(["origin", "destination"])
    return best.sort_values("reports", ascending=False, kind="stable").head(MOST_ROUTES)


def flow_map(frame: pd.DataFrame, selected: str | None = None) -> go.Figure:
    """Arcs from origin to destination; dashed where nobody has reviewed the report yet."""
    routes = one_report_a_route(frame)
    routes = routes.assign(y=encoding.position(routes))
    top = float(routes["y"].max() or 1) if len(routes) else 1.0
    chart = go.Figure()
    for row in routes.to_dict("records"):
        path = _arc(centres()[row["origin"]], centres()[row["destination"]])
        chart.add_trace(_line(row, path, top))
        chart.add_trace(_mark(row, path[_STEPS // 2], chosen=row["figure_id"] == selected))
    chart.add_trace(_ends(routes))
    chart.update_geos(
        resolution=50,
        projection_type="mercator",
        **_window(routes),
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
    )
    return chart


def _window(routes: pd.DataFrame) -> dict[str, object]:
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
def centres() -> dict[str, tuple[float, float]]:
    """Longitude and latitude of the point where a country's arcs begin and end."""
    table = pd.read_csv(_CENTRES, keep_default_na=False)
    points = zip(table["longitude"], table["latitude"], strict=True)
    return dict(zip(table["iso3"], points, strict=True))


def _line(row: dict[str, object], path: list[tuple[float, float]], top: float) -> go.Scattergeo:
    width = 1.5 + 5 * math.sqrt(float(str(row["y"])) / top)
    reviewed = row["decision"] in {"accepted", "accepted_then_changed"}
    return go.Scattergeo(
        lon=[x for x, _ in path],
        lat=[y for _, y in path],
        mode="lines",
        line={
            "width": width,
            "color": encoding.color(row["destination"]),
            "dash": "solid" if reviewed else "dash",
        },
        opacity=0.75,
        hoverinfo="skip",
    )


def _mark(row: dict[str, object], at: tuple[float, float], *, chosen: bool) -> go.Scattergeo:
    color = encoding.color(row["destination"])
    ring = {"width": 3 if chosen else 1.5, "color": "#16181C" if chosen else "#FFFFFF"}
    reports = words.plural(int(str(row["reports"])), "report")
    return go.Scattergeo(
        lon=[at[0]],
        lat=[at[1]],
        mode="markers",
        marker={"size": 17 if chosen else 13, "color": color, "line": ring, "symbol": "circle"},
        customdata=[[row["figure_id"]]],
        text=[encoding.hover(pd.DataFrame([row]))[0] + f"<br>{reports} on this route"],
        hovertemplate="%{text}<extra></extra>",
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )


def _ends(routes: pd.DataFrame) -> go.Scattergeo:
    """The names of the countries at the ends of the arcs."""
    to = set(routes["destination"])
    codes = sorted({*routes["origin"], *to})
    return go.Scattergeo(
        lon=[centres()[code][0] for code in codes],
        lat=[centres()[code][1] for code in codes],
        mode="text",
        text=[f"<b>{safe(words.place(code))}</b>" for code in codes],
        textposition=["bottom left" if code in to else "top right" for code in codes],
        hoverinfo="skip",
    )


def _arc(start: tuple[float, float], end: tuple[float, float]) -> list[tuple[float, float]]:
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
