"""The catalogue of provisions: read by everybody, changed by administrators and reviewers, signed by reviewers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from app import law_paper, messages, writing
from app.domain.errors import Refused
from app.domain.events import CatalogueEvent
from app.domain.people import Right
from app.domain.provisions import Provision
from app.services.office import editions, organisation
from app.services.office.editions import CatalogueRow, CatalogueView
from app.texts import _, ngettext

from ... import theme
from ...parts.buttons import IconButton, PrimaryButton, SecondaryButton
from ...parts.choices import SegmentedControl
from ...parts.inputs import SearchField, Select
from ...parts.keys import bind
from ...parts.notices import Banner, EmptyState, Offer, Tone
from ...parts.rows import RowsView
from ...parts.split import Panel, Split
from ...parts.words import Surface, line
from ..asking import Asking
from ..page import Page
from .differences import Differences
from .panel import RowPanel
from .words import WHICH, columns, grouped, shown

EMPTY = Provision(
    id="OSL ", heading="", scope="", protects="", requisite="RAKT", requisite_text="", letter_line="", questions=(),
    confidence="H", source="", chapter=0,
)  # fmt: skip
"""What a new row begins as."""


class CatalogueScreen(Page):
    """The provisions with the chosen one beside them, or what differs between two editions."""

    place = "company"

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self.view: CatalogueView | None = None
        self.undo = IconButton("undo", _("Undo"), "Ctrl+Z", parent=self)
        self.redo = IconButton("redo", _("Redo"), "Ctrl+Y", parent=self)
        self.bring = SecondaryButton(_("Import …"), parent=self)
        self.export = SecondaryButton(_("Export …"), parent=self)
        self.sign = SecondaryButton("", "sign", parent=self)
        self.save = PrimaryButton(_("Save the edition …"), key="Ctrl+S", parent=self)
        self.top.add(self.undo, self.redo, self.bring, self.export, self.sign, self.save)
        self.unsigned = Banner(Tone.WARN, "", full_width=True, parent=self)
        self.offers = Banner(Tone.INFO, "", full_width=True, parent=self)
        self.parts = SegmentedControl(
            [("rows", _("Provisions"), ""), ("differences", _("Differences"), "")], _("View"), self
        )
        self.page = SecondaryButton(_("Page for a jurist …"), parent=self)
        self.search = SearchField(_("Search provisions"), "Ctrl+F", self)
        self.which = Select(self)
        self.which.setAccessibleName(_("Rows shown"))
        for name, (words, _fits) in WHICH.items():
            self.which.addItem(_(words), name)
        self.add = SecondaryButton(_("New row"), "plus", parent=self)
        self.table = RowsView(columns(), _("Provisions"), key=lambda one: one.row.id, tall="document", parent=self)
        every = Offer("all", "list", _("Show all rows"), _("Without words and filter"))
        self.none = EmptyState(_("Nothing here"), _("No provision fits the words or the filter."), [every], self)
        self.none.chosen.connect(lambda _name: self.show_all())
        self.panel = RowPanel(self)
        self.differences = Differences(self)
        self.asking = Asking(self)
        self._lay_out()
        self._bind()
        self.listen_to(CatalogueEvent)

    def _lay_out(self) -> None:
        self.column.addWidget(self.unsigned)
        self.column.addWidget(self.offers)
        self.column.addWidget(self.asking)
        rows = Surface("content", parent=self)
        listed = QVBoxLayout(rows)
        listed.setContentsMargins(theme.px(16), theme.px(10), theme.px(12), 0)
        listed.setSpacing(theme.px(8))
        listed.addLayout(line(self.search, self.which, self.add, spacing=8))
        listed.addWidget(self.table, 1)
        listed.addWidget(self.none, 1)
        panels = (Panel(rows, _("Provisions"), 0, 440), Panel(self.panel, _("The provision"), 480, 340))
        self.split = Split("catalogue", panels, self)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.split)
        self.stack.addWidget(self.differences)
        above = line(self.parts, spacing=8)
        above.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), 0)
        above.addStretch(1)
        above.addWidget(self.page)
        self.column.addLayout(above)
        self.column.addWidget(self.stack, 1)

    def _bind(self) -> None:
        bind(self, "Ctrl+Z", _("Undo"), lambda: self._turn(editions.undo))
        bind(self, "Ctrl+Y", _("Redo"), lambda: self._turn(editions.redo))
        bind(self, "Ctrl+S", _("Save as an edition"), self.ask_note)
        bind(self.panel, "Ctrl+Return", _("Keep what is written of the provision"), self.keep, area=_("in the form"))
        bind(self.panel, "Esc", _("Drop what is written of the provision"), self.drop, area=_("in the form"))
        for button, pressed in (
            (self.undo, lambda: self._turn(editions.undo)),
            (self.redo, lambda: self._turn(editions.redo)),
            (self.bring, self._import),
            (self.export, self._export),
            (self.sign, self.ask_sign_shown),
            (self.save, self.ask_note),
            (self.add, self.write_new),
            (self.page, self._ask_page),
        ):
            button.clicked.connect(pressed)
            button.refused.connect(lambda reason: self.tell(Tone.WARN, reason))
        self.offers.acted.connect(lambda: self.choose_which("brought"))
        self.parts.chosen.connect(self._show_part)
        self.search.textChanged.connect(lambda _text: self._show_rows())
        self.which.activated.connect(lambda _at: self._show_rows())
        self.table.chose.connect(self._chose)
        self.table.opened.connect(lambda _one: self.panel.form.controls["heading"].field.control.setFocus())
        self.panel.changed.connect(self.keep)
        self.panel.dropped.connect(self.drop)
        self.panel.retired.connect(self.ask_retire)
        self.panel.signed.connect(self.ask_sign_row)
        self.panel.took.connect(lambda: self._answer(editions.take))
        self.panel.left.connect(lambda: self._answer(editions.decline))
        self.differences.asked.connect(self._show_differences)

    # -- showing -----------------------------------------------------------------------------------------------------

    def title(self) -> str:
        return _("Catalogue of provisions")

    def open(self, **arguments: Any) -> None:
        self.hush()
        self.asking.leave()
        hint = _("Return goes to the row's fields. What is changed waits until the edition is saved.")
        self.frame.status.set_mode(_("Catalogue"), hint)
        self.refresh()

    def may_leave(self) -> bool:
        """What is written is kept before one goes elsewhere; a field that cannot be used holds one back."""
        return self.keep()

    def refresh(self) -> None:
        self.view = view = self.workspace.ask(editions.view)
        may = editions.may_edit(self.person)
        self.top.set_crumbs([("company", _("Company"))])
        self.top.set_title(self.title(), _("Edition {number}").format(number=view.newest.number))
        self.unsigned.say(self.workspace.ask(organisation.catalogue_banner))
        brought = sum(one.offer is not None for one in view.rows)
        told = ngettext("The program brings {count} changed row.", "The program brings {count} changed rows.", brought)
        self.offers.tell(Tone.INFO, "", told.format(count=brought), _("Show them"))
        self.offers.setVisible(bool(brought))
        why_not = () if may else (_("Only a reviewer or an administrator changes the catalogue."),)
        none = (_("Nothing is changed."),)
        for button in (self.add, self.bring):
            button.set_blockers(why_not)
        self.undo.set_blockers(why_not or (() if view.can_undo else none))
        self.redo.set_blockers(why_not or (() if view.can_redo else none))
        self.save.set_blockers(why_not or (() if view.can_undo else none))
        self._show_rows()
        self.differences.show_editions(view.history)
        self._show_differences()

    def choose_which(self, name: str) -> None:
        """Shows the rows of one of the choices."""
        self.which.setCurrentIndex(self.which.findData(name))
        self.parts.choose("rows")
        self._show_part("rows")
        self._show_rows()

    def _show_part(self, name: str) -> None:
        self.stack.setCurrentWidget(self.split if name == "rows" else self.differences)

    def _rows(self) -> list[CatalogueRow]:
        assert self.view is not None
        return shown(self.view.rows, self.which.currentData(), self.search.text())

    def show_all(self) -> None:
        """Shows every row, without words and filter."""
        self.search.clear()
        self.which.setCurrentIndex(0)
        self._show_rows()
        self.table.setFocus()

    def _show_rows(self) -> None:
        if self.view is None:
            return
        rows = self._rows()
        self.table.set_rows(grouped(rows))
        self.table.setVisible(bool(rows))
        self.none.setVisible(not rows)
        if self.table.current() is None and rows:
            self.table.choose(rows[0].row.id)
        elif not self.panel.form.dirty:
            self._show_row(self.table.current())
        waiting = [one for one in rows if one.unsigned]
        words = ngettext("Sign {count} row …", "Sign {count} rows …", len(waiting)).format(count=len(waiting))
        self.sign.become(words)
        self.sign.setVisible(self.person.may(Right.REVIEW))
        self.sign.set_blockers(() if waiting else (_("No row shown is left to sign."),))

    def _show_row(self, one: CatalogueRow | None) -> None:
        self.panel.setVisible(one is not None)
        if one is not None:
            self.panel.show_row(one, editions.may_edit(self.person), self.person.may(Right.REVIEW))

    def _chose(self, one: CatalogueRow | None) -> None:
        if one is None or (self.panel.one is not None and one.row.id == self.panel.one.row.id):
            return
        if self.keep():
            self._show_row(one)
        elif self.panel.one is not None:
            self.table.choose(self.panel.one.row.id)

    def _show_differences(self) -> None:
        old, new = self.differences.old, self.differences.new
        self.differences.show_differences(self.workspace.ask(editions.differences, old, new))

    # -- changing ----------------------------------------------------------------------------------------------------

    def write_new(self) -> None:
        """Empty fields for a row to add."""
        if self.keep():
            self.panel.show_new(EMPTY)

    def keep(self) -> bool:
        """Keeps what is written for the next edition; False where a field cannot be used, which is said at it."""
        form = self.panel.form
        if not form.dirty:
            return True
        row = form.row()
        if row is None:
            return False
        seen = self.panel.one.row if self.panel.one is not None else None
        try:
            if row != seen:
                self.workspace.do(editions.edit, row, seen)
        except Refused as refusal:
            self.tell(Tone.STOP, messages.of(refusal))
            form.fault(str(refusal.parameters.get("field", "")), messages.of(refusal))
            return False
        form.dirty = False
        self.hush()
        self.refresh()
        self.table.choose(row.id)
        self.frame.status.say(_("Kept for the next edition."))
        return True

    def drop(self) -> None:
        """What is written in the fields goes; the row stands as it was."""
        if self.panel.form.dirty or self.panel.one is None:
            self.panel.form.dirty = False
            self.hush()
            self._show_row(self.table.current())
            self.table.setFocus()

    def ask_retire(self) -> None:
        """Asks why the row is retired; one that is retired is put back at once."""
        one = self.panel.one
        if one is None or not self.keep():
            return
        if one.row.retired:
            back = replace(one.row, retired=False, retired_why="")
            self._do(lambda: self.workspace.do(editions.edit, back, one.row))
            return
        words = _("Why is {provision} retired? Masks that rest on it keep it; no new one can use it.")
        retired = lambda why: self._do(lambda: self.workspace.do(editions.retire, one.row.id, why))  # noqa: E731
        self.asking.ask(words.format(provision=one.row.id), _("Retire"), retired, "")

    def ask_note(self) -> None:
        """Asks what was changed and why, then saves the edition."""
        if self.keep() and not self.save.blockers():
            saved = lambda note: self._do(lambda: self.workspace.do(editions.save, note))  # noqa: E731
            self.asking.ask(_("What is changed, and why?"), _("Save the edition"), saved, "")

    def ask_sign_row(self) -> None:
        """Asks for the password, then signs the chosen row."""
        if self.panel.one is not None and not self.panel.sign.blockers():
            self._ask_sign([self.panel.one.row.id])

    def ask_sign_shown(self) -> None:
        """Asks for the password, then signs every row shown that is left to sign."""
        self._ask_sign([one.row.id for one in self._rows() if one.unsigned])

    def _ask_sign(self, provision_ids: list[str]) -> None:
        assert self.view is not None
        seen = self.view.newest.sha256
        told = ngettext(
            "You sign {count} row as it reads in edition {edition}. Your password:",
            "You sign {count} rows as they read in edition {edition}. Your password:",
            len(provision_ids),
        ).format(count=len(provision_ids), edition=self.view.newest.number)
        sign = lambda word: self._do(lambda: self.workspace.do(editions.sign, provision_ids, seen, word))  # noqa: E731
        self.asking.ask(told, _("Sign"), sign, "", secret=True)

    def _turn(self, deed: Callable[..., int]) -> None:
        button = self.undo if deed is editions.undo else self.redo
        if self.keep() and not button.blockers():
            self._do(lambda: self.workspace.do(deed))

    def _answer(self, deed: Callable[..., None]) -> None:
        one = self.panel.one
        if one is not None and self.keep():
            self._do(lambda: self.workspace.do(deed, one.row.id))

    def _do(self, call: Callable[[], object]) -> None:
        if self.done(call):
            self.panel.form.dirty = False
            self.refresh()

    # -- files -------------------------------------------------------------------------------------------------------

    def _import(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, _("Import …"), "", "TOML (*.toml)")
        if name and self.keep():
            self.take_in(Path(name))

    def take_in(self, file: Path) -> None:
        """Takes the rows of a file in, as changes of the next edition."""
        taken: list[int] = []
        self._do(lambda: taken.append(self.workspace.do(editions.take_in, editions.text_of(_bytes(file)))))
        for count in taken:
            told = ngettext("{count} row reads otherwise.", "{count} rows read otherwise.", count)
            self.frame.status.say(told.format(count=count))

    def _export(self) -> None:
        assert self.view is not None
        suggested = f"bestammelser-{self.view.newest.number}.toml"
        name, _kind = QFileDialog.getSaveFileName(self, _("Export …"), suggested, "TOML (*.toml)")
        if name:
            self.done(lambda: writing.put([(Path(name), self.workspace.ask(editions.exported))]))

    def _ask_page(self) -> None:
        ask, suggested = _("Page for a jurist …"), "lagen-i-programmet.pdf"
        name, _kind = QFileDialog.getSaveFileName(self, ask, suggested, "PDF (*.pdf)")
        if name:
            self.write_page(Path(name))

    def write_page(self, file: Path) -> None:
        """Writes how the program keeps the law, with the edition that holds, as a PDF."""
        if self.done(lambda: law_paper.write(self.workspace, file)):
            self.tell(Tone.OK, _("The page is written."), file.name)

    def areas(self) -> list[QWidget]:
        if self.stack.currentWidget() is self.differences:
            return [self.top, self.parts, self.differences]
        return [self.top, self.parts, self.search, self.table, *([self.panel] if self.panel.isVisible() else [])]

    def start_focus(self) -> None:
        self.table.setFocus()


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refused("file-vanished") from error
