"""What every screen is to the frame: a title, a place on the rail, areas for F6, and a way in."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ..parts.words import Surface


class Screen(Surface):
    """A page of the stack. It shows and asks; going elsewhere is ``self.frame.show_screen(name, ...)``.

    ``place`` is the rail's name for where one is. ``titled`` tells that the title changed. ``keeps`` names the
    arguments of ``open`` that are attributes too and show the same again; None: one does not come back here.
    """

    titled = Signal()
    place = ""
    keeps: tuple[str, ...] | None = ()

    def __init__(self, frame: Any) -> None:
        """``frame`` is the main window: ``show_screen``, ``status``, ``workspace``, ``fail``."""
        super().__init__("content", parent=frame)
        self.frame = frame

    def open(self, **arguments: Any) -> None:
        """Called each time the screen is shown, with what it shall show."""

    def left_at(self) -> dict[str, int] | None:
        """What ``open`` is given to show the same again; None where one does not come back."""
        shown = {name: int(getattr(self, name)) for name in self.keeps or ()}
        return None if self.keeps is None or 0 in shown.values() else shown

    def title(self) -> str:
        """What stands in the window's caption; never a person's name or a wording."""
        return ""

    def areas(self) -> list[QWidget]:
        """The areas F6 goes round, in order."""
        return [self]

    def start_focus(self) -> None:
        """Puts the focus where work begins."""
        for area in self.areas():
            if area.focusPolicy() != Qt.FocusPolicy.NoFocus:
                area.setFocus()
                return

    def looked(self) -> None:
        """What is shown from now on is as it stands now."""

    def look_again(self) -> None:
        """What is shown may be old: the server was lost meanwhile."""

    def turn_back(self) -> None:
        """Goes back to where one came from; only a screen that is looked at in between knows that."""

    def let_go_of_all(self) -> None:
        """Called before the screen is closed for good: lets go of what takes room."""

    def may_leave(self) -> bool:
        """Whether the screen may be left now; one that says no tells why itself."""
        return True
