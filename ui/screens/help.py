"""Help: every key of the window, those of the screen one came from first; searched, printed or saved as a card."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFileDialog, QWidget

from app import long_work
from app.texts import _, ngettext
from redaction.content import Document

from .. import key_map, theme
from ..key_map import Part
from ..papers import open_path
from ..parts import paint
from ..parts.buttons import SecondaryButton
from ..parts.columns import Column, Group
from ..parts.inputs import SearchField
from ..parts.keys import KeyLine, bind
from ..parts.notices import Tone
from ..parts.rows import RowsView
from ..parts.words import Surface, Words, line
from ..printing import Printout
from ..work import Work
from .page import Page

KEYS_WIDE = 240
"""Width of the column of keys in px."""


class HelpScreen(Page):
    """The key map. Screens that nobody has been on are made meanwhile, one at a time, for their keys."""

    place = "help"

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self.came_from = ""
        self.work = Work(self)
        self.save = SecondaryButton(_("Save the card as PDF"), "take-in", parent=self)
        self.print = SecondaryButton(_("Print the card"), "print", parent=self)
        self.printout = Printout(self)
        self.about = SecondaryButton(_("About the program"), "info", parent=self)
        self.top.add(self.about, self.save, self.print)
        self.search = SearchField(_("Search keys and what they do"), "Ctrl+F", self)
        self.table = RowsView(columns(), _("Keys"), key=lambda row: row, tall="finding", parent=self)
        tools = Surface("content", parent=self)
        row = line(self.search, spacing=10, margins=(20, 8, 20, 8))
        self.told = Words(_("Single letters wait while you write. The card holds what is shown."), "small", "ink2")
        row.addWidget(self.told)
        row.addStretch(1)
        tools.setLayout(row)
        self.column.addWidget(tools)
        self.column.addWidget(self.table, 1)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._make_next)
        self._bind()

    def _bind(self) -> None:
        self.search.textChanged.connect(lambda _text: self.refresh())
        self.save.clicked.connect(self._choose_file)
        self.print.clicked.connect(self.print_card)
        self.about.clicked.connect(lambda: self.frame.show_screen("about"))
        self.work.finished.connect(self._made)
        self.work.refused.connect(lambda sentence: self.tell(Tone.STOP, sentence))
        bind(self, "Esc", _("Go back to where you were"), self.turn_back)

    # -- showing -----------------------------------------------------------------------------------------------------

    def title(self) -> str:
        return _("Help")

    def open(self, **arguments: Any) -> None:
        """Shows the keys of the screen that is shown now, then all others."""
        self.hush()
        shown = self.frame.current()
        if shown is not self:
            self.came_from = self.frame.name_of(shown) if shown is not None else ""
            self.search.clear()
        self.top.set_title(_("Keys"))
        self.frame.status.set_mode(_("Help"), _("Type to search. Esc goes back to where you were."))
        self.refresh()
        self._later.start(0)

    def refresh(self) -> None:
        rows: list[object] = []
        for part in self.shown():
            rows += [Group(part.words, len(part.lines), part.name), *part.lines]
        self.table.set_rows(rows)
        count = sum(isinstance(row, KeyLine) for row in rows)
        self.top.detail.setText(ngettext("{count} key", "{count} keys", count).format(count=count))

    def parts(self) -> list[Part]:
        """All keys that are known, those of the screen one came from first."""
        return key_map.parts(self.frame, self.came_from)

    def shown(self) -> list[Part]:
        """Those that hold every word that is searched for."""
        wanted = self.search.text().casefold().split()
        return [part for part in (part.holding(wanted) for part in self.parts()) if part.lines]

    def _make_next(self) -> None:
        """Makes one more screen for its keys, and the next one when the window has answered in between."""
        names = key_map.unmade(self.frame)
        if names and self.workspace is not None and self.workspace.person is not None:
            self.frame.screen_of(names[0])
            self._later.start(0)
            if len(names) == 1:
                self.refresh()

    def turn_back(self) -> None:
        self.frame.show_screen(self.came_from or "requests")

    # -- the card ----------------------------------------------------------------------------------------------------

    def _choose_file(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(self, _("Save the card as PDF"), _("Keys") + ".pdf", "PDF (*.pdf)")
        if name:
            self.save_to(Path(name))

    def save_to(self, target: Path) -> None:
        """Writes the card of the keys shown, in a thread."""
        workspace, paper = self.workspace, self.card()
        self.work.start(lambda _progress: long_work.write_paper(workspace, paper, target))

    def card(self) -> Document:
        """The card of the keys shown; of all, where nothing is searched for."""
        for name in key_map.unmade(self.frame):
            self.frame.screen_of(name)
        return key_map.card(self.shown())

    def print_card(self) -> None:
        """Prints the card of the keys shown."""
        workspace, paper = self.workspace, self.card()
        self.printout.start(_("Keys"), lambda place: long_work.write_paper(workspace, paper, place))

    def _made(self, target: Path) -> None:
        self.tell(Tone.OK, _("The card is saved."), str(target), _("Open"), lambda: open_path(target))

    def areas(self) -> list[QWidget]:
        return [self.top, self.search, self.table]

    def start_focus(self) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)


def columns() -> list[Column]:
    """Keys, what they do, and where."""
    return [
        Column(_("Key"), lambda row: key_map.written(row.keys), width=KEYS_WIDE, paint=_draw_keys),
        Column(_("What it does"), lambda row: row.words, width=460),
        Column(_("Where"), lambda row: row.area, tone=lambda row: "ink2"),
    ]


def _draw_keys(painter: QPainter, rect: QRectF, row: KeyLine, ink: str) -> None:
    left = rect.left()
    for key in row.keys:
        left += paint.key_cap(painter, left, rect.center().y(), key, ink or "ink2") + theme.px(6)
