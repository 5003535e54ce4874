"""The office: settings, people, its catalogue, lists, templates, tariff, delegations."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from app.domain.office import EntryKind
from app.domain.rulings import Court

from .columns import (
    Enumerated,
    Json,
    Utc,
    Words,
    metadata,
    own_id,
    read_rates,
    read_roles,
    read_scopes,
    ref,
    version,
    write_rates,
)

setting = Table(
    "setting", metadata, Column("key", String(64), primary_key=True), Column("value", Words, nullable=False)
)

person = Table(
    "person",
    metadata,
    own_id(),
    Column("name", Words, nullable=False, unique=True),
    Column("title", Words, nullable=False),
    Column("roles", Json(read_roles, sorted), nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    version(),
    Column("disabled", Boolean, nullable=False, server_default=false()),
    sqlite_autoincrement=True,
)

password = Table(
    "password",
    metadata,
    Column("person_id", Integer, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("hash", Text, nullable=False),
    Column("must_change", Boolean, nullable=False, server_default=false()),
)

sign_in = Table(
    "sign_in",
    metadata,
    Column("person_id", Integer, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("last_at", Utc),
    Column("misses", Integer, nullable=False),
    Column("missed_at", Utc),
)

sent_deed = Table(
    "sent_deed",
    metadata,
    Column("token", String(36), primary_key=True),
    Column("at", Utc, nullable=False),
)

presence = Table(
    "presence",
    metadata,
    Column("token", String(36), primary_key=True),
    ref("person_id", "person", cascade=True),
    Column("machine", String(64), nullable=False),
    Column("since", Utc, nullable=False),
    Column("beat_at", Utc, nullable=False),
    Column("of_request", Integer),
    Column("of_document", Integer),
    Column("here_since", Utc, nullable=False),
)

catalogue_edition = Table(
    "catalogue_edition",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("text", Words, nullable=False),
    Column("sha256", String(64), nullable=False),
    ref("made_by", "person", null=True),
    Column("made_at", Utc, nullable=False),
    Column("note", Words, nullable=False),
    Column("signed", Integer, nullable=False),
)

catalogue_change = Table(
    "catalogue_change",
    metadata,
    own_id(),
    Column("batch", Integer, nullable=False),
    Column("provision", String(32), nullable=False),
    Column("text", Words, nullable=False),
    ref("changed_by", "person"),
    Column("changed_at", Utc, nullable=False),
    Column("undone", Boolean, nullable=False),
    sqlite_autoincrement=True,
)

office_entry = Table(
    "office_entry",
    metadata,
    own_id(),
    Column("kind", Enumerated(EntryKind), nullable=False),
    Column("text", Words, nullable=False),
    Column("category", String(32), nullable=False),
    Column("before", Words, nullable=False),
    Column("after", Words, nullable=False),
    Column("provision", String(32)),
    ref("request_id", "request", null=True),
    Column("reason", Words, nullable=False),
    ref("added_by", "person"),
    Column("added_at", Utc, nullable=False),
    ref("reversed_by", "person", null=True),
    Column("reversed_at", Utc),
    version(),
    sqlite_autoincrement=True,
)

phrase = Table(
    "phrase",
    metadata,
    own_id(),
    Column("provision", String(32), nullable=False),
    Column("group", String(48), nullable=False),
    Column("field", String(16), nullable=False),
    Column("text", Words, nullable=False),
    ref("added_by", "person"),
    Column("added_at", Utc, nullable=False),
    sqlite_autoincrement=True,
)

letter_template = Table(
    "letter_template",
    metadata,
    own_id(),
    Column("kind", String(32), nullable=False),
    Column("number", Integer, nullable=False),
    Column("text", Words, nullable=False),
    Column("file_name", Words, nullable=False),
    Column("sha256", String(64), nullable=False),
    ref("taken_by", "person"),
    Column("taken_at", Utc, nullable=False),
    ref("ended_by", "person", null=True),
    Column("ended_at", Utc),
    version(),
    UniqueConstraint("kind", "number"),
    sqlite_autoincrement=True,
)

delegation = Table(
    "delegation",
    metadata,
    own_id(),
    ref("person_id", "person"),
    Column("scopes", Json(read_scopes, sorted), nullable=False),
    Column("basis", Words, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    version(),
    sqlite_autoincrement=True,
)

tariff = Table(
    "tariff",
    metadata,
    own_id(),
    Column("name", Words, nullable=False),
    Column("paper", Json(read_rates, write_rates), nullable=False),
    Column("electronic", Json(read_rates, write_rates), nullable=False),
    Column("decided_by", Words, nullable=False),
    Column("decided_on", String(10), nullable=False),
    Column("registry_number", Words, nullable=False),
    Column("valid_from", Date, nullable=False),
    ref("added_by", "person"),
    Column("added_at", Utc, nullable=False),
    sqlite_autoincrement=True,
)

unaccepted = Table(
    "unaccepted",
    metadata,
    own_id(),
    Column("provision", String(32), nullable=False),
    Column("group", String(48), nullable=False),
    Column("text_sha256", String(64), nullable=False, index=True),
    Column("court", Enumerated(Court), nullable=False),
    Column("on", Date, nullable=False),
    Column("case_number", Words, nullable=False),
    sqlite_autoincrement=True,
)
