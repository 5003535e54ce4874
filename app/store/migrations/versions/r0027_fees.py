"""Editions of the tariff, and what was chosen for the fee of a delivery.

Revision ID: 0027
Revises: 0026
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "tariff",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("paper", sa.Text(), nullable=False),
        sa.Column("electronic", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.String(length=10), nullable=False),
        sa.Column("registry_number", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["person.id"], name=op.f("fk_tariff_added_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tariff")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_tariff_added_by"), "tariff", ["added_by"], unique=False)
    op.create_table(
        "charge",
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=32), nullable=False),
        sa.Column("waived", sa.Text(), nullable=False),
        sa.Column("advance_why", sa.Text(), nullable=False),
        sa.Column("advance_by", sa.Integer(), nullable=True),
        sa.Column("advance_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("delegation_id", sa.Integer(), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("paid_note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["advance_by"], ["person.id"], name=op.f("fk_charge_advance_by_person")),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name=op.f("fk_charge_delegation_id_delegation")),
        sa.ForeignKeyConstraint(["delivery_id"], ["delivery.id"], name=op.f("fk_charge_delivery_id_delivery")),
        sa.PrimaryKeyConstraint("delivery_id", name=op.f("pk_charge")),
    )
    op.create_index(op.f("ix_charge_advance_by"), "charge", ["advance_by"], unique=False)
    op.create_index(op.f("ix_charge_delegation_id"), "charge", ["delegation_id"], unique=False)
