"""Keys, for the administrator: where the key lies, a recovery key on paper, and a new key for everything."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import key_work, messages
from app.domain.events import Event
from app.domain.local_time import local_day
from app.domain.people import Right
from app.keys import recovery
from app.texts import _

from ... import theme
from ...parts.area import Area
from ...parts.buttons import Button, Kind, PrimaryButton, SecondaryButton
from ...parts.inputs import Entry, Field
from ...parts.notices import Tone
from ...parts.swap import empty
from ...parts.words import Surface, Words, line
from ...printing import chosen
from ...work import Work
from ..page import Page
from ..request.facts import Pairs


class KeysScreen(Page):
    """For administrators; the rights are checked where the deeds are done."""

    place = "company"

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self.shown = ""
        self.choose: Callable[[QPrinter, Any], bool] = chosen
        self.work = Work(self)
        self.facts = QVBoxLayout()
        self.paper = SecondaryButton(_("New recovery key"), parent=self)
        self.rotate = SecondaryButton(_("New key for everything"), parent=self)
        self.code = Words("", "heading", wrap=True, parent=self)
        self.print = SecondaryButton(_("Print it"), "print", parent=self)
        self.typed = Entry(parent=self)
        self.typed.setMaximumWidth(theme.px(600))
        self.confirm = PrimaryButton(_("It is on paper"), parent=self)
        self.leave = Button(_("Cancel"), Kind.QUIET, parent=self)
        self.writing = QWidget(self)
        self._lay_out()
        self.paper.clicked.connect(self.begin)
        self.print.clicked.connect(self.print_it)
        self.confirm.clicked.connect(self.try_it)
        self.typed.returnPressed.connect(self.try_it)
        self.leave.clicked.connect(self.end)
        self.rotate.clicked.connect(self._renew)
        self.work.progressed.connect(lambda _done, _total, words, _left: self.frame.status.say(words))
        self.work.finished.connect(self._renewed)
        self.work.refused.connect(lambda sentence: self.tell(Tone.STOP, sentence))
        self.work.ended.connect(self.refresh)
        self.listen_to(Event)

    def _lay_out(self) -> None:
        body = Surface("content")
        stacked = QVBoxLayout(body)
        stacked.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        stacked.setSpacing(theme.px(12))
        told = _("Everything in the workspace lies encrypted. Without its key nobody can read it, not even we.")
        stacked.addWidget(Words(told, "body", "ink2", True))
        stacked.addLayout(self.facts)
        buttons = line(self.paper, self.rotate, spacing=8)
        buttons.addStretch(1)
        stacked.addLayout(buttons)
        form = QVBoxLayout(self.writing)
        form.setContentsMargins(0, theme.px(8), 0, 0)
        form.setSpacing(theme.px(12))
        form.addWidget(self.code)
        once = _("It is shown once and kept nowhere. Lock the paper up, apart from the computer and the backups.")
        form.addWidget(Words(once, "small", "ink2", True))
        form.addLayout(_to_the_left(self.print))
        back = _("Capitals and hyphens make no difference. From then on an earlier paper opens nothing.")
        form.addWidget(Field(_("Type it back from the paper"), self.typed, back))
        form.addLayout(_to_the_left(self.confirm, self.leave))
        stacked.addWidget(self.writing)
        stacked.addStretch(1)
        area = Area(parent=self)
        area.setWidget(body)
        self.column.addWidget(area, 1)

    # -- showing -----------------------------------------------------------------------------------------------------

    def title(self) -> str:
        return _("Keys and encryption")

    def open(self, **arguments: Any) -> None:
        self.hush()
        self.end()
        self.top.set_crumbs([("company", _("Company"))])
        self.top.set_title(_("Keys and encryption"))
        self.frame.status.set_mode(_("Keys and encryption"))
        self.refresh()

    def refresh(self) -> None:
        may = self.person.may(Right.ADMINISTER)
        status = self.workspace.store.keys.status()
        empty(self.facts)
        holder, pairs = QWidget(self), Pairs(190)
        pairs.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(pairs)
        day = local_day(status.recovery_at).isoformat() if status.recovery_at else _("never")
        pairs.add(_("The key lies"), key_work.where(status.place))
        pairs.add(_("Recovery key written down"), day)
        pairs.add(_("Key in use"), f"{status.number}, {local_day(status.made_at).isoformat()}")
        pairs.add(_("Everything under it"), _("yes") if status.whole else _("no, it goes on at the next start"))
        self.facts.addWidget(holder)
        only = () if may else (_("Only an administrator changes this."),)
        self.paper.set_blockers(only)
        self.rotate.set_blockers(only)
        if may and key_work.needs_paper(status) and not self.shown:
            self.tell(Tone.WARN, _("No recovery key is on paper. If this computer breaks, everything is lost."))

    # -- the paper ---------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Shows a new recovery key; it is in use when it has been typed back."""
        if self.paper.blockers():
            self.tell(Tone.WARN, self.paper.blockers()[0])
            return
        self.hush()
        self.shown = recovery.new()
        self.code.setText(self.shown)
        self.typed.clear()
        self.writing.show()
        self.typed.setFocus()

    def end(self) -> None:
        """Forgets the recovery key that is shown."""
        self.shown = ""
        self.code.setText("")
        self.typed.clear()
        self.writing.hide()

    def print_it(self) -> None:
        """Prints the recovery key without writing it to a file."""
        printer = QPrinter()
        if not self.choose(printer, self.frame):
            return
        document = QTextDocument()
        head = _("Recovery key of the workspace in {folder}").format(folder=self.workspace.folder)
        told = _("With it the workspace can be read if its key is lost: utlamna keys recover. Lock it up.")
        day = local_day(self.now).isoformat()
        parts = (f"<h2>Utlämna</h2><p>{html.escape(head)}, {day}</p>", f"<h1>{self.shown}</h1>", html.escape(told))
        document.setHtml("".join(parts))
        document.print_(printer)

    def try_it(self) -> None:
        """Takes the key into use where it was typed back rightly."""
        shown, typed = self.shown, self.typed.text()
        if self.done(lambda: key_work.confirm(self.workspace, shown, typed)):
            self.end()
            self.refresh()
            self.tell(Tone.OK, _("The recovery key is in use."))
            self.paper.setFocus()

    # -- a new key ---------------------------------------------------------------------------------------------------

    def _renew(self) -> None:
        if self.rotate.blockers():
            self.tell(Tone.WARN, self.rotate.blockers()[0])
            return
        self.hush()
        self.rotate.set_blockers((messages.phase("seal"),))
        workspace = self.workspace
        self.work.start(lambda progress: key_work.rotate(workspace, progress))

    def _renewed(self, number: int) -> None:
        self.tell(Tone.OK, _("Everything lies under key {number} now.").format(number=number))

    def may_leave(self) -> bool:
        """A recovery key that is shown is forgotten."""
        self.end()
        return True

    def areas(self) -> list[QWidget]:
        return [self.top, self.paper, *([self.typed] if self.shown else [])]

    def start_focus(self) -> None:
        self.paper.setFocus()


def _to_the_left(*buttons: QWidget) -> Any:
    row = line(*buttons, spacing=8)
    row.addStretch(1)
    return row
