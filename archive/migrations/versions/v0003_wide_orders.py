"""Both orders of figures as wide indexes, so that a rare value is found without reading rows."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

LOOKED_AT = [
    *("carried", "measure", "category", "unit", "quantifier", "status", "rate"),
    *("collection", "role", "decision", "origin", "destination"),
]


def upgrade() -> None:
    """Puts the wide indexes in the place of the narrow ones."""
    op.drop_index("ix_shown_as_of_carried", "shown")
    op.drop_index("ix_shown_doubt_carried", "shown")
    op.create_index("ix_shown_newest", "shown", ["as_of", *LOOKED_AT])
    op.create_index("ix_shown_doubtful", "shown", ["doubt", *LOOKED_AT, "as_of"])
