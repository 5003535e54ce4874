"""Marks: saved at once, undone as a new change, carried by a provision."""

import pytest

from app import messages
from app.domain.errors import Blocked, Refused
from app.services import queries
from app.services.cases import intake
from app.services.delivering import delivery
from app.services.marking import review
from redaction.findings import Evidence, Finding
from redaction.geometry import Rect
from redaction.marks import MarkKind, MarkState
from tests.builders import KARIN, MAJA, PASSWORD, Office


def states(office: Office, document_id: int) -> list[MarkState]:
    """How the document's marks stand."""
    return [m.state for m in office.workspace.ask(lambda reader: reader.marks.of(document_id))]


def test_a_mask_names_a_provision_of_the_catalogue(office: Office) -> None:
    """ "GDPR" carries no mask, nor does a rule that only limits secrecy."""
    document_id = office.document(office.request())
    marks = office.findings(document_id)
    for wrong in ("GDPR", "OSL 10:5", ""):
        with pytest.raises(Refused, match="provision-unknown"):
            office.workspace.do(review.accept, marks, wrong)
    assert states(office, document_id) == [MarkState.PROPOSED]


def test_undo_goes_back_and_redo_forth_over_a_restart(office: Office) -> None:
    """Undo needs nothing but the database."""
    document_id = office.document(office.request())
    marks = office.findings(document_id, ["a1", "b2"])
    office.workspace.do(review.accept, marks, "OSL 21:7")
    office.workspace.do(review.reject, marks[:1], "tjänsteperson")
    office.as_(MAJA).workspace.do(review.undo, document_id)
    assert states(office, document_id) == [MarkState.ACCEPTED, MarkState.ACCEPTED]
    office.workspace.do(review.undo, document_id)
    assert states(office, document_id) == [MarkState.PROPOSED, MarkState.PROPOSED]
    office.workspace.do(review.redo, document_id)
    office.workspace.do(review.redo, document_id)
    assert states(office, document_id) == [MarkState.REJECTED, MarkState.ACCEPTED]
    with pytest.raises(Refused, match="nothing-to-redo"):
        office.workspace.do(review.redo, document_id)


def test_a_new_change_ends_redo(office: Office) -> None:
    """What was undone and written over does not come back."""
    document_id = office.document(office.request())
    marks = office.findings(document_id)
    office.workspace.do(review.accept, marks, "OSL 21:7")
    office.workspace.do(review.undo, document_id)
    office.workspace.do(review.reject, marks, "offentlig")
    with pytest.raises(Refused, match="nothing-to-redo"):
        office.workspace.do(review.redo, document_id)


def test_undo_of_a_drawn_area_takes_it_away_and_redo_brings_it_back(office: Office) -> None:
    """A mark made by hand lives on as a row, so the same mark returns."""
    document_id = office.document(office.request())
    mark_id = office.area(document_id)
    office.workspace.do(review.undo, document_id)
    assert states(office, document_id) == []
    office.workspace.do(review.redo, document_id)
    assert office.workspace.ask(lambda reader: reader.marks.get(mark_id))[1].state is MarkState.ACCEPTED


def test_undo_stops_at_a_signature(office: Office) -> None:
    """What a reviewer has signed is not undone as if it had never been."""
    document_id = office.signed()[2]
    office.workspace.do(intake.reopen, document_id)
    with pytest.raises(Refused, match="undo-past-signature"):
        office.workspace.do(review.undo, document_id)


def test_undo_stops_at_another_persons_change(office: Office) -> None:
    """Nobody undoes what a colleague has decided since."""
    document_id = office.document(office.request())
    marks = office.findings(document_id)
    office.workspace.do(review.accept, marks, "OSL 21:7")
    office.as_(KARIN).workspace.do(review.reject, marks, "i tjänst")
    office.as_(MAJA)
    with pytest.raises(Refused, match="undo-past-their-change") as refused:
        office.workspace.do(review.undo, document_id)
    assert KARIN in messages.of(refused.value)
    assert states(office, document_id) == [MarkState.REJECTED]


def test_every_change_of_a_mark_is_a_log_row(office: Office) -> None:
    """Undo too: a new row, never a row less."""
    document_id = office.document(office.request())
    marks = office.findings(document_id)
    before = office.workspace.ask(lambda reader: reader.log_head()).seq
    office.workspace.do(review.accept, marks, "OSL 21:7")
    office.workspace.do(review.undo, document_id)
    words = [line.row.event for line in office.workspace.ask(queries.log, None, 2)]
    assert office.workspace.ask(lambda reader: reader.log_head()).seq == before + 2
    assert words == ["marks-undone", "mark-accepted"]


def test_a_judged_document_is_locked_until_it_is_opened_again(office: Office) -> None:
    """Marks change only while the document is in review."""
    document_id = office.document(office.request())
    marks = office.findings(document_id)
    office.workspace.do(review.accept, marks, "OSL 21:7")
    office.workspace.do(intake.mark_done, document_id)
    with pytest.raises(Blocked):
        office.workspace.do(review.reject, marks, "ändrat mig")
    office.workspace.do(intake.reopen, document_id)
    office.workspace.do(review.reject, marks, "ändrat mig")


def test_an_unjudged_proposal_keeps_the_document_open(office: Office) -> None:
    """No document is done while a proposal waits."""
    document_id = office.document(office.request())
    office.findings(document_id, ["a1", "b2", "c3"])
    with pytest.raises(Blocked) as held:
        office.workspace.do(intake.mark_done, document_id)
    assert [(b.code, b.count) for b in held.value.blockers] == [("marks-unjudged", 3)]


def test_finding_again_keeps_what_was_judged(office: Office) -> None:
    """A second search neither doubles nor forgets a decision."""
    document_id = office.document(office.request())
    marks = office.findings(document_id, ["a1", "b2"])
    office.workspace.do(review.reject, marks[:1], "offentlig")
    office.findings(document_id, ["a1", "b2"])
    assert sorted(states(office, document_id)) == [MarkState.PROPOSED, MarkState.REJECTED]


def test_a_bar_code_is_proposed_as_an_area(office: Office) -> None:
    """What is no text goes with its pixels and lines; words stay words."""
    document_id = office.document(office.request())
    rects = (Rect(72, 80, 172, 94),)
    found = [Finding(kind, 0, 0, 0, rects, 0.95, "77", (Evidence("test"),)) for kind in ("BARCODE", "CUSTOMER_NO")]
    office.workspace.do(intake.store_findings, document_id, found)
    marks = office.workspace.ask(lambda reader: reader.marks.of(document_id))
    assert {mark.category: mark.kind for mark in marks} == {"BARCODE": MarkKind.AREA, "CUSTOMER_NO": MarkKind.TEXT}


def test_equal_words_are_found_in_the_document_and_in_the_request(office: Office) -> None:
    """ "All equal" reaches the same words whatever their case and blanks."""
    request_id = office.request()
    one, two = office.document(request_id, title="Ett"), office.document(request_id, title="Två")
    first, *_rest = office.findings(one, ["Lovisa Granberg", "lovisa  granberg", "Nils"])
    office.findings(two, ["LOVISA GRANBERG"])
    assert len(office.workspace.ask(review.equal, first)) == 2
    assert len(office.workspace.ask(review.equal, first, in_request=True)) == 3


def test_new_grounds_get_numbers_that_stay(office: Office) -> None:
    """A number is never reused in a case."""
    document_id = office.document(office.request())
    marks = office.findings(document_id, ["a1", "b2"])
    office.workspace.do(review.accept, marks[:1], "OSL 19:4")
    office.workspace.do(review.undo, document_id)
    office.workspace.do(review.accept, marks[1:], "OSL 19:9")
    view = office.workspace.ask(queries.review, document_id, office.workspace.signed_in)
    assert (view.numbers["OSL 21:1"], view.numbers["OSL 19:4"], view.numbers["OSL 19:9"]) == (1, 10, 11)


def test_marks_change_a_delivery_under_review_back_to_preparing(office: Office) -> None:
    """A change pulls the delivery out of legal review, and its signature no longer holds."""
    _request, delivery_id, document_id = office.signed()
    assert office.workspace.ask(delivery.signature, delivery_id) is not None
    office.workspace.do(intake.reopen, document_id)
    assert office.workspace.ask(delivery.signature, delivery_id) is None
    assert PASSWORD not in repr(office.workspace.ask(queries.log, None, 500))
