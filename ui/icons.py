"""Line icons: one SVG each in resources/look/icons, tinted from the theme and sharp at every scale."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from . import theme

FOLDER = theme.LOOK / "icons"
SIZE = 20
"""The grid that every icon is drawn on, in px."""


def names() -> tuple[str, ...]:
    """Every icon there is, in order."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.svg")))


@cache
def _source(name: str) -> bytes:
    return (FOLDER / f"{name}.svg").read_bytes()


def pixmap(name: str, size: float, colour: QColor, ratio: float = 1.0) -> QPixmap:
    """The icon as pixels: ``size`` device-independent px at ``ratio`` device pixels each.

    Raises:
        FileNotFoundError: there is no icon of that name.
    """
    key = f"icon/{name}/{size}/{colour.rgba():x}/{ratio}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    side = max(1, round(size * ratio))
    made = QPixmap(side, side)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer = QSvgRenderer(_source(name).replace(b"currentColor", colour.name().encode()))
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    made.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, made)
    return made


def draw(painter: QPainter, name: str, rect: QRectF, colour: QColor | str = "ink", size: float = SIZE) -> None:
    """Paints an icon in the middle of ``rect``; ``colour`` may be a token's name, ``size`` px at 100 % text."""
    side = theme.px(size)
    tint = theme.colour(colour) if isinstance(colour, str) else colour
    left, top = rect.center().x() - side / 2, rect.center().y() - side / 2
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(QPoint(round(left), round(top)), pixmap(name, side, tint, ratio))


_TINTS = {
    QIcon.Mode.Normal: "ink",
    QIcon.Mode.Active: "ink",
    QIcon.Mode.Disabled: "ink3",
    QIcon.Mode.Selected: "selected_ink",
}


class _Tinted(QIconEngine):
    """Draws the icon in the theme's colour at the moment of painting."""

    def __init__(self, name: str, token: str = "") -> None:
        super().__init__()
        self._name, self._token = name, token

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatioF()
        side = min(rect.width(), rect.height())
        place = QPoint(rect.x() + (rect.width() - side) // 2, rect.y() + (rect.height() - side) // 2)
        painter.drawPixmap(place, pixmap(self._name, side, self._tint(mode), ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return pixmap(self._name, min(size.width(), size.height()), self._tint(mode))

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        return pixmap(self._name, min(size.width(), size.height()) / scale, self._tint(mode), scale)

    def clone(self) -> QIconEngine:
        return _Tinted(self._name, self._token)

    def _tint(self, mode: QIcon.Mode) -> QColor:
        return theme.colour(self._token if self._token and mode == QIcon.Mode.Normal else _TINTS[mode])


def icon(name: str, token: str = "") -> QIcon:
    """The icon for Qt's own controls (menus, line edits); ``token`` tints the normal state.

    Raises:
        FileNotFoundError: there is no icon of that name.
    """
    _source(name)
    return QIcon(_Tinted(name, token))
