"""Cards for reports that cannot all be true, and for differences that two reports make."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from archive.compare import ConflictGroup, Net, Report
from views import selection, small_charts, words
from views.highlight import plain

_MOST = 12


def cards(groups: Sequence[ConflictGroup]) -> None:
    """One card a group of contradicting reports, the widest apart first."""
    st.subheader("Reports that contradict each other", anchor=False)
    if not groups:
        st.text("None on this route: no two reports of the same time exclude each other.")
        return
    for group in groups[:_MOST]:
        small, large = _number(group.smallest), _number(group.largest)
        times = f" ({group.ratio:.1f} times)" if 1.05 <= group.ratio < 1000 else ""
        about = (
            f"{words.plural(len(group.reports), 'report')} of {words.escaped(group.question.words)}"
        )
        with st.expander(f"**{small} and {large}**{times} · {about}", key=f"conflict-{group.id}"):
            if group.explanations:
                st.caption("Possible reasons: " + "; ".join(group.explanations) + ".")
            for report in group.reports:
                _report(report, group.id)
    if len(groups) > _MOST:
        st.caption(f"{len(groups) - _MOST} more; narrow the dates to see them.")


def differences(found: Sequence[Net]) -> None:
    """Entries less exits, only where one source gives both for the same time."""
    if not found:
        return
    st.subheader("Entries less exits", anchor=False)
    st.caption("Only where one source gives both for the same time; with both sentences.")
    for n, net in enumerate(found[:_MOST]):
        with st.expander(f"**{net.words}** · {_when(net.entries)}", expanded=not n, key=f"box-{n}"):
            chart = small_charts.coming_and_going(
                {"Entries": _number(net.entries), "Exits": _number(net.exits)}
                | {"Difference": net.difference},
                [net.entries.count or 0, net.exits.count or 0, net.net],
                [net.entries.id, net.exits.id, net.entries.id],
            )
            selection.chart(chart, key=f"net-{n}", alt=net.words)
            st.caption(f"Said by {words.escaped(net.entries.said_by or words.NOT_STATED)}.")
            for sentence in net.sentences:
                st.html(f'<div class="w-quote">“{plain(" ".join(sentence.split()))}”</div>')
            if net.stated:
                st.caption(f"The source itself gives {_number(net.stated)}.")


def _report(report: Report, group: str) -> None:
    said = plain(report.said_by or words.NOT_STATED)
    outlets = plain(", ".join(report.publishers[:3]))
    st.html(
        f'<div class="w-quote"><b>{plain(_number(report))}</b> · {plain(_when(report))} · {said}, '
        f"in {outlets}"
        f'<span class="w-said">{plain(" ".join(report.sentence.split()))}</span></div>'
    )
    st.button(
        "Select this report",
        key=f"pick-{group}-{report.id}",
        on_click=selection.select,
        args=(report.id,),
        type="tertiary",
    )


def _when(report: Report) -> str:
    days = {"start_date": report.window.start, "end_date": report.window.end}
    return words.period(days | {"date_accuracy": None})


def _number(report: Report) -> str:
    return words.number(
        {
            "quantifier": report.quantifier.value,
            "low": report.low,
            "high": report.high,
            "surface": "a number in words",
        }
    )
