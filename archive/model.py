"""The values that the archive takes and gives: filters, outcomes, decisions, log entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from extract.model import Article, Figure


class Decision(StrEnum):
    """What a person has said about a figure."""

    TO_REVIEW = "to_review"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CHANGED = "accepted_then_changed"


class Role(StrEnum):
    """What a person lets a figure stand for: the headline of its route, beside it, or neither."""

    HEADLINE = "headline"
    SUPPORTING = "supporting"
    NOT_COMPARABLE = "not_comparable"


class Result(StrEnum):
    """What happened to one article that came in."""

    KEPT = "kept"
    ALREADY_HERE = "already here"
    NEAR_DUPLICATE = "near duplicate"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Filters:
    """What of the archive is wanted; an empty field lets everything through.

    ``start`` and ``end`` bound ``as_of``, both included. ``search`` is a plain substring of
    sentence, title, publisher or source, whatever its case.
    """

    origins: tuple[str, ...] = ()
    destinations: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    quantifiers: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    rates: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    article_ids: tuple[str, ...] = ()
    figure_ids: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    search: str = ""
    carried: bool = False  # also the figures of articles that only carry another one's report


@dataclass(frozen=True, slots=True)
class Given:
    """What a person says about an article's origin; None leaves what the reader found."""

    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened to one article (or unreadable file) that came in."""

    name: str
    result: Result
    article_id: str | None = None
    title: str = ""
    published: date | None = None
    publisher: str | None = None
    other: str | None = None  # the article that this one repeats
    other_title: str = ""
    figures: int = 0
    rejected: int = 0
    reason: str = ""
    remedy: str = ""

    @property
    def sentence(self) -> str:
        """The outcome in words, without the file's name."""
        if self.result is Result.UNREADABLE:
            return f"unreadable: {self.reason} {self.remedy}".strip()
        if self.result is Result.NEAR_DUPLICATE:
            return f"near duplicate of “{self.other_title}”, kept as another carrier of it"
        if self.result is Result.ALREADY_HERE:
            return f"already here: “{self.other_title}”"
        if not self.figures:
            return "kept; no number was tied to people moving"
        return f"kept; {self.figures} {'figure' if self.figures == 1 else 'figures'}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What people have decided about one figure, as one value; ``version`` counts the changes."""

    decision: Decision = Decision.TO_REVIEW
    reason: str | None = None
    role: Role = Role.SUPPORTING
    note: str | None = None
    changes: Mapping[str, object] = field(default_factory=dict)
    version: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing is decided: never, or all of it was taken back."""
        plain = (Decision.TO_REVIEW, None, Role.SUPPORTING, None)
        return (self.decision, self.reason, self.role, self.note) == plain and not self.changes


@dataclass(frozen=True, slots=True)
class Quote:
    """Where a surface stands in a text: the W3C's quote selector, and the position."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int
    in_title: bool


@dataclass(frozen=True, slots=True)
class StoredFigure:
    """A figure as extracted, as shown (corrections laid over it), and what was decided."""

    id: str
    extracted: Figure
    shown: Figure
    verdict: Verdict
    quote: Quote
    engine: str
    lost: bool


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article with where it came from and whose report it carries."""

    article: Article
    name: str
    collection: str
    added: datetime
    removed: datetime | None
    engine: str
    as_read: Given
    carrier_of: str | None
    carriers: tuple[str, ...]  # ids of the articles that carry this one's report


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One change by one person, with the values before and after it."""

    number: int
    at: datetime
    who: str
    action: str
    figure_id: str | None
    article_id: str | None
    before: Mapping[str, object]
    after: Mapping[str, object]
    undoes: int | None = None
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Reanchored:
    """What a new extraction did to the figures that people had decided on."""

    articles: int = 0
    same: int = 0  # decided figures found again where they were
    moved: int = 0  # found again by their quote, somewhere else or with other bounds
    changed: int = 0  # accepted figures whose values are not what was accepted
    lost: tuple[str, ...] = ()  # ids of decided figures not found again; see unanchored_frame
