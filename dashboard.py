"""The browser's door: `streamlit run dashboard.py` serves all pages, with security headers."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from bulk.opening import open_address
from views import filters, mishap, opening, person, selection
from views.headers import SecurityHeaders

HOME = Path(__file__).parent
TOUCH = (HOME / "views" / "touch.js").read_text(encoding="utf-8")
PAGES = {  # file in views/ -> name in the menu, in the order of an analyst's day
    "overview": "Overview",
    "compare": "Compare",
    "figures": "Figures",
    "review": "Review",
    "articles": "Articles",
    "add": "Add articles",
    "method": "Method",
}


def show() -> None:
    """Draws the menu, the filters and the page that the address names."""
    st.set_page_config("Whence", layout="wide", initial_sidebar_state=250)
    st.logo(HOME / "views" / "whence.svg", size="large")
    st.html(HOME / "views" / "style.css")
    pages = [
        st.Page(HOME / "views" / f"{file}.py", title=name, default=file == "overview")
        for file, name in PAGES.items()
    ]
    page = st.navigation(pages, position="top")
    person.gate()
    opening.open_with(open_address)
    opening.ready()
    filters.sidebar()
    selection.follow_address(page.title)
    page.run()
    # Our own script and nobody's text: what an article says never comes near this call.
    st.html(f"<script>{TOUCH}</script>", unsafe_allow_javascript=True)


# Streamlit imports this file as the server, then runs it as the script of every visit.
if __name__ == "__main__":
    show()
else:
    app = st.App(
        __file__,
        on_script_error=mishap.explain,
        middleware=[Middleware(SecurityHeaders)],
        routes=[Mount("/outlines", StaticFiles(directory=HOME / "data" / "outlines"))],
    )
