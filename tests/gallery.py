"""Pictures of all shared parts in every theme, for the eye: ``python -m tests.gallery [FOLDER]``."""

# ruff: noqa: E501 - the tables of this page read best on one line each

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QSplitter, QStyleFactory, QVBoxLayout, QWidget

from app.texts import _
from ui import icons, theme
from ui.main_window import PLACES
from ui.parts import grounds, marks, paint
from ui.parts.bars import StatusBar, TopBar
from ui.parts.buttons import (
    Button,
    IconButton,
    KeyCap,
    Kind,
    Link,
    PrimaryButton,
    SecondaryButton,
)
from ui.parts.choices import Chip, SegmentedControl
from ui.parts.columns import Column, Group
from ui.parts.focus import FocusRing
from ui.parts.inputs import Entry, Field, Lines, Radio, SearchField, Select, Tick
from ui.parts.notices import Banner, EmptyState, Offer, Tone
from ui.parts.progress import ProgressRow
from ui.parts.rail import NavigationRail
from ui.parts.rows import RowsView
from ui.parts.states import Age, AgePie, State, StateText
from ui.parts.steps import Blocker, Step, StepAction, StepsRail, StepState
from ui.parts.words import Surface, Words, column, line

GROUND_WORDS = "21:1 Hälsa|21:3 Förföljd|21:7 Dataskydd|31:16 Leverantör|19:1 Egen affär|39:3 Anställd|18:8 Säkerhet|18:13 Krisplan|20:1 Arter"


class GroundRow(QWidget):
    """A ground's badge, text band, swatch and words."""

    def __init__(self, number: int, words: str) -> None:
        super().__init__()
        self._number, self._words = number, words
        self.setFixedHeight(34)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        grounds.draw_badge(painter, QRectF(0, 8, 18, 18), self._number)
        painter.fillRect(QRectF(28, 6, 96, 22), theme.colour("paper"))
        marks.draw_masked(painter, QRectF(28, 6, 96, 22), self._number)
        grounds.draw_swatch(painter, QRectF(134, 5, 44, 24), self._number)
        provision, words = self._words.split(" ", 1)
        paint.text(painter, QRectF(188, 0, 60, 34), provision, "ink", theme.font("strong"))
        paint.text(painter, QRectF(242, 0, 120, 34), words)
        paint.hline(painter, 0, self.width(), 33)


class MarkRow(QWidget):
    """One way a mark looks on paper, and its words."""

    def __init__(self, kind: str, words: str) -> None:
        super().__init__()
        self._kind, self._words = kind, words
        self.setFixedHeight(38)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 1, 230, 36), theme.colour("paper"))
        paint.box(painter, QRectF(0, 1, 230, 36), border="line", radius=0)
        painter.setFont(theme.font())
        painter.setPen(Qt.GlobalColor.black)
        painter.drawText(QRectF(10, 0, 220, 38), int(paint.LEFT), "Jag heter Lovisa Granberg och")
        left = 10 + paint.width("Jag heter ", theme.font())
        rect = QRectF(left - 2, 9, paint.width("Lovisa Granberg", theme.font()) + 4, 21)
        draw = {
            "proposal": lambda: marks.draw_proposal(painter, rect),
            "unsure": lambda: marks.draw_proposal(painter, rect, sure=False),
            "masked": lambda: marks.draw_masked(painter, rect, 3),
            "visible": lambda: marks.draw_left_visible(painter, rect.adjusted(2, 0, -2, -2)),
            "chosen": lambda: marks.draw_chosen(painter, rect),
        }
        if self._kind == "chosen":
            marks.draw_masked(painter, rect, 3)
        draw[self._kind]()
        paint.text(painter, QRectF(244, 0, 200, 38), self._words, "ink2")


class AreaRow(QWidget):
    """An unjudged region and a masked area."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(74)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("paper"))
        marks.draw_unjudged(painter, QRectF(8, 28, 180, 40), "Handskrift, inte bedömd")
        marks.draw_masked(painter, QRectF(206, 26, 150, 42), 7)
        marks.draw_masked(painter, QRectF(366, 26, 90, 42), 3)


class IconSheet(QWidget):
    """Every icon with its name."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(466, 52 * ((len(icons.names()) + 7) // 8))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for at, name in enumerate(icons.names()):
            x, y = (at % 8) * 58, (at // 8) * 52
            icons.draw(painter, name, QRectF(x, y, 58, 24))
            small = theme.font("small")
            small.setPointSizeF(7.2)
            paint.text(painter, QRectF(x, y + 24, 58, 16), name, "ink2", small, paint.CENTRE)


@dataclass(frozen=True, slots=True)
class Case:
    """A request as a row of the gallery's table."""

    dnr: str
    title: str
    who: str
    age: Age
    waited: str
    done: int
    stage: str
    left: int
    mine: bool


CASES = [
    Group("Väntar på dig", 4, "mine"),
    Case("2026-0409", "Avtal och prisbilagor fjärrvärme", "Elhandel Exempel AB", Age.OVER, "4 dgr", 3, "Sekretessprövning", 11, True),
    Case("2026-0417", "Klagomål efter strömavbrott 2 februari", "Elbytarna Direkt AB", Age.DAYS, "1 dag 3 tim", 3, "Sekretessprövning", 18, True),
    Case("2026-0421", "Diarielista mars", "Anonym", Age.NEW, "5 tim", 1, "Sök fram", 0, True),
    Case("2026-0423", "Fakturor Fjällentreprenad jan–mars", "Fjällposten", Age.NEW, "40 min", 0, "Registrerad", 0, True),
    Group("Väntar på sökanden", 1, "theirs"),
    Case("2026-0371", "Anbud fjärrvärmerör, avslag", "Rörexempel AB", Age.RESTS, "till 25 mar", 5, "Överklagandetid", 0, False),
    Group("Klara denna vecka", 10, "done", folded=True),
]  # fmt: skip


def case_table() -> RowsView:
    """The requests table of the pictures."""
    columns = (
        Column("Ålder", lambda r: r.waited, width=118, age=lambda r: r.age),
        Column("Dnr", lambda r: r.dnr, width=102, tone=lambda r: "ink2"),
        Column("Ärendemening", lambda r: r.title, strong=lambda r: r.mine),
        Column("Läge", lambda r: r.stage, width=220, squares=lambda r: (r.done, 7)),
        Column("Kvar", lambda r: str(r.left or "–"), paint.RIGHT, 60, strong=lambda r: r.left > 0),
    )
    view = RowsView(columns, "Ärenden", key=lambda r: r.dnr)
    view.set_rows(CASES)
    view.choose("2026-0417")
    return view


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as a row of the gallery's table."""

    name: str
    about: str
    icon: str
    state: State | None
    words: str
    share: float | None
    found: str


PAPERS = [
    Paper("Klagomål 1, brev 4 feb", "inkommen, 4 sidor", "pdf", State.OPEN, "Bedöms", None, "28"),
    Paper("Klagomål 2, e-post 5 feb", "inkommen, 2 sidor, 1 bilaga", "mail", State.DONE, "Klar att granska", None, "9"),
    Paper(
        "Klagomål 3, handskrivet", "inkommen, 2 sidor", "scan", State.WARNING, "2 områden kunde inte läsas", None, "7"
    ),
    Paper("Protokoll kundråd 9 feb", "upprättad", "docx", None, "Läses in, 40 s kvar", 0.62, "–"),
    Paper("Bilaga till protokollet", "upprättad", "pdf", State.LOCKED, "Skriv in lösenord", None, "–"),
]


def paper_table() -> RowsView:
    """The documents table of the pictures."""
    columns = (
        Column("Handling", lambda r: r.name, icon=lambda r: r.icon, second=lambda r: r.about, strong=lambda r: False),
        Column("Läge", lambda r: r.words, width=250, state=lambda r: r.state, share=lambda r: r.share, link=lambda r: r.state is State.LOCKED),
        Column("Fynd", lambda r: r.found, paint.RIGHT, 70),
    )  # fmt: skip
    view = RowsView(columns, "Handlingar", key=lambda r: r.name, tall="document")
    view.set_rows(PAPERS)
    return view


STEPS = (
    Step("Registrera", StepState.DONE, "11 mar 09.12 · Maja Sundin"),
    Step("Sök fram", StepState.DONE, "11 mar 10.40 · 7 handlingar"),
    Step("Allmän handling?", StepState.DONE, "11 mar 11.05 · alla 7 är allmänna"),
    Step(
        "Sekretessprövning",
        StepState.BLOCKED,
        "pågår sedan 1 dag",
        (
            Blocker("marks", "18 uppgifter är inte bedömda", "Klagomål 1 och 3"),
            Blocker("assessment", "Menprövning saknar skäl", "OSL 21:7, 13 masker"),
            Blocker("documents", "2 handlingar är inte inlästa", "Protokoll läses in, bilagan är låst"),
        ),
    ),
    Step("Granskning", StepState.OPEN, "Karin Wallström", (), (StepAction("send", "Skicka till granskning", ("18 uppgifter är inte bedömda",)),)),
    Step("Utlämnande", StepState.OPEN),
    Step("Avsluta", StepState.OPEN),
)  # fmt: skip


def parts_page() -> QWidget:
    """Marks, buttons, ages, states, inputs, grounds and icons."""
    page = Surface("content")
    left, middle, right = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
    left.addWidget(Words("Markeringar på sidan", "section"))
    for kind, words in (
        ("proposal", "Förslag, streck 4–3"),
        ("unsure", "Osäkert förslag, prickar"),
        ("masked", "Maskas, mönsterband"),
        ("visible", "Lämnas synlig"),
        ("chosen", "Vald, ring 2,5"),
    ):
        left.addWidget(MarkRow(kind, words))
    left.addWidget(AreaRow())
    left.addWidget(Words("Knappar", "section"))
    primary = Button("Maska", Kind.PRIMARY, ground=3, key="Return")
    held = Button("Maska text", Kind.TOOL, key="R")
    held.setChecked(True)
    closed = SecondaryButton("Till granskning")
    closed.set_blockers(["14 uppgifter är inte bedömda"], "14 kvar")
    closed_plain = SecondaryButton("Signera")
    closed_plain.set_blockers(["Du förberedde ärendet"])
    focused = PrimaryButton("Maska")
    focused.setObjectName("focused")
    left.addLayout(_row(primary, focused, SecondaryButton("Lämna synlig", key="Backspace")))
    left.addLayout(_row(held, Button("Sök", Kind.TOOL, "search", "S"), Button("Visa alla", Kind.QUIET)))
    left.addLayout(_row(closed, closed_plain))
    framed = IconButton("window", "Nytt fönster", framed=True)
    pressed = IconButton("area", "Yta", checkable=True)
    pressed.setChecked(True)
    left.addLayout(
        _row(
            IconButton("undo", "Ångra"),
            IconButton("redo", "Gör om"),
            framed,
            pressed,
            Link("Visa bevis"),
            KeyCap("Ctrl+N"),
        )
    )
    segments = SegmentedControl(
        [("work", "Arbetsvy", ""), ("out", "Som utlämnad", "Blanksteg"), ("both", "Sida vid sida", "")], "Vy"
    )
    chip = Chip("förslag", 13)
    chip.setChecked(True)
    left.addLayout(_row(segments))
    left.addLayout(_row(chip, Chip("maskas", 12), Chip("synliga", 2), Chip("", 1, "unread")))
    left.addWidget(Words("Ålder och läge", "section"))
    left.addLayout(
        _row(
            AgePie(Age.NEW, "under 1 dag"),
            AgePie(Age.DAYS, "1–3 dagar"),
            AgePie(Age.OVER, "över 3 dagar"),
            AgePie(Age.RESTS, "vilar"),
        )
    )
    left.addLayout(
        _row(
            StateText(State.DONE, "Klar"),
            StateText(State.WARNING, "2 områden"),
            StateText(State.FAILED, "Gick inte"),
            StateText(State.OPEN, "Bedöms"),
        )
    )
    progress = ProgressRow("Läses in")
    progress.show_progress(62, 100, 40)
    left.addWidget(progress)
    left.addStretch(1)

    middle.addWidget(Words("Grunder: nummer, färg och mönster", "section"))
    for number, words in enumerate(GROUND_WORDS.split("|"), 1):
        middle.addWidget(GroundRow(number, words))
    middle.addWidget(Words("Fält", "section"))
    fault = Field("2. Vilken regel i dataskyddet skulle brytas?", Lines(placeholder="Skriv här …", rows=2))
    fault.set_fault("Ange regeln, till exempel artikel 6.")
    middle.addWidget(Field("Namn", Entry("Fjällviks Energi AB"), "Nästa nummer blir FE 2026-0001"))
    middle.addWidget(fault)
    select = Select()
    select.addItems(["Person", "Sida"])
    radio, off = Radio("Maskas"), Radio("Lämnas ut")
    radio.setChecked(True)
    middle.addLayout(_row(Tick("Huvudregeln är offentlighet", True), Tick("Uppgiften är redan känd")))
    middle.addLayout(_row(radio, off, select))
    card, other = (
        Radio("Registrator", "Registrerar, bedömer, lämnar ut"),
        Radio("Granskare", "Läser, returnerar, signerar"),
    )
    middle.addLayout(_row(card, other, stretch=False))
    card.setAutoExclusive(False)
    card.setChecked(True)
    middle.addStretch(1)

    right.addWidget(Words("Ikoner, 20 px, linje 1,5", "section"))
    right.addWidget(IconSheet())
    for step, words in (("heading", "Klagomål efter strömavbrott"), ("section", "Handlingar"), ("body", "Maskade 9 lika med OSL 21:7"), ("strong", "2026-0417"), ("small", "inkommen, 4 sidor"), ("hash", "3f9a 07c1 e5b2")):  # fmt: skip
        right.addWidget(Words(words, step))
    right.addStretch(1)
    grid = QGridLayout(page)
    grid.setContentsMargins(24, 16, 24, 16)
    grid.setHorizontalSpacing(24)
    for at, part in enumerate((left, middle, right)):
        part.setSpacing(6)
        grid.addLayout(part, 0, at)
        grid.setColumnStretch(at, (5, 4, 0)[at])
    return page


def request_page() -> QWidget:
    """A page as screens build it: steps, tables, banners, empty page."""
    page = Surface("content")
    steps = StepsRail()
    steps.set_steps(STEPS)
    held = Surface("panel")
    side = QVBoxLayout(held)
    side.setContentsMargins(0, 0, 0, 0)
    side.addWidget(steps)
    held.setFixedWidth(280)
    work = QVBoxLayout()
    work.setContentsMargins(20, 16, 20, 16)
    work.setSpacing(10)
    work.addWidget(Words("Klagomål efter strömavbrott 2 februari", "heading"))
    work.addWidget(
        Banner(
            Tone.INFO,
            "Avbrottslista Tallstigen finns redan i ärende 2026-0388.",
            "Där lämnades den ut med 31 masker.",
            "Jämför",
            "copy",
        )
    )
    work.addWidget(
        Banner(
            Tone.OK,
            "Kedjan är hel.",
            "214 rader, ingen är ändrad eller borttagen.",
            "Kontrollera igen",
            full_width=True,
        )
    )
    work.addWidget(
        Banner(Tone.WARN, "Får inte vägas in:", "sökandens nyfikenhet, bolagets rykte, en klausul i ett avtal.")
    )
    work.addWidget(Banner(Tone.STOP, "Namnet går att läsa på sidan 3.", "Ingen fil har skapats.", "Visa sidan"))
    table = case_table()
    table.setObjectName("cases")
    work.addWidget(table, 3)
    work.addWidget(paper_table(), 3)
    empty = EmptyState(
        "Inga öppna ärenden",
        "När någon vill ta del av en handling registrerar du begäran här. Du behöver varken fråga vem det är eller varför.",
        (
            Offer("new", "plus", "Registrera en begäran", "Brev, telefon, besök", "Ctrl+N"),
            Offer("mail", "mail", "Läs in ett mejl", "Släpp mejlet här, så fylls datum och ordalydelse i", "Ctrl+O"),
        ),
    )
    right = Surface("panel", "left")
    right.setFixedWidth(300)
    told = QVBoxLayout(right)
    told.addWidget(empty)
    across = QHBoxLayout(page)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(0)
    split = QSplitter()
    split.setHandleWidth(1)
    split.addWidget(held)
    body = Surface("content")
    body.setLayout(work)
    split.addWidget(body)
    across.addWidget(split, 1)
    across.addWidget(right)
    return page


def framed(page: QWidget, crumbs: bool) -> QWidget:
    """A page in the frame: rail, top bar, status bar."""
    whole = QWidget()
    whole.resize(1440, 900)
    rail = NavigationRail([replace(place, words=_(place.words)) for place in PLACES])
    rail.choose("requests")
    rail.set_count("todo", 6)
    top = TopBar("Byggdelar", "markeringar, grunder, kategorier, knappar, ikoner")
    if crumbs:
        top.set_crumbs([("requests", "Ärenden")])
        top.set_title("FE 2026-0417")
    top.add(SearchField("Sök i ärendemening och text", "Ctrl+K"), PrimaryButton("Ny begäran", "plus", "Ctrl+N"))
    status = StatusBar()
    status.set_mode(
        "Byggdelar", "Nummer, färg och mönster betyder grund. Bokstav betyder kategori. Linje betyder läge."
    )
    status.set_saved("10.42")
    status.show_job("Läser in Protokoll kundråd", 62, 100, 40)
    inner = QHBoxLayout()
    inner.setSpacing(0)
    inner.addWidget(rail)
    work = column(top, spacing=0)
    work.addWidget(page, 1)
    inner.addLayout(work, 1)
    outer = QVBoxLayout(whole)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.setSpacing(0)
    outer.addLayout(inner, 1)
    outer.addWidget(status)
    FocusRing(whole)
    return whole


def _row(*parts: QWidget, stretch: bool = True) -> QHBoxLayout:
    row = line(*parts, spacing=10)
    if stretch:
        row.addStretch(1)
    return row


def take(app: QApplication, folder: Path, mode: theme.Mode, style: str, scale: float = 1.0) -> list[Path]:
    """Renders both pages in a theme under a Qt style and returns the files."""
    app.setStyle(QStyleFactory.create(style))
    theme.apply(app, mode, scale)
    made = []
    for name, page, focus in (("parts", parts_page(), "focused"), ("request", request_page(), "cases")):
        whole = framed(page, name == "request")
        whole.show()
        whole.activateWindow()
        part = whole.findChild(QWidget, focus)
        assert part is not None
        part.setFocus()
        app.processEvents()
        app.processEvents()
        file = folder / f"{name}-{mode}-{style.lower()}{'' if scale == 1 else f'-{scale:g}'}.png"
        whole.grab().save(str(file))
        whole.close()
        whole.deleteLater()
        made.append(file)
    return made


def main() -> int:
    """Renders every theme under both styles, and light once at 150 % text."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "build/gallery")
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    for mode in (theme.Mode.LIGHT, theme.Mode.DARK, theme.Mode.CONTRAST):
        for style in ("Fusion", "Windows"):
            for file in take(app, folder, mode, style):
                print(file)
    for file in take(app, folder, theme.Mode.LIGHT, "Fusion", 1.5):
        print(file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
