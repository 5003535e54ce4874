"""Editions of the catalogue of provisions, the first as the program brings it, and the one that each thing rests on.

Revision ID: 0011
Revises: 0010
"""

import hashlib
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from app.domain import catalogue
from app.domain.catalogue import provision_from
from resources import each

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Makes the table and its first row, and ties what an older program made to that edition."""
    table = op.create_table(
        "catalogue_edition",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("signed", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_catalogue_edition_made_by_person")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_catalogue_edition")),
    )
    op.create_index(op.f("ix_catalogue_edition_made_by"), "catalogue_edition", ["made_by"], unique=False)
    text = catalogue.written(each(provision_from, "provision", "catalogues", "provisions.toml"))
    first = {"number": 1, "text": text, "sha256": hashlib.sha256(text.encode()).hexdigest(), "made_by": None}
    op.bulk_insert(table, [first | {"made_at": datetime.now(UTC), "note": "", "signed": 0}])
    op.add_column("delivery", sa.Column("edition", sa.Integer(), nullable=True))
    op.add_column("decision", sa.Column("edition", sa.Integer(), nullable=True))
    op.add_column("assessment", sa.Column("edition", sa.Integer(), server_default="1", nullable=False))
    op.execute("UPDATE delivery SET edition = 1 WHERE state <> 'preparing'")
    op.execute("UPDATE decision SET edition = 1 WHERE state <> 'asked'")
