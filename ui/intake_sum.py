"""What became of a line of files, once it is empty: said over whatever is shown, and kept as a list if one wants it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QFileDialog

from app import intake_words, messages, writing
from app.domain.errors import Refused
from app.domain.intake_sum import FileFate, counts, left
from app.texts import _

from .parts.notices import Tone

MANY = 10
"""So many files get their sum though nothing of them waits."""


def is_told(files: Sequence[FileFate]) -> bool:
    """Whether the line is worth a sum: several files of which some wait for a person, many, or a picture not read."""
    return len(files) >= MANY or any(file.late for file in files) or (len(files) > 1 and bool(left(files)))


def tell(frame: Any, files: Sequence[FileFate]) -> None:
    """Says the sum, with how many wait for what, and offers to save the list."""
    waiting = [f"{intake_words.fate(one)}: {count}" for one, count in counts(left(files)).items()]
    sentence = " ".join((intake_words.headline(files), *([", ".join(waiting) + "."] if waiting else [])))
    QApplication.alert(frame)
    tone = Tone.WARN if waiting or any(file.late for file in files) else Tone.OK
    frame.tell(tone, sentence, _("Save the list …"), lambda: _choose(frame, files))


def _choose(frame: Any, files: Sequence[FileFate]) -> None:
    kinds = _("Text") + " (*.txt)"
    name, _kind = QFileDialog.getSaveFileName(frame, _("Save the list …"), _("Taken in") + ".txt", kinds)
    if name:
        save(frame, files, Path(name))


def save(frame: Any, files: Sequence[FileFate], target: Path) -> None:
    """Writes the list to a file; where that cannot be the window says why."""
    try:
        writing.put([(target, intake_words.text(files))])
    except Refused as error:
        frame.fail(messages.of(error))
