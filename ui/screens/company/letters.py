"""The letters, on the company's page: which template each is made from, out to Word, in again, and back."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.local_time import local_day
from app.services.writing.letter_templates import TemplateRow
from app.texts import _

from ... import theme
from ...parts.buttons import Button, Kind
from ...parts.columns import Column
from ...parts.rows import RowsView
from ...parts.words import Card, Words, line

MOST_SEEN = 8
"""So many rows are seen at once; the rest scrolls."""


class Verb(StrEnum):
    """What is done with a letter's template."""

    LOOK = "look"
    EXPORT = "export"
    USE = "use"
    BACK = "back"


def columns() -> list[Column]:
    """The columns of the table of letters."""
    return [
        Column(_("Letter"), lambda row: row.kind.label, second=lambda row: row.kind.source),
        Column(_("Template"), _template, second=_whose, width=260),
    ]


def _template(row: TemplateRow) -> str:
    return _("The one that ships") if row.own is None else _("Our own, number {number}").format(number=row.own.number)


def _whose(row: TemplateRow) -> str:
    return "" if row.own is None else f"{row.taken_by}, {local_day(row.own.taken_at)}"


class Letters(QWidget):
    """The section. ``asked`` tells what shall be done (a Verb) with which letter's template."""

    asked = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = RowsView(columns(), _("Letters"), key=lambda row: row.kind.code, tall="document", parent=self)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.look = Button(_("Look at it"), Kind.SECONDARY, "letter", parent=self)
        self.export = Button(_("Edit in Word …"), Kind.SECONDARY, "docx", parent=self)
        self.use = Button(_("Take in from Word …"), Kind.SECONDARY, "take-in", parent=self)
        self.back = Button(_("Back to the one that ships"), Kind.SECONDARY, "undo", parent=self)
        self.buttons = {Verb.LOOK: self.look, Verb.EXPORT: self.export, Verb.USE: self.use, Verb.BACK: self.back}
        card = Card(parent=self)
        card.add_row(self.table, (0, 0, 0, 0))
        told = _(
            "Write the template as a Word file, change its words, and take it in. Fields stand in braces, and what the "
            "law asks for must stay."
        )
        stacked = QVBoxLayout(self)
        stacked.setContentsMargins(0, 0, 0, 0)
        stacked.setSpacing(theme.px(8))
        stacked.addWidget(Words(_("Letters"), "section"))
        stacked.addWidget(Words(told, "body", "ink2", True))
        stacked.addWidget(card)
        below = line(*self.buttons.values(), spacing=8)
        below.addStretch(1)
        stacked.addLayout(below)
        for verb, button in self.buttons.items():
            button.clicked.connect(lambda _on=False, verb=verb: self._ask(verb))
        self.table.opened.connect(lambda _row: self._ask(Verb.LOOK))
        self.table.chose.connect(lambda _row: self._shape())

    def show_rows(self, rows: tuple[TemplateRow, ...], may: bool) -> None:
        """Shows the letters; ``may``: this person changes templates."""
        self._may = may
        self.table.set_rows(rows)
        self.table.fit(MOST_SEEN)
        if rows and self.table.current() is None:
            self.table.selectRow(0)
        self._shape()

    def _shape(self) -> None:
        row = self.table.current()
        why_not = () if self._may else (_("Only an administrator changes this."),)
        shipped = (_("The one that ships is used already."),) if row is None or row.own is None else ()
        self.use.set_blockers(why_not)
        self.back.set_blockers(why_not or shipped)

    def _ask(self, verb: Verb) -> None:
        row = self.table.current()
        if row is not None and not self.buttons[verb].blockers():
            self.asked.emit(verb, row.kind.code)
