"""Panels side by side, parted by a hairline that can be drawn; where they do not fit, some of them become tabs.

split = Split("request", (Panel(steps, _("Steps"), 280, 200), Panel(work, _("Documents"), 0, 340)), self)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.texts import _

from .. import theme
from .choices import SegmentedControl
from .words import Surface

ROOMY = 1300
"""A narrower row of panels gives the side panels their least width at first, in px at 100 % text."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel: ``words`` name its tab, ``width`` is its first width, 0 for the one that takes the rest.

    ``least`` is the width under which it is of no use, ``front`` whether it is the first to be seen of those behind
    tabs. Widths are px at 100 % text.
    """

    widget: QWidget
    words: str
    width: int = 0
    least: int = 200
    front: bool = False


@runtime_checkable
class Memory(Protocol):
    """A window that keeps choices between starts."""

    def remember(self, key: str, value: str) -> None:
        """Keeps a choice."""

    def recall(self, key: str) -> str:
        """A choice that was kept, else nothing."""


class Split(QWidget):
    """The panels of a screen. Where the text is too large for all of them the main one stays and the side panels
    become tabs of one; where even that is too much, all become tabs. Widths drawn by hand are kept between starts.
    """

    def __init__(self, name: str, panels: Sequence[Panel], parent: QWidget | None = None) -> None:
        """``name`` is what the widths are kept under by the window, where that is a ``Memory``."""
        super().__init__(parent)
        self._key, self.panels = f"split/{name}", tuple(panels)
        self._closed: set[QWidget] = {panel.widget for panel in panels if panel.widget.isHidden()}
        self._chosen: Panel | None = None
        self._offered: tuple[Panel, ...] = ()
        self._arranging = False
        self._bar = Surface("content", "bottom", self)
        self._row = QHBoxLayout(self._bar)
        self._row.setContentsMargins(theme.px(8), theme.px(3), theme.px(8), theme.px(3))
        self._row.addStretch(1)
        self.tabs: SegmentedControl | None = None
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setHandleWidth(1)
        for at, panel in enumerate(panels):
            self.splitter.addWidget(panel.widget)
            self.splitter.setStretchFactor(at, int(not panel.width))
            self.splitter.setCollapsible(at, False)
            panel.widget.installEventFilter(self)
            if isinstance(panel.widget, Surface):
                panel.widget.set_edges("")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._bar)
        whole.addWidget(self.splitter, 1)
        self._bar.hide()
        self._moved = False
        self.splitter.splitterMoved.connect(lambda *_at: self._keep())

    def reveal(self, widget: QWidget) -> bool:
        """Brings the panel that the widget stands in to the front, if it waits behind a tab; whether it did."""
        for panel in self._offered:
            held = panel.widget is widget or panel.widget.isAncestorOf(widget)
            if held and panel.widget.isHidden() and panel.widget not in self._closed:
                self._choose(panel)
                return True
        return False

    def waits(self, widget: QWidget) -> bool:
        """Whether the widget stands in a panel that waits behind a tab."""
        hidden = [p.widget for p in self._offered if p.widget.isHidden() and p.widget not in self._closed]
        return any(panel is widget or panel.isAncestorOf(widget) for panel in hidden)

    # -- what is seen ------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        self._moved = self._moved or self._recall()
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self._arranging and isinstance(watched, QWidget):
            if event.type() is QEvent.Type.HideToParent:
                self._closed.add(watched)
                self._arrange()
            elif event.type() is QEvent.Type.ShowToParent:
                self._closed.discard(watched)
                self._arrange()
        return False

    def _choose(self, panel: Panel) -> None:
        self._chosen = panel
        self._arrange()

    def _arrange(self) -> None:
        there = [panel for panel in self.panels if panel.widget not in self._closed]
        shown, offered = self._seen(there)
        self._arranging = True
        try:
            for panel in there:
                panel.widget.setVisible(panel in shown)
        finally:
            self._arranging = False
        self._offer(tuple(offered), next((panel for panel in offered if panel in shown), None))
        if not self._moved or len(shown) < len(there):
            self._share(shown)

    def _seen(self, there: list[Panel]) -> tuple[list[Panel], list[Panel]]:
        """The panels that are seen, and those that the tabs offer."""
        if self._fits(there):
            return there, []
        main = next((panel for panel in there if not panel.width), there[0])
        sides = [panel for panel in there if panel is not main]
        if self._fits([main, max(sides, key=lambda panel: panel.least)]):
            first = next((panel for panel in sides if panel.front), sides[0])
            return [main, self._chosen if self._chosen in sides else first], sides
        return [self._chosen if self._chosen in there else main], there

    def _fits(self, panels: list[Panel]) -> bool:
        return len(panels) < 2 or sum(theme.px(panel.least) + 1 for panel in panels) <= self.width()

    def _offer(self, panels: tuple[Panel, ...], shown: Panel | None) -> None:
        if panels != self._offered:
            self._offered = panels
            if self.tabs is not None:
                self._row.removeWidget(self.tabs)
                self.tabs.hide()
                self.tabs.deleteLater()
                self.tabs = None
            if len(panels) > 1:
                named = [(str(self.panels.index(panel)), panel.words, "") for panel in panels]
                self.tabs = SegmentedControl(named, _("Which panel is seen"), self._bar)
                self.tabs.chosen.connect(lambda name: self._choose(self.panels[int(name)]))
                self._row.insertWidget(0, self.tabs)
            self._bar.setVisible(self.tabs is not None)
        if self.tabs is not None and shown is not None:
            self.tabs.choose(str(self.panels.index(shown)))

    # -- widths ------------------------------------------------------------------------------------------------

    def _share(self, shown: list[Panel]) -> None:
        roomy = self.width() >= theme.px(ROOMY)
        sides = {panel: theme.px(panel.width if roomy else panel.least) for panel in shown if panel.width}
        rest = max(self.width() - sum(sides.values()), 1)
        self.splitter.setSizes([sides.get(p, rest) if p in shown else 0 for p in self.panels])

    def _keep(self) -> None:
        if self._offered:
            return  # widths among tabs are not those of the whole
        self._moved = True
        window = self.window()
        if isinstance(window, Memory):
            window.remember(self._key, " ".join(str(size) for size in self.splitter.sizes()))

    def _recall(self) -> bool:
        window = self.window()
        kept = window.recall(self._key).split() if isinstance(window, Memory) else []
        if len(kept) != len(self.panels) or not all(size.isdigit() for size in kept):
            return False
        self.splitter.setSizes([int(size) for size in kept])
        return True


def holding(widget: QWidget) -> Split | None:
    """The split that a widget stands in, if any."""
    walk = widget.parentWidget()
    while walk is not None and not isinstance(walk, Split):
        walk = walk.parentWidget()
    return walk
