"""The whole archive as one file, out and in; and the log of what people decided."""

from __future__ import annotations

import streamlit as st

from archive import BrokenArchiveFile, export
from views import store, words


def chest() -> None:
    """A file of everything, to be kept elsewhere or laid into another archive."""
    left, right = st.columns(2)
    with left:
        st.text("Everything in one file: articles, figures, decisions and their log.")
        st.download_button(
            "Take the whole archive along",
            data=lambda: export.pack(store.writable()),
            file_name="whence-archive.zip",
            mime="application/zip",
            on_click="ignore",
            key="pack",
        )
    with right:
        st.text("Such a file can be laid into an archive that holds no decisions yet.")
        file = st.file_uploader("Archive file", type=["zip"], key="unpack", max_upload_size=200)
        if file and st.button("Take this archive in", key="unpack-now"):
            _take_in(file.getvalue())


def log() -> None:
    """What people decided, the newest first, with the values before and after."""
    frame = store.archive().log_frame(limit=200)
    if frame.empty:
        st.text("Nobody has decided anything yet.")
        return
    shown = frame[["at", "who", "action", "field", "old", "new", "undone"]]
    shown = shown.astype(dict.fromkeys(("field", "old", "new"), "string"))
    st.dataframe(
        shown.rename(columns=str.title),
        hide_index=True,
        key="log-table",
        alt="Log of decisions, the newest first",
    )


def _take_in(data: bytes) -> None:
    try:
        counts = export.unpack(store.writable(), data)
    except BrokenArchiveFile as error:
        st.error(words.escaped(error, 300))
        return
    st.success(f"Taken in: {words.plural(counts.get('articles', 0), 'article')}.")
