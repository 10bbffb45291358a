"""The archive's first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Makes every table of the first version."""
    op.create_table(
        "aliases",
        sa.Column("old_id", sa.String(length=24), nullable=False),
        sa.Column("figure_id", sa.String(length=24), nullable=False),
        sa.PrimaryKeyConstraint("old_id", name=op.f("pk_aliases")),
    )
    op.create_table(
        "decisions",
        sa.Column("figure_id", sa.String(length=24), nullable=False),
        sa.Column("decision", sa.String(length=24), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("figure_id", name=op.f("pk_decisions")),
    )
    op.create_index(op.f("ix_decisions_decision"), "decisions", ["decision"], unique=False)
    op.create_index(op.f("ix_decisions_role"), "decisions", ["role"], unique=False)
    op.create_table(
        "log",
        sa.Column("number", COUNT, autoincrement=True, nullable=False),
        sa.Column("batch", COUNT, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("action", sa.String(length=24), nullable=False),
        sa.Column("figure_id", sa.String(length=24), nullable=True),
        sa.Column("article_id", sa.Text(), nullable=True),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("undoes", COUNT, nullable=True),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_log")),
    )
    op.create_index(op.f("ix_log_batch"), "log", ["batch"], unique=False)
    op.create_index(op.f("ix_log_figure_id"), "log", ["figure_id"], unique=False)
    op.create_index(op.f("ix_log_who"), "log", ["who"], unique=False)
    op.create_table(
        "originals",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_originals")),
    )
    op.create_table(
        "state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", COUNT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_state")),
    )
    op.create_table(
        "articles",
        sa.Column("number", COUNT, autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("language", sa.String(length=16), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("original_hash", sa.String(length=64), nullable=True),
        sa.Column("collection", sa.String(length=16), nullable=False),
        sa.Column("carrier_of", COUNT, nullable=True),
        sa.Column("engine", sa.String(length=32), nullable=False),
        sa.Column("added", sa.DateTime(), nullable=False),
        sa.Column("removed", sa.DateTime(), nullable=True),
        sa.Column("as_read", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["carrier_of"], ["articles.number"], name=op.f("fk_articles_carrier_of")
        ),
        sa.ForeignKeyConstraint(
            ["original_hash"], ["originals.hash"], name=op.f("fk_articles_original_hash")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_articles")),
        sa.UniqueConstraint("id", name=op.f("uq_articles_id")),
        sa.UniqueConstraint("text_hash", name=op.f("uq_articles_text_hash")),
    )
    op.create_index(op.f("ix_articles_carrier_of"), "articles", ["carrier_of"], unique=False)
    op.create_index(op.f("ix_articles_original_hash"), "articles", ["original_hash"], unique=False)
    op.create_index(op.f("ix_articles_published"), "articles", ["published"], unique=False)
    op.create_index(op.f("ix_articles_publisher"), "articles", ["publisher"], unique=False)
    op.create_table(
        "bands",
        sa.Column("band", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article_number", COUNT, nullable=False),
        sa.ForeignKeyConstraint(
            ["article_number"], ["articles.number"], name=op.f("fk_bands_article_number")
        ),
        sa.PrimaryKeyConstraint("band", "article_number", name=op.f("pk_bands")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "figures",
        sa.Column("number", COUNT, autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("article_number", COUNT, nullable=False),
        sa.Column("surface", sa.Text(), nullable=False),
        sa.Column("count", COUNT, nullable=True),
        sa.Column("low", COUNT, nullable=True),
        sa.Column("high", COUNT, nullable=True),
        sa.Column("quantifier", sa.String(length=16), nullable=False),
        sa.Column("unit", sa.String(length=16), nullable=False),
        sa.Column("category", sa.String(length=24), nullable=False),
        sa.Column("measure", sa.String(length=8), nullable=False),
        sa.Column("rate", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("origin", sa.String(length=3), nullable=True),
        sa.Column("destination", sa.String(length=3), nullable=True),
        sa.Column("origin_basis", sa.String(length=16), nullable=True),
        sa.Column("destination_basis", sa.String(length=16), nullable=True),
        sa.Column("start_date", sa.Date(), nullable=True),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column("date_accuracy", sa.String(length=8), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("sentence_start", sa.Integer(), nullable=False),
        sa.Column("sentence_end", sa.Integer(), nullable=False),
        sa.Column("surface_start", sa.Integer(), nullable=False),
        sa.Column("surface_end", sa.Integer(), nullable=False),
        sa.Column("in_title", sa.Boolean(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("doubts", sa.JSON(), nullable=False),
        sa.Column("engine", sa.String(length=32), nullable=False),
        sa.Column("lost", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_number"], ["articles.number"], name=op.f("fk_figures_article_number")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_figures")),
        sa.UniqueConstraint("id", name=op.f("uq_figures_id")),
    )
    op.create_index(op.f("ix_figures_article_number"), "figures", ["article_number"], unique=False)
    op.create_table(
        "rejected",
        sa.Column("number", COUNT, autoincrement=True, nullable=False),
        sa.Column("article_number", COUNT, nullable=False),
        sa.Column("surface", sa.Text(), nullable=False),
        sa.Column("count", COUNT, nullable=True),
        sa.Column("low", COUNT, nullable=True),
        sa.Column("high", COUNT, nullable=True),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("sentence_start", sa.Integer(), nullable=False),
        sa.Column("sentence_end", sa.Integer(), nullable=False),
        sa.Column("surface_start", sa.Integer(), nullable=False),
        sa.Column("surface_end", sa.Integer(), nullable=False),
        sa.Column("in_title", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_number"], ["articles.number"], name=op.f("fk_rejected_article_number")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_rejected")),
    )
    op.create_index(
        op.f("ix_rejected_article_number"), "rejected", ["article_number"], unique=False
    )
    op.create_table(
        "texts",
        sa.Column("article_number", COUNT, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("pages", sa.JSON(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_number"], ["articles.number"], name=op.f("fk_texts_article_number")
        ),
        sa.PrimaryKeyConstraint("article_number", name=op.f("pk_texts")),
    )
