"""Reservations: what is handed out to one recipient who may not pass it on, and why each group is.

Revision ID: 0023
Revises: 0022
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "reservation",
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["delivery_id"], ["delivery.id"], name=op.f("fk_reservation_delivery_id_delivery")),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_reservation_made_by_person")),
        sa.PrimaryKeyConstraint("delivery_id", name=op.f("pk_reservation")),
    )
    op.create_index(op.f("ix_reservation_made_by"), "reservation", ["made_by"], unique=False)
    op.create_table(
        "reserved",
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessment.id"],
            name=op.f("fk_reserved_assessment_id_assessment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["delivery_id"], ["delivery.id"], name=op.f("fk_reserved_delivery_id_delivery")),
        sa.PrimaryKeyConstraint("delivery_id", "assessment_id", name=op.f("pk_reserved")),
    )
