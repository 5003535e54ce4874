"""What a mask says instead of its words, and how much that leaves of them.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Adds the columns; every mask so far was nothing but masked."""
    op.add_column("mark", sa.Column("level", sa.String(length=32), nullable=False, server_default="masked"))
    op.add_column("mark", sa.Column("replacement", sa.Text(), nullable=False, server_default=sa.text("''")))
