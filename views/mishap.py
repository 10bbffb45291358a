"""What a person sees when a page fails: a number to quote, and that nothing kept is lost."""

from __future__ import annotations

import logging
import traceback
from uuid import uuid4

import streamlit as st

from extract.errors import WhenceError
from views import words

_LOG = logging.getLogger("whence")


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
