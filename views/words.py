"""What the screens say: numbers with their qualifier, places, dates and measures in plain words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import pandas as pd

from extract.lexicon.load import table

NOT_STATED = "not stated"
_READ_BY_MARKDOWN = re.compile(r"[!-/:-@\[-`{-~]")  # all of ASCII's punctuation

PEOPLE = {  # what the number counts, after the number
    "arrival": "arrived",
    "departure": "left",
    "return": "returned",
    "transit": "passed through",
    "asylum_application": "asked for asylum",
    "permit": "got a permit",
    "deportation": "were deported",
    "displacement": "were displaced inside the country",
    "net_migration": "more came than left",
    "resident": "were living there",
    "refugee": "were hosted as refugees",
    "idp": "were internally displaced",
}
_LOST = {"net_migration": "more left than came"}  # where only the country that lost them is known
TOPIC = {  # the name of what is counted, on its own
    "arrival": "Arrivals",
    "departure": "Departures",
    "return": "Returns",
    "transit": "Transit",
    "asylum_application": "Asylum applications",
    "permit": "Permits",
    "deportation": "Deportations",
    "displacement": "Displacement inside the country",
    "net_migration": "Net migration",
    "resident": "People living there",
    "refugee": "Refugees hosted",
    "idp": "Internally displaced people",
}
UNIT = {
    "person": "people",
    "household": "households",
    "crossing": "border crossings",
    "application": "applications",
    "permit": "permits",
}
RATE = {
    "total": "",
    "per_day": "a day",
    "per_week": "a week",
    "per_month": "a month",
    "per_year": "a year",
}
QUALIFIER = {
    "exact": "exact number",
    "approximately": "about",
    "more_than": "at least",
    "less_than": "up to",
    "range": "between two numbers",
    "vague": "no number, only words",
}
STATUS = {"reported": "reported", "projected": "expected, not yet counted", "denied": "denied"}
DECISION = {
    "to_review": "not reviewed",
    "accepted": "accepted",
    "rejected": "rejected",
    "accepted_then_changed": "accepted, then changed",
}
BASIS = {
    "stated": "named in the clause",
    "nationality": "from the nationality of the people",
    "context": "from another sentence, the headline, or words such as “the country”",
}
REASON = {  # why a number was not used; the codes are the engine's
    "no_migration_term": "no word of people moving stands near it",
    "not_people": "it does not count people",
    "things": "it counts things",
    "houses": "it counts houses",
    "vehicles": "it counts vehicles",
    "votes": "it counts votes",
    "accounts": "it counts statements or documents",
    "change": "it says by how much another number has changed",
    "quantity": "it is a quantity, not a count of people",
    "distance": "it is a distance",
    "duration": "it is a length of time",
    "date": "it is part of a date",
    "time": "it is a time of day",
    "money": "it is a sum of money",
    "age": "it is an age",
    "percentage": "it is a share",
    "identifier": "it is part of a name or a number of something",
    "pronoun": "“one” here is no count",
    "anecdote": "it tells of single people, not of how many moved",
    "population": "it is the size of a population",
    "military": "it counts soldiers or reservists",
    "damaged": "it counts what was damaged or destroyed",
    "casualties": "it counts dead, hurt or missing people",
    "tourists": "it counts visitors",
    "detained": "it counts people who were held",
    "in_need": "it counts people in need, who did not move",
    "other_people": "it counts people, but not for having moved",
}
WITH_ARTICLE = {"NLD", "USA", "GBR", "ARE", "PHL", "CZE", "EU", "MDV", "BHS", "GMB", "DOM", "CAF"}


def number(figure: Mapping[str, Any]) -> str:
    """The number with its qualifier in our words; a vague one as it stands in the text.

    >>> number({"quantifier": "more_than", "low": 40000, "high": None, "surface": "over 40k"})
    'at least 40,000'
    """
    low, high = _grouped(figure["low"]), _grouped(figure["high"])
    match figure["quantifier"]:
        case "exact":
            return low
        case "approximately":
            return f"about {low}"
        case "more_than":
            return f"at least {low}"
        case "less_than":
            return f"up to {high}"
        case "range":
            return f"between {low} and {high}"
        case _:
            return str(figure["surface"])


def headline(figure: Mapping[str, Any]) -> str:
    """The number with its qualifier, then what it counts: "at least 40,000 arrived"."""
    parts = [number(figure), unit_after(figure), RATE[figure["rate"]]]
    if figure["unit"] in {"person", "household"} and figure["rate"] == "total":
        lost = missing(figure["destination"]) and not missing(figure["origin"])
        parts.append((PEOPLE | _LOST if lost else PEOPLE)[figure["category"]])
    return " ".join(part for part in parts if part)


def unit_after(figure: Mapping[str, Any]) -> str:
    """The unit where it is not persons, who go without saying."""
    return "" if figure["unit"] == "person" else UNIT[figure["unit"]]


def subject(category: str, unit: str, rate: str) -> str:
    """What figures of one kind count: "Arrivals", "Arrivals, border crossings a day"."""
    own_unit = {"asylum_application": "application", "permit": "permit"}.get(category, "person")
    extra = " ".join(filter(None, ["" if unit == own_unit else UNIT[unit], RATE[rate]]))
    return f"{TOPIC[category]}, {extra}" if extra else TOPIC[category]


def place(iso3: Any) -> str:
    """The country's name; "not stated" for none."""
    return NOT_STATED if missing(iso3) else names().get(str(iso3), str(iso3))


def place_in_text(iso3: Any) -> str:
    """The country's name as it stands inside a sentence: "the Netherlands"."""
    return f"the {place(iso3)}" if iso3 in WITH_ARTICLE else place(iso3)


@cache
def names() -> dict[str, str]:
    """The name that we show for each place code."""
    return {row["iso3"]: row["name"] for row in table("countries", "places") if row["shown"]}


def route(figure: Mapping[str, Any]) -> str:
    """From where to where: "Russia → Armenia"."""
    origin, destination = figure["origin"], figure["destination"]
    if not missing(origin) and origin == destination:
        return f"inside {place_in_text(origin)}"
    start = "origin not stated" if missing(origin) else place(origin)
    end = "destination not stated" if missing(destination) else place(destination)
    return f"{start} → {end}"


def day(value: Any, accuracy: Any = None) -> str:
    """A date as people write it, no finer than it is known: "5 Apr 2022", "Apr 2022"."""
    if missing(value):
        return NOT_STATED
    moment = pd.Timestamp(value)
    if accuracy == "year":
        return f"{moment:%Y}"
    return f"{moment:%b %Y}" if accuracy == "month" else f"{moment.day} {moment:%b %Y}"


def period(figure: Mapping[str, Any]) -> str:
    """The time that the figure speaks of: "24 Feb to 5 Apr 2022"; "not stated" for none."""
    start, end, accuracy = figure["start_date"], figure["end_date"], figure["date_accuracy"]
    if missing(start) and missing(end):
        return NOT_STATED
    if missing(start):
        return f"until {day(end, accuracy)}"
    if missing(end):
        return f"since {day(start, accuracy)}"
    first, last = day(start, accuracy), day(end, accuracy)
    if first == last:
        return first
    same_year = pd.Timestamp(start).year == pd.Timestamp(end).year and accuracy != "year"
    return f"{first[:-5] if same_year else first} to {last}"


def said_by(figure: Mapping[str, Any]) -> str:
    """Who said it and who printed it: "Georgian Interior Ministry, in Agenda.ge"."""
    source, publisher = figure["source"], figure["publisher"]
    if missing(source):
        return NOT_STATED if missing(publisher) else str(publisher)
    return str(source) if missing(publisher) else f"{source}, in {publisher}"


def reason(code: str) -> str:
    """Why a number was not used, in words: "no_migration_term" -> "no word of migration"."""
    return REASON.get(code, code.replace("_", " "))


def plural(amount: int, one: str, many: str = "") -> str:
    """The amount with its noun: "1 report", "1,204 reports"."""
    return f"{amount:,} {one if amount == 1 else many or one + 's'}"


def missing(value: Any) -> bool:
    """Whether a value of a frame says nothing."""
    return value is None or value == "" or bool(pd.isna(value))


def as_date(value: Any) -> date | None:
    """The date of a frame's cell, None for none."""
    return None if missing(value) else pd.Timestamp(value).date()


def escaped(text: Any, length: int = 80) -> str:
    r"""Foreign text for a label: cut, and every sign that Markdown reads is shown as it is.

    >>> escaped("![x](http://h/y)")
    '\\!\\[x\\]\\(http\\:\\/\\/h\\/y\\)'
    """
    line = " ".join(str(text).split())
    line = line if len(line) <= length else line[: length - 1] + "…"
    return _READ_BY_MARKDOWN.sub(r"\\\g<0>", line)


def _grouped(value: Any) -> str:
    return "" if missing(value) else f"{int(value):,}"
