"""Pictures of states that the demo case does not pass: each in an office built in a line, taken by its name."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from app.domain.decisions import DecisionStep
from app.domain.handover import Way
from app.domain.questions import QuestionKind
from app.domain.register import Direction, Held, Party
from app.domain.requests import Track
from app.services.cases import answering, questions, registration
from app.services.cases.answering import NewEnding
from app.services.cases.questions import NewQuestion
from app.services.keeping import register
from app.services.keeping.register import NewEntry
from tests.app.services.deciding.test_rulings import appealed, at_court, held_back, with_head
from tests.app.services.delivering.test_own_data import gathered
from tests.app.services.test_deliveries import handed_out
from tests.builders import KARIN, MAJA, START, SVEN, an_office
from tests.packages import released_package
from tests.ui.rooms import Room
from ui.bridge import Post
from ui.intake import Intake
from ui.main_window import MainWindow
from ui.viewer import pictures

MIXED = "Jag vill ha allt ni har om mig och om mina grannars klagomål. Hur många har klagat i år?"
STAFF = (("Elnät", 9), ("Värme", 3), ("Service", 7))
ROWS = [f"{name} {at};{name};{2 + at % 3}" for name, count in STAFF for at in range(count)]
LIST = "\r\n".join(["Namn;Avdelning;Sjukdagar", *ROWS])
SECRET = NewEntry("correspondence", Direction.IN, START.date(), Party.NAMED, "Exempel Vakt AB", "skyddsplan")


def tracks(room: Room) -> None:
    """A mixed letter beside the tracks."""
    screen = room.show("new-request")
    screen.subject.setText("Begäran om utlämnande av handling – klagomål")
    screen.wording.setPlainText(MIXED)
    screen.tracks.parts[Track.OWN_DATA].click()


def question(room: Room) -> None:
    """What for is asked by a provision and a circumstance."""
    screen = room.show("request", request_id=room.office.request())
    screen.follow("ask")
    form = screen.forms.form
    form.radios[QuestionKind.PURPOSE].setFocus()
    form.radios[QuestionKind.PURPOSE].click()
    form.provision.setCurrentIndex(form.provision.findData("OSL 21:7"))


def waiting(room: Room) -> None:
    """A question has been asked and the request waits."""
    request_id = room.office.request()
    room.workspace.do(questions.ask, request_id, NewQuestion(QuestionKind.PRECISION, "Vilka klagomål menar du?"))
    room.show("request", request_id=request_id)


def ending(room: Room) -> None:
    """How a request ends without documents."""
    screen = room.show("request", request_id=room.office.request())
    screen.follow("end")


def ended(room: Room) -> None:
    """A request that was withdrawn."""
    request_id = room.office.request()
    room.workspace.do(answering.end, request_id, NewEnding("withdrawn", note="Ringde och tog tillbaka."))
    room.show("request", request_id=request_id)


def information(room: Room) -> None:
    """A question for information takes no documents."""
    request_id = room.office.request()
    screen = room.show("request", request_id=request_id)
    screen.follow("track")
    screen.forms.form.tracks.radios[Track.INFORMATION].click()
    screen.forms.yes.click()
    screen.follow("start-search")


def letters(room: Room) -> None:
    """A letter half filled, with one written before."""
    request_id, _delivery, _document = room.office.masked()
    screen = room.show("letters", request_id=request_id, letter="delay")
    screen.inputs["orsak"].setPlainText("det är många handlingar")
    screen.inputs["nytt svar"].setPlainText("den 17 mars 2026")


def below(screen: Any, part: QWidget) -> None:
    """Scrolls so that a part of a page stands at its top."""
    area = next(a for a in screen.findChildren(QScrollArea) if a.isAncestorOf(part))
    QApplication.processEvents()
    area.verticalScrollBar().setValue(part.mapTo(area.widget(), part.rect().topLeft()).y() - 16)


def office_letters(room: Room) -> None:
    """The templates on the company's page."""
    screen = room.as_(SVEN).show("company")
    below(screen, screen.letters)


def tariffs(room: Room) -> None:
    """Delegations and the tariff on the company's page."""
    with_head(room.office)
    screen = room.as_(SVEN).show("company")
    below(screen, screen.delegations)


def catalogue_form(room: Room) -> None:
    """A row being changed."""
    screen = room.as_(KARIN).show("catalogue")
    screen.table.choose("OSL 31:16")
    screen.panel.form.controls["heading"].field.control.setText("Affärsförbindelse med bolaget")
    screen.keep()


def differences(room: Room) -> None:
    """Two editions beside each other."""
    catalogue_form(room)
    screen = room.now
    screen.save.click()
    screen.asking.entry.setText("Ny rubrik")
    screen.asking.yes.click()
    screen.parts.choose("differences")
    screen._show_part("differences")


def fee(room: Room) -> None:
    """What a delivery costs."""
    request_id = room.office.request()
    room.office.document(request_id, pages=12)
    screen = room.show("fee", delivery_id=room.office.delivery(request_id))
    screen.form.setCurrentIndex(screen.form.findData("paper"))
    screen.form.activated.emit(screen.form.currentIndex())


def reservation(room: Room) -> None:
    """A reservation before it is written."""
    with_head(room.office)
    delivery_id = held_back(room.office, more=True)
    room.as_(MAJA).show("reservation", delivery_id=delivery_id)


def judgment(room: Room) -> None:
    """A judgment to enter, mask by mask."""
    with_head(room.office)
    delivery_id = held_back(room.office, more=True)
    at_court(room.office, delivery_id)
    screen = room.as_(MAJA).show("decision", delivery_id=delivery_id)
    below(screen, screen.forms[DecisionStep.JUDGE])


def appeals(room: Room) -> None:
    """Appeals with their days, and the years."""
    with_head(room.office)
    appealed(room.office, held_back(room.office))
    room.as_(MAJA).show("appeals")


def no_appeals(room: Room) -> None:
    """No appeal yet."""
    room.show("appeals")


def diary_whole(room: Room) -> None:
    """The whole diary, with what the public view holds back."""
    request_id = room.office.request()
    entry_id = room.workspace.do(register.add, request_id, SECRET)
    for part in Held:
        room.workspace.do(register.hold, request_id, part, "OSL 18:8", entry_id)
    screen = room.show("diary")
    screen.view.choose("whole")
    screen.refresh()


def closing(room: Room) -> None:
    """A request's file with its closing list."""
    request_id, delivery_id, _document = room.office.masked()
    handed_out(room.office, delivery_id)
    room.show("register", request_id=request_id)


def purging(room: Room) -> None:
    """What is closed and when it may go."""
    request_id, delivery_id, _document = room.office.masked()
    handed_out(room.office, delivery_id)
    room.workspace.do(registration.close, request_id)
    room.as_(SVEN).show("retention")


def sums(room: Room) -> None:
    """Totals with a group held back."""
    request_id = room.office.request()
    screen = room.show("sums", delivery_id=room.office.delivery(request_id))
    with room.workspace.vault.workspace() as folder:
        (folder / "lista.csv").write_text(LIST, encoding="utf-8-sig")
        screen.read_file(folder / "lista.csv")
        screen.work.wait()
    QApplication.processEvents()
    screen.group.setCurrentIndex(1)
    screen.amount.setCurrentIndex(screen.amount.findText("Sjukdagar"))


def own(room: Room) -> None:
    """A request for own data: clock, rights, who asks, and an answer being written."""
    request_id, _document, people = gathered(room.office)
    screen = room.show("request", request_id=request_id)
    for select, chosen in ((screen.own.way, "my-pages"), (screen.own.person, people["Lovisa Granberg"])):
        select.setCurrentIndex(select.findData(chosen))
        select.activated.emit(select.currentIndex())
    screen.own.ticks["erasure"].click()


def about(room: Room) -> None:
    """What the program is made of, a licence open."""
    screen = room.show("about")
    screen.work.wait()
    QApplication.processEvents()
    screen.table.choose("Inter")


def handover(room: Room) -> None:
    """A released package about to be handed over in a locked ZIP."""
    with tempfile.TemporaryDirectory() as made:
        delivery_id = released_package(room.office, Path(made))
        screen = room.show("handover", delivery_id=delivery_id)
        screen.way.setCurrentIndex(screen.way.findData(Way.FOLDER.value))
        screen.way.activated.emit(screen.way.currentIndex())


def keys(room: Room) -> None:
    """Where the key lies, and what is asked for while no recovery key is on paper."""
    room.office.as_(SVEN)
    room.show("keys")


def signing_in(room: Room) -> None:
    """Who may sign in, and the office's rules for it."""
    room.office.as_(SVEN)
    room.show("access")


STATES: dict[str, Callable[[Room], None]] = {
    "40-tracks": tracks,
    "41-question": question,
    "42-waiting": waiting,
    "43-ending": ending,
    "44-ended": ended,
    "45-information": information,
    "46-letters": letters,
    "47-office-letters": office_letters,
    "48-tariffs": tariffs,
    "49-catalogue-form": catalogue_form,
    "50-differences": differences,
    "51-fee": fee,
    "52-reservation": reservation,
    "53-judgment": judgment,
    "54-appeals": appeals,
    "55-no-appeals": no_appeals,
    "56-diary-whole": diary_whole,
    "57-closing": closing,
    "58-retention": purging,
    "59-sums": sums,
    "60-own-data": own,
    "61-about": about,
    "62-handover": handover,
    "63-keys": keys,
    "64-signing-in": signing_in,
}
"""Name of a picture -> what brings the window there."""


def take_states(album: Any, window: MainWindow, place: Path) -> None:
    """Takes each state that is wanted, in an office of its own."""
    for name, arrange in STATES.items():
        if not album.wants(name):
            continue
        folder = place / name
        folder.mkdir()
        office = an_office(folder)
        office.workspace._post = Post(window)
        window.workspace = office.workspace
        window.forget_screens()
        room = Room(office, window)
        room.as_(MAJA)
        arrange(room)
        album.settle()
        album.take(name)
        Intake.of(window).wait()
        pictures.close_pictures(window)
        window.forget_screens()
        window.leave()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
