"""Parts of pages that no program can read: a person judges each, what looks the same once; nothing leaves before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.errors import Blocked, Refused
from app.domain.follow_ups import Because
from app.domain.ids import DocumentId
from app.domain.regions import PageRegion, RegionState
from app.domain.workflow import DeliveryStep
from app.services import queries, todos
from app.services.cases import intake
from app.services.delivering import delivery, delivery_facts, follow_ups
from app.services.delivering.follow_ups import NewFollowUp
from app.services.marking import region_words, regions, review
from app.services.writing import papers
from app.store.unit import Unit
from redaction.geometry import Rect
from redaction.marks import MarkKind
from redaction.words import Region, RegionKind
from tests.app.services.test_deliveries import handed_out
from tests.builders import Office

LOGO = Region(RegionKind.PICTURE, Rect(40, 40, 120, 80), "l" * 64)
HAND = Region(RegionKind.DRAWN, Rect(70, 460, 220, 511), "h" * 64)
LETTERS = Region(RegionKind.LETTERS, Rect(70, 600, 220, 612))


def of(office: Office, *document_ids: DocumentId) -> tuple[PageRegion, ...]:
    """The regions of the documents as they stand."""
    return office.workspace.ask(regions.of_all, document_ids)


def states(office: Office, *document_ids: DocumentId) -> list[str]:
    """How they stand."""
    return [region.state.value for region in of(office, *document_ids)]


def test_an_open_region_holds_the_document_and_the_delivery(office: Office) -> None:
    """Not done, not sent, told with its count; once it is left for a reason the way is open."""
    request_id = office.request()
    document_id = office.document(request_id, unread=[(0, HAND), (1, LETTERS)])
    with pytest.raises(Blocked) as held:
        office.workspace.do(intake.mark_done, document_id)
    assert [(b.code, b.count) for b in held.value.blockers] == [("regions-open", 2)]
    delivery_id = office.delivery(request_id)
    view = office.workspace.ask(queries.delivery, delivery_id, office.workspace.signed_in)
    assert "regions-open" in [b.code for b in view.steps[DeliveryStep.MAKE_COPIES]]
    found = office.workspace.ask(todos.todos, office.workspace.signed_in, office.clock())
    (todo,) = (one for one in found if one.document_id)
    assert (todo.code, todo.count) == ("judge", 2)
    office.workspace.do(regions.leave, [region.id for region in of(office, document_id)], "Underskrift av anställd")
    office.workspace.do(intake.mark_done, document_id)
    assert office.workspace.ask(delivery_facts.of, delivery_id).regions == 0


def test_a_reason_is_asked_for(office: Office) -> None:
    """Nothing is left visible without one."""
    document_id = office.document(office.request(), unread=[(0, HAND)])
    with pytest.raises(Refused, match="region-without-reason"):
        office.workspace.do(regions.leave, [of(office, document_id)[0].id], " ")
    assert states(office, document_id) == ["open"]


def test_what_looks_the_same_is_judged_once(office: Office) -> None:
    """On every page, in every open document, and in what comes later; what only stands beside it is not."""
    request_id = office.request()
    first = office.document(request_id, unread=[(0, LOGO), (1, LOGO), (0, LETTERS), (1, LETTERS)])
    second = office.document(request_id, title="Bilaga", unread=[(0, LOGO), (0, HAND)])
    logo = next(r for r in of(office, first) if r.digest == LOGO.digest)
    assert office.workspace.do(regions.leave, [logo.id], "Bolagets logotyp") == 3
    assert states(office, first) == ["left", "open", "left", "open"]
    assert states(office, second) == ["left", "open"]
    third = office.document(request_id, title="Karta", unread=[(1, LOGO)])
    assert [(r.state, r.reason, r.page) for r in of(office, third)] == [(RegionState.LEFT, "Bolagets logotyp", 1)]
    assert office.workspace.do(regions.reopen, logo.id) == 4
    assert states(office, first, second, third) == ["open"] * 7


def test_pictures_that_were_not_read_in_time_are_counted(office: Office) -> None:
    """Among the documents of an intake, under a name of their own."""
    late = Region(RegionKind.LATE, Rect(0, 0, 595, 842), "s" * 64)
    document_id = office.document(office.request(), unread=[(0, late), (1, late), (0, LOGO)])
    assert office.workspace.ask(regions.late_in, [document_id]) == 2
    assert len(set(region_words.KINDS.values())) == len(RegionKind)


def test_what_was_left_stands_in_the_record_with_its_reason(office: Office) -> None:
    """In the paper that stays in the house, beside the proposals that were left visible."""
    request_id = office.request()
    document_id = office.document(request_id, unread=[(0, HAND), (1, LETTERS)])
    office.workspace.do(regions.leave, [of(office, document_id)[0].id], "Underskrift i tjänsten")
    paper = repr(office.workspace.ask(papers.record, office.delivery(request_id), office.clock()))
    assert "Underskrift i tjänsten" in paper
    assert region_words.words(RegionKind.DRAWN) in paper
    assert region_words.words(RegionKind.LETTERS) not in paper


def test_a_document_read_by_an_older_program_is_gone_through_first(office: Office) -> None:
    """It counts as one open part while it is open for marks; what is done stays done."""
    request_id = office.request()
    document_id, other = office.document(request_id), office.document(request_id, title="Bilaga")
    office.workspace.do(intake.mark_done, other)

    def older(unit: Unit) -> None:
        for document in unit.documents.where():
            unit.documents.save(replace(document, regions_known=False))

    office.workspace.do(older)
    assert office.workspace.ask(regions.open_in, [document_id, other]) == {document_id: 1}
    with pytest.raises(Blocked, match="regions-open"):
        office.workspace.do(intake.mark_done, document_id)
    office.workspace.do(regions.store, document_id, [(0, HAND)])
    assert [d.id for d in office.workspace.ask(regions.unknown, [document_id, other])] == []
    assert states(office, document_id) == ["open"]


def test_a_mask_over_it_judges_it_and_undo_opens_it_again(office: Office) -> None:
    """Whoever draws the mask: a region that is covered is judged; half of it is not, nor is a proposal."""
    document_id = office.document(office.request(), unread=[(0, HAND)])
    half = Rect(70, 460, 150, 511)
    office.workspace.do(review.add, document_id, 0, (half,), MarkKind.AREA, "OSL 21:7")
    office.workspace.do(review.add, document_id, 0, (HAND.rect,), MarkKind.AREA, None)
    assert states(office, document_id) == ["open"]
    office.workspace.do(review.add, document_id, 0, (HAND.rect.grown(4),), MarkKind.AREA, "OSL 21:7")
    assert states(office, document_id) == ["masked"]
    office.workspace.do(review.undo, document_id)
    assert states(office, document_id) == ["open"]


def test_masking_it_masks_what_looks_the_same_in_one_step(office: Office) -> None:
    """One mask for each, in all open documents; one undo takes all back."""
    request_id = office.request()
    first = office.document(request_id, unread=[(0, LOGO), (1, LOGO)])
    second = office.document(request_id, title="Bilaga", unread=[(0, LOGO)])
    assert office.workspace.do(regions.mask, of(office, first)[0].id, "OSL 21:7") == 3
    assert states(office, first, second) == ["masked"] * 3
    office.workspace.do(review.undo, first)
    assert states(office, first, second) == ["open"] * 3


def test_a_finished_document_is_not_judged_from_another(office: Office) -> None:
    """What looks the same there stays as its own clerk left it."""
    request_id = office.request()
    first = office.document(request_id, unread=[(0, LOGO)])
    office.workspace.do(regions.mask, of(office, first)[0].id, "OSL 21:7")
    office.workspace.do(intake.mark_done, first)
    second = office.document(request_id, title="Bilaga", unread=[(0, LOGO)])
    office.workspace.do(regions.leave, [of(office, second)[0].id], "Bolagets logotyp")
    assert states(office, first, second) == ["masked", "left"]


def test_judgments_go_along_to_a_follow_up(office: Office) -> None:
    """The same document in a later delivery keeps what a person has said."""
    request_id = office.request()
    document_id = office.document(request_id, unread=[(0, HAND)])
    office.workspace.do(regions.leave, [of(office, document_id)[0].id], "Underskrift av anställd")
    handed_out(office, office.delivery(request_id))
    later = NewFollowUp(office.delivery(request_id), Because.REMANDED, frozenset())
    again = office.workspace.do(follow_ups.prepare, later)
    (copied,) = office.workspace.ask(delivery.documents, again)
    assert (copied.id != document_id, states(office, copied.id)) == (True, ["left"])


def test_a_likely_face_is_judged_once_wherever_the_same_picture_stands(office: Office) -> None:
    """On pages and in documents, also later ones; the picture around it waits for its own, and each keeps its kind."""
    face = Region(RegionKind.FACE, Rect(60, 50, 90, 75), "f" * 64)
    request_id = office.request()
    first = office.document(request_id, unread=[(0, LOGO), (0, face), (1, face)])
    second = office.document(request_id, title="Bilaga", unread=[(0, face), (0, HAND)])
    seen = next(r for r in of(office, first) if r.kind is RegionKind.FACE)
    assert office.workspace.do(regions.leave, [seen.id], "Bild ur tidningen") == 3
    assert states(office, first, second) == ["open", "left", "left", "left", "open"]
    signed = replace(HAND, kind=RegionKind.SIGNATURE)
    office.workspace.do(regions.leave, [of(office, second)[1].id], "Underskrift i tjänsten")
    third = office.document(request_id, title="Karta", unread=[(0, face), (1, signed)])
    assert [(r.kind.value, r.state.value) for r in of(office, third)] == [("face", "left"), ("signature", "left")]
