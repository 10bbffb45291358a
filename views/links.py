"""Permalinks: the address that shows the same view again."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from views.selection import PARAMETER


def here() -> str:
    """The address of this view: page, filters and selected figure."""
    pairs = [(key, value) for key in st.query_params for value in st.query_params.get_all(key)]
    return _with(pairs)


def to_figure(figure_id: str) -> str:
    """The address of this view with one figure selected."""
    keys = [key for key in st.query_params if key != PARAMETER]
    pairs = [(key, value) for key in keys for value in st.query_params.get_all(key)]
    return _with([*pairs, (PARAMETER, figure_id)])


def _with(pairs: list[tuple[str, str]]) -> str:
    parts = urlsplit(st.context.url or "")
    return urlunsplit(parts._replace(query=urlencode(pairs), fragment=""))
