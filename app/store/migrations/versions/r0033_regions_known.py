"""Whether a document's pages were gone through for parts that no program can read.

Revision ID: 0033
Revises: 0032
"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    """Adds the column; what an older program read was not gone through."""
    op.add_column("document", sa.Column("regions_known", sa.Boolean(), nullable=False, server_default=sa.false()))
