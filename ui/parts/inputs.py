"""Things to fill in: labelled fields with their fault, tick boxes, radio buttons, choices and drop-downs."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.texts import _

from .. import icons, theme
from . import paint
from .keys import WINDOW, bind
from .words import FONT_EVENTS, Words


class Entry(QLineEdit):
    """One line to write."""

    def __init__(
        self, text: str = "", placeholder: str = "", secret: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setPlaceholderText(placeholder)
        self.setMinimumHeight(theme.height("input"))
        if secret:
            self.setEchoMode(QLineEdit.EchoMode.Password)


class Lines(QPlainTextEdit):
    """Several lines to write; Tab goes on to the next field."""

    def __init__(self, text: str = "", placeholder: str = "", rows: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setFixedHeight(round(rows * self.fontMetrics().lineSpacing()) + theme.px(18))


class ReadOnly(QPlainTextEdit):
    """A long text to read, search by eye and copy from; every figure in it is equally wide."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(words)
        self.setFont(theme.font("hash"))


class SearchField(QLineEdit):
    """A line to search with: glass at the left, its key at the right; Escape empties it."""

    def __init__(self, words: str, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setMinimumHeight(theme.height("input"))
        self.setTextMargins(theme.px(24), 0, round(paint.key_cap_width(key)) + theme.px(8) if key else 0, 0)
        if key:
            bind(self, key, words, self.setFocus, WINDOW)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(300), theme.height("input"))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        icons.draw(painter, "search", QRectF(theme.px(9), 0, theme.px(16), self.height()), "ink2", 17)
        if self._key:
            paint.key_cap(
                painter, self.width() - paint.key_cap_width(self._key) - theme.px(8), self.height() / 2, self._key
            )


class Field(QWidget):
    """A label over its input, and under it a help text or the fault."""

    def __init__(self, label: str, control: QWidget, help_text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = control
        self._help = help_text
        self.label = Words(label, "body", wrap=True, parent=self)
        self.label.setBuddy(control)
        self.note = Words(help_text, "small", "ink2", wrap=True, parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.GAP_LABEL))
        for part in (self.label, control, self.note):
            column.addWidget(part)
        control.setAccessibleName(label)
        self.set_fault("")

    def set_fault(self, fault: str) -> None:
        """Says what is wrong with what was written; an empty text says that nothing is."""
        self.note.setText(fault or self._help)
        self.note.set_tone("stop" if fault else "ink2")
        self.note.setVisible(bool(fault or self._help))
        self.control.setAccessibleDescription(fault or self._help)
        if self.control.property("fault") != bool(fault):
            self.control.setProperty("fault", bool(fault))
            self.control.style().unpolish(self.control)
            self.control.style().polish(self.control)


class DayField(Field):
    """A day to write, like 2026-12-31; where ``open_end`` is given it may be empty, which means what that says."""

    def __init__(self, label: str, open_end: str = "", parent: QWidget | None = None) -> None:
        self.entry = Entry()
        super().__init__(label, self.entry, open_end or _("Like 2026-12-31."), parent)
        self._may_be_empty = bool(open_end)

    def read(self) -> tuple[bool, date | None]:
        """Whether it can be understood, and the day (None: left empty); says at the field when not, and goes there."""
        written = self.entry.text().strip()
        try:
            found = date.fromisoformat(written) if written or not self._may_be_empty else None
        except ValueError:
            self.set_fault(_("The day cannot be understood. Write it like 2026-12-31."))
            self.entry.setFocus()
            return False, None
        self.set_fault("")
        return True, found


def _label_rect(button: QAbstractButton) -> QRectF:
    side = theme.px(16 + 8)
    return QRectF(side, 0, button.width() - side, button.height())


def _tick_size(button: QAbstractButton, detail: str = "") -> QSize:
    wide = theme.px(16 + 8) + paint.width(button.text(), theme.font()) + theme.px(4)
    return QSize(round(wide), theme.px(24 + (18 if detail else 0)))


def _wrapped(button: QAbstractButton, width: int) -> int:
    """Height in px of a button whose words go on in new lines."""
    tall = round(paint.wrapped_height(button.text(), width - theme.px(16 + 8), theme.font())) + theme.px(6)
    return max(tall, _tick_size(button).height())


def _stand(button: QAbstractButton) -> None:
    """Makes a button as tall as its words in lines; a layout alone would leave it at the height of one line."""
    tall = button.heightForWidth(button.width())
    if tall > 0 and tall != button.minimumHeight():
        button.setFixedHeight(tall)


class Tick(QCheckBox):
    """A tick box with its words, painted alike under every style; where room ends they go on in a new line."""

    def __init__(self, words: str, checked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setChecked(checked)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return _tick_size(self)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), theme.px(140)), self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width >= self.sizeHint().width():
            return self.sizeHint().height()
        return _wrapped(self, width)

    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        _stand(self)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in FONT_EVENTS:
            _stand(self)
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = theme.px(16)
        lines = self.width() < self.sizeHint().width() and self.height() > self.sizeHint().height()
        square = QRectF(0, theme.px(4) if lines else round((self.height() - side) / 2), side, side)
        on, ink = self.isChecked(), "ink" if self.isEnabled() else "ink3"
        fill = ("accent" if self.isEnabled() else "ink3") if on else "hover" if self.underMouse() else "content"
        paint.box(painter, square, fill, "" if on else "lines", radius=3)
        if on:
            icons.draw(painter, "tick", square, "on_accent", 14)
        if lines:
            paint.wrapped(painter, _label_rect(self).adjusted(0, theme.px(3), 0, 0), self.text(), ink)
        else:
            paint.text(painter, _label_rect(self), self.text(), ink)


class Radio(QRadioButton):
    """A radio button with its words; with a ``detail`` it stands in a card of its own."""

    def __init__(self, words: str, detail: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._detail = detail
        self.setAccessibleDescription(detail)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        across = QSizePolicy.Policy.Expanding if detail else QSizePolicy.Policy.Preferred
        policy = QSizePolicy(across, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tab goes to the chosen one of several, not to the first."""
        super().focusInEvent(event)
        group: QButtonGroup | None = self.group()
        chosen: QAbstractButton | None = group.checkedButton() if group is not None else None
        by_tab = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_tab and chosen is not None and chosen is not self and chosen.isVisible():
            chosen.setFocus(event.reason())

    def sizeHint(self) -> QSize:
        return QSize(theme.px(220), theme.px(74)) if self._detail else _tick_size(self)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if not self._detail:
            return _wrapped(self, width) if width < self.sizeHint().width() else self.sizeHint().height()
        room = width - theme.px(14 + 16 + 8 + 6)
        return round(paint.wrapped_height(self._detail, room, theme.font("small"))) + theme.px(44)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        _stand(self)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), theme.px(200)), self.sizeHint().height())

    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        on, side, pad = self.isChecked(), theme.px(16), theme.px(14) if self._detail else 0
        line = theme.px(18)
        if self._detail:
            paint.box(painter, QRectF(self.rect()), "content", "accent" if on else "lines", 2 if on else 1)
        lines = not self._detail and self.height() > self.sizeHint().height()
        top = pad - theme.px(2) if self._detail else theme.px(4) if lines else round((self.height() - side) / 2)
        circle = QRectF(pad, top, side, side)
        ink = "ink" if self.isEnabled() else "ink3"
        paint.box(painter, circle, "accent" if on else "content", "" if on else "lines", radius=side / 2)
        if on:
            inset = side * 0.31
            paint.box(painter, circle.adjusted(inset, inset, -inset, -inset), "on_accent", radius=side / 2)
        left = pad + side + theme.px(8)
        rect = QRectF(left, top - 1, self.width() - left - (theme.px(6) if self._detail else 0), line)
        if lines:
            paint.wrapped(painter, _label_rect(self).adjusted(0, theme.px(3), 0, 0), self.text(), ink)
        else:
            paint.text(painter, rect, self.text(), ink, theme.font("strong" if self._detail else "body"))
        if self._detail:
            below = QRectF(left, rect.bottom() + 1, rect.width(), self.height() - rect.bottom() - theme.px(6))
            paint.wrapped(painter, below, self._detail, "ink2", theme.font("small"))


class Select(QComboBox):
    """A drop-down with one frame and one arrow, painted alike under every style."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.currentTextChanged.connect(self._tell)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def _tell(self) -> None:
        """The tooltip says what is cut."""
        cut = paint.width(self.currentText(), theme.font()) > self.width() - theme.px(38)
        self.setToolTip(self.currentText() if cut else "")

    def sizeHint(self) -> QSize:
        widest = max((paint.width(self.itemText(index), theme.font()) for index in range(self.count())), default=0.0)
        return QSize(round(widest) + theme.px(44), theme.height("input"))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(64), theme.height("input"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        hover = self.underMouse() and self.isEnabled()
        paint.box(
            painter, QRectF(self.rect()), "hover" if hover else "content", "lines" if self.isEnabled() else "line"
        )
        ink = "ink" if self.isEnabled() else "ink3"
        rect = QRectF(theme.px(10), 0, self.width() - theme.px(38), self.height())
        paint.text(painter, rect, self.currentText(), ink)
        side = theme.px(16)
        icons.draw(painter, "down", QRectF(self.width() - side - theme.px(8), 0, side, self.height()), ink, 15)
