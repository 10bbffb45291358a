"""The names of destinations on a chart, each where it covers no mark."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from views import encoding, words
from views.encoding import safe

# Where the middle of a name stands beside its mark, in shares of the chart, and how far it reaches.
_PLACES = {
    "top center": (0.0, 0.07),
    "middle right": (0.13, 0.0),
    "middle left": (-0.13, 0.0),
    "bottom center": (0.0, -0.07),
}
_NAME = (0.11, 0.055)
_BESIDE = {
    "top center": "{}<br> ",
    "middle right": "\u2003{}",
    "middle left": "{}\u2003",
    "bottom center": " <br>{}",
}


def names(rows: pd.DataFrame) -> list[go.Scatter]:
    """Each destination's name beside its highest mark, so that colour is not the only word."""
    tops = rows.loc[rows.groupby("destination")["y"].idxmax()] if len(rows) else rows
    return [_name(row, _free_side(row, rows)) for row in tops.to_dict("records")]


def names_in_rows(rows: pd.DataFrame) -> list[go.Scatter]:
    """Each destination's name above its mark farthest to the right, where values run that way."""
    tops = rows.loc[rows.groupby("destination")["x"].idxmax()] if len(rows) else rows
    return [
        _text(row["x"], row["y"], f"{_told(row['destination'])}<br> ", "top left")
        for row in tops.to_dict("records")
    ]


def _name(row: dict[Hashable, Any], side: str) -> go.Scatter:
    """A destination's name on one side of its mark."""
    return _text(row["as_of"], row["y"], _BESIDE[side].format(_told(row["destination"])), side)


def _told(iso3: object) -> str:
    """The name after a dot of its colour.

    The name itself has the colour of text: no colour is dark enough on white and light on black.
    """
    dot = f"<span style='color:{encoding.color(iso3)}'>●</span>"
    return f"{dot} <b>{safe(words.place(iso3))}</b>"


def _text(x: object, y: object, text: str, side: str) -> go.Scatter:
    return go.Scatter(
        x=[x],
        y=[y],
        mode="text",
        text=[text],
        textposition=side,
        textfont={"size": 13},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _free_side(row: dict[Hashable, Any], rows: pd.DataFrame) -> str:
    """On which side of a mark its name covers no other mark; above it where none is free."""
    others = rows[rows["figure_id"].ne(row["figure_id"])]
    days = pd.to_datetime(rows["as_of"])
    wide = max((days.max() - days.min()).days, 1)
    right = (pd.to_datetime(others["as_of"]) - pd.Timestamp(row["as_of"])).dt.days / wide
    up = (others["y"] - row["y"]) / max(float(rows["y"].max()), 1.0)
    for side, (x, y) in _PLACES.items():
        if not ((right - x).abs().lt(_NAME[0]) & (up - y).abs().lt(_NAME[1])).any():
            return side
    return next(iter(_PLACES))
