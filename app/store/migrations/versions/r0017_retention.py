"""The purge log, and files of the vault that are on their way out.

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "purge",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("plan_row", sa.String(length=32), nullable=False),
        sa.Column("years", sa.Integer(), nullable=False),
        sa.Column("counted_from", sa.String(length=32), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("purged_by", sa.Integer(), nullable=False),
        sa.Column("purged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("sha256s", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["purged_by"], ["person.id"], name=op.f("fk_purge_purged_by_person")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_purge_request_id_request")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purge")),
        sqlite_autoincrement=True,
    )
    for column in ("purged_by", "request_id"):
        op.create_index(op.f(f"ix_purge_{column}"), "purge", [column], unique=False)
    op.create_table(
        "leaving_file",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_leaving_file")),
    )
