"""Precision, recall and F1 of figures against judged ones, after the conventions of tests/gold."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, permutations
from typing import Any

Row = Mapping[str, Any]  # a figure in the exchange format, see extract.record

LEVELS = ("figure", "pair", "origin", "route")
ATTRIBUTES = ("category", "measure", "quantifier", "rate", "status", "unit")
WHERE_STATED = ("period", "source")
STOCKS = frozenset({"resident", "refugee", "idp", "stock"})


@dataclass(frozen=True, slots=True)
class Judged:
    """A figure as a person labelled it: every acceptable answer, and whether it may be left out."""

    value: tuple[int | None, ...]
    origins: tuple[str | None, ...]
    destinations: tuple[str | None, ...]
    kinds: tuple[str, ...]
    quantifier: str
    rate: str
    status: str
    unit: str
    period: tuple[str | None, str | None]
    source: str
    optional: bool

    @classmethod
    def of(cls, label: Row) -> Judged:
        """The label with its defaults: a reported total of persons, no place named."""
        return cls(
            value=_value(label),
            origins=tuple(label.get("origin") or [None]),
            destinations=tuple(label.get("destination") or [None]),
            kinds=tuple(label.get("kinds") or [label["kind"]]),
            quantifier=label["quantifier"],
            rate=label.get("rate") or "total",
            status=label.get("status") or "reported",
            unit=label.get("unit") or "person",
            period=(label.get("start_date") or None, label.get("end_date") or None),
            source=label.get("source") or "",
            optional=bool(label.get("optional")),
        )


def verdict(judged: Judged, row: Row) -> Counter[str]:
    """What is right (1) or wrong (0) in a row that has the judged value."""
    right = {
        "origin": row["origin"] in judged.origins,
        "pair": row["destination"] in judged.destinations,
        "category": any(_same_kind(kind, row["category"]) for kind in judged.kinds),
        "measure": any(_same_measure(kind, row["category"]) for kind in judged.kinds),
    }
    for name in ("quantifier", "rate", "status", "unit"):
        right[name] = row[name] == getattr(judged, name)
    return Counter({name: int(is_right) for name, is_right in right.items()})


def credit(label: Judged, row: Row) -> Counter[str]:
    """The verdict with the route, and with period and source where the label states one."""
    right = verdict(label, row)
    right["route"] = int(right["origin"] and right["pair"] and right["measure"])
    if any(label.period):
        right["period stated"] = 1
        right["period"] = int(label.period == (row["start_date"] or None, row["end_date"] or None))
    if label.source:
        right["source stated"] = 1
        right["source"] = int(_same_source(label.source, row["source"] or ""))
    return right


def align(
    judged: Sequence[Judged], rows: Sequence[Row]
) -> tuple[list[tuple[Judged, Row]], list[Row]]:
    """The labels found, each with its row, and the rows that are no figure of the labels.

    An optional label excuses a row of its value, and asks for none.
    """
    matches, spare = _matches([label for label in judged if not label.optional], rows)
    _, extra = _matches([label for label in judged if label.optional], spare)
    return matches, extra


def tally(judged: Sequence[Judged], rows: Sequence[Row]) -> Counter[str]:
    """The counts of one article: judged, predicted, and right at each level and attribute."""
    matches, extra = align(judged, rows)
    counts = Counter(
        judged=sum(not label.optional for label in judged),
        predicted=len(matches) + len(extra),
        figure=len(matches),
    )
    for label, row in matches:
        counts += credit(label, row)
    return counts


def prf(counts: Counter[str], level: str) -> tuple[float, float, float]:
    """Precision, recall and F1 at a level."""
    hits, predicted, judged = counts[level], counts["predicted"], counts["judged"]
    precision = hits / predicted if predicted else 0.0
    recall = hits / judged if judged else 0.0
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return precision, recall, f1


def accuracy(counts: Counter[str], attribute: str) -> float:
    """The share of right values among the matched figures, or among those that state one."""
    asked = counts[f"{attribute} stated" if attribute in WHERE_STATED else "figure"]
    return counts[attribute] / asked if asked else 0.0


def held_out(ids: Iterable[str]) -> frozenset[str]:
    """Every fifth id in sorted order: the part that nobody tunes the rules on."""
    return frozenset(sorted(ids)[4::5])


def _value(figure: Row) -> tuple[int | None, ...]:
    if figure.get("vague") or figure.get("quantifier") in ("range", "vague"):
        return (figure.get("low"), figure.get("high"))
    return (figure.get("count"),)


def _matches(
    judged: Sequence[Judged], rows: Sequence[Row]
) -> tuple[list[tuple[Judged, Row]], list[Row]]:
    """Labels and rows of one value, paired where they agree most, and the rows left over."""
    labels_of, rows_of = defaultdict(list), defaultdict(list)
    for label in judged:
        labels_of[label.value].append(label)
    for i, row in enumerate(rows):
        rows_of[_value(row)].append(i)
    chosen: list[tuple[Judged, int]] = []
    for value, labels in labels_of.items():
        chosen += max(_pairings(labels, rows_of[value]), key=lambda pairs: _agreement(pairs, rows))
    used = {i for _, i in chosen}
    left = [row for i, row in enumerate(rows) if i not in used]
    return [(label, rows[i]) for label, i in chosen], left


def _pairings(labels: list[Judged], indexes: list[int]) -> Iterator[list[tuple[Judged, int]]]:
    """Every way to use up the shorter side, in reading order first; cut off at 5,040 ways."""
    if len(labels) <= len(indexes):
        ways = (list(zip(labels, way, strict=False)) for way in permutations(indexes, len(labels)))
    else:
        ways = (list(zip(way, indexes, strict=False)) for way in permutations(labels, len(indexes)))
    return islice(ways, 5040)


def _agreement(pairs: list[tuple[Judged, int]], rows: Sequence[Row]) -> int:
    return sum(verdict(label, rows[i]).total() for label, i in pairs)


def _same_kind(kind: str, category: str) -> bool:
    return kind in ("other", category) or (kind == "stock" and category in STOCKS)


def _same_measure(kind: str, category: str) -> bool:
    return kind == "other" or (kind in STOCKS) == (category in STOCKS)


def _same_source(judged: str, found: str) -> bool:
    a, b = (name.casefold().removeprefix("the ").strip() for name in (judged, found))
    return bool(a and b) and (a in b or b in a)
