"""A document's marks read on from what is known: always what would be read whole, and never more than was changed."""

from __future__ import annotations

from collections.abc import Callable

from app import gathering
from app.domain.ids import DocumentId, MarkId
from app.services import queries
from app.services.cases import intake
from app.services.marking import review, reviewing
from app.services.queries import ReviewView
from tests.builders import Office


def _view(office: Office, document_id: DocumentId, known: ReviewView | None = None) -> ReviewView:
    return office.workspace.ask(queries.review, document_id, office.workspace.signed_in, known)


def test_what_is_read_on_is_what_would_be_read_whole(office: Office) -> None:
    """After each deed of a day the marks, findings and persons known before and read on are those in the store."""
    request_id = office.request()
    document_id = office.document(request_id)
    other_id = office.document(request_id, title="Svar")
    marks = office.findings(document_id, ["19810107-9294", "ett", "två"])
    theirs = office.findings(other_id)
    do = office.workspace.do
    deeds: tuple[Callable[[], object], ...] = (
        lambda: do(review.accept, marks[:2], "OSL 21:7"),
        lambda: do(review.undo, document_id),
        lambda: do(review.redo, document_id),
        lambda: do(review.reject, [marks[2]], "i tjänst"),
        lambda: do(review.accept, theirs, "OSL 21:7"),
        lambda: office.area(document_id),
        lambda: do(review.undo, document_id),
        lambda: do(reviewing.comment, marks[0], "Se på den här."),
        lambda: do(intake.rename, document_id, "Klagomål två"),
        lambda: gathering.gather(office.workspace, request_id),
        lambda: office.findings(document_id, ["19810107-9294", "fyra"]),
        lambda: do(intake.mark_done, other_id),
    )
    known = _view(office, document_id)
    for deed in deeds:
        deed()
        known, whole = _view(office, document_id, known), _view(office, document_id)
        assert known == whole


def test_a_decision_has_nothing_read_again_but_its_mark(office: Office) -> None:
    """After a decision on one mark the others are the same objects, and the findings; a new search is read."""
    document_id = office.document(office.request())
    marks = office.findings(document_id, ["ett", "två", "tre"])
    before = _view(office, document_id)
    office.workspace.do(review.accept, [MarkId(marks[1])], "OSL 21:7")
    after = _view(office, document_id, before)
    assert [new is old for new, old in zip(after.marks, before.marks, strict=True)] == [True, False, True]
    assert after.findings is before.findings
    office.findings(document_id, ["fyra"])
    assert _view(office, document_id, after).findings is not before.findings
