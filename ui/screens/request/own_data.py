"""On the page of a request for own data: the month's clock, the rights, who asks, each right's answer and letter."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app import messages, own_data_file
from app.domain.local_time import local_day
from app.domain.own_data import DataAnswer
from app.domain.people import Right
from app.domain.requests import RequestState, Track
from app.services.delivering import own_data, own_data_letters
from app.services.delivering.own_data import Kept, OwnDataView
from app.services.marking import individual_marks, review
from app.services.queries import RequestView
from app.texts import _, ngettext

from ... import theme
from ...papers import open_path
from ...parts.buttons import Link, SecondaryButton
from ...parts.flow import Flow
from ...parts.inputs import Field, Select, Tick
from ...parts.notices import Tone
from ...parts.states import State, StateText
from ...parts.swap import empty
from ...parts.words import Card, Words, line

OVER = (RequestState.ENDED, RequestState.CLOSED)


class OwnDataCard(Card):
    """Hidden on another track. Its deeds are done through the page it stands on."""

    def __init__(self, page: Any) -> None:
        super().__init__(parent=page)
        self.page = page
        self.view: OwnDataView | None = None
        self.clock = StateText(State.OPEN, "", parent=self)
        self.rule = Words("", "small", "ink2", wrap=True, parent=self)
        self.more = Link(_("Extend the time"), parent=self)
        self.ticks = {code: Tick(row.label, parent=self) for code, row in own_data.rights().items()}
        self.way, self.person = Select(self), Select(self)
        self.keep = SecondaryButton(_("Keep the person, mask the others"), "mask", parent=self)
        self.setFocusProxy(self.way)
        self.answers = QVBoxLayout()
        self.links: dict[str, Link] = {}
        self._lay_out()
        self._bind()
        self.hide()

    def _lay_out(self) -> None:
        top = QVBoxLayout()
        top.setSpacing(theme.px(4))
        top.addWidget(Flow((Words(_("Own data"), "section"), self.clock, self.more), 14))
        top.addWidget(self.rule)
        self.add_row(top)
        for code, tick in self.ticks.items():
            row = own_data.rights()[code]
            tick.setToolTip(f"{row.explanation} {row.source}.")
            tick.setAccessibleDescription(row.explanation)
        asked = QVBoxLayout()
        asked.setSpacing(theme.px(4))
        asked.addWidget(Words(_("What is asked for")))
        asked.addWidget(Flow(tuple(self.ticks.values()), 14))
        self.add_row(asked)
        shown = Field(_("How the person has shown who they are"), self.way)
        who = Field(_("Who of the request's persons asks"), self.person)
        across = line(shown, who, spacing=18)
        for at in range(2):
            across.setStretch(at, 1)
        whole = QVBoxLayout()
        whole.setSpacing(theme.px(8))
        whole.addLayout(across)
        deed = line(self.keep)
        deed.addStretch(1)
        whole.addLayout(deed)
        self.add_row(whole)
        self.answers.setSpacing(theme.px(6))
        self.add_row(self.answers)

    def _bind(self) -> None:
        self.more.clicked.connect(lambda: self.page.follow("extend"))
        self.more.refused.connect(self._warn)
        for tick in self.ticks.values():
            tick.clicked.connect(self._ask)
        self.way.activated.connect(self._identify)
        self.person.activated.connect(self._choose)
        self.keep.clicked.connect(self._keep)
        self.keep.refused.connect(self._warn)

    def _warn(self, reason: str) -> None:
        self.page.tell(Tone.WARN, reason)

    # -- showing -----------------------------------------------------------------------------------------------------

    def show_view(self, view: RequestView, now: datetime) -> None:
        """Shows how it stands."""
        own = view.request.track is Track.OWN_DATA
        self.setVisible(own)
        if not own:
            return
        self.view = found = self.page.workspace.ask(own_data.view, view.request.id)
        may = self.page.person.may(Right.PREPARE) and view.state not in OVER
        for part in (*self.ticks.values(), self.way, self.person):
            part.setEnabled(may)
        self._show_clock(found, now)
        asked = {row.right: row for row in found.answers}
        for code, tick in self.ticks.items():
            tick.setChecked(code in asked)
            tick.setEnabled(may and (code not in asked or asked[code].open))
        ways = [(row.label, row.code) for row in own_data.ways().values()]
        _fill(self.way, _("Not shown yet"), ways, found.own.way)
        people = self.page.workspace.ask(individual_marks.people, view.request.id)
        rows = [(one.individual.name, one.individual.id) for one in people]
        _fill(self.person, _("Choose the person") if rows else _("Nobody has been found yet"), rows,
              found.own.individual_id)  # fmt: skip
        closed = () if may else (_("The request takes no answers now."),)
        chosen = found.own.individual_id in {number for _name, number in rows}
        self.keep.set_blockers(closed or (() if chosen else (messages.sentence("asker-missing"),)))
        why = (messages.sentence("extended-already"),) if found.own.extended_at else ()
        self.more.set_blockers(closed or why)
        self._show_answers(found, may)

    def _show_clock(self, found: OwnDataView, now: datetime) -> None:
        left = (found.due.day - local_day(now)).days
        open_ = not found.answers or any(row.open for row in found.answers)
        words = ngettext("Last day {day}, {count} day left", "Last day {day}, {count} days left", left)
        if left < 0:
            words = ngettext("Last day {day}, {count} day ago", "Last day {day}, {count} days ago", -left)
        state = State.DONE if not open_ else State.FAILED if left < 0 else State.OPEN
        state = State.WARNING if state is State.OPEN and left <= own_data.SOON else state
        self.clock.set_state(state, words.format(day=found.due.day, count=abs(left)))
        self.rule.setText(f"{found.due.limit.rule} {found.due.limit.source}.")

    def _show_answers(self, found: OwnDataView, may: bool) -> None:
        focused = next((name for name, link in self.links.items() if link.hasFocus()), "")
        empty(self.answers)
        self.links = {}
        unwritten = self.page.workspace.ask(own_data_letters.unwritten, found.own.request_id)
        order = list(own_data.rights())
        for row in sorted(found.answers, key=lambda row: order.index(row.right)):
            self.answers.addWidget(self._answer(row, found, row.right in unwritten, may))
        if not found.answers:
            words = _("Tick what is asked for. Each right then gets its answer here.")
            self.answers.addWidget(Words(words, "body", "ink2", True))
        if focused in self.links:
            self.links[focused].setFocus()

    def _answer(self, row: DataAnswer, found: OwnDataView, unwritten: bool, may: bool) -> QWidget:
        right = own_data.rights()[row.right]
        state = State.OPEN if row.open else State.WARNING if unwritten else State.DONE
        said = messages.data_outcome(row.outcome)
        if not row.open:
            told = _("{answer}, the letter is not written") if unwritten else _("{answer}, the letter has gone")
            said = told.format(answer=said)
        answer = Link(_("Answer it") if row.open else _("Change the answer"))
        answer.setAccessibleName(f"{right.label}: {answer.text()}")
        answer.set_blockers(self._why_not(found, may))
        answer.clicked.connect(lambda: self.page.follow(f"answer:{row.right}"))
        waits = row.open and found.own.extended_at is not None
        letter = Link(_("Write that it takes longer") if waits else _("Write the letter"))
        letter.setAccessibleName(f"{right.label}: {letter.text()}")
        answered = () if waits or not row.open else (messages.sentence("right-open"),)
        letter.set_blockers(self._why_not(found, may or not row.open) or answered)
        letter.clicked.connect(lambda: self._choose_folder(row.right))
        for link in (answer, letter):
            link.refused.connect(self._warn)
        self.links |= {f"answer:{row.right}": answer, f"letter:{row.right}": letter}
        holder = QWidget(self)
        across = line(Words(right.label, wrap=True), StateText(state, said), answer, letter, spacing=14)
        across.insertStretch(2, 1)
        holder.setLayout(across)
        return holder

    def _why_not(self, found: OwnDataView, may: bool) -> tuple[str, ...]:
        if not may:
            return (_("The request takes no answers now."),)
        return () if found.own.way else (messages.sentence("identity-missing"),)

    # -- deeds -------------------------------------------------------------------------------------------------------

    def _do(self, *what: Any) -> None:
        self.page.done(lambda: self.page.workspace.do(*what))
        self.page.refresh()

    def _ask(self) -> None:
        codes = [code for code, tick in self.ticks.items() if tick.isChecked()]
        self._do(own_data.ask, self.page.request_id, codes)

    def _identify(self) -> None:
        if self.way.currentData():
            self._do(own_data.identify, self.page.request_id, self.way.currentData())

    def _choose(self) -> None:
        if self.person.currentData():
            self._do(own_data.choose_subject, self.page.request_id, self.person.currentData())

    def _keep(self) -> None:
        """Masks everybody else; the banner tells how many places, and takes it back."""
        request_id = self.page.request_id
        kept: Kept | None = self.page.attempt(lambda: self.page.workspace.do(own_data.keep_subject, request_id))
        self.page.refresh()
        if kept is not None:
            words = _("{masked} places masked, {left} left in sight").format(masked=kept.masked, left=kept.left)
            undo = partial(self._do, review.undo, *kept.documents[:1]) if kept.documents else None
            self.page.tell(Tone.OK, words, verb=_("Undo") if undo else "", deed=undo)

    def _choose_folder(self, right: str) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Write the letter …"))
        if chosen:
            self.write_letter(right, Path(chosen))

    def write_letter(self, right: str, folder: Path) -> None:
        """Writes a right's letter to a folder, keeps it and enters it in the register."""
        request_id = self.page.request_id
        written = self.page.attempt(
            lambda: own_data_file.write_letter(self.page.workspace, request_id, right, folder)
        )
        if written:
            self.page.refresh()
            told = _("The letter is written and kept. {name} lies in the folder.").format(name=written[0].name)
            self.page.tell(Tone.OK, told, verb=_("Open"), deed=lambda: open_path(written[0]))

    def go_to(self) -> None:
        """Puts the keyboard where something is missing first: who asks, else the rights."""
        missing = self.view is not None and not self.view.own.way
        open_ = next((link for name, link in self.links.items() if name.startswith("answer:")), None)
        target = self.way if missing else open_ or next(iter(self.ticks.values()))
        target.setFocus()
        self.page.middle.ensureWidgetVisible(self)


def _fill(select: Select, nothing: str, rows: list[tuple[str, Any]], chosen: Any) -> None:
    """Shows choices anew with the one that is chosen; the first stands for none."""
    select.blockSignals(True)
    select.clear()
    select.addItem(nothing, None)
    for words, data in rows:
        select.addItem(words, data)
    select.setCurrentIndex(max(0, select.findData(chosen)) if chosen else 0)
    select.blockSignals(False)
    select.updateGeometry()
