"""The rail of a request: at every step it shows what blocks the next one, with a way to the thing that blocks."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from app.domain.decisions import Scope
from app.domain.requests import DeliveryState, RequestState
from app.domain.workflow import DELIVERY, REQUEST, DeliveryStep, Facts, RequestStep
from app.services.delivering import charging, sign_off
from app.services.delivering.charging import choose_form
from app.texts import _
from tests.app.services.deciding.test_decisions import delegate
from tests.app.services.deciding.test_rulings import out
from tests.app.services.delivering.test_fees import judged
from tests.builders import KARIN, MAJA, PASSWORD
from ui.parts.buttons import Link
from ui.parts.steps import StepState
from ui.screens.request.blockers import ELSEWHERE, target
from ui.screens.request.steps import steps

from .rooms import Room
from .test_screens_request import links

LOUD = Facts(**{field.name: 1 for field in fields(Facts) if field.type == "int"} | {"documents": 0})  # type: ignore[arg-type]
"""Facts in which everything that can be counted stands in the way."""


def test_every_blocker_leads_somewhere(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever holds a step of a delivery or of the request: the page knows where it is mended."""
    request_id = room.office.request()
    room.office.document(request_id)
    screen: Any = room.show("request", request_id=request_id)
    person = room.workspace.signed_in
    held = [b for state in DeliveryState for step in DeliveryStep for b in DELIVERY.blockers(state, step, LOUD, person)]
    held += [b for state in RequestState for step in RequestStep for b in REQUEST.blockers(state, step, LOUD, person)]
    codes = {blocker.code for blocker in held} - set(ELSEWHERE) - {"step-not-open"}
    assert {"fee-unpaid", "delay-untold", "marks-unjudged", "residuals-open"} <= codes
    monkeypatch.setattr(room.frame, "show_screen", lambda name, **arguments: None)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *asked: ([], ""))
    for code in codes:
        screen.follow(target(code, screen.view.current))


def test_an_unpaid_fee_stands_at_the_handing_out(room: Room) -> None:
    """Copies are made, the fee is not paid: the rail says so at its step, and the link opens the fee."""
    delivery_id = judged(room.office)
    room.workspace.do(choose_form, delivery_id, "paper")
    delegate(room.office, KARIN, "2026-01-01", Scope.FEE)
    room.office.as_(KARIN).workspace.do(charging.in_advance, delivery_id, "Stor beställning.", PASSWORD)
    out(room.office, delivery_id)
    screen: Any = room.show("request", request_id=1)
    assert [step.state for step in steps(screen.view, room.workspace.clock())][4] is StepState.BLOCKED
    assert len(links(screen)) == 1
    next(link for link in screen.steps.findChildren(Link) if link.isVisible()).click()
    QTest.qWait(1)
    assert (room.now, room.now.delivery_id) == (room.frame._open["fee"], delivery_id)


def test_what_another_person_does_is_said_and_is_no_obstacle(room: Room) -> None:
    """In review the clerk reads why the signature is not theirs; for the reviewer the step is open."""
    request_id, delivery_id, _document = room.office.masked()
    room.workspace.do(sign_off.submit, delivery_id)
    screen: Any = room.show("request", request_id=request_id)
    step = steps(screen.view, room.workspace.clock())[3]
    assert (step.state, step.blockers) == (StepState.CURRENT, ())
    assert step.actions[0].why
    room.office.as_(KARIN)
    screen.refresh()
    step = steps(screen.view, room.workspace.clock())[3]
    assert (step.actions[0].words, step.actions[0].reasons, step.actions[0].why) == (_("Review and sign"), (), "")
    room.office.as_(MAJA)

