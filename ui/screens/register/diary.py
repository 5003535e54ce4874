"""The diary: the documents of a period, as anybody may read it or as the house does, and as a file to hand out."""

from __future__ import annotations

import calendar
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app import diary
from app.domain.events import RequestEvent
from app.domain.local_time import local_day
from app.domain.people import Right
from app.services.keeping import register
from app.texts import N_, _, ngettext

from ... import texts, theme
from ...papers import open_path
from ...parts.buttons import SecondaryButton
from ...parts.choices import SegmentedControl
from ...parts.inputs import DayField, Select
from ...parts.notices import EmptyState, Offer, Tone
from ...parts.rows import RowsView
from ...parts.words import Surface, Words, line
from ...work import Work
from ..page import Page
from .columns import of_diary

PUBLIC_VIEW = N_(
    "Anybody may read this view at once, here, without saying who they are. What may be left out of it (OSL 5:2) is "
    "left out; whoever asks for that gets it tried."
)
WHOLE_VIEW = N_("The whole diary, for the house: it shows what is held back and is not handed out untried.")


class DiaryScreen(Page):
    """The diary. It opens on this month's public view."""

    place = "diary"

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self.work = Work(self)
        self.view = SegmentedControl(
            [("public", _("Public view"), ""), ("whole", _("Whole diary"), "")], _("Which view"), self
        )
        self.save = SecondaryButton(_("Save as a file …"), "take-in", parent=self)
        self.top.add(self.save)
        self.month = Select(self)
        self.month.setAccessibleName(_("Period"))
        self.start, self.end = DayField(_("From"), _("Empty: from the first.")), DayField(_("To"), _("Empty: to now."))
        self.days = QWidget(self)
        self.table = RowsView(of_diary(), _("Diary"), key=lambda row: row.entry_id, parent=self)
        self.told = Words("", "small", "ink2", True, self)
        self.empty = self._empty()
        self._lay_out()
        self._bind()
        self.listen_to(RequestEvent)

    def _empty(self) -> EmptyState:
        text = _("Choose another period above. What comes in and goes out is entered here as it happens.")
        new = Offer("new-request", "plus", _("Register a request"), _("E-mail, letter, phone, visit"))
        offers = [new] if self.person.may(Right.REGISTER) else []
        empty = EmptyState(_("Nothing was entered in these days."), text, offers, self)
        empty.chosen.connect(self.frame.show_screen)
        return empty

    def _lay_out(self) -> None:
        tools = Surface("content", parent=self)
        row = line(self.view, Words(_("Period"), tone="ink2"), self.month, spacing=10, margins=(20, 8, 20, 4))
        row.addStretch(1)
        tools.setLayout(row)
        days = line(self.start, self.end, spacing=12, margins=(20, 0, 20, 6))
        days.addStretch(1)
        self.days.setLayout(days)
        self.told.setContentsMargins(theme.px(20), theme.px(2), theme.px(20), theme.px(10))
        body = QVBoxLayout()
        body.setSpacing(0)
        for part in (tools, self.days, self.told):
            body.addWidget(part)
        body.addWidget(self.table, 1)
        body.addWidget(self.empty, 1)
        self.column.addLayout(body, 1)

    def _bind(self) -> None:
        self.view.chosen.connect(lambda _name: self.refresh())
        self.month.activated.connect(lambda _at: self.refresh())
        for field in (self.start, self.end):
            field.entry.editingFinished.connect(self.refresh)
        self.save.clicked.connect(self._choose_file)
        self.table.opened.connect(lambda row: self.frame.show_screen("register", request_id=row.request_id))
        self.work.finished.connect(self._saved)
        self.work.refused.connect(lambda sentence: self.tell(Tone.STOP, sentence))

    # -- showing -----------------------------------------------------------------------------------------------------

    def title(self) -> str:
        return _("Diary")

    def open(self, **arguments: Any) -> None:
        """Shows the public view of this month."""
        self.hush()
        self.frame.status.set_mode(_("Diary"), _("Return opens the file of the request."))
        self.view.choose("public")
        self._fill_months()
        self.refresh()

    def _fill_months(self) -> None:
        """This month and those with entries, newest first; then all days, and days of one's own."""
        rows = self.workspace.ask(register.diary)
        today = local_day(self.now)
        months = sorted({(row.on.year, row.on.month) for row in rows} | {(today.year, today.month)}, reverse=True)
        self.month.clear()
        for year, month in months:
            self.month.addItem(texts.month(year, month), f"{year}-{month:02d}")
        self.month.addItem(_("All days"), "all")
        self.month.addItem(_("Days of your own"), "own")
        self.month.setCurrentIndex(max(0, self.month.findData(f"{today.year}-{today.month:02d}")))

    def period(self) -> tuple[date | None, date | None]:
        """The first and the last day shown (None: open)."""
        chosen = str(self.month.currentData() or "all")
        if chosen == "own":
            return self.start.read()[1], self.end.read()[1]
        if chosen == "all":
            return None, None
        first = date.fromisoformat(f"{chosen}-01")
        return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])

    @property
    def public(self) -> bool:
        """Whether the public view is shown."""
        return self.view.current() == "public"

    def refresh(self) -> None:
        self.days.setVisible(self.month.currentData() == "own")
        rows = self.workspace.ask(partial(register.diary, public=self.public), *self.period())
        names = self.workspace.ask(register.private_names)
        told = [_(PUBLIC_VIEW if self.public else WHOLE_VIEW)]
        if self.public and not names:
            told.append(register.why_no_names())
        self.told.setText(" ".join(told))
        self.table.set_rows(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        if rows and self.table.current() is None:
            self.table.selectRow(0)
        count = ngettext("{count} document", "{count} documents", len(rows)).format(count=texts.number(len(rows)))
        self.top.set_title(_("Diary"), count)

    # -- saving ------------------------------------------------------------------------------------------------------

    def _choose_file(self) -> None:
        kinds = "PDF/A (*.pdf);;Excel (*.xlsx);;CSV (*.csv)"
        name, _kind = QFileDialog.getSaveFileName(self, _("Save as a file …"), _("Diary") + ".pdf", kinds)
        if name:
            self.save_to(Path(name))

    def save_to(self, target: Path) -> None:
        """Writes the view that is shown to a file, in a thread."""
        self.hush()
        workspace, days, public = self.workspace, self.period(), self.public

        def written(_progress: object) -> Path:
            diary.write(workspace, target, *days, public=public)
            return target

        self.work.start(written)

    def _saved(self, target: Path) -> None:
        told = _("The public view is saved.") if self.public else _("The whole diary is saved. Do not hand it out.")
        self.tell(Tone.OK if self.public else Tone.WARN, told, str(target), _("Open"), lambda: open_path(target))

    def areas(self) -> list[QWidget]:
        return [self.top, self.view, self.month, self.table if self.table.isVisible() else self.empty]

    def start_focus(self) -> None:
        if self.table.isVisible():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.month.setFocus()
