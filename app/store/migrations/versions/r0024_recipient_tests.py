"""What is known of the recipient's coming use, for all that a delivery leaves in sight (OSL 21:7).

Revision ID: 0024
Revises: 0023
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "recipient_test",
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("documents", sa.Text(), nullable=False),
        sa.Column("circumstance", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("asks", sa.Boolean(), nullable=False),
        sa.Column("given_by", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["delivery_id"], ["delivery.id"], name=op.f("fk_recipient_test_delivery_id_delivery")),
        sa.ForeignKeyConstraint(["given_by"], ["person.id"], name=op.f("fk_recipient_test_given_by_person")),
        sa.PrimaryKeyConstraint("delivery_id", name=op.f("pk_recipient_test")),
    )
    op.create_index(op.f("ix_recipient_test_given_by"), "recipient_test", ["given_by"], unique=False)
