"""The one selected figure: set by a mark, a row, a key or the address; kept in the address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

_SELECTED = "selected_figure"
_SUGGESTED = "suggested_figure"
_WRITTEN = "figure_in_address"
_PAGE = "page_of_selection"
_SHOWN = "figures_shown"
PARAMETER = "fig"


def follow_address(page: str) -> None:
    """Brings the selection and ``?fig=`` together; a click wins, then a new address.

    Going to another page drops the parameter from the address: there it is written again.
    """
    state = st.session_state
    asked = st.query_params.get(PARAMETER)
    clicked = _SELECTED in state and state[_SELECTED] != state.get(_WRITTEN)
    if not clicked and (asked or state.get(_PAGE, page) == page):
        state[_SELECTED] = asked
    if state[_SELECTED] != asked:
        _write(state[_SELECTED])
    suggest(None)
    state[_WRITTEN], state[_PAGE] = state[_SELECTED], page


def selected() -> str | None:
    """The id of the selected figure; else of the one that the page suggests, if any."""
    chosen: str | None = st.session_state.get(_SELECTED) or st.session_state.get(_SUGGESTED)
    return chosen


def parameter() -> dict[str, str]:
    """The selection as it stands in an address."""
    chosen = st.session_state.get(_SELECTED)
    return {PARAMETER: chosen} if chosen else {}


def suggest(figure_id: str | None) -> None:
    """Names the figure to be shown until a person selects one; it does not enter the address."""
    st.session_state[_SUGGESTED] = figure_id


def select(figure_id: str | None) -> None:
    """Selects a figure; for callbacks."""
    st.session_state[_SELECTED] = figure_id


def chart(figure: go.Figure, *, key: str, alt: str, config: dict[str, Any] | None = None) -> None:
    """A chart whose marks select their figure."""
    st.plotly_chart(
        figure,
        key=key,
        on_select=lambda: from_chart(key),
        selection_mode="points",
        config=config or {"displayModeBar": False},
        alt=alt,
    )


def table(
    frame: pd.DataFrame, ids: Sequence[str], *, key: str, alt: str, height: int | None = None
) -> None:
    """A table whose rows select their figure; the first column says which is selected."""
    marked = ["●" if one == selected() else "" for one in ids]
    st.dataframe(
        frame.assign(**{"": marked})[["", *frame.columns]],
        key=key,
        on_select=lambda: from_table(key, ids),
        selection_mode="single-row",
        hide_index=True,
        lazy=False,
        alt=alt,
        height=height or "auto",
        column_config={
            "": st.column_config.TextColumn(width=30),
            "Number": st.column_config.TextColumn(width=140),
            "Value drawn": st.column_config.NumberColumn(format="localized"),
        },
    )


def drop() -> None:
    """Forgets a selection that the archive does not know."""
    select(None)
    st.session_state[_WRITTEN] = None
    _write(None)


def from_chart(key: str) -> None:
    """Selects the figure whose mark was clicked in the chart with this key."""
    points = st.session_state[key].selection.points
    ids = [p["customdata"][0] for p in points if p.get("customdata")]
    if ids:
        select(str(ids[0]))


def from_table(key: str, ids: Sequence[str]) -> None:
    """Selects the figure whose row was clicked in the table with this key."""
    rows = st.session_state[key].selection.rows
    if rows and rows[0] < len(ids):
        select(ids[rows[0]])


def show_in_order(ids: Sequence[str]) -> None:
    """Tells the keys J and K in which order the page shows its figures."""
    st.session_state[_SHOWN] = list(ids)


def step(by: int) -> None:
    """Selects the next or the previous figure of those that the page shows; for callbacks."""
    ids: list[Any] = st.session_state.get(_SHOWN, [])
    if not ids:
        return
    here = selected()
    select(ids[(ids.index(here) + by) % len(ids)] if here in ids else ids[0])


def place() -> str:
    """Where the selection stands among those shown: "3 of 17"; empty when it is not there."""
    ids: list[Any] = st.session_state.get(_SHOWN, [])
    return f"{ids.index(selected()) + 1} of {len(ids)}" if selected() in ids else ""


def _write(figure_id: str | None) -> None:
    if figure_id:
        st.query_params[PARAMETER] = figure_id
    elif PARAMETER in st.query_params:
        del st.query_params[PARAMETER]
