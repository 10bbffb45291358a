"""What a person may correct in a figure, and whether the corrected figure could be true."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from archive import rows
from archive.errors import InvalidCorrection
from extract.model import Figure, Quantifier

CORRECTABLE = (
    "count",
    "low",
    "high",
    "quantifier",
    "unit",
    "category",
    "rate",
    "status",
    "origin",
    "destination",
    "start_date",
    "end_date",
    "date_accuracy",
    "source",
)
_NUMBERS, _DATES = ("count", "low", "high"), ("start_date", "end_date")
_PLACES = ("origin", "destination")
_COUNTRY = re.compile(r"[A-Z]{3}|EU")
_UNCOUNTED = (Quantifier.RANGE, Quantifier.VAGUE)
_BOUNDED_BELOW = (Quantifier.EXACT, Quantifier.APPROXIMATELY, Quantifier.MORE_THAN)
_BOUNDED_ABOVE = (Quantifier.EXACT, Quantifier.APPROXIMATELY, Quantifier.LESS_THAN)


def corrections(
    extracted: Figure, so_far: Mapping[str, object], wanted: Mapping[str, object]
) -> dict[str, object]:
    """Everything that differs from what was extracted, as JSON, once the new wishes are laid on.

    A count or quantifier corrected alone takes its bounds along, as the words would state them.
    """
    changes = {**so_far, **{name: _checked(name, value) for name, value in wanted.items()}}
    shown = rows.corrected(extracted, changes)
    if {"count", "quantifier"} & wanted.keys():
        _check_number(shown, wanted)
        if not {"low", "high"} & wanted.keys():
            changes |= _bounds(shown)
            shown = rows.corrected(extracted, changes)
    _check_whole(shown)
    return differing(extracted, changes)


def differing(extracted: Figure, changes: Mapping[str, object]) -> dict[str, object]:
    """The corrections that say something else than what was extracted."""
    return {n: value for n, value in changes.items() if value != _json(getattr(extracted, n))}


def _checked(name: str, value: object) -> object:
    """The value as JSON holds it, if a figure could have it."""
    if name not in CORRECTABLE:
        raise InvalidCorrection(f"{name} can't be corrected: it is where the text says it.")
    if value is None or value == "":
        if name in rows.ENUMS and name != "date_accuracy":
            raise InvalidCorrection(f"{name} can't be empty.")
        return None
    if name in _NUMBERS:
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**53:
            raise InvalidCorrection(f"{name} must be a whole number of people, not {value!r}.")
        return value
    if name in _DATES:
        return _date(name, value)
    if name in _PLACES and not _COUNTRY.fullmatch(str(value)):
        raise InvalidCorrection(f"{name} must be an ISO 3166 code such as ARM, not {value!r}.")
    if name in rows.ENUMS and value not in list(rows.ENUMS[name]):
        raise InvalidCorrection(f"{name} can't be {value!r}.")
    return _json(value)


def _date(name: str, value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()[:10]
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise InvalidCorrection(f"{name} must be a date such as 2022-09-23.") from error


def _bounds(figure: Figure) -> dict[str, object]:
    """The bounds that count and quantifier state together; a range keeps those it has."""
    if figure.quantifier in _UNCOUNTED:
        return {"count": None}
    return {
        "low": figure.count if figure.quantifier in _BOUNDED_BELOW else None,
        "high": figure.count if figure.quantifier in _BOUNDED_ABOVE else None,
    }


def _check_number(figure: Figure, wanted: Mapping[str, object]) -> None:
    uncounted = figure.quantifier in _UNCOUNTED
    if uncounted and wanted.get("count") is not None:
        raise InvalidCorrection(f"count: a number that is {figure.quantifier} has low and high.")
    if not uncounted and figure.count is None:
        raise InvalidCorrection(f"count: say the number that is {figure.quantifier}.")


def _check_whole(figure: Figure) -> None:
    low, high = figure.low, figure.high
    if low is not None and high is not None and low > high:
        raise InvalidCorrection(f"low ({low:,}) is more than high ({high:,}).")
    if figure.start_date and figure.end_date and figure.start_date > figure.end_date:
        raise InvalidCorrection("start_date is after end_date.")


def _json(value: object) -> object:
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value
