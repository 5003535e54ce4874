"""The persons of a request: decided once, merged and split by hand, undone in one step, gone at the end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app import gathering
from app.domain import workflow
from app.domain.errors import Blocked, Gone, Refused
from app.domain.ids import DocumentId, MarkId, RequestId
from app.domain.requests import DocumentState
from app.services import queries
from app.services.cases import intake, registration
from app.services.cases.intake import NewDocument
from app.services.delivering import delivery_facts
from app.services.marking import individual_marks, individuals, review
from app.services.marking.individual_marks import Person
from app.store.unit import Unit
from redaction.marks import MarkState
from redaction.people import Gathering
from tests.builders import KARIN, MAJA, SVEN, Office

LETTER = (
    "Jag heter Lovisa Granberg, personnr 19810107-9294, och bor på",
    "Tallstigen 14. Min dialys beror av strömmen.",
    "",
    "Er montör Erik Norling ringde. Hans nummer hem är 070-174 06 45.",
)
FOUND = {
    "Lovisa Granberg": "PERSON",
    "19810107-9294": "PERSONNUMMER",
    "Tallstigen 14": "ADDRESS",
    "dialys": "HEALTH",
    "Erik Norling": "PERSON",
    "070-174 06 45": "PHONE",
    "L. Granberg": "PERSON",
    "?Granberg": "PERSON",
    "Nils Granberg": "PERSON",
}
NOTE = ("L. Granberg ringde igen.", "", "Granberg vill ha svar. Montör Erik Norling åker dit.")


def case(office: Office) -> tuple[RequestId, DocumentId, DocumentId]:
    """A letter and a note about the same people, gathered."""
    request_id = office.request()
    letter = office.paper(request_id, LETTER, FOUND, "Brev")
    note = office.paper(request_id, NOTE, FOUND, "Anteckning")
    assert gathering.gather(office.workspace, request_id)
    return request_id, letter, note


def people(office: Office, request_id: RequestId) -> dict[str, Person]:
    """The persons by name."""
    return {p.individual.name: p for p in office.workspace.ask(individual_marks.people, request_id)}


def marks(office: Office, *documents: DocumentId) -> dict[str, str]:
    """How the marks stand, by their words."""
    found = office.workspace.ask(lambda reader: reader.marks.of_all(documents))
    return {mark.text: mark.provision or mark.state.value for its in found.values() for mark in its}


def mark_ids(one: Person, text: str) -> list[MarkId]:
    """The marks of a person with these words."""
    return [MarkId(m.mark.id) for m in one.members if m.mark is not None and m.finding.text == text]


def texts(one: Person) -> list[str]:
    """What belongs to a person."""
    return [member.finding.text for member in one.members]


def test_gathered_over_documents(office: Office) -> None:
    """Spellings and data of both documents are one person's; the role is a guess with its reason."""
    request_id, _letter, _note = case(office)
    found = people(office, request_id)
    assert set(found) == {"Lovisa Granberg", "Erik Norling"}
    lovisa, erik = found["Lovisa Granberg"], found["Erik Norling"]
    assert texts(lovisa) == ["Lovisa Granberg", "19810107-9294", "Tallstigen 14", "dialys", "L. Granberg", "Granberg"]
    assert (lovisa.documents, lovisa.individual.role, erik.individual.role) == (2, "private", "employee")
    assert not gathering.gather(office.workspace, request_id)


def test_a_document_that_could_not_be_read_stops_no_gathering(office: Office) -> None:
    """A locked file among the others: the persons of those that were read are gathered all the same."""
    request_id, _letter, _list = case(office)
    office.workspace.do(intake.take_in, request_id, NewDocument("Låst", "last.pdf", "0" * 64, 1))
    office.workspace.do(lambda unit: unit.gathered.remove(request_id=request_id))
    assert gathering.gather(office.workspace, request_id)
    assert people(office, request_id)


def test_masked_once(office: Office) -> None:
    """All that is open goes on one ground, in all documents, what was merely possible too; health stays open."""
    request_id, letter, note = case(office)
    lovisa = people(office, request_id)["Lovisa Granberg"]
    assert office.workspace.do(individual_marks.mask, lovisa.individual.id, "OSL 21:7") == 5
    stands = marks(office, letter, note)
    assert {stands[text] for text in texts(lovisa) if text != "dialys"} == {"OSL 21:7"}
    assert (stands["dialys"], stands["Erik Norling"]) == ("proposed", "proposed")
    again = people(office, request_id)["Lovisa Granberg"]
    assert (again.grounds, again.left) == (("OSL 21:7",), 1)
    with pytest.raises(Refused, match="nothing-to-decide"):
        office.workspace.do(individual_marks.mask, lovisa.individual.id, "OSL 21:7")


@pytest.mark.parametrize("first", [0, 1])
def test_one_undo_takes_all_back(office: Office, first: int) -> None:
    """From either document, and redone the same way; marks that were made for it go again."""
    request_id, letter, note = case(office)
    before = marks(office, letter, note)
    lovisa = people(office, request_id)["Lovisa Granberg"]
    office.workspace.do(individual_marks.mask, lovisa.individual.id, "OSL 21:7")
    after = marks(office, letter, note)
    here = (letter, note)[first]
    office.workspace.do(individuals.undo, here)
    assert marks(office, letter, note) == before
    office.workspace.do(individuals.redo, here)
    assert marks(office, letter, note) == after


def test_three_documents_are_one_step(office: Office) -> None:
    """However many documents a decision reaches, it is one step."""
    request_id, letter, note = case(office)
    third = office.paper(request_id, NOTE, FOUND, "Till")
    gathering.gather(office.workspace, request_id)
    before = marks(office, letter, note, third)
    lovisa = people(office, request_id)["Lovisa Granberg"]
    office.workspace.do(individual_marks.mask, lovisa.individual.id, "OSL 21:7")
    office.workspace.do(individuals.undo, third)
    assert marks(office, letter, note, third) == before


def test_what_was_judged_by_itself_stays(office: Office) -> None:
    """A mark on another ground and one left visible are the clerk's own words; places named are changed."""
    request_id, letter, note = case(office)
    lovisa = people(office, request_id)["Lovisa Granberg"]
    by_text = {m.finding.text: m for m in lovisa.members}
    office.workspace.do(review.accept, mark_ids(lovisa, "Tallstigen 14"), "OSL 21:1")
    office.workspace.do(review.reject, mark_ids(lovisa, "L. Granberg"), "offentlig")
    office.workspace.do(individual_marks.mask, lovisa.individual.id, "OSL 21:7")
    stands = marks(office, letter, note)
    assert (stands["Tallstigen 14"], stands["L. Granberg"]) == ("OSL 21:1", "rejected")
    place = by_text["L. Granberg"].place.id
    office.workspace.do(individual_marks.mask, lovisa.individual.id, "OSL 21:7", [place])
    assert marks(office, note)["L. Granberg"] == "OSL 21:7"


def test_left_visible_once(office: Office) -> None:
    """In duty the name is left and the telephone at home stays open; a reason is needed and stands on every mark."""
    request_id, letter, note = case(office)
    erik = people(office, request_id)["Erik Norling"].individual.id
    with pytest.raises(Refused, match="reason-missing"):
        office.workspace.do(individual_marks.leave, erik, " ")
    assert office.workspace.do(individual_marks.leave, erik, "Anställd i tjänst") == 2
    stands = marks(office, letter, note)
    assert (stands["Erik Norling"], stands["070-174 06 45"]) == ("rejected", "proposed")
    office.workspace.do(individuals.undo, note)
    assert marks(office, letter)["Erik Norling"] == "proposed"


def test_a_private_person_is_left_as_a_whole(office: Office) -> None:
    """Name, number and address; nothing gets a mark that had none."""
    request_id, letter, note = case(office)
    lovisa = people(office, request_id)["Lovisa Granberg"].individual.id
    assert office.workspace.do(individual_marks.leave, lovisa, "Sökandens egna uppgifter") == 4
    assert "Granberg" not in marks(office, note)
    assert marks(office, letter)["dialys"] == "proposed"


def test_a_finished_document_is_not_touched(office: Office) -> None:
    """What lies in a document that is done stays; the decision reaches the others and nothing is half done."""
    request_id, _letter, note = case(office)
    office.workspace.do(review.reject, [m.id for m in office.workspace.ask(lambda r: r.marks.of(note))], "x")  # type: ignore[misc]
    office.workspace.do(intake.mark_done, note)
    lovisa = people(office, request_id)["Lovisa Granberg"]
    assert office.workspace.do(individual_marks.mask, lovisa.individual.id, "OSL 21:7") == 3
    assert office.workspace.ask(lambda r: r.documents.get(note)).state is DocumentState.DONE
    named = [m.place.id for m in lovisa.members if m.document.id == note]
    with pytest.raises(Blocked):
        office.workspace.do(individual_marks.mask, lovisa.individual.id, "OSL 21:7", named)


def test_merged_and_split(office: Office) -> None:
    """Two persons found to be one, and one found to be two; each undone by itself, and kept over a new gathering."""
    request_id, letter, note = case(office)
    lovisa, erik = (people(office, request_id)[n] for n in ("Lovisa Granberg", "Erik Norling"))
    office.workspace.do(individuals.merge, lovisa.individual.id, erik.individual.id)
    assert len(people(office, request_id)) == 1
    office.workspace.do(individuals.undo, letter)
    assert set(people(office, request_id)) == {"Lovisa Granberg", "Erik Norling"}
    place = next(m.place.id for m in lovisa.members if m.finding.text == "L. Granberg")
    other = office.workspace.do(individuals.split, lovisa.individual.id, [place])
    assert {n: len(p.members) for n, p in people(office, request_id).items()}["L. Granberg"] == 1
    office.workspace.do(individuals.undo, note)
    assert "L. Granberg" not in people(office, request_id)
    office.workspace.do(individuals.redo, note)
    assert people(office, request_id)["L. Granberg"].individual.id == other
    office.paper(request_id, NOTE, FOUND, "Till")
    gathering.gather(office.workspace, request_id)
    assert texts(people(office, request_id)["L. Granberg"]) == ["L. Granberg", "L. Granberg"]
    assert people(office, request_id)["Lovisa Granberg"].individual.id == lovisa.individual.id


def test_a_merge_stays_when_findings_are_made_anew(office: Office) -> None:
    """Findings get new numbers; a person's places keep theirs, and so does what was merged."""
    request_id, letter, _note = case(office)
    lovisa, erik = (people(office, request_id)[n] for n in ("Lovisa Granberg", "Erik Norling"))
    office.workspace.do(individuals.merge, lovisa.individual.id, erik.individual.id)
    again = [f for _id, f in office.workspace.ask(lambda r: r.findings.of(letter))]
    office.workspace.do(intake.store_findings, letter, again)
    assert office.workspace.ask(individuals.is_stale, request_id)
    gathering.gather(office.workspace, request_id)
    (one,) = people(office, request_id).values()
    assert (one.individual.id, len(one.members)) == (lovisa.individual.id, 9)


def test_what_fits_two_waits_for_the_clerk(office: Office) -> None:
    """A surname of two persons belongs to neither until somebody gives it to one."""
    request_id = office.request()
    lines = ("Lovisa Granberg ringde.", "", "Nils Granberg ringde.", "", "Granberg vill ha svar.")
    letter = office.paper(request_id, lines, FOUND | {"Granberg": "PERSON"})
    gathering.gather(office.workspace, request_id)
    (open_,) = office.workspace.ask(individual_marks.unclear, request_id)
    found = people(office, request_id)
    assert set(open_.place.fits) == {p.individual.id for p in found.values()}
    nils = found["Nils Granberg"].individual.id
    office.workspace.do(individuals.assign, nils, [open_.place.id])
    assert texts(people(office, request_id)["Nils Granberg"]) == ["Nils Granberg", "Granberg"]
    office.workspace.do(individuals.undo, letter)
    assert len(office.workspace.ask(individual_marks.unclear, request_id)) == 1


def test_undo_takes_the_last_change_first(office: Office) -> None:
    """Merges and marks are taken back in the order in which they were made."""
    request_id, letter, _note = case(office)
    lovisa, erik = (people(office, request_id)[n].individual.id for n in ("Lovisa Granberg", "Erik Norling"))
    office.workspace.do(individuals.merge, lovisa, erik)
    office.workspace.do(individual_marks.mask, lovisa, "OSL 21:7")
    office.workspace.do(individuals.undo, letter)
    assert marks(office, letter)["Lovisa Granberg"] == "proposed"
    assert len(people(office, request_id)) == 1
    office.workspace.do(individuals.undo, letter)
    assert len(people(office, request_id)) == 2
    office.workspace.do(individuals.redo, letter)
    assert len(people(office, request_id)) == 1
    office.workspace.do(individuals.redo, letter)
    assert marks(office, letter)["Lovisa Granberg"] == "OSL 21:7"


def test_never_across_requests(office: Office) -> None:
    """The same name in another request is another person, and the two cannot be merged."""
    first, _letter, _note = case(office)
    second, _letter, _note = case(office)
    one, other = (people(office, r)["Lovisa Granberg"] for r in (first, second))
    assert one.individual.id != other.individual.id
    with pytest.raises(Refused, match="individuals-apart"):
        office.workspace.do(individuals.merge, one.individual.id, other.individual.id)
    with pytest.raises(Refused, match="individuals-apart"):
        office.workspace.do(individuals.split, one.individual.id, [one.members[0].place.id], other.individual.id)
    with pytest.raises(Refused, match="places-not-theirs"):
        office.workspace.do(individual_marks.mask, one.individual.id, "OSL 21:7", [other.members[0].place.id])


def test_places_of_somebody_else_are_refused(office: Office) -> None:
    """Nothing is moved where a place is not the person's, where all are named, or where there is no such person."""
    request_id, _letter, _note = case(office)
    lovisa, erik = (people(office, request_id)[n] for n in ("Lovisa Granberg", "Erik Norling"))
    with pytest.raises(Refused, match="places-not-theirs"):
        office.workspace.do(individuals.split, lovisa.individual.id, [erik.members[0].place.id])
    with pytest.raises(Refused, match="nothing-to-split"):
        office.workspace.do(individuals.split, erik.individual.id, [m.place.id for m in erik.members])
    with pytest.raises(Refused, match="individuals-apart"):
        office.workspace.do(individuals.merge, erik.individual.id, erik.individual.id)
    with pytest.raises(Gone):
        office.workspace.do(individuals.merge, erik.individual.id, 999)


def test_gone_when_the_request_is_closed(office: Office) -> None:
    """Closing removes the persons, and none are gathered again; so does forgetting the texts."""
    request_id, _letter, _note = case(office)

    def counts(unit: Unit) -> int:
        tables = (unit.individuals, unit.individual_places, unit.regroupings, unit.gathered)
        return sum(rows.count(request_id=request_id) for rows in tables)

    assert office.workspace.do(counts) > 0
    office.as_(SVEN)

    def closed(unit: Unit) -> None:
        unit.requests.save(replace(unit.requests.get(request_id), closed_at=office.clock.now))
        registration.forget(unit, request_id)

    office.workspace.do(closed)
    assert office.workspace.do(counts) == 0
    office.as_(MAJA)
    assert not gathering.gather(office.workspace, request_id)


def test_closing_forgets_the_persons(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The service that closes a request removes its persons in the same transaction."""
    request_id, _letter, _note = case(office)
    monkeypatch.setattr(workflow.REQUEST, "take", lambda *_a: None)
    office.workspace.do(registration.close, request_id)
    assert office.workspace.ask(lambda r: r.individuals.count(request_id=request_id)) == 0


def test_findings_that_change_meanwhile_refuse_the_gathering(office: Office) -> None:
    """What was gathered from other findings than there are now is not kept."""
    request_id, _letter, _note = case(office)
    with pytest.raises(Refused, match="changed-in-between"):
        office.workspace.do(individuals.store, request_id, "0" * 64, (), Gathering())


def test_a_decision_voids_what_was_signed(office: Office) -> None:
    """A person's decision changes plans, so it is a change like any other: the clerk has prepared it."""
    request_id, _letter, _note = case(office)
    lovisa = people(office, request_id)["Lovisa Granberg"].individual.id
    office.as_(KARIN)
    office.workspace.do(individual_marks.mask, lovisa, "OSL 21:7")
    delivery_id = office.delivery(request_id)
    known = {p.id: p.name for p in office.workspace.ask(queries.people)}
    prepared = office.workspace.ask(lambda reader: reader.preparers(delivery_id))
    assert {known[p] for p in known if p in prepared} == {MAJA, KARIN}
    assert office.workspace.ask(delivery_facts.of, delivery_id).masks == 5


def test_the_log_holds_numbers_alone(office: Office) -> None:
    """Ids, counts and provisions; no name, no spelling, no word that told a role."""
    request_id, _letter, note = case(office)
    lovisa, erik = (people(office, request_id)[n].individual.id for n in ("Lovisa Granberg", "Erik Norling"))
    office.workspace.do(individual_marks.mask, lovisa, "OSL 21:7")
    office.workspace.do(individual_marks.leave, erik, "Anställd i tjänst")
    office.workspace.do(individuals.merge, lovisa, erik)
    office.workspace.do(individuals.undo, note)
    lines = office.workspace.ask(queries.log, None, 1000)
    codes = {line.row.event for line in lines}
    wanted = {"individuals-gathered", "individual-masked", "individual-left", "individuals-merged", "regrouping-undone"}
    assert wanted <= codes
    said = repr([line.row for line in lines])
    assert not any(word in said for word in ("Lovisa", "Granberg", "Norling", "montör", "heter", "tjänst"))
    states = {m.mark.state for m in people(office, request_id)["Erik Norling"].members if m.mark}
    assert states == {MarkState.REJECTED, MarkState.PROPOSED}
