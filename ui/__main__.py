"""Starts the window: painted first, everything heavy read after. ``python -m ui [--workspace FOLDER] [--try]``.

With ``--try`` the window closes itself when the first page stands there: installers and checks see that it starts.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QSettings, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from app.texts import language

from . import faults, theme
from .main_window import MainWindow, user_settings
from .opening import Opening

TRY = "--try"
STARTED = time.time()
TIME_START = "UTLAMNA_TIME_START"
"""Set to the clock's seconds when the interpreter was started (or to 1), prints milliseconds to the first paint."""


def main(arguments: list[str] | None = None) -> int:
    """Runs the program until its window is closed; returns the exit code."""
    multiprocessing.freeze_support()
    given = sys.argv[1:] if arguments is None else arguments
    app = QApplication(sys.argv[:1])
    app.setApplicationName("utlamna")
    app.setApplicationDisplayName("")
    settings = user_settings()
    theme.apply(app, *_look(settings))
    theme.follow_system(app)
    window = MainWindow(settings=settings)
    opening = Opening(_folder(given), {place.split(":")[0] for place in window.screens().values()}, window)
    faults.install(lambda sentence: opening.post(lambda: window.fail(sentence)))
    window.painted.connect(_tell_time)
    window.painted.connect(lambda: _speak(app))
    window.painted.connect(opening.begin)
    opening.progressed.connect(window.opening.show_progress)
    opening.opened.connect(window.enter)
    opening.missing.connect(lambda: window.show_screen("first-run"))
    opening.keyless.connect(lambda why: window.show_screen("lost-key", folder=_folder(given), why=why))
    opening.refused.connect(window.fail)
    if TRY in given:
        for trouble in (opening.refused, opening.keyless):
            trouble.connect(lambda _sentence: app.exit(1))
        for stands in (opening.opened, opening.missing):
            stands.connect(lambda *_: QTimer.singleShot(0, window.close))
    window.show()
    code = app.exec()
    window.leave()
    return code


def _look(settings: QSettings) -> tuple[theme.Mode, float]:
    """The colours and the text size that were chosen; what cannot be understood is as the system has it."""
    mode, scale = str(settings.value("look/mode", "")), str(settings.value("look/scale", ""))
    sizes = {str(size): size for size in theme.SCALES}
    return theme.Mode(mode) if mode in set(theme.Mode) else theme.Mode.SYSTEM, sizes.get(scale, 1.0)


def _folder(given: list[str]) -> Path | None:
    """The folder after ``--workspace``; None where none is named."""
    after = dict(pairwise(given))
    return Path(after["--workspace"]) if "--workspace" in after else None


def _tell_time() -> None:
    asked = os.environ.get(TIME_START)
    if asked and sys.stderr is not None:
        began = float(asked) if float(asked) > 1 else STARTED
        sys.stderr.write(f"first paint {(time.time() - began) * 1000:.0f} ms\n")
        sys.stderr.flush()


def _speak(app: QApplication) -> None:
    """Gives Qt's own dialogs the language of the rest."""
    QLocale.setDefault(QLocale(language()))
    translator = QTranslator(app)
    if translator.load(f"qtbase_{language()}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)


if __name__ == "__main__":
    sys.exit(main())
