"""Method: what is read and what is not, what the words and marks mean, where the data lies."""

from __future__ import annotations

import streamlit as st

from archive.levels import level_for
from views import encoding, keeping, read_only, small_charts, store, words
from views.highlight import plain

READ = """
Whence reads each article sentence by sentence and looks for a number of people, a word that says
they moved (or are somewhere because they moved), and the places they came from and went to. It
follows written rules and word tables; no text is sent anywhere and no language model is asked.
What joined a number to its places is shown beside every figure under “How this was read”.

**It reads English news, and Spanish, French and Portuguese.** Tables in PDFs, pictures and charts
are not read. A number without a word of people moving stays unused, with its reason, in the reader
of the Articles page. Soldiers, deaths, tourists, vehicles, money, ages, shares and whole
populations are not migration figures.

**A figure is what an article says, not what is true.** The same people are counted by several
sources, over times that overlap, at several borders. That is why nothing here is ever added up, no
average is shown, and no line joins reports of different sources.
"""
COMPARABLE = """
Two figures are comparable when origin, destination, what is counted, unit and pace are the same;
only then do they share a chart. A later report of the same source that starts on the same day is
an update of the earlier one. A time that lies inside another is an overlap, never an addition. The
same number for the same time from the same source in several articles is one report that several
outlets carry. Two reports conflict when they speak of the same time and their numbers cannot both
be true; a person then chooses which one leads, and writes why.
"""
GLOSSARY = {
    "Arrivals": "people who came into a country during a time; entries at a border count each "
    "crossing, so one person can be many entries",
    "Border crossings": "events at a border, not people",
    "People living there": "people present at a date: a stock, never on one axis with arrivals",
    "Refugees hosted": "refugees and asylum seekers recorded in a country at a date",
    "Net migration": "entries less exits; shown as a difference only for one source and one time",
    "Speaks of": "the time that the number is about, worked out from the day of publication",
    "Said by": "who is quoted for the number; the outlet is who printed it",
    "Not reviewed": "read by the machine and looked at by nobody yet",
}
_PERIODS = 160  # so many squares a row at most


def page() -> None:
    """Prose, the key to the marks, the glossary, coverage and where the data lies."""
    st.title("Method", anchor=False)
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.markdown(READ)
        st.subheader("What may be compared", anchor=False)
        st.markdown(COMPARABLE)
    with right:
        st.subheader("The marks", anchor=False)
        st.html(_marks())
        st.subheader("The words", anchor=False)
        st.html(_terms(GLOSSARY))
    st.subheader("Where there are reports, and where there are none", anchor=False)
    _coverage()
    st.subheader("Where the data lies", anchor=False)
    st.text(
        f"What is shown lies in {store.archive().where()}. Everyone who opens this desk works with "
        "the same archive; filters, the selected figure and files not yet read are each person's "
        "own. The desk loads nothing from other machines and sends nothing to them. It knows no "
        "passwords of its own: where it is reachable by others, put it behind a sign-in."
    )
    if store.archive().read_only:
        read_only.say("Decisions, their log, and a file of everything")
    else:
        keeping.chest()
        st.subheader("Log", anchor=False)
        keeping.log()
    _keys()


def _coverage() -> None:
    counted = store.coverage()
    if counted.empty:
        st.text("No article here says when it was published.")
        return
    days = counted["published"]
    level = level_for((days.min().date(), days.max().date()), _PERIODS)
    st.caption(
        f"A square is a {level} in which an outlet's article is kept here. An empty {level} means "
        "that no article is kept, not that nobody moved."
    )
    st.plotly_chart(
        small_charts.coverage(counted, level),
        key="coverage",
        config={"displayModeBar": False},
        alt=f"Each {level} with an article, by outlet",
    )


def _marks() -> str:
    note = {
        "exact": "a filled disc at the number",
        "approximately": "an open disc; no margin is invented",
        "more_than": "a triangle with a stem toward where the true number may lie",
        "less_than": "the same, downward",
        "range": "a bar from the lower to the higher number, without a middle",
    }
    marks = {f"{encoding.GLYPH[n]} {words.QUALIFIER[n]}": text for n, text in note.items()}
    vague = {words.QUALIFIER["vague"]: "“tens of thousands” is listed under the chart, not drawn"}
    return _terms(marks | vague)


def _terms(terms: dict[str, str]) -> str:
    rows = "".join(f"<dt>{plain(a)}</dt><dd>{plain(b)}</dd>" for a, b in terms.items())
    return f'<dl class="w-steps">{rows}</dl>'


def _keys() -> None:
    st.subheader("Keys", anchor=False)
    keys = {
        "J, K": "next and previous figure, on every page that shows figures",
        "A, X": "accept, reject (Review)",
        "S, E, U": "skip, edit, undo (Review)",
    }
    st.html(_terms(keys))


page()
