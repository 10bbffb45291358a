"""What a page says of a bulk result: that it is only read, and how to get where people decide."""

from __future__ import annotations

import streamlit as st

from views import store, words


def stop(what: str) -> None:
    """Ends a page that writes, with what it needs instead; nothing where people decide."""
    if store.archive().read_only:
        say(what)
        st.page_link("views/overview.py", label="Back to the overview")
        st.stop()


def say(what: str) -> None:
    """That something needs an archive, and the command that makes one of the same articles."""
    kept = store.archive()
    st.info(
        f"{what} need an archive in which people decide. This desk shows "
        f"{words.escaped(kept.where(), 200)}, which is only read. The command below reads the same "
        "articles into the archive; then start the desk on that one."
    )
    st.code(kept.loading(), language=None, wrap_lines=True)
