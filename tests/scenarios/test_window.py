"""Three scenarios again, by hand: every step is a key or a press in the real window, on real files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from app.domain.decisions import DecisionState, DecisionStep, Scope
from app.domain.register import Direction, Held, Party
from app.domain.requests import Channel, DeliveryState, RequestState
from app.domain.time_limits import Timeliness
from app.jobs import process, tasks
from app.services.cases import registration
from app.services.keeping import register
from app.services.keeping.register import NewEntry
from app.texts import _
from tests.builders import ANSWERED
from tests.ui.rooms import frame_over, spoken
from ui import theme
from ui.parts.inputs import Tick

from .desk import KARIN, MAJA, PASSWORD, VERA, Desk, folded
from .hands import CTRL, Hands

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
Key = Qt.Key
PUBLIC, NO_PROVISION = Key.Key_2, Key.Key_4
"""Which of the common reasons to leave something visible."""
SUPPLIER, EMPLOYEE = Key.Key_4, Key.Key_6
"""The grounds OSL 31:16 and OSL 39:3 3 st on the number keys."""


@pytest.fixture
def hands(desk: Desk, tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Hands]:
    """The clerk at the window of the registry."""
    theme.apply(qapp, theme.Mode.LIGHT)
    for frame in frame_over(desk.workspace, tmp_path):
        found = Hands(frame, qtbot)
        found.sign_in(MAJA, PASSWORD)
        yield found


def test_scenario_02_supplier_invoices_by_hand(desk: Desk, hands: Hands) -> None:
    """From the words of the request to the package: prices masked on their own provision, bankgiro in sight."""
    desk.at("2026-04-13T09:00")
    _register(hands, "Kopior av fakturor från Fjällentreprenad AB för perioden januari–mars 2026.", "fakturor")
    page = hands.on("request")
    hands.key(Key.Key_Return, CTRL)
    hands.drop(*_invoices(desk))
    hands.press(page.asking.yes)
    hands.until(lambda: not page.intake.busy and len(page.view.current.documents) == 2)
    _official(hands, page)
    _mask(hands, page)
    _assess(hands, page)
    delivery_id = page.view.current.delivery.id
    _submit(hands, page)
    hands.sign_in(KARIN, PASSWORD)
    hands.place(_("To do"))
    hands.go_to(hands.on("todo").panel.view)
    hands.key(Key.Key_Return)
    signing = hands.on("delivery")
    hands.fill(signing.sign.password, PASSWORD)
    hands.key(Key.Key_Return)
    assert desk.open_delivery(delivery_id).state is DeliveryState.SIGNED, spoken(signing.banner)
    package = desk.read(_hand_out(hands), delivery_id)
    assert package.lacks("935 kr", "1 240 kr", "070-174 06 05")
    assert package.has("5050-1055", "4711")
    assert package.has("19810107-9294", "4712")
    assert "osl 31:16" in package.letter
    assert "skriftligt beslut" in package.letter
    assert desk.workspace.ask(registration.state, page.request_id) is RequestState.ANSWERED


def test_scenario_08_a_visitor_reads_the_diary_by_hand(
    desk: Desk, hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The public view of March is shown on the spot and saved; nobody is asked who or why; it ends as shown."""
    desk.at("2026-03-05")
    secret = desk.request("Ritningarna över stationen, tack.", "Begäran om larm vid station Norr", "Anna Fjällgren")
    sent = NewEntry("correspondence", Direction.IN, desk.clock.now.date(), Party.NAMED, "Vakt AB", "Rondschema")
    entry = desk.workspace.do(register.add, secret, sent)
    desk.workspace.do(register.hold, secret, Held.SUBJECT, "OSL 18:8")
    desk.workspace.do(register.hold, secret, Held.PARTY, "OSL 18:8", entry)
    desk.at("2026-03-31T10:00")
    _register(hands, "Jag vill läsa er diarielista för mars.", "diarielista", Channel.VISIT)
    request_id = hands.on("request").request_id
    hands.place(_("Diary"))
    screen = hands.on("diary")
    assert screen.period() == (date(2026, 3, 1), date(2026, 3, 31))
    model = screen.table.rows
    cells = [model.data(model.index(r, c)) for r in range(model.rowCount()) for c in range(model.columnCount())]
    list_file = tmp_path / "diarium.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_what: (str(list_file), ""))
    hands.press(screen.save)
    hands.until(lambda: not screen.work.busy and list_file.exists())
    said = " ".join((*map(str, cells), *process.run(tasks.readable, (list_file,))))
    for hidden in ("station Norr", "Rondschema", "Vakt AB", "Fjällgren"):
        assert hidden not in said
    assert "OSL 5:2" in said
    assert model.rowCount() == 3

    hands.place(_("Requests"))
    _open_request(hands, request_id)
    page = hands.on("request")
    hands.follow(page.facts, _("Answer without documents"))
    form = page.forms.form
    hands.pick(form.kind, "shown")
    hands.fill(form.note, "Diarielistan för mars, offentlig vy")
    hands.press(page.forms.yes)
    assert desk.workspace.ask(registration.state, request_id) is RequestState.ENDED, spoken(page.banner)
    requester = desk.workspace.ask(lambda r: r.requesters.first(request_id=request_id))
    assert requester is not None
    assert (requester.name, requester.contact) == ("", "")
    assert desk.workspace.ask(lambda r: r.questions.where(request_id=request_id)) == ()
    hands.key(Key.Key_Return, CTRL)
    hands.press(hands.on("register").close_it)
    hands.press(hands.on("register").asking.yes)
    assert desk.workspace.ask(registration.state, request_id) is RequestState.CLOSED


def test_scenario_07_a_late_appeal_is_rejected_by_hand(
    desk: Desk, hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked for, tested anew, decided, sent, received on a Wednesday; what comes two days late is rejected."""
    desk.at("2026-03-02T09:00")
    _refused_in_part(desk)
    hands.sign_in(MAJA, PASSWORD)
    _decision_of(hands)
    hands.follow(hands.on("decision").parts[2], _("The requester asks for a decision"))

    hands.sign_in(VERA, PASSWORD)
    screen = _decision_of(hands)
    hands.fill(screen.retests[0].milder, "Sökanden säljer per telefon; ett förbehåll hindrar inte samtalen.")
    hands.press(screen.retests[0].button)
    _take(hands, DecisionStep.DECIDE, password=PASSWORD)

    hands.sign_in(MAJA, PASSWORD)
    screen = _decision_of(hands)
    _write_papers(hands, monkeypatch, tmp_path / "decision")
    assert "tre veckor" in _written(tmp_path / "decision", _("Decision"))
    _take(hands, DecisionStep.SEND, way="e-post")
    desk.at("2026-03-04T15:00")
    _take(hands, DecisionStep.RECEIVE, day="2026-03-04", receipt="Kvitterat i e-post.")
    assert [str(end.day) for end in screen.view.days] == ["2026-03-25"]
    desk.at("2026-03-27T15:00")
    _take(hands, DecisionStep.APPEAL, day="2026-03-27")
    assert screen.view.decision.timeliness == Timeliness.LATE
    assert screen.forms[DecisionStep.FORWARD].button.blockers()

    hands.sign_in(VERA, PASSWORD)
    screen = _decision_of(hands)
    _take(hands, DecisionStep.REJECT, password=PASSWORD)
    assert screen.view.decision.state is DecisionState.REJECTED
    _write_papers(hands, monkeypatch, tmp_path / "rejection")
    assert "25 mars 2026" in _written(tmp_path / "rejection", _("Appeal rejected"))


# -- the request -------------------------------------------------------------------------------------------------------


def _register(hands: Hands, wording: str, subject: str, channel: Channel | None = None) -> None:
    """A new request with its own words; nobody is asked who asks."""
    hands.key(Key.Key_N, CTRL)
    form = hands.on("new-request")
    hands.write(wording)
    hands.key(Key.Key_Tab)
    hands.write(subject)
    if channel is not None:
        hands.pick(form.channel, channel)
    hands.key(Key.Key_Return, CTRL)


def _open_request(hands: Hands, request_id: int) -> None:
    table = hands.on("requests").table
    hands.go_to(table)
    hands.key(Key.Key_Home)
    for _row in range(table.rows.rowCount()):
        if getattr(table.current(), "id", 0) == request_id:
            break
        hands.key(Key.Key_Down)
    hands.key(Key.Key_Return)


def _invoices(desk: Desk) -> tuple[Path, Path]:
    return (
        desk.word(
            "Faktura 4711",
            "Faktura 4711, Fjällentreprenad AB",
            "Fakturadatum 2026-01-20. Ramavtal tecknat 2024-03-01. Bankgiro 5050-1055.",
            "Jour hos beställaren, privat telefon: 070-174 06 05.",
            rows=[["Arbete", "Antal", "Á-pris"], ["Grävning", "12", "935 kr"], ["Maskin", "6", "1 240 kr"]],
        ),
        desk.word(
            "Faktura 4712",
            "Faktura 4712, underentreprenör",
            "Utställare: Granbergs Schakt, enskild firma, org.nr 19810107-9294.",
            "Summa 8 400 kr. Bankgiro 5050-1055.",
        ),
    )


def _official(hands: Hands, page: Any) -> None:
    """The main move asks; the answers are the number keys, and the same holds for the other document."""
    hands.key(Key.Key_Return, CTRL)
    assert page.official.isVisible()
    for _answer in range(2):
        hands.key(Key.Key_1)
    save = hands.frame.focusWidget()
    (also,) = (tick for tick in page.official.findChildren(Tick) if tick.isVisible())
    hands.press(also)
    hands.press(save)
    assert all(row.trial is not None and row.trial.goes_on for row in page.view.current.documents)


# -- judging -----------------------------------------------------------------------------------------------------------


def _mask(hands: Hands, page: Any) -> None:
    """Prices by searching for them, the private number on its proposal, the rest left in sight for a reason."""
    hands.go_to(page.table)
    hands.key(Key.Key_Home)
    hands.key(Key.Key_Return)
    screen = hands.on("review")
    for price in ("935 kr", "1 240 kr"):
        hands.key(Key.Key_F, CTRL)
        hands.fill(screen.search.first, price)
        with hands.qtbot.waitSignal(screen.seeking.ended, timeout=60_000):
            hands.key(Key.Key_Return)
        hands.key(SUPPLIER)
        hands.press(screen.search.mask_button)
        hands.key(Key.Key_Escape)
    _judge(hands, {"070-174 06 05": EMPLOYEE}, PUBLIC)
    hands.key(Key.Key_Return, CTRL)
    hands.key(Key.Key_PageDown, CTRL)
    assert any("19810107-9294" in row.mark.text for row in screen._rows), "a sole trader's number is proposed"
    _judge(hands, {}, NO_PROVISION)
    hands.key(Key.Key_Return, CTRL)
    hands.back()
    hands.on("request")


def _judge(hands: Hands, grounds: Mapping[str, Key], reason: Key) -> None:
    """Every open finding gets its ground's key, or stays in sight for a common reason."""
    screen = hands.on("review")
    for _finding in [row for row in screen._rows if row.mark.open]:
        row = screen.current()
        if not row.mark.open:
            hands.key(Key.Key_N)
            row = screen.current()
        if row.mark.text in grounds:
            hands.key(grounds[row.mark.text])
        else:
            hands.key(Key.Key_Backspace)
            hands.key(reason)
    assert not [row for row in screen._rows if row.mark.open]


@dataclass(frozen=True)
class Said:
    """What the clerk writes in an assessment."""

    group: str
    applies: str
    harm: str


SAID = {
    "OSL 31:16": Said(
        "supplier_price",
        "Fjällentreprenad AB är leverantör till bolaget och har begärt sekretess för á-priserna i ramavtalet.",
        "Konkurrenter kan räkna ut företagets kalkyl och bjuda under det i nästa upphandling.",
    ),
    "OSL 39:3 3 st": Said(
        "employee_private",
        "Numret är den anställdes privata telefon i bolagets personaladministration.",
        "Det står inte klart att den anställde lämnas i fred utanför arbetet.",
    ),
}


def _assess(hands: Hands, page: Any) -> None:
    """The main move leads to the assessments; each is written in its form, its masks confirmed, 21:7 ticked last."""
    hands.key(Key.Key_Return, CTRL)
    screen = hands.on("assessment")
    for at, provision in enumerate([row.provision for row in _groups(screen)]):
        hands.go_to(screen.groups)
        hands.key(Key.Key_Home)
        for _row in range(at):
            hands.key(Key.Key_Down)
        hands.key(Key.Key_Return)
        _write(hands, screen.form, SAID[provision])
        hands.press(screen.confirm_all)
    hands.press(screen.recipient.none)


def _groups(screen: Any) -> list[Any]:
    return [screen.groups.rows.row_at(at) for at in range(screen.groups.rows.rowCount())]


def _write(hands: Hands, form: Any, said: Said) -> None:
    hands.write(said.applies)
    hands.pick(form._group, said.group)
    for field in form._fields[1:-1]:
        hands.fill(field.control, "Se skälen.")
    hands.fill(form._fields[-1].control, said.harm)
    hands.press(form._ticks["for"][0][0])
    hands.press(form._ticks["against"][0][0])
    for code, answer in ANSWERED.items():
        record = form._inputs.get(code)
        if record is None or not record.isVisible():
            continue
        if isinstance(answer, date):
            hands.fill(record.entry, answer.isoformat())
        else:
            hands.press(record.radios[answer])


def _submit(hands: Hands, page: Any) -> None:
    """Sent to review; what still points to somebody masked is left in sight for a reason first."""
    delivery_id = page.view.current.delivery.id
    hands.key(Key.Key_Return, CTRL)
    names = hands.frame._open
    hands.until(lambda: hands.now is names.get("traces") or _state(hands, delivery_id) is DeliveryState.LEGAL_REVIEW)
    if _state(hands, delivery_id) is not DeliveryState.LEGAL_REVIEW:
        screen = hands.on("traces")
        hands.until(lambda: not screen.work.busy)
        while screen.part.facts.residuals:
            hands.key(Key.Key_Backspace)
            hands.write("Pekar inte ut någon.")
            hands.key(Key.Key_Return)
        hands.back()
        hands.key(Key.Key_Return, CTRL)
    hands.until(lambda: _state(hands, delivery_id) is DeliveryState.LEGAL_REVIEW)


def _state(hands: Hands, delivery_id: int) -> DeliveryState:
    state: DeliveryState = hands.frame.workspace.ask(lambda r: r.deliveries.get(delivery_id)).state
    return state


def _hand_out(hands: Hands) -> Path:
    """The clerk makes the copies, ticks what leaves without masks, hands out; where the package lies."""
    hands.sign_in(MAJA, PASSWORD)
    hands.key(Key.Key_Return)
    hands.on("request")
    hands.key(Key.Key_Return, CTRL)
    screen = hands.on("delivery")
    hands.press(screen.release.act)
    hands.until(lambda: not screen.work.busy)
    if screen.release.seen.isVisible():
        hands.press(screen.release.seen)
    hands.press(screen.release.act)
    hands.until(lambda: not screen.work.busy)
    assert screen.released is not None, spoken(screen.banner)
    package: Path = screen.released.package
    return package


# -- the decision ------------------------------------------------------------------------------------------------------


def _refused_in_part(desk: Desk) -> None:
    """What went before: a seller got a complaint with its name masked."""
    desk.delegate(VERA, "2020-01-01", Scope.REFUSE, Scope.REJECT)
    request = desk.request("Jag vill läsa klagomålet.", "Begäran om utlämnande av handling – klagomål")
    document = desk.document(request, desk.text("Klagomål", "Från Lovisa Granberg."))
    desk.accept(document, "OSL 21:7")
    part = desk.delivery(request)
    desk.assess_seller(part)
    desk.done(document)
    desk.judge_traces(part, "Pekar inte ut någon.")
    desk.sign(part)
    desk.release(part)


def _decision_of(hands: Hands) -> Any:
    """From the list of requests to the request, and by the link in its facts to the decision."""
    hands.go_to(hands.on("requests").table)
    hands.key(Key.Key_Return)
    hands.follow(hands.on("request").facts, _("The company's decision on delivery {number}").format(number=1))
    return hands.on("decision")


def _take(hands: Hands, step: DecisionStep, **texts: str) -> None:
    """Writes in the fields of a step and takes it with Return."""
    screen = hands.on("decision")
    form = screen.forms[step]
    for name, text in texts.items():
        hands.fill(getattr(form.controls[name], "entry", form.controls[name]), text)
    hands.key(Key.Key_Return)
    hands.until(lambda: step not in screen.forms or screen.forms[step] is not form)
    assert not screen.banner.isVisible(), spoken(screen.banner)


def _write_papers(hands: Hands, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """The papers as files in a new folder, chosen in the dialog of the operating system."""
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_what: str(folder))
    hands.press(hands.on("decision").papers)


def _written(folder: Path, name: str) -> str:
    """The words of the paper whose name holds this."""
    (file,) = (path for path in folder.glob("*.pdf") if name in path.name)
    return folded(process.run(tasks.readable, (file,))[0])
