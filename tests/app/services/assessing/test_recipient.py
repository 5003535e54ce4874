"""OSL 21:7 last: one tick for all that is left in sight; a circumstance that is named opens the chain."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.errors import Blocked, Refused
from app.domain.ids import DeliveryId, RequestId
from app.services import queries
from app.services.assessing import assessment, recipient, recipient_left
from app.services.cases import intake, questions, registration
from app.services.delivering import delivery, sign_off
from app.services.marking import review
from app.services.writing import papers
from app.store.unit import Unit
from tests.builders import KARIN, MAJA, PASSWORD, SVEN, Office, answers


def in_sight(office: Office) -> DeliveryId:
    """A judged document with one personal number masked and assessed, and one left in sight."""
    request_id = office.request()
    document_id = office.document(request_id)
    first, second = office.findings(document_id, ("19810107-9294", "19121212-1212"))
    office.workspace.do(review.accept, [first], "OSL 21:1")
    office.workspace.do(review.reject, [second], "Tjänsteman.")
    office.workspace.do(intake.mark_done, document_id)
    office.assessed(office.delivery(request_id), "OSL 21:1")
    return office.delivery(request_id)


def codes(office: Office, delivery_id: DeliveryId) -> list[str]:
    """What stops the delivery from going to review."""
    with pytest.raises(Blocked) as held:
        office.workspace.do(sign_off.submit, delivery_id)
    return [blocker.code for blocker in held.value.blockers]


def test_one_tick_is_enough_and_nobody_is_asked(office: Office) -> None:
    """The normal case: who and when stand in the row and the log, and the delivery goes on."""
    delivery_id = in_sight(office)
    assert office.workspace.ask(recipient_left.remaining, delivery_id) == 1
    assert codes(office, delivery_id) == ["recipient-untested"]
    office.workspace.do(recipient.none_known, delivery_id)
    found = office.workspace.ask(recipient_left.of, delivery_id)
    assert found is not None
    assert (found.circumstance, found.asks, found.given_by) == ("", False, office.workspace.signed_in.id)
    office.workspace.do(sign_off.submit, delivery_id)
    assert [line.row.event for line in office.workspace.ask(queries.log)].count("recipient-tested") == 1
    assert "Ingen konkret omständighet" in repr(office.workspace.ask(papers.record, delivery_id, office.clock.now))


def test_a_named_circumstance_wants_its_rule_and_an_assessment(office: Office) -> None:
    """Which rule would be broken is said with it; then 21:7 is assessed, whatever that ends in."""
    delivery_id = in_sight(office)
    with pytest.raises(Refused, match="circumstance-missing"):
        office.workspace.do(recipient.name, delivery_id, " ", "artikel 6")
    with pytest.raises(Refused, match="rule-missing"):
        office.workspace.do(recipient.name, delivery_id, "Säljer telefonlistor.", "")
    office.workspace.do(recipient.name, delivery_id, "Säljer telefonlistor.", "artikel 6.1 f", asks=True)
    assert codes(office, delivery_id) == ["circumstance-unassessed"]
    office.workspace.do(assessment.write, delivery_id, answers("OSL 21:7"))
    office.workspace.do(sign_off.submit, delivery_id)


def test_nothing_in_sight_needs_no_tick(office: Office) -> None:
    """Where everything personal is masked, there is nothing to test."""
    _request, delivery_id, _document = office.masked()
    assert office.workspace.ask(recipient_left.remaining, delivery_id) == 0
    office.workspace.do(sign_off.submit, delivery_id)


def test_a_further_document_asks_anew(office: Office) -> None:
    """The tick speaks of the documents that were there."""
    delivery_id = in_sight(office)
    office.workspace.do(recipient.none_known, delivery_id)
    request_id = office.workspace.ask(lambda r: r.deliveries.get(delivery_id)).request_id
    office.document(request_id, title="Bilaga")
    assert office.workspace.ask(recipient_left.of, delivery_id) is None


def test_a_named_circumstance_is_not_ticked_away(office: Office) -> None:
    """Its words are somebody's work: they stay until they are taken back, also when a further document has come."""
    delivery_id = in_sight(office)
    office.workspace.do(recipient.name, delivery_id, "Säljer telefonlistor.", "artikel 6.1 f")
    request_id = office.workspace.ask(lambda r: r.deliveries.get(delivery_id)).request_id
    office.document(request_id, title="Bilaga")
    with pytest.raises(Refused, match="circumstance-named"):
        office.workspace.do(recipient.none_known, delivery_id)
    found = office.workspace.ask(recipient_left.of, delivery_id)
    assert found is not None
    assert found.circumstance == "Säljer telefonlistor."
    office.workspace.do(recipient.take_back, delivery_id)
    office.workspace.do(recipient.none_known, delivery_id)


def test_taking_it_back_voids_the_signature(office: Office) -> None:
    """What the reviewer signed rested on it."""
    delivery_id = in_sight(office)
    office.workspace.do(recipient.none_known, delivery_id)
    office.workspace.do(sign_off.submit, delivery_id)
    office.as_(KARIN)
    office.workspace.do(sign_off.sign, delivery_id, office.workspace.ask(delivery.plan_hash, delivery_id), PASSWORD)
    office.as_(MAJA)
    office.workspace.do(recipient.take_back, delivery_id)
    assert office.workspace.ask(delivery.signature, delivery_id) is None
    assert codes(office, delivery_id) == ["recipient-untested"]


def test_what_was_known_of_the_recipient_goes_with_the_request(office: Office) -> None:
    """It tells of who asked: nothing of it is kept once the request's texts are forgotten (TF 2:18)."""
    delivery_id = in_sight(office)
    office.workspace.do(recipient.name, delivery_id, "Säljer telefonlistor.", "artikel 6.1 f")

    def closed(unit: Unit) -> RequestId:
        request = unit.requests.get(unit.deliveries.get(delivery_id).request_id)
        unit.requests.save(replace(request, closed_at=unit.now))
        return request.id

    request_id = office.workspace.do(closed)
    office.as_(SVEN)
    office.workspace.do(registration.forget, request_id)
    office.as_(MAJA)
    assert office.workspace.ask(recipient_left.of, delivery_id) is None


def test_a_circumstance_that_justifies_it_begins_the_question_to_the_requester(office: Office) -> None:
    """What for, by OSL 21:7, with the circumstance that was named; without one, or where it justifies none, none."""
    delivery_id, ask = in_sight(office), office.workspace.ask
    with pytest.raises(Refused, match="circumstance-missing"):
        ask(recipient.question, delivery_id)
    office.workspace.do(recipient.name, delivery_id, "Säljer telefonlistor.", "artikel 6.1 f")
    with pytest.raises(Refused, match="question-unjustified"):
        ask(recipient.question, delivery_id)
    office.workspace.do(recipient.name, delivery_id, "Säljer telefonlistor.", "artikel 6.1 f", asks=True)
    new = ask(recipient.question, delivery_id)
    request_id = ask(lambda reader: reader.deliveries.get(delivery_id)).request_id
    office.workspace.do(questions.ask, request_id, new)
    (asked,) = ask(questions.of, request_id)
    assert (asked.kind.value, asked.provision, asked.circumstance) == ("purpose", "OSL 21:7", "Säljer telefonlistor.")
    _kind, fields = ask(questions.letter, asked.id)
    assert "telefonlistor" not in repr(fields)
