"""The office's texts for assessments, and the masks that were confirmed one by one.

Revision ID: 0025
Revises: 0024
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "phrase",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("provision", sa.String(length=32), nullable=False),
        sa.Column("group", sa.String(length=48), nullable=False),
        sa.Column("field", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["person.id"], name=op.f("fk_phrase_added_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phrase")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_phrase_added_by"), "phrase", ["added_by"], unique=False)
    op.create_table(
        "confirmation",
        sa.Column("mark_id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("given_by", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["mark_id"], ["mark.id"], name=op.f("fk_confirmation_mark_id_mark"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessment.id"],
            name=op.f("fk_confirmation_assessment_id_assessment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["given_by"], ["person.id"], name=op.f("fk_confirmation_given_by_person")),
        sa.PrimaryKeyConstraint("mark_id", name=op.f("pk_confirmation")),
    )
    op.create_index(op.f("ix_confirmation_assessment_id"), "confirmation", ["assessment_id"], unique=False)
    op.create_index(op.f("ix_confirmation_given_by"), "confirmation", ["given_by"], unique=False)
