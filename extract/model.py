"""The values that pass between the rooms: spans, articles, sentences, mentions, figures.

Every value is frozen, and every text position is a half-open span into the article's own
text (or its title), so that ``text[span.start:span.end]`` is the surface, always. What is
made by the thousand is a named tuple, which takes half as long to make as a frozen dataclass.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open character interval: ``start <= i < end``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters that the span covers in the text."""
        return text[self.start : self.end]

    def shift(self, offset: int) -> Span:
        """The same interval, counted from another origin."""
        return Span(self.start + offset, self.end + offset)

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


class Quantifier(StrEnum):
    """How exactly the text states the number."""

    EXACT = "exact"
    APPROXIMATELY = "approximately"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    RANGE = "range"
    VAGUE = "vague"


class Unit(StrEnum):
    """What is counted."""

    PERSON = "person"
    HOUSEHOLD = "household"
    CROSSING = "crossing"
    APPLICATION = "application"
    PERMIT = "permit"


class Measure(StrEnum):
    """Whether people moved in a period (flow) or are there at a date (stock); never added."""

    FLOW = "flow"
    STOCK = "stock"


class Category(StrEnum):
    """What the counted people did, or why they are where they are."""

    ARRIVAL = "arrival"
    DEPARTURE = "departure"
    RETURN = "return"
    TRANSIT = "transit"
    ASYLUM_APPLICATION = "asylum_application"
    PERMIT = "permit"
    DEPORTATION = "deportation"
    DISPLACEMENT = "displacement"
    NET_MIGRATION = "net_migration"
    RESIDENT = "resident"
    REFUGEE = "refugee"
    IDP = "idp"

    @property
    def measure(self) -> Measure:
        """Flow or stock: fixed by the category."""
        return Measure.STOCK if self in _STOCKS else Measure.FLOW


_STOCKS = frozenset({Category.RESIDENT, Category.REFUGEE, Category.IDP})


class Rate(StrEnum):
    """Whether the number is a total or a pace."""

    TOTAL = "total"
    PER_DAY = "per_day"
    PER_WEEK = "per_week"
    PER_MONTH = "per_month"
    PER_YEAR = "per_year"


class Status(StrEnum):
    """Whether the text reports, expects or denies the number."""

    REPORTED = "reported"
    PROJECTED = "projected"
    DENIED = "denied"


class Basis(StrEnum):
    """What the text rests a place on."""

    STATED = "stated"
    NATIONALITY = "nationality"
    CONTEXT = "context"


class Accuracy(StrEnum):
    """How exactly the text states a date."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Article:
    """A news text with its origin. The text is never changed after reading."""

    id: str
    text: str
    title: str = ""
    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    pages: tuple[int, ...] = ()  # where each page of a PDF starts in the text; empty otherwise


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as a span into the article's text, or into its title when ``in_title``."""

    span: Span
    text: str
    index: int
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """A number of something as a text states it. Spans count from the sentence's start.

    ``span`` takes in the quantifier ("at least 40,000"), ``number`` only the number.
    """

    span: Span
    number: Span
    surface: str
    count: int | None
    low: int | None
    high: int | None
    quantifier: Quantifier


class Place(NamedTuple):
    """A place or a nationality named in a sentence, resolved to a country.

    ``kind``: ``country``, ``region`` and ``city`` name a place; ``demonym`` names people
    ("Russians", "Syrian nationals"); ``adjective`` is the same form before anything else
    ("the Georgian border"). ``iso3`` is ISO 3166-1 alpha-3, or EU, XKX, PSE.
    """

    span: Span
    surface: str
    iso3: str
    kind: str
    reason: str = ""  # why this reading, where the name is ambiguous


@dataclass(frozen=True, slots=True)
class Period:
    """The time a figure speaks of. A missing end is open ("since 2015" without a date).

    ``kind`` says how it stands there: ``in``, ``since``, ``until`` and ``before`` give the time
    of what happened, ``range`` states both ends, ``said`` is when somebody spoke and ``compared``
    the time of something else ("twice as many as in 2021"). ``recurs`` says that the words name
    no year, so that what is expected may lie in the next one.
    """

    span: Span
    surface: str
    start: date | None
    end: date | None
    accuracy: Accuracy | None
    kind: str = "in"
    recurs: bool = False


class Source(NamedTuple):
    """Who is quoted in a sentence: ``span`` is the name, ``cue`` the word that quotes it.

    ``kind``: ``speaker`` says it, ``record`` shows it, ``relay`` passes on what another said
    (a news agency), ``denies`` it, or is only ``mentioned`` near it.
    """

    span: Span
    surface: str
    cue: Span
    kind: str = "speaker"

    @property
    def owns(self) -> bool:
        """Whether the cue is a possessive: "the agency's count"."""
        return self.kind != "mentioned" and self.cue.start == self.span.end


class Evidence(NamedTuple):
    """One piece of text that a figure rests on, with the role that it plays for it.

    ``role``: count, people, term, origin, destination, period, source.
    """

    role: str
    span: Span
    surface: str
    in_title: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of people that a text says moved, or live somewhere because of migration.

    Fields are the columns of one row, see ``extract.frame``; ``evidence`` and ``doubts``
    say why each was read as it was.
    """

    article_id: str
    surface: str
    count: int | None
    low: int | None
    high: int | None
    quantifier: Quantifier
    unit: Unit
    category: Category
    measure: Measure
    rate: Rate
    status: Status
    origin: str | None
    destination: str | None
    origin_basis: Basis | None
    destination_basis: Basis | None
    start_date: date | None
    end_date: date | None
    date_accuracy: Accuracy | None
    source: str | None
    publisher: str | None
    published: date | None
    url: str | None
    title: str | None
    sentence: str
    sentence_start: int
    sentence_end: int
    surface_start: int
    surface_end: int
    in_title: bool
    rule: str
    confidence: float
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """A number that was found and is not a migration figure, with the reason."""

    article_id: str
    surface: str
    count: int | None
    low: int | None
    high: int | None
    reason: str
    sentence: str
    sentence_start: int
    sentence_end: int
    surface_start: int
    surface_end: int
    in_title: bool


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in one article, in reading order, title first."""

    figures: tuple[Figure, ...] = ()
    rejected: tuple[Rejected, ...] = ()
