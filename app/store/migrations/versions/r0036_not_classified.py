"""Who has said that a document with the stamp of a class is not classified, and why.

Revision ID: 0036
Revises: 0035
"""

import sqlalchemy as sa
from alembic import op

from app.store.schema import Utc

revision = "0036"
down_revision = "0035"


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "not_classified",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("degree", sa.String(length=32), nullable=False),
        sa.Column("said_by", sa.Integer(), nullable=False),
        sa.Column("said_at", Utc(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_not_classified_document_id_document"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["said_by"], ["person.id"], name=op.f("fk_not_classified_said_by_person")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_not_classified")),
    )
    op.create_index(op.f("ix_not_classified_said_by"), "not_classified", ["said_by"], unique=False)
