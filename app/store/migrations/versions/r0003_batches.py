"""Changes of several documents that are undone together; watched terms found inside longer words.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Adds the columns."""
    op.add_column("mark_change", sa.Column("batch", sa.Integer(), nullable=True))
    op.create_index(op.f("ix_mark_change_batch"), "mark_change", ["batch"], unique=False)
    op.add_column("term", sa.Column("inside_words", sa.Boolean(), nullable=True))
