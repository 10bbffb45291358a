"""Overview: what sources reported, destination by destination, each number with its sentence."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from views import cards, charts, encoding, filters, flow_map, panel, selection, share, store, words


def page() -> None:
    """The first screen: cards, reports over time beside the selected figure, map and sources."""
    wanted = filters.chosen()
    what = filters.subject()
    counted = filters.counting(wanted, what)
    found = store.count(counted)
    frame = store.reports(counted)
    drawn = encoding.drawable(frame)
    topic = words.subject(*what)
    st.title(_title(wanted.origins, wanted.destinations), anchor=False)
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.caption(_standing(), width="content")
        share.buttons("overview", counted, topic, partial(charts.reports_over_time, drawn))
    newest = st.container()
    st.subheader(f"{topic}: reports over time", anchor=False)
    st.caption(filters.in_force(len(frame)))
    if drawn.empty:
        with newest:
            cards.row(store.reports(wanted), wanted.destinations)
        if frame.empty:
            filters.nothing_matches(counted)
        else:
            st.info("None of these reports has both a number and a date, so none can be drawn.")
            _undrawn(frame)
        return
    selection.suggest(drawn["figure_id"].iloc[0])
    selection.show_in_order(drawn.sort_values("as_of")["figure_id"].tolist())
    left, right = st.columns([3, 2], gap="medium")
    with right:  # before all that takes longer: who clicked a mark waits for its sentence
        panel.show(outlets=dict(zip(drawn["figure_id"], drawn["outlets"], strict=True)))
    with newest:
        cards.row(store.reports(wanted), wanted.destinations)
    with left:
        logarithmic = st.session_state.get("log", False)
        selection.chart(
            charts.reports_over_time(drawn, selection.selected(), logarithmic=logarithmic),
            key="chart-time",
            alt=f"{topic}, one mark a report by date. {filters.in_force(found)}. The table on "
            "the Figures page holds the same reports.",
        )
        st.html(encoding.legend())
        st.toggle("Logarithmic axis", key="log", help="Equal steps mean equal factors, not amounts")
        _limits(found)
        _undrawn(frame)
    _more(drawn)


def _more(drawn: pd.DataFrame) -> None:
    across, said, latest, routes = st.tabs(
        ["Map", "Who said what", "Latest by source", "Top routes"], on_change="rerun", key="more"
    )
    if across.open:
        with across:
            st.caption(
                "One arc a route, as wide as one report: the chosen headline, else the newest. "
                "Dashed: not reviewed yet. No arc is a sum."
            )
            selection.chart(
                flow_map.flow_map(drawn, selection.selected()),
                key="chart-map",
                alt="Map of routes; each arc is one named report.",
                config=flow_map.CONFIG,
            )
            st.caption(flow_map.DISCLAIMER)
    if said.open:
        with said:
            selection.chart(
                charts.who_said_what(drawn, selection.selected()),
                key="chart-said",
                alt="One row a source, one mark a report, on one axis of values.",
            )
            st.html(encoding.legend(across=True))
    if latest.open:
        with latest:
            cards.latest_by_source(drawn)
    if routes.open:
        with routes:
            cards.top_routes()


def _title(origins: tuple[str, ...], destinations: tuple[str, ...]) -> str:
    to = _listed(destinations) or "any country"
    came = f" from {_listed(origins)}" if origins else ""
    return f"What sources said about people moving{came} to {to}"


def _listed(codes: tuple[str, ...]) -> str:
    shown = [words.place_in_text(code) for code in codes[:3]]
    if len(codes) > 3:
        shown[2:] = [words.plural(len(codes) - 2, "other country", "other countries")]
    return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1] if shown else ""]))


def _standing() -> str:
    articles = store.articles()
    amount = store.count(filters.Filters())
    newest = articles["published"].max() if len(articles) else None
    dated = "" if words.missing(newest) else f", the newest of {words.day(newest)}"
    read = f"{words.plural(len(articles), 'article')}, {words.plural(amount, 'figure')}{dated}."
    return f"{read} These are reports, not a count: they overlap, so do not add them."


def _limits(found: int) -> None:
    if found > encoding.MOST_MARKS:
        st.caption(
            f"Drawn are the newest {encoding.MOST_MARKS:,} of {found:,} figures. Narrow the "
            "filters to see the others."
        )


def _undrawn(frame: pd.DataFrame) -> None:
    rest = encoding.undrawn(frame)
    if rest.empty:
        return
    with st.expander(f"{words.plural(len(rest), 'report')} not drawn, and why"):
        cards.listing(rest.head(40), reason="why")


page()
