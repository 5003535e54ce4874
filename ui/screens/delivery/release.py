"""What the clerk hands out: checks, proofs, papers, and far from them the one button that cannot be taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app import messages
from app.domain.requests import DeliveryState, Outcome
from app.domain.workflow import DeliveryStep
from app.services.delivering import own_data_export
from app.services.queries import DeliveryView, RequestView
from app.store.records import Paper
from app.texts import _, ngettext

from ... import legal, theme, wording
from ...parts.area import Area
from ...parts.buttons import Link, PrimaryButton, SecondaryButton
from ...parts.inputs import Field, Select, Tick
from ...parts.progress import ProgressRow
from ...parts.rows import RowsView
from ...parts.split import Panel, Split
from ...parts.states import StateText
from ...parts.swap import empty
from ...parts.words import Card, Surface, Words, column, line
from ..request.facts import ground_row
from .checks import Check, Proven, checks, columns, sums, unmasked


class ReleasePane(QWidget):
    """The clerk's page. ``followed`` asks for a place, ``paper`` to open one, ``acted`` for the far button."""

    followed = Signal(str)
    paper = Signal(object)
    acted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = Words("", "heading", wrap=True, parent=self)
        self.told = Words("", tone="ink2", wrap=True, parent=self)
        self.table = RowsView(columns(), _("Proofs"), key=lambda p: p.row.document.id, parent=self)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.checks = QVBoxLayout()
        self.sums = QVBoxLayout()
        self.contents = QVBoxLayout()
        self.seen = Tick("", parent=self)
        self.seen_words = Words("", wrap=True, parent=self)
        self.seen.toggled.connect(self._gate)
        self.way = Select(self)
        self.way.addItems([_("by e-mail"), _("by post"), _("collected here"), _("on a memory stick")])
        self.way_field = Field(_("Handed over"), self.way)
        self.progress = ProgressRow(parent=self)
        self.progress.hide()
        self.deed = ""
        self.act = PrimaryButton("", tall="release", parent=self)
        legal.carry(self.act, "release")
        self.act.clicked.connect(self._act)
        self.note = Words("", "small", "ink2", True, self)
        self._held: tuple[str, ...] = ()
        self._lay_out()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.addWidget(Words(_("Checks"), "section"))
        left.addLayout(self.checks)
        left.addStretch(1)
        middle = QVBoxLayout()
        middle.addWidget(Words(_("Proofs"), "section"))
        self.card = Card(parent=self)
        self.card.add_row(self.table, (0, 0, 0, 0))
        middle.addWidget(self.card)
        middle.addLayout(self.sums)
        middle.addStretch(1)
        for part in (left, middle):
            part.setSpacing(theme.px(10))
        across = QHBoxLayout()
        across.setSpacing(theme.px(24))
        across.addLayout(left, 4)
        across.addLayout(middle, 6)
        work = Surface("content")
        stacked = QVBoxLayout(work)
        stacked.setContentsMargins(theme.px(28), theme.px(20), theme.px(28), theme.px(20))
        stacked.setSpacing(theme.px(8))
        stacked.addWidget(self.heading)
        stacked.addWidget(self.told)
        stacked.addSpacing(theme.px(10))
        stacked.addLayout(across, 1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(work)
        panels = (Panel(area, _("Checks"), 0, 520), Panel(self._side(), _("What is sent"), 312, 250))
        split = Split("release", panels, self)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)

    def _side(self) -> QWidget:
        side = Surface("panel")
        stacked = QVBoxLayout(side)
        stacked.setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16))
        stacked.setSpacing(theme.px(12))
        stacked.addLayout(self.contents)
        stacked.addStretch(1)
        tick = line(self.seen, self.seen_words, spacing=4)
        tick.setStretch(1, 1)
        tick.setAlignment(self.seen, Qt.AlignmentFlag.AlignTop)
        self.seen_words.mousePressEvent = lambda _event: self.seen.toggle()  # type: ignore[method-assign]
        stacked.addLayout(tick)
        stacked.addWidget(self.way_field)
        stacked.addWidget(self.progress)
        grid = QGridLayout()
        grid.addWidget(self.act, 0, 0)
        self.act.setSizePolicy(self.table.sizePolicy().Policy.Expanding, self.act.sizePolicy().verticalPolicy())
        stacked.addLayout(grid)
        stacked.addWidget(self.note)
        area = Area(parent=self)
        area.setWidget(side)
        return area

    # -- showing -----------------------------------------------------------------------------------------------------

    def show_view(self, view: RequestView, part: DeliveryView, proven: Sequence[Proven], now: datetime) -> None:
        """Shows the delivery as it stands."""
        outcome = _(wording.OUTCOMES[part.outcome])
        heads = {
            DeliveryState.READY: _("Ready to hand out {outcome}"),
            DeliveryState.RELEASED: _("Handed out {outcome}"),
        }
        refused = {
            DeliveryState.READY: _("Ready to answer: nothing is handed out"),
            DeliveryState.RELEASED: _("Answered: nothing was handed out"),
        }
        words = (refused if part.outcome is Outcome.REFUSED else heads).get(
            part.delivery.state, _("Before handing out")
        )
        self.heading.setText(words.format(outcome=outcome))
        to = _("To {who}. The originals never leave the company.")
        self.told.setText(to.format(who=view.requester or _("the requester (anonymous)")))
        empty(self.checks)
        self.checks.addWidget(self._checks_card(checks(view, part, proven, now)))
        self.table.set_rows(proven)
        self.table.fit()
        self.card.setVisible(bool(proven) and part.outcome is not Outcome.REFUSED)
        self._show_sums(view, proven)
        self._show_contents(part)
        self._show_act(part)

    def _checks_card(self, rows: Sequence[Check]) -> Card:
        card = Card(False, self)
        for check in rows:
            told = column(Words(check.words, wrap=True), spacing=1)
            if check.detail:
                told.addWidget(Words(check.detail, "small", "ink2", True))
            sign = StateText(check.state, "")
            sign.setFixedWidth(theme.px(26))
            row = line(sign, spacing=2)
            row.addLayout(told, 1)
            if check.place:
                link = Link(_("Show"))
                link.setAccessibleName(_("Show: {what}").format(what=check.words))
                link.clicked.connect(lambda _on=False, place=check.place: self.followed.emit(place))
                row.addWidget(link)
            card.add_row(row, (14, 8, 14, 8))
        return card

    def _show_sums(self, view: RequestView, proven: Sequence[Proven]) -> None:
        empty(self.sums)
        done = [p.proof for p in proven if p.proof is not None]
        holder = QWidget(self)
        across = QHBoxLayout(holder)
        across.setContentsMargins(0, theme.px(6), 0, 0)
        across.setSpacing(theme.px(24))
        if done:
            left = column(Words(_("What the proofs have read"), "small-strong", "ink2"), spacing=6)
            for words, passed, every in sums(proven):
                row = line(Words(words, wrap=True))
                row.setStretch(0, 1)
                row.addWidget(Words(_("{passed} of {every}").format(passed=passed, every=every), "strong"))
                left.addLayout(row)
            left.addStretch(1)
            across.addLayout(left, 1)
        if view.grounds:
            right = column(Words(_("Masks by ground"), "small-strong", "ink2"), spacing=6)
            for ground in view.grounds:
                right.addLayout(ground_row(ground))
            right.addStretch(1)
            across.addLayout(right, 1)
        self.sums.addWidget(holder)

    def _show_contents(self, part: DeliveryView) -> None:
        empty(self.contents)
        self.contents.addWidget(Words(_("This is sent"), "section"))
        count = 0 if part.outcome is Outcome.REFUSED else len(part.documents)
        if count:
            words = ngettext("{count} document", "{count} documents", count).format(count=count)
            self.contents.addWidget(_fact(words, wording.pages(part.pages)))
        made = {paper.kind: paper for paper in part.papers}
        names = {"letter": _("Letter"), "schedule": _("List of masks")}
        for kind, words in names.items():
            if kind == "letter" or count:
                self.contents.addWidget(_fact(words, "" if kind in made else _("not made yet")))
        for kind, paper in made.items():
            if kind.startswith(own_data_export.KIND):
                self.contents.addWidget(_fact(paper.name, ""))
        if count:
            self.contents.addWidget(_fact(_("Proofs"), str(count)))
        if "letter" in made:
            read = SecondaryButton(_("Read the letter"), "visible", parent=self)
            read.clicked.connect(lambda: self.paper.emit(made["letter"]))
            self.contents.addWidget(read, 0, Qt.AlignmentFlag.AlignLeft)
        self._link(made, "schedule", _("List of masks"))
        self.contents.addSpacing(theme.px(8))
        self.contents.addWidget(Words(_("This stays here"), "section"))
        stays = _("Originals, assessments, log and comments.")
        self.contents.addWidget(Words(stays, tone="ink2", wrap=True))
        self._link(made, "record", _("Record of assessments"))

    def _link(self, made: Mapping[str, Paper], kind: str, words: str) -> None:
        if kind in made:
            link = Link(words, parent=self)
            link.clicked.connect(lambda _on=False, paper=made[kind]: self.paper.emit(paper))
            self.contents.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_act(self, part: DeliveryView) -> None:
        state, without = part.delivery.state, unmasked(part)
        ready = state is DeliveryState.READY
        deeds = {DeliveryState.READY: "release", DeliveryState.RELEASED: "open-folder"}
        self.deed = deeds.get(state, "make-copies")
        count = len(part.documents)
        words = {
            "release": _("Answer the requester")
            if part.outcome is Outcome.REFUSED
            else ngettext("Hand out {count} document", "Hand out {count} documents", count).format(count=count),
            "open-folder": _("Open the folder"),
            "make-copies": _("Make the copies"),
        }
        notes = {
            "release": _("Makes the package and writes the log. A handing out cannot be taken back."),
            "open-folder": _("The package lies in this folder, as files and as one ZIP."),
            "make-copies": _("Masks into new files, reads them back with other programs, writes letter and lists."),
        }
        self.act.become(words[self.deed], {"open-folder": "folder", "make-copies": "copy"}.get(self.deed, ""))
        self.note.setText(notes[self.deed])
        step = DeliveryStep.RELEASE if ready else DeliveryStep.MAKE_COPIES
        held = () if state is DeliveryState.RELEASED else part.steps.get(step, ())
        self._held = tuple(messages.blocker(one) for one in held)
        for widget in (self.seen, self.seen_words):
            widget.setVisible(ready and bool(without))
        said = _seen_words(part, without)
        if said != self.seen_words.text():
            self.seen.setChecked(False)
        self.seen_words.setText(said)
        self.seen.setAccessibleName(said)
        self.way_field.setVisible(ready)
        self._gate()

    def _act(self) -> None:
        if not self.act.blockers():
            self.acted.emit(self.deed)

    def _gate(self) -> None:
        """The far button is closed by the rules, and until what leaves without masks has been seen."""
        unseen = not self.seen.isHidden() and not self.seen.isChecked()
        self.act.set_blockers(self._held or ((_("Tick what leaves without masks"),) if unseen else ()))

    def show_progress(self, done: int, total: int, words: str, left: float) -> None:
        """How far the copies have come; the button rests meanwhile."""
        self.act.hide()
        self.progress.show_progress(done, total, left if left >= 0 else None, words)
        self.progress.show()

    def end_progress(self) -> None:
        """The work is over."""
        self.progress.hide()
        self.act.show()


def _seen_words(part: DeliveryView, without: tuple[str, ...]) -> str:
    if not without:
        return ""
    pages = sum(row.document.pages for row in part.documents if not row.tally.accepted)
    counts = {"documents": wording.documents(len(without)), "pages": wording.pages(pages)}
    if len(without) == len(part.documents):
        return _("I have seen that nothing is masked: {documents}, {pages}.").format(**counts)
    told = _("I have seen what leaves without masks: {titles} ({documents}, {pages}).")
    return told.format(titles=", ".join(without), **counts)


def _fact(words: str, count: str) -> QWidget:
    holder = QWidget()
    row = line(Words(words, wrap=True), Words(count, "small", "ink2"))
    row.setStretch(0, 1)
    holder.setLayout(row)
    return holder
