"""Articles that do not say when they were published: the day is asked for once they are read."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from archive import Given
from views import person, store, words

_MOST = 10  # so many are asked for one by one; the Articles page takes the others


def ask(article_ids: Sequence[str]) -> None:
    """A field for each undated article; nothing where all say their day."""
    found = [store.archive().article(one) for one in article_ids]
    undated = [one.article for one in found if one and one.article.published is None]
    if not undated:
        return
    st.warning(
        f"{words.plural(len(undated), 'article')} without a day of publication: “last week” has no "
        "date without it, and a number without a date has no place on the chart."
    )
    for article in undated[:_MOST]:
        key = f"day-of-{article.id}"
        title = words.escaped(article.title or "This text")
        with (
            st.form(f"form-{key}", border=False),
            st.container(horizontal=True, vertical_alignment="bottom"),
        ):
            label = f"“{title}” was published on"
            st.date_input(label, value=None, key=key, format="DD/MM/YYYY", width=480)
            st.form_submit_button("Date it", on_click=_date, args=(article.id, key))


def _date(article_id: str, key: str) -> None:
    day = st.session_state.get(key)
    if day:
        store.archive().correct_article(article_id, Given(published=day), who=person.name())
