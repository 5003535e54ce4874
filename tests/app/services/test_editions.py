"""The catalogue has numbered editions, and what was answered keeps the words of the edition it was answered by."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from app.domain import catalogue
from app.services import assessment, decision_papers, decisions, delivery, organisation, papers, queries
from app.services.assessment import Answers
from app.store.records import Edition
from app.store.unit import Unit
from redaction import content
from tests.app.services.test_decisions import delegate as given
from tests.app.services.test_decisions import ready, retested
from tests.builders import KARIN, MAJA, PASSWORD, Office

OLD, NEW = organisation.shipped()["OSL 21:7"].letter_line, "uppgift i nya ord"


def reworded(office: Office, **changed: object) -> None:
    """A new edition in which OSL 21:7 reads otherwise."""

    def deed(unit: Unit) -> None:
        rows = dict(organisation.provisions(unit))
        rows["OSL 21:7"] = replace(rows["OSL 21:7"], **changed)  # type: ignore[arg-type]
        text = catalogue.written(rows.values())
        number = unit.editions.newest().number + 1
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        unit.editions.add(Edition(number, sha256, unit.actor.id, unit.now, "prov"), text)

    office.workspace.do(deed)


def words(paper: content.Document) -> str:
    """Everything that a paper says."""
    return "\n".join(text for block in paper.blocks for text in content.texts(block))


def test_a_new_workspace_has_the_shipped_catalogue_as_its_first_edition(office: Office) -> None:
    """The first edition is what the program brought, by nobody, and holds until there is another."""
    (first,) = office.workspace.ask(lambda reader: reader.editions.all())
    assert (first.number, first.made_by, first.signed) == (1, None, 0)
    assert office.workspace.ask(organisation.provisions) == organisation.shipped()
    reworded(office, letter_line=NEW)
    assert office.workspace.ask(organisation.provisions)["OSL 21:7"].letter_line == NEW
    assert office.workspace.ask(organisation.provisions, 1) == organisation.shipped()


def test_an_answer_under_review_keeps_the_words_it_was_sent_with(office: Office) -> None:
    """Letter, list of masks and record made again after the catalogue has changed say what they said before."""
    _request, delivery_id, _document = office.signed()
    before = _said(office, delivery_id)
    assert OLD in before
    reworded(office, letter_line=NEW, heading="Ny rubrik", questions=("En ny fråga?",), source="SFS ny")
    assert _said(office, delivery_id) == before
    assert office.workspace.ask(lambda r: r.deliveries.get(delivery_id)).edition == 1
    assert office.workspace.ask(delivery.signature, delivery_id) is not None


def test_an_answer_that_is_opened_again_takes_the_new_words(office: Office) -> None:
    """A change voids the signature, and what is sent anew follows the catalogue as it is then."""
    _request, delivery_id, _document = office.signed()
    reworded(office, letter_line=NEW)
    office.workspace.do(delivery.choose, delivery_id, hide_lengths=True)
    assert NEW in _said(office, delivery_id)


def test_an_assessment_keeps_the_questions_it_has_answered(office: Office) -> None:
    """Its answers stand beside the questions of its own edition, in the form and in the record."""
    _request, delivery_id, _document = office.masked()
    reworded(office, questions=("En ny fråga?",))
    (row,) = office.workspace.ask(lambda r: r.assessments.where(delivery_id=delivery_id))
    told = {name: getattr(row, name) for name in Answers.__dataclass_fields__}
    office.workspace.do(assessment.write, delivery_id, Answers(**told | {"answers": ("Ja.",)}), row.id)
    maja = office.workspace.signed_in
    view = office.workspace.ask(queries.assessments, delivery_id, maja).assessments[0]
    assert view.provision.questions == organisation.shipped()["OSL 21:7"].questions
    fresh = office.workspace.do(assessment.write, delivery_id, Answers(**told))
    assert office.workspace.ask(lambda r: r.assessments.get(fresh)).edition == 2


def test_a_decision_keeps_its_edition(office: Office) -> None:
    """The decision made again says the law as it stood in the catalogue when the company decided."""
    delivery_id = ready(office)
    decision_id = office.workspace.do(decisions.ask, delivery_id, by_company=True)
    given(office, KARIN, "2026-01-01")
    retested(office, decision_id)
    reworded(office.as_(KARIN), protects="Något annat", heading="Ny rubrik")
    office.workspace.do(decisions.decide, decision_id, PASSWORD)
    assert office.workspace.ask(lambda r: r.decisions.get(decision_id)).edition == 1
    said = words(office.as_(MAJA).workspace.ask(decision_papers.decision, decision_id, office.clock()))
    assert organisation.shipped()["OSL 21:7"].heading in said
    assert "Ny rubrik" not in said


def _said(office: Office, delivery_id: int) -> str:
    at, head = office.clock(), office.workspace.ask(lambda r: r.log_head())
    letter = office.workspace.ask(papers.letter, delivery_id, MAJA, at)
    schedule = office.workspace.ask(papers.schedule, delivery_id, at, head)
    record = office.workspace.ask(papers.record, delivery_id, at)
    return words(letter) + words(replace(schedule, blocks=schedule.blocks[:-2])) + words(record)
