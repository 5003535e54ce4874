"""The request's page: closed steps say why and lead to what blocks; files are dropped, read, refused by name."""

from __future__ import annotations

import os
from email.message import EmailMessage
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from app import messages
from app.domain.errors import Gone
from app.domain.requests import DeliveryState, DocumentState, RequestState
from app.services.cases import classified, registration
from app.services.cases import intake as intake_service
from app.texts import _
from tests.redaction.test_printed import pages as printed_pages
from tests.redaction.word_files import paragraph, word_file
from ui.parts.buttons import Link
from ui.parts.steps import StepState
from ui.screens.request.steps import steps

from .rooms import WAIT, Room, spoken

TEXT = "Jag heter Lovisa Granberg, personnummer 19810107-9294.\n"


def links(screen) -> list[str]:
    """The obstacles that can be followed."""
    return [link.text() for link in screen.steps.findChildren(Link) if link.isVisible()]


def idle(screen, qtbot) -> None:
    """Waits until all files are taken in."""
    qtbot.waitUntil(lambda: not screen.intake.busy, timeout=WAIT)
    QTest.qWait(5)


def test_steps_show_where_the_request_stands(room: Room) -> None:
    """Registered is done, searching is next, the rest has not begun; Begin the search takes it on."""
    request_id = room.office.request()
    screen = room.show("request", request_id=request_id)
    states = [step.state for step in steps(screen.view, room.workspace.clock())]
    assert states == [StepState.DONE, StepState.CURRENT, *[StepState.OPEN] * 4]
    screen.main.click()
    QTest.qWait(5)
    assert screen.view.state is RequestState.SEARCH


def test_obstacles_say_why_and_lead_to_what_blocks(room: Room, monkeypatch) -> None:
    """Unjudged proposals stand as a link that opens the review of their document."""
    request_id = room.office.request()
    document_id = room.office.document(request_id)
    room.office.findings(document_id, ("19810107-9294", "19121212-1212"))
    screen = room.show("request", request_id=request_id)
    assert links(screen)[0].startswith("2 ")
    gone = []
    monkeypatch.setattr(room.frame, "show_screen", lambda name, **arguments: gone.append((name, arguments)))
    next(link for link in screen.steps.findChildren(Link) if link.isVisible()).click()
    assert gone == [("review", {"document_id": document_id})]


def test_the_main_button_is_the_next_open_step(room: Room) -> None:
    """With everything judged it sends to review; nothing more has to be looked for."""
    request_id, delivery_id, _document = room.office.masked()
    screen = room.show("request", request_id=request_id)
    assert screen.main.text() == _("Send to review")
    screen.main.click()
    QTest.qWait(5)
    screen.sending.work.wait()
    QTest.qWait(5)
    state = room.workspace.ask(lambda reader: reader.deliveries.get(delivery_id)).state
    assert state is DeliveryState.LEGAL_REVIEW
    assert screen.main.text() == _("Review and sign")
    assert screen.main.blockers()[0], "the one who prepared it cannot sign, and the button says so"


def test_a_dropped_file_is_taken_in_read_and_searched(room: Room, tmp_path: Path, qtbot) -> None:
    """Dropped anywhere on the window; the document stands there with its proposals, the original unchanged."""
    file = tmp_path / "Anteckning.txt"
    file.write_text(TEXT, encoding="utf-8")
    request_id = room.office.request()
    screen = room.show("request", request_id=request_id)
    assert room.drop(file)
    idle(screen, qtbot)
    (row,) = screen.view.current.documents
    assert (row.document.title, row.document.state) == ("Anteckning", DocumentState.REVIEW)
    assert row.tally.proposed >= 1
    assert file.read_text(encoding="utf-8") == TEXT
    assert not room.frame.status.job.isVisible()


def test_the_whole_window_is_outlined_while_files_hang_over_it(room: Room) -> None:
    """Any of it takes them; the outline lies over all of it, takes no click, and goes when the files go."""
    screen = room.show("request", request_id=room.office.request())
    told = QMimeData()
    told.setUrls([QUrl.fromLocalFile("Anteckning.txt")])
    keys, button = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(400, 400), Qt.DropAction.CopyAction, told, button, keys)
    QApplication.sendEvent(room.frame, enter)
    outline = screen.drop.outline
    assert outline.isVisible()
    assert outline.geometry() == room.frame.rect()
    assert room.frame.childAt(5, 5) is not outline
    QApplication.sendEvent(room.frame, QDragLeaveEvent())
    assert screen.drop.outline is None
    assert not outline.isVisible()


def test_the_first_file_waits_for_the_question_of_classified_documents(room: Room, tmp_path: Path, qtbot) -> None:
    """Nothing is read before the answer; "yes" keeps the file out and says where to go, "no" is asked once."""
    file = tmp_path / "Anteckning.txt"
    file.write_text(TEXT, encoding="utf-8")
    request_id = room.office.request()
    room.office.workspace.do(classified.one_is, request_id)
    screen = room.show("request", request_id=request_id)
    screen.take_in([file])
    assert screen.asking.isVisible()
    assert classified.question().text in screen.asking.words.text()
    screen.asking.no.click()
    assert classified.question().kept_out in spoken(screen.banner)
    screen.take_in([file])
    assert not screen.intake.waiting(request_id)
    screen.asking.yes.click()
    idle(screen, qtbot)
    assert len(screen.view.current.documents) == 1
    assert not room.office.workspace.ask(classified.is_asked, request_id)


def test_a_file_with_a_class_stamp_is_turned_away_until_somebody_says_why_it_may_come_in(
    room: Room, tmp_path: Path, qtbot
) -> None:
    """The banner says whom to ask; who may say it is no class gives a reason, and the file comes in."""
    file = tmp_path / "Anteckning.txt"
    file.write_text(f"HEMLIG\n\n{TEXT}", encoding="utf-8")
    screen = room.show("request", request_id=room.office.request())
    screen.take_in([file])
    idle(screen, qtbot)
    assert messages.sentence("turned-away", {"degree": "unclear"}) in spoken(screen.banner)
    assert not screen.view.current.documents
    screen.banner.link.click()
    screen.asking.yes.click()
    assert messages.sentence("not-classified-reason") in spoken(screen.banner)
    assert not screen.intake.busy
    screen.asking.entry.setText("Affärshemlig enligt säkerhetsskyddschefen.")
    screen.asking.yes.click()
    idle(screen, qtbot)
    (row,) = screen.view.current.documents
    assert row.document.state is DocumentState.REVIEW


def test_a_clerk_shuts_out_a_document_that_is_classified(room: Room) -> None:
    """From its menu, after a question; its line says whom to call, and it can only be taken out."""
    document_id = room.office.document(room.office.request())
    document = room.workspace.ask(lambda reader: reader.documents.get(document_id))
    screen = room.show("request", request_id=document.request_id)
    menu = screen.table.menu_for(screen.table.rows.row_at(0))
    (action,) = [action for action in menu.actions() if action.text() == _("It is classified …")]
    action.trigger()
    screen.asking.yes.click()
    (row,) = screen.view.current.documents
    assert row.document.shut_out
    assert messages.sentence("said-classified") in spoken(screen.banner)
    line = screen.table.rows.row_at(0)
    assert messages.sentence("said-classified") in line.told
    assert [a.text() for a in screen.table.menu_for(line).actions()][-1] == _("Take out of the request …")
    assert _("It is classified …") not in [a.text() for a in screen.table.menu_for(line).actions()]


def test_an_unsupported_file_is_refused_by_name(room: Room, tmp_path: Path, qtbot) -> None:
    """The sentence says what the file is; as no new reading helps, what is offered is to take it out."""
    file = tmp_path / "film.mp4"
    file.write_bytes(b"\x00\x00\x00\x18ftypmp42" + b"\0" * 64)
    request_id = room.office.request()
    screen = room.show("request", request_id=request_id)
    screen.take_in([file])
    idle(screen, qtbot)
    assert screen.banner.isVisible()
    assert _("a film") in spoken(screen.banner)
    line = screen.table.rows.row_at(0)
    assert _("a film") in line.told
    assert line.words == _("Take it out, judge it outside")
    assert _("Read it in again …") not in [action.text() for action in screen.table.menu_for(line).actions()]
    assert _("Judge outside the program what is not taken in, and take it out here.") in spoken(screen)
    screen.table.opened.emit(line)
    screen.asking.yes.click()
    assert not screen.view.current.documents, "it is taken out, as its line offers"


def test_a_folder_with_a_mail_comes_in_as_a_tree(room: Room, tmp_path: Path, qtbot) -> None:
    """A dropped folder gives its files; the mail's attachment stands under it, read and searched; out it goes with it
    or alone."""
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["MIME-Version"] = "bo@example.se", "Klagomål", "1.0"
    mail.set_content("Se bilagan.\n")
    mail.add_attachment(TEXT, filename="bilaga.txt")
    (tmp_path / "Mapp" / "inre").mkdir(parents=True)
    (tmp_path / "Mapp" / "inre" / "brev.eml").write_bytes(mail.as_bytes())
    request_id = room.office.request()
    screen = room.show("request", request_id=request_id)
    assert room.drop(tmp_path / "Mapp")
    idle(screen, qtbot)
    rows = screen.view.current.documents
    assert [(row.document.title, row.depth) for row in rows] == [("inre/brev", 0), ("bilaga", 1)]
    assert rows[1].tally.proposed >= 1
    screen.on_document("remove", rows[0].document)
    assert _("This one alone") in spoken(screen.asking)
    screen.asking.no.click()
    (row,) = room.workspace.ask(lambda reader: reader.documents.where(request_id=request_id))
    assert (row.title, row.parent_id) == ("bilaga", None)


def test_words_and_pictures_are_pasted(room: Room, tmp_path: Path, qtbot) -> None:
    """What is on the clipboard comes in as a file of its own; an empty clipboard says what can be done."""
    request_id = room.office.request()
    screen = room.show("request", request_id=request_id)
    QGuiApplication.clipboard().setText("")
    screen.paste()
    assert screen.banner.isVisible()
    QGuiApplication.clipboard().setText(TEXT)
    screen.paste()
    idle(screen, qtbot)
    (row,) = screen.view.current.documents
    assert row.document.title == _("Pasted text")
    assert row.tally.proposed >= 1


def test_files_in_line_are_shown_and_can_be_stopped(room: Room, tmp_path: Path, qtbot, monkeypatch) -> None:
    """Three files: two are read, one stands in line; stop empties the line and loses nothing that was finished."""
    files = [tmp_path / f"{name}.txt" for name in "abc"]
    for file in files:
        file.write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    screen = room.show("request", request_id=room.office.request())
    screen.take_in(files)
    assert [piece.name for piece in screen.intake.waiting(screen.request_id)] == ["c"]
    assert _("Stands in line") in [screen.table.rows.row_at(at).words for at in range(screen.table.rows.rowCount())]
    room.frame.status.job_stopped.emit()
    idle(screen, qtbot)
    assert len(screen.view.current.documents) <= 2


def test_nothing_is_taken_where_the_request_is_closed(room: Room, tmp_path: Path) -> None:
    """A closed door says why: no drop, no files, a reason."""
    request_id = room.office.request()
    screen = room.show("request", request_id=request_id)
    screen.take.set_blockers((_("The request is closed"),))
    assert not room.drop(tmp_path / "a.txt")
    screen.choose_files()
    assert _("The request is closed") in spoken(screen.banner)


def test_the_menu_offers_the_open_steps_and_says_why_others_are_closed(room: Room) -> None:
    """Mark as done is closed while proposals are left, and tells how many."""
    request_id = room.office.request()
    document_id = room.office.document(request_id)
    room.office.findings(document_id)
    screen = room.show("request", request_id=request_id)
    actions = {action.text(): action.isEnabled() for action in screen.table.menu_for(screen.table.current()).actions()}
    assert actions[_("Open")]
    done = next(text for text in actions if text.startswith(_("Mark as done")))
    assert not actions[done]
    assert "1 " in done


def test_a_title_is_changed_in_its_place(room: Room) -> None:
    """The question stands on the page; Return changes, Escape leaves it, the focus comes back."""
    request_id = room.office.request()
    document_id = room.office.document(request_id)
    screen = room.show("request", request_id=request_id)
    document = screen.view.current.documents[0].document
    screen.on_document("rename", document)
    assert room.focus_on(screen.asking.entry)
    QTest.keyClick(screen.asking.entry, Qt.Key.Key_Escape)
    assert not screen.asking.isVisible()
    screen.on_document("rename", document)
    screen.asking.entry.setText("Brev")
    QTest.keyClick(screen.asking.entry, Qt.Key.Key_Return)
    assert room.workspace.ask(lambda reader: reader.documents.get(document_id)).title == "Brev"
    assert room.focus_on(screen.table)


def test_taking_out_asks_and_names_what_is_lost(room: Room) -> None:
    """Keep is where the focus stands; only the verb takes the document out."""
    request_id, _delivery, _document = room.office.masked()
    screen = room.show("request", request_id=request_id)
    screen.on_document("remove", screen.view.current.documents[0].document)
    assert "1 " in screen.asking.words.text()
    assert room.focus_on(screen.asking.no)
    screen.asking.yes.click()
    assert screen.view.current.documents == ()


def test_a_locked_document_asks_for_its_password(room: Room) -> None:
    """Its line is a link; the password is written in place and never shown."""
    request_id = room.office.request()
    new = intake_service.NewDocument("Bilaga", "bilaga.pdf", "0" * 64, 10)
    document_id = room.workspace.do(intake_service.take_in, request_id, new)
    room.workspace.do(intake_service.could_not_be_read, document_id, "password-needed")
    screen = room.show("request", request_id=request_id)
    assert screen.table.rows.row_at(0).link
    screen.table.opened.emit(screen.table.rows.row_at(0))
    assert screen.asking.entry.isVisible()
    assert screen.asking.entry.echoMode() == screen.asking.entry.EchoMode.Password


@pytest.mark.parametrize(("name", "field", "value"), [("hide_lengths", "hide_lengths", True), ("more", "final", False)])
def test_choices_of_the_delivery_are_set(room: Room, name: str, field: str, value: bool) -> None:
    """A tick is a change in the store, told in the log."""
    request_id = room.office.request()
    screen = room.show("request", request_id=request_id)
    screen.facts.ticks[name].click()
    kept = room.workspace.ask(lambda reader: reader.deliveries.where(request_id=request_id))[-1]
    assert getattr(kept, field) is value


def test_the_page_hears_only_of_its_own_request(room: Room) -> None:
    """Another request's events do not draw the page anew."""
    mine, other = room.office.request(), room.office.request()
    screen = room.show("request", request_id=mine)
    view = screen.view
    room.workspace.do(registration.start_search, other)
    QTest.qWait(5)
    assert screen.view is view
    room.workspace.do(registration.start_search, mine)
    QTest.qWait(5)
    assert screen.view is not view


def test_whether_a_document_is_official_is_said_with_the_digits(room: Room) -> None:
    """The obstacle leads to the questions; the usual answers stand there, and the paragraph is shown afterwards."""
    request_id = room.office.request()
    ids = [room.office.document(request_id, title=title) for title in ("Brev", "Protokoll")]
    for document_id in ids:
        room.workspace.do(lambda unit, gone=document_id: unit.trials.remove(document_id=gone))
    screen = room.show("request", request_id=request_id)
    assert any("inte prövade som allmänna" in words for words in links(screen))
    screen.follow("official")
    QTest.qWait(5)
    assert screen.official.isVisible()
    for key in (Qt.Key.Key_1, Qt.Key.Key_Backspace, Qt.Key.Key_1, Qt.Key.Key_1):
        QTest.keyClick(room.frame.focusWidget(), key)
        QTest.qWait(5)
    screen.official._also.setChecked(True)
    QTest.keyClick(room.frame.focusWidget(), Qt.Key.Key_Return)
    QTest.qWait(5)
    assert [row.trial.source for row in screen.view.current.documents] == ["TF 2:9", "TF 2:9"]
    assert not screen.official.isVisible()


def test_what_a_colleague_removed_is_told_and_no_fault(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """A screen that looks again and finds nothing says so, with a way out."""
    screen = room.show("request", request_id=room.office.request())

    def gone() -> None:
        raise Gone("request")

    monkeypatch.setattr(screen, "refresh", gone)
    screen._look()
    assert screen.banner.isVisible()
    screen.banner.acted.emit()
    assert room.now is room.frame.screen_of("requests")


def test_pages_of_ones_own_are_put_in(room: Room, tmp_path: Path, monkeypatch, qtbot) -> None:
    """The menu of a Word file takes a PDF that Word printed; pages that lack words are told with which ones."""
    source = word_file(tmp_path / "brev.docx", paragraph("Ärendet gäller fjärrvärme"))
    screen = room.show("request", request_id=room.office.request())
    screen.take_in([source])
    idle(screen, qtbot)
    line = screen.table.rows.row_at(0)
    offered = {action.text(): action for action in screen.table.menu_for(line).actions()}
    for name, lines in (("a.pdf", ("Ärendet gäller",)), ("b.pdf", ("Ärendet gäller fjärrvärme",))):
        given = printed_pages(tmp_path / name, *lines)
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *asked, file=given: (str(file), ""))
        offered[_("Put in pages of your own …")].trigger()
        idle(screen, qtbot)
        if name == "a.pdf":
            assert "fjärrvärme" in spoken(screen.banner)
    assert screen.view.current.documents[0].document.importer == "printed"
