"""Articles: the list, and the reader with every figure marked and every unused number explained."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from archive import Filters, Given, StoredArticle
from extract.model import Span
from extract.readers.language import unsupported
from views import copies, highlight, panel, person, read_only, selection, share, store, whole, words
from views.highlight import Mark, plain

_ROWS = 2000


def page() -> None:
    """The reader of one article beside its figures; the list of all articles above."""
    st.title("Articles", anchor=False)
    if whole.behind_selected():
        return
    read_only.stop("The list of articles and numbers not used")
    frame = store.articles()
    if frame.empty:
        st.info("No article is kept here yet.")
        st.page_link("views/add.py", label="Add articles")
        return
    article_id = _chosen(frame)
    found = store.writable().article(article_id)
    if found is None:
        st.info("This article is not in the archive. Choose another one.")
        return
    figures = store.figures(Filters(article_ids=(article_id,), carried=True), limit=None).iloc[::-1]
    selection.suggest(figures["figure_id"].iloc[0] if len(figures) else None)
    selection.show_in_order(figures["figure_id"].tolist())
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _head(found)
        with st.container(
            horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
        ):
            unused = st.toggle("Show numbers found and not used", value=True, key="unused")
            share.buttons("articles", Filters(article_ids=(article_id,), carried=True), "Articles")
        _text(found, figures, unused=unused)
    with right:
        panel.show(key="panel-articles", in_article=True)
        _not_used(article_id)
        _origin(found)


def _chosen(frame: pd.DataFrame) -> str:
    """The article picked in the list, or the one that holds the selected figure."""
    ids = frame.sort_values("published", ascending=False)["article_id"].head(_ROWS).tolist()
    labels = {row["article_id"]: _label(row) for row in frame.to_dict("records")}
    selected = selection.selected()
    stored = store.archive().figure(selected) if selected else None
    state = st.session_state
    if stored and state.get("article_of") != selected:
        state["article"] = stored.extracted.article_id
    state["article_of"] = selected
    if state.get("article") not in labels:
        state["article"] = ids[0]
    if state["article"] not in ids:
        ids.insert(0, state["article"])
    picked: str = st.selectbox(
        "Article", ids, format_func=lambda one: labels[one], key="article", on_change=_other_article
    )
    return picked


def _other_article() -> None:
    selection.select(None)
    st.session_state["article_of"] = None


def _label(row: dict[str, object]) -> str:
    title = " ".join(str(row["title"] or words.NOT_STATED).split())
    title = title if len(title) < 90 else title[:89] + "…"
    outlet = row["publisher"] or words.NOT_STATED
    figures = words.plural(int(str(row["figures"])), "figure")
    return f"{words.day(row['published'])} · {outlet} · {title} · {figures}"


def _head(found: StoredArticle) -> None:
    article = found.article
    selected = selection.selected()
    marks = [_mark(f.id, f.span, f.id == selected) for f in _spans(article.id, in_title=True)]
    title = highlight.marked(article.title, marks) if article.title else words.NOT_STATED
    outlet = plain(article.publisher or "outlet not stated")
    dated = plain(words.day(article.published))
    others = len(found.carriers)
    carried = f" · also carried by {words.plural(others, 'other article')}" if others else ""
    st.html(
        f'<div class="w-article"><h2 class="w-figure-head">{title}</h2>'
        f'<p class="w-meta">{outlet} · published {dated}{carried}</p></div>'
    )
    copies.standing(article.id)
    foreign = unsupported(article)
    if foreign:
        st.info(foreign)


def _text(found: StoredArticle, figures: pd.DataFrame, *, unused: bool) -> None:
    article, selected = found.article, selection.selected()
    marks = [_mark(f.id, f.span, f.id == selected) for f in _spans(article.id, in_title=False)]
    if unused:
        rejected = store.writable().rejected_frame(article.id)
        rejected = rejected[~rejected["in_title"]]
        marks += [
            Mark(Span(int(a), int(b)), "unused", why.replace("_", " "))
            for a, b, why in zip(
                rejected["surface_start"], rejected["surface_end"], rejected["reason"], strict=True
            )
        ]
    chosen = figures[figures["figure_id"].eq(selected or "")]
    if len(chosen):
        target = highlight.ident(str(selected))
        st.html(f'<p class="w-meta"><a href="#{target}">Go to the selected sentence</a></p>')
    whole.frame(article, marks)


def _spans(article_id: str, *, in_title: bool) -> Sequence[store.Place]:
    return [place for place in store.places(article_id) if place.in_title == in_title]


def _mark(figure_id: str, span: Span, chosen: bool) -> Mark:
    ident = highlight.ident(figure_id)
    return Mark(span, "chosen" if chosen else "figure", "", ident)


def _not_used(article_id: str) -> None:
    rows = store.writable().rejected_frame(article_id).to_dict("records")
    with st.expander(f"{words.plural(len(rows), 'number')} found and not used"):
        items = "".join(
            f"<li><b>{plain(r['surface'])}</b>: {plain(words.reason(r['reason']))}</li>"
            for r in rows
        )
        st.html(f'<ul class="w-list">{items or "<li>None in this article.</li>"}</ul>')


def _origin(found: StoredArticle) -> None:
    article = found.article
    with (
        st.expander("Correct title, outlet, date or address"),
        st.form(f"origin-{article.id}", border=False),
    ):
        title = st.text_input("Title", article.title, key=f"t-{article.id}")
        outlet = st.text_input("Outlet", article.publisher or "", key=f"o-{article.id}")
        published = st.date_input(
            "Published", article.published, key=f"p-{article.id}", format="DD/MM/YYYY"
        )
        url = st.text_input("Web address", article.url or "", key=f"u-{article.id}")
        if st.form_submit_button("Save; periods are read anew from the date"):
            given = Given(title or None, outlet or None, published, url or None)
            store.writable().correct_article(article.id, given, who=person.name())
            st.rerun()
    st.button(
        "Remove this article",
        key=f"remove-{article.id}",
        on_click=_remove,
        args=(article.id,),
        help="Its figures leave every page. The log keeps the removal, and it can be undone.",
    )


def _remove(article_id: str) -> None:
    store.writable().remove_article(article_id, who=person.name())
    selection.select(None)


page()
