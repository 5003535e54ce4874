"""A draft may be of a request that is not registered yet.

Revision ID: 0032
Revises: 0031
"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    """Lets the column be empty; the drafts that are there stay."""
    with op.batch_alter_table("draft") as draft:
        draft.alter_column("request_id", existing_type=sa.Integer(), nullable=True)
