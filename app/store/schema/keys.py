"""The keys of the store, each locked in by another one: what lies here opens nothing by itself."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Integer, String, Table, Text, text

from .columns import Utc, metadata

office_key = Table(
    "office_key",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("store_id", String(16), nullable=False),
    Column("by_recovery", Text),
    Column("recovery_at", Utc),
    CheckConstraint("id = 1", name="only_one"),
)

data_key = Table(
    "data_key",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("wrapped", Text, nullable=False),
    Column("made_at", Utc, nullable=False),
    Column("words_for", String(8), nullable=False, server_default=text("''")),
    Column("files_at", Utc),
)
