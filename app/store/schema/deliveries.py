"""Deliveries: assessments, signatures, copies, papers, fees, reservations."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    String,
    Table,
    UniqueConstraint,
    false,
    text,
    true,
)

from app.domain.assessments import AssessmentOutcome
from app.domain.follow_ups import Because
from app.domain.handover import Form, Way
from app.domain.requests import DeliveryState

from .columns import (
    EMPTY,
    Enumerated,
    Json,
    SecretJson,
    Utc,
    Words,
    metadata,
    own_id,
    read_cell,
    read_cells,
    ref,
    same,
    version,
    write_cell,
)

delivery = Table(
    "delivery",
    metadata,
    own_id(),
    ref("request_id", "request"),
    Column("number", Integer, nullable=False),
    Column("state", Enumerated(DeliveryState), nullable=False),
    Column("refused", Boolean, nullable=False),
    Column("final", Boolean, nullable=False),
    Column("hide_lengths", Boolean, nullable=False),
    ref("prepared_by", "person", null=True),
    Column("package_sha256", String(64)),
    Column("released_at", Utc),
    ref("released_by", "person", null=True),
    Column("way", Words, nullable=False),
    Column("edition", Integer),
    Column("stamped", Boolean, nullable=False, server_default=false()),
    version(),
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

look = Table(
    "look",
    metadata,
    Column("delivery_id", Integer, ForeignKey("delivery.id"), primary_key=True),
    Column("person_id", Integer, ForeignKey("person.id"), primary_key=True),
    Column("at", Utc, nullable=False),
    Column("seen", Json(same, same), nullable=False),
)

assessment = Table(
    "assessment",
    metadata,
    own_id(),
    ref("delivery_id", "delivery"),
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
    ref("written_by", "person", null=True),
    Column("edition", Integer, nullable=False, server_default="1"),
    version(),
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
    ref("given_by", "person"),
    Column("given_at", Utc, nullable=False),
)

confirmation = Table(
    "confirmation",
    metadata,
    Column("mark_id", Integer, ForeignKey("mark.id", ondelete="CASCADE"), primary_key=True),
    ref("assessment_id", "assessment", cascade=True),
    ref("given_by", "person"),
    Column("given_at", Utc, nullable=False),
)

compilation = Table(
    "compilation",
    metadata,
    own_id(),
    ref("delivery_id", "delivery"),
    Column("number", Integer, nullable=False),
    Column("title", Words, nullable=False),
    Column("group_head", Words, nullable=False),
    Column("amount_head", Words, nullable=False),
    Column("cells", SecretJson(read_cells, lambda cells: [write_cell(cell) for cell in cells]), nullable=False),
    Column("total", SecretJson(read_cell, write_cell), nullable=False),
    Column("smallest", Integer, nullable=False),
    Column("source", Words, nullable=False),
    ref("made_by", "person"),
    Column("made_at", Utc, nullable=False),
    sqlite_autoincrement=True,
)

signature = Table(
    "signature",
    metadata,
    own_id(),
    ref("delivery_id", "delivery"),
    Column("plan_hash", String(64), nullable=False),
    ref("signed_by", "person"),
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

follow_up = Table(
    "follow_up",
    metadata,
    Column("delivery_id", Integer, ForeignKey("delivery.id"), primary_key=True),
    ref("earlier_id", "delivery"),
    ref("decision_id", "decision", null=True),
    Column("because", Enumerated(Because), nullable=False),
)

charge = Table(
    "charge",
    metadata,
    Column("delivery_id", Integer, ForeignKey("delivery.id"), primary_key=True),
    Column("form", String(32), nullable=False),
    Column("waived", Words, nullable=False),
    Column("advance_why", Words, nullable=False),
    ref("advance_by", "person", null=True),
    Column("advance_at", Utc),
    ref("delegation_id", "delegation", null=True),
    Column("paid_on", Date),
    Column("paid_note", Words, nullable=False),
)

reservation = Table(
    "reservation",
    metadata,
    Column("delivery_id", Integer, ForeignKey("delivery.id"), primary_key=True),
    Column("recipient", Words, nullable=False),
    Column("text", Words, nullable=False),
    ref("made_by", "person"),
    Column("made_at", Utc, nullable=False),
)

reserved = Table(
    "reserved",
    metadata,
    Column("delivery_id", Integer, ForeignKey("delivery.id"), primary_key=True),
    Column("assessment_id", Integer, ForeignKey("assessment.id", ondelete="CASCADE"), primary_key=True),
    Column("why", Words, nullable=False),
)

handover = Table(
    "handover",
    metadata,
    own_id(),
    ref("delivery_id", "delivery"),
    Column("way", Enumerated(Way), nullable=False),
    Column("form", Enumerated(Form), nullable=False),
    Column("files", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("address", Words, nullable=False),
    ref("given_by", "person"),
    Column("given_at", Utc, nullable=False),
    Column("received_on", Date),
    sqlite_autoincrement=True,
)
