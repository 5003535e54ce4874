"""What is only looked at lies in the vault's workspace, and goes with the page that showed it."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.keys.ring import Ring
from app.vault import PART, Vault
from ui.papers import Reading


class Sheet(QObject):
    """A page with a workspace."""

    workspace: object = None


def test_papers_that_are_looked_at_lie_in_the_vault_and_go_with_the_page(tmp_path: Path, qtbot: QtBot) -> None:
    """Nothing of a request is laid in the system's own folder for temporary files."""
    vault, page = Vault(tmp_path / "vault", Ring({1: bytes(32)})), Sheet()
    page.workspace = SimpleNamespace(vault=vault)
    reading = Reading(page)
    place = reading.place("Brev 1/2.pdf")
    place.write_bytes(b"Ture")
    assert place.is_relative_to(vault.folder / PART)
    assert reading.folder().parent == place.parent
    assert reading.place("Brev 1/2.pdf") == place
    assert not place.exists()
    page.deleteLater()
    qtbot.waitUntil(lambda: not list((vault.folder / PART).iterdir()))
