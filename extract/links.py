"""What becomes of a count: joined to what its sentence says of it, or refused with a reason."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from extract.governing import Governor
from extract.heads import Head
from extract.model import Category, Unit
from extract.placing import Found


@dataclass(frozen=True, slots=True)
class Link:
    """One count joined to what the sentence says of it. Ends that it leaves unsaid are None."""

    at: int
    head: Head
    governor: Governor | None
    category: Category
    unit: Unit
    origin: Found | None
    destination: Found | None
    rule: str
    size: int = 0  # the count, or the lower bound of a range
    inherits: bool = False  # a bare number that goes on with the figure before it
    until: int = sys.maxsize  # where the next number begins in the sentence, if it has a verb
    share: Found | None = None  # the place whose part of a whole it is; the whole says which end


@dataclass(frozen=True, slots=True)
class Refused:
    """One count that is no figure, with the reason."""

    at: int
    reason: str
