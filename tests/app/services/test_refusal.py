"""A refused delivery: stated grounds, the information of OSL 6:3, no copies; and never a word too much."""

from __future__ import annotations

import pytest

from app.domain.assessments import Answers, AssessmentOutcome
from app.domain.errors import Blocked
from app.domain.ids import DeliveryId, RequestId
from app.services.assessing import assessment
from app.services.cases import intake, notes
from app.services.delivering import delivery, sign_off
from app.services.writing import delivery_letters
from redaction import content
from tests.builders import Office


def refused(office: Office) -> tuple[RequestId, DeliveryId]:
    """A request with one judged document that the clerk refuses as a whole."""
    request_id = office.request()
    office.workspace.do(intake.mark_done, office.document(request_id, title="Beredskapsplan"))
    delivery_id = office.delivery(request_id)
    office.workspace.do(delivery.choose, delivery_id, refused=True)
    return request_id, delivery_id


def letter(office: Office, delivery_id: DeliveryId) -> str:
    """Everything that the letter says, as one text."""
    made = office.workspace.ask(delivery_letters.letter, delivery_id, "Maja Sundin", office.clock())
    return text_of(made)


def text_of(made: content.Document) -> str:
    """All words of a paper."""
    said = [made.title, *made.addressee]
    for block in made.blocks:
        match block:
            case content.Paragraph():
                said.append("".join(run.text for run in block.runs))
            case content.Heading() | content.Note():
                said.append(block.text)
            case content.Bullets() | content.Numbered():
                said += block.lines
            case content.Table():
                said += [" ".join(row) for row in (block.header, *block.rows)]
            case content.Facts():
                said += [" ".join(row) for row in block.rows]
    return "\n".join(said)


def test_a_refusal_without_a_ground_goes_nowhere(office: Office) -> None:
    """Only a provision can refuse (TF 2:2): without a finished assessment that says so it cannot be sent on."""
    _request, delivery_id = refused(office)
    with pytest.raises(Blocked) as held:
        office.workspace.do(sign_off.submit, delivery_id)
    assert [b.code for b in held.value.blockers] == ["refusal-without-ground"]
    office.assessed(delivery_id, harm=" ")
    with pytest.raises(Blocked):
        office.workspace.do(sign_off.submit, delivery_id)
    office.assessed(delivery_id, provision="OSL 18:13")
    office.workspace.do(sign_off.submit, delivery_id)


def test_the_letter_of_a_refusal_names_documents_and_grounds(office: Office) -> None:
    """The documents, the provision, the reasons, how to get a decision; no boxes, no reading at the office."""
    _request, delivery_id = refused(office)
    office.assessed(delivery_id, provision="OSL 18:13", harm="Planen kan motverkas.")
    shown = Answers("OSL 21:1", "customer_identity", "Visar sig inte gälla.", outcome=AssessmentOutcome.RELEASE)
    office.workspace.do(assessment.write, delivery_id, shown)
    said = letter(office, delivery_id)
    assert "Beredskapsplan" in said
    assert "OSL 18:13" in said
    assert "Planen kan motverkas." in said
    assert "skriftligt beslut" in said
    assert "OSL 21:1" not in said
    assert "Markering" not in said
    assert "läsa" not in said.replace("Jag vill läsa klagomålen.", "")
    assert "Beslut" not in said
    assert "verklagandehänvisning" not in said


def test_the_letter_of_a_part_states_only_what_carries_a_mask(office: Office) -> None:
    """An assessment that no mask rests on has no box and no place in the letter."""
    _request, delivery_id, _document = office.masked()
    office.assessed(delivery_id, provision="OSL 31:16", harm="Leverantören skadas.")
    said = letter(office, delivery_id)
    assert "31:16" not in said
    assert "OSL 21:7" in said


def test_what_is_not_there_is_answered_as_such(office: Office) -> None:
    """A request for something that the company does not hold: no ground, but the way to a decision all the same."""
    request_id = office.request()
    delivery_id = office.delivery(request_id)
    office.workspace.do(notes.searched, request_id, "i diariet och hos driften", "inget")
    office.workspace.do(delivery.choose, delivery_id, refused=True)
    office.workspace.do(sign_off.submit, delivery_id)
    said = letter(office, delivery_id)
    assert "inte funnit" in said
    assert "i diariet och hos driften" in said
    assert "skriftligt beslut" in said
    assert "lämnas inte ut" not in said


def test_letters_are_the_clerks_own_and_never_called_a_decision(office: Office) -> None:
    """Whole, in part, refused: no heading "Beslut", no appeal notice; who asked without a name is not named."""
    request_id, delivery_id, document_id = office.masked()
    said = [letter(office, delivery_id)]
    office.workspace.do(delivery.choose, delivery_id, refused=True)
    said.append(letter(office, delivery_id))
    office.workspace.do(delivery.choose, delivery_id, refused=False)
    office.workspace.do(intake.remove, document_id)
    office.workspace.do(intake.mark_done, office.document(request_id))
    said.append(letter(office, delivery_id))
    for text in said:
        assert "Sökanden i FE 2026-0001" in text
        assert "”Jag vill läsa klagomålen.”" in text
        assert not any(line.startswith("Beslut") for line in text.splitlines())
        assert "verklagandehänvisning" not in text
        assert "tre veckor" not in text
    part, refused_, whole = said
    assert "3. " not in whole
    assert "OSL är offentlighets- och sekretesslagen (2009:400)." in part
    assert "skriftligt beslut" in part
    assert "skriftligt beslut" in refused_
    assert "skriftligt beslut" not in whole
    assert "19810107" not in "".join(said)
