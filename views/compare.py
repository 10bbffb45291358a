"""Compare: one route and question at a time, what contradicts what, and which report leads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from archive import Role
from archive.compare import Comparable, Headline, Net, Report, comparable, conflicts, headline, nets
from archive.model import Filters
from views import (
    charts,
    contradiction,
    encoding,
    filters,
    judging,
    panel,
    person,
    read_only,
    selection,
    share,
    store,
    words,
)
from views.highlight import plain

Route = tuple[str | None, str | None]
_ROUTES = 400  # so many are offered, the best reported ones
ROLES = {
    Role.HEADLINE: "headline: this one stands for the route",
    Role.SUPPORTING: "supporting: beside the headline",
    Role.NOT_COMPARABLE: "not comparable: counts something else",
}


def page() -> None:
    """Route and question, the comparable reports, their conflicts, and what was left out."""
    st.title("Compare", anchor=False)
    judging.say()
    wanted = replace(filters.chosen(), destinations=(), origins=())
    first, second = st.columns(2)
    with first:
        route = _route(wanted)
    if route is None:
        st.info("No report names both where people came from and where they went.")
        filters.nothing_matches(filters.chosen())
        return
    around = tuple(code for code in route if code)
    found = store.statements(replace(wanted, destinations=around))
    with second:
        together = _question([r for r in found if r.route == route])
    ids = [report.id for report in together.together]
    leading = headline(together.together)
    selection.suggest(leading.report.id if leading else ids[0])
    frame = store.figures(Filters(figure_ids=tuple(ids), carried=True))
    carriers = {report.id: report.carriers for report in together.together}
    drawn = encoding.drawable(frame.assign(outlets=frame["figure_id"].map(carriers)))
    selection.show_in_order(drawn.sort_values("as_of")["figure_id"].tolist())
    _headline(leading)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _charts(drawn, route, together)
    with right:
        panel.show(key="panel-compare", outlets=carriers)
        _role(ids)
    contradiction.cards([g for g in conflicts(found) if g.route == route])
    contradiction.differences(_nets(found, wanted, route))
    _left_out(together)


def _route(wanted: Filters) -> Route | None:
    routes = dict(list(store.routes(wanted).items())[:_ROUTES])
    usual = filters.chosen().destinations
    names = {route: words.route({"origin": route[0], "destination": route[1]}) for route in routes}
    options = sorted(routes, key=lambda one: (one[1] not in usual, -routes[one], names[one]))
    if not options:
        return None
    selected = _of_selected()
    picked: Route = st.selectbox(
        "Route",
        options,
        index=options.index(selected) if selected in options else 0,
        format_func=lambda one: f"{names[one]} · {words.plural(routes[one], 'figure')}",
        key="route",
        help="From where to where; the routes with the most figures come first.",
    )
    return picked


def _of_selected() -> Route | None:
    figure_id = selection.selected()
    stored = store.archive().figure(figure_id) if figure_id else None
    return (stored.shown.origin, stored.shown.destination) if stored else None


def _nets(found: Sequence[Report], wanted: Filters, route: Route) -> list[Net]:
    """The differences on this route; who leaves a country is seldom said to go anywhere."""
    around = tuple(code for code in route if code)
    left = store.statements(replace(wanted, origins=around, categories=("departure",)))
    reports = list({report.id: report for report in (*found, *left)}.values())
    return [net for net in nets(reports) if net.entries.route == route]


def _question(reports: Sequence[Report]) -> Comparable:
    counts = Counter(report.question for report in reports)
    category, unit, _ = filters.subject()
    options = sorted(counts, key=lambda q: ((q.category, q.unit) != (category, unit), -counts[q]))
    question = st.selectbox(
        "Question",
        options,
        format_func=lambda q: f"{q.words} · {words.plural(counts[q], 'report')}",
        key="question",
    )
    first = next(report for report in reports if report.question == question)
    return comparable(first, reports)


def _headline(leading: Headline | None) -> None:
    if leading is None:
        st.caption("No report of this route gives a number that could lead.")
        return
    frame = store.figures(Filters(figure_ids=(leading.report.id,), carried=True))
    for row in frame.to_dict("records"):
        text = words.headline(row)
        st.html(
            f'<p class="w-kicker">{plain(leading.words.capitalize())}</p>'
            f'<p class="w-figure-head">{plain(text[:1].upper() + text[1:])}</p>'
            f'<p class="w-meta">{plain(words.period(row))} · {plain(words.said_by(row))}</p>'
        )


def _charts(drawn: pd.DataFrame, route: Route, together: Comparable) -> None:
    topic = f"{words.route({'origin': route[0], 'destination': route[1]})}"
    shown = Filters(figure_ids=tuple(r.id for r in together.together), carried=True)
    chart = charts.who_said_what(drawn, selection.selected())
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.subheader("Who said what", anchor=False, width="content")
        share.buttons("compare", shown, topic, partial(charts.who_said_what, drawn))
    if drawn.empty:
        st.text("These reports give no number that could be drawn.")
        return
    selection.chart(chart, key="chart-compare-said", alt=f"{topic}: one row a source")
    st.html(encoding.legend(across=True))
    st.subheader("Over time", anchor=False)
    selection.chart(
        charts.reports_over_time(drawn, selection.selected()),
        key="chart-compare-time",
        alt=f"{topic}: one mark a report by date",
    )
    st.html(encoding.legend())


def _role(ids: Sequence[str]) -> None:
    figure_id = selection.selected()
    stored = store.archive().figure(figure_id) if figure_id in ids and figure_id else None
    if stored is None:
        return
    if store.archive().read_only:
        with st.expander("Which report stands for this route"):
            read_only.say("Headlines, roles and notes")
        return
    key = f"{stored.id}-{stored.verdict.version}"
    with st.form(f"role-{key}"):
        role = st.radio(
            "What this figure stands for",
            list(Role),
            index=list(Role).index(stored.verdict.role),
            format_func=ROLES.__getitem__,
            key=f"role-of-{key}",
        )
        note = st.text_input("Why", stored.verdict.note or "", key=f"why-{key}")
        saved = st.form_submit_button("Save")
    if saved:
        judging.give_role(stored, role, note, person.name())
        st.rerun()


def _left_out(together: Comparable) -> None:
    if not together.left_out:
        return
    with st.expander(f"{words.plural(len(together.left_out), 'report')} left out, and why"):
        items = "".join(
            f"<li>{plain(one.report.question.words)}, {plain(one.reason)}: "
            f"“{plain(' '.join(one.report.sentence.split()))}” "
            f"({plain(one.report.said_by or words.NOT_STATED)})</li>"
            for one in together.left_out[:60]
        )
        st.html(f'<ul class="w-list">{items}</ul>')


page()
