"""The review page: a key decides, the decision is saved, the next finding comes; nothing happens by accident."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import long_work
from app.domain.assessments import Copy
from app.domain.requests import DocumentState
from app.services.cases import intake, registration
from app.services.marking import review
from app.store.unit import Unit
from app.texts import _
from redaction.marks import MarkKind, MarkState
from redaction.report import CheckResult, Proof
from tests.app.jobs.papers import a_pdf
from tests.ui.desks import Desk, press, there
from ui.parts.inputs import Entry
from ui.parts.words import Words
from ui.screens.asking import Asking
from ui.screens.review import fetching
from ui.screens.review.screen import ReviewScreen
from ui.screens.review.words import REASONS, FindingRow
from ui.viewer.tools import Tool

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
LINES = ["Jag heter Lovisa Granberg, personnr 19810107-9294.", "Min make Nils har 19121212-1212 och ringde."]
FIRST, SECOND = "19810107-9294", "19121212-1212"


def now(screen: ReviewScreen) -> FindingRow:
    """The current finding."""
    return there(screen.current())


def test_a_number_key_masks_the_current_finding_and_the_next_comes(desk: Desk, style: str) -> None:
    """One key: masked with that ground, saved, and the focus stands on the next open finding."""
    document_id = desk.document(LINES)
    first, second = desk.finds(document_id, FIRST, SECOND)
    screen = desk.review(document_id)
    assert now(screen).id == first
    press(screen.panel.list, Key.Key_3)
    mark, other = desk.marks(document_id)
    assert (mark.state, mark.provision, other.state) == (MarkState.ACCEPTED, "OSL 21:7", MarkState.PROPOSED)
    assert now(screen).id == second
    assert "OSL 21:7" in desk.frame.status.echo.text()
    assert screen.panel.list.hasFocus()


def test_enter_masks_with_the_ground_chosen_last_and_with_none_from_nothing(desk: Desk) -> None:
    """No ground is ever chosen for the clerk; once one was, Enter goes on with it."""
    document_id = desk.document(LINES)
    desk.finds(document_id, FIRST, SECOND)
    screen = desk.review(document_id)
    press(screen.panel.list, Key.Key_Return)
    assert [mark.state for mark in desk.marks(document_id)] == [MarkState.PROPOSED] * 2
    assert "1–9" in desk.frame.status.echo.text()
    press(screen.panel.list, Key.Key_1, Key.Key_Return)
    assert [mark.provision for mark in desk.marks(document_id)] == ["OSL 21:1"] * 2


def test_backspace_asks_for_the_reason_in_place(desk: Desk) -> None:
    """The question stands in the card; a number takes a common reason, and the reason is kept."""
    document_id = desk.document(LINES)
    desk.finds(document_id, FIRST, SECOND)
    screen = desk.review(document_id)
    press(screen.panel.list, Key.Key_Backspace)
    assert screen.panel.card.asking
    assert desk.marks(document_id)[0].state is MarkState.PROPOSED
    press(QApplication.focusWidget(), Key.Key_3)
    mark = desk.marks(document_id)[0]
    assert (mark.state, mark.reason) == (MarkState.REJECTED, _(REASONS[2]))
    assert now(screen).mark.text == SECOND


def test_keys_in_a_text_field_are_text(desk: Desk) -> None:
    """Letters and numbers written as a reason or as a page number decide nothing and change no tool."""
    document_id = desk.document(LINES)
    desk.finds(document_id, FIRST, SECOND)
    screen = desk.review(document_id)
    screen.palette_row.chose.emit("OSL 21:7")
    press(screen.panel.list, Key.Key_Backspace)
    entry = there(screen.panel.card.findChild(Entry))
    entry.setFocus()
    press(entry, "r 3 y", Key.Key_Backspace, Key.Key_Space)
    assert entry.text() == "r 3  "
    assert screen.page_view.tool is Tool.SELECT
    assert [mark.state for mark in desk.marks(document_id)] == [MarkState.PROPOSED] * 2
    press(entry, Key.Key_Return)
    assert desk.marks(document_id)[0].reason == "r 3"
    page = there(screen.tools.findChild(Entry))
    page.setFocus()
    press(page, "1", Key.Key_A, Key.Key_Return)
    assert desk.marks(document_id)[1].state is MarkState.PROPOSED


def test_escape_leaves_a_question_unanswered(desk: Desk) -> None:
    """Nothing is decided, and the focus is back in the list."""
    document_id = desk.document(LINES)
    desk.finds(document_id, FIRST)
    screen = desk.review(document_id)
    press(screen.panel.list, Key.Key_Backspace)
    press(QApplication.focusWidget(), Key.Key_Escape)
    assert not screen.panel.card.asking
    assert screen.panel.list.hasFocus()
    assert desk.marks(document_id)[0].state is MarkState.PROPOSED


def test_undo_and_redo_walk_through_what_was_decided(desk: Desk) -> None:
    """Ctrl+Z takes the last decision back, Ctrl+Y makes it again; page and list follow."""
    document_id = desk.document(LINES)
    desk.finds(document_id, FIRST, SECOND)
    screen = desk.review(document_id)
    press(screen.panel.list, Key.Key_3, Key.Key_4)
    press(screen.panel.list, Key.Key_Z, modifier=CTRL)
    assert [mark.provision for mark in desk.marks(document_id)] == ["OSL 21:7", None]
    assert there(screen.view).can_redo
    press(screen.panel.list, Key.Key_Y, modifier=CTRL)
    assert [mark.provision for mark in desk.marks(document_id)] == ["OSL 21:7", "OSL 31:16"]


def test_a_blocked_done_says_why_and_leads_to_what_is_left(desk: Desk) -> None:
    """The button stays closed with its count; pressing it anyway tells the reason."""
    document_id = desk.document(LINES)
    _first, second = desk.finds(document_id, FIRST, SECOND)
    screen = desk.review(document_id)
    assert screen.top.done.blockers() == ("2 uppgifter är inte bedömda",)
    press(screen.panel.list, Key.Key_3)
    press(screen.panel.list, Key.Key_Return, modifier=CTRL)
    assert "inte bed" in desk.frame.status.echo.text()
    assert now(screen).id == second
    press(screen.panel.list, Key.Key_3)
    assert screen.top.done.blockers() == ()
    press(screen.panel.list, Key.Key_Return, modifier=CTRL)
    assert desk.office.workspace.ask(lambda reader: reader.documents.get(document_id)).state is DocumentState.DONE
    assert not screen.palette_row.isVisible()


def test_a_finished_document_takes_no_marks_until_it_is_opened_again(desk: Desk) -> None:
    """Keys say that it is done; opening it is one button."""
    document_id = desk.document(LINES)
    desk.finds(document_id, FIRST)
    screen = desk.review(document_id)
    press(screen.panel.list, Key.Key_3)
    screen.finish()
    press(screen.panel.list, Key.Key_4)
    assert desk.marks(document_id)[0].provision == "OSL 21:7"
    assert desk.frame.status.echo.text()
    screen.top.done.click()
    press(screen.panel.list, Key.Key_4)
    assert desk.marks(document_id)[0].provision == "OSL 31:16"


def test_what_is_equal_is_shown_with_ticks_before_it_is_masked(desk: Desk) -> None:
    """A lists the same words in the request; what is unticked stays a proposal."""
    document_id = desk.document(LINES, [f"Igen {FIRST} och {FIRST}."])
    desk.finds(document_id, FIRST)
    screen = desk.review(document_id)
    screen.palette_row.chose.emit("OSL 21:7")
    press(screen.panel.list, Key.Key_A)
    ticks = [pair[0] for pair in screen.panel.card._ticks]
    assert len(ticks) == 3
    ticks[1].setChecked(False)
    assert [mark.state for mark in desk.marks(document_id)] == [MarkState.PROPOSED] * 3
    press(QApplication.focusWidget(), Key.Key_Return)
    states = [mark.state for mark in desk.marks(document_id)]
    assert states == [MarkState.ACCEPTED, MarkState.PROPOSED, MarkState.ACCEPTED]
    assert now(screen).mark.open


def test_page_and_list_choose_and_light_the_same_finding(desk: Desk) -> None:
    """A row chosen rings its mark; a mark clicked chooses its row; hovering goes both ways."""
    document_id = desk.document(LINES)
    first, second = desk.finds(document_id, FIRST, SECOND)
    screen = desk.review(document_id)
    press(screen.panel.list, Key.Key_Down)
    assert screen.page_view._chosen == second
    spot = screen.page_view.on_view(0, desk.marks(document_id)[0].rects[0]).center()
    QTest.mouseClick(screen.page_view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert now(screen).id == first
    QTest.mouseMove(screen.page_view.viewport(), spot + QPoint(1, 0))
    assert screen.panel.list.hovered_id == first
    screen.panel.list.hovered.emit(second)
    assert screen.page_view._hovered == second


def test_words_selected_on_the_page_are_masked_by_a_number(desk: Desk) -> None:
    """The selection snaps to words, the plate with verbs stands beside it, and 1-9 masks it at once."""
    document_id = desk.document(LINES)
    desk.finds(document_id, FIRST)
    screen = desk.review(document_id)
    text = desk.pages[document_id][0]
    name = text.text.index("Lovisa")
    rect = screen.page_view.on_view(0, text.rects(name, name + len("Lovisa Granberg"))[0])
    view = screen.page_view.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=rect.center() - QPoint(rect.width() // 3, 0))
    for step in (2, 6, rect.width() // 3):
        QTest.mouseMove(view, rect.center() + QPoint(step, 0))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=rect.center() + QPoint(rect.width() // 3, 0))
    assert there(screen.page_view.selection).text == "Lovisa Granberg,"
    assert screen.popup.isVisible()
    assert not screen.popup.geometry().adjusted(6, 6, -6, -6).intersects(rect)
    press(screen.page_view, Key.Key_3)
    made = next(mark for mark in desk.marks(document_id) if mark.text.startswith("Lovisa"))
    assert (made.state, made.kind, made.provision) == (MarkState.ACCEPTED, MarkKind.TEXT, "OSL 21:7")
    assert not screen.popup.isVisible()


def test_a_ground_of_the_whole_catalogue_gets_a_number_of_its_own(desk: Desk) -> None:
    """Key 0, a few letters, Return: masked with it, and it stands on the palette from then on as 10."""
    document_id = desk.document(LINES)
    desk.finds(document_id, FIRST)
    screen = desk.review(document_id)
    press(screen.panel.list, Key.Key_0)
    press(screen.catalogue.search, "31:17", Key.Key_Return)
    (mark,) = desk.marks(document_id)
    assert mark.provision == "OSL 31:17"
    assert screen.palette_row.current == "OSL 31:17"
    assert now(screen).mark.number == 10


def test_escape_puts_the_sticky_tool_away(desk: Desk) -> None:
    """R takes it, it stays, Esc always leads back to selecting; the status bar names the mode."""
    document_id = desk.document(LINES)
    screen = desk.review(document_id)
    press(screen.page_view, Key.Key_R)
    assert (screen.page_view.tool, desk.frame.status.mode.text()) == (Tool.MASK_TEXT, "Maska text")
    press(screen.page_view, Key.Key_Escape)
    assert screen.page_view.tool is Tool.SELECT


def test_without_a_copy_the_delivered_view_says_so(desk: Desk) -> None:
    """Space tells that no copy has been made and stays on the working view."""
    document_id = desk.document(LINES)
    screen = desk.review(document_id)
    press(screen.page_view, Key.Key_Space)
    assert "Ingen kopia" in desk.frame.status.echo.text()
    assert screen.top.segments.current() == "work"


def test_a_locked_document_asks_for_its_password(desk: Desk) -> None:
    """In place of pages stands what is wrong and a field for the password, which has the focus."""
    workspace = desk.office.workspace
    sha256 = workspace.vault.put_bytes(b"locked")
    document_id = workspace.do(intake.take_in, desk.request_id, intake.NewDocument("Bilaga", "b.pdf", sha256, 6))
    workspace.do(intake.could_not_be_read, document_id, "password-needed")
    screen = desk.review(document_id)
    assert screen.trouble.password.hasFocus()
    press(screen.trouble.password, Key.Key_Return)
    assert screen.trouble.password.property("fault") or screen.trouble._field.note.text()
    assert not screen.work.busy


def test_a_change_made_elsewhere_is_seen_here(desk: Desk, qapp: QApplication) -> None:
    """The page listens: what another command did to the document is shown without a key."""
    document_id = desk.document(LINES)
    marks = desk.finds(document_id, FIRST)
    screen = desk.review(document_id)
    desk.office.workspace.do(review.accept, marks, "OSL 31:16")
    QTest.qWait(5)
    assert now(screen).mark.number == 4
    desk.office.workspace.do(registration.start_search, desk.office.request("Annat"))


def test_small_windows_keep_the_whole_page(desk: Desk) -> None:
    """At 1280x720 the side panels are narrower, the palette stands in one line, and nothing is cut away."""
    document_id = desk.document(LINES)
    desk.finds(document_id, FIRST)
    desk.frame.resize(1280, 720)
    screen = desk.review(document_id)
    assert screen.palette_row.height() <= 44
    assert screen.panel.width() <= 330
    assert screen.tools.width() >= screen.tools.minimumSizeHint().width()
    assert screen.page_view.width() > 700


def test_space_flips_to_the_saved_copy_at_the_same_place(desk: Desk) -> None:
    """The delivered file in the same view: no marks of ours, no tools, its proof beside it; Space flips back."""
    document_id = desk.document(LINES, LINES, LINES)
    desk.finds(document_id, FIRST)
    vault = desk.office.workspace.vault
    sha256 = vault.put_bytes(b"%PDF the copy")
    checks = (CheckResult("text-under-marks", True), CheckResult("pages", True))
    proof = Proof("0" * 64, sha256, "1" * 64, {"pdfium": "1"}, checks)
    kept = vault.put_bytes(proof.to_json().encode("utf-8"))
    copy = Copy(document_id, "1" * 64, sha256, kept, True, "2026-03-11T08:00:00Z", 3, 3, 0)
    desk.office.workspace.do(lambda unit: unit.copies.put(copy))
    screen = desk.review(document_id)
    screen.page_view.go_to(1)
    top = screen.page_view.verticalScrollBar().value()
    press(screen.page_view, Key.Key_Space)
    assert screen.page_view.path == vault.file(sha256)
    assert screen.page_view.verticalScrollBar().value() == top
    assert screen.page_view.mark_at(screen.page_view.on_view(1, desk.marks(document_id)[1].rects[0]).center()) is None
    assert screen.proof.isVisible()
    assert not screen.tools.undo.isVisible()
    press(screen.page_view, Key.Key_3, Key.Key_Return)
    assert [mark.state for mark in desk.marks(document_id)] == [MarkState.PROPOSED] * 3
    press(screen.page_view, Key.Key_Space)
    assert screen.page_view.path != vault.file(sha256)
    assert screen.panel.isVisible()
    assert screen.page_view.verticalScrollBar().value() == top


def test_the_right_password_opens_a_locked_document(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    """Read in a child beside the window, searched, and shown: the findings stand there to be judged."""
    locked = tmp_path / "locked.pdf"
    with pikepdf.open(a_pdf(tmp_path / "open.pdf", (f"Personnr {FIRST}",), (595, 842))) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(user="hemligt", owner="hemligt", R=6))
    document = long_work.take_in(desk.office.workspace, desk.request_id, locked)
    assert document.state is DocumentState.LOCKED
    screen = desk.review(document.id)
    press(screen.trouble.password, "fel", Key.Key_Return)
    assert screen.trouble.progress.isVisible()
    qtbot.waitUntil(lambda: not screen.work.busy, timeout=60000)
    assert "öppnar inte" in screen.trouble._text.text()
    press(screen.trouble.password, "hemligt", Key.Key_Return)
    qtbot.waitUntil(lambda: not screen.work.busy, timeout=60000)
    assert now(screen).words == FIRST
    assert screen.page_view.pages == 1


def test_a_common_mistake_is_told_where_a_reason_is_written(desk: Desk) -> None:
    """While it is written, in the words of the catalogue; it goes with the mistake."""
    document_id = desk.document(LINES)
    desk.finds(document_id, FIRST)
    screen = desk.review(document_id)
    press(screen.panel.list, Key.Key_Backspace)
    card = screen.panel.card
    entry = there(card.findChild(Entry))
    entry.setText("arbetsmaterialet")
    shown = [label.text() for label in card.findChildren(Words) if label.isVisible()]
    assert any("TF 2:10-12" in text for text in shown)
    entry.setText("allmänt känt")
    assert not any("TF 2:10-12" in label.text() for label in card.findChildren(Words) if label.isVisible())


def test_a_question_tells_of_a_mistake_and_reads_no_password(desk: Desk) -> None:
    """The strip in which comments and reasons are written says it; what is secret stays unread."""
    asking = Asking(desk.frame)
    asking.ask("Varför?", "Lämna", lambda _text: None, "")
    asking.entry.setText("GDPR")
    assert "OSL 21:7" in asking.mistake.text()
    asking.leave()
    asking.ask("Lösenord?", "Signera", lambda _text: None, "", secret=True)
    asking.entry.setText("GDPR")
    assert asking.mistake.text() == ""


def test_a_long_document_is_fetched_beside_the_window(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A document with many marks is shown when it has been fetched, at the mark that was asked for, and works on."""
    monkeypatch.setattr(fetching, "LONG", 2)
    document_id = desk.document(["Ring 8101079294 eller 9212252382", "och 0510162381"])
    marks = desk.finds(document_id, "8101079294", "9212252382", "0510162381")
    screen = desk.review(document_id, mark_id=marks[2])
    qtbot.waitUntil(lambda: screen.view is not None, timeout=60_000)
    assert there(screen.current()).id == marks[2]
    press(screen.panel.list, Key.Key_3)
    assert desk.marks(document_id)[2].state is MarkState.ACCEPTED


def test_why_a_document_could_not_be_read_is_said_with_its_figures(desk: Desk) -> None:
    """What was kept of the refusal, its bound included, and not that something went wrong in the program."""
    document_id = desk.document(LINES)

    def failed(unit: Unit) -> None:
        row = unit.documents.get(document_id)
        unit.documents.save(replace(row, state=DocumentState.FAILED, failure="too-large limit=20000 what=pages"))

    desk.office.workspace.do(failed)
    trouble = desk.review(document_id).trouble
    assert any("20\u00a0000" in words.text() for words in trouble.findChildren(Words))
