"""What no program can read on the review page: framed, counted, gone through with F8, and never forgotten."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.requests import DocumentState
from app.services.marking import regions
from app.store.unit import Unit
from app.texts import _
from redaction.findings import READ, Evidence
from redaction.geometry import Rect
from redaction.marks import MarkState
from redaction.words import Region, RegionKind
from tests.ui.desks import Desk, press, there
from ui.screens.review.carousel import REASONS, Carousel
from ui.screens.review.carousel import asked as question
from ui.screens.review.screen import ReviewScreen
from ui.screens.review.words import sentences

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
LINES = ["Jag heter Lovisa Granberg, personnr 19810107-9294."]
HAND = Region(RegionKind.DRAWN, Rect(72, 300, 220, 350), "h" * 64)
LOGO = Region(RegionKind.PICTURE, Rect(400, 40, 500, 80), "l" * 64)
SCAN = Region(RegionKind.SCAN, Rect(0, 0, 595, 842), "s" * 64)


def states(screen: ReviewScreen) -> list[str]:
    """How the document's unread parts stand, as the page shows them."""
    return [region.state.value for region in screen.unread()]


def focus() -> QWidget:
    """What has the keyboard."""
    return there(QApplication.focusWidget())


def asked(screen: ReviewScreen) -> str:
    """Which part the carousel shows; "" where it is closed."""
    looked = screen.carousel.looked
    return looked.kind.value if looked is not None else ""


def test_the_whole_round_by_keyboard(desk: Desk) -> None:
    """F8 shows the first, a number masks it, the next comes, Backspace and a number leave it; then it is done."""
    document_id = desk.document(LINES, LINES, unread=[(0, HAND), (1, SCAN)])
    screen = desk.review(document_id)
    assert screen.top.done.blockers()
    assert screen.panel.unread.isVisible()
    press(screen.panel.list, Key.Key_F8)
    assert (asked(screen), screen.page_view.page) == ("drawn", 0)
    press(focus(), Key.Key_3)
    (mark,) = desk.marks(document_id)
    assert (mark.state, mark.provision, mark.rects) == (MarkState.ACCEPTED, "OSL 21:7", (HAND.rect,))
    assert (states(screen), asked(screen), screen.page_view.page) == (["masked", "open"], "scan", 1)
    press(focus(), Key.Key_Backspace)
    assert states(screen) == ["masked", "open"]
    press(focus(), Key.Key_1)
    assert states(screen) == ["masked", "left"]
    assert screen.unread()[1].reason == _(REASONS[0])
    assert (asked(screen), screen.panel.list.hasFocus()) == ("", True)
    press(screen.panel.list, Key.Key_Return, modifier=CTRL)
    assert there(screen.view).row.document.state is DocumentState.DONE


def test_the_card_says_what_was_not_surely_read() -> None:
    """How sure it was and nothing beside it; a picture that was not read in time is asked about as such."""
    (told,) = sentences(Evidence(READ, context="41"))
    assert "41 %" in told
    assert len({question(kind) for kind in (RegionKind.LATE, RegionKind.SCAN, RegionKind.UNSEEN)}) == 3


def test_ctrl_enter_leads_to_what_nobody_has_read(desk: Desk) -> None:
    """The document is not done; the button counts it and the key shows it."""
    document_id = desk.document(LINES, unread=[(0, HAND)])
    screen = desk.review(document_id)
    press(screen.panel.list, Key.Key_Return, modifier=CTRL)
    assert asked(screen) == "drawn"
    assert there(screen.view).row.document.state is DocumentState.REVIEW


def test_keys_in_the_carousel_judge_no_finding(desk: Desk) -> None:
    """While a part is asked about, letters and numbers are for it alone; Esc gives the findings back."""
    document_id = desk.document(LINES, unread=[(0, HAND)])
    (mark_id,) = desk.finds(document_id, "19810107-9294")
    screen = desk.review(document_id)
    press(screen.panel.list, Key.Key_F8)
    press(focus(), Key.Key_Backspace)
    entry = screen.carousel.entry
    entry.setFocus()
    press(entry, "a 3", Key.Key_Backspace, "x", Key.Key_Return)
    assert screen.unread()[0].reason == "a x"
    assert [mark.state for mark in desk.marks(document_id)] == [MarkState.PROPOSED]
    assert there(screen.current()).id == mark_id
    press(screen.panel.list, Key.Key_F8)
    press(focus(), Key.Key_Delete)
    assert states(screen) == ["open"]
    press(focus(), Key.Key_Escape)
    assert (asked(screen), screen.panel.list.hasFocus()) == ("", True)


def test_the_part_takes_the_panel_and_the_way_round_leads_to_it(desk: Desk) -> None:
    """One filled button at a time: the findings are away while it is asked about, F6 finds it, Esc brings them back."""
    document_id = desk.document(LINES, unread=[(0, HAND)])
    desk.finds(document_id, "19810107-9294")
    screen = desk.review(document_id)
    press(screen.panel.list, Key.Key_F8)
    assert not screen.panel.list.isVisible()
    assert screen.carousel in screen.areas()
    screen.page_view.setFocus()
    screen.carousel.setFocus()
    assert screen.carousel.isAncestorOf(focus())
    press(focus(), Key.Key_Escape)
    assert screen.panel.list.isVisible()
    assert screen.panel.list.hasFocus()
    assert screen.carousel not in screen.areas()


def test_one_judgment_for_what_looks_the_same(desk: Desk) -> None:
    """A logotype on two pages and in another document: the carousel says so, and one answer is enough."""
    other = desk.document(LINES, title="Bilaga", unread=[(0, LOGO)])
    document_id = desk.document(LINES, LINES, unread=[(0, LOGO), (1, LOGO)])
    screen = desk.review(document_id)
    screen.next_unread()
    assert there(screen.carousel._looked).alike == 3
    press(focus(), Key.Key_Backspace)
    press(focus(), Key.Key_2)
    assert states(screen) == ["left", "left"]
    assert [r.state.value for r in desk.office.workspace.ask(regions.of, other)] == ["left"]


def test_the_question_mark_in_the_margin_opens_it_by_mouse(desk: Desk) -> None:
    """Pressed with the mouse; the mask button masks it, Ctrl+Z opens it again."""
    document_id = desk.document(LINES, unread=[(0, HAND)])
    screen = desk.review(document_id)
    view = screen.page_view
    (item,) = view._region_items[0]
    spot = item.mapToScene(item.badge.center()) - QPointF(view._left(), view._top())
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot.toPoint())
    assert asked(screen) == "drawn"
    screen._set_ground("OSL 21:7")
    screen.look_at(screen.unread()[0].id)
    QTest.mouseClick(focus(), Qt.MouseButton.LeftButton)
    assert states(screen) == ["masked"]
    press(screen.panel.list, Key.Key_Z, modifier=CTRL)
    assert states(screen) == ["open"]


def test_a_page_is_done_when_its_unread_parts_are(desk: Desk) -> None:
    """The status bar does not say it before, and the thumbnail counts what is left."""
    document_id = desk.document(LINES, unread=[(0, HAND)])
    desk.finds(document_id, "19810107-9294")
    screen = desk.review(document_id)
    assert screen.thumbnails.pages_model.left(0) == 2
    press(screen.panel.list, Key.Key_3)
    done = _("Page {page} is done.").format(page=1)
    assert done not in desk.frame.status.echo.text()
    assert screen.thumbnails.pages_model.left(0) == 1


def test_a_finished_document_shows_what_was_said_and_takes_nothing(desk: Desk) -> None:
    """The carousel reads it out; no verb but the way back."""
    document_id = desk.document(LINES, unread=[(0, HAND)])
    workspace = desk.office.workspace
    workspace.do(regions.leave, [workspace.ask(regions.of, document_id)[0].id], "Läst av mig")
    screen = desk.review(document_id)
    screen.finish()
    press(screen.panel.list, Key.Key_F8)
    assert (asked(screen), states(screen)) == ("drawn", ["left"])
    press(focus(), Key.Key_3, Key.Key_Delete)
    assert (states(screen), desk.marks(document_id)) == (["left"], ())
    assert isinstance(screen.carousel, Carousel)


def test_a_document_of_an_older_program_is_gone_through_by_itself(desk: Desk, qtbot: QtBot) -> None:
    """Opened, it is looked through in a child beside the window, once, and is held until it was."""
    document_id = desk.document(LINES)
    workspace = desk.office.workspace

    def older(unit: Unit) -> None:
        unit.documents.save(replace(unit.documents.get(document_id), regions_known=False))

    workspace.do(older)
    screen = desk.review(document_id)
    assert screen.top.done.blockers()
    screen.work.wait()
    qtbot.waitUntil(lambda: there(screen.view).row.document.regions_known)
    assert states(screen) == []
    assert not screen.top.done.blockers()
