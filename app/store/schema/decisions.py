"""The company's decisions and what courts said of them."""

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
)

from app.domain.decisions import DecisionState
from app.domain.rulings import Court, Judgment

from .columns import (
    Enumerated,
    Utc,
    Words,
    metadata,
    own_id,
    ref,
    version,
)

decision = Table(
    "decision",
    metadata,
    own_id(),
    ref("request_id", "request"),
    ref("delivery_id", "delivery"),
    Column("state", Enumerated(DecisionState), nullable=False),
    Column("asked_at", Utc, nullable=False),
    Column("by_company", Boolean, nullable=False),
    ref("decided_by", "person", null=True),
    Column("decided_at", Utc),
    ref("delegation_id", "delegation", null=True),
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
    version(),
    CheckConstraint(
        "state = 'asked' OR decided_by IS NOT NULL AND decided_at IS NOT NULL AND delegation_id IS NOT NULL",
        name="decided_is_told",
    ),
    sqlite_autoincrement=True,
)

ruling = Table(
    "ruling",
    metadata,
    own_id(),
    ref("decision_id", "decision"),
    Column("court", Enumerated(Court), nullable=False),
    Column("judgment", Enumerated(Judgment), nullable=False),
    Column("on", Date, nullable=False),
    Column("case_number", Words, nullable=False),
    ref("written_by", "person"),
    Column("written_at", Utc, nullable=False),
    sqlite_autoincrement=True,
)

ruling_part = Table(
    "ruling_part",
    metadata,
    own_id(),
    ref("ruling_id", "ruling"),
    Column("assessment_id", Integer),
    Column("mark_id", Integer),
    Column("opened", Boolean, nullable=False),
    sqlite_autoincrement=True,
)

retest = Table(
    "retest",
    metadata,
    Column("decision_id", Integer, ForeignKey("decision.id"), primary_key=True),
    Column("assessment_id", Integer, ForeignKey("assessment.id"), primary_key=True),
    Column("assessment_version", Integer, nullable=False),
    ref("tested_by", "person"),
    Column("tested_at", Utc, nullable=False),
    Column("milder", Words, nullable=False),
)
