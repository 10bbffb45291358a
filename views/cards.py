"""Cards and lists of single reports: the newest of each kind, by destination or by source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from archive import Filters
from views import density, encoding, filters, highlight, selection, store, words
from views.highlight import plain

_FIRST = ("arrival", "resident", "refugee", "asylum_application", "permit", "departure")
_KIND = ("category", "unit", "rate")
_TRIED = 12  # of the newest figures of a kind and origin; some can't lead
_MOST_CARDS = 4
_LINES = 6


def row(wanted: Filters) -> None:
    """One card a destination; the best reported ones where none is chosen."""
    chosen = list(wanted.destinations or list(store.facet("destination", wanted))[:2])[:_MOST_CARDS]
    for start in range(0, len(chosen), 2):
        for column, iso3 in zip(st.columns(2), chosen[start : start + 2], strict=False):
            with column:
                _card(_newest(replace(wanted, destinations=(iso3,))), iso3)


def latest(frame: pd.DataFrame) -> pd.DataFrame:
    """The newest report of each kind (category, unit, rate) from the best reported origin.

    ``reports`` says how many there are of that kind and origin. Totals of people come first, in
    the order in which a reader asks; what is only expected or denied is never the latest report.
    """
    kind = list(_KIND)
    said = frame[frame["status"].eq("reported") & frame["decision"].ne("rejected")]
    said = said[said["quantifier"].ne("vague") & said["as_of"].notna()]
    alike = said.groupby([*kind, "origin"], dropna=False)["figure_id"]
    chosen = said.assign(reports=alike.transform("size"), headline=said["role"].eq("headline"))
    newest = chosen.sort_values(["headline", "as_of"], ascending=False, kind="stable")
    newest = newest.drop_duplicates([*kind, "origin"])
    ranks = [_rank(c, r) for c, r in zip(newest["category"], newest["rate"], strict=True)]
    newest = newest.assign(rank=ranks)
    newest = newest.sort_values(["rank", "reports"], ascending=[True, False], kind="stable")
    return newest.drop_duplicates(kind)


def _newest(wanted: Filters) -> list[dict[str, Any]]:
    """What ``latest`` gives, also where there are more reports than are held at once."""
    if store.count(wanted) <= encoding.MOST_MARKS:
        return latest(store.reports(wanted)).to_dict("records")
    # Reading the newest only could miss whole kinds: the best reported origin of each is asked for.
    best: dict[tuple[str, str, str], tuple[str | None, int]] = {}
    counted = store.tally((*_KIND, "origin"), density.drawable(wanted))
    for (*kind, origin), number in counted.items():
        best.setdefault((kind[0], kind[1], kind[2]), (origin, number))
    ranked = sorted(best, key=lambda kind: (_rank(kind[0], kind[2]), -best[kind][1]))
    found = []
    for kind in ranked[: _LINES + 1]:
        origin, number = best[kind]
        asked = filters.counting(density.drawable(wanted), kind)
        asked = replace(asked, origins=(origin,)) if origin else asked
        frame = latest(store.reports(asked, limit=_TRIED)).assign(reports=number)
        found += frame.to_dict("records")
    return found


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


def _rank(category: str, rate: str) -> int:
    """In which order a reader asks: totals first, and of these who came."""
    place = _FIRST.index(category) if category in _FIRST else len(_FIRST)
    return place + 10 * (rate != "total")


def _card(newest: Sequence[dict[str, Any]], iso3: str) -> None:
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
    passage = store.archive().passage(stored) if stored else None
    if stored is None or passage is None:
        return ""
    said, number = highlight.said(stored.extracted), highlight.surface(stored.extracted)
    marks = [highlight.Mark(highlight.moved(number, passage.begin), "count")]
    return highlight.marked(passage.text, marks, within=highlight.moved(said, passage.begin))


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
