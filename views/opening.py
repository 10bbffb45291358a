"""The one archive behind all pages: opened once, filled if new, refused in words if broken."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from archive import Archive, Readable, ReadOnly, open_archive
from archive.ingest import fill
from extract.errors import WhenceError
from views import mishap

_open: Callable[[], Readable] = open_archive


def open_with(opener: Callable[[], Readable]) -> None:
    """Names what opens the archive; the door knows more kinds of them than the pages."""
    global _open
    _open = opener


@st.cache_resource(show_spinner="Opening the archive …")
def archive() -> Readable:
    """What everyone at this deployment reads: an archive, or a bulk result."""
    return _open()


def writable() -> Archive:
    """The archive that everyone at this deployment works in; refuses where there is none."""
    kept = archive()
    if not isinstance(kept, Archive):
        raise ReadOnly(f"Nothing can be changed in {kept.where()}.")
    return kept


def ready() -> None:
    """Opens the archive or says why it can't be; one that is new gets the bundled articles."""
    try:
        kept = archive()
    except WhenceError as error:
        mishap.not_opened(error)
        st.stop()
    if kept.read_only or not kept.is_empty():
        return
    place = st.empty()
    with place, st.status("Reading the bundled articles, once …", expanded=True):
        bar = st.progress(0.0)
        fill(writable(), progress=lambda done, total, name: bar.progress(done / max(total, 1)))
    place.empty()
