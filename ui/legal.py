"""Controls that rest on a rule of law carry it, with its paragraph, in their tooltip and for screen readers."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.services.office import controls

from . import wording
from .parts.buttons import Pressable


def words(code: str) -> str:
    """The rule and where it stands: "The rule. OSL 6:3"."""
    rule = controls.rules()[code]
    return f"{rule.rule} {wording.backed(rule.source, rule.confidence)}"


def carry(control: QWidget, code: str) -> None:
    """Gives a control the rule that it rests on; a closed button goes on to say first why it is closed."""
    told = words(code)
    if isinstance(control, Pressable):
        control.set_hint(told)
    else:
        control.setToolTip(told)
        control.setAccessibleDescription(told)
