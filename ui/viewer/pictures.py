"""Pages as pixmaps: a bounded store of what the page-drawer has drawn, and the wishes that are still out."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, QSize, Signal, SignalInstance
from PySide6.QtGui import QImage, QPixmap

from app.jobs.renderer import Picture, Renderer
from redaction.geometry import PageBox
from redaction.sealed import File

from ..bridge import Post

LOW = 0.35
"""Pixels per unit of page space of the first, coarse picture; thumbnails are made of it too."""
ROOM = 64 * 1024 * 1024
"""How many bytes of pixmaps are kept."""

Key = tuple[File, int, float]


class Pictures(QObject):
    """Asks the page-drawer for pages and keeps them. ``ready`` tells the file and page that can be shown anew.

    ``sized`` tells a file and the sizes of its pages, ``failed`` a file and a page (-1: all) that cannot be drawn.
    """

    ready = Signal(object, int)
    sized = Signal(object, object)
    failed = Signal(object, int)

    def __init__(self, parent: QObject | None = None, room: int = ROOM) -> None:
        super().__init__(parent)
        self._renderer = Renderer(Post(self))
        self._room = room
        self._held: OrderedDict[Key, QPixmap] = OrderedDict()
        self._bytes = 0
        self._wishes: dict[Key, int] = {}
        self._wanting: dict[Key, set[int]] = {}
        self._broken: set[tuple[File, int]] = set()

    def warm(self) -> None:
        """Starts the page-drawer before the first wish."""
        self._renderer.warm()

    def close(self) -> None:
        """Ends the page-drawer; nothing is told any more."""
        self._wishes.clear()
        self._wanting.clear()
        self._renderer.close()

    def sizes(self, path: File) -> None:
        """Wishes for the sizes of all pages; ``sized`` answers."""
        self._renderer.boxes(path, partial(self._were_sized, path))

    def is_broken(self, path: File, page: int) -> bool:
        """Whether the page could not be drawn."""
        return (path, page) in self._broken or (path, -1) in self._broken

    def exact(self, path: File, page: int, scale: float) -> QPixmap | None:
        """The page at just this scale (pixels per unit), None where it is not at hand."""
        return self._take((path, page, round(scale, 3)))

    def nearest(self, path: File, page: int, scale: float) -> QPixmap | None:
        """The page at this scale, else at the one nearest to it that is at hand."""
        found = self.exact(path, page, scale)
        if found is not None:
            return found
        others = [key for key in self._held if key[0] == path and key[1] == page]
        if not others:
            return None
        return self._take(min(others, key=lambda key: abs(key[2] - scale)))

    def wish(self, owner: object, path: File, page: int, scale: float) -> None:
        """Wants a page at a scale for ``owner``; the newest wish is drawn first, one already out is not sent again."""
        key = (path, page, round(scale, 3))
        if key in self._held or self.is_broken(path, page):
            return
        self._wanting.setdefault(key, set()).add(id(owner))
        if key not in self._wishes:
            self._wishes[key] = self._renderer.draw(path, page, key[2], partial(self._drawn, key))

    def keep(self, owner: object, path: File | None, wanted: Iterable[tuple[int, float]] = ()) -> None:
        """Takes back what ``owner`` wished for but these pages and scales of a file; others' wishes stay."""
        kept = {(path, page, round(scale, 3)) for page, scale in wanted}
        for key in [key for key, owners in self._wanting.items() if id(owner) in owners and key not in kept]:
            self._wanting[key].discard(id(owner))
            if not self._wanting[key]:
                del self._wanting[key]
                self._renderer.drop(self._wishes.pop(key, 0))

    def waiting(self) -> int:
        """How many wishes are out."""
        return len(self._wishes)

    def _take(self, key: Key) -> QPixmap | None:
        found = self._held.get(key)
        if found is not None:
            self._held.move_to_end(key)
        return found

    def _drawn(self, key: Key, answer: object) -> None:
        self._wishes.pop(key, None)
        self._wanting.pop(key, None)
        path, page, _scale = key
        if not isinstance(answer, Picture):
            self._broken.add((path, page))
            self.failed.emit(path, page)
            return
        image = QImage(answer.rgb, answer.width, answer.height, answer.stride, QImage.Format.Format_RGB888)
        self._keep(key, QPixmap.fromImage(image))
        self.ready.emit(path, page)

    def _keep(self, key: Key, picture: QPixmap) -> None:
        self._held[key] = picture
        self._bytes += _size(picture)
        while self._bytes > self._room and len(self._held) > 1:
            _old, gone = self._held.popitem(last=False)
            self._bytes -= _size(gone)

    def _were_sized(self, path: File, answer: object) -> None:
        if isinstance(answer, tuple) and all(isinstance(box, PageBox) for box in answer):
            self.sized.emit(path, answer)
        else:
            self._broken.add((path, -1))
            self.failed.emit(path, -1)


def _size(picture: QPixmap) -> int:
    size: QSize = picture.size()
    return size.width() * size.height() * 4


def pictures_of(frame: QObject) -> Pictures:
    """The one store of a window, made at its first use; it ends with the window or by ``close_pictures``."""
    found = frame.findChild(Pictures)
    if found is None:
        found = Pictures(frame)
        frame.destroyed.connect(found._renderer.close)
        if isinstance(left := getattr(frame, "left", None), SignalInstance):
            left.connect(found.close)
    return found


def close_pictures(frame: QObject) -> None:
    """Ends a window's page-drawer."""
    found = frame.findChild(Pictures)
    if found is not None:
        found.close()
        found.setParent(None)
        found.deleteLater()
