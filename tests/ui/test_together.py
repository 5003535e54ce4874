"""Several people in the window: who is here, the server's line, idle time, one-time passwords, who may sign in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from app import later
from app.domain.errors import Refused
from app.domain.people import Role
from app.reach import LOST
from app.services import queries
from app.services.cases import intake
from app.services.marking import review
from app.services.office import people, tries
from app.services.office.people import NewPerson
from app.workspace import Workspace
from tests.builders import KARIN, MAJA, PASSWORD, SVEN
from ui.idle import MINUTE_MS, Idle
from ui.together import Together
from ui.waits import Waits

from .rooms import Room, spoken

OTHER = "en helt annan fras"


def beside(room: Room, name: str) -> Workspace:
    """A colleague's program on the same database."""
    mine = room.workspace
    other = Workspace(mine.folder, mine.store, mine.vault, clock=room.office.clock)
    other.sign_in(name, PASSWORD)
    return other


def test_a_colleague_in_the_same_request_is_told_quietly(room: Room) -> None:
    """Who and since when, in the status bar; gone when they leave, and never a banner."""
    request_id = room.office.request()
    room.frame.together = Together(room.frame)
    screen = room.show("request", request_id=request_id)
    theirs = beside(room, KARIN)
    theirs.presence.at(request_id, None)
    theirs.presence.keep_up()
    room.workspace.presence.keep_up()
    assert KARIN in room.frame.status.here.text()
    assert not screen.banner.isVisible()
    theirs.presence.leave()
    room.workspace.presence.look()
    room.workspace.presence.keep_up()
    assert not room.frame.status.here.isVisible()


def test_a_lost_server_is_one_line_and_no_box_for_each_press(room: Room) -> None:
    """Said once over the screen; a press says in the status bar that it is not done; the line goes with the trouble."""
    room.frame.together = Together(room.frame)
    screen: Any = room.show("request", request_id=room.office.request())
    reach = room.workspace.reach
    reach.looks = True
    reach.refused(Refused(LOST))
    assert room.frame.server.isVisible()
    for _press in range(3):
        assert not screen.done(lambda: room.workspace.ask(queries.people))
        assert not screen.banner.isVisible()
    reach.looks = False
    reach.found()
    assert not room.frame.server.isVisible()


def test_an_idle_window_signs_out_and_what_was_written_stays(room: Room) -> None:
    """After the office's time; the next key before it begins the time anew."""
    screen: Any = room.show("new-request")
    screen.subject.setFocus()
    screen.subject.insert("Begäran om avtal")
    screen.subject.textEdited.emit(screen.subject.text())
    idle = Idle(room.frame)
    idle.passed((people.IDLE_AT_FIRST - 1) * MINUTE_MS)
    assert room.workspace.person is not None
    idle.passed(MINUTE_MS)
    assert room.workspace.person is None
    assert room.frame.current() is room.frame.made["sign-in"]
    room.office.as_(MAJA)
    assert "Begäran om avtal" in room.show("new-request").subject.text()


def test_a_one_time_password_is_changed_where_one_signs_in(room: Room) -> None:
    """Two more fields; then one is in, with the new one."""
    maja = next(p for p in room.workspace.ask(queries.people) if p.name == MAJA)
    word = room.office.as_(SVEN).workspace.do(people.reset_password, maja.id)
    screen: Any = room.frame.show_screen("sign-in", who=MAJA)
    screen.password.setText(word)
    screen.try_it()
    assert room.workspace.one_time
    assert screen.new[0].isVisible()
    screen.fresh.setText(OTHER)
    screen.again.setText(OTHER)
    screen.try_it()
    assert not screen.isVisible()
    room.workspace.sign_in(MAJA, OTHER)


def test_the_administrator_sees_who_waits_and_ends_it(room: Room) -> None:
    """State, last sign-in and who is here; shut out, let in, one-time password, end the waiting."""
    maja = next(p for p in room.workspace.ask(queries.people) if p.name == MAJA)
    room.office.as_(SVEN)
    for _try in range(5):
        room.workspace.do(tries.missed, maja.id)
    screen: Any = room.show("access")
    row = next(at for at in range(screen.table.rows.rowCount()) if screen.table.rows.row_at(at).of.person.id == maja.id)
    screen.table.selectRow(row)
    assert "5" in screen.table.current().state
    assert not screen.unlock.blockers()
    screen.unlock.click()
    assert screen.table.current().of.standing.misses == 0
    screen.shut.click()
    assert screen.table.current().of.person.disabled
    screen.shut.click()
    screen.reset.click()
    screen.asking.yes.click()
    word = spoken(screen.banner).split(": ")[1].split(".")[0]
    room.office.clock.now += timedelta(minutes=1)
    assert room.workspace.sign_in(MAJA, word).id == maja.id


def test_the_page_is_the_administrator_s(room: Room) -> None:
    """Nobody else is shown the way, and the page shows them nothing."""
    company: Any = room.show("company")
    assert not company.access.isVisible()
    screen: Any = room.show("access")
    assert screen.table.rows.rowCount() == 0
    assert not screen.shut.isEnabled()


def test_who_is_shut_out_is_signed_out_of_the_open_window(room: Room) -> None:
    """As soon as it is heard; nothing more is shown."""
    Idle(room.frame)
    room.show("requests")
    room.workspace.catch_up()
    admin, mine = beside(room, SVEN), room.workspace.signed_in
    admin.do(people.disable, mine.id)
    room.workspace.catch_up()
    assert room.workspace.person is None
    assert room.frame.made["sign-in"].isVisible()


def test_a_colleague_who_was_quicker_is_told_and_one_chooses(room: Room) -> None:
    """Look, take theirs, keep mine; nothing is written over before."""
    document_id = room.office.document(room.office.request())
    theirs = beside(room, MAJA)
    other = room.office.as_(SVEN).workspace.do(
        people.add, NewPerson("Anna Berg", "", frozenset({Role.HANDLER}), PASSWORD)
    )
    theirs.sign_in("Anna Berg", PASSWORD)
    assert theirs.signed_in.id == other
    room.office.as_(MAJA)
    room.workspace.catch_up()
    screen: Any = room.show("request", request_id=room.workspace.ask(lambda r: r.documents.get(document_id)).request_id)

    def title() -> str:
        found: str = room.workspace.ask(lambda reader: reader.documents.get(document_id)).title
        return found

    for choose, stands in ((screen.clash.theirs, "Hennes"), (screen.clash.mine, "Min")):
        theirs.do(intake.rename, document_id, "Hennes")
        assert not screen.done(lambda: room.workspace.do(intake.rename, document_id, "Min"))
        assert "Anna Berg" in screen.clash.words.text()
        assert title() == "Hennes"
        screen.clash.look.click()
        assert screen.clash.isVisible()
        choose.click()
        assert not screen.clash.isVisible()
        assert title() == stands
        room.workspace.catch_up()


def test_what_waited_is_sent_and_what_collided_is_asked_of(room: Room) -> None:
    """When the server is back; the question stands over whatever is shown until one has chosen."""
    document_id = room.office.document(room.office.request())
    (mark,) = room.office.findings(document_id)
    mine, theirs = room.workspace, beside(room, KARIN)
    room.frame.together, room.frame.waits = Together(room.frame), Waits(room.frame)
    room.show("requests")
    mine.reach.looks = True
    mine.reach.refused(Refused(LOST))
    with pytest.raises(later.Kept):
        later.send(mine, review.accept, [mark], "OSL 21:7", {mark: 1})
    assert "1" in spoken(room.frame.server)
    theirs.do(review.reject, [mark], "i tjänst")
    mine.reach.looks = False
    mine.reach.found()
    assert KARIN in room.frame.clash.words.text()
    room.frame.clash.mine.click()
    assert not room.frame.clash.isVisible()
    assert mine.ask(lambda reader: reader.marks.get(mark))[1].provision == "OSL 21:7"
