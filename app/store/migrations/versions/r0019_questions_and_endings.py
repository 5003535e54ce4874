"""Questions to the requester, notes of searches and delays, and endings without documents.

Revision ID: 0019
Revises: 0018
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Makes the tables and adds the request's two times."""
    for name in ("precision_since", "ended_at"):
        op.add_column("request", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    _table(
        "question",
        "asked_by",
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("provision", sa.String(length=32), nullable=True),
        sa.Column("circumstance", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reply", sa.String(length=32), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
    )
    _table(
        "search_note",
        "noted_by",
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("searched_by", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
    )
    _table(
        "delay_note",
        "written_by",
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "ending",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("ended_by", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("authority", sa.Text(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_ending_request_id_request")),
        sa.ForeignKeyConstraint(["ended_by"], ["person.id"], name=op.f("fk_ending_ended_by_person")),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_ending")),
    )
    op.create_index(op.f("ix_ending_ended_by"), "ending", ["ended_by"], unique=False)


def _table(name: str, by: str, *columns: sa.Column[Any]) -> None:
    """A table with an id, of a request and by a person."""
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column(by, sa.Integer(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f(f"fk_{name}_request_id_request")),
        sa.ForeignKeyConstraint([by], ["person.id"], name=op.f(f"fk_{name}_{by}_person")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sqlite_autoincrement=True,
    )
    for column in ("request_id", by):
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column], unique=False)
