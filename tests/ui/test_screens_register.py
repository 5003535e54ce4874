"""The diary and a request's file in the window: the public view first, holding back, closing by the list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import update

from app import long_work, messages, purging
from app.domain.register import Direction, Held, Party
from app.domain.requests import RequestState
from app.services.cases import registration
from app.services.keeping import register
from app.services.keeping.register import NewEntry
from app.store import schema
from app.texts import _
from redaction.errors import WrongPassword
from resources import path
from tests.app.services.test_deliveries import handed_out
from tests.app.test_closed_copies import set_closed
from tests.builders import KARIN, START, SVEN

from .rooms import WAIT, Room, spoken

SECRET = NewEntry("correspondence", Direction.IN, START.date(), Party.NAMED, "Sekreta AB", "skyddsplan")


def said(screen: Any) -> str:
    """Every word of the screen's table."""
    model = screen.table.rows
    return " ".join(
        str(model.data(model.index(row, at))) for row in range(model.rowCount()) for at in range(model.columnCount())
    )


def held_back(room: Room) -> Any:
    """A request with an entry whose sender and subject are held back."""
    request_id = room.office.request()
    entry_id = room.workspace.do(register.add, request_id, SECRET)
    for part in Held:
        room.workspace.do(register.hold, request_id, part, "OSL 18:8", entry_id)
    return request_id


def test_the_diary_opens_on_the_public_view_of_this_month(room: Room) -> None:
    """What is held back is not on the screen until somebody chooses the whole diary; coming back it is away again."""
    held_back(room)
    screen = room.show("diary")
    assert screen.table.rows.rowCount() == 2
    assert "Sekreta" not in said(screen)
    assert "skyddsplan" not in said(screen)
    assert _("Held back: {parts}").split(":")[0] not in said(screen)
    screen.view.choose("whole")
    screen.refresh()
    assert "Sekreta" in said(screen)
    assert _("Held back: {parts}").split(":")[0] in said(screen), "what the others do not see is marked"
    room.show("requests")
    assert "Sekreta" not in said(room.show("diary"))


def test_days_of_ones_own_and_an_empty_period(room: Room) -> None:
    """Two fields appear; where nothing stands it is said."""
    room.office.request()
    screen = room.show("diary")
    screen.month.setCurrentIndex(screen.month.findData("own"))
    screen.start.entry.setText("2026-04-01")
    screen.refresh()
    assert screen.start.isVisible()
    assert screen.empty.isVisible()
    screen.start.entry.setText("2026-03-01")
    screen.refresh()
    assert screen.table.isVisible()


def test_the_public_view_is_saved_as_it_is_shown(room: Room, tmp_path: Path, qtbot: Any) -> None:
    """The file holds the rows of the view and nothing that is held back."""
    held_back(room)
    screen = room.show("diary")
    screen.save_to(tmp_path / "diarium.csv")
    qtbot.waitUntil(lambda: not screen.work.busy, timeout=WAIT)
    text = (tmp_path / "diarium.csv").read_text(encoding="utf-8-sig")
    assert "FE 2026-0001:2" in text
    assert "Sekreta" not in text


def test_the_request_leads_to_its_file_and_the_file_closes_it(room: Room) -> None:
    """Close shows the list first; the law's points hold it, the rest reminds; then it is closed."""
    request_id, delivery_id, _document = room.office.masked()
    screen = room.show("register", request_id=request_id)
    assert screen.close_it.blockers()
    assert "TF 2:15–16" in spoken(screen.points)
    handed_out(room.office, delivery_id)
    request = room.show("request", request_id=request_id)
    request.follow("close")
    assert room.now is screen
    screen.close_it.click()
    assert room.workspace.ask(registration.state, request_id) is not RequestState.CLOSED, "it is asked first"
    screen.asking.yes.click()
    assert room.workspace.ask(registration.state, request_id) is RequestState.CLOSED
    assert not screen.close_it.isVisible()


def test_an_entry_is_made_held_back_and_struck_at_the_keyboard(room: Room) -> None:
    """Its subject is read while it is written; a phone number closes the entry."""
    request_id = room.office.request()
    screen = room.show("register", request_id=request_id)
    screen.form.subject.entry.setText("Ringde 070-174 06 12")
    assert screen.form.subject.note.text()
    screen.form.enter.click()
    assert screen.table.rows.rowCount() == 1
    screen.form.subject.entry.setText("Samtal om precisering")
    screen.form.enter.click()
    assert screen.table.rows.rowCount() == 2
    screen.table.selectRow(1)
    screen.hold[Held.SUBJECT].click()
    screen.asking.entry.setText("OSL 18:8")
    QTest.keyClick(screen.asking.entry, Qt.Key.Key_Return)
    (kept,) = room.workspace.ask(register.holds, request_id)
    assert (kept.part, kept.entry_id) == (Held.SUBJECT, screen.table.current().entry_id)
    screen.lift.click()
    assert room.workspace.ask(register.holds, request_id)[0].lifted_at is not None
    screen.strike.click()
    screen.asking.entry.setText("fel ärende")
    QTest.keyClick(screen.asking.entry, Qt.Key.Key_Return)
    assert room.workspace.ask(register.of_request, request_id)[1].struck == "fel ärende"


def test_a_doubted_subject_is_confirmed_where_it_is_written(room: Room) -> None:
    """New request: the sentence stands at the field at once; the tick goes with the words it was set for."""
    screen = room.show("new-request")
    screen.wording.setPlainText("Jag vill läsa brevet.")
    screen.subject.setText("Begäran om brev från Lovisa Granberg")
    assert screen.line.confirmed.isVisible()
    screen.try_it()
    assert room.now is screen
    screen.line.confirmed.setChecked(True)
    screen.subject.setText("Begäran om brev")
    assert not screen.line.confirmed.isVisible()
    assert not screen.line.confirmed.isChecked()
    screen.subject.setText("Begäran om brev från Lovisa Granberg")
    screen.line.confirmed.setChecked(True)
    screen.try_it()
    assert room.now is not screen


def test_who_keeps_no_register_is_told_so(room: Room) -> None:
    """A reviewer reads the file and changes nothing in it."""
    request_id = room.office.request()
    room.as_(KARIN)
    screen = room.show("register", request_id=request_id)
    assert screen.reword.blockers()
    assert all(button.blockers() for button in screen.hold.values())


def test_the_log_is_closed_to_who_does_not_keep_it(room: Room) -> None:
    """The reviewer is told who reads it; the administrator sees rows and what they may not be used for."""
    room.office.request()
    room.as_(KARIN)
    screen = room.show("log")
    assert screen.closed.isVisible()
    assert not screen.table.isVisible()
    room.as_(SVEN)
    screen = room.show("log")
    assert screen.table.isVisible()
    assert "OSL 13" in spoken(screen)


def test_no_search_finds_a_request_by_who_asked(room: Room) -> None:
    """The list's search looks at number and subject alone (law.md 3.5)."""
    room.office.request()
    named = update(schema.requester).values(name="Anna Fjällgren")
    room.workspace.do(lambda unit: unit.connection.execute(named))
    screen = room.show("requests")
    screen.search.setText("Fjällgren")
    assert "FE 2026-0001" not in said(screen)
    screen.search.setText("avbrott")
    assert "FE 2026-0001" in said(screen)


def test_the_office_decides_whether_the_public_diary_names_private_persons(room: Room) -> None:
    """A tick for administrators, off at first, with its reason beside it."""
    room.as_(SVEN)
    screen = room.show("company")
    assert not screen.names.isChecked()
    assert "OSL 5:2" in spoken(screen)
    screen.names.click()
    assert room.workspace.ask(register.private_names)


def test_the_archive_package_is_written_from_the_file(room: Room, tmp_path: Path, qtbot: Any) -> None:
    """In a thread; where it cannot be written yet the banner says why, and nothing is there."""
    request_id = room.office.request()
    screen = room.show("register", request_id=request_id)
    screen.archive_to(tmp_path / "paket.zip")
    qtbot.waitUntil(lambda: not screen.work.busy, timeout=WAIT)
    assert screen.banner.isVisible()
    assert not (tmp_path / "paket.zip").exists()


def test_the_plan_is_decided_and_a_request_purged_with_one_confirmed_deed(room: Room) -> None:
    """Only an administrator; what is not decided says so; after it the request's file is what is left."""
    request_id, delivery_id, _document = room.office.masked()
    handed_out(room.office, delivery_id)
    purging.close(room.workspace, request_id)
    assert room.show("retention").form.enter.blockers()
    room.as_(SVEN)
    screen = room.show("retention")
    assert screen.purge.blockers()
    screen.plan.choose("refused")
    screen.form.years.control.setText("noll")
    screen.form.enter.click()
    assert screen.form.years.note.text()
    screen.form.years.control.setText("0")
    screen.form.begins.setCurrentIndex(screen.form.begins.findData("closed"))
    screen.form.basis.control.setText("Styrelsen 2026-02-02 § 4")
    screen.form.enter.click()
    assert not screen.purge.blockers()
    screen.purge.click()
    assert room.workspace.ask(lambda r: r.purges.count()) == 0
    screen.asking.yes.click()
    assert room.workspace.ask(lambda r: r.purges.count()) == 1
    assert screen.gone.rows.rowCount() == 1
    listed = room.show("requests")
    listed.chips["answered"].click()
    assert listed.table.choose(request_id)
    listed.table.opened.emit(listed.table.current())
    assert room.now.title().startswith("FE 2026-0001")
    assert room.now.banner.isVisible()


def test_a_locked_original_gets_its_working_copy_back_by_its_password(room: Room, qtbot: Any, tmp_path: Path) -> None:
    """It is asked for in the file, a wrong one is told and asked for again; nothing shows while nothing is missing."""
    request_id, locked = room.office.request(), tmp_path / "locked.pdf"
    with pikepdf.open(path("samples", "klagomal-1.pdf")) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(user="hemligt", owner="hemligt", R=6))
    long_work.take_in(room.workspace, request_id, locked, "Klagomål", "hemligt")
    assert room.show("register", request_id=request_id).again.isHidden()
    for closed_at in (START, None):
        room.workspace.do(set_closed, request_id, closed_at)
        purging.sweep(room.workspace)
    request = room.show("request", request_id=request_id)
    request.on_document("open", request.view.current.documents[0].document)
    request.banner.link.click()
    screen = room.now
    assert screen.why_again.isVisible()
    with qtbot.waitSignal(screen.work.ended, timeout=WAIT):
        screen.again.click()
    for password in ("fel", "hemligt"):
        assert screen.asking.isVisible()
        assert "Klagomål" in screen.asking.words.text()
        screen.asking.entry.setText(password)
        with qtbot.waitSignal(screen.work.ended, timeout=WAIT):
            screen.asking.yes.click()
        wrong = screen.banner.accessibleName() == messages.of(WrongPassword())
        assert wrong == (password == "fel")
    QTest.qWait(1)
    assert screen.again.isHidden()
    assert screen.why_again.isHidden()
    assert room.workspace.ask(purging.missing, request_id) == ()
