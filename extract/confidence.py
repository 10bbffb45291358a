"""How direct the evidence for a figure is: lowered by each doubt of one table."""

from __future__ import annotations

from extract.links import Link
from extract.memory import Known, Placed
from extract.model import Basis, Category, Quantifier

# Each doubt and the factor it costs; the factors are calibrated on judged texts (ARCHITECTURE.md).
DOUBTS = {
    "no place at all": 0.55,
    "one end is not stated": 0.9,
    "destination from another sentence": 0.92,
    "another destination is possible": 0.7,
    "another destination is nearly as likely": 0.35,
    "origin from another sentence": 0.92,
    "another origin is possible": 0.7,
    "another origin is nearly as likely": 0.35,
    "no migration verb beside the number": 0.85,
    "an everyday verb": 0.92,
    "number without a noun": 0.88,
    "goes on with the figure before": 0.9,
    "vague magnitude": 0.93,
    "told again without its verb": 0.85,
}


# Of 100 ends that lead by less than the first 51 are right, by less than the second 71, above it
# 91: on judged texts, each weighed by a fit to others.
_LIKELY, _POSSIBLE = 1.0, 3.0

# Maps the product of doubts onto the share of right routes on the judged texts: about 0.4 of
# the most doubtful figures are right and 0.95 of those without a doubt.
_LOWEST, _REACH = 0.3, 0.65


def judged(
    placed: Placed, quantifier: Quantifier, *, open_term: bool
) -> tuple[float, tuple[str, ...]]:
    """The confidence of a figure between 0 and 1, and the doubts that lowered it."""
    doubts = tuple(_doubts(placed, placed.link, quantifier, open_term))
    value = 1.0
    for doubt in doubts:
        value *= DOUBTS[doubt]
    return round(_LOWEST + _REACH * value, 2), doubts


def _doubts(placed: Placed, link: Link, quantifier: Quantifier, open_term: bool) -> list[str]:
    origin, destination = placed.origin, placed.destination
    found = []
    if origin is None and destination is None:
        found.append("no place at all")
    elif (origin is None or destination is None) and link.category is not Category.DEPARTURE:
        found.append("one end is not stated")
    found += _of_end("destination", destination)
    if link.category not in (Category.DISPLACEMENT, Category.IDP):
        found += _of_end("origin", origin)
    if link.governor is None:
        found.append("no migration verb beside the number")
    elif open_term:
        found.append("an everyday verb")
    if link.head.kind == "bare":
        found.append("number without a noun")
    if link.rule.startswith(("list", "part-of")):
        found.append("goes on with the figure before")
    if quantifier is Quantifier.VAGUE:
        found.append("vague magnitude")
    return found


def _of_end(end: str, known: Known | None) -> list[str]:
    """The doubts of an end that no sentence states: how near the next country comes to it."""
    if known is None or known.basis is not Basis.CONTEXT:
        return []
    found = [f"{end} from another sentence"]
    if known.lead < _LIKELY:
        found.append(f"another {end} is nearly as likely")
    elif known.lead < _POSSIBLE:
        found.append(f"another {end} is possible")
    return found
