"""A figure as a sentence to print: the number as said, by whom, where, with its quote."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime

from archive.export.flat import shown
from archive.model import Filters, StoredFigure
from archive.readable import Readable
from extract.lexicon.gazetteer import countries
from extract.model import Category, Figure, Measure, Quantifier, Rate, Status, Unit

_RATES = {
    Rate.TOTAL: "",
    Rate.PER_DAY: " a day",
    Rate.PER_WEEK: " a week",
    Rate.PER_MONTH: " a month",
    Rate.PER_YEAR: " a year",
}
_QUALIFIERS = {
    Quantifier.EXACT: "",
    Quantifier.APPROXIMATELY: "about ",
    Quantifier.MORE_THAN: "at least ",
    Quantifier.LESS_THAN: "up to ",
}
_DID = {  # after the people; {} is the destination
    Category.ARRIVAL: "arrived in {}",
    Category.DEPARTURE: "left for {}",
    Category.RETURN: "returned to {}",
    Category.TRANSIT: "passed through on the way to {}",
    Category.ASYLUM_APPLICATION: "asked for asylum in {}",
    Category.PERMIT: "received permission to stay in {}",
    Category.DEPORTATION: "were sent back to {}",
    Category.DISPLACEMENT: "were displaced within {}",
    Category.NET_MIGRATION: "came to {} than left it",
    Category.RESIDENT: "were living in {}",
    Category.REFUGEE: "were refugees or asylum seekers in {}",
    Category.IDP: "were displaced within {}",
}
_DID_SOMEWHERE = {  # the same, where no destination is said
    Category.ARRIVAL: "arrived",
    Category.DEPARTURE: "left",
    Category.RETURN: "returned",
    Category.TRANSIT: "passed through",
    Category.ASYLUM_APPLICATION: "asked for asylum",
    Category.PERMIT: "received permission to stay",
    Category.DEPORTATION: "were sent back",
    Category.DISPLACEMENT: "were displaced",
    Category.NET_MIGRATION: "came than left",
    Category.RESIDENT: "were living abroad",
    Category.REFUGEE: "were refugees or asylum seekers",
    Category.IDP: "were displaced",
}

_COUNTED = {  # what is counted where it isn't people, into and out of a country, and for whom
    Unit.CROSSING: ("border crossings into {}", "border crossings out of {}", "border crossings"),
    Unit.APPLICATION: ("applications in {}", "applications by people leaving {}", "applications"),
    Unit.PERMIT: ("permits in {}", "permits for people leaving {}", "permits"),
}
# strftime would follow the machine's locale.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def to_citations(archive: Readable, filters: Filters, *, link: str | None = None) -> bytes:
    """A text file with a citation a figure, under what it holds and when it was made."""
    frame, words = shown(archive, filters, link)
    head = [f"{name}: {value}" for name, value in words.lines.items()]
    known = {f.id: f for f, _ in archive.stored_figures(list(frame["figure_id"]))}
    today = words.exported.date()
    cited = [citation(known[figure_id], on=today) for figure_id in frame["figure_id"]]
    return "\n\n".join(["\n".join(head), *cited, ""]).encode("utf-8-sig")


def citation(stored: StoredFigure, *, on: date | None = None) -> str:
    """One figure as a sentence: who said it, who printed it, and the words it was read from."""
    figure = stored.shown
    told = f"{_claim(stored)}, {_according_to(figure)}."
    day = _day(on or datetime.now(UTC).date())
    by = ", corrected by a person," if stored.verdict.changes else ""
    return f"{told} Extracted {day}{by} from: “{figure.sentence}”"


def number(stored: StoredFigure) -> str:
    """The number as the text says it, or as a person corrected it."""
    figure = stored.shown
    if not {"count", "low", "high", "quantifier"} & stored.verdict.changes.keys():
        return figure.surface
    if figure.quantifier is Quantifier.RANGE:
        return f"between {figure.low:,} and {figure.high:,}"
    if figure.count is None:
        return figure.surface
    return f"{_QUALIFIERS.get(figure.quantifier, '')}{figure.count:,}"


def _claim(stored: StoredFigure) -> str:
    figure = stored.shown
    did = _people_did(figure) if figure.unit in {Unit.PERSON, Unit.HOUSEHOLD} else _counted(figure)
    words = f"{number(stored)} {did}{_RATES[figure.rate]}{_when(figure)}"
    words = words[:1].upper() + words[1:]
    return {
        Status.REPORTED: words,
        Status.PROJECTED: f"Expected, not counted: {words}",
        Status.DENIED: f"Denied: {words}",
    }[figure.status]


def _people_did(figure: Figure) -> str:
    """The people, where they come from, and what they did."""
    who = "households" if figure.unit is Unit.HOUSEHOLD else "people"
    to = _place(figure.destination)
    did = _DID[figure.category].format(to) if to else _DID_SOMEWHERE[figure.category]
    inside = figure.origin == figure.destination
    since = "" if inside or not figure.origin else f" from {_place(figure.origin)}"
    if figure.category is Category.NET_MIGRATION:
        lost = figure.origin and not to
        return (
            f"more {who} left {_place(figure.origin)} than came"
            if lost
            else f"more {who}{since} {did}"
        )
    return f"{who}{since} {did}"


def _counted(figure: Figure) -> str:
    """Crossings, applications or permits, where, and whose."""
    into, out, anywhere = _COUNTED[figure.unit]
    leaving = figure.category is Category.DEPARTURE and not figure.destination
    if leaving and figure.origin:
        return out.format(_place(figure.origin))
    what = into.format(_place(figure.destination)) if figure.destination else anywhere
    whose = f" by people from {_place(figure.origin)}" if figure.origin else ""
    return f"{what}{whose}"


def _place(iso3: str | None) -> str:
    if iso3 == "EU":
        return "the European Union"
    return countries().get(iso3, iso3) if iso3 else ""


def _when(figure: Figure) -> str:
    start, end = figure.start_date, figure.end_date
    if start and end:
        return _between(start, end)
    if end:
        return f" {'as of' if figure.measure is Measure.STOCK else 'by'} {_day(end)}"
    return f" since {_day(start)}" if start else ""


def _between(start: date, end: date) -> str:
    last = monthrange(end.year, end.month)[1]
    if start == end:
        return f" on {_day(start)}"
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return f" in {start.year}"
    if (start.year, start.month, start.day, end.day) == (end.year, end.month, 1, last):
        return f" in {_MONTHS[start.month - 1]} {start.year}"
    first = _day(start).removesuffix(f" {end.year}") if start.year == end.year else _day(start)
    return f" between {first} and {_day(end)}"


def _according_to(figure: Figure) -> str:
    title = f"“{figure.title}”" if figure.title else None
    printed = _day(figure.published) if figure.published else "undated"
    place = ", ".join(part for part in (title, printed, figure.url) if part)
    if figure.source and figure.publisher:
        return f"according to {figure.source} ({figure.publisher}, {place})"
    if figure.source or figure.publisher:
        verb = "according to" if figure.source else "as reported by"
        return f"{verb} {figure.source or figure.publisher} ({place})"
    return f"source not stated ({place})"


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"
