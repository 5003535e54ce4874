"""Controls that rest on the law say the rule and its paragraph where the pointer rests, and to a screen reader."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QWidget

from app.services.office import controls, organisation
from app.services.office.controls import ControlRule
from ui import legal, wording

from .rooms import Room

PARAGRAPH = re.compile(r"\b(TF|OSL) \d+:\d+")


def told(widget: QWidget) -> set[str]:
    """What stands in the tooltips of a screen and is said to a screen reader as well."""
    parts = widget.findChildren(QWidget)
    return {part.toolTip() for part in parts if part.toolTip() == part.accessibleDescription()}


def test_each_rule_stands_on_its_control(room: Room) -> None:
    """Every row of the catalogue is worn by a control on one of the screens of a request; each names a paragraph."""
    request_id, delivery_id, _document = room.office.masked()
    said: set[str] = set()
    for name in ("request", "register", "assessment", "delivery"):
        said |= told(room.show(name, request_id=request_id, delivery_id=delivery_id))
    screen = room.show("delivery", delivery_id=delivery_id)
    screen.release.act.set_blockers(())
    said |= told(screen)
    for rule in controls.rules().values():
        assert PARAGRAPH.search(rule.source), rule.code
        if rule.code != "decision":  # its link comes with a decision
            assert legal.words(rule.code) in said, rule.code


def test_a_ground_says_its_provision(room: Room) -> None:
    """The keys of the palette, which are the law most used, say chapter and section and what they protect."""
    _request, _delivery, document_id = room.office.masked()
    screen = room.show("review", document_id=document_id)
    hints = {button.provision: button.toolTip() for button in screen.palette_row._buttons}
    known = room.workspace.ask(organisation.provisions)
    assert hints
    for provision, hint in hints.items():
        assert hint.startswith(provision)
        assert known[provision].heading in hint or known[provision].protects in hint, provision


def test_a_rule_that_nobody_has_read_says_so() -> None:
    """An unsure source is told as such, as everywhere."""
    unsure = ControlRule("x", "Regeln.", "OSL 1:1", "L")
    assert wording.backed(unsure.source, unsure.confidence) != unsure.source
