"""The record of an assessment: what each provision asks, what is missing, and what stops the delivery."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.assessments import Answers, AssessmentOutcome
from app.domain.errors import Blocked, Refused
from app.domain.ids import AssessmentId, DeliveryId, MarkId
from app.messages import MISSING
from app.services import queries
from app.services.assessing import assessment, record_fields
from app.services.cases import intake
from app.services.delivering import delivery, delivery_facts, sign_off
from app.services.marking import review
from app.services.office import organisation
from app.services.writing import papers
from tests.builders import Office, answers

ASKED = {
    "OSL 21:7": "special own_data consent consent_ref reservation",
    "OSL 31:16": "document_date contract special own_data consent consent_ref party emissions reservation",
    "OSL 19:1 1 st": "document_date party emissions reservation",
    "OSL 19:3 2 st": "status",
    "OSL 18:8": "party emissions reservation",
    "OSL 39:1": "variant document_date special own_data consent consent_ref reservation",
    "OSL 40:5": "special own_data",
}
"""What some provisions ask at once, by hand from the law."""


def a_mask(office: Office, provision: str) -> DeliveryId:
    """A judged document with one mask on a provision."""
    request_id = office.request()
    document_id = office.document(request_id)
    office.workspace.do(review.accept, office.findings(document_id), provision)
    office.workspace.do(intake.mark_done, document_id)
    return office.delivery(request_id)


def assess(office: Office, delivery_id: DeliveryId, given: Answers) -> AssessmentId:
    """Writes an assessment that carries every mask on its provision."""
    assessment_id = office.workspace.do(assessment.write, delivery_id, given)
    marks = [MarkId(m.id) for _d, m in office.workspace.ask(assessment.candidates, assessment_id)]
    office.workspace.do(assessment.confirm, assessment_id, marks)
    return assessment_id


def held(office: Office, delivery_id: DeliveryId) -> list[str]:
    """What stops the delivery from going to review."""
    with pytest.raises(Blocked) as caught:
        office.workspace.do(sign_off.submit, delivery_id)
    return [blocker.code for blocker in caught.value.blockers]


@pytest.mark.parametrize("provision", ASKED)
def test_a_provision_asks_for_what_concerns_it(provision: str) -> None:
    """Absolute secrecy for bids asks how far the matter has come; data of the company never ask for consent."""
    row = organisation.shipped()[provision]
    fields = [f for f in record_fields.fields() if f.asked_by(row)]
    follow_up = {"contract_date", "municipal", "emissions_reason", "reservation_reason"}
    assert [f.code for f in fields if f.code not in follow_up] == ASKED[provision].split()
    assert {f.code for f in fields if f.needed} <= set(MISSING)


def test_what_is_missing_is_named(office: Office) -> None:
    """Each answer that the catalogue asks for, until it is given; an answer can ask for another."""
    delivery_id = a_mask(office, "OSL 31:16")
    bare = answers("OSL 31:16", document_date=None, contract="yes", special="", emissions="", reservation="considered")
    assessment_id = assess(office, delivery_id, bare)
    row = office.workspace.ask(delivery.assessments, delivery_id)[assessment_id]
    asked = ("document_date", "contract_date", "municipal", "special", "emissions", "reservation_reason")
    assert row.missing() == asked
    assert held(office, delivery_id) == ["marks-without-assessment"]


def test_handing_out_asks_for_nothing_more(office: Office) -> None:
    """Whoever finds that no secrecy holds says why the provision does not apply, and no more."""
    delivery_id = a_mask(office, "OSL 31:16")
    given = Answers("OSL 31:16", "supplier_price", "Priserna är publicerade.", outcome=AssessmentOutcome.RELEASE)
    assessment_id = office.workspace.do(assessment.write, delivery_id, given)
    assert office.workspace.ask(delivery.assessments, delivery_id)[assessment_id].missing() == ()


def test_an_answer_that_is_none_is_refused(office: Office) -> None:
    """A choice is one of the catalogue's, and a part of the provision one that it has."""
    delivery_id = a_mask(office, "OSL 31:16")
    for change in ({"special": "kanske"}, {"variant": 1}, {"status": "awarded"}):
        with pytest.raises(Refused, match="answer-unknown"):
            office.workspace.do(assessment.write, delivery_id, answers("OSL 31:16", **change))


def test_a_part_of_a_provision_has_its_own_requisite(office: Office) -> None:
    """Whoever reported is protected absolutely, others in the same matter by a harm test."""
    delivery_id = a_mask(office, "OSL 32:3 b")
    for variant, requisite in ((1, "ABSOLUT"), (2, "OMVANT")):
        written = office.workspace.do(assessment.write, delivery_id, answers("OSL 32:3 b", variant=variant))
        assert office.workspace.ask(delivery.assessments, delivery_id)[written].requisite == requisite


@pytest.mark.parametrize(("status", "stops"), [("running", []), ("awarded", ["status-over"])])
def test_absolute_secrecy_for_bids_ends_with_the_award(office: Office, status: str, stops: list[str]) -> None:
    """Before the award every bid is secret; after it the same assessment holds nothing back."""
    delivery_id = a_mask(office, "OSL 19:3 2 st")
    assess(office, delivery_id, answers("OSL 19:3 2 st", status=status))
    if stops:
        assert held(office, delivery_id) == stops
    else:
        office.workspace.do(sign_off.submit, delivery_id)


def test_contract_terms_go_on_to_the_provision_whose_time_runs(office: Office) -> None:
    """31:16 is capped after five years; the same mask on 19:1 stands (OSL 7:3)."""
    day = date(2020, 11, 2)
    agreed = {"contract": "yes", "municipal": "yes", "contract_date": day, "document_date": day}
    delivery_id = a_mask(office, "OSL 31:16")
    assess(office, delivery_id, answers("OSL 31:16", **agreed))
    assert held(office, delivery_id) == ["contract-time-over"]
    (document,) = office.workspace.ask(delivery.documents, delivery_id)
    office.workspace.do(intake.reopen, document.id)
    marks = [MarkId(mark.id) for mark in office.workspace.ask(delivery.masks, document.id)]
    office.workspace.do(review.accept, marks, "OSL 19:1 1 st")
    office.workspace.do(intake.mark_done, document.id)
    assess(office, delivery_id, answers("OSL 19:1 1 st", document_date=date(2020, 11, 2)))
    office.workspace.do(sign_off.submit, delivery_id)


def test_time_that_runs_out_while_a_delivery_waits_stops_it(office: Office) -> None:
    """Signed on the last day, the copies are not made on the day after."""
    delivery_id = a_mask(office, "OSL 31:16")
    assess(office, delivery_id, answers("OSL 31:16", contract="yes", municipal="yes", contract_date=date(2021, 3, 11)))
    assert office.workspace.ask(delivery_facts.of, delivery_id).breaches == ()
    office.clock.now = office.clock.now.replace(day=12)
    assert office.workspace.ask(delivery_facts.of, delivery_id).breaches == ("contract-time-over",)


def test_emissions_are_never_masked_as_a_suppliers_affairs(office: Office) -> None:
    """OSL 10:5 forbids it in chapters 19-40."""
    delivery_id = a_mask(office, "OSL 31:16")
    assess(office, delivery_id, answers("OSL 31:16", emissions="emission"))
    assert held(office, delivery_id) == ["emissions-masked"]


def test_emissions_under_18_8_are_a_question_and_its_answer_is_logged(office: Office) -> None:
    """The same row on 18:8 waits for a reason; the reason stands in the record and the answering in the log."""
    delivery_id = a_mask(office, "OSL 18:8")
    assessment_id = assess(office, delivery_id, answers("OSL 18:8", emissions="emission"))
    assert held(office, delivery_id) == ["marks-without-assessment"]
    given = answers("OSL 18:8", emissions="emission", emissions_reason="Mätpunktens läge visar larmets placering.")
    office.workspace.do(assessment.write, delivery_id, given, assessment_id)
    office.workspace.do(sign_off.submit, delivery_id)
    events = [line.row.event for line in office.workspace.ask(queries.log)]
    assert events.count("emissions-answered") == 1


def test_an_assessment_that_nothing_rests_on_stops_nothing(office: Office) -> None:
    """What was tested and carries no mask is no mask too old."""
    _request, delivery_id, _document = office.masked()
    office.workspace.do(assessment.write, delivery_id, answers("OSL 31:16", emissions="emission"))
    office.workspace.do(sign_off.submit, delivery_id)


def test_the_record_tells_it_all(office: Office) -> None:
    """The paper that stays in the house has every answer with its question, and the computed day with its rule."""
    delivery_id = a_mask(office, "OSL 31:16")
    agreed = {"contract": "yes", "municipal": "yes", "contract_date": date(2024, 1, 15)}
    given = answers("OSL 31:16", **agreed, jigsaw="Slutsumman visar priset.")
    assess(office, delivery_id, given)
    paper = repr(office.workspace.ask(papers.record, delivery_id, office.clock.now))
    for words in ("När slöts avtalet?", "2024-01-15", "2029-01-15", "Slutsumman visar priset.", "Inte möjligt"):
        assert words in paper


def test_a_requisite_that_tests_no_harm_asks_for_none(office: Office) -> None:
    """By the catalogue: an assignment's presupposed silence (OSL 31:12) and absolute secrecy; 31:16 asks for harm."""
    harmless = {"harm": "", "factors_for": (), "factors_against": ()}
    for provision, tested in (("OSL 31:12", False), ("OSL 19:3 2 st", False), ("OSL 31:16", True)):
        delivery_id = a_mask(office, provision)
        assessment_id = office.workspace.do(assessment.write, delivery_id, answers(provision, **harmless))
        row = office.workspace.ask(delivery.assessments, delivery_id)[assessment_id]
        assert (row.harm_tested, "harm" in row.missing(), "factors" in row.missing()) == (tested,) * 3
