"""Trials: whether each document is an official one, and how that was found.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "trial",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("verdict", sa.String(length=32), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("given_by", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("voluntary", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_trial_document_id_document"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["given_by"], ["person.id"], name=op.f("fk_trial_given_by_person")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_trial")),
    )
    op.create_index(op.f("ix_trial_given_by"), "trial", ["given_by"], unique=False)
