"""What was checked in the copy that is handed out, in place of the findings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.texts import N_, _, ngettext, pgettext
from redaction.report import CheckResult, Proof

from ... import icons, theme
from ...parts import grounds, paint
from ...parts.swap import show_in
from ...parts.words import Painted, Surface, Words

CHECKS = {
    "syntax": N_("The file is sound"),
    "pages": N_("All pages are there"),
    "archive-claim": N_("The format is what the file says"),
    "carriers": N_("Metadata, attachments and hidden layers"),
    "one-revision": N_("Earlier versions of the file"),
    "strings": N_("Texts outside the pages"),
    "streams": N_("Masked text anywhere in the file"),
    "operands": N_("Masked text in drawing commands"),
    "fonts": N_("Letters that fonts go on listing"),
    "reading-order": N_("The order of reading, and what is said of masks"),
    "terms-in-text": N_("Masked words as readable text"),
    "text-under-marks": N_("Text under the masks"),
    "words-kept": N_("Text outside the masks"),
    "positions": N_("Places of the words outside the masks"),
    "marks-filled": N_("Every mask is a filled box"),
    "pixels-outside": N_("The picture outside the masks"),
    "unseen-pixels": N_("Parts of pictures that no page shows"),
    "nothing-under-marks": N_("Lines and pictures under the masks"),
    "read-at-marks": N_("Masked words to the eye, at the masks"),
}


class _CheckRow(Painted):
    def __init__(self, check: CheckResult, parent: QWidget) -> None:
        super().__init__(parent)
        self._check = check
        self._name = _(CHECKS[check.name]) if check.name in CHECKS else check.name
        found = ngettext("{count} finding", "{count} findings", check.found).format(count=check.found)
        self._told = pgettext("check", "passed") if check.passed else found
        self.setAccessibleName(f"{self._name}: {self._told}")

    def sizeHint(self) -> QSize:
        return QSize(theme.px(240), theme.height("document"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, line = QPainter(self), theme.px(17)
        sign, tone = ("done", "ok") if self._check.passed else ("failed", "stop")
        icons.draw(painter, sign, QRectF(theme.px(12), theme.px(5), theme.px(20), theme.px(20)), tone, 18)
        left, top = theme.px(40), (self.height() - 2 * line) / 2
        room = self.width() - left - theme.px(8)
        paint.text(painter, QRectF(left, top, room, line), self._name)
        paint.text(painter, QRectF(left, top + line, room, line), self._told, "ink2", theme.font("small"))
        paint.hline(painter, 0, self.width(), self.height() - 1)


class ProofPanel(Surface):
    """The checks, the masks by ground, and the file's hash."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent=parent)
        self.setAccessibleName(_("Proof"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.setSpacing(0)
        head = Surface("panel", "bottom", self)
        head.setFixedHeight(theme.height("panel"))
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.px(14), 0, theme.px(12), 0)
        row.addWidget(Words(_("Proof"), "strong", parent=head))
        whole.addWidget(head)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole.addWidget(self._area, 1)

    def show_proof(self, proof: Proof, used: Sequence[tuple[int, str, int]]) -> None:
        """Shows a proof; ``used`` are number, words and count of each ground."""
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, theme.px(16))
        column.setSpacing(0)
        for check in proof.checks:
            column.addWidget(_CheckRow(check, body))
        column.addWidget(self._heading(_("Masks by ground"), body))
        for number, words, count in used:
            column.addLayout(self._used(number, words, count, body))
        column.addWidget(self._heading(_("The file's checksum, SHA-256"), body))
        digest = proof.output_sha256
        fours = [digest[at : at + 4] for at in range(0, len(digest), 4)]
        lines = [" ".join(fours[at : at + 5]) for at in range(0, len(fours), 5)]
        told = Words("\n".join(lines), "hash", parent=body)
        told.setContentsMargins(theme.px(14), 0, 0, 0)
        told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(told)
        column.addStretch(1)
        show_in(self._area, body)

    @staticmethod
    def _heading(words: str, body: QWidget) -> Words:
        made = Words(words, "small-strong", "ink2", parent=body)
        made.setContentsMargins(theme.px(14), theme.px(16), 0, theme.px(6))
        return made

    @staticmethod
    def _used(number: int, words: str, count: int, body: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(14), theme.px(4), theme.px(14), theme.px(4))
        row.setSpacing(theme.px(8))
        row.addWidget(grounds.GroundBadge(number, words, swatch=True, parent=body))
        row.addWidget(Words(words, parent=body), 1)
        row.addWidget(Words(str(count), "strong", parent=body))
        return row
