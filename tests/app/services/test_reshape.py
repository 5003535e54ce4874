"""An area given another place: one change, one undo step; and what can be masked together with a mark."""

import pytest

from app.domain.errors import Refused
from app.domain.ids import MarkId
from app.services import queries
from app.services.cases import intake
from app.services.marking import review
from redaction.geometry import Rect
from redaction.marks import MarkState
from tests.builders import Office

ELSEWHERE = Rect(50, 60, 250, 120)


def test_a_moved_area_keeps_its_ground_and_one_undo_puts_it_back(office: Office) -> None:
    """The old mark goes and a new one comes, in one step there and back."""
    document_id = office.document(office.request())
    office.workspace.do(review.reshape, office.area(document_id), ELSEWHERE)
    (moved,) = office.workspace.ask(lambda reader: reader.marks.of(document_id))
    assert (moved.rects, moved.state, moved.provision) == ((ELSEWHERE,), MarkState.ACCEPTED, "OSL 21:7")
    office.workspace.do(review.undo, document_id)
    (back,) = office.workspace.ask(lambda reader: reader.marks.of(document_id))
    assert back.rects == (Rect(100, 300, 200, 340),)
    office.workspace.do(review.redo, document_id)
    (again,) = office.workspace.ask(lambda reader: reader.marks.of(document_id))
    assert again.rects == (ELSEWHERE,)


def test_what_a_detector_proposed_cannot_be_moved(office: Office) -> None:
    """A proposal stands where its words stand; and an area without a size is refused."""
    document_id = office.document(office.request())
    (proposal,) = office.findings(document_id)
    with pytest.raises(Refused, match="proposal-stays"):
        office.workspace.do(review.reshape, proposal, ELSEWHERE)
    area = office.area(document_id)
    with pytest.raises(Refused, match="area-empty"):
        office.workspace.do(review.reshape, area, Rect(5, 5, 5, 50))


def test_equal_marks_leave_out_documents_that_are_done(office: Office) -> None:
    """What is offered to be masked together can be masked together."""
    request_id = office.request()
    first, second = office.document(request_id), office.document(request_id, title="Bilaga")
    mark, *_rest = office.findings(first, ["a1", "a1"])
    office.findings(second, ["A1"])
    offered = office.workspace.ask(queries.equal_marks, mark)
    assert [document.id for document, _mark in offered] == [first, first, second]
    office.workspace.do(review.reject, [MarkId(m.id) for d, m in offered if d.id == second], "offentlig")
    office.workspace.do(intake.mark_done, second)
    assert len(office.workspace.ask(queries.equal_marks, mark)) == 2
