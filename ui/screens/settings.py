"""One's own settings: light or dark, the size of the text, the watched folder, the password, and signing out."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.domain.passwords import SHORTEST
from app.texts import N_, _, pgettext

from .. import theme
from ..parts.area import Area
from ..parts.buttons import SecondaryButton
from ..parts.inputs import Entry, Field, Select
from ..parts.notices import Tone
from ..parts.words import Rule, Words, line
from .page import Page
from .settings_folder import FolderSetting
from .start.sign_in import sign_out

MODES = (
    (theme.Mode.SYSTEM, N_("As the system")),
    (theme.Mode.LIGHT, N_("Light")),
    (theme.Mode.DARK, N_("Dark")),
    (theme.Mode.CONTRAST, N_("High contrast")),
)


class SettingsScreen(Page):
    """Kept for this user of the computer; the password belongs to the person signed in."""

    place = "settings"
    keeps = None

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self.mode = Select(self)
        for mode, words in MODES:
            self.mode.addItem(_(words), mode)
        self.text_size = Select(self)
        for size in theme.SCALES:
            self.text_size.addItem(f"{round(size * 100)}\u00a0%", size)
        self.old = Entry(secret=True, parent=self)
        self.new, self.again = Entry(secret=True, parent=self), Entry(secret=True, parent=self)
        self.change = SecondaryButton(_("Change the password"), "key", parent=self)
        self.folder = FolderSetting(frame, self)
        self.leave = SecondaryButton(_("Sign out"), "sign-out", parent=self)
        self._lay_out()
        self.mode.activated.connect(self._wear)
        self.text_size.activated.connect(self._resize)
        self.change.clicked.connect(self.try_it)
        self.leave.clicked.connect(lambda: sign_out(self.frame))

    def _lay_out(self) -> None:
        body = QWidget(self)
        body.setMaximumWidth(theme.px(640))
        stacked = QVBoxLayout(body)
        stacked.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(20))
        stacked.setSpacing(theme.px(12))
        stacked.addWidget(Words(_("Look"), "section"))
        size = Field(_("Size of the text"), self.text_size, _("On top of the size that the system has."))
        colours = Field(_("Colours"), self.mode)
        look = line(colours, size, spacing=24)
        for part in (colours, size):
            look.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        look.addStretch(1)
        stacked.addLayout(look)
        stacked.addWidget(Rule())
        stacked.addWidget(self.folder)
        stacked.addWidget(Rule())
        stacked.addWidget(Words(_("Your password"), "section"))
        self.fields = [
            Field(_("Password now"), self.old),
            Field(_("New password"), self.new, _("At least {count} characters.").format(count=SHORTEST)),
            Field(_("The password again"), self.again),
        ]
        stacked.addLayout(line(*self.fields, spacing=12))
        stacked.addLayout(self._left(self.change))
        stacked.addWidget(Rule())
        self.who = Words("", tone="ink2", parent=self)
        stacked.addWidget(Words(pgettext("person", "Signed in"), "section"))
        stacked.addWidget(self.who)
        stacked.addLayout(self._left(self.leave))
        stacked.addStretch(1)
        area = Area(parent=self)
        area.setWidget(body)
        self.column.addWidget(area, 1)

    @staticmethod
    def _left(part: QWidget) -> Any:
        row = line(part)
        row.addStretch(1)
        return row

    def title(self) -> str:
        return _("My settings")

    def open(self, **arguments: Any) -> None:
        self.hush()
        self.top.set_title(_("My settings"))
        self.frame.status.set_mode(_("My settings"))
        self.mode.setCurrentIndex(max(0, self.mode.findData(theme.current.mode)))
        kept = self.frame.recall("look/scale")
        self.text_size.setCurrentIndex(next((at for at, size in enumerate(theme.SCALES) if str(size) == kept), 0))
        self.folder.show_it()
        person = self.person
        self.who.setText(f"{person.name}, {person.title}" if person.title else person.name)
        for entry in (self.old, self.new, self.again):
            entry.clear()

    def _wear(self, at: int) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        mode = theme.Mode(self.mode.itemData(at))  # Qt keeps only its text
        theme.apply(application, mode, theme.current.own)
        self.frame.remember("look/mode", str(mode))

    def _resize(self, at: int) -> None:
        self.frame.remember("look/scale", str(theme.SCALES[at]))
        self.tell(Tone.INFO, _("The text gets its new size when the program starts again."))

    def try_it(self) -> None:
        """Changes the person's own password."""
        if self.new.text() != self.again.text():
            self.tell(Tone.STOP, _("The two passwords differ. Write the same one twice."))
            return
        if self.done(lambda: self.workspace.change_password(self.old.text(), self.new.text())):
            self.open()
            self.tell(Tone.OK, _("The password is changed."))

    def start_focus(self) -> None:
        self.mode.setFocus()
