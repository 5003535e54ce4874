"""Choosing the track of a request: three choices with their meaning, further parts to split off, the comparison."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QVBoxLayout, QWidget

from app.domain.requests import Track
from app.services.cases import tracks
from app.texts import _

from ... import theme, wording
from ...parts.inputs import Radio, Tick
from ...parts.words import Card, Rule, Words


class TrackChoice(QWidget):
    """One track is chosen, others may be ticked as parts of their own. The letter's words only propose."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("What is asked for?"))
        rules = tracks.rules()
        self._group = QButtonGroup(self)
        self.radios: dict[Track, Radio] = {}
        self.parts: dict[Track, Tick] = {}
        self.proposal = Words("", "small", wrap=True, parent=self)
        self.mixed = Words(_("Is there more in the letter? Each part becomes a request of its own."), wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.proposal)
        for track, rule in rules.items():
            self.radios[track] = radio = Radio(rule.label, f"{rule.explanation} {rule.source}.", parent=self)
            self._group.addButton(radio)
            radio.toggled.connect(self._offer)
            column.addWidget(radio)
        column.addSpacing(theme.px(4))
        column.addWidget(self.mixed)
        for track, rule in rules.items():
            self.parts[track] = tick = Tick(_("Also a request for: {track}").format(track=rule.label), parent=self)
            column.addWidget(tick)
        self.start(Track.OFFICIAL)

    def start(self, track: Track) -> None:
        """Chooses this track, and nothing more."""
        self.radios[track].setChecked(True)
        for tick in self.parts.values():
            tick.setChecked(False)
        self._offer()

    def chosen(self) -> Track:
        """The track of the request."""
        return next(track for track, radio in self.radios.items() if radio.isChecked())

    def further(self) -> tuple[Track, ...]:
        """The tracks of the parts that become requests of their own."""
        return tuple(track for track, tick in self.parts.items() if tick.isChecked() and not tick.isHidden())

    def weigh(self, letter: str) -> None:
        """Tells for which tracks the words of the letter speak."""
        rules = tracks.rules()
        found = tracks.proposed(letter)
        told = [
            _("{words} speak for {track}").format(
                words=", ".join(f"”{word}”" for word in proposal.words[:3]), track=rules[proposal.track].short.lower()
            )
            for proposal in found
        ]
        doubt = len(found) > 1 or (found and found[0].track is not self.chosen())
        self.proposal.set_tone("warn" if doubt else "ink2")
        self.proposal.setText("; ".join(told))
        self.proposal.setAccessibleName(self.proposal.text())
        self.proposal.setVisible(bool(told))

    def _offer(self) -> None:
        chosen = next((track for track, radio in self.radios.items() if radio.isChecked()), None)
        for track, tick in self.parts.items():
            tick.setVisible(track is not chosen)


def comparison(parent: QWidget | None = None) -> Card:
    """How the tracks differ, on one screen (law.md 8)."""
    card = Card(strong_border=False, parent=parent)
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px(14))
    grid.setVerticalSpacing(theme.px(7))
    for at, track in enumerate(Track, 1):
        grid.addWidget(Words(tracks.rules()[track].short, "strong"), 0, at)
        grid.setColumnStretch(at, 1)
    for row, aspect in enumerate(tracks.aspects(), 1):
        line = row * 2
        grid.addWidget(Rule(), line - 1, 0, 1, len(Track) + 1)
        label = Words(aspect.label, "small", "ink2", wrap=True)
        label.setToolTip(wording.backed(aspect.source, aspect.confidence))
        grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignTop)
        for at, track in enumerate(Track, 1):
            grid.addWidget(Words(aspect.texts[track], "small", wrap=True), line, at, Qt.AlignmentFlag.AlignTop)
    holder = QWidget()
    holder.setLayout(grid)
    grid.setContentsMargins(0, 0, 0, 0)
    card.add_row(holder)
    return card
