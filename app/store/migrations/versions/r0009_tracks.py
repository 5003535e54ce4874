"""The track of a request, and the request it was split from.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Adds the columns; every request so far asked for official documents."""
    track = sa.Column("track", sa.String(length=32), nullable=False, server_default="official")
    op.add_column("request", track)
    origin = sa.ForeignKey("request.id", name=op.f("fk_request_split_from_request"))
    op.add_column("request", sa.Column("split_from", sa.Integer(), origin, nullable=True), inline_references=True)
    op.create_index(op.f("ix_request_split_from"), "request", ["split_from"], unique=False)
