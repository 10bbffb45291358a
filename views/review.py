"""Review: one figure at a time, the most doubtful and weighty first, decided with single keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from archive import Filters
from views import (
    correction,
    filters,
    intake,
    judging,
    keeping,
    panel,
    person,
    read_only,
    selection,
    share,
    store,
    words,
)

_LISTED = 200


def page() -> None:
    """Progress, then either one figure with its sentence and keys, or the list."""
    st.title("Review", anchor=False)
    read_only.stop("Accepting, rejecting and correcting figures")
    judging.say()
    wanted = _wanted()
    waiting = replace(wanted, decisions=("to_review",))
    _progress(replace(wanted, decisions=()))
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"
    ):
        with st.container(horizontal=True, vertical_alignment="bottom", width="content"):
            view = st.radio("View", ["One by one", "List"], horizontal=True, key="view")
            person.ask()
        share.buttons("review", replace(wanted, decisions=()), "Review")
    frame, queue = store.waiting(waiting)
    if frame.empty:
        _finished(wanted)
    elif view == "List":
        _list(frame)
    else:
        _one_by_one(queue)
    with st.expander("Log of decisions"):
        keeping.log()


def _wanted() -> Filters:
    """What the filters let through; or, where a person came from adding articles, those."""
    added = st.session_state.get(intake.ADDED, ())
    if added and st.toggle(
        f"Only the figures of {words.plural(len(added), 'article')} added just now",
        key=intake.ONLY_ADDED,
        persist_state="session",
        help="Off: every figure that the filters let through.",
    ):
        return Filters(article_ids=added, carried=True)
    return filters.chosen()


def _progress(filters_: Filters) -> None:
    decided = store.facet("decision", filters_)
    total, waiting = sum(decided.values()), decided.get("to_review", 0)
    accepted = decided.get("accepted", 0) + decided.get("accepted_then_changed", 0)
    text = (
        f"{total - waiting:,} of {total:,} reviewed · {accepted:,} accepted · "
        f"{decided.get('rejected', 0):,} rejected"
    )
    st.progress((total - waiting) / max(total, 1), text=text)


def _one_by_one(waiting: Sequence[str]) -> None:
    queue = _skipped_last(waiting)
    selection.suggest(queue[0])
    selection.show_in_order(queue)
    figure_id = selection.selected() or queue[0]
    stored = store.archive().figure(figure_id)
    left, right = st.columns(2, gap="large")
    with left:
        panel.show(key="panel-review", chained=False)
    if stored is None:
        return
    version = stored.verdict.version
    with right:
        with st.container(horizontal=True, gap="xsmall"):
            args = (figure_id, version, queue)
            st.button(
                "Accept", shortcut="a", type="primary", on_click=judging.accept, args=args, key="a"
            )
            st.button("Reject", shortcut="x", on_click=judging.reject, args=args, key="x")
            st.button("Skip", shortcut="s", on_click=judging.skip, args=(figure_id, queue), key="s")
            st.button("Edit", shortcut="e", on_click=_toggle, key="e")
            st.button("Undo", shortcut="u", on_click=judging.undo, key="u")
        st.radio("Reason, if you reject it", judging.REASONS, horizontal=True, key="reason")
        if st.session_state.get("editing"):
            correction.form(stored)
        else:
            st.html(panel.chain(stored))


def _skipped_last(ids: Sequence[str]) -> list[str]:
    skipped: list[str] = st.session_state.get("skipped", [])
    return [one for one in ids if one not in skipped] + [one for one in skipped if one in ids]


def _toggle() -> None:
    st.session_state["editing"] = not st.session_state.get("editing", False)


def _list(frame: pd.DataFrame) -> None:
    rows = frame.head(_LISTED)
    records = rows.to_dict("records")
    table = pd.DataFrame(
        {
            "Number": [words.headline(r) for r in records],
            "Route": [words.route(r) for r in records],
            "Speaks of": [words.period(r) for r in records],
            "Said by": [words.said_by(r) for r in records],
        }
    )
    st.caption(f"The newest {len(rows):,} of {len(frame):,} that wait. Pick rows, accept them.")
    # The revision is in the key: a row's place can never mean another figure than it did.
    picked = st.dataframe(
        table,
        key=f"bulk-{store.archive().revision()}-{len(rows)}-{rows['figure_id'].iloc[0]}",
        on_select="rerun",
        selection_mode="multi-row",
        hide_index=True,
        alt="Figures that wait for review",
    ).selection.rows
    chosen = rows.iloc[picked]
    label = f"Accept {words.plural(len(chosen), 'figure')}"
    if st.button(label, disabled=chosen.empty, type="primary", key="bulk"):
        _confirm(chosen)


@st.dialog("Accept these figures?")
def _confirm(chosen: pd.DataFrame) -> None:
    for row in chosen.head(20).to_dict("records"):
        st.text(f"{words.headline(row)}, {words.route(row)}, {words.said_by(row)}")
    if len(chosen) > 20:
        st.text(f"and {len(chosen) - 20} more")
    versions = dict(zip(chosen["figure_id"], chosen["version"].astype(int), strict=True))
    if st.button(f"Accept {len(chosen)}", type="primary", key="bulk-yes"):
        judging.accept_all(versions)
        st.rerun()


def _finished(wanted: Filters) -> None:
    if not store.count(replace(wanted, decisions=())):
        filters.nothing_matches(wanted)
        return
    st.success("All of these figures are reviewed. Download takes them along.")
    with st.container(horizontal=True):
        st.page_link("views/compare.py", label="Compare the reports")
        st.button("Undo the last decision", on_click=judging.undo, shortcut="u", key="u")


page()
