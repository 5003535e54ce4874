"""Purging by the plan: only what is over and decided, whole, and never while somebody asks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from app import purging
from app.domain.errors import Blocked, Refused
from app.domain.ids import DeliveryId, DocumentId, RequestId
from app.domain.requests import Track
from app.domain.retention import CaseClass, CountedFrom, PlanRow
from app.services import queries, todos
from app.services.cases import answering, intake, notes, registration, triage
from app.services.cases.answering import NewEnding
from app.services.cases.intake import NewDocument
from app.services.cases.triage import Part
from app.services.keeping import closing, register, retention
from app.store import audit_log, belongings
from app.store.schema import metadata
from tests.app.services.deciding.test_decisions import asked
from tests.app.services.test_deliveries import handed_out
from tests.builders import MAJA, START, SVEN, Office, an_office


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    """An office on each of the two databases."""
    made = an_office(tmp_path, database_url, tmp_path / "vault")
    yield made
    made.workspace.close()


def closed(office: Office) -> tuple[RequestId, DeliveryId, DocumentId]:
    """A refused request that was closed."""
    found = request_id, delivery_id, _document = office.masked()
    handed_out(office, delivery_id)
    purging.close(office.workspace, request_id)
    return found


def decided(office: Office, row: str = "refused", years: int = 10) -> None:
    """The company's decision on a row is entered; the administrator is signed in after it."""
    office.as_(SVEN).workspace.do(retention.decide_row, row, years, CountedFrom.YEAR_END, "Styrelsen 2026-02-02 § 4")


def later(office: Office, year: int = 2037) -> None:
    """Years go by."""
    office.clock.now = datetime(year, 1, 2, 9, 0, tzinfo=UTC)


def held(office: Office) -> list[str]:
    """What holds the only closed request."""
    (found,) = office.workspace.ask(retention.due, office.clock.now.date())
    return [blocker.code for blocker in found.held]


def test_a_row_counts_from_the_closing_or_from_the_end_of_its_year() -> None:
    """The first day on which it may go; 29 February and "for good" included."""
    row = PlanRow("whole", "", 2, CountedFrom.YEAR_END, "", "M")
    assert row.due(date(2026, 3, 11)) == date(2029, 1, 1)
    from_closing = PlanRow("whole", "", 1, CountedFrom.CLOSED, "", "M")
    assert from_closing.due(date(2028, 2, 29)) == date(2029, 3, 1)
    assert PlanRow("whole", "", None, CountedFrom.CLOSED, "", "M").due(date(2026, 1, 1)) is None


def test_nothing_goes_before_the_company_has_decided_and_the_time_is_over(office: Office) -> None:
    """Gallring needs the company's decision (arkivlagen 10 §) and its time; a person without the right never purges."""
    request_id, _delivery, _document = closed(office)
    assert held(office) == ["retention-undecided", "retention-runs"]
    with pytest.raises(Refused, match="right-missing"):
        purging.purge(office.workspace, request_id)
    decided(office)
    assert held(office) == ["retention-runs"]
    with pytest.raises(Blocked, match="retention-runs"):
        purging.purge(office.workspace, request_id)
    later(office)
    office.as_(SVEN)
    assert held(office) == []


def test_a_purge_takes_every_row_and_file_and_leaves_diary_log_and_hashes(office: Office) -> None:
    """No table but the diary's and the purge log's own points to the request any more; the chain holds."""
    request_id, _delivery, document_id = closed(office)
    source = office.workspace.ask(lambda r: r.documents.get(document_id)).source_sha256
    decided(office)
    later(office)
    office.as_(SVEN)
    purging.purge(office.workspace, request_id)
    with office.workspace.store.read() as reader:
        for table in belongings.tables():
            assert reader.connection.execute(select(table)).first() is None, table.name
        assert audit_log.verify(reader.connection).whole
        (kept,) = reader.purges.where()
    assert (kept.plan_row, kept.years, kept.decided_by) == ("refused", 10, "Styrelsen 2026-02-02 § 4")
    assert source in kept.sha256s
    assert not office.workspace.vault.check(source)
    rows = office.workspace.ask(register.of_request, request_id)
    assert [row.kind for row in rows] == ["Begäran", "Handläggarens besked", "Protokoll över prövningar"]
    assert office.workspace.ask(retention.due, office.clock.now.date()) == ()
    with pytest.raises(Refused, match="request-purged"):
        purging.purge(office.workspace, request_id)


def test_what_is_left_of_a_purged_request_can_be_looked_at(office: Office) -> None:
    """The list of requests shows it, its page says that it is purged, and nothing falls over."""
    request_id, _delivery, _document = closed(office)
    decided(office)
    later(office)
    office.as_(SVEN)
    purging.purge(office.workspace, request_id)
    now, me = office.workspace.clock(), office.workspace.signed_in
    (row,) = office.workspace.ask(queries.requests, now)
    assert row.purged
    with pytest.raises(Refused, match="request-purged"):
        office.workspace.ask(queries.request, request_id, me, now)
    assert office.workspace.ask(closing.points_of, request_id, now)


def test_other_requests_are_not_touched(office: Office) -> None:
    """Rows and files of a neighbour are the same before and after."""
    request_id, _delivery, _document = closed(office)
    other = office.request()
    other_document = office.document(other, title="Annat")
    before = office.workspace.ask(lambda r: r.documents.get(other_document))
    decided(office)
    later(office)
    purging.purge(office.as_(SVEN).workspace, request_id)
    assert office.workspace.ask(lambda r: r.documents.get(other_document)) == before
    assert office.workspace.vault.check(before.source_sha256)
    with office.workspace.store.read() as reader:
        left = {t.name for t in metadata.sorted_tables if t in belongings.tables()} - {"gathered"}
        assert left
        assert reader.marks.of(other_document) == ()


def test_what_a_running_request_asks_for_is_not_purged(office: Office) -> None:
    """Law.md 7.4: documents in a requested case must not be destroyed until the request is answered."""
    request_id, _delivery, document_id = closed(office)
    document = office.workspace.ask(lambda r: r.documents.get(document_id))
    other = office.request()
    office.workspace.do(intake.take_in, other, NewDocument("Samma", "a.pdf", document.source_sha256, 10))
    decided(office)
    later(office)
    office.as_(SVEN)
    assert held(office) == ["documents-asked-for"]
    with pytest.raises(Blocked, match="documents-asked-for"):
        purging.purge(office.workspace, request_id)
    assert office.workspace.vault.check(document.source_sha256)


def test_a_letter_is_kept_while_another_part_of_it_runs(office: Office) -> None:
    """The parts of a mixed letter share its words: none goes before all are answered, whichever was answered first."""
    request_id, delivery_id, _document = office.masked()
    (part,) = office.workspace.do(triage.split, request_id, (Part(Track.INFORMATION, "Begäran om uppgift – avbrott"),))
    handed_out(office, delivery_id)
    purging.close(office.workspace, request_id)
    decided(office)
    later(office)
    assert held(office) == ["documents-asked-for"]
    office.as_(MAJA).workspace.do(answering.end, part, NewEnding("told", "Två timmar.", way="e-post"))
    office.workspace.do(notes.delayed, part, "Delen blev liggande.")
    purging.close(office.workspace, part)
    decided(office)
    rows = office.workspace.ask(retention.due, office.clock.now.date())
    assert {row.request.id: [b.code for b in row.held] for row in rows}[request_id] == []


def test_a_decision_that_is_not_over_holds_by_itself(office: Office) -> None:
    """Whatever the request's own state: the appeal of a decision may still come, or run."""
    row = office.workspace.ask(lambda r: r.decisions.get(asked(office)))
    request = office.workspace.ask(lambda r: r.requests.get(row.request_id))
    found = office.workspace.ask(retention.of_request, request, date(2050, 1, 1))
    assert {"request-open", "appeal-runs"} <= {blocker.code for blocker in found.held}


def test_a_decision_on_the_plan_names_its_paper(office: Office) -> None:
    """Neither an unknown row nor a decision without a paper; the plan shows what was decided."""
    office.as_(SVEN)
    for row, years, paper in (("whole", 2, " "), ("allt", 2, "§ 4"), ("whole", -1, "§ 4")):
        with pytest.raises(Refused, match="retention-row"):
            office.workspace.do(retention.decide_row, row, years, CountedFrom.CLOSED, paper)
    decided(office, "whole", 3)
    whole = office.workspace.ask(retention.plan)["whole"]
    assert (whole.years, whole.decided_by) == (3, "Styrelsen 2026-02-02 § 4")
    assert office.workspace.ask(retention.plan)["part"].decided_by == ""
    assert set(retention.proposed()) == {*CaseClass, "log"}


def test_refused_and_appealed_are_kept_longer_than_what_was_handed_out_whole() -> None:
    """The catalogue's proposal, and every row names its source."""
    rows = retention.proposed()
    assert rows["whole"].years is not None
    assert rows["refused"].years is not None
    assert rows["whole"].years < rows["refused"].years
    assert rows["appealed"].years is None
    assert all(row.source and row.confidence and not row.decided_by for row in rows.values())


def test_an_old_year_of_the_log_is_pointed_out(office: Office) -> None:
    """Law.md 3.5: the log has a retention time; after it the administrator is reminded."""
    office.request()
    day = START.date()
    assert office.workspace.ask(retention.log_years_due, day + timedelta(days=3650)) == ()
    assert office.workspace.ask(retention.log_years_due, date(2037, 1, 1)) == (2026,)


def test_nothing_is_purged_while_the_request_is_open(office: Office) -> None:
    """An open request is never in the list, and is blocked by name."""
    request_id = office.request()
    assert office.workspace.ask(retention.due, date(2050, 1, 1)) == ()
    office.as_(SVEN)
    with pytest.raises(Blocked, match="request-open"):
        office.workspace.do(retention.purge, request_id)
    assert office.as_(MAJA).workspace.ask(registration.state, request_id)


def test_the_administrator_is_told_what_the_plan_waits_for(office: Office) -> None:
    """A row to decide once a closed request waits for it, then what may go; nobody else is told, and nothing early."""
    closed(office)

    def told() -> list[tuple[str, int]]:
        found = office.workspace.ask(todos.todos, office.workspace.signed_in, office.clock.now)
        return [(todo.code, todo.count) for todo in found if todo.code in ("plan", "purge")]

    assert told() == []
    office.as_(SVEN)
    assert told() == [("plan", 1)]
    decided(office)
    assert told() == []
    later(office)
    assert told() == [("purge", 1)]
    office.as_(MAJA)
    assert told() == []
