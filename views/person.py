"""Who is at the desk: the signed-in person, or the name they give, for the log."""

from __future__ import annotations

import streamlit as st

_NOBODY = "unnamed"


def gate() -> None:
    """Asks for a sign-in where the deployment configured one; else lets everybody through."""
    if getattr(st.user, "is_logged_in", None) is False:
        st.title("Whence", anchor=False)
        st.text("This desk is open to people who sign in.")
        st.button("Sign in", on_click=st.login, type="primary", key="sign-in")
        st.stop()


def name() -> str:
    """The name that the log shows for what this person decides."""
    signed_in = getattr(st.user, "email", None) or getattr(st.user, "name", None)
    given = str(st.session_state.get("who", "")).strip()
    return str(signed_in or given or _NOBODY)


def ask() -> None:
    """Asks for a name where nobody is signed in."""
    if not getattr(st.user, "is_logged_in", False):
        st.text_input(
            "Your name, for the log",
            key="who",
            max_chars=60,
            persist_state="session",
            placeholder=_NOBODY,
            width=240,
        )
