"""Articles on their way in: a queue that an interrupting click does not lose or double."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock

import streamlit as st

from archive import Archive, Filters, Given, Outcome, Result, ingest
from views import encoding, selection, store, words

ADDED = "articles_added"  # those whose figures a person asked to review
ONLY_ADDED = "only_added"


@dataclass(slots=True)
class Intake:
    """What waits to be read and what was read, in this browser tab."""

    waiting: list[tuple[str, bytes, Given]] = field(default_factory=list)
    total: int = 0
    outcomes: list[Outcome] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock, repr=False)  # one file is read by one run
    generation: int = 0  # part of the uploader's key: raising it empties the uploader


def intake() -> Intake:
    """The queue of this browser tab."""
    found: Intake = st.session_state.setdefault("intake", Intake())
    return found


def take(files: Sequence[tuple[str, bytes, Given]], refused: Sequence[Outcome] = ()) -> None:
    """Puts files into the queue, beside those refused."""
    queue = intake()
    queue.waiting += files
    queue.total = len(queue.waiting)
    queue.outcomes = list(refused)


def take_uploads(
    files: Sequence[tuple[str, bytes, Given]], refused: Sequence[Outcome] = ()
) -> None:
    """Takes the files and empties the uploader.

    For callbacks only: an uploader that is emptied once it is drawn loses the next file.
    """
    take(files, refused)
    intake().generation += 1


def read_waiting() -> None:
    """Reads what waits, one file at a time; each is kept before the next begins.

    The page goes on below the progress: a rerun here can swallow a click on another page, because
    Streamlit's runs of one tab share the page that they are to show.
    """
    queue = intake()
    if not queue.waiting:
        return
    label = f"Reading {words.plural(len(queue.waiting), 'file')} …"
    place = st.empty()
    with place.container(), st.status(label, expanded=True):
        st.text("You can leave this page: finished files are kept, and the rest waits here.")
        bar = st.progress(0.0)
        while waiting := tuple(queue.waiting):
            done = queue.total - len(waiting)
            label = f"{done + 1} of {queue.total}: {words.escaped(waiting[0][0], 60)}"
            bar.progress(done / queue.total, text=label)
            read_next(queue, store.writable())
    place.empty()


def read_next(queue: Intake, archive: Archive) -> None:
    """Reads the first file that waits, if any; a run that was left behind may do so beside us."""
    with queue.lock:
        if not queue.waiting:
            return
        name, data, given = queue.waiting[0]
        queue.outcomes += ingest.ingest(archive, [(name, data)], given={name: given})
        queue.waiting.pop(0)


def summary(outcomes: Sequence[Outcome]) -> str:
    """What happened to all of them, in one line."""
    counts = dict.fromkeys(Result, 0)
    for one in outcomes:
        counts[one.result] += 1
    figures = sum(one.figures for one in outcomes if one.result is not Result.ALREADY_HERE)
    parts = [f"{counts[Result.KEPT]} read"]
    parts += [f"{counts[r]} {r.value}" for r in list(Result)[1:] if counts[r]]
    return ", ".join(parts) + f" · {words.plural(figures, 'figure')} found"


def show_on_chart(article_ids: Sequence[str]) -> None:
    """Sets the filters so that the chart draws these articles' figures; for callbacks."""
    filters = Filters(article_ids=tuple(article_ids), carried=True)
    frame = store.figures(filters)
    if frame.empty:
        return
    drawn = encoding.drawable(frame)
    frame = frame if drawn.empty else drawn
    best = frame.value_counts(["category", "unit", "rate"]).index[0]
    same = (frame[["category", "unit", "rate"]] == list(best)).all(axis=1)
    destinations = frame.loc[same, "destination"].dropna().unique().tolist()
    state = st.session_state
    state["to"], state["from"], state["what"], state["q"] = destinations, [], best, ""
    state["since"] = state["until"] = None
    state["review"] = "Not rejected"
    state["selected_figure"] = frame.loc[same, "figure_id"].iloc[0]


def review_these(article_ids: Sequence[str]) -> None:
    """Lets the page Review show the figures of these articles only; for callbacks."""
    st.session_state[ADDED], st.session_state[ONLY_ADDED] = tuple(article_ids), True
    selection.select(None)


def take_back(article_ids: Sequence[str], who: str) -> None:
    """Removes the articles again; for callbacks."""
    for article_id in article_ids:
        store.writable().remove_article(article_id, who=who)
    intake().outcomes = []
