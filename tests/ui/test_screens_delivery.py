"""Signing and handing out: the password asked again, closed doors that say why, the step that cannot be undone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.requests import DeliveryState
from app.services.cases import intake, official
from app.services.delivering import sign_off
from app.services.marking import review
from app.texts import _
from redaction.findings import HARD_STOP, Evidence
from tests.builders import KARIN, MAJA, PASSWORD, RECEIVED
from ui.parts.keys import lines
from ui.screens.delivery import screen as screen_delivery

from .rooms import WAIT, Room, spoken

TEXT = "Mötet började klockan nio.\n"


def state(room: Room, delivery_id: int) -> DeliveryState:
    """Where the delivery stands."""
    found: DeliveryState = room.workspace.ask(lambda reader: reader.deliveries.get(delivery_id)).state
    return found


def submitted(room: Room) -> int:
    """A delivery that waits for a signature, its clerk signed in."""
    _request, delivery_id, _document = room.office.masked()
    room.workspace.do(sign_off.submit, delivery_id)
    return delivery_id


def test_a_signature_asks_for_the_password_again(room: Room) -> None:
    """Without it, or with a wrong one, nothing is signed; with it exactly what is shown is."""
    delivery_id = submitted(room)
    room.as_(KARIN)
    screen = room.show("delivery", delivery_id=delivery_id)
    for password in ("", "fel lösenord"):
        screen.sign.password.setText(password)
        screen.sign.sign.click()
        assert state(room, delivery_id) is DeliveryState.LEGAL_REVIEW
        assert _("Name or password is wrong. Try again.") in spoken(screen.banner)
    QTest.keyClicks(screen.sign.password, "x")
    screen.sign.password.setText(PASSWORD)
    QTest.keyClick(screen.sign.password, Qt.Key.Key_Return)
    assert state(room, delivery_id) is DeliveryState.SIGNED
    assert screen.sign.password.text() == ""


def test_the_one_who_prepared_it_cannot_sign_and_is_told_why(room: Room) -> None:
    """The button is closed, with the reason in its tooltip and among the checks; no key gets past it."""
    delivery_id = submitted(room)
    screen = room.show("delivery", delivery_id=delivery_id)
    why = _("You prepared this request. Someone else needs to sign.")
    assert why in screen.sign.sign.blockers()
    assert why in spoken(screen.sign)
    screen.sign.password.setText(PASSWORD)
    QTest.keyClick(screen.sign.sign, Qt.Key.Key_Return)
    assert state(room, delivery_id) is DeliveryState.LEGAL_REVIEW
    assert why in spoken(screen.banner)


def test_what_is_signed_is_what_was_seen(room: Room) -> None:
    """A change behind the reviewer's back is refused, and the page shows the new state."""
    delivery_id = submitted(room)
    room.as_(KARIN)
    screen = room.show("delivery", delivery_id=delivery_id)
    screen.part = type(screen.part)(
        **{name: getattr(screen.part, name) for name in screen.part.__slots__} | {"plan_hash": "0" * 64}
    )
    screen.sign.password.setText(PASSWORD)
    screen.sign.sign.click()
    assert state(room, delivery_id) is DeliveryState.LEGAL_REVIEW
    assert _("Something was changed meanwhile. Look at it again.") in spoken(screen.banner)


def test_a_hard_stop_is_told_and_met_on_the_page(room: Room) -> None:
    """Whoever may not take a stand is told who can; the reviewer says why, and the signature opens."""
    office = room.office
    request_id = office.request()
    document_id = office.document(request_id)
    office.findings(document_id, ["19810107-9294"])
    found = room.workspace.ask(lambda reader: reader.findings.of(document_id))[0][1]
    stop = replace(found, evidence=(Evidence("sensitive", HARD_STOP),))
    room.workspace.do(intake.store_findings, document_id, [stop])
    (mark_id,) = [mark.id for mark in room.workspace.ask(lambda reader: reader.marks.of(document_id))]
    room.workspace.do(review.accept, [mark_id], "OSL 21:7")
    delivery_id = office.delivery(request_id)
    office.assessed(delivery_id)
    room.workspace.do(intake.mark_done, document_id)
    room.workspace.do(sign_off.submit, delivery_id)
    screen = room.show("delivery", delivery_id=delivery_id)
    assert screen.stops.isVisible()
    assert not screen.stops.link.isVisible()
    room.as_(KARIN)
    screen = room.show("delivery", delivery_id=delivery_id)
    assert screen.sign.sign.blockers()
    screen.stops.acted.emit()
    screen.asking.entry.setText("Adressen är maskad.")
    screen.asking.yes.click()
    assert not screen.stops.isVisible()
    assert screen.sign.sign.blockers() == ()


def test_a_return_needs_a_comment(room: Room) -> None:
    """The comment is written in place; the clerk reads it on the request's page."""
    delivery_id = submitted(room)
    room.as_(KARIN)
    screen = room.show("delivery", delivery_id=delivery_id)
    screen.sign.send_back.click()
    assert screen.sign.comment.hasFocus()
    screen.sign.send_back.click()
    assert state(room, delivery_id) is DeliveryState.LEGAL_REVIEW
    screen.sign.comment.setPlainText("Efternamnet räcker.")
    screen.sign.send_back.click()
    assert state(room, delivery_id) is DeliveryState.PREPARING
    assert "Efternamnet räcker." in spoken(room.now.facts)


def test_handing_out_is_closed_until_the_rules_are_met(room: Room) -> None:
    """Unsigned: the far button is closed and says what is missing; it has no key and is nobody's default."""
    _request, delivery_id, _document = room.office.masked()
    screen = room.show("delivery", delivery_id=delivery_id)
    assert screen.release.deed == "make-copies"
    assert _("A signature by a second person is missing. Send it to review.") in screen.release.act.blockers()
    screen.release.act.click()
    assert not screen.work.busy
    keys = [line for line in lines(screen) if not line.area]
    assert {key for line in keys for key in line.keys} <= {"Esc"}, "no key leads to handing out"


def test_from_copies_to_the_package(room: Room, tmp_path: Path, qtbot, monkeypatch) -> None:
    """Copies with proofs, the tick for what leaves without masks, the package on the disk and the row in the log."""
    opened: list[Path] = []
    monkeypatch.setattr(screen_delivery, "open_path", opened.append)
    file = tmp_path / "Protokoll.txt"
    file.write_text(TEXT, encoding="utf-8")
    request_id = room.office.request()
    page = room.show("request", request_id=request_id)
    page.take_in([file])
    qtbot.waitUntil(lambda: not page.intake.busy, timeout=WAIT)
    document_id = page.view.current.documents[0].document.id
    room.workspace.do(official.answer, [document_id], RECEIVED)
    room.workspace.do(intake.mark_done, document_id)
    delivery_id = page.view.current.delivery.id
    screen = room.show("delivery", delivery_id=delivery_id)
    screen.release.act.click()
    assert screen.release.progress.isVisible()
    qtbot.waitUntil(lambda: not screen.work.busy, timeout=WAIT)
    assert state(room, delivery_id) is DeliveryState.READY, spoken(screen.banner)
    assert screen.release.act.blockers() == (_("Tick what leaves without masks"),)
    screen.release.act.click()
    assert state(room, delivery_id) is DeliveryState.READY
    screen.release.seen.click()
    screen.release.act.click()
    qtbot.waitUntil(lambda: not screen.work.busy, timeout=WAIT)
    assert state(room, delivery_id) is DeliveryState.RELEASED
    assert {path.suffix for path in screen.released.package.iterdir()} >= {".pdf"}
    screen.banner.acted.emit()
    assert opened == [screen.released.package]
    assert room.workspace.ask(lambda reader: reader.deliveries.get(delivery_id)).way == screen.release.way.currentText()
    assert MAJA in spoken(room.show("request", request_id=request_id))
