"""What no harm can keep secret: bids after the award, and emissions."""

from __future__ import annotations

import pytest

from app.domain.errors import Blocked
from app.domain.ids import DeliveryId, MarkId
from app.services import queries
from app.services.assessing import assessment
from app.services.cases import intake
from app.services.delivering import delivery, sign_off
from app.services.marking import review
from redaction.geometry import Rect
from tests.builders import answers_of

from .desk import Desk

ROW = Rect(72, 80, 400, 100)


def masked(desk: Desk, title: str, line: str, provision: str) -> DeliveryId:
    """A judged document of one line, which is masked as an area."""
    request = desk.request("Jag vill ta del av handlingen.", f"Begäran om utlämnande av handling – {title.lower()}")
    document = desk.document(request, desk.text(title, line))
    desk.leave(document, "Ingen bestämmelse hindrar.")
    desk.area(document, 0, ROW, provision)
    desk.workspace.do(intake.mark_done, document)
    return desk.delivery(request)


def held(desk: Desk, part: DeliveryId) -> list[str]:
    """What stops the delivery from going to review."""
    desk.tick(part)
    with pytest.raises(Blocked) as caught:
        desk.workspace.do(sign_off.submit, part)
    return [blocker.code for blocker in caught.value.blockers]


def test_scenario_n06_bids_are_no_longer_secret_once_awarded(desk: Desk) -> None:
    """19:3 second paragraph with the status ”tilldelad” is blocked; before the award the same mask goes on."""
    why = ("Upphandlingen av fjärrvärmerör pågår.", "")
    part = masked(desk, "Anbudsförteckning", "Fyra anbud har kommit in.", "OSL 19:3 2 st")
    written = desk.assess(part, "OSL 19:3 2 st", "supplier_price", *why, status="awarded")
    assert held(desk, part) == ["status-over"]
    row = desk.workspace.ask(delivery.assessments, part)[written]
    desk.workspace.do(assessment.write, part, answers_of(row, status="running"), written)
    desk.workspace.do(sign_off.submit, part)


def test_scenario_n07_emissions_are_never_a_suppliers_secret(desk: Desk) -> None:
    """Masked under 31:16 the row is blocked by 10:5; under 18:8 it is a question, whose answering stands in the log."""
    why = ("Mätvärdena kommer från leverantörens anläggning.", "Leverantörens driftsätt blir känt för konkurrenterna.")
    part = masked(desk, "Mätprotokoll", "Rökgas 120 mg per kubikmeter.", "OSL 31:16")
    desk.assess(part, "OSL 31:16", "supplier_method", *why, emissions="emission")
    assert held(desk, part) == ["emissions-masked"]
    (document,) = desk.workspace.ask(delivery.documents, part)
    desk.workspace.do(intake.reopen, document.id)
    marks = [MarkId(mark.id) for mark in desk.workspace.ask(delivery.masks, document.id)]
    desk.workspace.do(review.accept, marks, "OSL 18:8")
    desk.workspace.do(intake.mark_done, document.id)
    written = desk.assess(part, "OSL 18:8", "technical_security", *why, emissions="emission")
    assert held(desk, part) == ["marks-without-assessment"]
    row = desk.workspace.ask(delivery.assessments, part)[written]
    said = answers_of(row, emissions_reason="Mätpunktens läge visar var larmet sitter.")
    desk.workspace.do(assessment.write, part, said, written)
    desk.workspace.do(sign_off.submit, part)
    assert "emissions-answered" in [line.row.event for line in desk.workspace.ask(queries.log)]
