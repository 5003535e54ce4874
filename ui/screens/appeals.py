"""The appeals of all requests, and counts by year: answers, decisions, appeals, judgments."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.domain.events import Event
from app.domain.local_time import local_day
from app.domain.requests import Outcome
from app.domain.rulings import Judgment
from app.services.deciding import appeals, decision_papers, ruling_words, statistics
from app.services.deciding.appeals import AppealRow
from app.texts import N_, _

from .. import theme
from ..parts import paint
from ..parts.columns import Column
from ..parts.rows import RowsView
from ..parts.words import Card, Surface, Words, line
from .page import Page

MOST_ROWS = 12
"""So many appeals are seen at once; the others scroll."""

NONE = N_(
    "Nobody has appealed. An appeal is entered where the decision is: open the request, and in it the company's "
    "decision."
)


class AppealsScreen(Page):
    """The two tables; a line of the first leads to its decision."""

    place = "appeals"

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self.table = RowsView(self._columns(), _("Appeals"), key=lambda r: r.decision.id, tall="document", parent=self)
        self.table.opened.connect(lambda row: self.frame.show_screen("decision", delivery_id=row.delivery_id))
        self.count = Words("", "body", "ink2", parent=self)
        self.none = Words(_(NONE), tone="ink2", wrap=True, parent=self)
        self.years = RowsView(_year_columns(), _("By year"), key=lambda r: r.year, parent=self)
        body = Surface("content")
        stacked = QVBoxLayout(body)
        stacked.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        stacked.setSpacing(theme.px(12))
        self.cards = [Card(parent=body), Card(parent=body)]
        for card, part in zip(self.cards, (self.table, self.years), strict=True):
            card.add_row(part, (0, 0, 0, 0))
        head = line(Words(_("Appeals"), "section"), self.count)
        head.addStretch(1)
        stacked.addLayout(head)
        stacked.addWidget(self.none)
        stacked.addWidget(self.cards[0])
        stacked.addSpacing(theme.px(8))
        stacked.addWidget(Words(_("Statistics by year"), "section"))
        told = _(
            "Counts alone. The hours are office hours from arrival to the answer that finished the request, the median."
        )
        stacked.addWidget(Words(told, "small", "ink2", True))
        stacked.addWidget(self.cards[1])
        self.uncounted = Words(_("No request has been answered yet."), tone="ink2", parent=body)
        stacked.addWidget(self.uncounted)
        stacked.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        self.column.addWidget(area, 1)
        self.listen_to(Event)

    def _columns(self) -> list[Column]:
        return [
            Column(_("Request"), lambda r: r.registry_number, width=160, icon=lambda r: "letter"),
            Column(_("Came in"), lambda r: r.arrived.isoformat(), width=100),
            Column(_("Found"), lambda r: decision_papers.timeliness_words(r.timeliness), second=_rule),
            Column(_("Sent on"), lambda r: str(r.forwarded or "–"), width=150, second=_target, tone=self._tone),
            Column(_("Outcome"), _outcome, second=lambda r: "; ".join(_told(r)[1:])),
        ]

    def _tone(self, row: AppealRow) -> str:
        return "stop" if row.overdue(local_day(self.now)) else "ink"

    def title(self) -> str:
        return _("Court")

    def open(self, **arguments: Any) -> None:
        self.hush()
        self.frame.status.set_mode(_("Court"), _("Return opens the decision."))
        self.refresh()

    def refresh(self) -> None:
        rows, counted = self.workspace.ask(appeals.appeals), self.workspace.ask(statistics.years)
        self.top.set_title(_("Court"))
        for view, shown in ((self.table, rows), (self.years, counted)):
            view.set_rows(shown)
            view.fit(MOST_ROWS)
        self.count.setText(str(len(rows)) if rows else "")
        self.cards[0].setVisible(bool(rows))
        self.none.setVisible(not rows)
        self.cards[1].setVisible(bool(counted))
        self.uncounted.setVisible(not counted)

    def areas(self) -> list[QWidget]:
        return [self.top, self.table, self.years, self.frame.status]

    def start_focus(self) -> None:
        for view, card in zip((self.table, self.years), self.cards, strict=True):
            if not card.isHidden():
                view.setFocus()
                return


def _rule(row: AppealRow) -> str:
    if row.last is None:
        return _("nobody knows when the decision was received")
    return _("last day {day}, {source}").format(day=row.last.day, source=row.last.limit.source)


def _target(row: AppealRow) -> str:
    return "" if row.timeliness.rejected else _("by {day}").format(day=row.target.day)


def _told(row: AppealRow) -> list[str]:
    return [ruling_words.ruling(ruling, court) for ruling, court in reversed(row.rulings)]


def _outcome(row: AppealRow) -> str:
    return (_told(row) or ["–"])[0]


def _year_columns() -> list[Column]:
    def number(title: str, count: Any) -> Column:
        return Column(title, lambda r: str(count(r) or "–"), paint.RIGHT, 104)

    return [
        Column(_("Year"), lambda r: str(r.year), strong=lambda r: True),
        number(_("Whole"), lambda r: r.outcomes[Outcome.WHOLE]),
        number(_("In part"), lambda r: r.outcomes[Outcome.PART]),
        number(_("Refused"), lambda r: r.outcomes[Outcome.REFUSED]),
        number(_("Median, office hours"), lambda r: "" if r.hours is None else f"{r.hours:.1f}".replace(".", ",")),
        number(_("Decisions"), lambda r: r.decisions),
        number(_("Appealed"), lambda r: r.appeals),
        number(_("Late"), lambda r: r.late),
        number(_("Dismissed"), lambda r: r.judgments[Judgment.DISMISSED]),
        number(_("Granted"), lambda r: r.judgments[Judgment.GRANTED]),
        number(_("Sent back"), lambda r: r.judgments[Judgment.REMANDED]),
    ]
