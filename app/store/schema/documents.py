"""Documents, what was found in them, and what persons said of them."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Integer,
    String,
    Table,
    false,
)

from app.domain.regions import RegionState
from app.domain.requests import DocumentState
from redaction.class_stamps import Degree
from redaction.words import RegionKind

from .columns import (
    Enumerated,
    Json,
    SecretJson,
    Utc,
    Words,
    metadata,
    own_id,
    read_hidden,
    read_path,
    read_rects,
    ref,
    same,
    version,
    write_hidden,
)

document = Table(
    "document",
    metadata,
    own_id(),
    ref("request_id", "request"),
    ref("delivery_id", "delivery"),
    Column("number", Integer, nullable=False),
    Column("title", Words, nullable=False),
    Column("file_name", Words, nullable=False),
    Column("media_type", String(128), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("source_sha256", String(64), nullable=False),
    Column("state", Enumerated(DocumentState), nullable=False),
    Column("working_sha256", String(64)),
    Column("words_sha256", String(64)),
    Column("pages", Integer, nullable=False),
    Column("importer", String(64), nullable=False),
    Column("coverage", Float),
    Column("hidden", Json(read_hidden, write_hidden), nullable=False),
    Column("failure", String(64), nullable=False),
    Column("found", Boolean, nullable=False),
    ref("parent_id", "document", null=True),
    Column("regions_known", Boolean, nullable=False, server_default=false()),
    version(),
    sqlite_autoincrement=True,
)

finding = Table(
    "finding",
    metadata,
    own_id(),
    ref("document_id", "document", cascade=True),
    Column("category", String(32), nullable=False),
    Column("page", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("rects", Json(read_rects), nullable=False),
    Column("score", Float, nullable=False),
    Column("text", Words, nullable=False),
    Column("evidence", Json(same, same), nullable=False),
    Column("proposed", Boolean, nullable=False),
    Column("why_not", String(32), nullable=False),
    sqlite_autoincrement=True,
)

trial = Table(
    "trial",
    metadata,
    Column("document_id", Integer, ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    Column("path", Json(read_path), nullable=False),
    Column("verdict", String(32), nullable=False),
    Column("source", String(64), nullable=False),
    ref("given_by", "person"),
    Column("given_at", Utc, nullable=False),
    Column("voluntary", Words, nullable=False),
)

not_classified = Table(
    "not_classified",
    metadata,
    Column("document_id", Integer, ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    Column("degree", Enumerated(Degree), nullable=False),
    ref("said_by", "person"),
    Column("said_at", Utc, nullable=False),
    Column("reason", Words, nullable=False),
)

stand = Table(
    "stand",
    metadata,
    own_id(),
    ref("document_id", "document", cascade=True),
    Column("page", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    ref("taken_by", "person"),
    Column("taken_at", Utc, nullable=False),
    Column("reason", Words, nullable=False),
    sqlite_autoincrement=True,
)

page_print = Table(
    "page_print",
    metadata,
    Column("document_id", Integer, ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    Column("page", Integer, primary_key=True),
    Column("words", String(32), nullable=False, index=True),
    Column("layout", String(32), nullable=False),
)

document_print = Table(
    "document_print",
    metadata,
    Column("document_id", Integer, ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    Column("runs", SecretJson(tuple), nullable=False),
)

likeness = Table(
    "likeness",
    metadata,
    Column("document_id", Integer, ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    Column("other_id", Integer, ForeignKey("document.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("share", Float, nullable=False),
    Column("of_other", Float, nullable=False),
    Column("pages", Integer, nullable=False),
)

region = Table(
    "region",
    metadata,
    own_id(),
    ref("document_id", "document", cascade=True),
    Column("page", Integer, nullable=False),
    Column("rects", Json(read_rects), nullable=False),
    Column("kind", Enumerated(RegionKind), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("state", Enumerated(RegionState), nullable=False),
    Column("reason", Words, nullable=False),
    ref("judged_by", "person", null=True),
    Column("judged_at", Utc),
    sqlite_autoincrement=True,
)

description = Table(
    "description",
    metadata,
    own_id(),
    ref("document_id", "document", cascade=True),
    Column("dated", Date),
    Column("sender", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("reference", Words, nullable=False),
    ref("said_by", "person", null=True),
    Column("said_at", Utc, nullable=False),
    sqlite_autoincrement=True,
)
