"""The tables, and how domain values lie in their columns.

What must be forgotten (names, wordings, found texts) lies in tables or columns of its own, to which the
log points by id. Times are UTC.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
    text,
    true,
)
from sqlalchemy.engine import Dialect

from app.domain.assessments import AssessmentOutcome
from app.domain.decisions import DecisionState, Scope
from app.domain.fees import Rates
from app.domain.follow_ups import Because
from app.domain.office import EntryKind
from app.domain.own_data import DataOutcome
from app.domain.people import Role
from app.domain.questions import QuestionKind, Reply
from app.domain.register import Direction, Held, Party
from app.domain.requests import Channel, DeliveryState, DocumentState, Track
from app.domain.residuals import ResidualState
from app.domain.rulings import Court, Judgment
from app.domain.sums import Cell, Withheld
from redaction.files import Hidden
from redaction.geometry import Rect
from redaction.marks import Level, MarkKind, MarkState, Origin

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Utc(TypeDecorator[datetime]):
    """A time in UTC; SQLite keeps no zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Enumerated(TypeDecorator[StrEnum]):
    """A member of a StrEnum, kept as its value."""

    impl = String(32)
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """To the member's value; what is no member is refused."""
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """To the member."""
        return None if value is None else self.kind(value)


class Words(TypeDecorator[str]):
    """Text that came from outside; what no database can keep (NUL, half a surrogate pair) becomes U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """To text that every database keeps."""
        return None if value is None else _UNSTORABLE.sub("\ufffd", value)


_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Json(TypeDecorator[Any]):
    """A value kept as JSON text, turned into a domain value by ``read``."""

    impl = Text
    cache_ok = True

    def __init__(self, read: Callable[[Any], Any], write: Callable[[Any], Any] = list) -> None:
        super().__init__()
        self.read, self.write = read, write

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """To JSON in ASCII, without blanks."""
        return None if value is None else json.dumps(self.write(value), separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """From JSON to the domain's value."""
        return None if value is None else self.read(json.loads(value))


def _rects(raw: list[list[float]]) -> tuple[Rect, ...]:
    return tuple(Rect(*r) for r in raw)


def _hidden(raw: list[list[Any]]) -> tuple[Hidden, ...]:
    return tuple(Hidden(kind, count) for kind, count in raw)


def _write_hidden(value: tuple[Hidden, ...]) -> list[list[Any]]:
    return [[h.kind, h.count] for h in value]


def _roles(raw: list[str]) -> frozenset[Role]:
    return frozenset(Role(r) for r in raw)


def _scopes(raw: list[str]) -> frozenset[Scope]:
    return frozenset(Scope(r) for r in raw)


def _rates(raw: list[int]) -> Rates:
    return Rates(*raw)


def _write_rates(value: Rates) -> list[int]:
    return [value.free_pages, value.base_page, value.base_fee, value.per_page]


def _path(raw: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(step) for step in raw)


def _cell(raw: list[Any]) -> Cell:
    group, count, amount, held = raw
    return Cell(group, count, None if amount is None else Decimal(amount), Withheld(held))


def _cells(raw: list[list[Any]]) -> tuple[Cell, ...]:
    return tuple(_cell(one) for one in raw)


def _write_cell(cell: Cell) -> list[Any]:
    return [cell.group, cell.count, None if cell.amount is None else str(cell.amount), cell.held.value]


def _same(raw: Any) -> Any:
    return raw


EMPTY = text("''")
"""What stands in a column of words that came later, in the rows that were there before it."""


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True, autoincrement=True)


def _version() -> Column[int]:
    return Column("version", Integer, nullable=False)


def _ref(name: str, target: str, *, null: bool = False, cascade: bool = False) -> Column[int]:
    key = ForeignKey(f"{target}.id", ondelete="CASCADE" if cascade else None)
    return Column(name, Integer, key, nullable=null, index=True)


setting = Table(
    "setting", metadata, Column("key", String(64), primary_key=True), Column("value", Words, nullable=False)
)

person = Table(
    "person",
    metadata,
    _id(),
    Column("name", Words, nullable=False, unique=True),
    Column("title", Words, nullable=False),
    Column("roles", Json(_roles, sorted), nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    _version(),
    sqlite_autoincrement=True,
)

password = Table(
    "password",
    metadata,
    Column("person_id", Integer, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("hash", Text, nullable=False),
)

catalogue_edition = Table(
    "catalogue_edition",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("text", Words, nullable=False),
    Column("sha256", String(64), nullable=False),
    _ref("made_by", "person", null=True),
    Column("made_at", Utc, nullable=False),
    Column("note", Words, nullable=False),
    Column("signed", Integer, nullable=False),
)

catalogue_change = Table(
    "catalogue_change",
    metadata,
    _id(),
    Column("batch", Integer, nullable=False),
    Column("provision", String(32), nullable=False),
    Column("text", Words, nullable=False),
    _ref("changed_by", "person"),
    Column("changed_at", Utc, nullable=False),
    Column("undone", Boolean, nullable=False),
    sqlite_autoincrement=True,
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
    _id(),
    Column("registry_number", String(48), nullable=False, unique=True),
    Column("subject", Words, nullable=False),
    Column("channel", Enumerated(Channel), nullable=False),
    Column("arrived_at", Utc, nullable=False),
    Column("registered_at", Utc, nullable=False),
    _ref("registered_by", "person"),
    Column("search_started_at", Utc),
    Column("closed_at", Utc),
    Column("track", Enumerated(Track), nullable=False, server_default=Track.OFFICIAL.value),
    _ref("split_from", "request", null=True),
    Column("unclassified", Boolean, nullable=False, server_default=false()),
    Column("precision_since", Utc),
    Column("ended_at", Utc),
    _version(),
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

delivery = Table(
    "delivery",
    metadata,
    _id(),
    _ref("request_id", "request"),
    Column("number", Integer, nullable=False),
    Column("state", Enumerated(DeliveryState), nullable=False),
    Column("refused", Boolean, nullable=False),
    Column("final", Boolean, nullable=False),
    Column("hide_lengths", Boolean, nullable=False),
    _ref("prepared_by", "person", null=True),
    Column("package_sha256", String(64)),
    Column("released_at", Utc),
    _ref("released_by", "person", null=True),
    Column("way", Words, nullable=False),
    Column("edition", Integer),
    _version(),
    UniqueConstraint("request_id", "number"),
    CheckConstraint(
        "state <> 'released' OR package_sha256 IS NOT NULL AND released_at IS NOT NULL AND released_by IS NOT NULL",
        name="released_is_told",
    ),
    sqlite_autoincrement=True,
)

preparer = Table(
    "preparer",
    metadata,
    Column("delivery_id", Integer, ForeignKey("delivery.id"), primary_key=True),
    Column("person_id", Integer, ForeignKey("person.id"), primary_key=True),
)

comment = Table(
    "comment",
    metadata,
    _id(),
    _ref("request_id", "request"),
    _ref("delivery_id", "delivery", null=True),
    _ref("written_by", "person"),
    Column("at", Utc, nullable=False),
    Column("text", Words, nullable=False),
    sqlite_autoincrement=True,
)

mark_comment = Table(
    "mark_comment",
    metadata,
    _id(),
    _ref("document_id", "document", cascade=True),
    Column("mark_id", Integer, nullable=False),
    _ref("written_by", "person"),
    Column("at", Utc, nullable=False),
    Column("text", Words, nullable=False),
    _ref("settled_by", "person", null=True),
    Column("settled_at", Utc),
    sqlite_autoincrement=True,
)

look = Table(
    "look",
    metadata,
    Column("delivery_id", Integer, ForeignKey("delivery.id"), primary_key=True),
    Column("person_id", Integer, ForeignKey("person.id"), primary_key=True),
    Column("at", Utc, nullable=False),
    Column("seen", Json(_same, _same), nullable=False),
)

own_data = Table(
    "own_data",
    metadata,
    Column("request_id", Integer, ForeignKey("request.id"), primary_key=True),
    Column("way", String(32), nullable=False),
    _ref("identified_by", "person", null=True),
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
    _ref("answered_by", "person", null=True),
    Column("answered_at", Utc),
)

document = Table(
    "document",
    metadata,
    _id(),
    _ref("request_id", "request"),
    _ref("delivery_id", "delivery"),
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
    Column("hidden", Json(_hidden, _write_hidden), nullable=False),
    Column("failure", String(64), nullable=False),
    Column("found", Boolean, nullable=False),
    _version(),
    sqlite_autoincrement=True,
)

term = Table(
    "term",
    metadata,
    _id(),
    _ref("request_id", "request"),
    Column("text", Words, nullable=False),
    Column("category", String(32), nullable=False),
    Column("provision", String(32)),
    Column("inside_words", Boolean),
    sqlite_autoincrement=True,
)

office_entry = Table(
    "office_entry",
    metadata,
    _id(),
    Column("kind", Enumerated(EntryKind), nullable=False),
    Column("text", Words, nullable=False),
    Column("category", String(32), nullable=False),
    Column("before", Words, nullable=False),
    Column("after", Words, nullable=False),
    Column("provision", String(32)),
    _ref("request_id", "request", null=True),
    Column("reason", Words, nullable=False),
    _ref("added_by", "person"),
    Column("added_at", Utc, nullable=False),
    _ref("reversed_by", "person", null=True),
    Column("reversed_at", Utc),
    _version(),
    sqlite_autoincrement=True,
)

ground_number = Table(
    "ground_number",
    metadata,
    Column("request_id", Integer, ForeignKey("request.id"), primary_key=True),
    Column("provision", String(32), primary_key=True),
    Column("number", Integer, nullable=False),
)

finding = Table(
    "finding",
    metadata,
    _id(),
    _ref("document_id", "document", cascade=True),
    Column("category", String(32), nullable=False),
    Column("page", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("rects", Json(_rects), nullable=False),
    Column("score", Float, nullable=False),
    Column("text", Words, nullable=False),
    Column("evidence", Json(_same, _same), nullable=False),
    Column("proposed", Boolean, nullable=False),
    Column("why_not", String(32), nullable=False),
    sqlite_autoincrement=True,
)

trial = Table(
    "trial",
    metadata,
    Column("document_id", Integer, ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    Column("path", Json(_path), nullable=False),
    Column("verdict", String(32), nullable=False),
    Column("source", String(64), nullable=False),
    _ref("given_by", "person"),
    Column("given_at", Utc, nullable=False),
    Column("voluntary", Words, nullable=False),
)

stand = Table(
    "stand",
    metadata,
    _id(),
    _ref("document_id", "document", cascade=True),
    Column("page", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    _ref("taken_by", "person"),
    Column("taken_at", Utc, nullable=False),
    Column("reason", Words, nullable=False),
    sqlite_autoincrement=True,
)

assessment = Table(
    "assessment",
    metadata,
    _id(),
    _ref("delivery_id", "delivery"),
    Column("provision", String(32), nullable=False),
    Column("group", String(48), nullable=False),
    Column("requisite", String(16), nullable=False),
    Column("harm_tested", Boolean, nullable=False, server_default=true()),
    Column("applies", Words, nullable=False),
    Column("harm", Words, nullable=False),
    Column("outcome", Enumerated(AssessmentOutcome), nullable=False),
    Column("factors_for", Json(tuple), nullable=False),
    Column("factors_against", Json(tuple), nullable=False),
    Column("answers", Json(tuple), nullable=False),
    Column("weighing", Words, nullable=False, server_default=EMPTY),
    Column("variant", Integer, nullable=False, server_default="0"),
    Column("status", String(32), nullable=False, server_default=EMPTY),
    Column("document_date", Date),
    Column("contract", String(32), nullable=False, server_default=EMPTY),
    Column("contract_date", Date),
    Column("municipal", String(32), nullable=False, server_default=EMPTY),
    Column("special", String(32), nullable=False, server_default=EMPTY),
    Column("own_data", String(32), nullable=False, server_default=EMPTY),
    Column("consent", String(32), nullable=False, server_default=EMPTY),
    Column("consent_ref", Words, nullable=False, server_default=EMPTY),
    Column("party", String(32), nullable=False, server_default=EMPTY),
    Column("emissions", String(32), nullable=False, server_default=EMPTY),
    Column("emissions_reason", Words, nullable=False, server_default=EMPTY),
    Column("reservation", String(32), nullable=False, server_default=EMPTY),
    Column("reservation_reason", Words, nullable=False, server_default=EMPTY),
    Column("jigsaw", Words, nullable=False, server_default=EMPTY),
    Column("source_ref", Words, nullable=False, server_default=EMPTY),
    Column("needed", Json(tuple), nullable=False, server_default="[]"),
    _ref("written_by", "person", null=True),
    Column("edition", Integer, nullable=False, server_default="1"),
    _version(),
    sqlite_autoincrement=True,
)

recipient_test = Table(
    "recipient_test",
    metadata,
    Column("delivery_id", Integer, ForeignKey("delivery.id"), primary_key=True),
    Column("documents", Json(tuple), nullable=False),
    Column("circumstance", Words, nullable=False),
    Column("rule", Words, nullable=False),
    Column("asks", Boolean, nullable=False),
    _ref("given_by", "person"),
    Column("given_at", Utc, nullable=False),
)

mark = Table(
    "mark",
    metadata,
    _id(),
    _ref("document_id", "document", cascade=True),
    Column("page", Integer, nullable=False),
    Column("rects", Json(_rects), nullable=False),
    Column("state", Enumerated(MarkState), nullable=False),
    Column("kind", Enumerated(MarkKind), nullable=False),
    Column("origin", Enumerated(Origin), nullable=False),
    Column("category", String(32), nullable=False),
    Column("provision", String(32)),
    _ref("assessment_id", "assessment", null=True),
    Column("finding_id", Integer),
    Column("text", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("removed", Boolean, nullable=False, default=False),
    _version(),
    Column("level", Enumerated(Level), nullable=False, server_default=Level.MASKED.value),
    Column("replacement", Words, nullable=False, server_default=text("''")),
    CheckConstraint("state <> 'accepted' OR provision <> '' AND provision IS NOT NULL", name="accepted_has_provision"),
    Index("ix_mark_document_page", "document_id", "page"),
    sqlite_autoincrement=True,
)

phrase = Table(
    "phrase",
    metadata,
    _id(),
    Column("provision", String(32), nullable=False),
    Column("group", String(48), nullable=False),
    Column("field", String(16), nullable=False),
    Column("text", Words, nullable=False),
    _ref("added_by", "person"),
    Column("added_at", Utc, nullable=False),
    sqlite_autoincrement=True,
)

confirmation = Table(
    "confirmation",
    metadata,
    Column("mark_id", Integer, ForeignKey("mark.id", ondelete="CASCADE"), primary_key=True),
    _ref("assessment_id", "assessment", cascade=True),
    _ref("given_by", "person"),
    Column("given_at", Utc, nullable=False),
)

mark_change = Table(
    "mark_change",
    metadata,
    _id(),
    _ref("document_id", "document", cascade=True),
    _ref("person_id", "person"),
    Column("at", Utc, nullable=False),
    Column("before", Json(_same, _same), nullable=False),
    Column("after", Json(_same, _same), nullable=False),
    Column("undone", Boolean, nullable=False),
    Column("batch", Integer, index=True),
    sqlite_autoincrement=True,
)

individual = Table(
    "individual",
    metadata,
    _id(),
    _ref("request_id", "request"),
    Column("name", Words, nullable=False),
    Column("spellings", Json(tuple), nullable=False),
    Column("role", String(16), nullable=False),
    Column("reason", String(16), nullable=False),
    Column("word", Words, nullable=False),
    sqlite_autoincrement=True,
)

individual_place = Table(
    "individual_place",
    metadata,
    _id(),
    _ref("request_id", "request"),
    _ref("document_id", "document", cascade=True),
    Column("page", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    _ref("individual_id", "individual", null=True, cascade=True),
    Column("fits", Json(tuple), nullable=False),
    Column("by_hand", Boolean, nullable=False),
    UniqueConstraint("document_id", "page", "start", "end"),
    sqlite_autoincrement=True,
)

pseudonym = Table(
    "pseudonym",
    metadata,
    Column("individual_id", Integer, ForeignKey("individual.id", ondelete="CASCADE"), primary_key=True),
    _ref("request_id", "request"),
    Column("word", String(32), nullable=False),
    Column("letter", String(8), nullable=False),
    UniqueConstraint("request_id", "letter"),
)

regrouping = Table(
    "regrouping",
    metadata,
    _id(),
    _ref("request_id", "request"),
    _ref("person_id", "person"),
    Column("at", Utc, nullable=False),
    Column("before", Json(_same, _same), nullable=False),
    Column("after", Json(_same, _same), nullable=False),
    Column("undone", Boolean, nullable=False),
    sqlite_autoincrement=True,
)

residual = Table(
    "residual",
    metadata,
    _id(),
    _ref("delivery_id", "delivery"),
    _ref("document_id", "document", null=True, cascade=True),
    Column("field", String(16), nullable=False),
    Column("page", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("rects", Json(_rects), nullable=False),
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

compilation = Table(
    "compilation",
    metadata,
    _id(),
    _ref("delivery_id", "delivery"),
    Column("number", Integer, nullable=False),
    Column("title", Words, nullable=False),
    Column("group_head", Words, nullable=False),
    Column("amount_head", Words, nullable=False),
    Column("cells", Json(_cells, lambda cells: [_write_cell(cell) for cell in cells]), nullable=False),
    Column("total", Json(_cell, _write_cell), nullable=False),
    Column("smallest", Integer, nullable=False),
    Column("source", Words, nullable=False),
    _ref("made_by", "person"),
    Column("made_at", Utc, nullable=False),
    sqlite_autoincrement=True,
)

signature = Table(
    "signature",
    metadata,
    _id(),
    _ref("delivery_id", "delivery"),
    Column("plan_hash", String(64), nullable=False),
    _ref("signed_by", "person"),
    Column("signed_at", Utc, nullable=False),
    Column("voided_at", Utc),
    sqlite_autoincrement=True,
)

copy = Table(
    "copy",
    metadata,
    Column("document_id", Integer, ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    Column("plan_hash", String(64), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("proof_sha256", String(64), nullable=False),
    Column("passed", Boolean, nullable=False),
    Column("made_at", String(32), nullable=False),
    Column("pages", Integer, nullable=False),
    Column("marks", Integer, nullable=False),
    Column("raster_pages", Integer, nullable=False),
)

paper = Table(
    "paper",
    metadata,
    Column("delivery_id", Integer, ForeignKey("delivery.id"), primary_key=True),
    Column("kind", String(32), primary_key=True),
    Column("name", Words, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("template", Words, nullable=False, server_default=text("''")),
)

letter_template = Table(
    "letter_template",
    metadata,
    _id(),
    Column("kind", String(32), nullable=False),
    Column("number", Integer, nullable=False),
    Column("text", Words, nullable=False),
    Column("file_name", Words, nullable=False),
    Column("sha256", String(64), nullable=False),
    _ref("taken_by", "person"),
    Column("taken_at", Utc, nullable=False),
    _ref("ended_by", "person", null=True),
    Column("ended_at", Utc),
    _version(),
    UniqueConstraint("kind", "number"),
    sqlite_autoincrement=True,
)

letter = Table(
    "letter",
    metadata,
    _id(),
    _ref("request_id", "request"),
    Column("kind", String(32), nullable=False),
    Column("template", Words, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("word_sha256", String(64), nullable=False),
    _ref("written_by", "person"),
    Column("written_at", Utc, nullable=False),
    sqlite_autoincrement=True,
)

delegation = Table(
    "delegation",
    metadata,
    _id(),
    _ref("person_id", "person"),
    Column("scopes", Json(_scopes, sorted), nullable=False),
    Column("basis", Words, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    _version(),
    sqlite_autoincrement=True,
)

decision = Table(
    "decision",
    metadata,
    _id(),
    _ref("request_id", "request"),
    _ref("delivery_id", "delivery"),
    Column("state", Enumerated(DecisionState), nullable=False),
    Column("asked_at", Utc, nullable=False),
    Column("by_company", Boolean, nullable=False),
    _ref("decided_by", "person", null=True),
    Column("decided_at", Utc),
    _ref("delegation_id", "delegation", null=True),
    Column("sent_at", Utc),
    Column("way", Words, nullable=False),
    Column("noticed", Boolean, nullable=False),
    Column("received_on", Date),
    Column("receipt", Words, nullable=False),
    Column("appealed_on", Date),
    Column("court_at", Date),
    Column("timeliness", String(32), nullable=False),
    Column("forwarded_at", Utc),
    Column("edition", Integer),
    Column("supreme_on", Date),
    _version(),
    CheckConstraint(
        "state = 'asked' OR decided_by IS NOT NULL AND decided_at IS NOT NULL AND delegation_id IS NOT NULL",
        name="decided_is_told",
    ),
    sqlite_autoincrement=True,
)

follow_up = Table(
    "follow_up",
    metadata,
    Column("delivery_id", Integer, ForeignKey("delivery.id"), primary_key=True),
    _ref("earlier_id", "delivery"),
    _ref("decision_id", "decision", null=True),
    Column("because", Enumerated(Because), nullable=False),
)

tariff = Table(
    "tariff",
    metadata,
    _id(),
    Column("name", Words, nullable=False),
    Column("paper", Json(_rates, _write_rates), nullable=False),
    Column("electronic", Json(_rates, _write_rates), nullable=False),
    Column("decided_by", Words, nullable=False),
    Column("decided_on", String(10), nullable=False),
    Column("registry_number", Words, nullable=False),
    Column("valid_from", Date, nullable=False),
    _ref("added_by", "person"),
    Column("added_at", Utc, nullable=False),
    sqlite_autoincrement=True,
)

charge = Table(
    "charge",
    metadata,
    Column("delivery_id", Integer, ForeignKey("delivery.id"), primary_key=True),
    Column("form", String(32), nullable=False),
    Column("waived", Words, nullable=False),
    Column("advance_why", Words, nullable=False),
    _ref("advance_by", "person", null=True),
    Column("advance_at", Utc),
    _ref("delegation_id", "delegation", null=True),
    Column("paid_on", Date),
    Column("paid_note", Words, nullable=False),
)

reservation = Table(
    "reservation",
    metadata,
    Column("delivery_id", Integer, ForeignKey("delivery.id"), primary_key=True),
    Column("recipient", Words, nullable=False),
    Column("text", Words, nullable=False),
    _ref("made_by", "person"),
    Column("made_at", Utc, nullable=False),
)

reserved = Table(
    "reserved",
    metadata,
    Column("delivery_id", Integer, ForeignKey("delivery.id"), primary_key=True),
    Column("assessment_id", Integer, ForeignKey("assessment.id", ondelete="CASCADE"), primary_key=True),
    Column("why", Words, nullable=False),
)

ruling = Table(
    "ruling",
    metadata,
    _id(),
    _ref("decision_id", "decision"),
    Column("court", Enumerated(Court), nullable=False),
    Column("judgment", Enumerated(Judgment), nullable=False),
    Column("on", Date, nullable=False),
    Column("case_number", Words, nullable=False),
    _ref("written_by", "person"),
    Column("written_at", Utc, nullable=False),
    sqlite_autoincrement=True,
)

ruling_part = Table(
    "ruling_part",
    metadata,
    _id(),
    _ref("ruling_id", "ruling"),
    Column("assessment_id", Integer),
    Column("mark_id", Integer),
    Column("opened", Boolean, nullable=False),
    sqlite_autoincrement=True,
)

unaccepted = Table(
    "unaccepted",
    metadata,
    _id(),
    Column("provision", String(32), nullable=False),
    Column("group", String(48), nullable=False),
    Column("text_sha256", String(64), nullable=False, index=True),
    Column("court", Enumerated(Court), nullable=False),
    Column("on", Date, nullable=False),
    Column("case_number", Words, nullable=False),
    sqlite_autoincrement=True,
)

retest = Table(
    "retest",
    metadata,
    Column("decision_id", Integer, ForeignKey("decision.id"), primary_key=True),
    Column("assessment_id", Integer, ForeignKey("assessment.id"), primary_key=True),
    Column("assessment_version", Integer, nullable=False),
    _ref("tested_by", "person"),
    Column("tested_at", Utc, nullable=False),
    Column("milder", Words, nullable=False),
)

register_entry = Table(
    "register_entry",
    metadata,
    _id(),
    _ref("request_id", "request"),
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
    _ref("added_by", "person", null=True),
    Column("struck_at", Utc),
    _ref("struck_by", "person", null=True),
    Column("struck_why", Words, nullable=False),
    _version(),
    UniqueConstraint("request_id", "number"),
    sqlite_autoincrement=True,
)

register_hold = Table(
    "register_hold",
    metadata,
    _id(),
    _ref("request_id", "request"),
    _ref("entry_id", "register_entry", null=True),
    Column("part", Enumerated(Held), nullable=False),
    Column("provision", String(32), nullable=False),
    _ref("decided_by", "person"),
    Column("decided_at", Utc, nullable=False),
    _ref("lifted_by", "person", null=True),
    Column("lifted_at", Utc),
    _version(),
    sqlite_autoincrement=True,
)

purge = Table(
    "purge",
    metadata,
    _id(),
    _ref("request_id", "request"),
    Column("plan_row", String(32), nullable=False),
    Column("years", Integer, nullable=False),
    Column("counted_from", String(32), nullable=False),
    Column("decided_by", Words, nullable=False),
    Column("due_on", Date, nullable=False),
    _ref("purged_by", "person"),
    Column("purged_at", Utc, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("sha256s", Json(tuple), nullable=False),
    sqlite_autoincrement=True,
)

leaving_file = Table("leaving_file", metadata, Column("sha256", String(64), primary_key=True))

question = Table(
    "question",
    metadata,
    _id(),
    _ref("request_id", "request"),
    Column("kind", Enumerated(QuestionKind), nullable=False),
    Column("text", Words, nullable=False),
    _ref("asked_by", "person"),
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
    _id(),
    _ref("request_id", "request"),
    Column("place", Words, nullable=False),
    Column("searched_by", Words, nullable=False),
    Column("result", Words, nullable=False),
    _ref("noted_by", "person"),
    Column("noted_at", Utc, nullable=False),
    sqlite_autoincrement=True,
)

delay_note = Table(
    "delay_note",
    metadata,
    _id(),
    _ref("request_id", "request"),
    Column("text", Words, nullable=False),
    _ref("written_by", "person"),
    Column("written_at", Utc, nullable=False),
    sqlite_autoincrement=True,
)

ending = Table(
    "ending",
    metadata,
    Column("request_id", Integer, ForeignKey("request.id"), primary_key=True),
    Column("code", String(32), nullable=False),
    _ref("ended_by", "person"),
    Column("note", Words, nullable=False),
    Column("authority", Words, nullable=False),
    Column("way", Words, nullable=False),
)

log_row = Table(
    "log_row",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("year", Integer, nullable=False, index=True),
    Column("at", String(32), nullable=False),
    Column("actor_id", Integer),
    Column("request_id", Integer, index=True),
    Column("event", String(48), nullable=False),
    Column("payload", Json(_same, _same), nullable=False),
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
