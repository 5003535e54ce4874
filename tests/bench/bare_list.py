"""What plain Qt needs: its own list of fifty thousand rows opened, filtered, scrolled and gone through by keys, a page
drawn by the engine alone, and the longest pause of an idle loop. Prints one line of JSON."""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSortFilterProxyModel, QStringListModel, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QWidget

from tests.bench.player import Painted, Player, most_memory
from tests.bench.stalls import Recorder

ROWS, ROUNDS, IDLE_MS, SCALE = 50_000, 9, 3000, 1.28


def _timed(deed: Callable[[], object], shown: QWidget) -> float:
    """Ms until a widget has been painted after a deed: the median."""
    found = []
    for _again in range(ROUNDS):
        QCoreApplication.processEvents()
        seen = Painted(shown)
        begun = time.perf_counter()
        deed()
        shown.update()
        while not seen.seen:
            QCoreApplication.processEvents()
        found.append((time.perf_counter() - begun) * 1000)
        seen.setParent(None)
    return statistics.median(found)


def _drawn() -> float:
    """Ms for a page drawn by PyMuPDF at the zoom of the window: the median."""
    import pymupdf  # after the memory was read

    from tests.bench import raw

    with tempfile.TemporaryDirectory() as place:
        source = Path(place) / "long.pdf"
        raw.long_pdf(source, ROUNDS)
        with pymupdf.open(source) as document:
            found = []
            for page in document:
                begun = time.perf_counter()
                page.get_pixmap(matrix=pymupdf.Matrix(SCALE, SCALE))
                found.append((time.perf_counter() - begun) * 1000)
    return statistics.median(found)


def main() -> int:
    """Measures and prints."""
    app = QApplication(sys.argv)
    view = QListView()
    view.setUniformItemSizes(True)
    view.resize(344, 700)
    rows = [f"Fynd {at}" for at in range(ROWS)]
    model, proxy = QStringListModel(view), QSortFilterProxyModel(view)
    proxy.setSourceModel(model)
    view.setModel(proxy)
    view.show()
    told = {"opens": _timed(lambda: model.setStringList(rows), view.viewport())}
    found = iter(["1", "", "2", "", "3", "", "4", "", "5"])
    told["filters"] = _timed(lambda: proxy.setFilterFixedString(next(found)), view.viewport())
    told["scroll"] = _timed(lambda: Player.wheel(view.viewport(), 180), view.viewport())
    view.setCurrentIndex(proxy.index(0, 0))
    told["key"] = _timed(lambda: QTest.keyClick(view, Qt.Key.Key_Down), view.viewport())
    told["memory"] = most_memory()
    told["drawn"] = _drawn()
    model.setStringList([])
    recorder = Recorder(lambda: "idle", view)
    QTimer.singleShot(0, recorder.begin)
    QTimer.singleShot(IDLE_MS, app.quit)
    app.exec()
    recorder.end()
    told["idle"] = recorder.longest.get("idle", 0.0)
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
