"""A request for own data in the window: the card with clock, rights, who asks; answers and letters; the end."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.own_data import DataOutcome
from app.domain.requests import RequestState
from app.services.delivering import own_data
from app.texts import ngettext
from redaction.marks import MarkState
from tests.app.services.delivering.test_own_data import asked, gathered
from tests.builders import SVEN

from .rooms import Room


def show(room: Room, request_id: int) -> Any:
    """The request's page."""
    return room.show("request", request_id=request_id)


def choose(select: Any, data: object) -> None:
    """Chooses in a list as the keyboard does."""
    select.setCurrentIndex(select.findData(data))
    select.activated.emit(select.currentIndex())


def test_the_card_stands_on_its_track_alone(room: Room) -> None:
    """With the last day and its rule; a request for documents has none of it."""
    screen = show(room, asked(room.office))
    assert screen.own.isVisible()
    assert "GDPR art. 12.3" in screen.own.rule.text()
    assert not show(room, room.office.request()).own.isVisible()


def test_rights_are_ticked_and_who_asks_is_noted(room: Room) -> None:
    """A right that is answered stays; before it is known who asks, nothing is answered and the link says why."""
    request_id = asked(room.office)
    screen = show(room, request_id)
    screen.own.ticks["erasure"].click()
    assert [row.right for row in screen.own.view.answers] == ["access", "erasure"]
    assert screen.own.links["answer:erasure"].blockers()
    choose(screen.own.way, "my-pages")
    assert room.workspace.ask(own_data.of, request_id).way == "my-pages"
    assert not screen.own.links["answer:erasure"].blockers()
    screen.own.links["answer:erasure"].click()
    form = screen.forms.form
    form.radios[DataOutcome.REFUSED].click()
    assert not form.said.isVisible()
    screen.forms.yes.click()
    assert screen.banner.isVisible(), "a no without a ground"
    form.grounds["archive"].click()
    screen.forms.yes.click()
    assert not screen.forms.isVisible()
    assert not screen.own.ticks["erasure"].isEnabled()
    answers = room.workspace.ask(lambda reader: reader.data_answers.where(request_id=request_id))
    assert [row.right for row in answers if row.open] == ["access"]


def test_the_person_is_kept_and_it_is_taken_back(room: Room) -> None:
    """One button, one undo, both said in the banner; before somebody was pointed out the button says so."""
    request_id, document_id, people = gathered(room.office)
    screen = show(room, request_id)
    assert screen.own.keep.blockers()
    choose(screen.own.person, people["Lovisa Granberg"])
    screen.own.keep.click()

    def states() -> list[MarkState]:
        return sorted(m.state for m in room.workspace.ask(lambda r: r.marks.of(document_id)))

    assert states() == sorted([MarkState.ACCEPTED] * 2 + [MarkState.REJECTED] * 2)
    screen.banner.acted.emit()
    assert states() == [MarkState.PROPOSED] * 4


def test_a_correction_is_answered_written_and_ended(room: Room, tmp_path: Path) -> None:
    """From the card to the end of the request, without a document; the main button leads to the end."""
    request_id = asked(room.office, "rectification")
    screen = show(room, request_id)
    choose(screen.own.way, "reception")
    screen.own.links["answer:rectification"].click()
    screen.forms.form.done.setPlainText("Mätvärdet för februari är rättat.")
    screen.forms.yes.click()
    assert not screen.own.links["letter:rectification"].blockers()
    screen.own.write_letter("rectification", tmp_path)
    assert sorted(file.suffix for file in tmp_path.glob("R*")) == [".docx", ".pdf"]
    screen.main.click()
    assert screen.forms.form.kind.currentData() == "rights-answered"
    screen.forms.yes.click()
    assert screen.view.state is RequestState.ENDED
    assert screen.own.links["answer:rectification"].blockers()


def test_more_time_is_noted_with_its_reason(room: Room) -> None:
    """The clock moves, and the letter that says so can be written; a second time is refused."""
    request_id = asked(room.office)
    screen = show(room, request_id)
    first = screen.own.clock.accessibleName()
    screen.own.more.click()
    screen.forms.form.words.setPlainText("Det är många system.")
    screen.forms.yes.click()
    assert screen.own.clock.accessibleName() != first
    assert screen.own.more.blockers()
    choose(screen.own.way, "reception")
    assert not screen.own.links["letter:access"].blockers()


def test_the_clock_tells_when_it_is_late(room: Room) -> None:
    """Days left, and days since; what waits leads to the page."""
    request_id = asked(room.office)
    room.office.clock.now += timedelta(days=45)
    screen = show(room, request_id)
    last = room.workspace.ask(own_data.due, request_id).day
    words = ngettext("Last day {day}, {count} day ago", "Last day {day}, {count} days ago", 12)
    assert screen.own.clock.accessibleName() == words.format(day=last, count=12)
    todo = room.show("todo")
    codes = [todo.panel.view.row_of(todo.panel.view.model().index(at, 0)).code
             for at in range(todo.panel.view.model().rowCount())]  # fmt: skip
    assert {"own-data-due", "identity", "right"} <= set(codes)


def test_the_card_is_worked_from_the_keyboard(room: Room) -> None:
    """A tick by Space, a link by Return; who only administers changes nothing."""
    request_id = asked(room.office)
    screen = show(room, request_id)
    screen.own.ticks["portability"].setFocus()
    QTest.keyClick(screen.own.ticks["portability"], Qt.Key.Key_Space)
    assert {row.right for row in screen.own.view.answers} == {"access", "portability"}
    screen.follow("own-data")
    assert room.focus_on(screen.own.way)
    screen = show(room.as_(SVEN), request_id)
    assert not screen.own.way.isEnabled()
    assert screen.own.keep.blockers()
