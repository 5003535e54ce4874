"""Whether an assessment's requisite tests harm, and whether a contract is of a municipality's business.

Revision ID: 0028
Revises: 0027
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"

UNTESTED = ("ABSOLUT", "FORUTSATT", "INGEN")
"""The requisites of the catalogue that tested no harm when this step was written."""


def upgrade() -> None:
    """Adds the columns; what is there already is told by its requisite."""
    op.add_column("assessment", sa.Column("harm_tested", sa.Boolean(), nullable=False, server_default=sa.true()))
    empty = sa.text("''")
    op.add_column("assessment", sa.Column("municipal", sa.String(length=32), nullable=False, server_default=empty))
    rows = sa.table("assessment", sa.column("requisite", sa.String()), sa.column("harm_tested", sa.Boolean()))
    op.execute(rows.update().where(rows.c.requisite.in_(UNTESTED)).values(harm_tested=sa.false()))
