"""Who is at the desk: the signed-in person, or the name they give, for the log."""

from __future__ import annotations

from secrets import token_hex

import streamlit as st

_NOBODY = "unnamed"
_TAB = "tab_of_unnamed_person"


def gate() -> None:
    """Asks for a sign-in where the deployment configured one; else lets everybody through."""
    if getattr(st.user, "is_logged_in", None) is False:
        st.title("Whence", anchor=False)
        st.text("This desk is open to people who sign in.")
        st.button("Sign in", on_click=st.login, type="primary", key="sign-in")
        st.stop()


def name() -> str:
    """The name that the log shows for what this person decides.

    Two people without a name are two: neither may undo what the other decided.
    """
    signed_in = getattr(st.user, "email", None) or getattr(st.user, "name", None)
    given = str(st.session_state.get("who", "")).strip()
    return str(signed_in or given or f"{_NOBODY} {_tab()}")


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


def _tab() -> str:
    """Six letters and digits that stand for this tab as long as it is open."""
    mark: str = st.session_state.setdefault(_TAB, token_hex(3))
    return mark
