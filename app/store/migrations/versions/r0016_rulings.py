"""What courts said of decisions and of each mask, deliveries that follow others, and reasons no court accepted.

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

MOVED = """
    INSERT INTO ruling (decision_id, court, judgment, "on", case_number, written_by, written_at)
    SELECT id, 'appeal', judgment, judged_on, '', decided_by, forwarded_at FROM decision
    WHERE judgment <> '' AND judged_on IS NOT NULL AND forwarded_at IS NOT NULL
"""


def upgrade() -> None:
    """Makes the tables, and moves the judgments that decisions held."""
    op.create_table(
        "follow_up",
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("earlier_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("because", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_follow_up_decision_id_decision")),
        sa.ForeignKeyConstraint(["delivery_id"], ["delivery.id"], name=op.f("fk_follow_up_delivery_id_delivery")),
        sa.ForeignKeyConstraint(["earlier_id"], ["delivery.id"], name=op.f("fk_follow_up_earlier_id_delivery")),
        sa.PrimaryKeyConstraint("delivery_id", name=op.f("pk_follow_up")),
    )
    op.create_index(op.f("ix_follow_up_decision_id"), "follow_up", ["decision_id"], unique=False)
    op.create_index(op.f("ix_follow_up_earlier_id"), "follow_up", ["earlier_id"], unique=False)
    op.create_table(
        "ruling",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("court", sa.String(length=32), nullable=False),
        sa.Column("judgment", sa.String(length=32), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("case_number", sa.Text(), nullable=False),
        sa.Column("written_by", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_ruling_decision_id_decision")),
        sa.ForeignKeyConstraint(["written_by"], ["person.id"], name=op.f("fk_ruling_written_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ruling")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_ruling_decision_id"), "ruling", ["decision_id"], unique=False)
    op.create_index(op.f("ix_ruling_written_by"), "ruling", ["written_by"], unique=False)
    op.create_table(
        "ruling_part",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("ruling_id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=True),
        sa.Column("mark_id", sa.Integer(), nullable=True),
        sa.Column("opened", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["ruling_id"], ["ruling.id"], name=op.f("fk_ruling_part_ruling_id_ruling")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ruling_part")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_ruling_part_ruling_id"), "ruling_part", ["ruling_id"], unique=False)
    op.create_table(
        "unaccepted",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("provision", sa.String(length=32), nullable=False),
        sa.Column("group", sa.String(length=48), nullable=False),
        sa.Column("text_sha256", sa.String(length=64), nullable=False),
        sa.Column("court", sa.String(length=32), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("case_number", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unaccepted")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_unaccepted_text_sha256"), "unaccepted", ["text_sha256"], unique=False)
    op.add_column("decision", sa.Column("supreme_on", sa.Date(), nullable=True))
    op.execute(MOVED)
    op.drop_column("decision", "judgment")
    op.drop_column("decision", "judged_on")
