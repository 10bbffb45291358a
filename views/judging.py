"""What a person does to a figure: accept, reject, correct, undo; one callback each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from archive import Conflict, InvalidCorrection, Role, StoredFigure
from extract.errors import WhenceError
from views import person, selection, store, words

REASONS = (
    "not migration",
    "wrong number",
    "wrong country",
    "repeats another figure",
    "forecast or plan",
    "other",
)
_SAID = "said_after_judging"


def accept(figure_id: str, version: int, queue: Sequence[str]) -> None:
    """Accepts the figure as it is shown and goes on to the next of the queue."""
    kept = store.writable()
    _do(lambda: kept.accept(figure_id, who=person.name(), version=version), "Accepted")
    _advance(figure_id, queue)


def accept_here(figure_id: str, version: int) -> None:
    """Accepts the figure as it is shown and stays with it."""
    kept = store.writable()
    _do(lambda: kept.accept(figure_id, who=person.name(), version=version), "Accepted")


def reject(figure_id: str, version: int, queue: Sequence[str]) -> None:
    """Rejects the figure for the reason picked and goes on to the next of the queue."""
    reason = str(st.session_state.get("reason") or REASONS[0])
    kept = store.writable()
    _do(lambda: kept.reject(figure_id, reason, who=person.name(), version=version), "Rejected")
    _advance(figure_id, queue)


def skip(figure_id: str, queue: Sequence[str]) -> None:
    """Leaves the figure for later: it goes to the end of this tab's queue."""
    later: list[str] = st.session_state.setdefault("skipped", [])
    if figure_id in later:
        later.remove(figure_id)
    later.append(figure_id)
    _advance(figure_id, queue)


def undo() -> None:
    """Takes back this person's latest decision, as often as there are any."""
    entry = store.writable().undo(who=person.name())
    if entry is None:
        st.session_state[_SAID] = "There is nothing of yours to undo."
        return
    selection.select(entry.figure_id)
    st.session_state[_SAID] = "Undone"


def correct(figure: StoredFigure, changes: Mapping[str, object], note: str) -> None:
    """Lays corrected values over the figure; what was extracted stays."""
    kept, version = store.writable(), figure.verdict.version
    if changes:
        _do(
            lambda: kept.correct(figure.id, changes, who=person.name(), version=version),
            "Corrected; what was extracted is kept beside it",
        )
    if note != (figure.verdict.note or ""):
        now = kept.figure(figure.id)
        version = now.verdict.version if now else version
        _do(
            lambda: kept.annotate(figure.id, note, who=person.name(), version=version),
            "Saved",
        )


def give_role(figure: StoredFigure, role: Role, note: str, who: str) -> None:
    """Says what the figure may stand for, with the reason."""
    kept, version = store.writable(), figure.verdict.version
    _do(
        lambda: kept.set_role(figure.id, role, who=who, version=version, note=note),
        "Saved",
    )


def accept_all(versions: Mapping[str, int]) -> None:
    """Accepts all of them; those that someone changed meanwhile are left for another look."""
    conflicts = store.writable().accept_all(dict(versions), who=person.name())
    done = words.plural(len(versions) - len(conflicts), "figure")
    left = f"; {len(conflicts)} were changed by someone else meanwhile" if conflicts else ""
    st.session_state[_SAID] = f"{done} accepted{left}"


def say() -> None:
    """Shows what the last decision came to, once."""
    said = st.session_state.pop(_SAID, None)
    if said:
        st.toast(words.escaped(said, 200), duration="short")


def _do(change: Callable[[], object], done: str) -> None:
    try:
        change()
    except (Conflict, InvalidCorrection) as error:
        st.session_state[_SAID] = str(error)
    except WhenceError as error:
        st.session_state[_SAID] = f"Not saved: {error}"
    else:
        st.session_state[_SAID] = done


def _advance(figure_id: str, queue: Sequence[str]) -> None:
    place = queue.index(figure_id) if figure_id in queue else -1
    rest = [*queue[place + 1 :], *queue[: max(place, 0)]]
    selection.select(rest[0] if rest else None)
