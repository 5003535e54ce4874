"""How long things are kept: the plan as the company decided it, what is closed and when it may go, the purge log."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app import messages, purging
from app.domain.events import Event
from app.domain.local_time import local_day
from app.domain.people import Right
from app.domain.retention import CountedFrom, PlanRow, Purge
from app.services.keeping import retention
from app.services.keeping.retention import Due
from app.texts import _, ngettext

from ... import texts, theme, wording
from ...parts import paint
from ...parts.buttons import SecondaryButton
from ...parts.columns import Column
from ...parts.notices import Tone
from ...parts.rows import RowsView
from ...parts.words import Card, Surface, Words, line
from ..asking import Asking
from ..page import Page
from .plan_form import Decided, PlanForm


def time_words(row: PlanRow) -> str:
    """How long a row keeps."""
    if row.years is None:
        return _("For good")
    words = ngettext("{count} year", "{count} years", row.years).format(count=row.years)
    ends = row.counted_from is CountedFrom.YEAR_END
    return _("{time} after the year's end").format(time=words) if ends else words


def held_words(row: Due) -> str:
    """What holds a closed request, in one line."""
    return " ".join(messages.blocker(one) for one in row.held)


class RetentionScreen(Page):
    """What everybody may read; administrators decide and purge."""

    place = "company"

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self.numbers: dict[int, str] = {}
        self.names: dict[int, str] = {}
        plan = (
            Column(_("Kind of request"), lambda r: r.label, second=lambda r: wording.backed(r.source, r.confidence)),
            Column(_("Kept"), time_words, width=220),
            Column(_("Decided by"), lambda r: r.decided_by or _("Not decided: nothing is purged by it"), width=300),
        )
        due = (
            Column(_("Number"), lambda r: r.request.registry_number, width=130),
            Column(_("Kind of request"), lambda r: r.row.label, width=300),
            Column(_("May go"), lambda r: str(r.day or "–"), width=110),
            Column(_("Held by"), lambda r: held_words(r) or _("Nothing"), tone=lambda r: "ink2" if r.held else "ink"),
        )
        gone = (
            Column(_("Purged"), lambda r: local_day(r.purged_at).isoformat(), width=110, tone=lambda r: "ink2"),
            Column(_("Number"), lambda r: self.numbers.get(r.request_id, ""), width=130),
            Column(_("By the row"), self._row_words),
            Column(_("Decided by"), lambda r: r.decided_by, width=220),
            Column(_("By"), lambda r: self.names.get(r.purged_by, ""), width=160),
            Column(_("Rows"), lambda r: texts.number(r.rows), paint.RIGHT, 70),
            Column(_("Files"), lambda r: texts.number(len(r.sha256s)), paint.RIGHT, 70),
        )
        self.plan = RowsView(plan, _("The document plan"), key=lambda r: r.id, tall="document", parent=self)
        self.due = RowsView(due, _("Closed requests"), key=lambda r: r.request.id, parent=self)
        self.gone = RowsView(gone, _("The purge log"), key=lambda r: r.id, parent=self)
        self.form = PlanForm(self)
        self.purge = SecondaryButton(_("Purge …"), "remove", parent=self)
        self.asking = Asking(self)
        self.none_due = Words(_("No request is closed and kept."), "body", "ink2", parent=self)
        self.none_gone = Words(_("Nothing was purged."), "body", "ink2", parent=self)
        self._lay_out()
        self._bind()
        self.listen_to(Event)

    def _row_words(self, row: Purge) -> str:
        known = retention.proposed().get(row.plan_row)
        return known.label if known is not None else row.plan_row

    def _lay_out(self) -> None:
        body = Surface("content")
        stacked = QVBoxLayout(body)
        stacked.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        stacked.setSpacing(theme.px(10))
        told = _(
            "How long is the company's own decision (arkivlagen 10 §). The rows are proposals until it is entered."
        )
        self.cards = {}
        sections = (
            (_("The document plan"), self.plan, (Words(told, "small", "ink2", True), self.form)),
            (_("Closed requests"), self.due, (self.none_due, self.purge, self.asking)),
            (_("The purge log"), self.gone, (self.none_gone,)),
        )
        for name, table, parts in sections:
            stacked.addWidget(Words(name, "section"))
            self.cards[table] = card = Card(parent=body)
            card.add_row(table, (0, 0, 0, 0))
            table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            stacked.addWidget(card)
            for part in parts:
                if part is self.purge:
                    below = line(part)
                    below.addStretch(1)
                    stacked.addLayout(below)
                else:
                    stacked.addWidget(part)
            stacked.addSpacing(theme.px(8))
        stacked.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        self.column.addWidget(area, 1)

    def _bind(self) -> None:
        self.plan.chose.connect(self.form.show_row)
        self.due.chose.connect(lambda _row: self._shape())
        self.due.opened.connect(lambda row: self.frame.show_screen("register", request_id=row.request.id))
        self.gone.opened.connect(lambda row: self.frame.show_screen("register", request_id=row.request_id))
        self.form.decided.connect(self._decide)
        for button in (self.form.enter, self.purge):
            button.refused.connect(lambda reason: self.tell(Tone.WARN, reason))
        self.purge.clicked.connect(self._ask)

    # -- showing -----------------------------------------------------------------------------------------------------

    def title(self) -> str:
        return _("Retention")

    def open(self, **arguments: Any) -> None:
        self.hush()
        self.asking.leave()
        self.frame.status.set_mode(_("Retention"), _("Return opens the file of a request."))
        self.refresh()

    def refresh(self) -> None:
        ask, today = self.workspace.ask, local_day(self.now)
        self.numbers.update({r.id: r.registry_number for r in ask(lambda reader: reader.requests.where())})
        self.names.update({p.id: p.name for p in ask(lambda reader: reader.people.where())})
        self.top.set_crumbs([("company", _("Company"))])
        self.top.set_title(_("Retention"))
        self._fill(self.plan, tuple(ask(retention.plan).values()))
        self._fill(self.due, ask(retention.due, today))
        self._fill(self.gone, tuple(reversed(ask(lambda reader: reader.purges.where()))))
        self.none_due.setVisible(not self.due.rows.rowCount())
        self.none_gone.setVisible(not self.gone.rows.rowCount())
        self.form.show_row(self.plan.current())
        self._shape()

    def _fill(self, table: RowsView, rows: tuple[Any, ...]) -> None:
        table.set_rows(rows)
        table.fit()
        self.cards[table].setVisible(bool(rows))
        if rows and table.current() is None:
            table.selectRow(0)

    def _shape(self) -> None:
        why = () if self.person.may(Right.ADMINISTER) else (_("Only an administrator changes this."),)
        row: Due | None = self.due.current()
        held = tuple(messages.blocker(one) for one in row.held) if row is not None else ()
        self.form.enter.set_blockers(why)
        self.purge.set_blockers(why or held)
        self.purge.setVisible(row is not None)

    # -- deeds -------------------------------------------------------------------------------------------------------

    def _decide(self, said: Decided) -> None:
        entered = (said.row, said.years, said.counted_from, said.basis)
        if self.done(lambda: self.workspace.do(retention.decide_row, *entered)):
            self.refresh()

    def _ask(self) -> None:
        row: Due | None = self.due.current()
        if row is None or self.purge.blockers():
            return
        words = _(
            "Purge {number}? Documents, marks, assessments, letters and names go for good. The diary, the log and a "
            "row of hashes stay."
        )
        words = words.format(number=row.request.registry_number)
        self.asking.ask(words, _("Purge"), lambda _said: self._purge(row))

    def _purge(self, row: Due) -> None:
        if self.done(lambda: purging.purge(self.workspace, row.request.id)):
            self.refresh()
            self.tell(Tone.OK, _("{number} is purged.").format(number=row.request.registry_number))

    def areas(self) -> list[QWidget]:
        return [self.top, self.plan, self.form, self.due, self.gone]

    def start_focus(self) -> None:
        self.plan.setFocus()
