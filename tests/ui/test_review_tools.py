"""The tools beyond text and area: row, column, all but a part, the same place on every page; the selection's verbs."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.assessments import Copy
from app.domain.ids import DocumentId
from app.services.cases import intake
from app.texts import _
from redaction.findings import Finding
from redaction.geometry import Rect
from redaction.marks import MarkKind, MarkState
from redaction.report import CheckResult, Proof
from tests.app.jobs.papers import a_pdf
from tests.ui.desks import Desk, drag, press, there
from ui import theme
from ui.parts.inputs import Entry
from ui.parts.words import Words
from ui.screens.review.bars import ToolBar
from ui.screens.review.modes import MODES
from ui.screens.review.screen import ReviewScreen
from ui.screens.review.seen import why
from ui.viewer.tools import Tool
from ui.viewer.words_under import Stretch

Key = Qt.Key
TABLE = [
    "Namn                 Gata              Telefon",
    "Sture Tallmo         Tallstigen 12     070-1740621",
    "Rut Myrhed           Tallstigen 16     070-1740633",
]


def place(desk: Desk, document_id: DocumentId, screen: ReviewScreen, words: str) -> QRect:
    """Where words stand in the viewport."""
    text = desk.pages[document_id][0]
    at = text.text.index(words)
    return screen.page_view.on_view(0, text.rects(at, at + len(words))[0])


def click(screen: ReviewScreen, point: QPoint) -> None:
    """A click on the page."""
    QTest.mouseClick(screen.page_view.viewport(), Qt.MouseButton.LeftButton, pos=point)


def test_row_and_column_are_masked_by_one_press_and_the_tool_stays(desk: Desk) -> None:
    """T and a click take the row across, C and a click the cell with those below; Esc puts the tool away."""
    document_id = desk.document(TABLE)
    screen = desk.review(document_id)
    screen._set_ground("OSL 21:7")
    press(screen.page_view, Key.Key_T)
    assert desk.frame.status.mode.text() == "Rad"
    click(screen, place(desk, document_id, screen, "Tallstigen 16").center())
    (row,) = desk.marks(document_id)
    assert (row.text, row.state, len(row.rects)) == ("Rut Myrhed Tallstigen 16 070-1740633", MarkState.ACCEPTED, 3)
    assert screen.page_view.tool is Tool.ROW
    press(screen.page_view, Key.Key_C)
    click(screen, place(desk, document_id, screen, "Sture").center())
    assert "Sture Tallmo Rut Myrhed" in [mark.text for mark in desk.marks(document_id)]
    press(screen.page_view, Key.Key_Escape)
    assert desk.frame.status.mode.text() == "Markera text"


def test_what_is_drawn_with_the_inverse_tool_stays_and_the_rest_is_masked(desk: Desk) -> None:
    """I and a frame around the row: everything else of the page is one mask, and it has no handles to pull."""
    document_id = desk.document(TABLE)
    screen = desk.review(document_id)
    screen._set_ground("OSL 31:16")
    press(screen.page_view, Key.Key_I)
    kept = place(desk, document_id, screen, "Sture Tallmo")
    drag(screen.page_view.viewport(), QPointF(kept.topLeft()), QPointF(kept.bottomRight()))
    (mark,) = desk.marks(document_id)
    assert (mark.kind, mark.state, len(mark.rects)) == (MarkKind.AREA, MarkState.ACCEPTED, 4)
    sture = desk.pages[document_id][0].words[3].rect
    assert not any(rect.contains(*sture.centre) for rect in mark.rects)
    shown = there(screen.page_view._by_id.get(mark.id))
    assert not screen.page_view._can_pull(shown)


def test_without_a_ground_no_tool_masks_a_page(desk: Desk) -> None:
    """Nothing is masked from nothing; the status bar asks for a ground."""
    document_id = desk.document(TABLE)
    screen = desk.review(document_id)
    screen._drew_kept(0, Rect(100, 100, 200, 200))
    assert desk.marks(document_id) == ()
    assert "1–9" in desk.frame.status.echo.text()


def test_an_area_goes_on_every_page_by_one_key_and_comes_off_by_one(desk: Desk) -> None:
    """U repeats it, each page has its own, Del takes one off, Ctrl+Z the rest."""
    document_id = desk.document(TABLE, TABLE, TABLE)
    screen = desk.review(document_id)
    screen._set_ground("OSL 21:7")
    screen._drew(0, Rect(60, 700, 300, 760))
    press(screen.panel.list, Key.Key_U)
    made = desk.marks(document_id)
    assert [(mark.page, mark.rects) for mark in made] == [(page, (Rect(60, 700, 300, 760),)) for page in range(3)]
    screen.choose(made[2].id)
    press(screen.panel.list, Key.Key_Delete)
    assert [mark.page for mark in desk.marks(document_id)] == [0, 1]
    press(screen.panel.list, Key.Key_Z, Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert [mark.page for mark in desk.marks(document_id)] == [0]


def test_a_selection_has_four_verbs_and_a_looks_for_its_equals(desk: Desk) -> None:
    """Mask, search, mask all equal, add to the list; A opens the hits of the whole request, to be masked by Return."""
    document_id = desk.document(TABLE)
    screen = desk.review(document_id)
    plate = screen.popup
    buttons = (plate.mask_button, plate.search_button, plate.equal_button, plate.list_button)
    text = desk.pages[document_id][0]
    screen.page_view._select(Stretch(0, 0, 4, text.rects(0, 4), "Namn"))
    assert all(button.isVisible() for button in buttons)
    asked: list[tuple[object, bool]] = []
    screen.search.sought.disconnect()
    screen.search.sought.connect(lambda query, everywhere: asked.append((query, everywhere)))
    press(screen.page_view, Key.Key_A)
    ((query, everywhere),) = asked
    assert ("Namn" in repr(query), everywhere, screen._to_mask) == (True, True, True)


def test_the_page_fits_and_every_tool_has_its_words(desk: Desk) -> None:
    """Ctrl+9 shows the whole page, Ctrl+0 its width; no tool is without a name and a hint."""
    document_id = desk.document(TABLE, TABLE)
    screen = desk.review(document_id)
    view = screen.page_view
    press(view, Key.Key_9, modifier=Qt.KeyboardModifier.ControlModifier)
    whole = view.on_view(0, Rect(0, 0, 595, 842))
    assert whole.height() <= view.viewport().height()
    assert whole.top() >= 0
    press(view, Key.Key_0, modifier=Qt.KeyboardModifier.ControlModifier)
    assert view.on_view(0, Rect(0, 0, 595, 842)).height() > view.viewport().height()
    assert set(MODES) == set(Tool)
    for width in (1280, 1440):
        desk.frame.resize(width, 720)
        QTest.qWait(1)
        inside = screen.tools.rect()
        parts = [part for part in screen.tools.findChildren(QWidget) if part.isVisible()]
        assert all(inside.contains(part.geometry()) for part in parts)
        assert screen.panel.width() >= theme.px(320)
        assert not any(a.geometry().intersects(b.geometry()) for n, a in enumerate(parts) for b in parts[n + 1 :])


def test_what_is_not_proposed_is_seen_with_its_reason_and_masked_by_a_number(desk: Desk) -> None:
    """O opens the list, the words are selected where they stand, 3 masks them; Esc gives the findings back."""
    document_id = desk.document(TABLE)
    text = desk.pages[document_id][0]
    own, unsure = text.text.index("Tallstigen 12"), text.text.index("Rut Myrhed")
    rects = (text.rects(own, own + 13), text.rects(unsure, unsure + 10))
    found = [
        Finding("ADDRESS", 0, own, own + 13, rects[0], 0.9, "Tallstigen 12", (), False, "allow-list"),
        Finding("PERSON", 0, unsure, unsure + 10, rects[1], 0.1, "Rut Myrhed"),
    ]
    desk.office.workspace.do(intake.store_findings, document_id, found)
    assert desk.marks(document_id) == ()
    screen = desk.review(document_id)
    assert screen.panel.seen.isVisible()
    press(screen.panel.list, Key.Key_O)
    assert screen.seen.list.hasFocus()
    assert [row.reason for row in screen._unmarked] == [_("The organisation's own"), why(found[1])]
    assert there(screen.page_view.selection).text == "Tallstigen 12"
    press(screen.seen.list, Key.Key_Down, Key.Key_3)
    (mark,) = desk.marks(document_id)
    assert (mark.text, mark.state, mark.provision) == ("Rut Myrhed", MarkState.ACCEPTED, "OSL 21:7")
    assert [row.words for row in screen._unmarked] == ["Tallstigen 12"]
    assert screen.seen.list.hasFocus()
    press(screen.seen.list, Key.Key_Escape)
    assert screen.panel.list.hasFocus()


def test_side_by_side_moves_together_and_says_what_it_is(desk: Desk) -> None:
    """M opens a preview with the masks solid, at the same zoom and place; zoom and scroll go both ways; M closes it."""
    document_id = desk.document(TABLE, TABLE, TABLE)
    screen = desk.review(document_id)
    screen._set_ground("OSL 21:7")
    screen._drew(0, Rect(60, 400, 300, 460))
    press(screen.page_view, Key.Key_M)
    view, other = screen.page_view, screen.copy_view
    assert (other.isVisible(), other.solid, other.editable) == (True, True, False)
    assert [mark.state for marks in other._marks.values() for mark in marks] == [MarkState.ACCEPTED]
    assert "Förhandsvisning" in screen._copy_words.text()
    view.verticalScrollBar().setValue(300)
    assert other.verticalScrollBar().value() == 300
    other.set_zoom(1.7)
    assert abs(view.scale_now - 1.7) < 0.001
    other.go_to(2)
    assert view.verticalScrollBar().value() == other.verticalScrollBar().value()
    assert screen.areas().index(other) == screen.areas().index(view) + 1
    screen._drew(0, Rect(60, 500, 300, 560))
    assert len(other._by_id) == 2
    press(view, Key.Key_M)
    assert not other.isVisible()
    assert screen.top.segments.current() == "work"


def test_beside_the_page_stands_the_saved_copy_where_there_is_one(desk: Desk) -> None:
    """Its file and nothing of ours painted over it; the words say so; Space flips to it alone."""
    document_id = desk.document(TABLE)
    workspace = desk.office.workspace
    with workspace.vault.workspace() as folder:
        sha256, _size = workspace.vault.keep(a_pdf(folder / "copy.pdf", ["Kopia"], (595, 842)))
    proof = Proof("0" * 64, sha256, "1" * 64, {}, (CheckResult("pages", True),))
    kept = workspace.vault.put_bytes(proof.to_json().encode("utf-8"))
    copy = Copy(document_id, "1" * 64, sha256, kept, True, "2026-03-11T08:00:00Z", 1, 1, 0)
    workspace.do(lambda unit: unit.copies.put(copy))
    screen = desk.review(document_id)
    press(screen.page_view, Key.Key_M)
    assert screen.copy_view.path == workspace.vault.file(sha256)
    assert (screen.copy_view._by_id, screen.copy_view.solid) == ({}, False)
    assert screen._copy_words.text() == "Skrivskyddad vy av den sparade filen"
    press(screen.page_view, Key.Key_Space)
    assert not screen.copy_view.isVisible()
    assert screen.page_view.path == workspace.vault.file(sha256)
    press(screen.page_view, Key.Key_M)
    assert screen.page_view.path != screen.copy_view.path


def test_what_is_equal_is_left_visible_together_for_one_reason(desk: Desk) -> None:
    """A, Backspace, a number: the ticked ones are left, the unticked one waits; no ground is needed, and one undo."""
    document_id = desk.document(TABLE, ["Rut Myrhed ringde.", "Rut Myrhed igen."])
    desk.finds(document_id, "Rut Myrhed", category="PERSON")
    screen = desk.review(document_id)
    press(screen.panel.list, Key.Key_A)
    card = screen.panel.card
    assert len(card._ticks) == 3
    card._ticks[2][0].setChecked(False)
    press(QApplication.focusWidget(), Key.Key_Backspace)
    assert [mark.state for mark in desk.marks(document_id)] == [MarkState.PROPOSED] * 3
    press(QApplication.focusWidget(), Key.Key_1)
    made = desk.marks(document_id)
    assert [mark.state for mark in made] == [MarkState.REJECTED, MarkState.REJECTED, MarkState.PROPOSED]
    assert made[0].reason == made[1].reason != ""
    press(screen.panel.list, Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert [mark.state for mark in desk.marks(document_id)] == [MarkState.PROPOSED] * 3


def test_a_reason_given_up_for_many_is_not_kept_for_one(desk: Desk) -> None:
    """Esc on the question about many; the next Backspace asks about the current finding alone."""
    document_id = desk.document(["Rut Myrhed ringde.", "Rut Myrhed igen."])
    desk.finds(document_id, "Rut Myrhed", category="PERSON")
    screen = desk.review(document_id)
    press(screen.panel.list, Key.Key_A)
    press(QApplication.focusWidget(), Key.Key_Backspace)
    press(QApplication.focusWidget(), Key.Key_Escape)
    press(screen.panel.list, Key.Key_Backspace)
    press(QApplication.focusWidget(), Key.Key_2)
    assert [mark.state for mark in desk.marks(document_id)] == [MarkState.REJECTED, MarkState.PROPOSED]


def test_letters_without_a_deed_jump_nowhere(desk: Desk) -> None:
    """Type-ahead is off in the list: a letter that is no key of the page moves nothing and masks nothing."""
    document_id = desk.document(TABLE)
    desk.finds(document_id, "Sture Tallmo", "Rut Myrhed", category="PERSON")
    screen = desk.review(document_id)
    first = there(screen.current()).id
    screen.panel.list.keyboardSearch("Rut")
    press(screen.panel.list, "w", "z", "q")
    assert there(screen.current()).id == first
    assert [mark.state for mark in desk.marks(document_id)] == [MarkState.PROPOSED] * 2


def test_the_page_field_stands_clear_of_what_follows(qapp: QApplication, light: theme.Tokens) -> None:
    """At 150 % in a narrow row, too, the frame of the page's number does not run into "of 3"."""
    theme.apply(qapp, theme.Mode.LIGHT, scale=1.5)
    try:
        bar = ToolBar()
        bar.resize(theme.px(485), bar.height())
        bar.show_page(0, 3)
        bar.show()
        (field,) = bar.findChildren(Entry)
        words = next(said for said in bar.findChildren(Words) if "3" in said.text())
        assert words.geometry().left() - field.geometry().right() > theme.px(7)
    finally:
        theme.apply(qapp, theme.Mode.LIGHT)
