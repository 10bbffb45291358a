"""What can be taken along: the link to this view, the figures as files, the chart as an image."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import plotly.graph_objects as go
import streamlit as st

from archive import Filters, export
from views import charts, encoding, filters, links, store, words

Draw = Callable[[], go.Figure]  # a chart is drawn only when somebody asks for its image
_FILES = {
    "CSV": (export.to_csv, "csv", "text/csv"),
    "Excel": (
        export.to_xlsx,
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "JSON": (export.to_json, "json", "application/json"),
    "Citations": (export.to_citations, "txt", "text/plain"),
}
_MOST = 100_000  # more in one file cost the server's memory for a long time


def buttons(page: str, shown: Filters, topic: str, chart: Draw | None = None) -> None:
    """The two buttons at a page's head: share the link, download what is shown."""
    with st.container(horizontal=True, width="content"):
        with st.popover("Share", key=f"{page}-share"):
            st.text("This link opens the same view, for people who can reach this archive.")
            st.code(links.here(), language=None, wrap_lines=True)
        with st.popover("Download", key=f"{page}-download", on_change="rerun") as box:
            if box.open:
                _downloads(page, shown, topic, chart)


def _downloads(page: str, shown: Filters, topic: str, chart: Draw | None) -> None:
    taken = shown if store.archive().read_only or _scope(page) == "What is shown" else _accepted()
    amount = store.count(taken)
    st.caption(f"{words.plural(amount, 'figure')}. Reports overlap: do not add them.")
    if amount > _MOST:
        st.caption(
            f"A file is made of at most {_MOST:,} figures: narrow the filters, or take them from "
            f"{words.escaped(store.archive().where(), 200)}."
        )
    link = links.here()
    with st.container(horizontal=True):
        for name, (write, ending, mime) in _FILES.items():
            st.download_button(
                name,
                data=lambda write=write: write(store.archive(), taken, link=link),
                file_name=f"whence-{page}.{ending}",
                mime=mime,
                on_click="ignore",
                disabled=not 0 < amount <= _MOST,
                key=f"{page}-{ending}",
            )
    if chart is not None and st.button("The chart as an image", key=f"{page}-image"):
        _image(page, shown, topic, chart)


@st.dialog("The chart as an image", width="large")
def _image(page: str, shown: Filters, topic: str, chart: Draw) -> None:
    frame = store.figures(shown)
    subtitle = filters.in_force(len(frame)).replace("\\", "")
    image = charts.for_image(chart(), topic, subtitle, encoding.source_line(frame))
    kind = st.radio("Format", ["PNG", "SVG"], horizontal=True, key=f"{page}-kind")
    st.text("Use the camera above the chart. The image is light, whatever the theme.")
    options = {"format": str(kind).lower(), "filename": f"whence-{page}", "scale": 2}
    config = {
        "displayModeBar": True,
        "displaylogo": False,
        "toImageButtonOptions": options,
        "modeBarButtons": [["toImage"]],
    }
    st.plotly_chart(image, theme=None, config=config, key=f"{page}-for-image", alt=topic)
    st.download_button(
        "As a web page that works offline",
        data=lambda: image.to_html(include_plotlyjs=True),
        file_name=f"whence-{page}.html",
        mime="text/html",
        on_click="ignore",
        key=f"{page}-html",
    )


def _scope(page: str) -> str:
    picked: str = st.radio(
        "Which figures", ["What is shown", "Everything accepted"], key=f"{page}-scope"
    )
    return picked


def _accepted() -> Filters:
    return replace(Filters(), decisions=("accepted", "accepted_then_changed"))
