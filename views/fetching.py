"""A web address brings in its page, or the pages of a feed, where the deployment allows it."""

from __future__ import annotations

import streamlit as st

from archive import Given, Outcome, Result, feeds, web
from views import intake, store, words


def form() -> None:
    """The field for an address; where fetching is off, why that is and what to do instead."""
    if not web.is_on():
        st.text(
            "This desk opens no web pages by itself: it works without a network and tells no site "
            "what you read. Open the page in your browser, save it (Ctrl+S) and add the file, or "
            "copy its text into “Paste text”. Whoever runs this desk can turn fetching on with "
            "WHENCE_FETCH=1."
        )
        return
    with st.form("web", border=False):
        address = st.text_input(
            "Web address of an article, or of a feed (RSS, Atom)",
            key="web-address",
            placeholder="https://…",
            help="Of a feed, every article that is not here yet is read.",
        )
        sent = st.form_submit_button("Fetch and read", type="primary")
    if sent and address.strip():
        _bring(address.strip())


def _bring(address: str) -> None:
    """Puts what the address leads to into the queue; a refused page keeps its reason."""
    known = frozenset(store.articles()["url"].dropna())
    pages, refused = [], []
    with st.status("Fetching …") as status:
        for found in feeds.follow(address, known=known):
            if isinstance(found, web.Page):
                pages.append((found.name, found.data, Given(url=found.url)))
            else:
                refused.append(_refusal(found))
            status.update(label=f"Fetching … {words.plural(len(pages), 'page')}")
    if not pages and not refused:
        st.info("Every article of this feed is here already.")
        return
    intake.take(pages, refused)


def _refusal(refused: web.Refused) -> Outcome:
    return Outcome(refused.address, Result.UNREADABLE, reason=refused.reason, remedy=refused.remedy)
