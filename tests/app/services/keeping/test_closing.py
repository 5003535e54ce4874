"""The closing list: what is done and missing, what holds a closing back, and what goes with it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app import purging
from app.domain.errors import Blocked
from app.domain.ids import RequestId
from app.domain.register import Direction
from app.services.deciding import decisions
from app.services.keeping import closing, register
from app.services.keeping.register import NewEntry
from tests.app.services.test_deliveries import handed_out
from tests.builders import START, Office


def points(office: Office, request_id: RequestId) -> dict[str, bool]:
    """The points of the list and whether each is done."""
    found = office.workspace.ask(closing.points_of, request_id, office.workspace.clock())
    return {checked.point.id: checked.done for checked in found}


def test_every_point_has_its_check_and_its_source() -> None:
    """A row of the catalogue without a check, or a check without a row, is a fault."""
    assert {point.id for point in closing.points()} == set(closing.CHECKS)
    assert all(point.source and point.todo and point.demand in ("blocks", "reminds") for point in closing.points())


def test_an_open_request_is_not_answered(office: Office) -> None:
    """What does not concern it is left out."""
    found = points(office, office.request())
    assert not found["answered"]
    assert "decision" not in found
    assert found["registered"]


def test_what_the_law_demands_holds_the_closing_back(office: Office) -> None:
    """A decision on its way: the list says so and the step is blocked."""
    request_id, delivery_id, _document = office.masked()
    handed_out(office, delivery_id)
    office.workspace.do(decisions.ask, delivery_id)
    assert points(office, request_id)["decision"] is False
    with pytest.raises(Blocked, match="decision-open"):
        purging.close(office.workspace, request_id)


def test_reminders_are_met_by_what_is_done(office: Office) -> None:
    """A note of the search, and time for the requester to ask for a decision; neither holds the closing back."""
    request_id, delivery_id, _document = office.masked()
    handed_out(office, delivery_id)
    found = points(office, request_id)
    assert (found["answered"], found["search"], found["wait"], found["subject"]) == (True, False, False, True)
    office.workspace.do(register.add, request_id, NewEntry("note", Direction.DRAWN_UP, START.date()))
    office.clock.now += timedelta(days=22)
    found = points(office, request_id)
    assert (found["search"], found["wait"]) == (True, True)
    purging.close(office.workspace, request_id)
    assert points(office, request_id)["answered"]


def test_closing_takes_working_copies_and_leaves_what_was_handed_out(office: Office) -> None:
    """Findings, undo and the file of words go; marks, assessments and the original stay (law.md 7.4)."""
    request_id, delivery_id, document_id = office.masked()
    handed_out(office, delivery_id)
    document = office.workspace.ask(lambda r: r.documents.get(document_id))
    assert document.words_sha256 is not None
    purging.close(office.workspace, request_id)
    vault, ask = office.workspace.vault, office.workspace.ask
    assert ask(lambda r: r.findings.of(document_id)) == ()
    assert ask(lambda r: r.changes.last(document_id, office.workspace.signed_in.id, undone=False)) is None
    assert not vault.check(document.words_sha256)
    assert vault.check(document.source_sha256)
    assert len(ask(lambda r: r.marks.of(document_id))) == 1
    assert ask(lambda r: r.leaving_files.count()) == 0


def test_a_file_that_another_request_works_with_stays(office: Office) -> None:
    """The same words read for a running request are still there after the closing."""
    request_id, delivery_id, document_id = office.masked()
    other = office.request()
    words = office.workspace.ask(lambda r: r.documents.get(document_id)).words_sha256
    office.document(other)
    handed_out(office, delivery_id)
    purging.close(office.workspace, request_id)
    assert words is not None
    assert office.workspace.vault.check(words)
