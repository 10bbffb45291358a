"""A near duplicate says whose report it carries, and can be made a report of its own."""

from __future__ import annotations

import streamlit as st

from views import person, store, words
from views.highlight import plain


def standing(article_id: str, *, taken_for: str | None = None, name: str = "") -> None:
    """Whose report the article carries, with the way back; nothing where it never was a copy.

    ``taken_for`` is the article that it was first taken for a copy of.
    """
    found = store.writable().article(article_id)
    if found is None or found.removed or not (found.carrier_of or taken_for):
        return
    head = f"<b>{plain(name)}</b>: " if name else ""
    with st.container(horizontal=True, vertical_alignment="center"):
        if found.carrier_of:
            st.html(f'<p class="w-meta">{head}{_copy_of(found.carrier_of)}</p>')
            st.button(
                "It is no copy",
                key=f"part-{article_id}",
                on_click=_part,
                args=(article_id,),
                help="It then stands as a report of its own, with its own marks.",
            )
        else:
            st.html(f'<p class="w-meta">{head}stands as a report of its own now</p>')
            again = (article_id, taken_for)
            st.button("It is a copy", key=f"join-{article_id}", on_click=_join, args=again)


def _copy_of(lead_id: str) -> str:
    lead = store.writable().article(lead_id)
    if lead is None:
        return "near duplicate of an article that is not here any more"
    carried = words.plural(len(lead.carriers) + 1, "article")
    title = plain(lead.article.title or lead.name)
    return f"near duplicate of “{title}”, carried by {carried}; the report counts once"


def _part(article_id: str) -> None:
    store.writable().part_carrier(article_id, who=person.name())


def _join(article_id: str, other: str) -> None:
    store.writable().join_carrier(article_id, other, who=person.name())
