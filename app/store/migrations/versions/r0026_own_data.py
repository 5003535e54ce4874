"""Requests for one's own data: who asks and how that is known, the rights asked for and the answers.

Revision ID: 0026
Revises: 0025
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "own_data",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=32), nullable=False),
        sa.Column("identified_by", sa.Integer(), nullable=True),
        sa.Column("identified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("individual_id", sa.Integer(), nullable=True),
        sa.Column("extended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("extended_why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_own_data_request_id_request")),
        sa.ForeignKeyConstraint(["identified_by"], ["person.id"], name=op.f("fk_own_data_identified_by_person")),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_own_data")),
    )
    op.create_index(op.f("ix_own_data_identified_by"), "own_data", ["identified_by"], unique=False)
    op.create_table(
        "data_answer",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("right", sa.String(length=32), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=True),
        sa.Column("grounds", sa.Text(), nullable=False),
        sa.Column("done", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_data_answer_request_id_request")),
        sa.ForeignKeyConstraint(["answered_by"], ["person.id"], name=op.f("fk_data_answer_answered_by_person")),
        sa.PrimaryKeyConstraint("request_id", "right", name=op.f("pk_data_answer")),
    )
    op.create_index(op.f("ix_data_answer_answered_by"), "data_answer", ["answered_by"], unique=False)
