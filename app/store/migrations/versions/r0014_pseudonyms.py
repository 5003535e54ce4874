"""Pseudonyms: what a person of a request is called instead of the name.

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "pseudonym",
        sa.Column("individual_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(length=32), nullable=False),
        sa.Column("letter", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["individual_id"],
            ["individual.id"],
            name=op.f("fk_pseudonym_individual_id_individual"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_pseudonym_request_id_request")),
        sa.PrimaryKeyConstraint("individual_id", name=op.f("pk_pseudonym")),
        sa.UniqueConstraint("request_id", "letter", name=op.f("uq_pseudonym_request_id")),
    )
    op.create_index(op.f("ix_pseudonym_request_id"), "pseudonym", ["request_id"], unique=False)
