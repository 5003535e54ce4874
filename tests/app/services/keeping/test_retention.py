"""What is forgotten is forgotten, and the log stays whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app import long_work
from app.domain.errors import Refused
from app.services import queries
from app.services.cases import registration
from app.services.keeping import retention
from app.services.marking import review
from app.store import audit_log
from tests.builders import SVEN, Office


def whole(office: Office) -> bool:
    """Whether the chain verifies."""
    return office.workspace.ask(lambda reader: audit_log.verify(reader.connection)).whole


def test_an_old_year_is_exported_and_removed_and_the_rest_verifies(office: Office, tmp_path: Path) -> None:
    """Its head stays; only the administrator may, and only a year that is over."""
    office.request()
    with pytest.raises(Refused, match="right-missing"):
        office.workspace.do(retention.remove_log_year, 2026)
    office.as_(SVEN)
    with pytest.raises(Refused, match="log-year-open"):
        office.workspace.do(retention.remove_log_year, 2026)
    office.clock.now = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
    office.as_(SVEN)
    rows = long_work.export_log_year(office.workspace, 2026, tmp_path / "2026.jsonl")
    office.workspace.do(retention.remove_log_year, 2026)
    assert rows == len((tmp_path / "2026.jsonl").read_text(encoding="utf-8").splitlines())
    assert whole(office)


def test_forgetting_a_request_leaves_no_name_or_word_of_it(office: Office) -> None:
    """Wording, requester, terms, found texts and reasons go; ids, counts and hashes stay in the log."""
    request_id = office.request()
    document_id = office.document(request_id)
    office.workspace.do(registration.watch, request_id, "Lovisa Granberg", "PERSON")
    marks = office.findings(document_id, ["19810107-9294"])
    office.workspace.do(review.reject, marks, "Lovisa Granberg är känd")
    office.as_(SVEN)
    with pytest.raises(Refused, match="request-open"):
        office.workspace.do(registration.forget, request_id)

    def close(unit: object) -> None:
        unit.requests.save(replace(unit.requests.get(request_id), closed_at=office.clock.now))  # type: ignore[attr-defined]

    office.workspace.do(close)
    assert office.workspace.do(registration.forget, request_id) > 0
    view = office.workspace.ask(queries.request, request_id, office.workspace.signed_in, office.clock.now)
    page = office.workspace.ask(queries.review, document_id, office.workspace.signed_in)
    seen = repr((view, page))
    assert "Granberg" not in seen
    assert "19810107" not in seen
    assert "klagomålen" not in seen
    assert whole(office)


def test_no_log_row_holds_a_name_or_a_text(office: Office) -> None:
    """The whole main path, then every payload is read."""
    office.signed()
    lines = office.workspace.ask(queries.log, None, 1000)
    said = repr([line.row for line in lines])
    for secret in ("Maja", "Karin", "Sven", "19810107", "Jag vill läsa", "Klagomål", "säljsamtal"):
        assert secret not in said
