"""The company: its persons with roles and days, the policy of the second person, and the profile it works under."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QScrollArea, QVBoxLayout, QWidget

from app import letter_work
from app.domain.events import Event
from app.domain.ids import DelegationId, EntryId
from app.domain.local_time import local_day
from app.domain.people import Person, Right
from app.services import queries
from app.services.deciding import decisions
from app.services.deciding.decisions import NewDelegation
from app.services.delivering import charging, compilations, fees, stamps
from app.services.delivering.charging import NewTariff
from app.services.keeping import register
from app.services.marking import office_lists
from app.services.office import people
from app.services.writing import letter_templates
from app.texts import _

from ... import theme, wording
from ...papers import Reading, open_path
from ...parts.area import Area
from ...parts.buttons import Button, Kind, PrimaryButton, SecondaryButton
from ...parts.columns import Column
from ...parts.inputs import Entry, Field, Tick
from ...parts.notices import Tone
from ...parts.rows import RowsView
from ...parts.split import Panel, Split
from ...parts.swap import empty
from ...parts.words import Card, Rule, Surface, Words, line
from ..page import Page
from ..request.facts import Pairs
from .backups import Backups
from .delegations import Delegations
from .letters import Letters, Verb
from .lists import OfficeLists
from .people_form import PersonForm
from .tariff import Tariffs


def columns() -> list[Column]:
    """The columns of the table of persons."""
    return [
        Column(_("Name"), lambda p: p.name, second=lambda p: p.title, icon=lambda p: "person"),
        Column(_("Roles"), _roles),
        Column(_("First day"), lambda p: p.valid_from.isoformat(), width=110, tone=lambda p: "ink2"),
        Column(
            _("Last day"), lambda p: p.valid_to.isoformat() if p.valid_to else "–", width=110, tone=lambda p: "ink2"
        ),
    ]


def _roles(person: Person) -> str:
    known = {name: _(words) for name, (words, _what) in wording.ROLES.items()}
    return ", ".join(known[role] for role in known if role in {r.value for r in person.roles})


class CompanyScreen(Page):
    """What everybody may read, and administrators change."""

    place = "company"

    def __init__(self, frame: Any) -> None:
        super().__init__(frame)
        self.add = PrimaryButton(_("Add a person"), "plus", parent=self)
        self.catalogue = SecondaryButton(_("Catalogue of provisions"), parent=self)
        self.keeping = SecondaryButton(_("Retention"), "table", parent=self)
        self.keeping.clicked.connect(lambda: self.frame.show_screen("retention"))
        self.access = SecondaryButton(_("Signing in"), "key", parent=self)
        self.access.clicked.connect(lambda: self.frame.show_screen("access"))
        self.keys = SecondaryButton(_("Encryption"), parent=self)
        self.keys.clicked.connect(lambda: self.frame.show_screen("keys"))
        self.top.add(self.keys, self.access, self.keeping, self.catalogue, self.add)
        self.table = RowsView(columns(), _("Persons"), key=lambda p: p.id, tall="document", parent=self)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.policy = Tick(_("A second person signs what is masked or refused"), parent=self)
        self.names = Tick(_("The public diary shows the names of private persons"), parent=self)
        self.stamps = Tick(_("Every page that leaves bears registry number, document number and page"), parent=self)
        self.smallest = Entry(parent=self)
        self.smallest.setMaximumWidth(theme.px(80))
        self.form = PersonForm(parent=self)
        self.form_title = Words("", "section", parent=self)
        self.save = PrimaryButton(_("Save"), parent=self)
        self.leave = Button(_("Cancel"), Kind.QUIET, parent=self)
        self.delegations = Delegations(self)
        self.tariffs = Tariffs(self)
        self.lists = OfficeLists(self)
        self.letters = Letters(self)
        self.backups = Backups(self)
        self.reading = Reading(self)
        self.profile = QVBoxLayout()
        self._lay_out()
        self._bind()
        self.listen_to(Event)

    def _lay_out(self) -> None:
        body = Surface("content")
        stacked = QVBoxLayout(body)
        stacked.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        stacked.setSpacing(theme.px(12))
        self.card = Card(parent=body)
        self.card.add_row(self.table, (0, 0, 0, 0))
        stacked.addWidget(Words(_("Persons"), "section"))
        stacked.addWidget(self.card)
        stacked.addSpacing(theme.px(8))
        stacked.addWidget(Words(_("Policy"), "section"))
        stacked.addWidget(self.policy)
        told = _("Whoever prepared a request can never sign it. Switching the policy stands in the log.")
        stacked.addWidget(Words(told, "small", "ink2", True))
        stacked.addWidget(self.names)
        stacked.addWidget(Words(register.why_no_names(), "small", "ink2", True))
        stacked.addWidget(self.stamps)
        where = _("Small, in a free margin. Holds for deliveries opened from now on; each can be set by itself.")
        stacked.addWidget(Words(where, "small", "ink2", True))
        few = _("Sums of fewer persons than this are held back. Return saves it.")
        stacked.addWidget(Field(_("Least number of persons in a sum"), self.smallest, few))
        stacked.addSpacing(theme.px(8))
        stacked.addWidget(self.delegations)
        stacked.addSpacing(theme.px(8))
        stacked.addWidget(self.tariffs)
        stacked.addSpacing(theme.px(8))
        stacked.addWidget(self.lists)
        stacked.addSpacing(theme.px(8))
        stacked.addWidget(self.letters)
        stacked.addSpacing(theme.px(8))
        stacked.addWidget(self.backups)
        stacked.addSpacing(theme.px(8))
        stacked.addWidget(Words(_("Profile"), "section"))
        stacked.addLayout(self.profile)
        stacked.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        filled = Surface("panel")
        form = QVBoxLayout(filled)
        form.setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16))
        form.setSpacing(theme.px(12))
        form.addWidget(self.form_title)
        form.addWidget(self.form)
        buttons = line(self.save, self.leave, spacing=8)
        buttons.addStretch(1)
        form.addLayout(buttons)
        form.addStretch(1)
        self.side = Area(parent=self)
        self.side.setWidget(filled)
        panels = (Panel(area, _("Company"), 0, 440), Panel(self.side, _("Person"), 448, 320))
        self.split = Split("company", panels, self)
        self.column.addWidget(self.split, 1)

    def _bind(self) -> None:
        self.add.clicked.connect(lambda: self.edit(None))
        self.catalogue.clicked.connect(lambda: self.frame.show_screen("catalogue"))
        self.add.refused.connect(lambda reason: self.tell(Tone.WARN, reason))
        self.table.opened.connect(self.edit)
        self.policy.clicked.connect(self._set_policy)
        self.names.clicked.connect(self._set_names)
        self.stamps.clicked.connect(self._set_stamps)
        self.smallest.returnPressed.connect(self._set_smallest)
        self.lists.taken_back.connect(self._take_back)
        self.letters.asked.connect(self._on_template)
        self.delegations.given.connect(self._delegate)
        self.tariffs.entered.connect(self._enter_tariff)
        self.delegations.ended.connect(self._end_delegation)
        self.save.clicked.connect(self.try_it)
        self.leave.clicked.connect(self.side.hide)

    # -- showing -----------------------------------------------------------------------------------------------------

    def title(self) -> str:
        return _("Company")

    def open(self, **arguments: Any) -> None:
        self.hush()
        self.side.hide()
        self.frame.status.set_mode(_("Company"), _("Return opens a person."))
        self.refresh()

    def refresh(self) -> None:
        known = self.workspace.ask(queries.people)
        may = self.person.may(Right.ADMINISTER)
        profile = self.workspace.ask(queries.profile)
        self.top.set_title(_("Company"), profile.legal_entity)
        self.table.set_rows(known)
        self.table.fit()
        if self.table.current() is None:
            self.table.selectRow(0)
        self.add.set_blockers(() if may else (_("Only an administrator changes this."),))
        self.access.setVisible(may)
        self.keys.setVisible(may)
        self.policy.setEnabled(may)
        self.policy.setChecked(self.workspace.ask(people.second_person_needed))
        self.names.setEnabled(may)
        self.names.setChecked(self.workspace.ask(register.private_names))
        self.stamps.setEnabled(may)
        self.stamps.setChecked(self.workspace.ask(stamps.on))
        self.smallest.setEnabled(may)
        self.smallest.setText(str(self.workspace.ask(compilations.smallest)))
        works = may or self.person.may(Right.PREPARE)
        why_not = () if works else (_("Only who prepares requests, or an administrator, takes entries back."),)
        held = self.workspace.ask(fees.tariff, local_day(self.now))
        self.tariffs.show_rows(self.workspace.ask(fees.tariffs), held.id, may)
        self.delegations.show_rows(self.workspace.ask(queries.delegations), known, may)
        self.lists.show_rows(self.workspace.ask(office_lists.rows), why_not)
        self.letters.show_rows(self.workspace.ask(letter_templates.rows), may)
        self.backups.look(may=may)
        self._show_profile(profile)

    def _show_profile(self, profile: Any) -> None:
        empty(self.profile)
        holder = QWidget(self)
        pairs = Pairs(150)
        pairs.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(pairs)
        facts = (
            (_("Name"), profile.name),
            (_("Legal entity"), f"{profile.legal_entity}, {profile.orgnr}"),
            (_("Registry"), ", ".join((profile.registrar.email, profile.registrar.phone))),
            (_("Address"), profile.registrar.address),
            (_("Court of appeal"), profile.court),
            (_("Registry numbers"), f"{profile.series_prefix} {self.now.year}-0001"),
            (_("Never proposed"), ", ".join(profile.allowed[3:])),
        )
        for name, what in facts:
            pairs.add(name, what)
        self.profile.addWidget(Rule())
        self.profile.addWidget(holder)

    # -- changing ----------------------------------------------------------------------------------------------------

    def edit(self, person: Person | None) -> None:
        """Opens the form for a known person or a new one."""
        if self.add.blockers():
            self.tell(Tone.WARN, self.add.blockers()[0])
            return
        self.form.show_person(person)
        self.form_title.setText(person.name if person else _("A new person"))
        words = _("Save") if person else _("Add")
        self.save.become(words)
        self.side.show()
        self.split.reveal(self.side)
        (self.form.title_ if person else self.form.name).setFocus()

    def try_it(self) -> None:
        """Adds or changes the person in the form."""
        if self.form.person is None:
            new = self.form.new_person()
            if new is not None and self.done(lambda: self.workspace.do(people.add, new)):
                self._saved()
            return
        self._change(self.form.person)

    def _change(self, known: Person) -> None:
        self.form.clear_faults()
        fits, last_day = self.form.last_day.read()
        if not fits or not self.form.roles_chosen() or not self.form.passwords_fit(needed=False):
            return
        changed = replace(
            known, title=self.form.title_.text().strip(), roles=self.form.chosen_roles(), valid_to=last_day
        )
        password = self.form.password.text()
        if changed != known and not self.done(lambda: self.workspace.do(people.change, changed)):
            return
        if password and not self.done(lambda: self.workspace.do(people.set_password, known.id, password, password)):
            return
        self._saved()

    def _saved(self) -> None:
        self.side.hide()
        self.refresh()
        self.table.setFocus()

    def _set_policy(self, on: bool) -> None:
        self.done(lambda: self.workspace.do(people.set_second_person, on))
        self.refresh()

    def _set_names(self, on: bool) -> None:
        self.done(lambda: self.workspace.do(register.set_private_names, on))
        self.refresh()

    def _set_stamps(self, on: bool) -> None:
        self.done(lambda: self.workspace.do(stamps.set_on, on))
        self.refresh()

    def _set_smallest(self) -> None:
        written = self.smallest.text().strip()
        persons = int(written) if written.isascii() and written.isdecimal() else 0
        if self.done(lambda: self.workspace.do(compilations.set_smallest, persons)):
            self.tell(Tone.OK, _("Saved."))
            self.refresh()

    def _enter_tariff(self, new: NewTariff) -> None:
        self.done(lambda: self.workspace.do(charging.change_tariff, new))
        self.refresh()

    def _delegate(self, new: NewDelegation) -> None:
        self.done(lambda: self.workspace.do(decisions.delegate, new))
        self.refresh()

    def _end_delegation(self, delegation_id: int) -> None:
        today = local_day(self.now)
        self.done(lambda: self.workspace.do(decisions.end_delegation, DelegationId(delegation_id), today))
        self.refresh()

    def _take_back(self, entry_id: int) -> None:
        self.done(lambda: self.workspace.do(office_lists.take_back, EntryId(entry_id)))
        self.refresh()

    def _on_template(self, verb: Verb, code: str) -> None:
        label, word = letter_templates.known(code).label, "Word (*.docx)"
        if verb is Verb.LOOK:
            self.look_at(code, label)
        elif verb is Verb.EXPORT:
            chosen, _kind = QFileDialog.getSaveFileName(self, _("Edit in Word …"), f"{label}.docx", word)
            self.edit_template(code, chosen)
        elif verb is Verb.USE:
            chosen, _kind = QFileDialog.getOpenFileName(self, _("Take in from Word …"), "", word)
            self.use_template(code, chosen)
        else:
            self.done(lambda: self.workspace.do(letter_templates.back, code))
            self.refresh()

    def look_at(self, code: str, label: str) -> None:
        """Opens a letter with invented values."""
        place = self.reading.place(f"{label}.pdf")
        if self.done(lambda: letter_work.preview(self.workspace, code, place)):
            open_path(place)

    def edit_template(self, code: str, chosen: str) -> None:
        """Writes a letter's template as a Word file and opens it."""
        if chosen and self.done(lambda: letter_work.export(self.workspace, code, Path(chosen))):
            open_path(Path(chosen))
            self.tell(Tone.INFO, _("Change the words in Word, save, and take the file in here."))

    def use_template(self, code: str, chosen: str) -> None:
        """Uses a Word file as a letter's template from now on."""
        number = self.attempt(lambda: letter_work.use(self.workspace, code, Path(chosen))) if chosen else None
        self.refresh()
        if number is not None:
            told = _("The template is used from now on. It is number {number} of this letter.")
            self.tell(Tone.OK, told.format(number=number), verb=_("Look at it"), deed=lambda: self.look_at(code, code))

    def areas(self) -> list[QWidget]:
        aside = [self.side] if self.side.isVisible() else []
        tables = (self.lists.table, self.letters.table)
        return [self.top, self.table, self.policy, self.delegations, *tables, self.backups, *aside]

    def start_focus(self) -> None:
        self.table.setFocus()
