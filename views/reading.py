"""How a figure was read: the chain of evidence in words, and its citation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from extract.model import Figure
from views import words

_QUALIFIED = {
    "exact": "the text gives the number without a word of doubt",
    "approximately": "the text gives it as an estimate; we add no margin of our own",
    "more_than": "the text gives only a lower bound",
    "less_than": "the text gives only an upper bound",
    "range": "the text gives both ends; nothing is said about the middle",
    "vague": "the text gives a size in words; no number is made of it",
}
_MEASURE = {
    "flow": "people moving during a time",
    "stock": "people who are there at a date",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One field of a figure: what was read, and what it rests on."""

    field: str
    value: str
    because: str


def steps(figure: Figure) -> list[Step]:
    """The chain of evidence, one step a field, in the order in which people ask."""
    return list(_steps(figure))


def _steps(figure: Figure) -> Iterator[Step]:
    row = values(figure)
    yield Step("Number", words.number(row), _QUALIFIED[row["quantifier"]])
    unit = words.UNIT[row["unit"]]
    yield Step("Counted", unit, _quoted(figure, "people") or "the number stands without a noun")
    topic, kind = words.TOPIC[row["category"]], _MEASURE[row["measure"]]
    yield Step("What happened", f"{topic}: {kind}", _quoted(figure, "term"))
    if row["rate"] != "total":
        yield Step("Pace", words.RATE[row["rate"]], "stated with the number")
    for field in ("origin", "destination"):
        yield Step(
            "From" if field == "origin" else "To",
            words.place(row[field]),
            _place_reason(figure, field),
        )
    dated = _quoted(figure, "period")
    published = words.day(row["published"])
    if dated:
        dated += f", counted from the day of publication, {published}"
    elif words.period(row) != words.NOT_STATED:
        dated = "from the sentences around it"
    else:
        dated = f"so the charts show it at the day of publication, {published}"
    yield Step("When", words.period(row), dated)
    said = _quoted(figure, "source")
    nobody = "nobody is quoted for it: it stands in the outlet's own words"
    yield Step("Who said it", row["source"] or words.NOT_STATED, said or nobody)
    if row["status"] != "reported":
        yield Step("Standing", words.STATUS[row["status"]], "")
    yield Step("Rule", figure.rule, _confidence(figure))


def values(figure: Figure) -> dict[str, Any]:
    """The figure's fields as the words module reads them."""
    row = asdict(figure)
    return {key: getattr(value, "value", value) for key, value in row.items()}


def citation(figure: Figure, *, today: date, link: str = "") -> str:
    """A sentence that can stand under a chart or in a footnote."""
    row = values(figure)
    said = f", according to {row['source']}" if row["source"] else ""
    when = words.period(row)
    timed = "" if when == words.NOT_STATED else f" ({when})"
    title = f"“{row['title']}”" if row["title"] else ""
    dated = words.day(row["published"]) if row["published"] else ""
    where = ", ".join(filter(None, [row["publisher"], title, dated, row["url"]]))
    found = f" Extracted {words.day(today)} from: “{' '.join(figure.sentence.split())}”"
    head = words.headline(row)
    text = f"{head[:1].upper()}{head[1:]}, {words.route(row)}{timed}{said}"
    return f"{text} ({where}).{found}{f' {link}' if link else ''}"


def _quoted(figure: Figure, role: str) -> str:
    found = [piece for piece in figure.evidence if piece.role == role]
    shown = dict.fromkeys(f"“{' '.join(piece.surface.split())}”" for piece in found)
    where = ", in the headline" if any(p.in_title for p in found) and not figure.in_title else ""
    return ", ".join(shown) + where


def _place_reason(figure: Figure, field: str) -> str:
    basis = getattr(figure, f"{field}_basis")
    if basis is None:
        return "no place in the text plays this part"
    quoted = _quoted(figure, field)
    return f"{quoted}, {words.BASIS[basis]}" if quoted else words.BASIS[basis]


def _confidence(figure: Figure) -> str:
    directness = f"directness of the evidence {figure.confidence:.0%}"
    return "; ".join([directness, *figure.doubts])
