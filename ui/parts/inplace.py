"""What is asked in its place on a page: hidden until it is wanted, left with Escape, the keyboard back where it was."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.texts import _

from .keys import bind
from .swap import give_back
from .words import Surface


class InPlace(Surface):
    """A band of the page. Subclasses fill it, then call ``come``; ``leave`` changes nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", "top bottom", parent)
        self._back: QWidget | None = None
        bind(self, "Esc", _("Leave the question and change nothing"), self.leave, area=_("in questions"), common=True)
        self.hide()

    def come(self, focus: QWidget) -> None:
        """Shows it with the keyboard there, and keeps from where it came."""
        if not self.isVisible():
            self._back = self.window().focusWidget()
        self.show()
        focus.setFocus()

    def leave(self) -> None:
        """Nothing is changed."""
        self.hide()
        give_back(self._back)
