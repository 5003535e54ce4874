"""A real kill: what was decided can be undone and redone after it, and what was begun stands in its field."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.bootstrap import open_workspace
from app.domain.ids import DocumentId
from app.services.office import people
from redaction.marks import MarkState
from tests.builders import MAJA, Clock, Office
from tests.ui.desks import Desk, Still, desk_in, press, there
from tests.ui.killed_window import BEGUN
from ui import theme
from ui.viewer import pictures

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def states(desk: Desk, document_id: DocumentId) -> list[MarkState]:
    """How the document's marks stand."""
    return [mark.state for mark in desk.marks(document_id)]


def test_undo_redo_and_half_a_reason_survive_a_kill(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, light: theme.Tokens
) -> None:
    """The window is killed in the middle of a sentence; another one opens on what it left."""
    environment = {k: v for k, v in os.environ.items() if k not in ("UTLAMNA_DATABASE_URL", "UTLAMNA_VAULT")}
    words = [sys.executable, "-m", "tests.ui.killed_window", str(tmp_path)]
    ended = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode not in (0, 1), ended.stderr
    monkeypatch.setattr(people, "_hasher", lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    monkeypatch.setattr(pictures, "Renderer", Still)
    clock = Clock()
    office = Office(open_workspace(tmp_path, clock=clock), clock).as_(MAJA)
    for desk in desk_in(office, tmp_path):
        (document,) = office.workspace.ask(lambda reader: reader.documents.where())
        document_id = DocumentId(document.id)

        assert states(desk, document_id) == [MarkState.ACCEPTED, MarkState.PROPOSED]
        screen = desk.review(document_id)
        screen.next()
        press(screen.panel.list, Key.Key_Backspace)
        assert there(screen.panel.card.entry).text() == BEGUN
        press(there(screen.panel.card.entry), Key.Key_Escape)
        press(screen.panel.list, Key.Key_Y, modifier=CTRL)
        assert states(desk, document_id) == [MarkState.ACCEPTED, MarkState.ACCEPTED]
        press(screen.panel.list, Key.Key_Z, modifier=CTRL)
        press(screen.panel.list, Key.Key_Z, modifier=CTRL)
        assert states(desk, document_id) == [MarkState.PROPOSED, MarkState.PROPOSED]
    office.workspace.close()
