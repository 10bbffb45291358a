"""The filters in the sidebar, shared by all pages and kept in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from archive import Filters
from views import store, words

USUAL = ("ARM", "GEO")
ARRIVALS = ("arrival", "person", "total")
REVIEW = {
    "Not rejected": ("to_review", "accepted", "accepted_then_changed"),
    "Accepted": ("accepted", "accepted_then_changed"),
    "To review": ("to_review",),
    "Rejected": ("rejected",),
    "All": (),
}
_NAMES = 300  # so many are offered; a browser holds the whole list
Subject = tuple[str, str, str]  # category, unit, rate: what may share an axis


def sidebar() -> None:
    """Draws the filters; their values are read with ``chosen`` and ``subject``."""
    with st.sidebar:
        _places()
        subjects = list(_subjects())
        options = subjects or [ARRIVALS]
        st.selectbox(
            "What is counted",
            options,
            index=options.index(_first_subject(subjects)),
            format_func=lambda one: words.subject(*one),
            key="what",
            bind="query-params",
            help="Only figures that count the same thing share a chart: people who came, people "
            "who are there and border crossings are never drawn on one axis.",
        )
        for key, label in (("since", "Since"), ("until", "Until")):
            st.date_input(label, value=None, key=key, bind="query-params", format="DD/MM/YYYY")
        st.text_input(
            "Search",
            key="q",
            bind="query-params",
            max_chars=200,
            placeholder="words of sentence, title, source",
        )
        with st.expander("More filters"):
            st.selectbox("Review", list(REVIEW), key="review", bind="query-params")
            _names("Who said it", "source", "sources")
            _names("Outlet", "outlet", "publishers", column="publisher")
        st.button("Reset filters", on_click=reset, key="reset", width="stretch")


def chosen() -> Filters:
    """The figures wanted now, whatever they count."""
    state = st.session_state
    return Filters(
        origins=tuple(state.get("from", ())),
        destinations=tuple(state.get("to", ())),
        sources=tuple(state.get("source", ())),
        publishers=tuple(state.get("outlet", ())),
        decisions=REVIEW.get(state.get("review", ""), ()),
        start=_date("since"),
        end=_date("until"),
        search=state.get("q", "").strip(),
    )


def subject() -> Subject:
    """What the charts count now: category, unit and rate."""
    picked: Subject = st.session_state.get("what") or ARRIVALS
    return picked


def counting(filters: Filters, what: Subject) -> Filters:
    """The same filters, for the figures that count one thing only."""
    category, unit, rate = what
    return replace(filters, categories=(category,), units=(unit,), rates=(rate,))


def in_force(shown: int) -> str:
    """The filters in a sentence: what a reader is looking at."""
    filters = chosen()
    origins = " or ".join(map(words.place_in_text, filters.origins)) or "anywhere"
    destinations = " or ".join(map(words.place_in_text, filters.destinations)) or "any country"
    parts = [words.plural(shown, "report"), f"from {origins} to {destinations}"]
    parts.append(words.subject(*subject()).lower())
    if filters.start or filters.end:
        since = words.day(filters.start) if filters.start else "the beginning"
        parts.append(f"{since} to {words.day(filters.end) if filters.end else 'today'}")
    parts.append(str(st.session_state.get("review", "Not rejected")).lower())
    parts += [f"said by {words.escaped(name, 40)}" for name in filters.sources]
    parts += [f"in {words.escaped(name, 40)}" for name in filters.publishers]
    if filters.search:
        parts.append(f"containing “{words.escaped(filters.search, 40)}”")
    return " · ".join(parts)


def nothing_matches(filters: Filters) -> None:
    """Says how much each filter hides, with a button to drop it."""
    st.info("No report matches these filters. Each button below takes one of them away.")
    with st.container(horizontal=True):
        for key, fields in _FIELDS.items():
            hidden = store.count(_without(filters, fields))
            if hidden:
                label = f"Drop “{_LABEL[key]}” (hides {words.plural(hidden, 'report')})"
                st.button(label, key=f"drop-{key}", on_click=drop, args=(key,))
        st.button("Reset all filters", on_click=reset, key="reset-all", type="primary")


def reset() -> None:
    """Puts every filter back to how the desk opens; for callbacks."""
    # A filter that is only forgotten is read from the address again.
    for key, value in _plain().items():
        st.session_state[key] = value


def drop(key: str) -> None:
    """Takes one filter away; for callbacks."""
    empty: dict[str, object] = {"since": None, "until": None, "q": "", "review": "All"}
    if key == "what":
        subjects = list(_subjects(chosen()))
        if subjects:
            st.session_state["what"] = subjects[0]
        return
    st.session_state[key] = empty.get(key, [])


def _plain() -> dict[str, object]:
    """Every filter's value when the desk opens."""
    return {
        "to": list(USUAL),
        "from": [],
        "what": _first_subject(list(_subjects())),
        "since": None,
        "until": None,
        "review": next(iter(REVIEW)),
        "source": [],
        "outlet": [],
        "q": "",
    }


def _first_subject(subjects: Sequence[Subject]) -> Subject:
    return next((one for one in subjects if one == ARRIVALS), (*subjects, ARRIVALS)[0])


_LABEL = {
    "to": "To",
    "from": "From",
    "what": "What is counted",
    "since": "Since",
    "until": "Until",
    "review": "Review",
    "source": "Who said it",
    "outlet": "Outlet",
    "q": "Search",
}
_FIELDS = {  # filter of the sidebar -> the fields of Filters that it sets
    "to": ("destinations",),
    "from": ("origins",),
    "what": ("categories", "units", "rates"),
    "since": ("start",),
    "until": ("end",),
    "review": ("decisions",),
    "source": ("sources",),
    "outlet": ("publishers",),
    "q": ("search",),
}


def _without(filters: Filters, fields: tuple[str, ...]) -> Filters:
    return replace(filters, **{name: getattr(Filters(), name) for name in fields})


def _places() -> None:
    known = words.names()
    to = store.facet("destination", Filters())
    came = store.facet("origin", Filters())
    options = [*(c for c in to if c in known), *(c for c in USUAL if c not in to)]
    st.multiselect(
        "To",
        options,
        default=list(USUAL),
        format_func=words.place,
        key="to",
        bind="query-params",
        placeholder="any country",
    )
    st.multiselect(
        "From",
        [c for c in came if c in known],
        format_func=words.place,
        key="from",
        bind="query-params",
        placeholder="anywhere",
    )
    counts = store.facet("destination", replace(chosen(), destinations=()))
    listed = [f"{words.place(c)} {n:,}" for c, n in list(counts.items())[:4]]
    if listed:
        st.caption("Reports: " + " · ".join(listed))


def _names(label: str, key: str, field: str, *, column: str | None = None) -> None:
    counts = store.facet(column or key, Filters())
    listed = dict.fromkeys([*list(counts)[:_NAMES], *_known(st.session_state.get(key), counts)])
    st.multiselect(
        label,
        list(listed),
        key=key,
        bind="query-params",
        placeholder="anyone",
        help=_rest(len(counts)),
    )


def _known(chosen: Sequence[str] | None, counts: Mapping[str, int]) -> list[str]:
    return [name for name in chosen or () if name in counts]


def _rest(names: int) -> str | None:
    if names <= _NAMES:
        return None
    return f"The {_NAMES} named most often, of {names:,}; the search finds the others too."


def _subjects(filters: Filters | None = None) -> dict[Subject, int]:
    return store.subjects(filters or Filters())


def _date(key: str) -> date | None:
    value = st.session_state.get(key)
    return value if isinstance(value, date) else None
