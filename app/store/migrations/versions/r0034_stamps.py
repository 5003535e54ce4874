"""Whether the pages of a delivery's copies bear a stamp.

Revision ID: 0034
Revises: 0033
"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    """Adds the column; what was prepared by an older program bears none, so that signatures hold."""
    op.add_column("delivery", sa.Column("stamped", sa.Boolean(), nullable=False, server_default=sa.false()))
