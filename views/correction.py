"""The form that corrects one figure: its fields as read, what was extracted kept beside them."""

from __future__ import annotations

from typing import Any

import streamlit as st

from archive import StoredFigure
from extract.model import Accuracy, Category, Quantifier, Rate, Status, Unit
from views import judging, reading, selection, words

_WORDS: dict[str, dict[str, str]] = {
    "quantifier": words.QUALIFIER,
    "category": words.TOPIC,
    "unit": words.UNIT,
    "rate": words.RATE | {"total": "in all"},
    "status": words.STATUS,
}


def form(figure: StoredFigure) -> None:
    """The form of one figure, keyed by the figure and its version, never by its place in a list."""
    row = reading.values(figure.shown)
    key = f"{figure.id}-{figure.verdict.version}"
    with st.form(f"correct-{key}"):
        wanted: dict[str, object] = {}
        wanted |= _choices(row, key, {"quantifier": Quantifier})
        left, right = st.columns(2)
        wanted["low"] = _count(left, "Lowest number stated", row["low"], f"low-{key}")
        wanted["high"] = _count(right, "Highest number stated", row["high"], f"high-{key}")
        wanted |= _choices(row, key, {"category": Category, "unit": Unit})
        wanted |= _choices(row, key, {"rate": Rate, "status": Status})
        wanted |= _places(row, key)
        wanted |= _dates(row, key)
        source = st.text_input("Who said it", row["source"] or "", key=f"source-{key}")
        wanted["source"] = source.strip() or None
        note = st.text_input("Note", figure.verdict.note or "", key=f"note-{key}")
        saved = st.form_submit_button("Save the correction", type="primary")
    _before(figure)
    if saved:
        changes = {name: value for name, value in wanted.items() if value != row[name]}
        judging.correct(figure, _with_count(changes, row), note)
        selection.select(figure.id)  # the queue may have changed its order
        st.rerun()


def _choices(row: dict[str, Any], key: str, fields: dict[str, Any]) -> dict[str, object]:
    found: dict[str, object] = {}
    for column, (name, values) in zip(st.columns(len(fields)), fields.items(), strict=True):
        options = [one.value for one in values]
        label = {"quantifier": "Qualifier", "category": "What is counted"}.get(name, name.title())
        found[name] = column.selectbox(
            label,
            options,
            index=options.index(row[name]),
            format_func=_WORDS[name].__getitem__,
            key=f"{name}-{key}",
        )
    return found


def _count(column: Any, label: str, value: int | None, key: str) -> int | None:
    given = column.number_input(
        label, value=value, min_value=0, step=1, format="%d", key=key, placeholder="not stated"
    )
    return None if given is None else int(given)


def _places(row: dict[str, Any], key: str) -> dict[str, object]:
    codes = sorted(words.names(), key=words.place)
    found: dict[str, object] = {}
    labels = {"origin": "From", "destination": "To"}
    for column, (name, label) in zip(st.columns(2), labels.items(), strict=True):
        found[name] = column.selectbox(
            label,
            codes,
            index=codes.index(row[name]) if row[name] in codes else None,
            format_func=words.place,
            placeholder=words.NOT_STATED,
            key=f"{name}-{key}",
        )
    return found


def _dates(row: dict[str, Any], key: str) -> dict[str, object]:
    first, last, how = st.columns(3)
    start = first.date_input(
        "First day", row["start_date"], key=f"start-{key}", format="DD/MM/YYYY"
    )
    end = last.date_input("Last day", row["end_date"], key=f"end-{key}", format="DD/MM/YYYY")
    options = [one.value for one in Accuracy]
    accuracy = how.selectbox(
        "Known to the",
        options,
        index=options.index(row["date_accuracy"]) if row["date_accuracy"] else None,
        placeholder=words.NOT_STATED,
        key=f"accuracy-{key}",
    )
    return {"start_date": start, "end_date": end, "date_accuracy": accuracy}


def _with_count(changes: dict[str, object], row: dict[str, Any]) -> dict[str, object]:
    """The changes with the count that bounds and qualifier make together."""
    if not {"low", "high", "quantifier"} & changes.keys():
        return changes
    now = row | changes
    bound = now["high"] if now["quantifier"] == "less_than" else now["low"]
    whole = now["quantifier"] not in {"range", "vague"}
    changed = changes | {"count": bound if whole else None}
    if now["quantifier"] == "more_than":
        changed["high"] = None
    if now["quantifier"] == "less_than":
        changed["low"] = None
    if now["quantifier"] in {"exact", "approximately"}:
        changed["high"] = bound
    return {name: value for name, value in changed.items() if value != row[name]}


def _before(figure: StoredFigure) -> None:
    extracted, shown = reading.values(figure.extracted), reading.values(figure.shown)
    if not figure.verdict.changes:
        return
    st.caption(
        f"As extracted: {words.escaped(words.headline(extracted), 120)}, "
        f"{words.escaped(words.route(extracted))}, {words.period(extracted)}. "
        f"As corrected: {words.escaped(words.headline(shown), 120)}, "
        f"{words.escaped(words.route(shown))}, {words.period(shown)}."
    )
