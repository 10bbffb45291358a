"""Figures: every figure that the filters let through, as a table, beside the selected one."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from views import encoding, filters, panel, selection, share, store, words

_ROWS = 2000  # a table stays quick with so many; the files hold all


def page() -> None:
    """The table of figures; a row selects its figure on every page."""
    st.title("Figures", anchor=False)
    wanted = filters.chosen()
    every = st.toggle(
        "All kinds of figures",
        value=True,
        key="every-kind",
        help="Off: only what the filter “What is counted” names.",
    )
    shown = wanted if every else filters.counting(wanted, filters.subject())
    found = store.count(shown)
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.caption(
            f"{words.plural(found, 'figure')}, the newest first. Never add them: they overlap."
        )
        share.buttons("figures", shown, "Figures")
    if not found:
        filters.nothing_matches(shown)
        return
    frame = store.figures(shown, limit=_ROWS)
    if found > len(frame):
        st.caption(
            f"The newest {len(frame):,} are listed, {found - len(frame):,} more are not: narrow "
            "the filters to see them."
        )
    ids = frame["figure_id"].tolist()
    selection.suggest(ids[0])
    selection.show_in_order(ids)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        selection.table(columns(frame), ids, key="table-figures", alt="Figures", height=560)
        with st.expander("The same figures as plain lines, for screen readers and small screens"):
            _lines(frame.head(50))
    with right:
        panel.show(key="panel-figures")


def columns(frame: pd.DataFrame) -> pd.DataFrame:
    """The figures in words, a column a question: how many, from, to, when, who says so."""
    rows = frame.to_dict("records")
    return pd.DataFrame(
        {
            "Number": [words.number(r) for r in rows],
            "What": [words.subject(r["category"], r["unit"], r["rate"]) for r in rows],
            "From": [words.place(r["origin"]) for r in rows],
            "To": [words.place(r["destination"]) for r in rows],
            "Speaks of": [words.period(r) for r in rows],
            "Who said it": _stated(frame["source"]),
            "Outlet": _stated(frame["publisher"]),
            "Value drawn": encoding.position(frame).round().astype("Int64").tolist(),
            "Published": frame["published"].dt.date.tolist(),
            "Standing": [words.STATUS[r["status"]] for r in rows],
            "Review": [words.DECISION[r["decision"]] for r in rows],
        }
    )


def _lines(frame: pd.DataFrame) -> None:
    for row in frame.to_dict("records"):
        text = (
            f"{words.headline(row)}, {words.route(row)}, {words.period(row)}, {words.said_by(row)}"
        )
        st.button(
            words.escaped(text, 160),
            key=f"row-{row['figure_id']}",
            on_click=selection.select,
            args=(row["figure_id"],),
            type="tertiary",
            wrap=True,
        )


def _stated(column: Sequence[object]) -> list[str]:
    return [words.NOT_STATED if words.missing(one) else str(one) for one in column]


page()
