"""Requests: who asked what, questions, endings, letters, words that are looked for."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Integer,
    String,
    Table,
    false,
)

from app.domain.own_data import DataOutcome
from app.domain.questions import QuestionKind, Reply
from app.domain.requests import Channel, Track

from .columns import (
    Enumerated,
    Json,
    Utc,
    Words,
    metadata,
    own_id,
    ref,
    version,
)

diary_series = Table(
    "diary_series",
    metadata,
    Column("prefix", String(16), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
)

request = Table(
    "request",
    metadata,
    own_id(),
    Column("registry_number", String(48), nullable=False, unique=True),
    Column("subject", Words, nullable=False),
    Column("channel", Enumerated(Channel), nullable=False),
    Column("arrived_at", Utc, nullable=False),
    Column("registered_at", Utc, nullable=False),
    ref("registered_by", "person"),
    Column("search_started_at", Utc),
    Column("closed_at", Utc),
    Column("track", Enumerated(Track), nullable=False, server_default=Track.OFFICIAL.value),
    ref("split_from", "request", null=True),
    Column("unclassified", Boolean, nullable=False, server_default=false()),
    Column("precision_since", Utc),
    Column("ended_at", Utc),
    version(),
    sqlite_autoincrement=True,
)

wording = Table(
    "wording",
    metadata,
    Column("request_id", Integer, ForeignKey("request.id"), primary_key=True),
    Column("text", Words, nullable=False),
)

requester = Table(
    "requester",
    metadata,
    Column("request_id", Integer, ForeignKey("request.id"), primary_key=True),
    Column("name", Words, nullable=False),
    Column("contact", Words, nullable=False),
)

comment = Table(
    "comment",
    metadata,
    own_id(),
    ref("request_id", "request"),
    ref("delivery_id", "delivery", null=True),
    ref("written_by", "person"),
    Column("at", Utc, nullable=False),
    Column("text", Words, nullable=False),
    sqlite_autoincrement=True,
)

own_data = Table(
    "own_data",
    metadata,
    Column("request_id", Integer, ForeignKey("request.id"), primary_key=True),
    Column("way", String(32), nullable=False),
    ref("identified_by", "person", null=True),
    Column("identified_at", Utc),
    Column("individual_id", Integer),
    Column("extended_at", Utc),
    Column("extended_why", Words, nullable=False),
)

data_answer = Table(
    "data_answer",
    metadata,
    Column("request_id", Integer, ForeignKey("request.id"), primary_key=True),
    Column("right", String(32), primary_key=True),
    Column("outcome", Enumerated(DataOutcome)),
    Column("grounds", Json(tuple), nullable=False),
    Column("done", Words, nullable=False),
    ref("answered_by", "person", null=True),
    Column("answered_at", Utc),
)

term = Table(
    "term",
    metadata,
    own_id(),
    ref("request_id", "request"),
    Column("text", Words, nullable=False),
    Column("category", String(32), nullable=False),
    Column("provision", String(32)),
    Column("inside_words", Boolean),
    sqlite_autoincrement=True,
)

ground_number = Table(
    "ground_number",
    metadata,
    Column("request_id", Integer, ForeignKey("request.id"), primary_key=True),
    Column("provision", String(32), primary_key=True),
    Column("number", Integer, nullable=False),
)

letter = Table(
    "letter",
    metadata,
    own_id(),
    ref("request_id", "request"),
    Column("kind", String(32), nullable=False),
    Column("template", Words, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("word_sha256", String(64), nullable=False),
    ref("written_by", "person"),
    Column("written_at", Utc, nullable=False),
    sqlite_autoincrement=True,
)

question = Table(
    "question",
    metadata,
    own_id(),
    ref("request_id", "request"),
    Column("kind", Enumerated(QuestionKind), nullable=False),
    Column("text", Words, nullable=False),
    ref("asked_by", "person"),
    Column("asked_at", Utc, nullable=False),
    Column("provision", String(32)),
    Column("circumstance", Words, nullable=False),
    Column("answered_at", Utc),
    Column("reply", Enumerated(Reply)),
    Column("answer", Words, nullable=False),
    sqlite_autoincrement=True,
)

search_note = Table(
    "search_note",
    metadata,
    own_id(),
    ref("request_id", "request"),
    Column("place", Words, nullable=False),
    Column("searched_by", Words, nullable=False),
    Column("result", Words, nullable=False),
    ref("noted_by", "person"),
    Column("noted_at", Utc, nullable=False),
    sqlite_autoincrement=True,
)

delay_note = Table(
    "delay_note",
    metadata,
    own_id(),
    ref("request_id", "request"),
    Column("text", Words, nullable=False),
    ref("written_by", "person"),
    Column("written_at", Utc, nullable=False),
    sqlite_autoincrement=True,
)

ending = Table(
    "ending",
    metadata,
    Column("request_id", Integer, ForeignKey("request.id"), primary_key=True),
    Column("code", String(32), nullable=False),
    ref("ended_by", "person"),
    Column("note", Words, nullable=False),
    Column("authority", Words, nullable=False),
    Column("way", Words, nullable=False),
)
