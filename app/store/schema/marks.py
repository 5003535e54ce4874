"""Marks and the persons and traces behind them."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    text,
)

from app.domain.mark_sets import Point
from app.domain.residuals import ResidualState
from redaction.marks import Level, MarkKind, MarkState, Origin

from .columns import (
    Enumerated,
    Json,
    SecretJson,
    Utc,
    Words,
    metadata,
    own_id,
    read_kept,
    read_places,
    read_rects,
    ref,
    same,
    version,
    write_kept,
)

mark_comment = Table(
    "mark_comment",
    metadata,
    own_id(),
    ref("document_id", "document", cascade=True),
    Column("mark_id", Integer, nullable=False),
    ref("written_by", "person"),
    Column("at", Utc, nullable=False),
    Column("text", Words, nullable=False),
    ref("settled_by", "person", null=True),
    Column("settled_at", Utc),
    sqlite_autoincrement=True,
)

mark = Table(
    "mark",
    metadata,
    own_id(),
    ref("document_id", "document", cascade=True),
    Column("page", Integer, nullable=False),
    Column("rects", Json(read_rects), nullable=False),
    Column("state", Enumerated(MarkState), nullable=False),
    Column("kind", Enumerated(MarkKind), nullable=False),
    Column("origin", Enumerated(Origin), nullable=False),
    Column("category", String(32), nullable=False),
    Column("provision", String(32)),
    ref("assessment_id", "assessment", null=True),
    Column("finding_id", Integer),
    Column("text", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("removed", Boolean, nullable=False, default=False),
    version(),
    Column("level", Enumerated(Level), nullable=False, server_default=Level.MASKED.value),
    Column("replacement", Words, nullable=False, server_default=text("''")),
    Column("changed", Integer, nullable=False, server_default=text("0")),
    CheckConstraint("state <> 'accepted' OR provision <> '' AND provision IS NOT NULL", name="accepted_has_provision"),
    Index("ix_mark_document_page", "document_id", "page"),
    sqlite_autoincrement=True,
)

mark_change = Table(
    "mark_change",
    metadata,
    own_id(),
    ref("document_id", "document", cascade=True),
    ref("person_id", "person"),
    Column("at", Utc, nullable=False),
    Column("before", SecretJson(same, same), nullable=False),
    Column("after", SecretJson(same, same), nullable=False),
    Column("undone", Boolean, nullable=False),
    Column("batch", Integer, index=True),
    sqlite_autoincrement=True,
)

document_look = Table(
    "document_look",
    metadata,
    Column("document_id", Integer, ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", Integer, ForeignKey("person.id"), primary_key=True),
    Column("at", Utc, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("comment_id", Integer, nullable=False),
)

kept_set = Table(
    "kept_set",
    metadata,
    own_id(),
    ref("document_id", "document", cascade=True),
    ref("person_id", "person"),
    Column("at", Utc, nullable=False),
    Column("point", Enumerated(Point), nullable=False),
    Column("marks", SecretJson(read_kept, write_kept), nullable=False),
    Column("source_id", Integer),
    Column("places", Json(read_places), nullable=False, server_default=text("'[]'")),
    sqlite_autoincrement=True,
)

draft = Table(
    "draft",
    metadata,
    ref("request_id", "request", null=True),
    Column("person_id", Integer, ForeignKey("person.id"), primary_key=True),
    Column("place", String(64), primary_key=True),
    Column("at", Utc, nullable=False),
    Column("text", Words, nullable=False),
)

individual = Table(
    "individual",
    metadata,
    own_id(),
    ref("request_id", "request"),
    Column("name", Words, nullable=False),
    Column("spellings", SecretJson(tuple), nullable=False),
    Column("role", String(16), nullable=False),
    Column("reason", String(16), nullable=False),
    Column("word", Words, nullable=False),
    sqlite_autoincrement=True,
)

individual_place = Table(
    "individual_place",
    metadata,
    own_id(),
    ref("request_id", "request"),
    ref("document_id", "document", cascade=True),
    Column("page", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    ref("individual_id", "individual", null=True, cascade=True),
    Column("fits", Json(tuple), nullable=False),
    Column("by_hand", Boolean, nullable=False),
    UniqueConstraint("document_id", "page", "start", "end"),
    sqlite_autoincrement=True,
)

pseudonym = Table(
    "pseudonym",
    metadata,
    Column("individual_id", Integer, ForeignKey("individual.id", ondelete="CASCADE"), primary_key=True),
    ref("request_id", "request"),
    Column("word", String(32), nullable=False),
    Column("letter", String(8), nullable=False),
    UniqueConstraint("request_id", "letter"),
)

regrouping = Table(
    "regrouping",
    metadata,
    own_id(),
    ref("request_id", "request"),
    ref("person_id", "person"),
    Column("at", Utc, nullable=False),
    Column("before", Json(same, same), nullable=False),
    Column("after", Json(same, same), nullable=False),
    Column("undone", Boolean, nullable=False),
    sqlite_autoincrement=True,
)

residual = Table(
    "residual",
    metadata,
    own_id(),
    ref("delivery_id", "delivery"),
    ref("document_id", "document", null=True, cascade=True),
    Column("field", String(16), nullable=False),
    Column("page", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("rects", Json(read_rects), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("category", String(32), nullable=False),
    Column("text", Words, nullable=False),
    Column("around", Words, nullable=False),
    Column("individual_id", Integer),
    Column("state", Enumerated(ResidualState), nullable=False),
    Column("reason", Words, nullable=False),
    sqlite_autoincrement=True,
)

residual_check = Table(
    "residual_check",
    metadata,
    Column("delivery_id", Integer, ForeignKey("delivery.id"), primary_key=True),
    Column("key", String(64), nullable=False),
)

gathered = Table(
    "gathered",
    metadata,
    Column("request_id", Integer, ForeignKey("request.id"), primary_key=True),
    Column("key", String(64), nullable=False),
)
