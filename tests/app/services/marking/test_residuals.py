"""What still points to masked persons holds a delivery back until each place was masked or left for a reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app import residual_check
from app.domain.errors import Blocked, Blocker, Refused
from app.domain.ids import DeliveryId, DocumentId, MarkId, RequestId
from app.domain.requests import DeliveryState, DocumentState
from app.domain.residuals import Residual, ResidualState
from app.domain.workflow import DELIVERY, DeliveryStep, Facts
from app.services import queries
from app.services.assessing import recipient
from app.services.cases import intake, registration
from app.services.delivering import delivery, delivery_facts, sign_off
from app.services.marking import residual_marks, residuals, review
from app.store.unit import Reader, Unit
from redaction.marks import Mark
from tests.builders import KARIN, PASSWORD, SVEN, Office

LETTER = ("Jag heter Lovisa Granberg, personnr 19810107-9294.", "", "Er montör Erik Norling ringde.")
NOTE = ("Fru Granberg, 8101079294, ringde.", "", "Erik Norling svarade L.G. i dag.")
FOUND = {"Lovisa Granberg": "PERSON", "19810107-9294": "PERSONNUMMER", "Erik Norling": "PERSON"}


def case(office: Office, title: str = "Anteckning") -> tuple[RequestId, DeliveryId, DocumentId, DocumentId]:
    """A letter whose writer is masked, and a note that points to her three times; everything else is ready."""
    request_id = office.request()
    letter = office.paper(request_id, LETTER, FOUND, "Brev")
    note = office.paper(request_id, NOTE, FOUND, title)
    for document_id in (letter, note):
        marks = office.workspace.ask(_marks, document_id)
        masked = [MarkId(m.id) for m in marks if m.text != "Erik Norling"]
        if masked:
            office.workspace.do(review.accept, masked, "OSL 21:7")
        office.workspace.do(review.reject, [MarkId(m.id) for m in marks if m.text == "Erik Norling"], "i tjänst")
    delivery_id = office.delivery(request_id)
    office.assessed(delivery_id)
    office.workspace.do(recipient.none_known, delivery_id)
    for document_id in (letter, note):
        office.workspace.do(intake.mark_done, document_id)
    return request_id, delivery_id, letter, note


def _marks(reader: Reader, document_id: DocumentId) -> tuple[Mark, ...]:
    return reader.marks.of(document_id)


def found(office: Office, delivery_id: DeliveryId) -> tuple[Residual, ...]:
    """The residuals, looked for now."""
    residual_check.check(office.workspace, delivery_id)
    return office.workspace.ask(residuals.of, delivery_id)


def told(rows: tuple[Residual, ...]) -> list[tuple[str, str, str]]:
    """Kind, words and state, in the order shown."""
    return [(row.kind, row.text, row.state.value) for row in rows]


def test_the_surest_first(office: Office) -> None:
    """The same number in another document, the surname alone, the initials; what is masked or left is not told."""
    request_id, delivery_id, _letter, note = case(office)
    rows = found(office, delivery_id)
    assert told(rows) == [
        ("number", "8101079294", "open"),
        ("surname", "Granberg", "open"),
        ("initials", "L.G.", "open"),
    ]
    assert {row.document_id for row in rows} == {note}
    people = {p.id: p.name for p in office.workspace.ask(lambda r: r.individuals.where(request_id=request_id))}
    assert [people[row.individual_id or 0] for row in rows] == ["Lovisa Granberg"] * 3
    assert "ringde" in rows[0].around


def test_nothing_is_submitted_over_an_open_one(office: Office) -> None:
    """Sending to review looks for them, and they hold back every step towards the requester."""
    _request, delivery_id, _letter, _note = case(office)
    with pytest.raises(Blocked, match="residuals-open"):
        residual_check.submit(office.workspace, delivery_id)
    with pytest.raises(Blocked, match="residuals-open"):
        office.workspace.do(sign_off.submit, delivery_id)
    facts = office.workspace.ask(delivery_facts.of, delivery_id)
    assert facts.residuals == 3
    held = Blocker("residuals-open", 1)
    for (state, step), row in DELIVERY.rows.items():
        waits = step in {DeliveryStep.SUBMIT, DeliveryStep.SIGN, DeliveryStep.MAKE_COPIES, DeliveryStep.RELEASE}
        actor = office.workspace.signed_in
        assert (held in DELIVERY.blockers(state, step, Facts(residuals=1), actor)) is waits, row


def test_judged_one_by_one(office: Office) -> None:
    """Masked where it stands, its document opened and done again; left for a reason; then nothing is in the way."""
    _request, delivery_id, _letter, note = case(office)
    number, surname, initials = (row.id for row in found(office, delivery_id))
    office.workspace.do(residual_marks.mask, number, "OSL 21:7")
    office.workspace.do(residual_marks.mask, surname, "OSL 21:7")
    office.workspace.do(residuals.leave, [initials], "Initialerna är montörens egna")
    assert office.workspace.ask(lambda r: r.documents.get(note)).state is DocumentState.DONE
    office.assessed(delivery_id)
    residual_check.submit(office.workspace, delivery_id)
    assert told(office.workspace.ask(residuals.of, delivery_id)) == [("initials", "L.G.", "left")]
    assert office.workspace.ask(lambda r: r.deliveries.get(delivery_id)).state is DeliveryState.LEGAL_REVIEW


def test_the_reviewer_signs_over_what_was_left(office: Office) -> None:
    """What was left for a reason is shown to the second person, who is not the one who left it."""
    _request, delivery_id, _letter, _note = case(office)
    office.workspace.do(residuals.leave, [row.id for row in found(office, delivery_id)], "Annan person")
    residual_check.submit(office.workspace, delivery_id)
    office.as_(KARIN)
    view = office.workspace.ask(queries.delivery, delivery_id, office.workspace.signed_in)
    assert {row.reason for row in view.residuals} == {"Annan person"}
    office.workspace.do(sign_off.sign, delivery_id, view.plan_hash, PASSWORD)


def test_what_was_left_stays_left_and_can_be_opened_again(office: Office) -> None:
    """A new search keeps the judgement of the same words in the same place; a mask that went is open again."""
    _request, delivery_id, _letter, note = case(office)
    number, surname, initials = (row.id for row in found(office, delivery_id))
    office.workspace.do(residuals.leave, [initials, surname], "Annan person")
    mark_id = office.workspace.do(residual_marks.mask, number, "OSL 21:7")
    assert told(found(office, delivery_id)) == [("surname", "Granberg", "left"), ("initials", "L.G.", "left")]
    office.workspace.do(residuals.reopen, surname)
    assert office.workspace.ask(delivery_facts.of, delivery_id).residuals == 1
    office.workspace.do(intake.reopen, note)
    office.workspace.do(review.remove, mark_id)
    office.workspace.do(intake.mark_done, note)
    assert [row.state for row in found(office, delivery_id)] == [
        ResidualState.OPEN,
        ResidualState.OPEN,
        ResidualState.LEFT,
    ]


def test_names_of_documents_and_the_subject_are_looked_at(office: Office) -> None:
    """A title, a file name and the diary's subject that name her are told, and can only be changed or left."""
    _request, delivery_id, letter, note = case(office, title="Samtal med Granberg")

    def named(unit: Unit) -> None:
        unit.documents.save(replace(unit.documents.get(letter), file_name="klagomal_lovisa-granberg.pdf"))
        request = unit.requests.get(unit.documents.get(letter).request_id)
        unit.requests.save(replace(request, subject="Begäran – Lovisa Granberg"))

    office.workspace.do(named)
    rows = {row.field: row for row in found(office, delivery_id) if not row.rects}
    assert {field: row.text for field, row in rows.items()} == {
        "title": "Granberg",
        "file-name": "lovisa-granberg",
        "subject": "Lovisa Granberg",
    }
    with pytest.raises(Refused, match="residual-not-on-page"):
        office.workspace.do(residual_marks.mask, rows["title"].id, "OSL 21:7")
    office.workspace.do(intake.rename, note, "Samtal")
    assert "title" not in {row.field for row in found(office, delivery_id)}


def test_nothing_changes_where_nothing_has(office: Office) -> None:
    """The search is done once for the same masks and names, and a reason is asked for."""
    _request, delivery_id, _letter, _note = case(office)
    (first, *_rest) = found(office, delivery_id)
    head = office.workspace.ask(lambda reader: reader.log_head())
    residual_check.check(office.workspace, delivery_id)
    assert office.workspace.ask(lambda reader: reader.log_head()) == head
    with pytest.raises(Refused, match="residual-without-reason"):
        office.workspace.do(residuals.leave, [first.id], "")
    with pytest.raises(Refused, match="residuals-changed"):
        office.workspace.do(residuals.store, delivery_id, "0" * 64, ())


def test_a_refusal_has_none(office: Office) -> None:
    """Nothing of the documents leaves, so nothing in them points to anybody."""
    _request, delivery_id, _letter, _note = case(office)
    found(office, delivery_id)
    office.workspace.do(delivery.choose, delivery_id, refused=True)
    assert office.workspace.ask(delivery_facts.of, delivery_id).residuals == 0


def test_other_obstacles_are_told_first(office: Office) -> None:
    """While proposals are not judged nothing is looked for; the step tells what is in its way."""
    request_id = office.request()
    office.paper(request_id, LETTER, FOUND)
    with pytest.raises(Blocked) as held:
        residual_check.submit(office.workspace, office.delivery(request_id))
    assert "marks-unjudged" in [blocker.code for blocker in held.value.blockers]
    assert office.workspace.ask(residuals.is_stale, office.delivery(request_id))


def test_the_log_holds_numbers_and_the_words_are_forgotten(office: Office) -> None:
    """No trace's words in the log; they go with the request's other texts."""
    request_id, delivery_id, _letter, _note = case(office)
    rows = found(office, delivery_id)
    office.workspace.do(residuals.leave, [rows[1].id], "Granberg är en annan")
    office.workspace.do(residual_marks.mask, rows[0].id, "OSL 21:7")
    lines = office.workspace.ask(queries.log, None, 1000)
    assert {"residuals-checked", "residual-left", "residual-masked"} <= {line.row.event for line in lines}
    assert not any(word in repr([line.row for line in lines]) for word in ("Granberg", "81010", "annan"))
    office.as_(SVEN)

    def forgotten(unit: Unit) -> int:
        unit.requests.save(replace(unit.requests.get(request_id), closed_at=office.clock.now))
        registration.forget(unit, request_id)
        return unit.residuals.count(delivery_id=delivery_id)

    assert office.workspace.do(forgotten) == 0
