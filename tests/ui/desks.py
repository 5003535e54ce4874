"""A clerk's desk in a line: an office, a document whose words lie at known places, the window, no page-drawer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.domain.ids import DocumentId, MarkId, RequestId
from app.services.cases import intake, official
from app.services.cases.intake import NewDocument
from redaction import prints, words_file
from redaction.files import WorkingPdf
from redaction.findings import Evidence, Finding
from redaction.geometry import PageBox, Rect
from redaction.marks import Mark
from redaction.words import PageText, Region, Word
from tests.app.jobs.papers import a_pdf
from tests.builders import A4, RECEIVED, Office, sought
from ui.main_window import MainWindow, settings_file
from ui.screens.assessment.screen import AssessmentScreen
from ui.screens.review.screen import ReviewScreen
from ui.viewer.pictures import close_pictures

T = TypeVar("T")
SCREENS = {
    "review": "ui.screens.review.screen:ReviewScreen",
    "assessment": "ui.screens.assessment.screen:AssessmentScreen",
    "delivery": "ui.screens.delivery.screen:DeliveryScreen",
}
FIRST_LINE, APART, LETTER = 80.0, 20.0, 6.0


class Still:
    """A page-drawer that takes wishes and never answers; ``wishes`` are those still out."""

    def __init__(self, post: object) -> None:
        self.wishes: dict[int, tuple[Path, int, float]] = {}
        self.sent = 0

    def warm(self) -> None:
        """Nothing to start."""

    def draw(self, path: Path, page: int, scale: float, then: Callable[[object], None]) -> int:
        """Notes the wish."""
        self.sent += 1
        self.wishes[self.sent] = (path, page, scale)
        return self.sent

    def boxes(self, path: Path, then: Callable[[object], None]) -> int:
        """Never answers."""
        self.sent += 1
        return self.sent

    def drop(self, number: int) -> None:
        """Forgets the wish."""
        self.wishes.pop(number, None)

    def close(self) -> None:
        """Nothing to end."""


def page_of(lines: Sequence[str], page: int = 0, box: PageBox = A4) -> PageText:
    """A page whose lines stand 20 units apart from y = 80 on, 6 units to a letter, from x = 72 on."""
    words, offset = [], 0
    for number, line in enumerate(lines):
        top = FIRST_LINE + APART * number
        for match in re.finditer(r"\S+", line):
            left = 72 + LETTER * match.start()
            edges = tuple(left + LETTER * at for at in range(len(match.group()) + 1))
            rect = Rect(left, top, edges[-1], top + 12)
            words.append(Word(match.group(), rect, offset + match.start(), edges, number))
        offset += len(line) + 1
    return PageText(page, box, "\n".join(lines), tuple(words))


@dataclass
class Desk:
    """An office and its window; ``pages`` are the words of each document's pages."""

    office: Office
    frame: MainWindow
    request_id: RequestId
    pages: dict[DocumentId, list[PageText]] = field(default_factory=dict)

    def document(
        self, *pages: Sequence[str], title: str = "Klagomål", unread: Sequence[tuple[int, Region]] = ()
    ) -> DocumentId:
        """A document with these lines and unread parts on its pages, read and open for marks."""
        workspace = self.office.workspace
        texts = [page_of(lines, at) for at, lines in enumerate(pages)]
        with workspace.vault.workspace() as folder:
            pdf = a_pdf(folder / "a.pdf", [f"{title} {at}" for at in range(len(pages))], (595, 842))
            sha256, size = workspace.vault.keep(pdf)
            words_file.save(texts, folder / "words")
            words, _size = workspace.vault.keep(folder / "words")
        new = NewDocument(title, "fil.pdf", sha256, size)
        document_id = workspace.do(intake.take_in, self.request_id, new)
        working, known_by = WorkingPdf(sha256, (A4,) * len(pages), "pdf"), prints.of(texts)
        read = (document_id, working, words, "application/pdf")
        workspace.do(intake.was_read, *read, unread=unread, known_by=known_by)
        workspace.do(official.answer, [document_id], RECEIVED)
        workspace.do(sought, document_id)
        self.pages[document_id] = texts
        return document_id

    def finds(self, document_id: DocumentId, *words: str, category: str = "PERSONNUMMER") -> list[MarkId]:
        """Proposals for these words wherever they stand."""
        found = []
        for text in self.pages[document_id]:
            for wanted in words:
                for hit in re.finditer(re.escape(wanted), text.text):
                    why = (Evidence("patterns", "personnummer", True, "personnr"),)
                    rects = text.rects(*hit.span())
                    found.append(Finding(category, text.page, *hit.span(), rects, 0.99, wanted, why))
        self.office.workspace.do(intake.store_findings, document_id, found)
        return [MarkId(mark.id) for mark in self.marks(document_id)]

    def marks(self, document_id: DocumentId) -> tuple[Mark, ...]:
        """The document's marks as the store has them, in reading order."""
        found: tuple[Mark, ...] = self.office.workspace.ask(lambda reader: reader.marks.of(document_id))
        return found

    def review(self, document_id: DocumentId, **arguments: Any) -> ReviewScreen:
        """The review page of a document."""
        screen = self.frame.show_screen("review", document_id=document_id, **arguments)
        assert isinstance(screen, ReviewScreen)
        QTest.qWait(1)
        return screen

    def assessment(self, delivery_id: int, **arguments: Any) -> AssessmentScreen:
        """The assessment page of a delivery."""
        screen = self.frame.show_screen("assessment", delivery_id=delivery_id, **arguments)
        assert isinstance(screen, AssessmentScreen)
        QTest.qWait(1)
        return screen


def desk_in(office: Office, folder: Path) -> Iterator[Desk]:
    """A desk whose window is closed at the end."""
    frame = MainWindow(SCREENS, settings_file(folder / "window.ini"))
    frame.workspace = office.workspace
    frame.resize(1440, 900)
    frame.show()
    frame.activateWindow()
    yield Desk(office, frame, office.request())
    frame.close()
    close_pictures(frame)
    frame.workspace = None
    frame.forget_screens()
    frame.deleteLater()
    QTest.qWait(1)


def there(thing: T | None) -> T:
    """The thing, which must be there."""
    assert thing is not None
    return thing


def press(
    widget: QWidget | None, *keys: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Keys in turn on a widget; a text is typed (letters of ASCII only)."""
    for key in keys:
        if isinstance(key, str):
            QTest.keyClicks(there(widget), key, modifier)
        else:
            QTest.keyClick(there(widget), key, modifier)


def drag(view: QWidget, start: QPointF, end: QPointF) -> None:
    """The left button pressed at one point of a viewport and let go at another."""
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start.toPoint())
    middle = (start + end) / 2
    for point in (start + QPointF(6, 1), middle, end):
        QTest.mouseMove(view, point.toPoint())
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end.toPoint())
