"""About the program: version, engines and source, the diagnostics, and the licence of every part, each as a text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from app import about, diagnostics
from app.texts import _

from ..papers import open_path
from ..parts.buttons import SecondaryButton
from ..parts.columns import Column, Group
from ..parts.inputs import ReadOnly
from ..parts.keys import bind
from ..parts.notices import Tone
from ..parts.rows import RowsView
from ..parts.split import Panel, Split
from ..work import Work
from .page import Page

PROGRAM, DIAGNOSTICS, LICENCES = "program", "diagnostics", "licences"
LOOK = ("look/mode", "look/scale")
"""What the window has been set to, as the diagnostics tell it."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One row at the left: what it is called, and the small line under it."""

    name: str
    words: str
    second: str


class AboutScreen(Page):
    """A list at the left, the text of the row chosen at the right; what is shown is what is saved."""

    place = "help"

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self._parts: dict[str, about.Part] = {}
        self._engines: dict[str, str] = {}
        self.came_from = ""
        self.work = Work(self)
        self.asking = Work(self)
        self.save = SecondaryButton(_("Save the text …"), "take-in", parent=self)
        self.top.add(self.save)
        self.table = RowsView(columns(), _("About the program"), key=_key, tall="document", parent=self)
        self.text = ReadOnly(_("Text"), self)
        panels = (Panel(self.table, _("Parts"), 380, 260, front=True), Panel(self.text, _("Text"), 0, 420))
        self.column.addWidget(Split("about", panels, self), 1)
        self.table.chose.connect(self._show)
        self.work.finished.connect(self._read)
        self.asking.finished.connect(self._told)
        self.save.clicked.connect(self._choose_file)
        bind(self, "Esc", _("Go back to where you were"), self.turn_back)

    # -- showing -----------------------------------------------------------------------------------------------------

    def title(self) -> str:
        return _("About the program")

    def open(self, **arguments: Any) -> None:
        """Shows what the program is; its parts and engines are read meanwhile."""
        self.hush()
        shown = self.frame.current()
        if shown is not self:
            self.came_from = self.frame.name_of(shown) if shown is not None else ""
        self.top.set_title(_("About the program"))
        self.frame.status.set_mode(_("Help"), _("Esc goes back to where you were."))
        if not self._parts:
            self.refresh()
            self.work.start(lambda _progress: ({part.name: part for part in about.parts()}, about.engines()))

    def refresh(self) -> None:
        """The rows anew, the row that was chosen still chosen."""
        chosen = self.table.current()
        rows: list[object] = [Topic(PROGRAM, _("Version and source"), about.version())]
        rows.append(Topic(DIAGNOSTICS, _("Diagnostics"), _("For support; without personal data")))
        rows.append(Group(_("Licences"), len(self._parts), LICENCES))
        rows += [Topic(name, name, f"{part.version}  {part.licence}".strip()) for name, part in self._parts.items()]
        self.table.set_rows(rows)
        self.table.choose(_key(chosen) if isinstance(chosen, Topic) else PROGRAM)

    def _read(self, found: tuple[dict[str, about.Part], dict[str, str]]) -> None:
        self._parts, self._engines = found
        self.refresh()
        self._show(self.table.current())

    def _show(self, row: object) -> None:
        if not isinstance(row, Topic):
            return
        self.save.set_blockers(())
        if row.name == DIAGNOSTICS:
            self._ask()
        elif row.name == PROGRAM:
            engines = "\n".join(f"{name} {number}" for name, number in self._engines.items())
            self.text.setPlainText(f"{about.offer()}\n\n{engines}".strip())
        else:
            part = self._parts[row.name]
            self.text.setPlainText(f"{part.name} {part.version}\n{part.licence}\n{part.source}\n\n{part.text}")

    def _ask(self) -> None:
        """Looks at machine and workspace, in a thread."""
        self.text.setPlainText(_("Looking at the machine and the workspace. This takes a few seconds."))
        if not self.asking.busy:
            workspace, look = self.workspace, {name: self.frame.recall(name) for name in LOOK}
            self.asking.start(lambda _progress: diagnostics.text(workspace, look))
        self.save.set_blockers([_("The text is being made.")])

    def _told(self, text: str) -> None:
        row = self.table.current()
        if isinstance(row, Topic) and row.name == DIAGNOSTICS:
            self.text.setPlainText(text)
            self.save.set_blockers(())

    # -- saving ------------------------------------------------------------------------------------------------------

    def _choose_file(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(self, _("Save the text …"), "utlamna.txt", _("Text") + " (*.txt)")
        if name:
            self.save_to(Path(name))

    def save_to(self, target: Path) -> None:
        """Writes the text that is shown, to a new file."""
        if self.done(lambda: diagnostics.save(self.text.toPlainText(), target)):
            self.tell(Tone.OK, _("The text is saved."), str(target), _("Open"), lambda: open_path(target))

    def turn_back(self) -> None:
        self.frame.show_screen(self.came_from or "help")

    def areas(self) -> list[QWidget]:
        return [self.top, self.table, self.text]


def columns() -> list[Column]:
    """One column: what it is, and its version and licence under it."""
    return [Column(_("About the program"), lambda row: row.words, second=lambda row: row.second)]


def _key(row: Any) -> str:
    """What a row is known by."""
    return str(row.name)
