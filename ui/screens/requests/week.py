"""The week drawn as countable squares: what came in and was answered, how old the open ones are, who has them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QWidget

from app.domain.local_time import local
from app.services.queries import RequestRow
from app.texts import N_, _

from ... import theme
from ...parts import paint, states
from ...parts.states import Age
from ...parts.words import Painted, Surface
from .rows import sign

DAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
AGES = (
    (Age.NEW, N_("under 1 working day")),
    (Age.DAYS, N_("1–3 working days")),
    (Age.OVER, N_("over 3 working days")),
    (Age.RESTS, N_("waits for the requester")),
)
TONES = {Age.NEW: "ok", Age.DAYS: "warn", Age.OVER: "stop", Age.RESTS: "ink3"}
WAITS = (
    ("clerk", N_("Handler")),
    ("reviewer", N_("Reviewer")),
    ("decider", N_("Decision-maker")),
    ("requester", N_("Requester")),
)
TALL, BETWEEN = 122, 40
"""Height of the drawings in px at 100 % text, a heading and four rows; the room between them."""
SQUARES = 6
"""How many squares a day's column holds; more are told by the number above."""


@dataclass(frozen=True, slots=True)
class Day:
    """One working day: what came in and what was answered."""

    day: date
    arrived: int
    answered: int


@dataclass(frozen=True, slots=True)
class Week:
    """What the band shows."""

    number: int
    today: date
    days: tuple[Day, ...]
    ages: tuple[tuple[Age, str, int], ...]
    waits: tuple[tuple[str, int], ...]


def week_of(rows: Sequence[RequestRow], now: datetime) -> Week:
    """Counts the week of ``now`` (Monday to Friday, and weekend days on which something happened)."""
    today = local(now).date()
    monday = today - timedelta(days=today.weekday())
    arrived = Counter(local(row.arrived_at).date() for row in rows)
    answered = Counter(local(row.answered_at).date() for row in rows if row.answered_at)
    dates = [monday + timedelta(days=at) for at in range(7)]
    days = tuple(Day(d, arrived[d], answered[d]) for d in dates if d.weekday() < 5 or arrived[d] or answered[d])
    ages = Counter(sign(row) for row in rows)
    waits = Counter(row.waits_for for row in rows)
    return Week(
        today.isocalendar().week,
        today,
        days,
        tuple((age, _(words), ages[age]) for age, words in AGES),
        tuple((_(words), waits[code]) for code, words in WAITS),
    )


class _Bars(Painted):
    """The days, each with a column of framed squares (came in) and one of filled ones (answered)."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.week: Week | None = None

    def sizeHint(self) -> QSize:
        return QSize(theme.px(376), theme.px(TALL))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(260), theme.px(TALL))

    def set_week(self, week: Week) -> None:
        self.week = week
        told = ", ".join(
            _("{day}: {arrived} in, {answered} answered").format(
                day=_(DAYS[d.day.weekday()]), arrived=d.arrived, answered=d.answered
            )
            for d in week.days
        )
        self.setAccessibleName(_("Week {number}").format(number=week.number) + f". {told}")
        self.setToolTip(told)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.week is None:
            return
        painter = QPainter(self)
        self._legend(painter, self.week)
        foot = self.height() - theme.px(20)
        wide = min(theme.px(70), self.width() // max(1, len(self.week.days)))
        for at, day in enumerate(self.week.days):
            self._day(painter, day, QRectF(at * wide, theme.px(22), wide, foot - theme.px(22)), day.day)
        paint.hline(painter, 0, wide * len(self.week.days), foot, "lines")

    def _legend(self, painter: QPainter, week: Week) -> None:
        line = QRectF(0, 0, self.width(), theme.px(18))
        words = _("Week {number}").format(number=week.number)
        x = paint.text(painter, line, words, "ink", theme.font("small-strong")) + theme.px(16)
        arrived, answered = (sum(d.arrived for d in week.days), sum(d.answered for d in week.days))
        signs = (
            (_("arrived {count}").format(count=arrived), ""),
            (_("answered {count}").format(count=answered), "accent"),
        )
        for words, fill in signs:
            paint.box(painter, QRectF(x, theme.px(5), theme.px(11), theme.px(9)), fill, "accent", 1.5, 1)
            x += theme.px(16)
            x += paint.text(painter, line.adjusted(x, 0, 0, 0), words, "ink2", theme.font("small")) + theme.px(14)

    def _day(self, painter: QPainter, day: Day, rect: QRectF, when: date) -> None:
        assert self.week is not None
        today = when == self.week.today
        if today:
            painter.fillRect(rect.adjusted(0, 0, -theme.px(4), theme.px(20)), theme.colour("selected"))
        step, side = rect.height() / SQUARES, theme.px(24)
        for at, (count, fill) in enumerate(((day.arrived, ""), (day.answered, "accent"))):
            x = rect.left() + theme.px(6) + at * (side + theme.px(3))
            for number in range(min(count, SQUARES)):
                y = rect.bottom() - (number + 1) * step
                paint.box(painter, QRectF(x, y + 1, side, step - 2), fill or "content", "accent", 1.5, 1)
        words = _("today") if today else f"{_(DAYS[when.weekday()])} {when.day}"
        below = QRectF(rect.left() + theme.px(6), rect.bottom() + theme.px(3), rect.width(), theme.px(16))
        paint.text(painter, below, words, "ink" if today else "ink2", theme.font("small-strong" if today else "small"))


class _Counts(Painted):
    """A heading and rows of words, a bar and a number."""

    def __init__(self, title: str, wide: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._title, self._wide = title, wide
        self._rows: tuple[tuple[str, int, Age | None], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._wide), theme.px(TALL))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(theme.px(22) + self._words_wide() + theme.px(44)), theme.px(TALL))

    def _words_wide(self) -> float:
        wide = (paint.width(words, theme.font()) for words, _count, _age in self._rows)
        return max(wide, default=0.0) + theme.px(10)

    def set_rows(self, rows: Sequence[tuple[str, int, Age | None]]) -> None:
        self._rows = tuple(rows)
        told = ", ".join(f"{words} {count}" for words, count, _age in rows)
        self.setAccessibleName(f"{self._title}: {told}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        line, left = theme.px(24), theme.px(22)
        words_wide = self._words_wide()
        paint.text(painter, QRectF(0, 0, self.width(), theme.px(18)), self._title, "ink", theme.font("small-strong"))
        most = max((count for _words, count, _age in self._rows), default=0)
        room = max(0.0, self.width() - left - words_wide - theme.px(36))
        for at, (words, count, age) in enumerate(self._rows):
            row = QRectF(0, theme.px(24) + at * line, self.width(), line)
            if age is not None:
                states.draw_age(painter, QRectF(0, row.top(), theme.px(16), line), age)
            start = left if age is not None else 0.0
            paint.text(painter, row.adjusted(start, 0, 0, 0), words)
            long = room * count / most if most else 0.0
            bar = QRectF(left + words_wide, row.center().y() - theme.px(5), long, theme.px(10))
            if count and age is not None:
                painter.fillRect(bar, theme.colour(TONES[age]))
            elif count:
                paint.box(painter, bar, "content", "ink2", 1.5, 0)
            paint.text(painter, row, str(count), "ink", theme.font("strong"), paint.RIGHT)


class WeekBand(Surface):
    """The week over the list of requests."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", "bottom", parent)
        self.bars = _Bars(self)
        self.ages = _Counts(_("Age of open requests"), 264, self)
        self.waits = _Counts(_("Waiting for"), 240, self)
        across = QHBoxLayout(self)
        across.setContentsMargins(theme.px(20), theme.px(12), theme.px(20), theme.px(12))
        across.setSpacing(theme.px(BETWEEN))
        across.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for part in (self.bars, self.ages, self.waits):
            across.addWidget(part)
        across.addStretch(1)
        self.setAccessibleName(_("The week"))

    def minimumSizeHint(self) -> QSize:
        least = self.bars.minimumSizeHint()
        return QSize(least.width() + 2 * theme.px(20), least.height() + 2 * theme.px(12))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leaves out, from the right, what the width has no room for."""
        room = self.width() - 2 * theme.px(20)
        for part in (self.bars, self.ages, self.waits):
            room -= part.minimumSizeHint().width()
            part.setVisible(part is self.bars or room >= 0)
            room -= theme.px(BETWEEN)

    def set_rows(self, rows: Sequence[RequestRow], now: datetime) -> None:
        """Counts and shows the week of ``now``."""
        week = week_of(rows, now)
        self.bars.set_week(week)
        self.ages.set_rows([(words, count, age) for age, words, count in week.ages])
        self.waits.set_rows([(words, count, None) for words, count in week.waits])
        self._fit()
