"""What the tables themselves refuse, whoever asks: the promises of revision 0001 as triggers on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trigger:
    """Before ``deed`` on a row of ``table``: where ``when`` holds, it is refused with ``message``."""

    name: str
    deed: str
    table: str
    when: str
    message: str


_NOT_NEXT = """
    NEW.seq <> COALESCE((SELECT MAX(seq) FROM log_row), (SELECT MAX(last_seq) FROM log_segment), 0) + 1
    OR NEW.previous_hash <> COALESCE(
        (SELECT hash FROM log_row ORDER BY seq DESC LIMIT 1),
        (SELECT head_hash FROM log_segment ORDER BY last_seq DESC LIMIT 1),
        '{genesis}')""".replace("{genesis}", "0" * 64)
# The number too: INSERT OR REPLACE of SQLite would else overwrite a row without a delete.

_NOT_REMOVED = """
    NOT EXISTS (SELECT 1 FROM log_segment WHERE year = OLD.year AND OLD.seq BETWEEN first_seq AND last_seq)"""

_NOT_OLDEST_WHOLE_YEAR = """
    NEW.year >= {removed_year}
    OR EXISTS (SELECT 1 FROM log_segment WHERE year >= NEW.year)
    OR EXISTS (SELECT 1 FROM log_row WHERE year < NEW.year)
    OR NOT EXISTS (SELECT 1 FROM log_row WHERE seq = NEW.last_seq AND hash = NEW.head_hash)
    OR NEW.first_seq <> (SELECT MIN(seq) FROM log_row)
    OR NEW.last_seq <> (SELECT MAX(seq) FROM log_row WHERE year = NEW.year)
    OR NEW.last_seq - NEW.first_seq + 1 <> (SELECT COUNT(*) FROM log_row WHERE year = NEW.year)"""

_NOT_PROVEN = """
    NEW.state = 'released' AND OLD.state <> 'released' AND NOT NEW.refused AND EXISTS (
        SELECT 1 FROM document LEFT JOIN copy ON copy.document_id = document.id AND copy.passed
        WHERE document.delivery_id = NEW.id AND copy.document_id IS NULL)"""

_DONE = "EXISTS (SELECT 1 FROM document WHERE document.id = NEW.document_id AND document.state = 'done')"

_OTHER_SIGNATURE = """
    NEW.delivery_id <> OLD.delivery_id OR NEW.plan_hash <> OLD.plan_hash OR NEW.signed_by <> OLD.signed_by
    OR NEW.signed_at <> OLD.signed_at OR (OLD.voided_at IS NOT NULL AND NEW.voided_at IS NULL)"""

_FIXED = "the marks of a finished document are fixed"
APPEND_ONLY = "the log is append-only"
TRIGGERS = (
    Trigger("log_row_next", "INSERT", "log_row", _NOT_NEXT, "a log row must follow the last one"),
    Trigger("log_row_unchanged", "UPDATE", "log_row", "1 = 1", APPEND_ONLY),
    Trigger("log_row_kept", "DELETE", "log_row", _NOT_REMOVED, APPEND_ONLY),
    Trigger("log_segment_whole", "INSERT", "log_segment", _NOT_OLDEST_WHOLE_YEAR, "only the oldest whole year can go"),
    Trigger("log_segment_unchanged", "UPDATE", "log_segment", "1 = 1", APPEND_ONLY),
    Trigger("log_segment_kept", "DELETE", "log_segment", "1 = 1", APPEND_ONLY),
    Trigger(
        "delivery_made_open", "INSERT", "delivery", "NEW.state = 'released'", "a delivery opens before its release"
    ),
    Trigger("delivery_proven", "UPDATE", "delivery", _NOT_PROVEN, "a release needs a proven copy of every document"),
    Trigger("mark_made_in_review", "INSERT", "mark", _DONE, _FIXED),
    Trigger("mark_in_review", "UPDATE OF state, provision, rects, page, removed", "mark", _DONE, _FIXED),
    Trigger("signature_fixed", "UPDATE", "signature", _OTHER_SIGNATURE, "a signature is never changed, only voided"),
)


def sqlite() -> Iterator[str]:
    """The statements that make the triggers on SQLite."""
    year = "CAST(substr(NEW.removed_at, 1, 4) AS INTEGER)"
    for t in TRIGGERS:
        when = t.when.replace("{removed_year}", year)
        refuse = f"SELECT RAISE(ABORT, '{t.message}')"
        yield f"CREATE TRIGGER {t.name} BEFORE {t.deed} ON {t.table} WHEN {when} BEGIN {refuse}; END"


def postgresql() -> Iterator[str]:
    """The statements that make the triggers, and the functions they call, on PostgreSQL."""
    year = "EXTRACT(YEAR FROM NEW.removed_at AT TIME ZONE 'UTC')"
    for t in TRIGGERS:
        when = t.when.replace("{removed_year}", year)
        kept = "OLD" if t.deed == "DELETE" else "NEW"
        refuse = f"RAISE EXCEPTION '{t.message}' USING ERRCODE = 'integrity_constraint_violation'"
        yield (
            f"CREATE FUNCTION {t.name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF {when} THEN {refuse}; END IF; RETURN {kept}; END $$"
        )
        yield f"CREATE TRIGGER {t.name} BEFORE {t.deed} ON {t.table} FOR EACH ROW EXECUTE FUNCTION {t.name}()"
    yield (
        "CREATE FUNCTION log_not_emptied() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{APPEND_ONLY}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for table in ("log_row", "log_segment"):
        yield f"CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table} EXECUTE FUNCTION log_not_emptied()"


STATEMENTS = {"sqlite": sqlite, "postgresql": postgresql}
"""By the name of the database."""
