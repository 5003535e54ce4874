"""The reviewer's desk: a mask comes off with one deed, comments wait on marks, and changes since the last look show."""

import pytest

from app.domain.errors import Blocked, Refused
from app.domain.ids import DeliveryId, DocumentId, MarkId
from app.domain.requests import DeliveryState
from app.services import queries, todos
from app.services.assessing import assessment, recipient
from app.services.cases import intake
from app.services.delivering import delivery, sign_off
from app.services.marking import review, reviewing
from redaction.marks import MarkState
from tests.builders import KARIN, MAJA, PASSWORD, Office, answers


def mask_of(office: Office, document_id: int) -> MarkId:
    """The document's first mask."""
    return MarkId(office.workspace.ask(delivery.masks, document_id)[0].id)


def state(office: Office, delivery_id: int) -> DeliveryState:
    """Where the delivery stands."""
    return office.workspace.ask(lambda reader: reader.deliveries.get(delivery_id)).state


def one_of_two_off(office: Office) -> tuple[DeliveryId, DocumentId]:
    """A delivery of two masks in review, one of which the reviewer has taken off; nothing else personal is in sight."""
    _request, delivery_id, document_id = office.masked()
    office.workspace.do(intake.reopen, document_id)
    office.area(document_id)
    ids = [MarkId(m.id) for m in office.workspace.ask(delivery.masks, document_id)]
    office.assessed(delivery_id)
    office.workspace.do(intake.mark_done, document_id)
    office.workspace.do(sign_off.submit, delivery_id)
    office.as_(KARIN).workspace.do(reviewing.unmask, ids[:1], "Uppgiften är redan offentlig.")
    return delivery_id, document_id


def test_who_takes_a_mask_off_in_review_can_still_sign(office: Office) -> None:
    """Showing more prepares nothing: the second person signs what is left, here after a second mask stays.

    What they left in sight is tested by OSL 21:7 like all else, and saying that nothing is known prepares nothing.
    """
    delivery_id, document_id = one_of_two_off(office)
    assert state(office, delivery_id) is DeliveryState.LEGAL_REVIEW
    assert len(office.workspace.ask(delivery.masks, document_id)) == 1
    seen = office.workspace.ask(delivery.plan_hash, delivery_id)
    with pytest.raises(Blocked, match="recipient-untested"):
        office.workspace.do(sign_off.sign, delivery_id, seen, PASSWORD)
    office.workspace.do(recipient.none_known, delivery_id)
    assert state(office, delivery_id) is DeliveryState.LEGAL_REVIEW
    office.workspace.do(sign_off.sign, delivery_id, seen, PASSWORD)
    assert state(office, delivery_id) is DeliveryState.SIGNED


def test_what_the_clerk_knew_of_the_recipient_is_not_overruled_in_review(office: Office) -> None:
    """A tick of one's own is taken back in review; whoever changes another's answer has prepared, and cannot sign."""
    delivery_id, _document = one_of_two_off(office)
    office.workspace.do(recipient.none_known, delivery_id)
    office.workspace.do(recipient.take_back, delivery_id)
    assert state(office, delivery_id) is DeliveryState.LEGAL_REVIEW
    office.as_(MAJA).workspace.do(recipient.name, delivery_id, "Säljer telefonlistor.", "artikel 6.1 f")
    office.workspace.do(assessment.write, delivery_id, answers("OSL 21:7"))
    office.workspace.do(sign_off.submit, delivery_id)
    with pytest.raises(Refused, match="circumstance-named"):
        office.as_(KARIN).workspace.do(recipient.none_known, delivery_id)
    office.workspace.do(recipient.take_back, delivery_id)
    assert state(office, delivery_id) is DeliveryState.PREPARING
    office.workspace.do(recipient.none_known, delivery_id)
    office.workspace.do(sign_off.submit, delivery_id)
    with pytest.raises(Blocked, match="you-prepared"):
        office.workspace.do(sign_off.sign, delivery_id, office.workspace.ask(delivery.plan_hash, delivery_id), PASSWORD)


def test_a_mask_that_comes_off_voids_the_signature(office: Office) -> None:
    """A signature holds for exactly these masks."""
    _request, delivery_id, document_id = office.signed()
    office.as_(KARIN).workspace.do(reviewing.unmask, [mask_of(office, document_id)], "Redan offentligt.")
    assert office.workspace.ask(delivery.signature, delivery_id) is None
    assert state(office, delivery_id) is DeliveryState.LEGAL_REVIEW


def test_an_unmasking_is_taken_back(office: Office) -> None:
    """The mask stands again on its provision and assessment; a second time there is nothing to take back."""
    _request, delivery_id, document_id = office.masked()
    office.workspace.do(sign_off.submit, delivery_id)
    before = office.as_(KARIN).workspace.ask(delivery.plan_hash, delivery_id)
    office.workspace.do(reviewing.unmask, [mask_of(office, document_id)], "Redan offentligt.")
    office.workspace.do(reviewing.mask_again, document_id)
    assert office.workspace.ask(delivery.plan_hash, delivery_id) == before
    with pytest.raises(Refused):
        office.workspace.do(reviewing.mask_again, document_id)


def test_masks_come_off_in_review_alone_by_a_reviewer_with_a_reason(office: Office) -> None:
    """Not while the clerk prepares, not by the clerk, not without saying why, not what is not masked."""
    _request, delivery_id, document_id = office.masked()
    mark = mask_of(office, document_id)
    with pytest.raises(Refused):
        office.workspace.do(reviewing.unmask, [mark], "Redan offentligt.")
    with pytest.raises(Blocked):
        office.as_(KARIN).workspace.do(reviewing.unmask, [mark], "Redan offentligt.")
    office.as_(MAJA).workspace.do(sign_off.submit, delivery_id)
    office.as_(KARIN)
    with pytest.raises(Refused):
        office.workspace.do(reviewing.unmask, [mark], " ")
    office.workspace.do(reviewing.unmask, [mark], "Redan offentligt.")
    assert office.workspace.ask(lambda r: r.marks.get(mark))[1].state is MarkState.REJECTED
    with pytest.raises(Refused):
        office.workspace.do(reviewing.unmask, [mark], "Redan offentligt.")


def test_comments_wait_on_marks_until_somebody_has_seen_to_them(office: Office) -> None:
    """The open ones come first; a settled one tells who; an empty one is refused."""
    _request, delivery_id, document_id = office.masked()
    mark = mask_of(office, document_id)
    office.workspace.do(sign_off.submit, delivery_id)
    office.as_(KARIN)
    with pytest.raises(Refused):
        office.workspace.do(reviewing.comment, mark, "")
    first = office.workspace.do(reviewing.comment, mark, "Räcker det inte att maska numret?")
    second = office.workspace.do(reviewing.comment, mark, "Rätt grund?")
    office.as_(MAJA).workspace.do(reviewing.settle, first)
    rows = office.workspace.ask(reviewing.comments, delivery_id)
    assert [row.id for row in rows] == [second, first]
    assert rows[1].settled_by is not None


def test_what_has_changed_since_the_last_look(office: Office) -> None:
    """Nothing at once after looking; then a new mask, one with another ground, one gone, and a rewritten assessment."""
    _request, delivery_id, document_id = office.masked()
    karin = next(p.id for p in office.workspace.ask(lambda r: r.people.where()) if p.name == KARIN)
    assert len(office.workspace.ask(reviewing.difference, delivery_id, karin).new) == 1
    office.as_(KARIN).workspace.do(reviewing.looked, delivery_id)
    assert office.workspace.ask(reviewing.difference, delivery_id, karin).empty
    office.as_(MAJA).workspace.do(intake.reopen, document_id)
    added = office.area(document_id)
    old = mask_of(office, document_id)
    office.workspace.do(review.accept, [old], "OSL 21:1")
    found = office.workspace.ask(reviewing.difference, delivery_id, karin)
    assert [m.id for _d, m in found.new] == [added]
    assert [m.id for _d, m in found.changed] == [old]
    office.workspace.do(review.reject, [old], "Offentligt.")
    office.assessed(delivery_id, harm="Något annat skadar.")
    found = office.workspace.ask(reviewing.difference, delivery_id, karin)
    assert (found.gone, len(found.assessments), found.looked) == (1, 1, True)


def test_a_returned_delivery_with_open_comments_waits_for_the_clerk(office: Office) -> None:
    """The clerk's list says how many and where, not while it is in review; seen to by the mark, nothing waits."""
    _request, delivery_id, document_id = office.masked()
    mark = mask_of(office, document_id)
    office.workspace.do(sign_off.submit, delivery_id)
    office.as_(KARIN).workspace.do(reviewing.comment, mark, "Räcker det inte att maska numret?")
    office.workspace.do(reviewing.comment, mark, "Rätt grund?")

    def waits() -> list[tuple[int, int | None]]:
        person, at = office.workspace.signed_in, office.workspace.clock()
        found = office.workspace.ask(todos.todos, person, at)
        return [(todo.count, todo.document_id) for todo in found if todo.code == "comments"]

    assert waits() == []
    office.workspace.do(sign_off.send_back, delivery_id, "Se kommentarerna.")
    office.as_(MAJA)
    assert waits() == [(2, document_id)]
    assert office.workspace.ask(queries.delivery, delivery_id, office.workspace.signed_in).comments == 2
    assert office.workspace.do(reviewing.settle_mark, mark) == 2
    assert waits() == []
    assert office.workspace.do(reviewing.settle_mark, mark) == 0
