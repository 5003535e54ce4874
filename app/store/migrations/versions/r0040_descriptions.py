"""Day, sender, kind and diary reference of documents.

Revision ID: 0040
Revises: 0039
"""

import sqlalchemy as sa
from alembic import op

from app.store.schema import Utc

revision = "0040"
down_revision = "0039"


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "description",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("said_by", sa.Integer(), nullable=True),
        sa.Column("said_at", Utc(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_description_document_id_document"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["said_by"], ["person.id"], name=op.f("fk_description_said_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_description")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_description_document_id"), "description", ["document_id"], unique=False)
    op.create_index(op.f("ix_description_said_by"), "description", ["said_by"], unique=False)
