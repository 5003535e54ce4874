"""Less than masking: what stands in a box is chosen, kept, undone and signed, and tells nothing that is masked."""

import pytest

from app.domain.errors import Blocked, Refused
from app.domain.ids import MarkId
from app.domain.workflow import DeliveryStep
from app.services.cases import intake
from app.services.delivering import delivery, sign_off
from app.services.marking import review
from app.services.marking.replacing import Instead
from app.services.writing import papers
from redaction.content import Table
from redaction.marks import Level, Mark, MarkState
from tests.builders import Office

BORN = "19810107-9294"
DECADE = Instead(Level.GENERALISED, "född på 1980-talet")


def mark_of(office: Office, mark_id: int) -> Mark:
    """The mark as it stands."""
    return office.workspace.ask(lambda reader: reader.marks.get(mark_id))[1]


def test_a_mask_says_something_coarser(office: Office) -> None:
    """It is a mask like any other, and its box says the decade; undo and redo go over it."""
    document_id = office.document(office.request())
    (mark_id,) = office.findings(document_id)
    office.workspace.do(review.accept, [mark_id], "OSL 21:7", instead=DECADE)
    mark = mark_of(office, mark_id)
    assert (mark.state, mark.level, mark.replacement) == (MarkState.ACCEPTED, *_pair(DECADE))
    office.workspace.do(review.undo, document_id)
    assert (mark_of(office, mark_id).level, mark_of(office, mark_id).replacement) == (Level.MASKED, "")
    office.workspace.do(review.redo, document_id)
    assert mark_of(office, mark_id).replacement == DECADE.text


def _pair(instead: Instead) -> tuple[Level, str]:
    return instead.level, instead.text


def test_another_ground_keeps_what_is_said_and_leaving_visible_drops_it(office: Office) -> None:
    """The ground is one decision, how much is left another."""
    document_id = office.document(office.request())
    marks = office.findings(document_id)
    office.workspace.do(review.accept, marks, "OSL 21:7", instead=DECADE)
    office.workspace.do(review.accept, marks, "OSL 21:1")
    assert mark_of(office, marks[0]).replacement == DECADE.text
    office.workspace.do(review.accept, marks, "OSL 21:1", instead=Instead())
    assert mark_of(office, marks[0]).level is Level.MASKED
    office.workspace.do(review.accept, marks, "OSL 21:1", instead=DECADE)
    office.workspace.do(review.reject, marks, "i tjänst")
    assert mark_of(office, marks[0]).replacement == ""


@pytest.mark.parametrize(
    ("instead", "code"),
    [
        (Instead(Level.GENERALISED, "nr 19810107 9294"), "replacement-tells"),
        (Instead(Level.GENERALISED, "810107-2384 i närheten"), "replacement-tells"),
        (Instead(Level.GENERALISED, ""), "replacement-missing"),
        (Instead(Level.MASKED, "1980-talet"), "replacement-missing"),
        (Instead(Level.SUMMED, "x" * 61), "replacement-long"),
        (Instead(Level.PSEUDONYM, "Kund\n A"), "replacement-unprintable"),
    ],
)
def test_what_tells_is_refused(instead: Instead, code: str, office: Office) -> None:
    """Its own words and those of every other mask of the request, in any way of writing."""
    request_id = office.request()
    other = office.findings(office.document(request_id, title="Annan"), ["810107-2384"])
    office.workspace.do(review.accept, other, "OSL 21:7")
    (mark_id,) = office.findings(office.document(request_id))
    with pytest.raises(Refused, match=code):
        office.workspace.do(review.accept, [mark_id], "OSL 21:7", instead=instead)
    assert mark_of(office, mark_id).state is MarkState.PROPOSED


def test_what_comes_to_tell_later_holds_the_delivery_back(office: Office) -> None:
    """A word that is masked after it was said in another box blocks review until one of them is changed."""
    _request, delivery_id, document_id = office.masked()
    office.workspace.do(intake.reopen, document_id)
    marks = office.findings(document_id, ["19810107-9294", "Storgatan 3, Fjällvik", "Fjällvik"])
    address, town = marks[-2:]
    office.workspace.do(review.accept, marks[:-2], "OSL 21:7")
    office.workspace.do(review.accept, [address], "OSL 21:7", instead=Instead(Level.GENERALISED, "i Fjällvik"))
    office.workspace.do(review.accept, [town], "OSL 21:7")
    office.assessed(delivery_id)
    office.workspace.do(intake.mark_done, document_id)
    with pytest.raises(Blocked) as held:
        office.workspace.do(sign_off.submit, delivery_id)
    assert held.value.step is DeliveryStep.SUBMIT
    assert [(b.code, b.count) for b in held.value.blockers] == [("replacements-tell", 1)]


def test_the_signature_covers_what_is_said(office: Office) -> None:
    """Another replacement is another plan, so the signature falls; the list of masks names both."""
    _request, delivery_id, document_id = office.masked()
    before = office.workspace.ask(delivery.plan_hash, delivery_id)
    office.workspace.do(intake.reopen, document_id)
    marks = [MarkId(m.id) for m in office.workspace.ask(lambda reader: reader.marks.of(document_id))]
    office.workspace.do(review.accept, marks, "OSL 21:7", instead=DECADE)
    assert office.workspace.ask(delivery.plan_hash, delivery_id) != before
    head = office.workspace.ask(lambda reader: reader.log_head())
    paper = office.workspace.ask(papers.schedule, delivery_id, office.clock(), head)
    rows = [row for block in paper.blocks if isinstance(block, Table) for row in block.rows]
    assert ("E1", "1", papers.level_words()[Level.GENERALISED], DECADE.text) in rows


def test_what_is_said_stays_when_texts_are_forgotten(office: Office) -> None:
    """It stands in the copy that was handed out, so the same copy can be made again; the words are gone."""
    document_id = office.document(office.request())
    (mark_id,) = office.findings(document_id)
    office.workspace.do(review.accept, [mark_id], "OSL 21:7", instead=DECADE)
    office.workspace.do(lambda unit: unit.marks.forget_texts(document_id))
    assert (mark_of(office, mark_id).text, mark_of(office, mark_id).replacement) == ("", DECADE.text)


def test_the_record_counts_the_levels_of_an_assessments_masks(office: Office) -> None:
    """How much is left is told for each assessment (law.md 4.4, maskningsnivå)."""
    request_id = office.request()
    document_id = office.document(request_id)
    marks = office.findings(document_id, ["19810107-9294", "810107-2384"])
    office.workspace.do(review.accept, marks[:1], "OSL 21:7", instead=DECADE)
    office.workspace.do(review.accept, marks[1:], "OSL 21:7")
    delivery_id = office.delivery(request_id)
    office.assessed(delivery_id)
    record = office.workspace.ask(papers.record, delivery_id, office.clock())
    words = papers.level_words()
    assert f"{words[Level.GENERALISED]} (1), {words[Level.MASKED]} (1)" in repr(record)
