"""Individuals: the persons of a request, the places that belong to them, and what was regrouped by hand.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "individual",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("spellings", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_individual_request_id_request")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_individual")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_individual_request_id"), "individual", ["request_id"], unique=False)
    op.create_table(
        "individual_place",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("individual_id", sa.Integer(), nullable=True),
        sa.Column("fits", sa.Text(), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_individual_place_document_id_document"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["individual_id"],
            ["individual.id"],
            name=op.f("fk_individual_place_individual_id_individual"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_individual_place_request_id_request")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_individual_place")),
        sa.UniqueConstraint("document_id", "page", "start", "end", name=op.f("uq_individual_place_document_id")),
        sqlite_autoincrement=True,
    )
    for column in ("request_id", "document_id", "individual_id"):
        op.create_index(op.f(f"ix_individual_place_{column}"), "individual_place", [column], unique=False)
    op.create_table(
        "regrouping",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_regrouping_person_id_person")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_regrouping_request_id_request")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regrouping")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_regrouping_person_id"), "regrouping", ["person_id"], unique=False)
    op.create_index(op.f("ix_regrouping_request_id"), "regrouping", ["request_id"], unique=False)
    op.create_table(
        "gathered",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_gathered_request_id_request")),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_gathered")),
    )
