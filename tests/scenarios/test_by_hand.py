"""The whole job on papers of the demo case, from what came in to the proven package: by keyboard alone, by mouse alone.

The same job is done by both, without a screen and, where there is one to be had, on a real one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from app.domain.regions import RegionState
from app.domain.requests import DeliveryState, RequestState
from app.services.cases import registration
from app.texts import _, pgettext
from resources import path, table
from tests.ui.rooms import frame_over, spoken
from ui import theme
from ui.parts.buttons import Button
from ui.parts.inputs import Tick

from .desk import KARIN, MAJA, PASSWORD, Desk, Package
from .two_hands import Keyboard, Mouse, Worker

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard", extend=True)
PAPERS = ("klagomal-1.pdf", "tjansteanteckning.txt")
"""Of the demo case: a letter with a signature that no program can read, and a note."""
GROUND = "OSL 21:7"
WHY_VISIBLE, WHY_UNREAD = "Public information", "I have read it; nothing to protect"


@pytest.fixture(params=[Keyboard, Mouse], ids=["keyboard", "mouse"])
def worker(
    request: pytest.FixtureRequest, desk: Desk, tmp_path: Path, qapp: QApplication, qtbot: QtBot
) -> Iterator[Worker]:
    """The clerk before the door, on the screen or the lack of one that was asked for: nobody is signed in."""
    assert qapp.platformName() == os.environ["QT_QPA_PLATFORM"]
    theme.apply(qapp, theme.Mode.LIGHT)
    for frame in frame_over(desk.workspace, tmp_path):
        frame.enter(desk.workspace)
        yield request.param(frame, qtbot)


def test_the_whole_job_is_done_with_one_hand(desk: Desk, worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Registered, taken in, tried, marked, assessed, sent, signed by somebody else, handed out and proven clean."""
    case = table("samples", "case.toml")
    desk.at("2026-03-11T10:00")
    _come_in(worker, MAJA)
    _register(worker, case["request"]["wording"], "klagomål efter strömavbrott")
    page = worker.on("request")
    _take_in(worker, page, monkeypatch)
    _official(worker, page)
    _judge_all(worker, page, _gold("must_mask"))
    _assess(worker, page)
    delivery_id, page_id = page.view.current.delivery.id, page.request_id
    _send(worker, page, delivery_id)
    _change_person(worker, KARIN)
    _sign(worker)
    assert desk.open_delivery(delivery_id).state is DeliveryState.SIGNED
    _change_person(worker, MAJA)
    package = desk.read(_hand_out(worker, page_id), delivery_id)
    _proven(package)
    assert desk.workspace.ask(registration.state, page_id) is RequestState.ANSWERED
    assert desk.events(page_id).count("delivery-signed") == 1


def _gold(what: str) -> list[str]:
    rows = table("samples", "gold.toml")[what]
    return [row["text"] for row in rows if row.get("document") in PAPERS and "rect" not in row]


def _proven(package: Package) -> None:
    """What the demo's own lists say of these papers holds for every file that left."""
    assert package.lacks(*(text for text in _gold("must_mask") if text not in ALL_OF_IT))
    assert all(package.has(text) for text in _gold("must_stay"))


ALL_OF_IT = ("ström dygnet runt", "åka in till sjukhuset", "respiratorns batteri")
"""Words about a health that the demo's clerk marks by hand; here the proposals alone are judged."""


# -- in and out --------------------------------------------------------------------------------------------------------


def _come_in(worker: Worker, name: str) -> None:
    door = worker.on("sign-in")
    if door.name.text() != name:
        worker.replace(door.name, name)
    worker.enter(door.password, PASSWORD)
    worker.use(door.enter)
    worker.until(lambda: worker.now is not door)


def _change_person(worker: Worker, name: str) -> None:
    """One leaves by the settings, the other comes."""
    worker.place(_("Settings"))
    worker.use(worker.on("settings").leave)
    _come_in(worker, name)


def _register(worker: Worker, wording: str, subject: str) -> None:
    worker.place(_("Requests"))
    worker.use(worker.on("requests").new)
    form = worker.on("new-request")
    worker.enter(form.wording, wording)
    worker.enter(form.subject, subject)
    worker.use(form.register)


def _take_in(worker: Worker, page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files are chosen in the dialog of the operating system; none is classified."""
    files = [str(path("samples", name)) for name in PAPERS]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_what: (files, ""))
    worker.use(page.main)
    worker.use(page.take)
    worker.use(page.asking.yes)
    worker.until(lambda: not page.intake.busy and len(page.view.current.documents) == len(PAPERS))


def _official(worker: Worker, page: Any) -> None:
    """Both came in to the company: the questions are answered once, for both."""
    worker.use(page.main)
    for _question in range(2):
        worker.use(page.official.choices[0])
    (also,) = (tick for tick in page.official.findChildren(Tick) if tick.isVisible())
    worker.use(also)
    worker.use(_verb(page.official, _("Save the answer")))
    assert all(row.trial is not None and row.trial.goes_on for row in page.view.current.documents)


def _verb(part: Any, words: str) -> Button:
    found = [button for button in part.findChildren(Button) if button.isVisible() and button.text() == words]
    assert found, f"nothing says {words}: {spoken(part)}"
    return found[0]


# -- judging -----------------------------------------------------------------------------------------------------------


def _judge_all(worker: Worker, page: Any, secret: list[str]) -> None:
    worker.open_row(page.table, 0)
    screen = worker.on("review")
    for at in range(len(PAPERS)):
        while (row := _next_open(screen)) is not None:
            _judge(worker, screen, row, any(row.mark.text in text for text in secret))
        while any(region.state is RegionState.OPEN for region in screen.unread()):
            _look_at_unread(worker, screen)
        worker.use(screen.top.done)
        if at + 1 < len(PAPERS):
            worker.use(screen.top.after)
    worker.use(screen.top._crumbs[-1])
    worker.on("request")


def _next_open(screen: Any) -> Any:
    current = screen.current()
    if current is not None and current.mark.open:
        return current
    return next((row for row in screen._rows if row.mark.open), None)


def _judge(worker: Worker, screen: Any, row: Any, masked: bool) -> None:
    """A finding is masked on the ground, or left in sight for a common reason."""
    found, card = screen.panel.list, screen.panel.card
    if screen.current() is not row:
        worker.row(found, found.findings.place_of(row.id))
    if isinstance(worker, Keyboard):
        worker.reach(found)
        if masked:
            worker.key(Qt.Key.Key_3)
        else:
            worker.key(Qt.Key.Key_Backspace)
            worker.key(Qt.Key.Key_2)
    elif masked:
        worker.use(next(b for b in screen.palette_row._buttons if b.provision == GROUND))
        if screen.current() is row or row.mark.open:
            worker.use(card.mask_button)
    else:
        worker.use(_verb(card, _("Leave visible")))
        worker.use(_verb(card, _(WHY_VISIBLE)))


def _look_at_unread(worker: Worker, screen: Any) -> None:
    """What no program can read is looked at, and masked: a signature in ink."""
    worker.use(screen.panel.unread)
    worker.use(_verb(screen.carousel, pgettext("verb", "Mask")))


def _assess(worker: Worker, page: Any) -> None:
    worker.use(page.main)
    screen = worker.on("assessment")
    worker.open_row(screen.groups, 0)
    form = screen.form
    worker.enter(form._fields[0].control, "Sökanden säljer per telefon och säger att numren ska ringas.")
    worker.take(form._group, "customer_identity")
    for field in form._fields[1:-1]:
        worker.enter(field.control, "Se skälen.")
    worker.enter(form._fields[-1].control, "Kunderna får oönskade säljsamtal.")
    worker.use(form._ticks["for"][0][0])
    worker.use(form._ticks["against"][0][0])
    _record(worker, form)
    worker.use(screen.confirm_all)
    bar = screen.recipient
    worker.use(bar.known)
    worker.enter(bar.circumstance.control, "Sökanden skriver att numren ska ringas upp.")
    worker.enter(bar.rule.control, "Artikel 6 i dataskyddsförordningen")
    worker.use(bar.save)
    worker.use(screen.top._crumbs[-1])


def _record(worker: Worker, form: Any) -> None:
    """The fields of the record that an ordinary mask asks for."""
    said = {"document_date": "2026-02-04", "special": "none", "own_data": "no", "reservation": "not_possible"}
    for code, answer in said.items():
        record = form._inputs.get(code)
        if record is None or not record.isVisible():
            continue
        if hasattr(record, "radios"):
            worker.use(record.radios[answer])
        else:
            worker.enter(record.entry, answer)


# -- to the package ----------------------------------------------------------------------------------------------------


def _send(worker: Worker, page: Any, delivery_id: int) -> None:
    """To review; what still points to somebody masked is left in sight for a reason first."""

    def sent() -> bool:
        state: DeliveryState = worker.frame.workspace.ask(lambda r: r.deliveries.get(delivery_id)).state
        return state is DeliveryState.LEGAL_REVIEW

    worker.use(page.main)
    worker.until(lambda: worker.now is worker.frame._open.get("traces") or sent())
    while not sent():
        screen = worker.on("traces")
        worker.until(lambda: not worker.now.work.busy)
        while screen.part.facts.residuals:
            worker.use(screen.leave_button)
            worker.enter(screen.asking.entry, "Pekar inte ut någon.")
            worker.use(screen.asking.yes)
        worker.use(screen.top._crumbs[-1])
        worker.use(worker.on("request").main)
        worker.until(lambda: worker.now is worker.frame._open.get("traces") or sent())


def _sign(worker: Worker) -> None:
    worker.place(_("To do"))
    worker.open_row(worker.on("todo").panel.view, 0)
    sign = worker.on("delivery").sign
    worker.enter(sign.password, PASSWORD)
    worker.use(sign.sign)
    assert not worker.now.banner.isVisible() or "sign" in spoken(worker.now.banner).casefold()


def _hand_out(worker: Worker, request_id: int) -> Path:
    worker.place(_("Requests"))
    rows = worker.on("requests").table.rows
    (at,) = [at for at in range(rows.rowCount()) if getattr(rows.row_at(at), "id", 0) == request_id]
    worker.open_row(worker.on("requests").table, at)
    worker.use(worker.on("request").main)
    screen = worker.on("delivery")
    worker.use(screen.release.act)
    worker.until(lambda: not screen.work.busy)
    if screen.release.seen.isVisible():
        worker.use(screen.release.seen)
    worker.use(screen.release.act)
    worker.until(lambda: not screen.work.busy)
    assert screen.released is not None, spoken(screen.banner)
    package: Path = screen.released.package
    return package
