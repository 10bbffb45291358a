"""What a person sees when a page fails: a number to quote, and that nothing kept is lost."""

from __future__ import annotations

import logging
import traceback
from uuid import uuid4

import streamlit as st

from extract.errors import WhenceError
from views import words

_LOG = logging.getLogger("whence")


def not_opened(error: WhenceError) -> None:
    """Says why the archive can't be opened, and what to do; nothing else can be shown then."""
    st.title("Whence", anchor=False)
    st.error(words.escaped(error, 1000), icon=":material/error:")
    st.text(
        "The environment's WHENCE_DATABASE_URL names what is opened: a database, or the folder of "
        "a bulk result. Reload this page once it is there."
    )


def explain(error: Exception) -> bool:
    """Says what happened in the page; the log gets where, but no text of any article."""
    number = uuid4().hex[:8]
    # The message may quote an article or a file's name: only its type and place are logged.
    place = "".join(traceback.format_tb(error.__traceback__))
    _LOG.error("error %s: %s\n%s", number, type(error).__name__, place)
    said = f" {words.escaped(error, 400)}" if isinstance(error, WhenceError) else ""
    st.error(
        f"This page could not be drawn (error {number}).{said} Everything kept so far is safe; "
        "reload the page, or reset the filters.",
        icon=":material/error:",
    )
    return True
