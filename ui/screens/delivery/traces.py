"""Traces: what still points to masked persons in a delivery, judged one by one before it is sent on."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import messages, residual_check
from app.domain.events import Event, RequestEvent
from app.domain.ids import DeliveryId
from app.domain.people import Right
from app.domain.residuals import Residual, ResidualState
from app.services import queries
from app.services.marking import residual_marks, residuals
from app.services.office import organisation
from app.services.queries import DeliveryView, RequestView
from app.texts import N_, _, ngettext

from ... import theme
from ...jobs import Job
from ...parts.area import Area
from ...parts.buttons import Button, PrimaryButton, SecondaryButton
from ...parts.columns import Column
from ...parts.inputs import Field, Select
from ...parts.keys import ALONE, bind
from ...parts.notices import EmptyState, Offer, Tone
from ...parts.rows import RowsView
from ...parts.split import Panel, Split
from ...parts.states import State
from ...parts.words import Rule, Surface, Words
from ...work import Work
from ..asking import Asking
from ..page import Page
from ..review.words import page_words

MASKED = N_("Masked. Ctrl+Z on its page undoes it.")
LEFT = N_("Left as it is. Backspace judges it again.")
STATES = {
    ResidualState.OPEN: State.OPEN,
    ResidualState.MASKED: State.DONE,
    ResidualState.LEFT: State.VISIBLE,
}


class TracesScreen(Page):
    """The traces of one delivery. ``open(delivery_id=...)`` looks for them where something has changed."""

    place = "requests"
    keeps = ("delivery_id",)

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self.delivery_id = DeliveryId(0)
        self.view: RequestView | None = None
        self.part: DeliveryView | None = None
        self._titles: dict[int, str] = {}
        self.work = Work(self)
        self.again = Button(_("Look again"), parent=self)
        self.top.add(self.again)
        self.asking = Asking(self)
        self.table = RowsView(self._columns(), _("Traces"), key=lambda r: r.id, tall="document", parent=self)
        self.none = self._none()
        self.side = Area(parent=self)
        self.words = Words("", "section", wrap=True, parent=self)
        self.why = Words("", tone="ink2", wrap=True, parent=self)
        self.around = Words("", wrap=True, parent=self)
        self.reason = Words("", "small", "ink2", wrap=True, parent=self)
        self.ground = Select(self)
        self.mask_button = PrimaryButton(_("Mask it"), key="M", parent=self)
        self.leave_button = SecondaryButton(_("Leave it …"), key="Backspace", parent=self)
        self.equal_button = SecondaryButton("", key="A", parent=self)
        self.show_button = SecondaryButton(_("Show it on the page"), key="Return", parent=self)
        self._lay_out()
        self._bind()
        self.listen_to(RequestEvent)

    def _none(self) -> EmptyState:
        text = _("Initials, addresses of mail, rare first names and numbers were looked for. The request can go on.")
        back = Offer("request", "requests", _("Open the request"), _("There are its documents, and what is left to do"))
        none = EmptyState(_("Nothing points to anybody who is masked."), text, [back], self)
        none.chosen.connect(self.go_back)
        return none

    def _columns(self) -> list[Column]:
        return [
            Column(_("Words"), lambda r: r.text, width=210, state=lambda r: STATES[r.state]),
            Column(_("Points by"), lambda r: messages.trace(r.kind), width=230, tone=lambda r: "ink2"),
            Column(_("Where"), self._where, second=lambda r: r.reason),
        ]

    def _lay_out(self) -> None:
        self.column.addWidget(self.asking)
        body = Surface("panel")
        told = QVBoxLayout(body)
        told.setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16))
        told.setSpacing(theme.px(10))
        for part in (self.words, self.why, self.around, self.reason):
            told.addWidget(part)
        told.addWidget(Rule())
        told.addWidget(Field(_("Ground of the mask"), self.ground))
        for button in (self.mask_button, self.leave_button, self.equal_button, self.show_button):
            told.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        note = _("A trace that is masked rests on its own assessment. One that is left is read by the reviewer.")
        told.addStretch(1)
        told.addWidget(Words(note, "small", "ink2", True))
        self.side.setWidget(body)
        panels = (Panel(self.table, _("Traces"), 0, 420), Panel(self.side, _("The trace"), 328, 260))
        self.split = Split("traces", panels, self)
        self.column.addWidget(self.split, 1)
        self.column.addWidget(self.none, 1)

    def _bind(self) -> None:
        self.again.clicked.connect(self.look)
        self.mask_button.clicked.connect(self.mask_it)
        self.leave_button.clicked.connect(self.leave_it)
        self.equal_button.clicked.connect(self.leave_equal)
        self.show_button.clicked.connect(self.go_to_it)
        for button in (self.mask_button, self.leave_button, self.show_button):
            button.refused.connect(lambda reason: self.tell(Tone.WARN, reason))
        self.table.opened.connect(lambda _row: self.go_to_it())
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _was: self._show_row())
        self.work.ended.connect(self._ended)
        self.work.refused.connect(lambda sentence: self.tell(Tone.STOP, sentence))
        for key, words, deed in (
            ("M", _("Mask it"), self.mask_it),
            ("Backspace", _("Leave it, with a reason"), self.leave_it),
            ("A", _("Leave all equal, with a reason"), self.leave_equal),
        ):
            bind(self.table, key, words, deed, ALONE, _("on the table"))

    # -- showing -----------------------------------------------------------------------------------------------------

    def title(self) -> str:
        return self.view.request.registry_number if self.view else ""

    def open(self, **arguments: Any) -> None:
        """Shows the traces of ``delivery_id``, looked for anew where something has changed."""
        self.delivery_id = DeliveryId(arguments.get("delivery_id", self.delivery_id))
        self.asking.leave()
        self.hush()
        self.refresh()
        self.titled.emit()
        if self.workspace.ask(residuals.is_stale, self.delivery_id):
            self.look()

    def look(self) -> None:
        """Looks for traces where something has changed since."""
        workspace, delivery_id = self.workspace, self.delivery_id
        number = self.view.request.registry_number if self.view is not None else ""
        job = Job(number, screen="traces", shown={"delivery_id": int(delivery_id)})
        self.work.start(lambda progress: residual_check.check(workspace, delivery_id, progress), job)

    def _ended(self) -> None:
        if self.frame.current() is self:
            self.refresh()

    def concerns(self, event: Event) -> bool:
        return isinstance(event, RequestEvent) and self.view is not None and event.request_id == self.view.request.id

    def refresh(self) -> None:
        part = self.workspace.ask(queries.delivery, self.delivery_id, self.person)
        view = self.workspace.ask(queries.request, part.delivery.request_id, self.person, self.now)
        self.part, self.view = part, view
        self._titles = {row.document.id: row.document.title for row in part.documents}
        self.top.set_crumbs([("requests", _("Requests")), ("request", view.request.registry_number)])
        self.top.set_title(_("Traces of masked persons"))
        self._fill_grounds()
        self.table.set_rows(part.residuals)
        self.split.setVisible(bool(part.residuals) or self.work.busy)
        self.none.setVisible(not part.residuals and not self.work.busy)
        if self.table.current() is None and part.residuals:
            self.table.selectRow(0)
        self._show_row()
        left = part.facts.residuals
        told = ngettext("{count} left to judge", "{count} left to judge", left).format(count=left)
        none = _("Nothing points to anybody who is masked.")
        hint = _("M masks, Backspace leaves for a reason, Return shows it on the page.")
        self.frame.status.set_mode(told if left else none if not part.residuals else _("Everything is judged"), hint)

    def _fill_grounds(self) -> None:
        assert self.view is not None
        if self.ground.count():
            return
        used, known = [use.provision for use in self.view.grounds], self.workspace.ask(organisation.provisions)
        for provision in dict.fromkeys([*used, *(ground.provision for ground in organisation.grounds())]):
            self.ground.addItem(f"{provision} {known[provision].heading}", provision)

    def _where(self, row: Residual) -> str:
        if not row.rects:
            title = self._titles.get(row.document_id or 0, "")
            return ", ".join(part for part in (messages.field(row.field), title) if part)
        return f"{self._titles.get(row.document_id or 0, '')}, {page_words(row.page)}"

    def _show_row(self) -> None:
        row: Residual | None = self.table.current()
        self.side.setVisible(row is not None)
        if row is None:
            return
        self.words.setText(row.text)
        sure = f"{row.sureness:.2f}".replace(".", ",")
        self.why.setText(
            _("Points to somebody masked by {trace} ({sure})").format(trace=messages.trace(row.kind), sure=sure)
        )
        self.around.setText(f"… {row.around} …" if row.rects else row.around)
        self.reason.setText(_("Left: {reason}").format(reason=row.reason) if row.reason else "")
        self.reason.setVisible(bool(row.reason))
        closed = () if self.person.may(Right.PREPARE) else (_("Your role does not allow this."),)
        name = (_("A title or another name cannot be masked. Change it, or leave it for a reason."),)
        masked = (_("It is masked."),) if row.state is ResidualState.MASKED else ()
        self.mask_button.set_blockers(closed or masked or (() if row.rects else name))
        self.leave_button.set_blockers(closed or masked)
        self.leave_button.setText(_("Judge it again") if row.state is ResidualState.LEFT else _("Leave it …"))
        count = len(self._equal(row))
        self.equal_button.setText(ngettext("Leave {count} equal …", "Leave {count} equal …", count).format(count=count))
        self.equal_button.setVisible(count > 1 and not closed)
        self.show_button.set_blockers(() if row.document_id else (_("The subject stands in no document."),))

    # -- judging -----------------------------------------------------------------------------------------------------

    def mask_it(self) -> None:
        """Masks the current trace on the ground shown, and goes on to the next open one."""
        row: Residual | None = self.table.current()
        if row is None or self.mask_button.blockers():
            return
        provision = str(self.ground.currentData(Qt.ItemDataRole.UserRole))
        if self.done(lambda: self.workspace.do(residual_marks.mask, row.id, provision), _(MASKED)):
            self._go_on()

    def leave_it(self) -> None:
        """Asks why the current trace may stay; or, where it was left, judges it again."""
        row: Residual | None = self.table.current()
        if row is None or self.leave_button.blockers():
            return
        if row.state is ResidualState.LEFT:
            self.done(lambda: self.workspace.do(residuals.reopen, row.id), _("It is to be judged again."))
            self.refresh()
        else:
            self._ask_why(row, [row.id])

    def leave_equal(self) -> None:
        """Asks why the current trace may stay, and everything open that is written alike and points alike."""
        row: Residual | None = self.table.current()
        if row is not None and self.equal_button.isVisible():
            self._ask_why(row, self._equal(row))

    def _equal(self, row: Residual) -> list[int]:
        rows = self.part.residuals if self.part is not None else ()
        same = (r for r in rows if (r.kind, r.text.casefold()) == (row.kind, row.text.casefold()))
        return [r.id for r in same if r.state is ResidualState.OPEN]

    def _ask_why(self, row: Residual, ids: list[int]) -> None:
        asked = _("Why may ”{words}” stay in sight?").format(words=row.text)
        assert self.part is not None
        kept = self.draft(self.part.delivery.request_id, f"trace/{row.id}")
        self.asking.ask(asked, _("Leave in sight"), lambda reason: self._left(ids, reason), "", draft=kept)

    def _left(self, ids: list[int], reason: str) -> bool:
        went = self.done(lambda: self.workspace.do(residuals.leave, ids, reason), _(LEFT))
        if went:
            self._go_on()
        return went

    def _go_on(self) -> None:
        self.refresh()
        following = next((r for r in (self.part.residuals if self.part else ()) if r.state is ResidualState.OPEN), None)
        if following is not None:
            self.table.choose(following.id)
        self.table.setFocus()

    def go_to_it(self) -> None:
        """Shows the document where the current trace stands."""
        row: Residual | None = self.table.current()
        if row is not None and row.document_id is not None:
            screen = self.frame.show_screen("review", document_id=row.document_id)
            if row.rects and screen is not None:
                screen.go_to_words(row.page, row.start, row.end, row.rects, row.text)

    def go_back(self, where: str) -> None:
        if where == "request" and self.view is not None:
            self.frame.show_screen("request", request_id=self.view.request.id)
        else:
            self.frame.show_screen(where)

    def areas(self) -> list[QWidget]:
        return [self.top, *([self.none] if self.none.isVisibleTo(self) else [self.table, self.ground])]

    def start_focus(self) -> None:
        (self.none.first() if self.none.isVisibleTo(self) else self.table).setFocus()
