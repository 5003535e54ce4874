"""The row that is chosen: what the program brings for it, its fields, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.provisions import Provision
from app.services.office.editions import CatalogueRow
from app.texts import _

from ... import theme
from ...parts.buttons import Button, Kind, SecondaryButton
from ...parts.words import Card, Surface, Words, line
from .form import ProvisionForm
from .words import offered


class RowPanel(Surface):
    """The panel at the right. ``changed`` asks for what is written to be kept, ``dropped`` for it to be dropped,
    ``retired`` for the row to be retired or put back, ``signed`` for it to be signed; ``took`` and ``left`` answer what
    the program brings."""

    changed = Signal()
    dropped = Signal()
    retired = Signal()
    signed = Signal()
    took = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", "left", parent)
        self.setAccessibleName(_("Row"))
        self.one: CatalogueRow | None = None
        self._closed: tuple[QWidget, ...] = ()
        self.title = Words("", "section", wrap=True, parent=self)
        self.offer = Card(parent=self)
        self._offered = Words("", "small", wrap=True, parent=self.offer)
        self.take = SecondaryButton(_("Take these words"), parent=self.offer)
        self.leave = SecondaryButton(_("Leave ours"), parent=self.offer)
        self.form = ProvisionForm(self)
        self.keep = SecondaryButton(_("Keep the change"), key="Ctrl+Enter", parent=self)
        self.drop = Button(_("Drop the change"), Kind.QUIET, key="Esc", parent=self)
        self.retire = SecondaryButton("", parent=self)
        self.sign = SecondaryButton(_("Sign the row"), "sign", parent=self)
        self._lay_out()
        self.keep.clicked.connect(self.changed)
        self.drop.clicked.connect(self.dropped)
        self.retire.clicked.connect(self.retired)
        self.sign.clicked.connect(self.signed)
        self.take.clicked.connect(self.took)
        self.leave.clicked.connect(self.left)
        self.form.written.connect(self._shape)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.px(16), theme.px(14), theme.px(12), theme.px(14))
        whole.setSpacing(theme.px(10))
        whole.addWidget(self.title)
        answers = QHBoxLayout()
        answers.setSpacing(theme.px(8))
        answers.addWidget(self.take)
        answers.addWidget(self.leave)
        answers.addStretch(1)
        card = QVBoxLayout()
        card.setSpacing(theme.px(6))
        card.addWidget(Words(_("The program brings other words:"), "strong", parent=self.offer))
        card.addWidget(self._offered)
        card.addLayout(answers)
        self.offer.add_row(card, (12, 8, 12, 10))
        whole.addWidget(self.offer)
        whole.addWidget(self.form, 1)
        buttons = line(self.keep, self.drop, self.retire, self.sign, spacing=8)
        buttons.addStretch(1)
        whole.addLayout(buttons)

    def show_row(self, one: CatalogueRow, may: bool, may_sign: bool) -> None:
        """Shows a row; ``may``: whether this person may change it, ``may_sign``: sign it."""
        self.one = one
        brought = one.offer is not None and one.offer.ours is None
        self._show(f"{one.row.id} {one.row.heading}")
        self.offer.setVisible(one.offer is not None)
        self._offered.setText(offered(one) if one.offer is not None else "")
        self.take.setVisible(may)
        self.leave.setVisible(may)
        self.form.show_row(one.row, may and not brought)
        self.retire.become(_("Put back") if one.row.retired else _("Retire …"))
        self.keep.setVisible(may and not brought)
        closed = ((self.retire, not may or brought), (self.sign, not may_sign))
        self._closed = tuple(part for part, shut in closed if shut)
        self.sign.set_blockers(() if one.unsigned else (self._why_not_signed(one),))
        self._shape()

    @staticmethod
    def _why_not_signed(one: CatalogueRow) -> str:
        if one.row.retired:
            return _("A retired row is not signed.")
        if one.row.reviewed_by:
            return _("The row is signed.")
        return _("The row is changed. Save the edition first, then sign.")

    def show_new(self, row: Provision) -> None:
        """Shows empty fields for a row that shall be added."""
        self.one = None
        self._show(_("A new row"))
        self._closed = (self.retire, self.sign)
        self.offer.hide()
        self.keep.show()
        self.form.show_row(row, editable=True, new=True)
        self.form.controls["id"].field.control.setFocus()
        self._shape()

    def _show(self, title: str) -> None:
        self.title.setText(title)
        self.show()

    def _shape(self) -> None:
        self.keep.set_blockers(() if self.form.dirty else (_("Nothing has been written."),))
        self.drop.setVisible(self.form.dirty or self.one is None)
        for part in (self.retire, self.sign):
            part.setHidden(self.form.dirty or part in self._closed)
