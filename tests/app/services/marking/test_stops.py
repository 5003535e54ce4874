"""Hard stops: nothing is signed or handed out before a person with the right has said how each was met."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.errors import Blocked, Blocker, Refused
from app.domain.ids import DeliveryId, DocumentId, FindingId
from app.domain.workflow import DELIVERY, DeliveryStep, Facts
from app.services import queries, todos
from app.services.cases import intake, registration
from app.services.delivering import delivery, delivery_facts, sign_off
from app.services.marking import review, stops
from app.store.unit import Unit
from redaction.detectors import detect
from redaction.findings import HARD_STOP, Evidence, Finding, Span, merge
from redaction.geometry import Rect
from tests.builders import KARIN, MAJA, PASSWORD, SVEN, Office

STOP = Evidence("sensitive", HARD_STOP)
NUMBER = Finding("PERSONNUMMER", 0, 40, 53, (Rect(72, 120, 172, 134),), 0.99, "19810107-9294", (Evidence("test"),))


def stop_at(start: int, text: str = "skyddad identitet") -> Finding:
    """A finding after which a person has to look; of the weakest band, so that it becomes no mark."""
    rect = Rect(72, 80, 172, 94)
    return Finding("PROTECTED_IDENTITY", 0, start, start + len(text), (rect,), 0.1, text, (STOP,))


def stopped(office: Office, *findings: Finding) -> tuple[DeliveryId, DocumentId]:
    """A masked delivery, ready for review, with these findings besides its mask."""
    request_id = office.request()
    document_id = office.document(request_id)
    office.workspace.do(intake.store_findings, document_id, [NUMBER, *findings])
    marks = [mark.id for mark in office.workspace.ask(lambda reader: reader.marks.of(document_id))]
    office.workspace.do(review.accept, marks, "OSL 21:7")  # type: ignore[arg-type]
    delivery_id = office.delivery(request_id)
    office.assessed(delivery_id)
    office.workspace.do(intake.mark_done, document_id)
    return delivery_id, document_id


def found(office: Office, document_id: DocumentId) -> tuple[stops.Stop, ...]:
    """The document's stops."""
    return office.workspace.ask(stops.of, [document_id])


def held(office: Office, delivery_id: DeliveryId) -> tuple[Blocker, ...]:
    """What stands in the way of the reviewer's signature."""
    view = office.workspace.ask(queries.delivery, delivery_id, office.workspace.signed_in)
    return view.steps[DeliveryStep.SIGN]


def sign(office: Office, delivery_id: DeliveryId) -> None:
    """Signs what is seen now."""
    office.workspace.do(sign_off.sign, delivery_id, office.workspace.ask(delivery.plan_hash, delivery_id), PASSWORD)


def test_a_stop_goes_to_review_and_no_further(office: Office) -> None:
    """The clerk may send it on; the signature waits for a stand, and then nothing is in its way."""
    delivery_id, document_id = stopped(office, stop_at(0))
    office.workspace.do(sign_off.submit, delivery_id)
    office.as_(KARIN)
    assert held(office, delivery_id) == (Blocker("stops-open", 1),)
    with pytest.raises(Blocked, match="stops-open"):
        sign(office, delivery_id)
    ids = [stop.id for stop in found(office, document_id)]
    assert office.workspace.do(stops.take_stand, ids, "Adressen är maskad och kontrollerad.") == 1
    sign(office, delivery_id)
    codes = [todo.code for todo in office.workspace.ask(todos.todos, office.workspace.signed_in, office.clock.now)]
    assert "stand" not in codes


def test_only_who_may_review_takes_a_stand_and_says_why(office: Office) -> None:
    """A clerk or an administrator may not, nobody without a reason, and a finding that is no stop has none."""
    _delivery, document_id = stopped(office, stop_at(0))
    ids = [stop.id for stop in found(office, document_id)]
    for name in (MAJA, SVEN):
        with pytest.raises(Refused, match="right-missing"):
            office.as_(name).workspace.do(stops.take_stand, ids, "Kontrollerad.")
    office.as_(KARIN)
    with pytest.raises(Refused, match="stand-without-reason"):
        office.workspace.do(stops.take_stand, ids, "  ")
    other = next(i for i, f in office.workspace.ask(lambda r: r.findings.of(document_id)) if f.text == NUMBER.text)
    with pytest.raises(Refused, match="stop-missing"):
        office.workspace.do(stops.take_stand, [FindingId(other)], "Kontrollerad.")
    assert found(office, document_id)[0].stand is None


def test_a_stand_makes_nobody_a_preparer(office: Office) -> None:
    """The reviewer who has taken the stand signs; a stand is logged with ids and counts, not with words."""
    delivery_id, document_id = stopped(office, stop_at(0), stop_at(100, "kvarskriven"))
    office.workspace.do(sign_off.submit, delivery_id)
    office.as_(KARIN)
    office.workspace.do(stops.take_stand, [s.id for s in found(office, document_id)], "Talat med Lovisa.")
    sign(office, delivery_id)
    office.as_(MAJA)
    rows = [line.row for line in office.workspace.ask(queries.log, None, 200) if line.row.event == "stand-taken"]
    (request_id,) = {row.payload["request_id"] for row in rows}
    assert [row.payload for row in rows] == [{"document_id": document_id, "request_id": request_id, "stops": 2}]


def test_a_stand_stays_with_its_place(office: Office) -> None:
    """Findings made anew keep the stand where the same words stand; a stop that is new waits for one of its own."""
    delivery_id, document_id = stopped(office, stop_at(0))
    office.as_(KARIN)
    office.workspace.do(stops.take_stand, [s.id for s in found(office, document_id)], "Kontrollerad.")
    office.as_(MAJA)
    office.workspace.do(intake.reopen, document_id)
    office.workspace.do(intake.store_findings, document_id, [NUMBER, stop_at(0), stop_at(200)])
    assert [(s.finding.start, s.stand is not None) for s in found(office, document_id)] == [(0, True), (200, False)]
    assert office.workspace.ask(delivery_facts.of, delivery_id).stops == 1


def test_a_delivery_without_masks_stops_too(office: Office) -> None:
    """What leaves whole needs no signature, but nothing leaves over a stop; the reviewer is told of it."""
    request_id = office.request()
    document_id = office.document(request_id)
    office.workspace.do(intake.store_findings, document_id, [stop_at(0)])
    office.workspace.do(intake.mark_done, document_id)
    delivery_id = office.delivery(request_id)
    view = office.workspace.ask(queries.delivery, delivery_id, office.workspace.signed_in)
    assert view.steps[DeliveryStep.MAKE_COPIES] == (Blocker("stops-open", 1),)
    office.as_(KARIN)
    codes = [todo.code for todo in office.workspace.ask(todos.todos, office.workspace.signed_in, office.clock.now)]
    assert codes == ["stand"]


def test_a_refusal_hands_nothing_out_and_waits_for_no_stand(office: Office) -> None:
    """Nothing of the document leaves, so the stop holds nothing back."""
    delivery_id, _document = stopped(office, stop_at(0))
    office.workspace.do(delivery.choose, delivery_id, refused=True)
    assert office.workspace.ask(delivery_facts.of, delivery_id).stops == 0


def test_the_table_holds_every_way_out() -> None:
    """Signature, copies and release wait for the stand in every state; sending to review does not."""
    waits = {(state, step) for (state, step), row in DELIVERY.rows.items() if _waits(row.blockers)}
    steps = {DeliveryStep.SIGN, DeliveryStep.MAKE_COPIES, DeliveryStep.RELEASE}
    assert waits == {(state, step) for state, step in DELIVERY.rows if step in steps}


def _waits(checks: tuple[object, ...]) -> bool:
    facts, actor = Facts(stops=1), None
    return any(check(facts, actor) == Blocker("stops-open", 1) for check in checks if _is_count(check))  # type: ignore[operator]


def _is_count(check: object) -> bool:
    return getattr(check, "__qualname__", "").startswith("_count")


def test_the_reason_is_forgotten_with_the_request(office: Office) -> None:
    """A stand's words go with the request's other texts."""
    _delivery, document_id = stopped(office, stop_at(0))
    office.as_(KARIN)
    office.workspace.do(stops.take_stand, [s.id for s in found(office, document_id)], "Talat med Lovisa.")
    office.as_(SVEN)

    def forgotten(unit: Unit) -> int:
        document = unit.documents.get(document_id)
        request = unit.requests.get(document.request_id)
        unit.requests.save(replace(request, closed_at=office.clock.now))
        registration.forget(unit, request.id)
        return unit.stands.count(document_id=document_id)

    assert office.workspace.do(forgotten) == 0


def test_a_stop_inside_another_finding_is_not_lost() -> None:
    """ "Skyddad identitet" in a column of names is a name to the columns and a stop to us."""
    name = Span(0, 17, "PERSON", 0.99, (Evidence("columns"),))
    (one,) = merge([name, Span(0, 17, "PROTECTED_IDENTITY", 0.97, (STOP,))])
    assert (one.category, STOP in one.evidence) == ("PERSON", True)
    found_ = detect("Kunden har skyddad identitet sedan 2024.")
    assert any(evidence.pattern == HARD_STOP for span in found_ for evidence in span.evidence)
