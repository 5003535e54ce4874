"""The frame: rail, a stack of screens, status bar. It navigates and remembers its size; it knows no requests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QSettings, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.texts import N_, _

from . import icons, left_off, theme
from .following import Following
from .jobs import Jobs
from .parts import aloud
from .parts.bars import StatusBar, TopBar
from .parts.focus import FocusRing
from .parts.kept_focus import KeptFocus, enter, holds
from .parts.keys import WINDOW, bind
from .parts.notices import Banner, Tone
from .parts.progress import ProgressBar
from .parts.rail import NavigationRail, Place
from .parts.split import holding
from .parts.words import Surface, Words
from .screens import SCREENS, Screen
from .screens.clash import Clash
from .screens.cover import Cover
from .together import Together

SMALLEST = (1280, 720)
FIRST = (1440, 900)
"""Window size at the very first start, in device-independent px."""
SEEN = (200, 20)
"""A point of the window, from its upper left corner, that must be on a monitor for its place to be taken again."""

PLACES = (
    Place("requests", "requests", N_("Requests")),
    Place("todo", "todo", N_("To do")),
    Place("desk", "review", N_("Review")),
    Place("appeals", "court", N_("Court")),
    Place("diary", "diary", N_("Diary")),
    Place("company", "company", N_("Company")),
    Place("log", "log", N_("Log")),
    Place("help", "help", N_("Help"), low=True),
    Place("settings", "settings", N_("Settings"), low=True),
)
"""What may stand on the rail; a place is shown when a screen of its name exists."""


class MainWindow(Surface):
    """One window. Screens ask it to go somewhere by ``show_screen`` and to say something by ``status``."""

    painted = Signal()
    left = Signal()

    def __init__(self, screens: Mapping[str, str] = SCREENS, settings: QSettings | None = None) -> None:
        """``screens`` maps a name to ``module:class``; ``settings`` is where the size is remembered."""
        super().__init__("frame")
        self._names = dict(screens)
        self._open: dict[str, Screen] = {}
        self._settings = settings or user_settings()
        self._was_painted = False
        self.workspace: Any = None
        self.together: Together | None = None
        self.waits: Any = None
        self.practice: dict[str, str] = {}
        """Passwords of the demo's invented persons by name, while the demo case is tried; told on the screen."""
        self.setWindowTitle(_("Utlämna"))
        self.setWindowIcon(icons.icon("app", "accent"))
        self.setMinimumSize(*SMALLEST)
        places = [Place(p.name, p.icon, _(p.words), p.low) for p in PLACES if p.name in self._names]
        self.rail = NavigationRail(places, self)
        self.rail.chosen.connect(self.show_screen)
        self.stack = QStackedWidget(self)
        self.notice = Banner(Tone.STOP, "", parent=self)
        self.notice.hide()
        self.notice.acted.connect(self._act)
        self.server = Banner(Tone.WARN, "", parent=self)
        self.server.hide()
        self.clash = Clash(self)
        self._deed: Callable[[], object] | None = None
        self.status = StatusBar(self)
        self.jobs = Jobs(self)
        self.jobs.changed.connect(self._job_ended)
        self._asked = False
        self._lay_out()
        self._bind_keys()
        FocusRing(self)
        self._kept = KeptFocus(self, self)
        now_and_then = QTimer(self)
        now_and_then.timeout.connect(lambda: left_off.keep(self))
        now_and_then.start(left_off.EVERY)
        self._restore()
        self.opening = _Opening(self)
        self.stack.addWidget(self.opening)

    # -- going somewhere ---------------------------------------------------------------------------------------

    def screens(self) -> Mapping[str, str]:
        """Name of each screen -> ``module:class``."""
        return self._names

    def enter(self, workspace: Any) -> None:
        """The workspace is open: asks who is there."""
        self.workspace = workspace
        self.together = Together(self)
        self.waits = import_module("ui.waits").Waits(self)  # which knows the services, so it is read by now
        following = Following(workspace, self)
        self.left.connect(following.stop)
        following.begin()
        import_module("ui.idle").Idle(self)
        import_module("ui.watched").Watched.of(self)
        self.show_screen("sign-in")
        if workspace.kept is not None:
            self.tell(Tone.INFO, import_module("app.messages").upgraded(workspace.kept), _("Close"))

    def leave(self) -> None:
        """Closes the workspace and what works for it, at the end of the program."""
        self.left.emit()
        if self.workspace is not None:
            self.workspace.close()
            self.workspace = self.together = self.waits = None

    def show_screen(self, name: str, **arguments: Any) -> Screen:
        """Shows a screen, makes it at its first use, and hands it its arguments.

        Raises:
            KeyError: there is no screen of that name.
        """
        screen = self.screen_of(name)
        leaving = self.stack.currentWidget()
        if isinstance(leaving, Screen) and leaving is not screen and not leaving.may_leave():
            return leaving
        left_off.keep(self)
        screen.looked()
        screen.open(**arguments)
        self.stack.setCurrentWidget(screen)
        left_off.keep(self)
        self.rail.choose(screen.place)
        self._retitle(screen)
        self._kept.begin()
        if self.together is not None:
            self.together.look()
        return screen

    @property
    def made(self) -> Mapping[str, Screen]:
        """The screens that have been made, by name."""
        return self._open

    def screen_of(self, name: str) -> Screen:
        """The screen of a name, made where it is not yet. Raises KeyError."""
        return self._open.get(name) or self._make(name)

    def current(self) -> Screen | None:
        """The screen shown, None while the program opens."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Screen) else None

    def name_of(self, screen: Screen) -> str:
        """The name a screen is shown by."""
        return next((name for name, made in self._open.items() if made is screen), "")

    def forget_screens(self) -> None:
        """Closes every screen, as when a person signs out."""
        left_off.keep(self)
        for screen in self._open.values():
            self.stack.removeWidget(screen)
            screen.let_go_of_all()
            screen.deleteLater()
        self._open = {}
        for cover in self.findChildren(Cover):
            self.stack.removeWidget(cover)
            cover.deleteLater()

    @property
    def covered(self) -> bool:
        """Whether what is shown is hidden until somebody signs in again."""
        return isinstance(self.stack.currentWidget(), Cover)

    def cover(self, words: str) -> None:
        """Hides what is shown, and every further window; ``words`` say why."""
        self.stack.setCurrentIndex(self.stack.addWidget(Cover(words, self)))
        self.rail.setEnabled(False)
        self.notice.hide()
        self.status.set_mode("")
        self.setWindowTitle(_("Utlämna"))
        for window in QApplication.topLevelWidgets():
            if window is not self and window.isVisible():
                window.hide()

    def sees(self, name: str, shown: Mapping[str, int]) -> bool:
        """Whether the screen of that name is shown, on just this."""
        screen = self.current()
        if screen is None or name != self.name_of(screen):
            return False
        return (screen.left_at() or {}).items() >= dict(shown).items()

    def tell(self, tone: Tone, sentence: str, verb: str, deed: Callable[[], object] | None = None) -> None:
        """Says something over whatever is shown; ``verb`` does the deed, or closes it where there is none."""
        self._deed, self._asked = deed, False  # a question that stood here is no longer seen, so it is asked anew
        self.notice.tell(tone, sentence, "", verb)
        aloud.say(self.notice, sentence, urgent=tone is Tone.STOP)
        self.notice.show()

    def fail(self, sentence: str, verb: str = "") -> None:
        """Tells of a fault over whatever is shown; ``verb`` closes it."""
        self.tell(Tone.STOP, sentence, verb or _("Close"))

    def _act(self) -> None:
        deed, self._deed = self._deed, None
        self.notice.hide()
        if deed is not None:
            deed()

    def may_end(self, deed: Callable[[], object]) -> bool:
        """Whether nothing runs that would be cut off. Where something does, asks once; its verb does the deed."""
        running = self.jobs.running()
        if not running or self._asked:
            return True
        told = _("{what} is not finished. What is done is kept; what is being done now is lost and begins anew.")
        self.tell(Tone.WARN, told.format(what=", ".join(job.what for job in running)), _("End it anyway"), deed)
        self._asked = True
        return False

    def _job_ended(self) -> None:
        """With nothing left to be cut off there is nothing to ask either."""
        if self._asked and not self.jobs.running():
            self._asked = False
            self.notice.hide()

    def _make(self, name: str) -> Screen:
        module, kind = self._names[name].split(":")
        made: Screen = getattr(import_module(module), kind)(self)
        made.titled.connect(lambda: self._retitle(made))
        self.stack.addWidget(made)
        self._open[name] = made
        return made

    def _retitle(self, screen: Screen) -> None:
        if screen is self.stack.currentWidget():
            title = screen.title()
            screen.setAccessibleName(title)
            self.setWindowTitle(_("{title} – Utlämna").format(title=title) if title else _("Utlämna"))

    def remember(self, key: str, value: str) -> None:
        """Keeps a choice of this user's between starts."""
        self._settings.setValue(key, value)

    def recall(self, key: str, otherwise: str = "") -> str:
        """A choice that was kept."""
        return str(self._settings.value(key, otherwise))

    # -- keys --------------------------------------------------------------------------------------------------

    def _bind_keys(self) -> None:
        for keys, words, deed in (
            ("F1", _("Show the key map, or go back from it"), self.show_help),
            ("F6", _("Go to the next area"), lambda: self.next_area(1)),
            ("Shift+F6", _("Go to the area before"), lambda: self.next_area(-1)),
            ("F11", _("Fold the rail at the left, or show it"), self.fold_rail),
            ("Alt+Home", _("Go to the requests"), lambda: self._go_if_there("requests")),
            ("Ctrl+Shift+L", _("Go to the log"), lambda: self._go_if_there("log")),
            ("Ctrl+,", _("Go to the settings"), lambda: self._go_if_there("settings")),
        ):
            bind(self, keys, words, deed, WINDOW)

    def show_help(self) -> None:
        """Shows the keys of the screen that is shown, or goes back from there."""
        shown = self.current()
        if shown is not None and shown is self._open.get("help"):
            shown.turn_back()
        else:
            self._go_if_there("help")

    def _go_if_there(self, name: str) -> None:
        if name in self._names and self.rail.isEnabled():
            self.show_screen(name)

    def fold_rail(self) -> None:
        """Hides the rail, or shows it again."""
        self.rail.setVisible(self.rail.isHidden())

    def areas(self) -> list[QWidget]:
        """The areas that F6 goes round: the screen's own in order, the status bar, the rail."""
        screen = self.current()
        mine = [self.status, self.rail]
        there = [*(screen.areas() if screen else []), *mine]
        return [area for area in there if (area.isVisible() or _waits(area)) and area.isEnabled()]

    def next_area(self, step: int) -> None:
        """Moves the focus to the next area (1) or the one before (-1)."""
        areas = self.areas()
        focused = QApplication.focusWidget() or self.focusWidget()  # a part of the screen may stand in its own window
        held = [at for at, area in enumerate(areas) if holds(area, focused)]
        start = held[-1] if held else (-1 if step > 0 else 0)
        for far in range(1, len(areas) + 1):
            area = areas[(start + step * far) % len(areas)]
            split = holding(area)
            if split is not None:
                split.reveal(area)
            if enter(area):
                area.activateWindow()
                return

    # -- size, paint -------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        work = QVBoxLayout()
        work.setSpacing(0)
        work.addWidget(self.server)
        work.addWidget(self.clash)
        work.addWidget(self.notice)
        work.addWidget(self.stack, 1)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.rail)
        across.addLayout(work, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(across, 1)
        whole.addWidget(self.status)

    def _restore(self) -> None:
        kept = self._settings.value("window/size")
        self.resize(kept if isinstance(kept, QSize) else QSize(*FIRST))
        place = self._settings.value("window/place")
        if isinstance(place, QPoint) and QGuiApplication.screenAt(place + QPoint(*SEEN)) is not None:
            self.move(place)  # unless the monitor on which it stood is gone
        if self._settings.value("window/maximised") == "true":
            self.setWindowState(Qt.WindowState.WindowMaximized)
        self.rail.setVisible(self._settings.value("window/rail", "true") != "false")

    def closeEvent(self, event: QCloseEvent) -> None:
        screen = self.current()
        if (screen is not None and not screen.may_leave()) or not self.may_end(self.close):
            event.ignore()
            return
        left_off.keep(self)
        maximised = self.isMaximized()
        self._settings.setValue("window/size", self.normalGeometry().size() if maximised else self.size())
        self._settings.setValue("window/place", self.normalGeometry().topLeft() if maximised else self.pos())
        self._settings.setValue("window/maximised", "true" if maximised else "false")
        self._settings.setValue("window/rail", "false" if self.rail.isHidden() else "true")
        self._settings.sync()
        super().closeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)


def _waits(area: QWidget) -> bool:
    """Whether an area stands in a panel behind a tab."""
    split = holding(area)
    return split is not None and split.isVisible() and split.waits(area)


class _Opening(Surface):
    """What is seen while the rest of the program is read: the page without words to read yet."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("content", parent=parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(TopBar("Utlämna", parent=self))
        column.addStretch(1)
        self.wait = Words(_("Opening the workspace"), "body", "ink2", parent=self)
        self.bar = ProgressBar(self)
        self.bar.setFixedWidth(theme.px(240))
        self.bar.hide()
        column.addWidget(self.wait, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def show_progress(self, done: int, total: int, phase: str) -> None:
        """What is done before the workspace can be opened, and how far it is."""
        self.wait.setText(phase)
        self.bar.set_share(done / total if total else None)
        self.bar.show()


def user_settings() -> QSettings:
    """What this user of the computer has chosen."""
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Utlamna", "Utlamna")


def settings_file(path: Path) -> QSettings:
    """Settings kept in a file of one's own, as tests and portable installations do."""
    return QSettings(str(path), QSettings.Format.IniFormat)
