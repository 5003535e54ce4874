"""A clerk at work whose computer stops: run in a child, it kills itself without a word in the middle of a sentence.

``python -m tests.ui.killed_window FOLDER``: two findings are masked by key, the second is undone, and half a reason
stands in the card of the one that is open.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from argon2 import PasswordHasher
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.services.office import people
from tests.builders import an_office
from tests.ui.desks import Still, desk_in, press, there
from ui import drafting, theme
from ui.viewer import pictures

FIRST, SECOND = "19810107-9294", "19121212-1212"
LINES = [f"Jag heter Lovisa Granberg, personnr {FIRST}.", f"Min make Nils har {SECOND} och ringde."]
BEGUN = "en tjanste"


def quick() -> None:
    """Passwords that cost nothing, no page-drawer, drafts at once."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    people._hasher = lambda: hasher  # type: ignore[assignment]
    vars(pictures)["Renderer"] = Still
    drafting.PAUSE_MS = 0


def main(folder: Path) -> None:
    """Works, and ends as by a power cut."""
    quick()
    app = QApplication([])
    theme.apply(app)
    desk = next(desk_in(an_office(folder), folder))
    document_id = desk.document(LINES)
    desk.finds(document_id, FIRST, SECOND)
    screen = desk.review(document_id)
    press(screen.panel.list, Qt.Key.Key_3, Qt.Key.Key_4)
    press(screen.panel.list, Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    screen.next()
    press(screen.panel.list, Qt.Key.Key_Backspace)
    press(there(screen.panel.card.entry), BEGUN)
    QTest.qWait(5)
    os.kill(os.getpid(), 9)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
