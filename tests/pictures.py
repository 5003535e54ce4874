"""Pictures of every screen, light and dark: ``python -m tests.pictures [FOLDER] [NAME ...]``.

First the demo case, whose clock stands in a week of March 2026, so that what is shown is the same each time but for
the hashes; then the states of ``pictures_more``. Names choose pictures by how they begin ("19", "40-tracks"); where
none is of the demo case, it is not run. ``UTLAMNA_PICTURES=1280x720@1.5`` sets another size and text scale: those are
light, and their names end with the per cent.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pikepdf
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QStyleFactory

import resources
from app import demo, gathering, long_work, residual_check
from app.domain.decisions import Scope
from app.domain.ids import DeliveryId, RequestId
from app.domain.requests import Channel
from app.services.cases import registration
from app.services.cases.registration import NewRequest
from app.services.deciding import decisions
from app.services.deciding.decisions import NewDelegation
from app.services.delivering import delivery, sign_off
from app.services.marking import individual_marks, residuals
from redaction.marks import MarkState
from tests import keys
from tests.builders import Clock
from tests.pictures_more import STATES, take_states
from ui import theme
from ui.bridge import Post
from ui.intake import Intake
from ui.main_window import MainWindow, settings_file
from ui.screens import SCREENS
from ui.screens.review.instead import InsteadQuestion
from ui.screens.review.person import PersonQuestion

ROOT = Path(__file__).resolve().parent.parent
SIZE = (1440, 900)
MONDAY = datetime(2026, 3, 9, 7, 0, tzinfo=UTC)

# Hours from Monday 08.00, subject, requester, how far it has come
OTHERS = (
    (2, "fakturor från en konsult", "Fjällposten", "search"),
    (5, "avtal om snöröjning", "", "documents"),
    (27, "diarielista för februari", "", "registered"),
    (49, "klagomål på elmätare", "Elhandel Exempel AB", "unjudged"),
    (52, "larmrutiner vid nätstation", "Fjällposten", "search"),
    (75, "sponsringsavtal 2025", "Naturgruppen Exempel", "registered"),
)
CALL = """Samtal den 9 februari 2026
Fru Granberg ringde igen om sitt nummer 8101079294 och om ersättningen.
Hon nås också på granberg.lovisa@example.se. Antecknat av L.G. vid växeln.
"""
IN_CONTRAST = ("02-request", "03-review")
"""Pictures that are taken in high contrast as well."""
SETTLE = 2.5
"""Seconds that a screen with pages gets to draw them."""


class Album:
    """Takes the pictures, each light and dark."""

    def __init__(self, app: QApplication, window: MainWindow, folder: Path, names: Sequence[str] = ()) -> None:
        self.app, self.window, self.folder, self.names = app, window, folder, tuple(names)
        self.scale = 1.0

    def wants(self, name: str) -> bool:
        """Whether this picture is asked for."""
        return not self.names or name.startswith(self.names)

    def settle(self, seconds: float = 0.2) -> None:
        """Lets the window finish what it is doing."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.app.processEvents()
            time.sleep(0.01)

    def take(self, name: str, seconds: float = 0.2) -> None:
        """Keeps what the window shows now, where it is asked for."""
        if not self.wants(name):
            return
        for mode, tail in self._modes(name):
            theme.apply(self.app, mode, self.scale)
            self.settle(seconds)
            file = self.folder / f"{name}{tail}.png"
            file.write_bytes(small(self.window))
            print(file.name)


    def _modes(self, name: str) -> list[tuple[theme.Mode, str]]:
        """The modes to take it in and the ends of the files' names; light comes last and stays."""
        if self.scale != 1:
            return [(theme.Mode.LIGHT, f"-{round(self.scale * 100)}")]
        contrast = [(theme.Mode.CONTRAST, "-contrast")] if name in IN_CONTRAST else []
        return [*contrast, (theme.Mode.DARK, "-dark"), (theme.Mode.LIGHT, "")]


def small(window: MainWindow) -> bytes:
    """The window as a PNG of 256 colours, a third of the size: the theme's own as they are, and the most frequent."""
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    flags = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.convertToFormat(QImage.Format.Format_Indexed8, colours_of(picture), flags).save(held, "PNG", 0)  # type: ignore[call-overload]
    return bytes(held.data().data())


def colours_of(picture: QImage) -> list[int]:
    """The colours that the picture may keep, as #AARRGGBB numbers."""
    own = [QColor(c).rgb() for c in asdict(theme.tokens()).values() if isinstance(c, str) and len(c) == 7]
    counted = Counter(memoryview(picture.constBits()).cast("I"))
    return list(dict.fromkeys([*own, *(colour for colour, _count in counted.most_common(256))]))[:256]


def at(hours: float) -> datetime:
    """So many hours into the week."""
    return MONDAY + timedelta(hours=hours)


def others(workspace: Any, clock: Clock, folder: Path) -> RequestId:
    """More requests, at different points of their way; gives the one with documents still to judge."""
    told = RequestId(0)
    for hours, subject, requester, way in OTHERS:
        clock.now = at(hours)
        new = NewRequest(
            f"Begäran om utlämnande av handling – {subject}",
            f"Jag vill ta del av {subject}.",
            Channel.EMAIL if requester else Channel.PHONE,
            at(hours) - timedelta(minutes=40),
            requester,
        )
        request_id = workspace.do(registration.register, new)
        clock.now += timedelta(minutes=25)
        if way != "registered":
            workspace.do(registration.start_search, request_id)
        if way in ("documents", "unjudged"):
            take(workspace, request_id, "tjansteanteckning.txt", "Tjänsteanteckning")
        if way == "unjudged":
            take(workspace, request_id, "klagomal-1.pdf", "Klagomål på elmätare")
            locked(workspace, request_id, folder)
            told = request_id
    return told


def take(workspace: Any, request_id: RequestId, file: str, title: str) -> None:
    """Takes a sample into a request and looks for personal data in it."""
    document = long_work.take_in(workspace, request_id, resources.path("samples", file), title)
    long_work.find(workspace, document.id)


def locked(workspace: Any, request_id: RequestId, folder: Path) -> None:
    """Takes in a file that asks for a password."""
    file = folder / "bilaga.pdf"
    with pikepdf.open(resources.path("samples", "avbrottslista.pdf")) as pdf:
        pdf.save(file, encryption=pikepdf.Encryption(owner="abc", user="abc"))
    long_work.take_in(workspace, request_id, file, "Bilaga till klagomålet")


def sign_in(window: MainWindow, name: str, password: str) -> None:
    """Signs a person in as at the keyboard."""
    window.forget_screens()
    screen: Any = window.show_screen("sign-in", who=name)
    screen.password.setText(password)
    screen.try_it()


def album(pictures: Album, place: Path) -> None:
    """Goes through the demo case and takes each screen on the way."""
    window = pictures.window
    window.show_screen("first-run", folder=Path("C:/Utlämna"))
    pictures.take("09-first-run")
    window.forget_screens()
    window.rail.show()
    clock = Clock(at(0))
    workspace, passwords = demo.fresh(place / "demo", Post(window), clock)
    maja, karin = tuple(passwords)[:2]
    window.enter(workspace)
    sign_in(window, maja, passwords[maja])
    pictures.take("10-empty")
    unjudged = others(workspace, clock, place)
    clock.now = at(74)
    case = demo.prepare(workspace, passwords, lambda _sentence: None)
    clock.now = at(77)
    work(pictures, case.delivery_id, unjudged, place)
    residual_check.submit(workspace, case.delivery_id)
    window.forget_screens()
    window.show_screen("sign-in", who=karin)
    pictures.take("11-sign-in")
    sign_in(window, karin, passwords[karin])
    window.show_screen("delivery", delivery_id=case.delivery_id)
    pictures.take("06-desk")
    desk: Any = pictures.window.current()
    desk.sign.show_part("pages")
    desk.sign.plan.step(1)
    pictures.take("22-desk-pages", SETTLE)
    desk.sign.show_part("since")
    pictures.take("23-desk-since")
    seen = workspace.ask(delivery.plan_hash, case.delivery_id)
    workspace.do(sign_off.sign, case.delivery_id, seen, passwords[karin])
    sign_in(window, maja, passwords[maja])
    release(pictures, workspace, case.delivery_id, clock)
    workspace.do(decisions.ask, case.delivery_id, by_company=True)
    delegate(workspace, karin)
    sign_in(window, karin, passwords[karin])
    window.show_screen("decision", delivery_id=case.delivery_id)
    pictures.take("21-decision")
    pictures.settle()
    window.forget_screens()
    window.leave()


def work(pictures: Album, delivery_id: DeliveryId, request_id: RequestId, folder: Path) -> None:
    """The clerk's screens."""
    show: Callable[..., Any] = pictures.window.show_screen
    show("requests")
    pictures.take("01-requests")
    show("request", request_id=request_id)
    pictures.take("02-request")
    screen: Any = show("request", request_id=request_id)
    screen.follow("official")
    pictures.take("20-official")
    if "review" in SCREENS:
        papers = pictures.window.workspace.ask(lambda reader: reader.documents.where(request_id=request_id))
        show("review", document_id=papers[1].id)
        pictures.take("03-review", SETTLE)
        searched(pictures, papers[1].id)
        persons(pictures, papers[1].id, request_id)
        instead(pictures, papers[1].id)
    if "assessment" in SCREENS:
        screen = show("assessment", delivery_id=delivery_id)
        pictures.take("05-assessment", SETTLE)
        assessed(pictures, screen)
    traces(pictures, request_id, folder)
    for screen, number in (("new-request", 12), ("company", 13), ("todo", 15), ("catalogue", 24)):
        show(screen)
        pictures.take(f"{number}-{screen}")
    show("settings")
    pictures.take("14-settings")
    register(pictures, request_id)


def assessed(pictures: Album, screen: Any) -> None:
    """The whole record of an assessment, the test of the recipient, and whether more can be handed out."""
    screen.form._show_all()
    pictures.settle()
    bar = screen.form.findChild(QScrollArea) or screen.form
    bar.verticalScrollBar().setValue(bar.verticalScrollBar().maximum())
    pictures.take("33-record", SETTLE)
    screen.recipient._open()
    pictures.take("34-recipient")
    screen.recipient._form.hide()
    screen.more.click()
    more: Any = pictures.window.current()
    more.work.wait()
    pictures.settle()
    pictures.take("35-more")


def register(pictures: Album, request_id: RequestId) -> None:
    """The diary as anybody may read it, a request's file with its closing list, and the document plan."""
    show: Callable[..., Any] = pictures.window.show_screen
    show("diary")
    pictures.take("30-diary")
    show("register", request_id=request_id)
    pictures.take("31-file")
    show("retention")
    pictures.take("32-retention")


def searched(pictures: Album, document_id: int) -> None:
    """The search panel with its hits."""
    screen: Any = pictures.window.show_screen("review", document_id=document_id)
    screen.open_search()
    screen.search.ticks["whole"].setChecked(False)
    screen.search.first.setText("ström")
    screen.search.ask()
    screen.seeking.wait()
    pictures.settle()
    screen.search.hits.tick(0)
    pictures.take("16-search", SETTLE)
    screen.close_search()


def persons(pictures: Album, document_id: int, request_id: RequestId) -> None:
    """The findings by person, and the question about a whole person."""
    gathering.gather(pictures.window.workspace, request_id)
    screen: Any = pictures.window.show_screen("review", document_id=document_id)
    screen.look()
    screen.panel.grouping.setCurrentIndex(screen.panel.grouping.findData("person"))
    pictures.take("17-persons", SETTLE)
    screen._set_ground("OSL 21:7")
    screen.show_person()
    pictures.take("18-person", SETTLE)
    screen.panel.card.findChildren(PersonQuestion)[-1].show_naming()
    pictures.take("36-pseudonym", SETTLE)
    screen.panel.card.closed.emit()
    screen.panel.grouping.setCurrentIndex(screen.panel.grouping.findData("page"))


def instead(pictures: Album, document_id: int) -> None:
    """What a mask may say instead of its words."""
    screen: Any = pictures.window.show_screen("review", document_id=document_id)
    marks = pictures.window.workspace.ask(lambda reader: reader.marks.of(document_id))
    number = next(mark for mark in marks if mark.category == "PERSONNUMMER" and mark.state is MarkState.PROPOSED)
    screen.choose(number.id)
    pictures.settle()
    QTest.keyClick(screen.panel.list, Qt.Key.Key_E)
    pictures.take("37-instead", SETTLE)
    QTest.keyClick(screen.panel.card.findChildren(InsteadQuestion)[-1].first, Qt.Key.Key_Escape)


def traces(pictures: Album, request_id: RequestId, folder: Path) -> None:
    """What still points to somebody masked: a note that nobody has looked through for findings."""
    workspace = pictures.window.workspace
    file = folder / "samtal.txt"
    file.write_text(CALL, encoding="utf-8")
    long_work.take_in(workspace, request_id, file, "Samtal 9 februari")
    found = workspace.ask(individual_marks.people, request_id)
    lovisa = next(person for person in found if person.individual.name == "Lovisa Granberg")
    workspace.do(individual_marks.mask, lovisa.individual.id, "OSL 21:7")
    delivery_id = workspace.ask(lambda reader: reader.deliveries.where(request_id=request_id))[-1].id
    screen: Any = pictures.window.show_screen("traces", delivery_id=delivery_id)
    screen.work.wait()
    pictures.settle()
    workspace.do(residuals.leave, [screen.part.residuals[-1].id], "Montörens egna initialer")
    screen.refresh()
    screen.table.selectRow(0)
    screen.table.setFocus()
    pictures.take("19-traces")


def release(pictures: Album, workspace: Any, delivery_id: DeliveryId, clock: Clock) -> None:
    """Copies, handing out, and the log at the end."""
    clock.now += timedelta(minutes=20)
    long_work.make_copies(workspace, delivery_id)
    pictures.window.show_screen("delivery", delivery_id=delivery_id)
    pictures.take("07-release")
    screen: Any = pictures.window.show_screen("log")
    screen.check_chain()
    screen.work.wait()
    pictures.take("08-log")


def delegate(workspace: Any, name: str) -> None:
    """Lets a person refuse for the company."""
    person = next(p for p in workspace.ask(lambda reader: reader.people.where()) if p.name == name)
    start = date(2026, 1, 1)
    workspace.do(decisions.delegate, NewDelegation(person.id, frozenset({Scope.REFUSE}), "VD-instruktion § 4", start))


def of_states(name: str) -> bool:
    """Whether only states of ``pictures_more`` begin so."""
    return any(state.startswith(name) for state in STATES)


def main() -> int:
    """Renders the screens that are asked for under Fusion."""
    keys.give()
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    size, _at, scale = os.environ.get("UTLAMNA_PICTURES", "{}x{}@1".format(*SIZE)).partition("@")
    app = QApplication([])
    app.setStyle(QStyleFactory.create("Fusion"))
    theme.apply(app, theme.Mode.LIGHT, float(scale or 1))
    with tempfile.TemporaryDirectory() as place:
        window = MainWindow(settings=settings_file(Path(place) / "window.ini"))
        window.resize(*(int(part) for part in size.split("x")))
        window.show()
        pictures = Album(app, window, folder, sys.argv[2:])
        pictures.scale = float(scale or 1)
        try:
            if not pictures.names or not all(map(of_states, pictures.names)):
                album(pictures, Path(place))
            take_states(pictures, window, Path(place))
        finally:
            Intake.of(window).wait()
            window.close()
            window.leave()
            window.deleteLater()
            app.processEvents()
    return 0


if __name__ == "__main__":
    sys.exit(main())
