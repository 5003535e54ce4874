"""The register of documents, what was purged, and the log."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Date,
    Integer,
    String,
    Table,
    UniqueConstraint,
)

from app.domain.register import Direction, Held, Party

from .columns import (
    Enumerated,
    Json,
    Utc,
    Words,
    metadata,
    own_id,
    ref,
    same,
    version,
)

register_entry = Table(
    "register_entry",
    metadata,
    own_id(),
    ref("request_id", "request"),
    Column("number", Integer, nullable=False),
    Column("key", String(48), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("direction", Enumerated(Direction), nullable=False),
    Column("on", Date, nullable=False),
    Column("party", Enumerated(Party), nullable=False),
    Column("added_at", Utc, nullable=False),
    Column("name", Words, nullable=False),
    Column("subject", Words, nullable=False),
    Column("form", String(32), nullable=False),
    Column("sha256", String(64), nullable=False),
    ref("added_by", "person", null=True),
    Column("struck_at", Utc),
    ref("struck_by", "person", null=True),
    Column("struck_why", Words, nullable=False),
    version(),
    UniqueConstraint("request_id", "number"),
    sqlite_autoincrement=True,
)

register_hold = Table(
    "register_hold",
    metadata,
    own_id(),
    ref("request_id", "request"),
    ref("entry_id", "register_entry", null=True),
    Column("part", Enumerated(Held), nullable=False),
    Column("provision", String(32), nullable=False),
    ref("decided_by", "person"),
    Column("decided_at", Utc, nullable=False),
    ref("lifted_by", "person", null=True),
    Column("lifted_at", Utc),
    version(),
    sqlite_autoincrement=True,
)

purge = Table(
    "purge",
    metadata,
    own_id(),
    ref("request_id", "request"),
    Column("plan_row", String(32), nullable=False),
    Column("years", Integer, nullable=False),
    Column("counted_from", String(32), nullable=False),
    Column("decided_by", Words, nullable=False),
    Column("due_on", Date, nullable=False),
    ref("purged_by", "person"),
    Column("purged_at", Utc, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("sha256s", Json(tuple), nullable=False),
    sqlite_autoincrement=True,
)

leaving_file = Table("leaving_file", metadata, Column("sha256", String(64), primary_key=True))

log_row = Table(
    "log_row",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("year", Integer, nullable=False, index=True),
    Column("at", String(32), nullable=False),
    Column("actor_id", Integer),
    Column("request_id", Integer, index=True),
    Column("event", String(48), nullable=False),
    Column("payload", Json(same, same), nullable=False),
    Column("previous_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)

log_segment = Table(
    "log_segment",
    metadata,
    Column("year", Integer, primary_key=True),
    Column("first_seq", Integer, nullable=False),
    Column("last_seq", Integer, nullable=False),
    Column("head_hash", String(64), nullable=False),
    Column("removed_at", Utc, nullable=False),
)
