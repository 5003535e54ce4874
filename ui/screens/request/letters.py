"""Writing a letter on a request: which letter, its fields half filled, a look first; and the letters there are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app import letter_work, messages
from app.domain.errors import Refused
from app.domain.events import Event, RequestEvent
from app.domain.ids import RequestId
from app.domain.letters import Kind, Letter
from app.domain.local_time import local_day
from app.domain.people import Right
from app.services.writing import letter_fields, letters
from app.services.writing.letter_fields import Form
from app.texts import _

from ... import theme, wording
from ...papers import Reading, open_path
from ...parts.area import Area
from ...parts.buttons import PrimaryButton, SecondaryButton
from ...parts.columns import Column
from ...parts.inputs import Field, Lines, Tick
from ...parts.notices import Tone
from ...parts.rows import RowsView
from ...parts.split import Panel, Split
from ...parts.swap import show_in
from ...parts.words import Surface, Words, line
from ..page import Page

ROWS = 2
"""Lines of a field that is typed."""


class LettersScreen(Page):
    """The letters of one request. ``open(request_id=...)`` shows them, ``letter`` chooses one."""

    place = "requests"
    keeps = ("request_id",)

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self.request_id = RequestId(0)
        self.form: Form | None = None
        self.inputs: dict[str, Lines] = {}
        self.fields: dict[str, Field] = {}
        self.cases: dict[str, Tick] = {}
        self.reading = Reading(self)
        kinds = [Column(_("Letter"), lambda kind: kind.label, second=lambda kind: kind.family.label)]
        self.kinds = RowsView(kinds, _("Letters"), key=lambda kind: kind.code, tall="document", parent=self)
        written = [Column(_("Written"), _name, second=lambda row: str(local_day(row.written_at)))]
        self.written = RowsView(written, _("Written letters"), key=lambda row: row.id, tall="document", parent=self)
        self.nothing = Words(_("No letter has been written."), tone="ink2", wrap=True, parent=self)
        self.look = SecondaryButton(_("Look first"), "letter", parent=self)
        self.write = PrimaryButton(_("Write the letter …"), parent=self)
        self.middle = Area(parent=self)
        self.middle.setAccessibleName(_("Letter"))
        self._lay_out()
        self.kinds.chose.connect(self._chosen)
        self.written.opened.connect(self._show)
        self.look.clicked.connect(self.look_first)
        self.write.clicked.connect(self._choose_folder)
        for button in (self.look, self.write):
            button.refused.connect(lambda reason: self.tell(Tone.WARN, reason))
        self.listen_to(RequestEvent)

    def _lay_out(self) -> None:
        right = Surface("panel", "left", self)
        stacked = QVBoxLayout(right)
        stacked.setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16))
        stacked.setSpacing(theme.px(8))
        stacked.addWidget(Words(_("Written letters"), "section"))
        stacked.addWidget(self.nothing)
        stacked.addWidget(self.written, 1)
        stacked.addStretch(0)
        panels = (
            Panel(self.kinds, _("Letters"), 360, 220),
            Panel(self.middle, _("The letter"), 0, 340),
            Panel(right, _("Written letters"), 352, 220),
        )
        self.column.addWidget(Split("letters", panels, self), 1)

    # -- showing -----------------------------------------------------------------------------------------------------

    def title(self) -> str:
        return _("Letters")

    def open(self, request_id: int = 0, letter: str = "", **arguments: Any) -> None:
        """Shows the letters of a request."""
        if request_id and request_id != self.request_id:
            self.request_id, self.form = RequestId(request_id), None
        self.hush()
        self.refresh()
        self.frame.status.set_mode(_("Letters"), _("F6 changes area."))
        if self.form is None or letter:
            track = self.workspace.ask(lambda reader: reader.requests.get(self.request_id)).track
            first = letter or letter_fields.writable(track)[0].code
            self.kinds.choose(first)
            self.choose(first)

    def concerns(self, event: Event) -> bool:
        return isinstance(event, RequestEvent) and event.request_id == self.request_id

    def refresh(self) -> None:
        if not self.request_id:
            return
        request = self.workspace.ask(lambda reader: reader.requests.get(self.request_id))
        self.top.set_crumbs([("request", request.registry_number)])
        self.top.set_title(_("Letters"))
        rows = self.workspace.ask(lambda reader: reader.letters.where(request_id=self.request_id))
        self.kinds.set_rows(letter_fields.writable(request.track))
        self.written.set_rows(tuple(reversed(rows)))
        self.written.setVisible(bool(rows))
        self.nothing.setVisible(not rows)

    def _chosen(self, kind: Kind | None) -> None:
        if kind is not None:
            self.choose(kind.code)

    def choose(self, code: str) -> None:
        """Shows the form of a letter; one that cannot be written yet says why."""
        if self.form is not None and self.form.kind.code == code:
            return
        kind = letters.kinds()[code]
        why_not: tuple[str, ...] = ()
        self.form = None
        try:
            self.form = self.workspace.ask(letter_fields.form, self.request_id, code, self.person.name)
        except Refused as refusal:
            why_not = (messages.of(refusal),)
        if not self.person.may(Right.PREPARE):
            why_not = (_("Only who prepares requests writes letters."),)
        self.look.set_blockers(why_not)
        self.write.set_blockers(why_not)
        show_in(self.middle, self._body(kind, why_not))

    def _body(self, kind: Kind, why_not: Sequence[str]) -> QWidget:
        for button in (self.look, self.write):
            button.setParent(self)
        self.inputs, self.fields, self.cases = {}, {}, {}
        body = Surface("content")
        stacked = QVBoxLayout(body)
        stacked.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        stacked.setSpacing(theme.px(12))
        stacked.addWidget(Words(kind.label, "heading", wrap=True))
        stacked.addWidget(Words(wording.backed(kind.source, kind.confidence), "small", "ink2", True))
        if why_not:
            stacked.addWidget(Words(why_not[0], tone="warn", wrap=True))
        for name in self.form.typed if self.form else ():
            self.inputs[name] = Lines(self.form.first(name) if self.form else "", rows=ROWS)
            asked = kind.fields[name].label + ("" if name in kind.must else " " + _("(may be left empty)"))
            self.fields[name] = Field(asked, self.inputs[name])
            stacked.addWidget(self.fields[name])
        for case in kind.cases if self.form else ():
            self.cases[case] = Tick(_("Case: {case}").format(case=case))
            stacked.addWidget(self.cases[case])
        below = line(self.write, self.look, spacing=8)
        below.addStretch(1)
        stacked.addLayout(below)
        stacked.addStretch(1)
        return body

    # -- deeds -------------------------------------------------------------------------------------------------------

    def look_first(self) -> None:
        """Opens the letter as it would be; nothing is kept."""
        written = self._made(self.reading.folder(), keep=False)
        if written:
            open_path(written[0])

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Write the letter …"))
        if chosen:
            self.write_to(Path(chosen))

    def write_to(self, folder: Path) -> None:
        """Writes PDF and Word file to a folder, keeps them and enters the letter in the register."""
        written = self._made(folder, keep=True)
        if written:
            self.refresh()
            told = _("The letter is written and kept. {name} lies in the folder.").format(name=written[0].name)
            self.tell(Tone.OK, told, verb=_("Open"), deed=lambda: open_path(written[0]))

    def _made(self, folder: Path, keep: bool) -> tuple[Path, ...]:
        """The files written; () where it was refused, which the banner tells."""
        if self.form is None:
            return ()
        kind = self.form.kind
        values = {name: written.toPlainText().strip() for name, written in self.inputs.items()}
        cases = [case for case, tick in self.cases.items() if tick.isChecked()]
        found: tuple[Path, ...] | None = self.attempt(
            lambda: letter_work.write(self.workspace, self.request_id, kind.code, values, cases, keep, folder)
        )
        return found or ()

    def _show(self, row: Letter) -> None:
        place = self.reading.place(f"{_name(row)}.pdf")
        place.write_bytes(self.workspace.vault.file(row.sha256).read_bytes())
        open_path(place)

    def go_back(self, where: str) -> None:
        self.frame.show_screen(where, request_id=self.request_id)

    def areas(self) -> list[QWidget]:
        return [self.top, self.kinds, self.middle, self.written]

    def start_focus(self) -> None:
        self.kinds.setFocus()


def _name(row: Letter) -> str:
    return letters.kinds()[row.kind].label
