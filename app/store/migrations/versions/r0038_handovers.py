"""How packages were handed over after the release, and when they were received.

Revision ID: 0038
Revises: 0037
"""

import sqlalchemy as sa
from alembic import op

from app.store.schema import Utc

revision = "0038"
down_revision = "0037"


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "handover",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=32), nullable=False),
        sa.Column("form", sa.String(length=32), nullable=False),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("given_by", sa.Integer(), nullable=False),
        sa.Column("given_at", Utc(timezone=True), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["delivery_id"], ["delivery.id"], name=op.f("fk_handover_delivery_id_delivery")),
        sa.ForeignKeyConstraint(["given_by"], ["person.id"], name=op.f("fk_handover_given_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_handover_delivery_id"), "handover", ["delivery_id"], unique=False)
    op.create_index(op.f("ix_handover_given_by"), "handover", ["given_by"], unique=False)
