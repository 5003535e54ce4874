"""What an office learns: never here, and always.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
_REFERENCES = (("request_id", "request"), ("added_by", "person"), ("reversed_by", "person"))


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "office_entry",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("category", sa.String(length=32), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("provision", sa.String(length=32), nullable=True),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reversed_by", sa.Integer(), nullable=True),
        sa.Column("reversed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *(
            sa.ForeignKeyConstraint([name], [f"{table}.id"], name=op.f(f"fk_office_entry_{name}_{table}"))
            for name, table in _REFERENCES
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_entry")),
        sqlite_autoincrement=True,
    )
    for name, _table in _REFERENCES:
        op.create_index(op.f(f"ix_office_entry_{name}"), "office_entry", [name], unique=False)
