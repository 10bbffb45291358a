"""Cards and lists of single reports: the newest of each kind, by destination or by source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from archive import Filters
from views import encoding, highlight, selection, store, words
from views.highlight import plain

_FIRST = ("arrival", "resident", "refugee", "asylum_application", "permit", "departure")
_MOST_CARDS = 4
_LINES = 6


def row(frame: pd.DataFrame, destinations: Sequence[str]) -> None:
    """One card a destination; the best reported ones where none is chosen."""
    best = frame["destination"].value_counts().index[:2]
    chosen = list(destinations or best)[:_MOST_CARDS]
    for start in range(0, len(chosen), 2):
        for column, iso3 in zip(st.columns(2), chosen[start : start + 2], strict=False):
            with column:
                _card(frame[frame["destination"].eq(iso3)], iso3)


def latest(frame: pd.DataFrame) -> pd.DataFrame:
    """The newest report of each kind (category, unit, rate) from the best reported origin.

    ``reports`` says how many there are of that kind and origin. Totals of people come first, in
    the order in which a reader asks; what is only expected or denied is never the latest report.
    """
    kind = ["category", "unit", "rate"]
    said = frame[frame["status"].eq("reported") & frame["decision"].ne("rejected")]
    said = said[said["quantifier"].ne("vague") & said["as_of"].notna()]
    alike = said.groupby([*kind, "origin"], dropna=False)["figure_id"]
    chosen = said.assign(reports=alike.transform("size"), headline=said["role"].eq("headline"))
    newest = chosen.sort_values(["headline", "as_of"], ascending=False, kind="stable")
    newest = newest.drop_duplicates([*kind, "origin"])
    order = {name: n for n, name in enumerate(_FIRST)}
    # Of no row at all, a mapped column would stay one of words.
    rank = newest["category"].map(lambda name: order.get(name, len(order))).astype("int64")
    newest = newest.assign(rank=rank + newest["rate"].ne("total") * 10)
    newest = newest.sort_values(["rank", "reports"], ascending=[True, False], kind="stable")
    return newest.drop_duplicates(kind)


def listing(frame: pd.DataFrame, *, reason: str) -> None:
    """Single reports as a list of lines, each with the reason in the named column."""
    rows = frame.to_dict("records")
    items = "".join(
        f"<li>{plain(words.headline(r))} · {plain(words.route(r))} · {plain(words.said_by(r))}"
        f" · {plain(words.day(r['as_of']))}: {plain(r[reason])}</li>"
        for r in rows
    )
    st.html(f'<ul class="w-list">{items}</ul>')


def latest_by_source(frame: pd.DataFrame) -> None:
    """The newest report of each source, as a table whose rows select the figure."""
    said = frame["source"].fillna(frame["publisher"]).fillna(words.NOT_STATED)
    rows = frame.assign(who=said).sort_values("as_of", ascending=False)
    rows = rows.drop_duplicates(["who", "destination"]).head(100)
    records = rows.to_dict("records")
    table = pd.DataFrame(
        {
            "Who said it": rows["who"].tolist(),
            "Number": [words.number(r) for r in records],
            "Route": [words.route(r) for r in records],
            "Speaks of": [words.period(r) for r in records],
            "Outlet": rows["publisher"].tolist(),
        }
    )
    selection.table(table, rows["figure_id"].tolist(), key="table-latest", alt="Latest by source")


def top_routes() -> None:
    """The routes with the most figures in the whole archive; each button filters for its route."""
    st.caption("All routes of the archive, by number of figures. Pick one to see its reports.")
    with st.container(horizontal=True):
        for (origin, destination), amount in list(store.routes(Filters()).items())[:24]:
            name = words.route({"origin": origin, "destination": destination})
            st.button(
                f"{name} · {amount:,}",
                key=f"route-{origin}-{destination}",
                on_click=_go,
                args=(origin, destination),
            )


def _go(origin: str, destination: str) -> None:
    st.session_state["from"], st.session_state["to"] = [origin], [destination]


def _card(frame: pd.DataFrame, iso3: str) -> None:
    newest = latest(frame).to_dict("records")
    with st.container(border=True, key=f"card-{iso3}", height="stretch", gap="xxsmall"):
        if not newest:
            st.html(f'<p class="w-kicker">{plain(words.place(iso3))}</p>')
            st.text("No report with a number. Try other dates, or add articles.")
            return
        color = encoding.color(iso3)
        dot = f'<span class="w-dot" style="background:{color}"></span>'
        st.html(_told(newest[0], dot + plain(words.place(iso3)) + ": latest report of "))
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            _see(newest[0])
            if newest[1:]:
                label, key = _others(newest[1:]), f"others-{iso3}"
                box = st.popover(label, key=key, on_change="rerun")
                with box:
                    for one in newest[1 : _LINES + 1] if box.open else []:
                        st.html(_told(one, "Latest report of "))
                        _see(one)


def _told(one: dict[str, Any], lead: str) -> str:
    """One report as HTML: number, origin, time, who said it, and the sentence with its mark."""
    topic = words.subject(one["category"], one["unit"], one["rate"]).lower()
    text = words.headline(one)
    stated = not words.missing(one["origin"])
    came = f"from {words.place_in_text(one['origin'])}" if stated else "with no origin stated"
    when = words.period(one)
    timed = f"published {words.day(one['published'])}" if when == words.NOT_STATED else when
    return (
        f'<div class="w-card"><p class="w-kicker">{lead}{plain(topic)} {plain(came)}</p>'
        f'<p class="w-figure-head">{plain(text[:1].upper() + text[1:])}</p>'
        f'<p class="w-meta">{plain(timed)} · {plain(words.said_by(one))}</p>'
        f'<div class="w-quote">{_quote(one["figure_id"])}</div></div>'
    )


def _quote(figure_id: str) -> str:
    stored = store.archive().figure(figure_id)
    article = store.archive().article(stored.extracted.article_id) if stored else None
    if stored is None or article is None:
        return ""
    figure = stored.extracted
    text = article.article.title if figure.in_title else article.article.text
    marks = [highlight.Mark(highlight.surface(figure), "count")]
    return highlight.marked(text, marks, within=highlight.said(figure))


def _see(one: dict[str, Any]) -> None:
    others = int(one["reports"]) - 1
    more = f" · {words.plural(others, 'other report')}" if others else ""
    st.button(
        f"How it was read{more}",
        key=f"see-{one['figure_id']}",
        on_click=_choose,
        args=(one,),
        type="tertiary",
    )


def _others(rows: Sequence[dict[str, Any]]) -> str:
    return words.plural(min(len(rows), _LINES), "other measure")


def _choose(one: dict[str, Any]) -> None:
    selection.select(one["figure_id"])
    st.session_state["what"] = (one["category"], one["unit"], one["rate"])
