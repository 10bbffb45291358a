"""Overview: what sources reported, destination by destination, each number with its sentence."""

from __future__ import annotations

from functools import partial

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from archive import Filters
from views import (
    cards,
    charts,
    density,
    encoding,
    filters,
    flow_map,
    panel,
    selection,
    share,
    store,
    words,
)


def page() -> None:
    """The first screen: cards, reports over time beside the selected figure, map and sources."""
    wanted = filters.chosen()
    what = filters.subject()
    counted = filters.counting(wanted, what)
    found = store.count(counted)
    frame = store.reports(counted)
    drawn = encoding.drawable(frame)
    many = density.density(density.drawable(counted)) if found > encoding.MOST_MARKS else None
    topic = words.subject(*what)
    if many:
        image = partial(density.chart, many, wanted.destinations)
    else:
        image = partial(charts.reports_over_time, drawn)
    st.title(_title(wanted.origins, wanted.destinations), anchor=False)
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.caption(_standing(), width="content")
        share.buttons("overview", counted, topic, image)
    newest = st.container()
    st.subheader(f"{topic}: reports over time", anchor=False)
    st.caption(filters.in_force(found if many else len(frame)))
    if drawn.empty:
        with newest:
            cards.row(wanted)
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
        cards.row(wanted)
    with left:
        if many:
            _grouped(many, image(), topic, found)
        else:
            _single(drawn, topic, found)
        _undrawn(frame)
    _more(drawn, counted if many else None)


def _single(drawn: pd.DataFrame, topic: str, found: int) -> None:
    """One mark a report."""
    logarithmic = st.session_state.get("log", False)
    selection.chart(
        charts.reports_over_time(drawn, selection.selected(), logarithmic=logarithmic),
        key="chart-time",
        alt=f"{topic}, one mark a report by date. {filters.in_force(found)}. The table on "
        "the Figures page holds the same reports.",
    )
    st.html(encoding.legend())
    st.toggle("Logarithmic axis", key="log", help="Equal steps mean equal factors, not amounts")


def _grouped(many: density.Density, chart: go.Figure, topic: str, found: int) -> None:
    """One bar for the reports of an origin in a period; a click narrows the filters to it."""
    st.caption(
        f"These are too many for a mark each: a bar stands for all reports of one origin in one "
        f"{many.level}; four times as many make it twice as high. Click one to see only those. "
        f"The report beside and “Latest by source” are of the newest {encoding.MOST_MARKS:,} of "
        f"{found:,}."
    )
    alt = f"{topic}, numbers of reports by origin and {many.level}. {filters.in_force(found)}."
    density.show(chart, many.level, key="chart-density", alt=alt)
    if st.session_state.get("since") or st.session_state.get("until"):
        st.button("All dates again", key="all-dates", on_click=_all_dates, type="tertiary")


def _all_dates() -> None:
    filters.drop("since")
    filters.drop("until")


def _more(drawn: pd.DataFrame, sampled: Filters | None) -> None:
    """Map and lists of the reports drawn; of routes, where these are a part only, of all."""
    across, said, latest, routes = st.tabs(
        ["Map", "Who said what", "Latest by source", "Top routes"], on_change="rerun", key="more"
    )
    if across.open:
        with across:
            st.caption(
                "One arc a route, as wide as one report: the chosen headline, else the newest. "
                "Dashed: not reviewed yet. No arc is a sum."
            )
            shown, counts = drawn, None
            if sampled:
                newest, counts = store.of_routes(sampled, flow_map.MOST_ROUTES)
                shown = encoding.drawable(newest)
            selection.chart(
                flow_map.flow_map(shown, selection.selected(), counts=counts),
                key="chart-map",
                alt="Map of routes; each arc is one named report.",
                config=flow_map.CONFIG,
            )
            st.caption(flow_map.DISCLAIMER)
    if said.open:
        with said:
            _said(drawn, sampled)
    if latest.open:
        with latest:
            cards.latest_by_source(drawn)
    if routes.open:
        with routes:
            cards.top_routes()


def _said(drawn: pd.DataFrame, sampled: Filters | None) -> None:
    shown, counts = drawn, None
    if sampled:
        every = density.drawable(sampled)
        newest, counts = store.of_sources(every, charts.SOURCES)
        shown = encoding.drawable(encoding.reports(newest))
        number, quoted = store.count(every), sum(store.facet("source", every).values())
        st.caption(
            f"Who is quoted most often in all {number:,} reports, with the number of reports; the "
            f"newest of each have a mark. {number - quoted:,} reports quote nobody."
        )
    selection.chart(
        charts.who_said_what(shown, selection.selected(), counts=counts),
        key="chart-said",
        alt="One row a source, one mark a report, on one axis of values.",
    )
    st.html(encoding.legend(across=True))


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
    here = store.summary()
    amounts = (words.plural(here.articles, "article"), words.plural(here.figures, "figure"))
    dated = "" if here.newest is None else f", the newest of {words.day(here.newest)}"
    read = f"{', '.join(amounts)}{dated}."
    return f"{read} These are reports, not a count: they overlap, so do not add them."


def _undrawn(frame: pd.DataFrame) -> None:
    rest = encoding.undrawn(frame)
    if rest.empty:
        return
    with st.expander(f"{words.plural(len(rest), 'report')} not drawn, and why"):
        cards.listing(rest.head(40), reason="why")


page()
