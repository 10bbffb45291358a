"""The archive's tables: what was read, what was extracted, and what people decided about it.

``figures`` holds what the engine found and is never edited; ``decisions`` holds what people
lay over it. ``shown`` and ``words`` are made from both, for filters: they say nothing new.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
)

Count = BigInteger().with_variant(Integer, "sqlite")


def _number() -> Column[int]:
    """A key that counts upwards; never shown to anyone."""
    return Column("number", Count, primary_key=True, autoincrement=True)


def _article() -> Column[int]:
    return Column("article_number", ForeignKey("articles.number"), nullable=False)


originals = Table(
    "originals",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
    Column("complete", Boolean, nullable=False),  # false while its articles are being kept
)

articles = Table(
    "articles",
    metadata,
    _number(),
    Column("id", Text, nullable=False, unique=True),
    Column("text_hash", String(64), nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("publisher", Text),
    Column("published", Date),
    Column("url", Text),
    Column("language", String(16)),
    Column("name", Text, nullable=False),  # of the file it came in
    Column("original_hash", ForeignKey("originals.hash")),
    Column("collection", String(16), nullable=False),
    Column("carrier_of", ForeignKey("articles.number")),  # the article whose report it carries
    Column("engine", String(32), nullable=False),
    Column("added", DateTime, nullable=False),
    Column("removed", DateTime),
    Column("as_read", JSON, nullable=False),  # title, publisher, published, url before a person's
    Index(None, "carrier_of"),
    Index(None, "original_hash"),
    Index(None, "publisher"),
    Index(None, "published"),
)

texts = Table(
    "texts",
    metadata,
    Column("article_number", ForeignKey("articles.number"), primary_key=True),
    Column("text", Text, nullable=False),
    Column("pages", JSON, nullable=False),
    Column("signature", LargeBinary, nullable=False),  # of archive.near
)

bands = Table(
    "bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("article_number", ForeignKey("articles.number"), primary_key=True),
    sqlite_with_rowid=False,
)

figures = Table(
    "figures",
    metadata,
    _number(),
    Column("id", String(24), nullable=False, unique=True),
    _article(),
    Column("surface", Text, nullable=False),
    Column("count", Count),
    Column("low", Count),
    Column("high", Count),
    Column("quantifier", String(16), nullable=False),
    Column("unit", String(16), nullable=False),
    Column("category", String(24), nullable=False),
    Column("measure", String(8), nullable=False),
    Column("rate", String(16), nullable=False),
    Column("status", String(16), nullable=False),
    Column("origin", String(3)),
    Column("destination", String(3)),
    Column("origin_basis", String(16)),
    Column("destination_basis", String(16)),
    Column("start_date", Date),
    Column("end_date", Date),
    Column("date_accuracy", String(8)),
    Column("source", Text),
    Column("sentence", Text, nullable=False),
    Column("sentence_start", Integer, nullable=False),
    Column("sentence_end", Integer, nullable=False),
    Column("surface_start", Integer, nullable=False),
    Column("surface_end", Integer, nullable=False),
    Column("in_title", Boolean, nullable=False),
    Column("rule", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("evidence", JSON, nullable=False),
    Column("doubts", JSON, nullable=False),
    Column("engine", String(32), nullable=False),
    Column("lost", Boolean, nullable=False),  # decided on, and not found by a newer engine
    Index(None, "article_number"),
)

LOOKED_AT = (  # what filters ask for: with it in the index, no row is read in vain
    *("carried", "measure", "category", "unit", "quantifier", "status", "rate"),
    *("collection", "role", "decision", "origin", "destination"),
)

shown = Table(
    "shown",
    metadata,
    Column("number", ForeignKey("figures.number"), primary_key=True, autoincrement=False),
    _article(),
    Column("origin", String(3)),
    Column("destination", String(3)),
    Column("measure", String(8), nullable=False),
    Column("category", String(24), nullable=False),
    Column("unit", String(16), nullable=False),
    Column("quantifier", String(16), nullable=False),
    Column("status", String(16), nullable=False),
    Column("rate", String(16), nullable=False),
    Column("source", Text),
    Column("publisher", Text),
    Column("collection", String(16), nullable=False),
    Column("decision", String(24), nullable=False),
    Column("role", String(16), nullable=False),
    Column("carried", Boolean, nullable=False),  # its article only carries another one's report
    Column("as_of", Date),  # end of the period, else its start, else the publication
    Column("doubt", Float, nullable=False),  # how much a person's look is worth
    Index(None, "article_number"),
    Index("ix_shown_newest", "as_of", *LOOKED_AT),
    Index(None, "destination", "as_of", "carried"),
    Index(None, "origin", "as_of", "carried"),
    Index(None, "category", "as_of", "carried"),
    Index(None, "decision", "as_of", "carried"),
    Index(None, "source", "as_of", "carried"),
    Index(None, "publisher", "as_of", "carried"),
    Index("ix_shown_doubtful", "doubt", *LOOKED_AT, "as_of"),
)

words = Table(
    "words",
    metadata,
    Column("number", ForeignKey("figures.number"), primary_key=True, autoincrement=False),
    Column("words", Text, nullable=False),  # case-folded: what a search looks through
)

decisions = Table(
    "decisions",
    metadata,
    Column("figure_id", String(24), primary_key=True),
    Column("decision", String(24), nullable=False),
    Column("reason", Text),
    Column("role", String(16), nullable=False),
    Column("note", Text),
    Column("changes", JSON, nullable=False),  # {column: corrected value}
    Column("version", Integer, nullable=False),
    Index(None, "decision"),
    Index(None, "role"),
)

log = Table(
    "log",
    metadata,
    _number(),
    Column("batch", Count, nullable=False),  # the first entry of what was done in one go
    Column("at", DateTime, nullable=False),
    Column("who", Text, nullable=False),
    Column("action", String(24), nullable=False),
    Column("figure_id", String(24)),
    Column("article_id", Text),
    Column("before", JSON, nullable=False),
    Column("after", JSON, nullable=False),
    Column("undoes", Count),  # the entry that this one takes back
    Column("undone", Boolean, nullable=False),
    Index(None, "batch"),
    Index(None, "figure_id"),
    Index(None, "who"),
)

aliases = Table(
    "aliases",
    metadata,
    Column("old_id", String(24), primary_key=True),
    Column("figure_id", String(24), nullable=False),
)

rejected = Table(
    "rejected",
    metadata,
    _number(),
    _article(),
    Column("surface", Text, nullable=False),
    Column("count", Count),
    Column("low", Count),
    Column("high", Count),
    Column("reason", String(40), nullable=False),
    Column("sentence", Text, nullable=False),
    Column("sentence_start", Integer, nullable=False),
    Column("sentence_end", Integer, nullable=False),
    Column("surface_start", Integer, nullable=False),
    Column("surface_end", Integer, nullable=False),
    Column("in_title", Boolean, nullable=False),
    Index(None, "article_number"),
)

state = Table(
    "state",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("revision", Count, nullable=False),
    Column("projection", Integer, nullable=False, server_default="0"),  # how shown was made
)
