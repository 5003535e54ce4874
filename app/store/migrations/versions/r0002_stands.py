"""Stands: what a person has said on a hard stop, such as protected identity, and why.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "stand",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("taken_by", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_stand_document_id_document"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["taken_by"], ["person.id"], name=op.f("fk_stand_taken_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stand")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_stand_document_id"), "stand", ["document_id"], unique=False)
    op.create_index(op.f("ix_stand_taken_by"), "stand", ["taken_by"], unique=False)
