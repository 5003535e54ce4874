"""The page view: what the hand does lands in page space at every zoom, turned pages too; long documents stay light."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from redaction.geometry import PageBox, Rect
from redaction.marks import MarkKind, MarkState
from tests.builders import A4
from tests.ui.desks import Still, drag, page_of, there
from ui import theme
from ui.viewer import margin, pictures
from ui.viewer.marking_view import MarkingView
from ui.viewer.pictures import LOW, Pictures
from ui.viewer.shown import ShownMark
from ui.viewer.spread import MARGIN, Spread
from ui.viewer.tools import Tool

LINES = ["Jag heter Lovisa Granberg", "och bor i Fjällvik"]


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """No page-drawer: wishes are only counted."""
    monkeypatch.setattr(pictures, "Renderer", Still)


@pytest.fixture
def make(qapp: QApplication, light: theme.Tokens, qtbot: QtBot) -> Iterator[Callable[..., MarkingView]]:
    """Makes page views; they and their page-drawers are closed at the end."""
    made: list[MarkingView] = []

    def view(
        pages: int = 3, box: PageBox = A4, path: Path = Path("a.pdf"), size: tuple[int, int] = (900, 700)
    ) -> MarkingView:
        shown = MarkingView(Pictures())
        made.append(shown)
        qtbot.addWidget(shown)
        shown.resize(*size)
        shown.show()
        shown.show_document(path, pages, box, lambda page: page_of(LINES, page, box))
        return shown

    yield view
    for shown in made:
        shown.pictures.close()
        shown.close()


def mark(
    rect: Rect, state: MarkState = MarkState.ACCEPTED, kind: MarkKind = MarkKind.TEXT, number: int = 3, at: int = 1
) -> ShownMark:
    """A mark on the first page."""
    return ShownMark(at, 0, (rect,), kind, state, True, number, "N", "Namn", own=True)


@pytest.mark.parametrize("zoom", [0.5, 1.0, 2.37])
def test_an_area_lands_where_it_was_drawn(make: Callable[..., MarkingView], still: None, zoom: float) -> None:
    """Corners in page space are those of the hand to within a pixel, whatever the zoom and scroll."""
    view = make()
    view.set_zoom(zoom)
    view.go_to(1)
    view.set_tool(Tool.AREA)
    drawn: list[tuple[int, Rect]] = []
    view.drew_area.connect(lambda page, rect: drawn.append((page, rect)))
    wanted = Rect(60.0, 40.0, 160.0, 110.0)
    seen = view.on_view(1, wanted)
    drag(view.viewport(), QPointF(seen.topLeft()), QPointF(seen.bottomRight() + QPoint(1, 1)))
    ((page, rect),) = drawn
    assert page == 1
    assert all(abs(a - b) <= 1.5 / zoom for a, b in zip(rect, wanted, strict=True))


def test_an_area_on_a_turned_page_covers_what_is_seen(
    make: Callable[..., MarkingView], tmp_path: Path, qtbot: QtBot
) -> None:
    """On a page with /Rotate 90, drawn by the real page-drawer, the area around a box is the box as displayed."""
    view = make(pages=1, box=PageBox(300.0, 200.0, 90), path=turned_pdf(tmp_path / "turned.pdf"))
    view.set_zoom(2.0)
    qtbot.waitUntil(lambda: black_in(view) is not None, timeout=20000)
    qtbot.waitUntil(lambda: view.pictures.waiting() == 0, timeout=20000)
    view.set_tool(Tool.AREA)
    drawn: list[Rect] = []
    view.drew_area.connect(lambda _page, rect: drawn.append(rect))
    left, top, right, bottom = black_in(view) or (0, 0, 0, 0)
    drag(view.viewport(), QPointF(left, top), QPointF(right + 1, bottom + 1))
    # 20..70 across and 30..130 up in a page of 200 x 300 that is shown turned a quarter to the right
    expected = Rect(30.0, 20.0, 130.0, 70.0)
    assert all(abs(a - b) <= 1.5 for a, b in zip(drawn[0], expected, strict=True))


def turned_pdf(path: Path) -> Path:
    """A page of 200 x 300 with a black box, /Rotate 90."""
    content = "0 0 0 rg 20 30 50 100 re f"
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 300] /Rotate 90 /Contents 4 0 R /Resources << >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
    ]
    out, offsets = "%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    rows = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    tail = f"xref\n0 5\n0000000000 65535 f \n{rows}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    path.write_bytes((out + tail).encode("ascii"))
    return path


def black_in(view: MarkingView) -> tuple[int, int, int, int] | None:
    """The box around the black pixels of the viewport."""
    image = view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    spots = [
        (x, y) for y in range(0, image.height()) for x in range(0, image.width()) if image.pixelColor(x, y).value() < 40
    ]
    if not spots:
        return None
    xs, ys = [x for x, _y in spots], [y for _x, y in spots]
    return min(xs), min(ys), max(xs), max(ys)


def test_a_slip_of_the_hand_is_no_area(make: Callable[..., MarkingView], still: None) -> None:
    """A click with the area tool draws nothing."""
    view = make()
    view.set_tool(Tool.AREA)
    drawn: list[object] = []
    view.drew_area.connect(lambda *what: drawn.append(what))
    spot = view.on_view(0, Rect(100, 100, 101, 101)).topLeft()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert not drawn


def test_an_area_is_pulled_by_its_handle_and_moved_by_its_middle(make: Callable[..., MarkingView], still: None) -> None:
    """Only the chosen area mark has handles; a new place is told in page space and stays on the page."""
    view = make()
    area = Rect(100.0, 100.0, 200.0, 160.0)
    view.set_marks([mark(area, kind=MarkKind.AREA)])
    view.choose(1)
    told: list[Rect] = []
    view.reshaped.connect(lambda _id, rect: told.append(rect))
    seen = view.on_view(0, area)
    scale = view.scale_now
    drag(view.viewport(), QPointF(seen.bottomRight()), QPointF(seen.bottomRight()) + QPointF(50 * scale, 20 * scale))
    drag(view.viewport(), QPointF(seen.center()), QPointF(seen.center()) + QPointF(-900, 0))
    pulled, moved = told
    assert all(abs(a - b) < 2 for a, b in zip(pulled, Rect(100, 100, 250, 180), strict=True))
    assert moved.x0 == 0.0
    assert abs(moved.width - area.width) < 0.1


def test_selecting_snaps_to_whole_words_over_lines(make: Callable[..., MarkingView], still: None) -> None:
    """From the middle of a word to the middle of another: both whole, one rectangle to a line."""
    view = make()
    found: list[object] = []
    view.selected.connect(found.append)
    text = page_of(LINES)
    first, last = text.words[2].rect, text.words[5].rect
    drag(view.viewport(), middle(view, first), middle(view, last))
    stretch = there(view.selection)
    assert stretch.text == "Lovisa Granberg och bor"
    assert len(stretch.rects) == 2
    assert view.let_go()
    assert found[-1] is None


def middle(view: MarkingView, rect: Rect) -> QPointF:
    """The middle of a rectangle of the first page in the viewport."""
    return QPointF(view.on_view(0, rect).center())


def test_the_sticky_tool_tells_words_at_once_and_stays(make: Callable[..., MarkingView], still: None) -> None:
    """Letting go is enough; the tool is still in the hand."""
    view = make()
    view.set_tool(Tool.MASK_TEXT)
    told: list[str] = []
    view.masked_text.connect(lambda stretch: told.append(stretch.text))
    words = page_of(LINES).words
    drag(view.viewport(), middle(view, words[0].rect), middle(view, words[1].rect))
    drag(view.viewport(), middle(view, words[4].rect), middle(view, words[5].rect))
    assert told == ["Jag heter", "och bor"]
    assert view.tool is Tool.MASK_TEXT


def test_five_thousand_pages_are_a_handful_of_items(make: Callable[..., MarkingView], still: None) -> None:
    """Only what is in sight exists, and only what is in sight is wished for, however far one scrolls."""
    view = make(pages=5000)
    bar = view.verticalScrollBar()
    for step in range(0, bar.maximum(), bar.maximum() // 60):
        bar.setValue(step)
    view.go_to(4321)
    QTest.qWait(80)
    assert view.page == 4321
    assert len(view.scene().items()) < 12
    out = view.pictures._renderer.wishes.values()  # type: ignore[attr-defined]
    assert {page for _path, page, _scale in out} <= set(range(4318, 4325))
    assert {scale for _path, _page, scale in out} == {LOW, round(view.scale_now * view.devicePixelRatioF(), 3)}


def test_the_wheel_with_control_zooms_about_the_pointer(make: Callable[..., MarkingView], still: None) -> None:
    """What is under the pointer stays under it."""
    view = make()
    point = QPointF(500, 300)
    before = view.under(point)
    for _notch in range(4):
        wheel = QWheelEvent(
            point, view.mapToGlobal(point), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        view.wheelEvent(wheel)
    after = view.under(point)
    assert view.scale_now > 1.5
    assert after[0] == before[0]
    assert max(abs(a - b) for a, b in zip(before[1:], after[1:], strict=True)) < 1.5


def test_a_masked_word_wears_its_pattern_until_the_zoom_is_small(make: Callable[..., MarkingView], still: None) -> None:
    """Line, tint and a band at the foot; below 60 % only line and tint; the middle of the word is clean."""
    view = make()
    rect = Rect(100.0, 100.0, 220.0, 116.0)
    view.set_marks([mark(rect)])
    view.set_zoom(1.5)
    assert inked(view, rect, 0.75, 1.05) > 60
    assert inked(view, rect, 0.3, 0.6) == 0
    view.set_zoom(0.55)
    assert inked(view, rect, 0.45, 0.8) == 0


def inked(view: MarkingView, rect: Rect, upper: float, lower: float) -> int:
    """How many pixels between two heights of a mark (0 top, 1 bottom) have the full colour of ground 3."""
    image, seen = view.viewport().grab().toImage(), view.on_view(0, rect)
    colour = QColor(theme.ground(3).colour)
    heights = range(seen.top() + round(seen.height() * upper), seen.top() + round(seen.height() * lower))
    spots = ((x, y) for y in heights for x in range(seen.left() + 4, seen.right() - 4))
    return sum(abs(image.pixelColor(x, y).lightness() - colour.lightness()) < 25 for x, y in spots)


def test_an_area_wears_the_pattern_all_over(make: Callable[..., MarkingView], still: None) -> None:
    """Higher than 32 px: the pattern fills it, lightly."""
    view = make()
    rect = Rect(100.0, 100.0, 220.0, 160.0)
    view.set_marks([mark(rect, kind=MarkKind.AREA)])
    view.set_zoom(1.5)
    image, seen = view.viewport().grab().toImage(), view.on_view(0, rect)
    rows = [seen.top() + seen.height() * part // 10 for part in (2, 5, 8)]
    for y in rows:
        shades = {
            image.pixelColor(x, y + dy).lightness() // 8
            for x in range(seen.left() + 5, seen.right() - 5)
            for dy in range(6)
        }
        assert len(shades) > 2


def test_badges_stand_by_line_three_and_then_how_many_more() -> None:
    """In reading order beside their line, inside the margin; a click on one chooses its mark."""
    row = [mark(Rect(72 + 80 * at, 100, 132 + 80 * at, 114), at=at + 1) for at in (2, 0, 4, 1, 3)]
    below = mark(Rect(72, 130, 132, 144), at=9)
    made = margin.badges([*row, below], lambda rect: rect)
    assert [badge.mark.id for badge in made] == [1, 2, 3, 4, 9]
    assert [badge.more for badge in made] == [0, 0, 0, 2, 0]
    assert min(badge.rect.x0 for badge in made) >= -MARGIN
    assert there(margin.at(made, *made[1].rect.centre)).id == 2
    assert margin.at(made, -2, 300) is None


def test_pages_stand_in_the_middle_and_keep_their_margin() -> None:
    """Room for badges is kept to the left even when the page is wider than the view; fit width fits margin and all."""
    wide = Spread([A4], 3.0, 800)
    assert wide.place(0).x0 == MARGIN
    narrow = Spread([A4, PageBox(300, 400)], 1.0, 1000)
    assert narrow.place(0).x0 > MARGIN
    assert narrow.place(1).y0 == narrow.place(0).y1 + 16
    fitted = Spread([A4], narrow.fitting(900), 900)
    assert fitted.width == 900
    assert fitted.place(0).x0 >= MARGIN


def test_left_visible_and_proposals_are_told_apart_without_colour(
    make: Callable[..., MarkingView], still: None
) -> None:
    """Each state is drawn another way: their pictures differ in grey."""
    view = make()
    rect = Rect(100.0, 300.0, 220.0, 316.0)
    greys = set()
    for state in MarkState:
        view.set_marks([mark(rect, state)])
        image = view.viewport().grab(view.on_view(0, rect).adjusted(-6, -6, 6, 6)).toImage()
        greys.add(bytes(image.convertToFormat(QImage.Format.Format_Grayscale8).constBits()))
    assert len(greys) == 3


def test_a_page_is_drawn_coarse_and_sharp_and_the_sharp_one_stays(
    make: Callable[..., MarkingView], tmp_path: Path, qtbot: QtBot
) -> None:
    """Whichever comes first, the page ends as sharp as the screen; by the real page-drawer."""
    view = make(pages=1, box=PageBox(300.0, 200.0, 90), path=turned_pdf(tmp_path / "t.pdf"))
    sharp = view.scale_now * view.devicePixelRatioF()

    def at_hand(scale: float) -> bool:
        return view.path is not None and view.pictures.exact(view.path, 0, scale) is not None

    qtbot.waitUntil(lambda: at_hand(sharp) and at_hand(LOW), timeout=20000)
    paper = view._papers[0]
    assert there(paper.picture).width() == pytest.approx(300 * sharp, abs=1.01)  # rounded outwards


def test_a_page_that_cannot_be_drawn_says_so(make: Callable[..., MarkingView], tmp_path: Path, qtbot: QtBot) -> None:
    """The view lives, and the page tells what to do."""
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and nothing more")
    view = make(pages=1, path=broken)
    qtbot.waitUntil(lambda: view._papers[0].broken, timeout=20000)
