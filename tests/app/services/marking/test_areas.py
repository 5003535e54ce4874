"""All of a page but a part, and an area on every page: one undo step each, and nothing that was to be kept is lost."""

from __future__ import annotations

import pytest

from app.domain.errors import Refused
from app.domain.ids import DocumentId, MarkId
from app.services.marking import areas, review
from redaction.geometry import PageBox, Rect, without
from redaction.marks import Mark
from tests.builders import A4, Office

KEPT, MORE = Rect(100, 200, 300, 260), Rect(350, 400, 450, 430)
GROUND = "OSL 31:16"


def marks(office: Office, document_id: DocumentId) -> tuple[Mark, ...]:
    """The document's marks."""
    return office.workspace.ask(lambda reader: reader.marks.of(document_id))


def masked(mark: Mark, x: float, y: float) -> bool:
    """Whether a point lies under a mark."""
    return any(rect.contains(x, y) for rect in mark.rects)


def test_what_is_left_around_a_hole_is_the_rest() -> None:
    """Together as large as the rectangle without the hole, none over another; nothing where the hole covers all."""
    rests = without(A4.rect, KEPT)
    assert sum(r.area for r in rests) == pytest.approx(A4.rect.area - KEPT.area)
    assert not any(a.intersection(b) for n, a in enumerate(rests) for b in rests[n + 1 :])
    assert without(KEPT, A4.rect) == []
    assert without(KEPT, MORE) == [KEPT]


def test_all_of_a_page_is_masked_but_what_is_kept(office: Office) -> None:
    """One mark around the part; a second part is taken out of it too; undo brings each step back."""
    document_id = office.document(office.request())
    office.workspace.do(areas.keep_only, document_id, 0, A4, KEPT, GROUND)
    (mark,) = marks(office, document_id)
    assert (masked(mark, 200, 230), masked(mark, 50, 50), masked(mark, 400, 415)) == (False, True, True)
    office.workspace.do(areas.keep_only, document_id, 0, A4, MORE, GROUND)
    (mark,) = marks(office, document_id)
    assert (masked(mark, 200, 230), masked(mark, 50, 50), masked(mark, 400, 415)) == (False, True, False)
    office.workspace.do(review.undo, document_id)
    assert masked(marks(office, document_id)[0], 400, 415)
    office.workspace.do(review.undo, document_id)
    assert marks(office, document_id) == ()


def test_nothing_is_kept_where_nothing_would_be_masked(office: Office) -> None:
    """A part as large as the page, an empty one, or a page that is not there: refused, nothing is done."""
    document_id = office.document(office.request())
    for page, kept in ((0, A4.rect), (0, Rect(5, 5, 5, 90)), (7, KEPT)):
        with pytest.raises(Refused):
            office.workspace.do(areas.keep_only, document_id, page, A4, kept, GROUND)
    assert marks(office, document_id) == ()


def test_an_area_goes_on_every_page_and_can_be_taken_off_one(office: Office) -> None:
    """Cut to smaller pages, left out where it is masked already; each is a mark of its own; one undo takes all."""
    document_id = office.document(office.request(), pages=4)
    first = office.area(document_id)
    (mark,) = marks(office, document_id)
    office.workspace.do(review.add_page, document_id, 3, A4, GROUND)
    boxes = {0: A4, 1: A4, 2: PageBox(150, 320), 3: A4}
    assert office.workspace.do(areas.on_every_page, first, boxes) == 2
    made = [m for m in marks(office, document_id) if m.page in (1, 2)]
    assert [m.rects for m in made] == [mark.rects, (Rect(100, 300, 150, 320),)]
    assert {m.provision for m in made} == {mark.provision}
    assert office.workspace.do(areas.on_every_page, first, boxes) == 0
    office.workspace.do(review.remove, MarkId(made[0].id))
    assert [m.page for m in marks(office, document_id)] == [0, 2, 3]
    office.workspace.do(review.undo, document_id)
    office.workspace.do(review.undo, document_id)
    assert [m.page for m in marks(office, document_id)] == [0, 3]


def test_a_proposal_goes_on_no_page(office: Office) -> None:
    """Only what a person drew and masked does."""
    document_id = office.document(office.request())
    (proposal,) = office.findings(document_id)
    for mark_id in (proposal, office.area(document_id, None)):
        with pytest.raises(Refused, match="area-not-masked"):
            office.workspace.do(areas.on_every_page, mark_id, {0: A4, 1: A4})
