"""Compilations: sums that a delivery hands out in place of rows.

Revision ID: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "compilation",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("group_head", sa.Text(), nullable=False),
        sa.Column("amount_head", sa.Text(), nullable=False),
        sa.Column("cells", sa.Text(), nullable=False),
        sa.Column("total", sa.Text(), nullable=False),
        sa.Column("smallest", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["delivery_id"], ["delivery.id"], name=op.f("fk_compilation_delivery_id_delivery")),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_compilation_made_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_compilation")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_compilation_delivery_id"), "compilation", ["delivery_id"], unique=False)
    op.create_index(op.f("ix_compilation_made_by"), "compilation", ["made_by"], unique=False)
