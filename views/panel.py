"""The selected figure: its number, its sentence with every field marked, and how it was read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import urlsplit

import streamlit as st

from archive import Decision, Passage, StoredFigure
from views import encoding, highlight, judging, links, reading, selection, store, words
from views.highlight import plain


def show(
    *,
    key: str = "panel",
    chained: bool = True,
    in_article: bool = False,
    outlets: Mapping[str, int] | None = None,
) -> None:
    """The panel of the selected figure; what to do first where none is selected.

    ``outlets`` says for each figure on the page how many articles carry its report.
    """
    figure_id = selection.selected()
    if not figure_id:
        st.info("Click a mark or a row, or press **J**: the sentence behind it is shown here.")
        _keys(key)
        return
    stored = store.archive().figure(figure_id)
    if stored is None:
        selection.drop()
        st.info("This link names a figure that the archive does not hold. Choose another one.")
        return
    _keys(key)
    st.html(body(stored, outlets=(outlets or {}).get(figure_id, 1)))
    judging.say()
    if chained:
        with st.expander("How this was read", key=f"{key}-how"):
            st.html(chain(stored))
    _ways_out(stored, key, decided=not chained, in_article=in_article)


def body(stored: StoredFigure, *, outlets: int = 1) -> str:
    """Number, route, time, who said it and the marked sentence, as HTML."""
    row = reading.values(stored.shown)
    passage = store.archive().passage(stored)
    shown = stored.extracted
    if passage is None:
        return head(row) + meta(row, stored) + plain(shown.sentence)
    quote = highlight.sentence(shown, passage.text, passage.begin)
    where = '<p class="w-meta">This is the headline of the article.</p>' if shown.in_title else ""
    return head(row) + meta(row, stored, outlets=outlets) + quote + where + _stood(passage)


def head(row: dict[str, object]) -> str:
    """The number with its qualifier and what it counts, as a heading."""
    text = words.headline(row)
    color = encoding.color(row["destination"])
    dot = f'<span class="w-dot" style="background:{color}"></span>'
    return f'<h3 class="w-figure-head">{dot}{plain(text[:1].upper() + text[1:])}</h3>'


def meta(row: dict[str, object], stored: StoredFigure, *, outlets: int = 1) -> str:
    """Route, time, who said it and what people decided, in two lines of HTML."""
    when = words.period(row)
    if when == words.NOT_STATED:
        when = f"time not stated, published {words.day(row['published'])}"
    decided = words.DECISION[stored.verdict.decision.value]
    topic = words.subject(str(row["category"]), str(row["unit"]), str(row["rate"]))
    first = f"{plain(words.route(row))} · {plain(topic)} · {plain(when)}"
    status = "" if row["status"] == "reported" else f" · {words.STATUS[str(row['status'])]}"
    carried = f" · carried by {words.plural(outlets, 'article')}" if outlets > 1 else ""
    said = f"Said by {plain(words.said_by(row))}{carried} · {decided}"
    return f'<p class="w-meta">{first}{status}<br>{said}</p>'


def chain(stored: StoredFigure) -> str:
    """The chain of evidence as a list of fields, as HTML."""
    rows = "".join(
        f"<dt>{plain(step.field)}</dt><dd>{plain(step.value)}<span>{plain(step.because)}</span></dd>"
        for step in reading.steps(stored.extracted)
    )
    return f'<dl class="w-steps">{rows}</dl>'


def _stood(passage: Passage) -> str:
    """Where the article stood that is not kept itself, as HTML; nothing where it is kept."""
    if passage.place is None:
        return ""
    place = plain(passage.place or "a place that is not known")
    return f'<p class="w-meta">The article stood in {place}.</p>'


def _keys(key: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Previous", key=f"{key}-k", on_click=selection.step, args=(-1,), shortcut="k")
        st.button("Next", key=f"{key}-j", on_click=selection.step, args=(1,), shortcut="j")
        st.caption(selection.place())


def _ways_out(stored: StoredFigure, key: str, *, decided: bool, in_article: bool) -> None:
    read_only = store.archive().read_only
    with st.container(horizontal=True, vertical_alignment="center"):
        if not in_article:
            to = {"fig": stored.id}
            st.page_link("views/articles.py", label="Read in the article", query_params=to)
        if not (read_only or decided or stored.verdict.decision is Decision.ACCEPTED):
            args = (stored.id, stored.verdict.version)
            st.button("Accept", key=f"{key}-accept", on_click=judging.accept_here, args=args)
        address = _web_address(stored.shown.url)
        if address:
            host = urlsplit(address).hostname or ""
            st.link_button(f"Original at {words.escaped(host, 40)}", address, key=f"{key}-original")
        with st.popover("Cite", key=f"{key}-cite"):
            today = datetime.now(UTC).date()
            text = reading.citation(stored.shown, today=today, link=links.to_figure(stored.id))
            st.code(text, language=None, wrap_lines=True)


def _web_address(url: str | None) -> str | None:
    """The address if it is one of the web; nothing else is ever made a link."""
    parts = urlsplit(url or "")
    return url if parts.scheme in {"http", "https"} and parts.hostname else None
