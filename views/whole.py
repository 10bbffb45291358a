"""The reader of an article that is not kept here: read again where the bulk run read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import streamlit as st

from archive import ArticleGone, Filters, StoredFigure
from extract.model import Article, Span
from views import highlight, panel, selection, store, words
from views.highlight import Mark, plain

_COLUMNS = ("figure_id", "surface", "surface_start", "surface_end", "in_title")
_LONG = 1200  # characters that fill the reader's frame


def behind_selected() -> bool:
    """Shows the whole article of the selected figure of a bulk result; whether there was one."""
    kept, figure_id = store.archive(), selection.selected()
    stored = kept.figure(figure_id) if kept.read_only and figure_id else None
    if stored is None:
        return False
    wanted = Filters(article_ids=(stored.extracted.article_id,), carried=True)
    rows = kept.figures_frame(wanted, columns=_COLUMNS, order="reading").to_dict("records")
    selection.show_in_order([row["figure_id"] for row in rows])
    left, right = st.columns([3, 2], gap="medium")
    with left:
        try:
            with st.spinner("Reading the article where it stands …"):
                article = kept.whole(stored)
        except ArticleGone as gone:
            st.warning(words.escaped(gone, 1000), icon=":material/link_off:")
        else:
            _show(article, stored, rows)
    with right:
        panel.show(key="panel-whole", in_article=True)
    return True


def _show(article: Article, stored: StoredFigure, rows: Sequence[Mapping[str, Any]]) -> None:
    heads = list(_marks(article.title, stored, [row for row in rows if row["in_title"]]))
    title = highlight.marked(article.title, heads) if article.title else words.NOT_STATED
    outlet, dated = article.publisher or "outlet not stated", words.day(article.published)
    st.html(
        f'<div class="w-article"><h2 class="w-figure-head">{title}</h2>'
        f'<p class="w-meta">{plain(outlet)} · published {plain(dated)}</p></div>'
    )
    target = highlight.ident(stored.id)
    st.html(f'<p class="w-meta"><a href="#{target}">Go to the selected number</a></p>')
    frame(article, list(_marks(article.text, stored, [r for r in rows if not r["in_title"]])))


def frame(article: Article, marks: list[Mark]) -> None:
    """The text with its marks; a long one scrolls in its frame, beside the figures."""
    height = 560 if len(article.text) > _LONG else "content"
    with st.container(height=height, key="reader", border=True):
        st.html(highlight.paragraphs(article.text, marks, article.pages))


def _marks(text: str, stored: StoredFigure, rows: Sequence[Mapping[str, Any]]) -> Iterator[Mark]:
    """The figures of the text; one of another article with the same id has other words there."""
    for row in rows:
        span = Span(int(row["surface_start"]), int(row["surface_end"]))
        if span.of(text) == row["surface"]:
            kind = "chosen" if row["figure_id"] == stored.id else "figure"
            yield Mark(span, kind, ident=highlight.ident(row["figure_id"]))
