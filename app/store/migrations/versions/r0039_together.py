"""Several people at once: sign-ins and wrong passwords, who is where, persons who are shut out, deeds sent once.

Revision ID: 0039
Revises: 0038
"""

import sqlalchemy as sa
from alembic import op

from app.store.schema import Utc

revision = "0039"
down_revision = "0038"


def upgrade() -> None:
    """Makes the tables; nobody is shut out, and no password must be changed."""
    for table, column in (("person", "disabled"), ("password", "must_change")):
        op.add_column(table, sa.Column(column, sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "sign_in",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("last_at", Utc(timezone=True), nullable=True),
        sa.Column("misses", sa.Integer(), nullable=False),
        sa.Column("missed_at", Utc(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_sign_in_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_sign_in")),
    )
    op.create_table(
        "presence",
        sa.Column("token", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("machine", sa.String(length=64), nullable=False),
        sa.Column("since", Utc(timezone=True), nullable=False),
        sa.Column("beat_at", Utc(timezone=True), nullable=False),
        sa.Column("of_request", sa.Integer(), nullable=True),
        sa.Column("of_document", sa.Integer(), nullable=True),
        sa.Column("here_since", Utc(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_presence_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_presence")),
    )
    op.create_index(op.f("ix_presence_person_id"), "presence", ["person_id"], unique=False)
    op.create_table(
        "sent_deed",
        sa.Column("token", sa.String(length=36), nullable=False),
        sa.Column("at", Utc(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_sent_deed")),
    )
