"""The bars of the review page: which document this is and which file of it is seen; the tools, zoom and page."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QIntValidator, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.texts import _

from ... import icons, theme
from ...parts.bars import TopBar
from ...parts.buttons import Button, IconButton, Kind, Pressable
from ...parts.choices import SegmentedControl
from ...parts.inputs import Entry
from ...parts.words import Surface, Words
from ...viewer.tools import Tool

ROOMY, WORDY = 930, 870
"""A narrower tool row leaves out the word before the page number; the words of tools, in px."""
WORDED = (Tool.SELECT, Tool.MASK_TEXT)
"""The tools that have words and a key where there is room; the others tell them in their tooltips."""
TIGHT, TIGHTEST = 640, 620
"""A narrower one leaves out the zoom in per cent, then all of the zoom that keys do as well; px at 100 % text."""
WORK, DELIVERED, BESIDE = "work", "delivered", "beside"
KIND_ICONS = {
    "application/pdf": "pdf",
    "text/plain": "text",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}


class KindSign(QWidget):
    """What kind of file a document is, painted so that it follows the theme."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = "page"
        self.setFixedSize(theme.px(18), theme.px(18))

    def show_kind(self, name: str) -> None:
        """Another icon."""
        self._name = name
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        icons.draw(QPainter(self), self._name, QRectF(self.rect()), "ink", 18)


class DocumentBar(TopBar):
    """Bread crumb, the document between its neighbours, the segments, the end of the work on it.

    ``stepped`` tells -1 or 1, ``flipped`` which file is wanted, ``finished`` that the clerk is done (or opens again),
    ``compared`` that sets of marks shall be compared, ``windowed`` that the panel goes into a window or comes back.
    """

    stepped = Signal(int)
    flipped = Signal(str)
    finished = Signal()
    compared = Signal()
    windowed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._number = ""
        self.before = IconButton("left", _("Document before"), "Ctrl+PgUp", parent=self)
        self.after = IconButton("right", _("Next document"), "Ctrl+PgDn", parent=self)
        self._sign = KindSign(self)
        self._layout.insertWidget(1, self.before)
        self._layout.insertWidget(2, self._sign)
        self._layout.insertWidget(5, self.after)
        self._layout.setSpacing(theme.px(8))
        segments = (
            (WORK, _("Working view"), ""),
            (DELIVERED, _("As handed out"), _("Space")),
            (BESIDE, _("Side by side"), "M"),
        )
        self.segments = SegmentedControl(segments, _("Which file is seen"), self)
        self.done = Button(_("Done"), Kind.SECONDARY, "done", "Ctrl+Enter", parent=self)
        self.compare = IconButton("compare", _("Compare with an earlier set of marks"), "J", parent=self)
        self.compare.clicked.connect(self.compared)
        self.apart = IconButton("window", _("The panel in a window of its own"), "F9", parent=self)
        self.apart.clicked.connect(self.windowed)
        self.add(self.segments, self.compare, self.apart, self.done)
        self.before.clicked.connect(lambda: self.stepped.emit(-1))
        self.after.clicked.connect(lambda: self.stepped.emit(1))
        self.segments.chosen.connect(self.flipped)
        self.done.clicked.connect(self.finished)

    def show_document(self, number: str, title: str, media_type: str, place: int, count: int) -> None:
        """Which document this is: ``place`` from 0 among ``count`` neighbours."""
        if number != self._number:
            self._number = number
            self.set_crumbs([("request", number)])
        self.set_title(title, _("{place} of {count}").format(place=place + 1, count=count))
        self._sign.show_kind(KIND_ICONS.get(media_type, "page"))
        first, last = (_("This is the first document"),), (_("This is the last document"),)
        self.before.set_blockers(first if place == 0 else ())
        self.after.set_blockers(last if place == count - 1 else ())


class ToolBar(Surface):
    """Tools at the left, undo and redo, zoom, page. ``tool`` tells a Tool; the others what was asked for."""

    tool = Signal(object)
    page_masked = Signal()
    searched = Signal()
    undone = Signal()
    redone = Signal()
    zoomed = Signal(int)
    fitted = Signal()
    turned = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("content", "bottom", parent)
        self.setFixedHeight(theme.height("tools"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # it never pushes the panels away
        self.setAccessibleName(_("Tools"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.px(10), 0, theme.px(12), 1)
        self._row.setSpacing(theme.px(4))
        self.read_only = Words(_("Read-only view of the saved file"), "body", "ink2", parent=self)
        self._row.addWidget(self.read_only)
        self._tools = {
            Tool.SELECT: self._tool(Tool.SELECT, "text-select", _("Select text"), "V"),
            Tool.MASK_TEXT: self._tool(Tool.MASK_TEXT, "mask", _("Mask text"), "R"),
            Tool.AREA: self._tool(Tool.AREA, "area", _("Area"), "Y"),
            Tool.ROW: self._tool(Tool.ROW, "row", _("Row"), "T"),
            Tool.COLUMN: self._tool(Tool.COLUMN, "column", _("Column"), "C"),
            Tool.KEEP: self._tool(Tool.KEEP, "keep-only", _("Keep only this"), "I"),
        }
        self.whole = IconButton("page", _("Mask the whole page"), "H", parent=self)
        self.undo = IconButton("undo", _("Undo"), "Ctrl+Z", parent=self)
        self.redo = IconButton("redo", _("Redo"), "Ctrl+Y", parent=self)
        self._edits = (*self._tools.values(), self.whole, self.undo, self.redo)
        self._row.addWidget(self.whole)
        self._row.addSpacing(theme.px(8))
        self._row.addWidget(self.undo)
        self._row.addWidget(self.redo)
        self._row.addSpacing(theme.px(8))
        self.search = IconButton("search", _("Search"), "Ctrl+F", parent=self)
        self.search.clicked.connect(self.searched)
        self._row.addWidget(self.search)
        self._row.addStretch(1)
        self._zoom_part()
        self._page_part()
        self.whole.clicked.connect(self.page_masked)
        self.undo.clicked.connect(self.undone)
        self.redo.clicked.connect(self.redone)
        self.show_tool(Tool.SELECT)
        self.set_read_only(False)

    def _tool(self, tool: Tool, icon: str, words: str, key: str) -> Pressable:
        if tool in WORDED:
            button: Pressable = Button(words, Kind.TOOL, icon, key, parent=self)
            button.set_hint(f"{words} ({key})")
        else:
            button = IconButton(icon, words, key, checkable=True, parent=self)
        button.clicked.connect(lambda: self.tool.emit(tool))
        self._row.addWidget(button)
        return button

    def _zoom_part(self) -> None:
        smaller = IconButton("minus", _("Smaller"), "Ctrl+-", parent=self)
        larger = IconButton("plus", _("Larger"), "Ctrl++", parent=self)
        fit = IconButton("fit-width", _("Fit the width"), "Ctrl+0", parent=self)
        self.whole_page = IconButton("fit-page", _("Fit the page"), "Ctrl+9", parent=self)
        self._percent = Words("100 %", parent=self)
        self._percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._percent.setMinimumWidth(theme.px(48))
        smaller.clicked.connect(lambda: self.zoomed.emit(-1))
        larger.clicked.connect(lambda: self.zoomed.emit(1))
        fit.clicked.connect(self.fitted)
        for part in (smaller, self._percent, larger, fit, self.whole_page):
            self._row.addWidget(part)
        self._zooms = (smaller, larger, fit, self.whole_page)

    def _page_part(self) -> None:
        self._row.addSpacing(theme.px(8))
        self._page = Entry("1", parent=self)
        self._page.setAccessibleName(_("Page"))
        self._page.setFixedWidth(theme.px(40))
        self._page.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = Words("", parent=self)
        self._page.returnPressed.connect(lambda: self.turned.emit(int(self._page.text() or 1) - 1))
        self._word = Words(_("Page"), "body", "ink2", parent=self)
        self._row.addWidget(self._word)
        self._row.addWidget(self._page)
        self._row.addSpacing(theme.px(4))
        self._row.addWidget(self._pages)
        keyed = [(part, TIGHTEST) for part in self._zooms]
        self._spare: list[tuple[QWidget, int]] = [(self._word, ROOMY), (self._percent, TIGHT), *keyed]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for part, least in self._spare:
            part.setVisible(self.width() >= theme.px(least))
        for tool in WORDED:
            button = self._tools[tool]
            button.setText(button.accessibleName() if self.width() >= theme.px(WORDY) else "")
            button.updateGeometry()

    def show_tool(self, tool: Tool) -> None:
        """Which tool is down."""
        for name, button in self._tools.items():
            button.setChecked(name is tool)

    def show_zoom(self, scale: float) -> None:
        """The zoom, px per unit, as per cent."""
        self._percent.setText(f"{round(scale * 100)}\u00a0%")

    def show_page(self, page: int, pages: int) -> None:
        """The page in view (from 0) of how many."""
        self._page.setValidator(QIntValidator(1, max(pages, 1), self._page))
        self._page.setText(str(page + 1))
        self._pages.setText(_("of {count}").format(count=pages))

    def set_read_only(self, read_only: bool) -> None:
        """Hides what changes marks."""
        for part in self._edits:
            part.setVisible(not read_only)
        self.read_only.setVisible(read_only)

    def set_history(self, can_undo: bool, can_redo: bool) -> None:
        """Whether there is something to undo or redo."""
        self.undo.set_blockers(() if can_undo else (_("There is nothing to undo."),))
        self.redo.set_blockers(() if can_redo else (_("There is nothing to redo."),))
