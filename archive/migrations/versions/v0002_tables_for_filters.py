"""The narrow tables that filters look at, so that half a million figures answer at once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Makes the tables; they are filled from the figures when the archive is opened."""
    op.add_column(
        "state", sa.Column("projection", sa.Integer(), nullable=False, server_default="0")
    )
    op.create_table(
        "shown",
        sa.Column("number", COUNT, autoincrement=False, nullable=False),
        sa.Column("article_number", COUNT, nullable=False),
        sa.Column("origin", sa.String(length=3), nullable=True),
        sa.Column("destination", sa.String(length=3), nullable=True),
        sa.Column("measure", sa.String(length=8), nullable=False),
        sa.Column("category", sa.String(length=24), nullable=False),
        sa.Column("unit", sa.String(length=16), nullable=False),
        sa.Column("quantifier", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("rate", sa.String(length=16), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("collection", sa.String(length=16), nullable=False),
        sa.Column("decision", sa.String(length=24), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("carried", sa.Boolean(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("doubt", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_number"], ["articles.number"], name=op.f("fk_shown_article_number")
        ),
        sa.ForeignKeyConstraint(["number"], ["figures.number"], name=op.f("fk_shown_number")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_shown")),
    )
    op.create_index(op.f("ix_shown_article_number"), "shown", ["article_number"], unique=False)
    op.create_index(op.f("ix_shown_as_of_carried"), "shown", ["as_of", "carried"], unique=False)
    op.create_index(
        op.f("ix_shown_category_as_of_carried"),
        "shown",
        ["category", "as_of", "carried"],
        unique=False,
    )
    op.create_index(
        op.f("ix_shown_decision_as_of_carried"),
        "shown",
        ["decision", "as_of", "carried"],
        unique=False,
    )
    op.create_index(
        op.f("ix_shown_destination_as_of_carried"),
        "shown",
        ["destination", "as_of", "carried"],
        unique=False,
    )
    op.create_index(op.f("ix_shown_doubt_carried"), "shown", ["doubt", "carried"], unique=False)
    op.create_index(
        op.f("ix_shown_origin_as_of_carried"), "shown", ["origin", "as_of", "carried"], unique=False
    )
    op.create_index(
        op.f("ix_shown_publisher_as_of_carried"),
        "shown",
        ["publisher", "as_of", "carried"],
        unique=False,
    )
    op.create_index(
        op.f("ix_shown_source_as_of_carried"), "shown", ["source", "as_of", "carried"], unique=False
    )
    op.create_table(
        "words",
        sa.Column("number", COUNT, autoincrement=False, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["number"], ["figures.number"], name=op.f("fk_words_number")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_words")),
    )
