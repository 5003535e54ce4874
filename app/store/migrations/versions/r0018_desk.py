"""The reviewer's desk: comments on marks, and how a delivery stood when a person last looked.

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

from app.store.schema import Json, Utc

revision = "0018"
down_revision = "0017"


def _same(value: object) -> object:
    return value


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "mark_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("mark_id", sa.Integer(), nullable=False),
        sa.Column("written_by", sa.Integer(), nullable=False),
        sa.Column("at", Utc(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.Column("settled_at", Utc(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_mark_comment_document_id_document"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["written_by"], ["person.id"], name=op.f("fk_mark_comment_written_by_person")),
        sa.ForeignKeyConstraint(["settled_by"], ["person.id"], name=op.f("fk_mark_comment_settled_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mark_comment")),
        sqlite_autoincrement=True,
    )
    for column in ("document_id", "written_by", "settled_by"):
        op.create_index(op.f(f"ix_mark_comment_{column}"), "mark_comment", [column], unique=False)
    op.create_table(
        "look",
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", Utc(timezone=True), nullable=False),
        sa.Column("seen", Json(_same, _same), nullable=False),
        sa.ForeignKeyConstraint(["delivery_id"], ["delivery.id"], name=op.f("fk_look_delivery_id_delivery")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_look_person_id_person")),
        sa.PrimaryKeyConstraint("delivery_id", "person_id", name=op.f("pk_look")),
    )
