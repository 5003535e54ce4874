"""The fields of one person: name, title, roles, days, password; used when the workspace is made and after."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app import messages
from app.domain.errors import Refused
from app.domain.passwords import SHORTEST
from app.domain.people import Person, Role
from app.services.office import people
from app.services.office.people import NewPerson
from app.texts import _

from ... import theme, wording
from ...parts.inputs import DayField, Entry, Field, Tick
from ...parts.words import Words, column, line


class PersonForm(QWidget):
    """The fields. ``person`` is None for somebody new; a known person's name stays."""

    def __init__(self, roles: tuple[Role, ...] = tuple(Role), days: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.person: Person | None = None
        self.name, self.title_ = Entry(parent=self), Entry(parent=self)
        self.password, self.again = Entry(secret=True, parent=self), Entry(secret=True, parent=self)
        self.last_day = DayField(_("Last day"), _("Like 2026-12-31; empty for no end."), self)
        self.roles = {role: Tick(_(wording.ROLES[role.value][0]), parent=self) for role in roles}
        least = _("At least {count} characters; a few words are easiest.").format(count=SHORTEST)
        self.fields = {
            "name": Field(_("Name"), self.name),
            "title": Field(_("Title"), self.title_),
            "password": Field(_("Password"), self.password, least),
            "again": Field(_("The password again"), self.again),
        }
        self.last_day.setVisible(days)
        self._lay_out()

    def _lay_out(self) -> None:
        stacked = QVBoxLayout(self)
        stacked.setContentsMargins(0, 0, 0, 0)
        stacked.setSpacing(theme.px(theme.GAP_FIELD))
        names = line(self.fields["name"], self.fields["title"], spacing=12)
        stacked.addLayout(names)
        grid = QGridLayout()
        grid.setVerticalSpacing(theme.px(2))
        for at, (role, tick) in enumerate(self.roles.items()):
            grid.addWidget(tick, at, 0)
            grid.addWidget(Words(_(wording.ROLES[role.value][1]), "small", "ink2", True), at, 1)
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(theme.px(16))
        self.role_note = Words("", "small", "stop", True)
        self.role_note.hide()
        told = column(Words(_("Roles")))
        told.addLayout(grid)
        told.addWidget(self.role_note)
        stacked.addLayout(told)
        passwords = line(self.fields["password"], self.fields["again"], spacing=12)
        for beside, fields in ((names, ("name", "title")), (passwords, ("password", "again"))):
            for name in fields:  # a fault under one of them moves none of them
                beside.setAlignment(self.fields[name], Qt.AlignmentFlag.AlignTop)
        stacked.addLayout(passwords)
        stacked.addWidget(self.last_day)

    def show_person(self, person: Person | None) -> None:
        """Shows a known person, or empty fields for somebody new."""
        self.person = person
        self.clear_faults()
        self.name.setText(person.name if person else "")
        self.name.setReadOnly(person is not None)
        self.title_.setText(person.title if person else "")
        self.password.clear()
        self.again.clear()
        self.last_day.entry.setText(person.valid_to.isoformat() if person and person.valid_to else "")
        for role, tick in self.roles.items():
            tick.setChecked(person is not None and role in person.roles)

    def chosen_roles(self) -> frozenset[Role]:
        """The roles that are ticked."""
        return frozenset(role for role, tick in self.roles.items() if tick.isChecked())

    def passwords_fit(self, needed: bool = True) -> bool:
        """Whether a password stands twice alike and may be taken; says at the field when not."""
        said = self.password.text()
        if not said and not self.again.text() and not needed:
            return True
        try:
            people.check_choice(said, self.name.text())
        except Refused as refusal:
            return self.fault("password", messages.of(refusal))
        if said != self.again.text():
            return self.fault("again", _("The two passwords differ. Write the same one twice."))
        return True

    def new_person(self) -> NewPerson | None:
        """What is written as somebody new; None where something is wrong, which is said at its field."""
        self.clear_faults()
        fits, last_day = self.last_day.read()
        if not self.name.text().strip():
            self.fault("name", _("The name is missing. Enter it."))
            return None
        if not self.roles_chosen() or not self.passwords_fit() or not fits:
            return None
        return NewPerson(
            self.name.text(), self.title_.text(), self.chosen_roles(), self.password.text(), valid_to=last_day
        )

    def roles_chosen(self) -> bool:
        """Whether at least one role is ticked; says so when not."""
        if self.chosen_roles():
            return True
        self.role_note.setText(_("Choose at least one role."))
        self.role_note.show()
        next(iter(self.roles.values())).setFocus()
        return False

    def fault(self, name: str, sentence: str) -> bool:
        """Says at a field what is wrong with it, and goes there; always False."""
        self.fields[name].set_fault(sentence)
        self.fields[name].control.setFocus()
        return False

    def clear_faults(self) -> None:
        """Nothing is wrong any more."""
        self.role_note.hide()
        for field in (*self.fields.values(), self.last_day):
            field.set_fault("")
