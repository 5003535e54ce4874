"""The least that Qt can paint: an empty widget, and the milliseconds until it was."""

import os
import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget


class Bare(QWidget):
    """An empty widget that tells when it was painted and leaves."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tells the time."""
        started = float(os.environ["UTLAMNA_TIME_START"])
        print(f"first paint {(time.time() - started) * 1000:.0f} ms", file=sys.stderr, flush=True)
        QTimer.singleShot(0, QApplication.quit)


app = QApplication(sys.argv)
window = Bare()
window.show()
app.exec()
