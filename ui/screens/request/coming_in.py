"""What is dropped on the window or pasted into it, as files to be taken in: named ones, or words and pictures."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QRectF, Qt
from PySide6.QtGui import QHideEvent, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.texts import _

from ... import icons, theme
from ...papers import Reading
from ...parts import paint

_ENDINGS = (
    *("pdf", "docx", "docm", "dotx", "odt", "rtf", "txt", "html", "htm", "eml", "msg", "zip"),
    *("xlsx", "xlsm", "xls", "ods", "csv"),
    *("png", "jpg", "jpeg", "tif", "tiff", "webp", "heic"),
)
KINDS = " ".join(f"*.{ending}" for ending in _ENDINGS)
"""Endings that the dialog offers; what a file is says its content alone."""


class ComingIn(QObject):
    """Keeps what was pasted in a folder of its own, in the vault's workspace, which goes with the screen."""

    def __init__(self, page: QObject) -> None:
        super().__init__(page)
        self._reading = Reading(page)

    def wanted(self, given: QMimeData) -> bool:
        """Whether there are files, a picture or words in it."""
        return given.hasUrls() or given.hasImage() or bool(given.text().strip())

    def files(self, given: QMimeData) -> list[Path]:
        """The files of this computer that are named; where none is, words or a picture as a new file.

        Office programs put a picture of the words beside them: the words are what was meant.
        """
        named = [Path(url.toLocalFile()) for url in given.urls() if url.isLocalFile()]
        if named:
            return named
        if given.text().strip():
            target = self._new(_("Pasted text"), "txt")
            target.write_text(given.text(), encoding="utf-8")
            return [target]
        image = given.imageData() if given.hasImage() else None
        if isinstance(image, QImage) and not image.isNull():
            target = self._new(_("Pasted picture"), "png")
            return [target] if image.save(str(target)) else []
        return []

    def _new(self, words: str, ending: str) -> Path:
        return self._reading.folder() / f"{words}.{ending}"


class DropOutline(QWidget):
    """Outlines the whole window: all of it takes what hangs over it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(window.rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.box(painter, QRectF(self.rect()).adjusted(2, 2, -2, -2), "", "accent", 3, style=Qt.PenStyle.DashLine)


class DropZone(QWidget):
    """Says where files may be dropped; stronger while some hang over the window, which is outlined then."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = _("Drop or paste files and folders anywhere in the window. The original is never changed.")
        self.over = False
        self.outline: DropOutline | None = None
        self.setFixedHeight(theme.px(44))
        self.setAccessibleName(self.words)

    def set_over(self, over: bool) -> None:
        """Whether files hang over the window now."""
        self.over = over
        self.update()
        if over and self.outline is None:
            self.outline = DropOutline(self.window())
            self.outline.show()
        elif not over and self.outline is not None:
            self.outline.deleteLater()
            self.outline.hide()
            self.outline = None

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.set_over(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        ink = "accent" if self.over else "lines"
        paint.box(
            painter, rect, "selected" if self.over else "", ink, 2 if self.over else 1, style=Qt.PenStyle.DashLine
        )
        wide = paint.width(self.words, theme.font()) + theme.px(30)
        left = max(theme.px(10), (self.width() - wide) / 2)
        icons.draw(painter, "take-in", QRectF(left, 0, theme.px(20), self.height()), "ink2", 18)
        paint.text(painter, rect.adjusted(left + theme.px(30), 0, -theme.px(8), 0), self.words, "ink2")
