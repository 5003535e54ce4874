"""Parts of pages that no reader could read, and how persons have judged them.

Revision ID: 0031
Revises: 0030
"""

import sqlalchemy as sa
from alembic import op

from app.store.schema import Utc

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "region",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("rects", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("judged_by", sa.Integer(), nullable=True),
        sa.Column("judged_at", Utc(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_region_document_id_document"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["judged_by"], ["person.id"], name=op.f("fk_region_judged_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_region")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_region_document_id"), "region", ["document_id"], unique=False)
    op.create_index(op.f("ix_region_judged_by"), "region", ["judged_by"], unique=False)
