"""Assessments keep the whole record: times, what breaks secrecy, reservation, and which fields were asked for.

What was written before was asked for none of them, and stays as finished as it was.

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

CODES = ("status", "contract", "special", "own_data", "consent", "party", "emissions", "reservation")
WORDS = ("weighing", "consent_ref", "emissions_reason", "reservation_reason", "jigsaw", "source_ref")


def upgrade() -> None:
    """Adds the columns."""
    for name in CODES:
        op.add_column("assessment", sa.Column(name, sa.String(length=32), nullable=False, server_default=sa.text("''")))
    for name in WORDS:
        op.add_column("assessment", sa.Column(name, sa.Text(), nullable=False, server_default=sa.text("''")))
    for name in ("document_date", "contract_date"):
        op.add_column("assessment", sa.Column(name, sa.Date(), nullable=True))
    op.add_column("assessment", sa.Column("variant", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("assessment", sa.Column("needed", sa.Text(), nullable=False, server_default="[]"))
