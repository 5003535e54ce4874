"""Can more be handed out? Masks that may hide too much are told, each for its reason; an ordinary mask is not."""

from __future__ import annotations

from app import gathering, overmasking
from app.domain.ids import DeliveryId, DocumentId, MarkId, RequestId
from app.domain.office import EntryKind
from app.domain.overmasking import DoubtKind
from app.services.cases import intake
from app.services.marking import office_lists, review
from app.services.marking.office_lists import NewEntry
from app.services.office import organisation
from redaction.geometry import Rect
from redaction.marks import MarkKind
from tests.builders import A4, Office

LINE = "Kunden Lovisa Granberg har klagat på avbrottet den fjärde februari och vill ha ersättning för maten i frysen."


def paper(office: Office, lines: list[str], found: dict[str, str]) -> DocumentId:
    """A page with these lines, whose findings are all masked."""
    document_id = office.paper(office.request(), lines, found)
    marks = office.workspace.ask(lambda reader: reader.marks.of(document_id))
    office.workspace.do(review.accept, [MarkId(mark.id) for mark in marks], "OSL 21:7")
    return document_id


def told(office: Office, document_id: DocumentId) -> list[DoubtKind]:
    """What is asked of the document's delivery."""
    delivery_id: DeliveryId = office.workspace.ask(lambda r: r.documents.get(document_id)).delivery_id
    return [doubt.kind for doubt in overmasking.doubts(office.workspace, delivery_id)]


def test_an_ordinary_mask_that_is_assessed_raises_no_doubt(office: Office) -> None:
    """A name in a sentence, with its assessment: nothing to ask. Without the assessment that is what is asked."""
    document_id = paper(office, [LINE], {"Lovisa Granberg": "PERSON"})
    assert told(office, document_id) == [DoubtKind.UNASSESSED]
    office.assessed(office.workspace.ask(lambda r: r.documents.get(document_id)).delivery_id)
    assert told(office, document_id) == []


def test_most_of_a_page(office: Office) -> None:
    """The share of the words under masks is told; a page of few words is passed over."""
    document_id = paper(office, [LINE, LINE], {LINE: "PERSON"})
    office.assessed(office.workspace.ask(lambda r: r.documents.get(document_id)).delivery_id)
    delivery_id = office.workspace.ask(lambda r: r.documents.get(document_id)).delivery_id
    (doubt,) = overmasking.doubts(office.workspace, delivery_id)
    assert (doubt.kind, doubt.page, doubt.share) == (DoubtKind.MUCH_OF_PAGE, 0, 1.0)
    short = paper(office, ["Lovisa Granberg"], {"Lovisa Granberg": "PERSON"})
    office.assessed(office.workspace.ask(lambda r: r.documents.get(short)).delivery_id)
    assert told(office, short) == []


def test_a_whole_page_by_mark_or_by_area(office: Office) -> None:
    """A page masked whole, and an area that covers most of one."""
    document_id = office.document(office.request())
    office.workspace.do(review.add_page, document_id, 0, A4, "OSL 18:8")
    office.workspace.do(review.add, document_id, 1, (Rect(10, 10, 590, 800),), MarkKind.AREA, "OSL 18:8")
    office.assessed(office.workspace.ask(lambda r: r.documents.get(document_id)).delivery_id, "OSL 18:8")
    assert told(office, document_id) == [DoubtKind.WHOLE_PAGE, DoubtKind.WHOLE_PAGE]


def test_the_companys_own_number(office: Office) -> None:
    """What the profile lists is public however it is written."""
    own = office.workspace.ask(organisation.profile).orgnr
    document_id = paper(office, [f"Bolaget har numret {own} och svarar i telefon."], {own: "ORGNR"})
    office.assessed(office.workspace.ask(lambda r: r.documents.get(document_id)).delivery_id)
    assert told(office, document_id) == [DoubtKind.OUR_OWN]


def test_the_companys_own_mailbox(office: Office) -> None:
    """An address on one of the company's domains is one at which its people work; a customer's is not."""
    (domain, *_more) = office.workspace.ask(organisation.profile).email_domains
    own = f"maja.sundin@{domain.lstrip('@')}"
    line = f"Skriv till {own} eller till lovisa@example.se om avbrottet i februari."
    document_id = paper(office, [line], {own: "EMAIL", "lovisa@example.se": "EMAIL"})
    delivery_id = office.workspace.ask(lambda r: r.documents.get(document_id)).delivery_id
    office.assessed(delivery_id)
    found = overmasking.doubts(office.workspace, delivery_id)
    assert [(doubt.kind, doubt.text) for doubt in found] == [(DoubtKind.OUR_OWN, own)]


def test_what_is_never_proposed_here(office: Office) -> None:
    """Masked all the same it is asked about between the neighbours that were learned, and not elsewhere."""
    lines = ["Ledningen mot Granberg station var ur drift.", "Jag heter Lovisa Granberg och är kund."]
    document_id = paper(office, lines, {"Granberg station": "PERSON", "Lovisa Granberg": "PERSON"})
    document = office.workspace.ask(lambda r: r.documents.get(document_id))
    office.assessed(document.delivery_id)
    for text, before in (("Granberg station", "mot"), ("Lovisa Granberg", "mot")):
        learnt = NewEntry(
            EntryKind.NEVER, text, "PERSON", "Det är en ort.", before=before, request_id=RequestId(document.request_id)
        )
        office.workspace.do(office_lists.add, learnt)
    found = overmasking.doubts(office.workspace, document.delivery_id)
    assert [(doubt.kind, doubt.text) for doubt in found] == [(DoubtKind.OUR_OWN, "Granberg station")]


def test_somebody_in_their_duty(office: Office) -> None:
    """A person whose role is guessed as employee is asked about; a customer is not."""
    lines = ["Handläggare Karin Wallström svarade Lovisa Granberg, som är kund hos bolaget."]
    document_id = paper(office, lines, {"Karin Wallström": "PERSON", "Lovisa Granberg": "PERSON"})
    document = office.workspace.ask(lambda r: r.documents.get(document_id))
    office.assessed(document.delivery_id)
    office.workspace.do(intake.mark_done, document_id)
    gathering.gather(office.workspace, document.request_id)
    found = overmasking.doubts(office.workspace, document.delivery_id)
    assert [(doubt.kind, doubt.text) for doubt in found] == [(DoubtKind.IN_DUTY, "Karin Wallström")]
