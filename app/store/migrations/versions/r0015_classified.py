"""Whether somebody has said that no document of a request is classified.

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Adds the column; of no request so far has it been said."""
    op.add_column("request", sa.Column("unclassified", sa.Boolean(), nullable=False, server_default=sa.false()))
