"""The panel of findings around its list: how many, grouped by what, filtered by state, and what is left to judge."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.texts import _, ngettext
from redaction.marks import MarkState

from ... import theme
from ...parts.buttons import Button, Kind
from ...parts.choices import Chip
from ...parts.inputs import Select
from ...parts.states import State, StateText
from ...parts.words import Surface, Words
from .card import Card
from .findings import FindingsList
from .rows import GROUPINGS
from .words import FindingRow

CHIPS = (MarkState.PROPOSED, MarkState.ACCEPTED, MarkState.REJECTED)


def chip_words(state: MarkState, count: int) -> str:
    """A filter's word for so many."""
    return {
        MarkState.PROPOSED: ngettext("proposal", "proposals", count),
        MarkState.ACCEPTED: ngettext("masked", "masked", count),
        MarkState.REJECTED: ngettext("visible", "visible", count),
    }[state]


class FindingsPanel(Surface):
    """``next_wanted`` tells that the next open finding is wanted."""

    next_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent=parent)
        self.card = Card()
        self.list = FindingsList(self.card, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(self._filters())
        column.addWidget(self.list, 1)
        self._foot_row = self._foot()
        column.addWidget(self._foot_row)
        told = _("Next part that no program can read")
        self._unread_row, self._unread, self.unread = self._line(State.UNREAD, "F8", told)
        column.addWidget(self._unread_row)
        told = _("Show what was seen and is not proposed")
        self._seen_row, self._seen, self.seen = self._line(State.VISIBLE, "O", told)
        column.addWidget(self._seen_row)
        self._column = column

    def put_over_list(self, part: QWidget) -> None:
        """Puts a part between the filters and the list."""
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.indexOf(self.list), part)

    def _head(self) -> QWidget:
        head = Surface("panel", "bottom", self)
        head.setFixedHeight(theme.height("panel"))
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.px(12), 0, theme.px(12), 1)
        row.setSpacing(theme.px(8))
        self._count = Words("", "body", "ink2", parent=head)
        self.grouping = Select(head)
        self.grouping.setAccessibleName(_("Group by"))
        for name, (words, *_rest) in GROUPINGS.items():
            self.grouping.addItem(_(words), name)
        self.grouping.currentIndexChanged.connect(self._regroup)
        row.addWidget(Words(_("Findings"), "strong", parent=head))
        row.addWidget(self._count, 1)
        row.addWidget(Words(_("Group by"), "body", "ink2", parent=head))
        row.addWidget(self.grouping)
        return head

    def _filters(self) -> QWidget:
        bar = Surface("panel", "bottom", self)
        bar.setFixedHeight(theme.px(42))
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme.px(12), 0, theme.px(12), 1)
        row.setSpacing(theme.px(6))
        self.chips: dict[MarkState, Chip] = {}
        for state in CHIPS:
            chip = Chip(chip_words(state, 2), 0, parent=bar)
            chip.set_hint(_("Shows only these"))
            chip.clicked.connect(lambda _on=False, chosen=state: self._filter(chosen))
            row.addWidget(chip)
            self.chips[state] = chip
        row.addStretch(1)
        return bar

    def _foot(self) -> QWidget:
        foot = Surface("panel", "top", self)
        foot.setFixedHeight(theme.height("panel"))
        row = QHBoxLayout(foot)
        row.setContentsMargins(theme.px(12), 1, theme.px(8), 0)
        self._left = StateText(State.OPEN, "", parent=foot)
        self.next = Button(_("Next"), Kind.QUIET, key="N", tall="card-button", parent=foot)
        self.next.setAccessibleName(_("Next finding that is not judged"))
        self.next.clicked.connect(self.next_wanted)
        row.addWidget(self._left, 1)
        row.addWidget(self.next)
        return foot

    def _line(self, state: State, key: str, name: str) -> tuple[Surface, StateText, Button]:
        """A line under the list, there only while there is something to show: what, and the key that shows it."""
        line = Surface("panel", "top", self)
        line.setFixedHeight(theme.height("panel"))
        row = QHBoxLayout(line)
        row.setContentsMargins(theme.px(12), 1, theme.px(8), 0)
        words = StateText(state, "", parent=line)
        button = Button(_("Show"), Kind.QUIET, key=key, tall="card-button", parent=line)
        button.setAccessibleName(name)
        row.addWidget(words, 1)
        row.addWidget(button)
        line.hide()
        return line, words, button

    def show_seen(self, words: str) -> None:
        """The line about what was found and is not proposed; "" for none."""
        self._seen.set_state(State.VISIBLE, words)
        self._seen_row.setVisible(bool(words) and not self.list.isHidden())

    def give_room(self, on: bool) -> None:
        """Leaves the room to the part below the list, or shows the findings again."""
        for part in (self.list, self._foot_row):
            part.setVisible(not on)
        self._seen_row.setVisible(not on and bool(self._seen.accessibleName()))

    def add_below(self, part: QWidget) -> None:
        """Puts a part under the list and over the last lines."""
        self._column.insertWidget(self._column.indexOf(self.list) + 1, part)

    def show_unread(self, left: int, count: int) -> None:
        """The line about parts that no program can read: how many are not judged, of how many; none where none is."""
        self._unread_row.setVisible(bool(count))
        words = ngettext("{count} part is not judged", "{count} parts are not judged", left).format(count=left)
        told = (State.UNREAD, words) if left else (State.DONE, _("Every unread part is judged"))
        self._unread.set_state(*told)

    def show_rows(self, rows: tuple[FindingRow, ...]) -> None:
        """Shows a document's marks."""
        pages = len({row.mark.page for row in rows})
        told = ngettext("{count} on {pages}", "{count} on {pages}", len(rows))
        on = ngettext("{count} page", "{count} pages", pages).format(count=pages)
        self._count.setText(told.format(count=len(rows), pages=on) if rows else "")
        counts = Counter(row.mark.state for row in rows)
        for state, chip in self.chips.items():
            count = counts[state]
            chip.setText(chip_words(state, count))
            chip.set_count(count)
        left = counts[MarkState.PROPOSED]
        if left:
            words = ngettext("{count} left to judge", "{count} left to judge", left).format(count=left)
            self._left.set_state(State.OPEN, words)
        else:
            self._left.set_state(State.DONE, _("Everything is judged") if rows else _("No findings"))
        self.next.setVisible(bool(left))
        self.list.findings.set_rows(rows)

    def show_all(self) -> None:
        """Takes the filter away."""
        for chip in self.chips.values():
            chip.setChecked(False)
        self.list.findings.set_states(frozenset(MarkState))

    def shows(self, state: MarkState) -> bool:
        """Whether the filter lets marks through that stand so."""
        on = [s for s, chip in self.chips.items() if chip.isChecked()]
        return not on or state in on

    def _filter(self, state: MarkState) -> None:
        on = self.chips[state].isChecked()
        for other, chip in self.chips.items():
            chip.setChecked(on and other is state)
        self.list.findings.set_states(frozenset({state}) if on else frozenset(MarkState))

    def _regroup(self, _index: int) -> None:
        self.list.findings.set_grouping(str(self.grouping.currentData(Qt.ItemDataRole.UserRole)))
