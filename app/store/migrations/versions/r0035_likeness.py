"""What documents are known again by, how alike they are, and sets of marks that come from another document.

Revision ID: 0035
Revises: 0034
"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"


def _document(table: str, name: str) -> sa.ForeignKeyConstraint:
    target = op.f(f"fk_{table}_{name}_document")
    return sa.ForeignKeyConstraint([name], ["document.id"], name=target, ondelete="CASCADE")


def upgrade() -> None:
    """Adds the tables and columns; what an older program read is known again when it is read anew."""
    op.create_table(
        "page_print",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=32), nullable=False),
        sa.Column("layout", sa.String(length=32), nullable=False),
        _document("page_print", "document_id"),
        sa.PrimaryKeyConstraint("document_id", "page", name=op.f("pk_page_print")),
    )
    op.create_index(op.f("ix_page_print_words"), "page_print", ["words"], unique=False)
    op.create_table(
        "document_print",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("runs", sa.Text(), nullable=False),
        _document("document_print", "document_id"),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_document_print")),
    )
    op.create_table(
        "likeness",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.Column("of_other", sa.Float(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        _document("likeness", "document_id"),
        _document("likeness", "other_id"),
        sa.PrimaryKeyConstraint("document_id", "other_id", name=op.f("pk_likeness")),
    )
    op.create_index(op.f("ix_likeness_other_id"), "likeness", ["other_id"], unique=False)
    op.add_column("kept_set", sa.Column("source_id", sa.Integer(), nullable=True))
    op.add_column("kept_set", sa.Column("places", sa.Text(), nullable=False, server_default=sa.text("'[]'")))
