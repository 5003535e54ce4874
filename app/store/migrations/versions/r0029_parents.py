"""The document in which a document came.

Revision ID: 0029
Revises: 0028
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    """Adds the column; every document so far came alone."""
    parent = sa.ForeignKey("document.id", name=op.f("fk_document_parent_id_document"))
    op.add_column("document", sa.Column("parent_id", sa.Integer(), parent, nullable=True), inline_references=True)
    op.create_index(op.f("ix_document_parent_id"), "document", ["parent_id"], unique=False)
