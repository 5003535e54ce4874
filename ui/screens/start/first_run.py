"""The first start: the company, you, where the documents lie, or a try with the demo case first."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app import bootstrap, demo, messages
from app.domain.errors import Refused
from app.domain.people import Role
from app.services.office import organisation
from app.texts import _

from ... import icons, theme
from ...bridge import Post
from ...parts import aloud, paint
from ...parts.area import Area
from ...parts.buttons import PrimaryButton, SecondaryButton
from ...parts.inputs import Entry, Field, Select
from ...parts.notices import Banner, Tone
from ...parts.progress import ProgressRow
from ...parts.split import Panel, Split
from ...parts.words import Painted, Surface, Words, column, line
from ...work import Work
from ..base import Screen
from ..company.people_form import PersonForm
from .sign_in import signed_in

ROLES = (Role.REGISTRAR, Role.HANDLER, Role.REVIEWER, Role.DECISION_MAKER)


class _Sheet(Painted):
    """The small drawing of a step: a sheet taken in, judged, handed out."""

    def __init__(self, step: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._step = step

    def sizeHint(self) -> QSize:
        return QSize(theme.px(44), theme.px(52))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(theme.current.scale, theme.current.scale)
        painter.setPen(QPen(theme.colour("ink"), 1.5))
        edges = [(2, 2), (24, 2), (34, 12), (34, 46), (2, 46), (2, 2)]
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in edges]))
        painter.drawPolyline(QPolygonF([QPointF(24, 2), QPointF(24, 12), QPointF(34, 12)]))
        if self._step == "in":
            for y, wide in ((19, 19), (26, 19), (33, 13)):
                painter.drawLine(QPointF(8, y), QPointF(8 + wide, y))
            return
        marks = ((8, 15, 15, 7), (8, 25, 20, 7))
        for at, rect in enumerate(marks):
            if self._step == "out":
                paint.box(painter, QRectF(*rect), "ink", radius=1)
            elif at == 0:
                paint.box(painter, QRectF(*rect), "selected", "accent", 1.5, 1)
            else:
                paint.box(painter, QRectF(*rect), "", "ink", 1.5, 1, Qt.PenStyle.DashLine)
        painter.drawLine(QPointF(8, 39), QPointF(20, 39))
        if self._step == "out":
            icons.draw(painter, "tick", QRectF(26, 32, 16, 16), "ok", 18)


class FirstRun(Screen):
    """Makes the workspace with its first person, who also is its administrator; or the demo's."""

    place = ""
    keeps = None

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self.profiles = organisation.profiles()
        self.company = Select(self)
        for name, profile in self.profiles.items():
            self.company.addItem(f"{profile.name} ({profile.series_prefix})", name)
        self.person = PersonForm(ROLES, days=False, parent=self)
        self.folder = Entry(parent=self)
        self.choose = SecondaryButton(_("Choose folder …"), parent=self)
        self.space = Words("", "small", "ink2", True, self)
        self.begin = PrimaryButton(_("Begin"), tall="release", parent=self)
        self.demo = SecondaryButton(_("Try with the demo case"), parent=self)
        self.fault = Banner(Tone.STOP, "", parent=self)
        self.fault.link.hide()
        self.fault.hide()
        self.progress = ProgressRow(parent=self)
        self.progress.hide()
        self.work = Work(self)
        self.folder.setAccessibleName(_("3. Where the documents lie"))
        self._lay_out()
        self._bind()

    def _lay_out(self) -> None:
        body = QWidget()
        body.setMaximumWidth(theme.px(820))
        form = QVBoxLayout(body)
        form.setContentsMargins(theme.px(56), theme.px(44), theme.px(24), theme.px(24))
        form.setSpacing(theme.px(10))
        form.addWidget(Words(_("Four things before you begin"), "heading"))
        form.addWidget(Words(_("Persons, roles and the company's rules can be changed later."), tone="ink2"))
        form.addWidget(self.fault)
        profile = _("The profile holds name, addresses, tariff and the series of registry numbers.")
        self._part(form, _("1. The company"), Field(_("Profile"), self.company, profile))
        self._part(form, _("2. You"), self.person)
        where = line(self.folder, self.choose, spacing=8)
        self._part(form, _("3. Where the documents lie"), None)
        form.addLayout(where)
        form.addWidget(self.space)
        self._part(form, _("4. Try it first?"), None)
        told = _("The demo case is invented: five documents and two persons, in a workspace of its own. Ten minutes.")
        form.addWidget(Words(told, tone="ink2", wrap=True))
        form.addLayout(_left(self.demo))
        form.addWidget(self.progress)
        form.addSpacing(theme.px(16))
        form.addLayout(_left(self.begin))
        form.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        panels = (Panel(self._story(), _("The three steps"), 432, 432), Panel(area, _("Before you begin"), 0, 560))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(Split("first-run", panels, self))

    @staticmethod
    def _part(form: QVBoxLayout, title: str, what: QWidget | None) -> None:
        form.addSpacing(theme.px(10))
        form.addWidget(Words(title, "section"))
        if what is not None:
            form.addWidget(what)

    def _story(self) -> Area:
        story = Surface("panel", parent=self)
        stacked = QVBoxLayout(story)
        stacked.setContentsMargins(theme.px(44), theme.px(60), theme.px(32), theme.px(24))
        stacked.setSpacing(theme.px(12))
        stacked.addWidget(Words("Utlämna", "display"))
        lead = _("For requests for public documents, from when they come in until the answer is sent.")
        stacked.addWidget(Words(lead, "section", "ink2", True))
        stacked.addSpacing(theme.px(28))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(26))
        steps = (
            ("in", _("Take in"), _("Drop the files in the request. The originals are kept unchanged.")),
            ("judge", _("Judge"), _("The program proposes. You decide each one and name its ground.")),
            ("out", _("Hand out"), _("Another person signs. Masked text is gone, and it is proven.")),
        )
        for at, (step, title, told) in enumerate(steps):
            grid.addWidget(_Sheet(step, story), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(column(Words(title, "strong"), Words(told, tone="ink2", wrap=True), spacing=2), at, 1)
        grid.setColumnStretch(1, 1)
        stacked.addLayout(grid)
        stacked.addSpacing(theme.px(12))
        stacked.addWidget(
            Words(_("All of it happens on this computer. Nothing is sent to anyone."), "small", "ink2", True)
        )
        stacked.addStretch(1)
        area = Area(parent=self)
        area.setWidget(story)
        return area

    def _bind(self) -> None:
        self.begin.clicked.connect(self.try_it)
        self.demo.clicked.connect(self.try_demo)
        self.choose.clicked.connect(self._choose_folder)
        self.folder.textChanged.connect(self._show_space)
        self.person.again.returnPressed.connect(self.try_it)
        self.work.progressed.connect(
            lambda done, total, words, left: self.progress.show_progress(done, total, None, words)
        )
        self.work.finished.connect(self._demo_ready)
        self.work.refused.connect(self._refused)
        self.work.ended.connect(self._ended)

    # -- showing -----------------------------------------------------------------------------------------------------

    def title(self) -> str:
        return _("Welcome")

    def open(self, **arguments: Any) -> None:
        self.frame.rail.hide()
        self.frame.status.set_mode(_("First start"), _("Tab goes to the next field."))
        self.folder.setText(str(arguments.get("folder") or bootstrap.office_folder()))
        self.person.roles[Role.REGISTRAR].setChecked(True)
        self.person.roles[Role.HANDLER].setChecked(True)

    def start_focus(self) -> None:
        self.company.setFocus()

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Choose folder …"), self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def _show_space(self, said: str) -> None:
        place = Path(said)
        there = next((p for p in (place, *place.parents) if p.is_dir()), None) if said else None
        if there is None:
            self.space.setText(_("The folder cannot be found. Choose another one."))
            return
        free = shutil.disk_usage(there).free // 2**30
        self.space.setText(
            _("{free} GB free. It must be a local disk; a network folder cannot hold the database.").format(free=free)
        )

    def may_leave(self) -> bool:
        """The rail comes back, so that the window does not remember it as folded."""
        self.frame.rail.show()
        return True

    # -- making --------------------------------------------------------------------------------------------------------

    def try_it(self) -> None:
        """Makes the workspace and signs the first person in."""
        self.fault.hide()
        new = self.person.new_person()
        if new is None:
            return
        profile = self.profiles[self.company.currentData()]
        try:
            workspace = bootstrap.make_workspace(Path(self.folder.text()), profile, new, Post(self.frame))
            workspace.sign_in(new.name, new.password)
        except Refused as refusal:
            self._refused(messages.of(refusal))
            return
        self._enter(workspace)

    def try_demo(self) -> None:
        """Makes the demo's workspace in a thread and signs its first person in."""
        self.fault.hide()
        self.person.clear_faults()
        post = Post(self.frame)
        self.begin.setEnabled(False)
        self.demo.setEnabled(False)
        self.progress.show_progress(0, 0, None, _("The demo case is being made"))
        self.progress.stop.hide()
        self.progress.show()
        self.work.start(lambda progress: _make_demo(post, progress))

    def _progressed(self, done: int, total: int, words: str, _left: float) -> None:
        self.progress.show_progress(done, total, None, words)

    def _demo_ready(self, made: Any) -> None:
        workspace, self.frame.practice = made
        self._enter(workspace)

    def _refused(self, sentence: str) -> None:
        self.fault.tell(Tone.STOP, sentence)
        aloud.say(self.fault, sentence, urgent=True)
        self.fault.show()

    def _ended(self) -> None:
        self.progress.hide()
        self.begin.setEnabled(True)
        self.demo.setEnabled(True)

    def _enter(self, workspace: Any) -> None:
        self.frame.workspace = workspace
        signed_in(self.frame)


def _left(button: QWidget) -> QHBoxLayout:
    row = line(button)
    row.addStretch(1)
    return row


def _make_demo(post: Any, progress: Any) -> Any:
    """Makes the demo's workspace and case; told in sentences, shown as steps of the work."""
    told: list[str] = []

    def said(sentence: str) -> None:
        told.append(sentence)
        progress(len(told), 7, "read")

    workspace, passwords = demo.fresh(demo.folder(), post)
    try:
        progress(1, 7, "read")
        demo.prepare(workspace, passwords, said, demo.TO_TRY, demo.came_today(workspace.clock()))
    except BaseException:
        workspace.close()
        raise
    return workspace, passwords
