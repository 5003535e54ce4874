"""The log, the company and the first start: read and checked, changed by administrators alone, made in one go."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from app import bootstrap, demo
from app.domain.log import Head, Verdict
from app.domain.people import Role
from app.services import queries
from app.services.delivering import compilations
from app.texts import _
from tests.builders import SVEN
from ui import wording
from ui.screens.company import screen as company_screen
from ui.screens.log import screen as log_screen
from ui.screens.log.rows import PAGE, what
from ui.screens.start import first_run

from .rooms import WAIT, Room, spoken

LONG = "ett långt lösenord"


# -- the log -----------------------------------------------------------------------------------------------------------


def test_the_log_is_fetched_as_it_is_scrolled(room: Room) -> None:
    """A page at first; at its end the next, until the first row of all."""
    for _at in range(PAGE):
        room.office.request()
    screen = room.show("log")
    head = room.workspace.ask(lambda reader: reader.log_head()).seq
    assert screen.model.rowCount() == PAGE < head
    while screen.model.canFetchMore():
        screen.model.fetchMore()
    assert screen.model.rowCount() == head
    assert screen.model.row_at(head - 1).row.seq == 1


def test_the_chain_is_checked_and_the_verdict_stands_over_it(room: Room, qtbot, monkeypatch) -> None:
    """Whole: green with the count. Broken: red with the row, the reason, and what to do."""
    room.office.request()
    screen = room.show("log")
    screen.check.click()
    qtbot.waitUntil(lambda: not screen.work.busy, timeout=WAIT)
    assert _("The chain is whole.") in spoken(screen.verdict)
    monkeypatch.setattr(queries, "verify_log", lambda reader: Verdict(2, Head(3, "a"), 2, "hash"))
    screen.verdict.acted.emit()
    qtbot.waitUntil(lambda: not screen.work.busy, timeout=WAIT)
    told = spoken(screen.verdict)
    assert _("The row's content has been changed.") in told
    assert "2" in told
    assert screen.table.current().row.seq == 2


def test_every_reason_of_a_broken_chain_has_its_sentence() -> None:
    """The verifier's reasons, as its docstring lists them, are all told in words."""
    from app.store import audit_log

    listed = set(re.findall(r"``([a-z-]+)``", audit_log.verify.__doc__ or ""))
    assert listed == set(log_screen.REASONS)


def test_one_requests_log_is_chosen_and_saved(room: Room, tmp_path: Path, qtbot) -> None:
    """Only its rows; PDF and JSON in the folder; without a request the button says what to choose."""
    request_id = room.office.request()
    room.office.request()
    screen = room.show("log")
    assert screen.save.blockers()
    screen = room.show("log", request_id=request_id)
    rows = [screen.model.row_at(at) for at in range(screen.model.rowCount())]
    assert {row.row.payload["request_id"] for row in rows} == {request_id}
    assert not screen.save.blockers()
    screen.save_to(tmp_path)
    qtbot.waitUntil(lambda: not screen.work.busy, timeout=WAIT)
    assert {file.suffix for file in tmp_path.iterdir()} >= {".pdf", ".json"}


def test_counts_are_told_one_or_many_and_the_event_has_the_room(room: Room) -> None:
    """One mask is no "masks"; the words of the event are wider than what they are about."""
    room.office.masked()
    screen = room.show("log")
    rows = [screen.model.row_at(at) for at in range(screen.model.rowCount())]
    told = {row.row.event: what(row, {}) for row in rows if "masks" in row.row.payload}
    assert wording.masks(1) in told.values()
    room.frame.resize(1440, 900)
    wide = {column.title: screen.table.columnWidth(at) for at, column in enumerate(screen.model.columns)}
    assert wide[_("Event")] >= 2 * wide[_("What")]


def test_the_head_can_be_copied(room: Room) -> None:
    """Number and whole hash, to be kept somewhere else."""
    screen = room.show("log")
    screen.copy_head.click()
    assert QGuiApplication.clipboard().text() == str(room.workspace.ask(lambda reader: reader.log_head()))


# -- the company -------------------------------------------------------------------------------------------------------


def test_only_an_administrator_changes_persons_and_policy(room: Room) -> None:
    """A clerk reads; the doors are closed and say why."""
    screen = room.show("company")
    assert screen.add.blockers() == (_("Only an administrator changes this."),)
    assert not screen.policy.isEnabled()
    screen.edit(screen.table.current())
    assert not screen.side.isVisible()


def test_an_administrator_adds_and_changes_a_person(room: Room) -> None:
    """Name, roles and password; later a last day and other roles; all of it in the log."""
    room.as_(SVEN)
    screen = room.show("company")
    screen.add.click()
    form = screen.form
    form.name.setText("Henrik Åsberg")
    screen.save.click()
    assert form.role_note.isVisible()
    form.roles[Role.DECISION_MAKER].click()
    form.password.setText("kort")
    screen.save.click()
    assert form.fields["password"].note.property("tone") == "stop"
    form.password.setText(LONG)
    form.again.setText(LONG)
    screen.save.click()
    assert not screen.side.isVisible(), spoken(screen.banner)
    henrik = next(p for p in room.workspace.ask(queries.people) if p.name == "Henrik Åsberg")
    screen.table.choose(henrik.id)
    QTest.keyClick(screen.table, Qt.Key.Key_Return)
    form.roles[Role.REVIEWER].click()
    form.last_day.entry.setText("2026-12-31")
    screen.save.click()
    henrik = next(p for p in room.workspace.ask(queries.people) if p.name == "Henrik Åsberg")
    assert (henrik.roles, str(henrik.valid_to)) == ({Role.REVIEWER, Role.DECISION_MAKER}, "2026-12-31")


def test_the_least_number_of_persons_in_a_sum_is_set_by_return(room: Room) -> None:
    """Within its bounds, which are told; only an administrator may write there."""
    assert not room.show("company").smallest.isEnabled()
    room.office.as_(SVEN)
    screen = room.show("company")
    screen.refresh()
    screen.smallest.setText("2")
    screen.smallest.returnPressed.emit()
    assert room.workspace.ask(compilations.smallest) == 5
    assert screen.banner.isVisibleTo(screen)
    screen.smallest.setText("7")
    screen.smallest.returnPressed.emit()
    assert room.workspace.ask(compilations.smallest) == 7


def test_switching_the_policy_stands_in_the_log(room: Room) -> None:
    """The tick is the office's policy, and the switch is an event."""
    room.as_(SVEN)
    screen = room.show("company")
    assert screen.policy.isChecked()
    screen.policy.click()
    (row,) = [line for line in room.workspace.ask(queries.log, None, 1) if line.row.event == "policy-changed"]
    assert row.row.payload["on"] is False


# -- the first start ---------------------------------------------------------------------------------------------------


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where nobody has made a workspace yet."""
    monkeypatch.setenv("UTLAMNA_WORKSPACE", str(tmp_path / "ny"))
    return tmp_path / "ny"


def test_the_first_start_makes_the_workspace_and_signs_in(room: Room, place: Path) -> None:
    """Profile, name, roles, password twice: the workspace is there, the person is its administrator and inside."""
    room.frame.forget_screens()
    screen = room.show("first-run")
    assert screen.folder.text() == str(place)
    assert screen.company.count() == 2
    screen.person.name.setText("Maja Sundin")
    screen.person.password.setText(LONG)
    screen.person.again.setText("ett annat lösenord")
    screen.begin.click()
    assert not bootstrap.exists(place)
    assert screen.person.fields["again"].note.property("tone") == "stop"
    screen.person.again.setText(LONG)
    first = room.workspace
    screen.begin.click()
    first.close()
    assert room.frame.workspace.signed_in.roles >= {Role.ADMINISTRATOR, Role.REGISTRAR}
    assert room.now is room.frame._open["requests"]
    assert room.frame.rail.isVisible()


def test_a_workspace_that_is_there_is_not_made_again(room: Room, place: Path) -> None:
    """The refusal stands on the page, and what was there stays."""
    room.frame.forget_screens()
    screen = room.show("first-run", folder=room.workspace.folder)
    screen.person.name.setText("Maja Sundin")
    screen.person.password.setText(LONG)
    screen.person.again.setText(LONG)
    screen.begin.click()
    assert _("This workspace has been made already. Sign in instead.") in spoken(screen.fault)
    assert not bootstrap.exists(place)


# -- letters -----------------------------------------------------------------------------------------------------------


def test_a_letters_template_goes_to_word_and_back_from_the_companys_page(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Written, taken in with other words, looked at, and put back; what is wrong stands in the banner."""
    opened: list[Path] = []
    monkeypatch.setattr(company_screen, "open_path", opened.append)
    screen = room.as_(SVEN).show("company")
    letters_, file = screen.letters, tmp_path / "fraga.docx"
    assert letters_.table.choose("precision")
    assert letters_.back.blockers() == (_("The one that ships is used already."),)
    screen.edit_template("precision", str(file))
    assert opened == [file]
    word = docx.Document(str(file))
    word.add_paragraph("Hej {namn}")
    word.save(str(tmp_path / "fel.docx"))
    screen.use_template("precision", str(tmp_path / "fel.docx"))
    assert "namn" in spoken(screen.banner)
    screen.use_template("precision", str(file))
    assert letters_.table.current().own.number == 1
    letters_.look.click()
    assert opened[-1].suffix == ".pdf"
    letters_.back.click()
    assert letters_.table.current().own is None


def test_a_clerk_looks_at_letters_and_changes_none(room: Room) -> None:
    """The doors are closed and say why."""
    letters_ = room.show("company").letters
    assert letters_.use.blockers() == letters_.back.blockers() == (_("Only an administrator changes this."),)
    assert not letters_.look.blockers()


def test_the_case_to_try_in_the_window_came_in_today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The window's demo is registered on the day it is tried, not on the sample's own."""
    now, given = datetime(2026, 11, 27, 12, 0, tzinfo=UTC), []
    monkeypatch.setattr(demo, "fresh", lambda *_where: (SimpleNamespace(clock=lambda: now), {}))
    monkeypatch.setattr(demo, "prepare", lambda *words: given.append(words[-1]))
    first_run._make_demo(None, lambda *_step: None)
    assert given == [demo.came_today(now)]
