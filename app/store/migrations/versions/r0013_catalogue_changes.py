"""Changes that the next edition of the catalogue is made of.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "catalogue_change",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("provision", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["changed_by"], ["person.id"], name=op.f("fk_catalogue_change_changed_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_change")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_catalogue_change_changed_by"), "catalogue_change", ["changed_by"], unique=False)
