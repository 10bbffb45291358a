"""How a figure is drawn: one colour a country, one mark a qualifier, one place on the axis."""

from __future__ import annotations

import html
from collections.abc import Iterable

import numpy as np
import pandas as pd
from streamlit.elements.lib.streamlit_plotly_theme import GRAY_90

from views import words

TEXT = GRAY_90  # the page puts its theme's colour of text in its place; that of charts is too pale
COLOR = {"ARM": "#1B7FC0", "GEO": "#D55E00", "KAZ": "#00916A", "TUR": "#B8578C"}
SPARE = ("#8A6D00", "#5B7F95", "#7A5BA8", "#A0522D", "#2E7D5B", "#B0476B")
GREY = "#7F7F7F"
SYMBOL = {
    "exact": "circle",
    "approximately": "circle-open",
    "more_than": "triangle-up-open",
    "less_than": "triangle-down-open",
    "range": "line-ns",
}
GLYPH = {"exact": "●", "approximately": "○", "more_than": "△", "less_than": "▽", "range": "┃"}
_ACROSS = {"more_than": "▷", "less_than": "◁", "range": "━"}  # where values run to the right
ORDER = tuple(SYMBOL)
RINGS = ((22, "#16181C"), (28, "#FFFFFF"))  # round the selected mark: size and colour
MOST_MARKS = 1500  # a browser stays quick with so many; the page says when more were found


def color(iso3: object) -> str:
    """The country's colour, the same on every chart and in both themes."""
    if words.missing(iso3):
        return GREY
    return COLOR.get(str(iso3)) or SPARE[sum(map(ord, str(iso3))) % len(SPARE)]


def reports(frame: pd.DataFrame) -> pd.DataFrame:
    """One row a report, with ``outlets``: how many articles carry it.

    A number that headline and text both give is one report; so is the same number for the
    same time from the same source in several articles.
    """
    said = ["low", "high", "quantifier", "category", "unit", "rate", "status"]
    route = ["origin", "destination"]
    # The sentence in the text says more than the headline, so it is the one that stays.
    text_first = frame.sort_values("in_title", kind="stable")
    once = text_first.drop_duplicates(["article_id", *said[:2], *said[3:], "destination"])
    once = once.sort_index()
    when = ["source", "start_date", "end_date"]
    known = once["source"].notna() & once["end_date"].notna() & once["quantifier"].ne("vague")
    groups = once[known].groupby([*said, *route, *when], dropna=False)
    carried = groups["carriers"].transform("sum").reindex(once.index)
    outlets = carried.fillna(once["carriers"]).astype("int64")
    first = ~(known & once.duplicated([*said, *route, *when]))
    return once.assign(outlets=outlets)[first]


def drawable(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows that have a place on the axes: a number, a date, and not denied or only expected."""
    said = frame["status"].eq("reported") & frame["quantifier"].ne("vague")
    return frame[said & frame["as_of"].notna()]


def undrawn(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows that ``drawable`` leaves out, with the reason in words as ``why``."""
    rest = frame.drop(index=drawable(frame).index)
    reasons = np.select(
        [
            rest["status"].eq("denied"),
            rest["status"].eq("projected"),
            rest["quantifier"].eq("vague"),
        ],
        ["denied by who is quoted", "expected, not counted", "a size in words, no number"],
        "no date is known",
    )
    return rest.assign(why=reasons)


def position(frame: pd.DataFrame) -> pd.Series:
    """Where on the value axis each row is drawn; a range at its middle, where it has no mark."""
    low, high = frame["low"].astype("Float64"), frame["high"].astype("Float64")
    middle = ((low + high) / 2).where(frame["quantifier"].eq("range"))
    return middle.fillna(low).fillna(high).astype("float64")


def hover(frame: pd.DataFrame) -> list[str]:
    """For each row what a pointer over its mark shows; foreign text escaped, no sentence."""
    rows = frame.to_dict("records")
    return [
        f"<b>{safe(words.headline(row))}</b><br>{safe(words.route(row))}"
        f"<br>{safe(words.period(row))}<br>{safe(words.said_by(row)[:70])}"
        + (f"<br>carried by {row['outlets']} articles" if row.get("outlets", 1) > 1 else "")
        for row in rows
    ]


def safe(text: object) -> str:
    """Text for a chart, where a small part of HTML is read."""
    return html.escape(str(text), quote=False)


def source_line(frame: pd.DataFrame) -> str:
    """Who printed the reports: "Sources: A, B, C and 4 others"."""
    outlets = list(dict.fromkeys(_names(frame["publisher"])))
    if not outlets:
        return "Sources: not stated"
    rest = len(outlets) - 3
    more = f" and {words.plural(rest, 'other')}" if rest > 0 else ""
    return "Sources: " + ", ".join(outlets[:3]) + more


def legend(*, across: bool = False) -> str:
    """The key to the marks, as HTML of our own; ``across`` where values run to the right."""
    glyphs = GLYPH | _ACROSS if across else GLYPH
    items = "".join(
        f"<li><b aria-hidden='true'>{glyphs[name]}</b> {words.QUALIFIER[name]}</li>"
        for name in ORDER
    )
    items += f"<li>{words.QUALIFIER['vague']}: listed, not drawn</li>"
    return f"<ul class='w-legend' aria-label='What the marks mean'>{items}</ul>"


def _names(column: Iterable[object]) -> list[str]:
    return [str(name) for name in column if not words.missing(name)]
