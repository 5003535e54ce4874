"""Several deliveries on one request: what goes where, and when the request is answered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.assessments import Answers
from app.domain.errors import Refused
from app.domain.ids import DeliveryId, RequestId
from app.domain.people import Role
from app.domain.requests import DeliveryState, RequestState
from app.services import queries
from app.services.assessing import assessment
from app.services.cases import intake, registration
from app.services.delivering import delivery, disclosure, sign_off
from app.services.office import people
from app.services.office.people import NewPerson
from tests.builders import KARIN, MAJA, PASSWORD, SVEN, Office


def handed_out(office: Office, delivery_id: DeliveryId, *, final: bool = True) -> None:
    """The delivery as after its release, without the files."""

    def release(unit: object) -> None:
        row = unit.deliveries.get(delivery_id)  # type: ignore[attr-defined]
        refused = replace(row, refused=True, final=final, package_sha256="0" * 64, released_at=office.clock.now)
        unit.deliveries.save(  # type: ignore[attr-defined]
            replace(refused, state=DeliveryState.RELEASED, released_by=unit.actor.id)  # type: ignore[attr-defined]
        )

    office.workspace.do(release)


def state(office: Office, request_id: RequestId) -> RequestState:
    """Where the request stands."""
    return office.workspace.ask(registration.state, request_id)


def test_documents_after_a_release_go_to_a_new_delivery(office: Office) -> None:
    """What has left stays as it left; the request is answered in part until the new delivery is out."""
    request_id, first, document_id = office.masked()
    handed_out(office, first)
    assert state(office, request_id) is RequestState.ANSWERED
    later = office.document(request_id, title="Bilaga")
    second = office.delivery(request_id)
    assert second != first
    rows = {d.id: d.delivery_id for d in office.workspace.ask(lambda reader: reader.documents.where())}
    assert rows == {document_id: first, later: second}
    assert state(office, request_id) is RequestState.ANSWERED_IN_PART


def test_a_delivery_that_is_not_the_last_leaves_the_request_open(office: Office) -> None:
    """Answered in part until a final one has left."""
    request_id, first, _document = office.masked()
    handed_out(office, first, final=False)
    assert state(office, request_id) is RequestState.ANSWERED_IN_PART
    second = office.workspace.do(registration.next_delivery, request_id)
    assert state(office, request_id) is RequestState.ANSWERED_IN_PART
    handed_out(office, second)
    assert state(office, request_id) is RequestState.ANSWERED


def test_an_empty_delivery_opened_by_mistake_does_not_hold_the_request(office: Office) -> None:
    """It goes when the request is closed, and the log tells."""
    request_id, first, _document = office.masked()
    handed_out(office, first)
    office.workspace.do(registration.next_delivery, request_id)
    assert state(office, request_id) is RequestState.ANSWERED
    office.workspace.do(registration.close, request_id)
    left = office.workspace.ask(lambda reader: reader.deliveries.where(request_id=request_id))
    assert [d.id for d in left] == [first]
    said = [line.row.event for line in office.workspace.ask(queries.log, None, 3)]
    assert said == ["request-closed", "working-copies-removed", "delivery-dropped"]


def test_an_assessment_stays_in_its_delivery(office: Office) -> None:
    """What a released delivery rests on cannot be written over from another one."""
    request_id, first, _document = office.masked()
    (old,) = office.workspace.ask(delivery.assessments, first).values()
    handed_out(office, first)
    second = office.workspace.do(registration.next_delivery, request_id)
    answers = Answers(old.provision, old.group, "Annat.", "Annat.")
    with pytest.raises(Refused, match="assessment-elsewhere"):
        office.workspace.do(assessment.write, second, answers, old.id)
    assert office.workspace.ask(delivery.assessments, first)[old.id] == old


def test_grounds_of_an_earlier_delivery_need_no_assessment_in_the_next(office: Office) -> None:
    """The page of assessments shows what its own delivery masks."""
    request_id, first, _document = office.masked()
    handed_out(office, first)
    office.document(request_id, title="Bilaga")
    view = office.workspace.ask(queries.assessments, office.delivery(request_id), office.workspace.signed_in)
    assert view.orphans == ()


def test_a_signature_of_a_person_who_prepared_does_not_hold(office: Office) -> None:
    """Signed while one person sufficed; when the policy asks for two again, it is no signature."""
    office.as_(SVEN)
    roles = frozenset({Role.REGISTRAR, Role.HANDLER, Role.REVIEWER})
    office.workspace.do(people.add, NewPerson("Bo Både", "allt", roles, PASSWORD))
    _request, delivery_id, _document = office.as_("Bo Både").masked()
    office.workspace.do(sign_off.submit, delivery_id)
    office.as_(SVEN).workspace.do(people.set_second_person, False)
    office.as_("Bo Både")
    office.workspace.do(sign_off.sign, delivery_id, office.workspace.ask(delivery.plan_hash, delivery_id), PASSWORD)
    office.as_(SVEN).workspace.do(people.set_second_person, True)
    office.as_("Bo Både")
    with pytest.raises(Refused, match="signature-missing"):
        office.workspace.ask(disclosure.may_make_copies, delivery_id, office.workspace.signed_in.id)


def test_who_declares_a_document_judged_has_prepared_it(office: Office) -> None:
    """A reviewer who closes the judging cannot sign it."""
    request_id, delivery_id, document_id = office.masked()
    office.workspace.do(intake.reopen, document_id)
    office.as_(KARIN).workspace.do(intake.mark_done, document_id)
    assert office.workspace.signed_in.id in office.workspace.ask(lambda reader: reader.preparers(delivery_id))
    office.as_(MAJA)
    assert state(office, request_id) is RequestState.REVIEW


CHANGES = {
    "title": lambda office, d, doc: office.workspace.do(intake.rename, doc, "Annan titel"),
    "lengths": lambda office, d, doc: office.workspace.do(delivery.choose, d, hide_lengths=True),
    "refused": lambda office, d, doc: office.workspace.do(delivery.choose, d, refused=True),
    "not the last": lambda office, d, doc: office.workspace.do(delivery.choose, d, final=False),
    "assessment removed": lambda office, d, doc: office.workspace.do(
        assessment.remove, next(iter(office.workspace.ask(delivery.assessments, d)))
    ),
    "document removed": lambda office, d, doc: office.workspace.do(intake.remove, doc),
    "document opened": lambda office, d, doc: office.workspace.do(intake.reopen, doc),
    "document added": lambda office, d, doc: office.document(
        office.workspace.ask(lambda reader: reader.deliveries.get(d)).request_id, title="Bilaga"
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_voids_the_signature_and_changes_the_hash(office: Office, change: str) -> None:
    """Whatever the letter and the copies rest on; and each change is at least one row of the log."""
    _request, delivery_id, document_id = office.signed()
    before = office.workspace.ask(delivery.plan_hash, delivery_id)
    head = office.workspace.ask(lambda reader: reader.log_head()).seq
    CHANGES[change](office, delivery_id, document_id)
    if change != "document opened":
        assert office.workspace.ask(delivery.plan_hash, delivery_id) != before
    assert office.workspace.ask(delivery.signature, delivery_id) is None
    assert office.workspace.ask(lambda reader: reader.log_head()).seq >= head + 2
