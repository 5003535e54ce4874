"""Where everything stands: a content document broken into lines, rows and pages, with its structure.

Coordinates are page space of an A4 page: points, origin top left, y downwards.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from . import content, typeface
from .content import Align
from .typeface import Style

WIDTH, HEIGHT, MARGIN = 595.276, 841.89, 70.866
LEFT, RIGHT, TEXT = MARGIN, WIDTH - MARGIN, WIDTH - 2 * MARGIN
TOP, BOTTOM = 70.866, HEIGHT - 70.866
CELL = 5.0

Progress = Callable[[int, int, str], None]
"""Told how many pages are done, at least how many there will be, and a code for what is going on."""

Colour = tuple[float, float, float]
INK, GREY, LINE, PALE, ACCENT, TINT = (
    (int(code[0:2], 16) / 255, int(code[2:4], 16) / 255, int(code[4:6], 16) / 255)
    for code in ("1A2023", "4A555B", "C3CACE", "F1F3F3", "0B5C70", "EAF2F4")
)


@dataclass(frozen=True, slots=True)
class Type:
    """Size and leading in points, and colour."""

    size: float
    leading: float
    colour: Colour = INK
    style: Style = Style.PLAIN


BODY = Type(10.5, 15)
MONO = Type(9, 12.2, style=Style.MONO)
TITLE = Type(19, 25, style=Style.BOLD)
HEADINGS = {1: Type(13, 18, style=Style.BOLD), 2: Type(11, 15.5, style=Style.BOLD), 3: Type(10.5, 15, GREY, Style.BOLD)}
CELLS = Type(9, 12.2)
HEADER_CELLS = Type(9, 12.2, style=Style.BOLD)
SENDER = Type(13, 17, ACCENT, Style.BOLD)
EDGE = Type(8.5, 11.5, GREY)


class Node:
    """An element of the document's structure: a tag, and its children: nodes or (page, number) of marked text."""

    def __init__(self, tag: str, parent: Node | None = None, **attributes: str) -> None:
        self.tag, self.parent, self.attributes = tag, parent, attributes
        self.children: list[Node | tuple[int, int]] = []
        if parent is not None:
            parent.children.append(self)


@dataclass(frozen=True, slots=True)
class Ink:
    """One line of text of a node (None: not part of the content); ``y`` is the base line."""

    node: Node | None
    x: float
    y: float
    size: float
    colour: Colour
    parts: tuple[tuple[str, Style], ...]


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled rectangle, decoration only."""

    x0: float
    y0: float
    x1: float
    y1: float
    colour: Colour


@dataclass
class Page:
    """What is drawn on one page, in order; fills come under the text."""

    fills: list[Fill] = field(default_factory=list)
    inks: list[Ink] = field(default_factory=list)


Parts = tuple[tuple[str, Style], ...]


def lines(parts: Sequence[tuple[str, Style]], size: float, room: float, keep_blanks: bool = False) -> list[Parts]:
    """Breaks text at blanks into lines no wider than ``room`` points; words wider than that break anywhere."""
    return [line for hard in _hard_lines(parts) for line in _wrapped(hard, size, room, keep_blanks)]


def _hard_lines(parts: Sequence[tuple[str, Style]]) -> Iterator[list[tuple[str, Style]]]:
    line: list[tuple[str, Style]] = []
    for text, style in parts:
        first, *rest = typeface.printable(text).expandtabs(8 if style is Style.MONO else 4).split("\n")
        line.append((first, style))
        for piece in rest:
            yield line
            line = [(piece, style)]
    yield line


def _wrapped(parts: list[tuple[str, Style]], size: float, room: float, keep_blanks: bool) -> Iterator[Parts]:
    chars = [(char, style) for text, style in parts for char in text]
    widths = [typeface.glyph(char, style).width * size / 1000 for char, style in chars]
    start = 0
    while True:
        end, wide, blank = start, 0.0, -1
        while end < len(chars) and (chars[end][0] == " " or wide + widths[end] <= room + 0.01):
            wide += widths[end]
            blank = end if chars[end][0] == " " and end > start else blank
            end += 1
        if end == len(chars):
            yield _joined(chars[start:])
            return
        end = blank + 1 if blank >= 0 else max(end, start + 1)
        yield _joined(chars[start:end], strip=not keep_blanks)
        start = end


def _joined(chars: Sequence[tuple[str, Style]], strip: bool = False) -> Parts:
    joined: list[tuple[str, Style]] = []
    for char, style in chars:
        if joined and joined[-1][1] is style:
            joined[-1] = (joined[-1][0] + char, style)
        else:
            joined.append((char, style))
    if strip and joined:
        joined[-1] = (joined[-1][0].rstrip(" "), joined[-1][1])
    return tuple(joined)


_LEFTWARD = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]+(?:[^\\w\n]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]+)*"
)


def _visual(line: Parts) -> Parts:
    """The line as it is drawn from left to right: stretches of Hebrew and Arabic turned round.

    Readers of PDF files turn them back. Letters are not joined: this is for finding and judging, not for print.
    """
    return tuple((_LEFTWARD.sub(lambda found: found.group()[::-1], text), style) for text, style in line)


def _measure(line: Parts, size: float) -> float:
    return sum(typeface.width(text, style, size) for text, style in line)


class Flow:
    """Puts blocks one under the other and begins new pages."""

    def __init__(self, document: content.Document, progress: Progress) -> None:
        self.document = document
        self.progress = progress
        self.root = Node("Document")
        self.pages = [Page()]
        self.y = TOP

    @property
    def page(self) -> Page:
        """The page being filled."""
        return self.pages[-1]

    def new_page(self) -> None:
        """Begins a page, and tells so."""
        self.progress(len(self.pages), len(self.pages) + 1, "lay out")
        self.pages.append(Page())
        self.y = TOP

    def need(self, height: float) -> None:
        """Begins a new page where less than ``height`` points are left on one that has something on it."""
        if self.y + height > BOTTOM and self.y > TOP:
            self.new_page()

    def line(self, node: Node | None, x: float, parts: Parts, kind: Type, leading: float | None = None) -> None:
        """Sets one line at the present height and moves below it."""
        height = leading or kind.leading
        self.need(height)
        if any(text for text, _ in parts):
            base = self.y + height - (height - kind.size) / 2 - kind.size * 0.21
            self.page.inks.append(Ink(node, x, base, kind.size, kind.colour, _visual(parts)))
        self.y += height

    def text(
        self, node: Node, text: str | Sequence[tuple[str, Style]], kind: Type, x: float = LEFT, room: float = TEXT
    ) -> None:
        """Sets running text; no single line is left alone at the foot of a page."""
        parts = [(text, kind.style)] if isinstance(text, str) else text
        broken = lines(parts, kind.size, room, keep_blanks=kind.style is Style.MONO)
        for number, line in enumerate(broken):
            left = len(broken) - number
            together = 2 if (number == 0 and left > 1) or (left == 2 and len(broken) > 3) else 1
            self.need(together * kind.leading)
            self.line(node, x, line, kind)


def pages(document: content.Document, progress: Progress) -> tuple[list[Page], Node]:
    """The pages of the document, with their edges, and its structure."""
    flow = Flow(document, progress)
    _letter_head(flow)
    for number, block in enumerate(document.blocks):
        following = document.blocks[number + 1] if number + 1 < len(document.blocks) else None
        if isinstance(block, content.Heading):
            flow.need(
                HEADINGS[block.level].leading * 2 + (60 if isinstance(following, content.Table) else 3 * BODY.leading)
            )
        _PLACERS[type(block)](flow, block)
    _edges(flow)
    return flow.pages, flow.root


def _letter_head(flow: Flow) -> None:
    document = flow.document
    if document.sender or document.reference:
        _place_sender(flow)
    if document.addressee:
        node = Node("P", flow.root)
        for text in document.addressee:
            flow.text(node, text, BODY)
        flow.y += 22
    if document.show_title and document.title:
        flow.text(Node("H1", flow.root), document.title, TITLE)
        flow.y += 8


def _place_sender(flow: Flow) -> None:
    """The company top left, the reference lines top right, a rule under both."""
    top = flow.y = TOP - 20
    if flow.document.sender:
        flow.text(Node("P", flow.root), flow.document.sender, SENDER, room=TEXT * 0.6)
    low, flow.y = flow.y, top + 2
    node = Node("P", flow.root) if flow.document.reference else None
    for text in flow.document.reference:
        for line in lines([(text, Style.PLAIN)], 9.5, TEXT * 0.38):
            flow.line(node, RIGHT - _measure(line, 9.5), line, Type(9.5, 13.5, GREY))
    flow.y = max(low, flow.y) + 7
    flow.page.fills.append(Fill(LEFT, flow.y, RIGHT, flow.y + 0.9, ACCENT))
    flow.y += 26


def _edges(flow: Flow) -> None:
    """Foot of every page, and a running head from the second page on."""
    document, count = flow.document, len(flow.pages)
    for number, page in enumerate(flow.pages, 1):
        if document.footer or document.page_word:
            page.fills.append(Fill(LEFT, HEIGHT - 52, RIGHT, HEIGHT - 51.5, LINE))
        place = f"{document.page_word} {number} ({count})" if document.page_word else ""
        _edge(page, HEIGHT - 39, document.footer, place)
        if number > 1 and (document.sender or document.reference):
            head = " · ".join(text for text in (document.sender, document.title) if text)
            _edge(page, 44, head, document.reference[0] if document.reference else "")
            page.fills.append(Fill(LEFT, 51, RIGHT, 51.5, LINE))


def _edge(page: Page, base: float, left: str, right: str) -> None:
    at_right: Parts = ((typeface.printable(right), Style.PLAIN),)
    space = TEXT - _measure(at_right, EDGE.size) - 12
    broken = lines([(left.replace("\n", " · "), Style.PLAIN)], EDGE.size, space)
    if left:
        cut = broken[0] if len(broken) == 1 else (*broken[0], (" …", Style.PLAIN))
        page.inks.append(Ink(None, LEFT, base, EDGE.size, EDGE.colour, cut))
    if right:
        page.inks.append(Ink(None, RIGHT - _measure(at_right, EDGE.size), base, EDGE.size, EDGE.colour, at_right))


def _heading(flow: Flow, block: content.Heading) -> None:
    kind = HEADINGS[block.level]
    flow.y += 0 if flow.y <= TOP else 10 if block.level == 1 else 6
    flow.text(Node(f"H{block.level + 1}", flow.root), block.text, kind)
    flow.y += 3


def _paragraph(flow: Flow, block: content.Paragraph) -> None:
    kind = MONO if block.mono else BODY
    styles = {False: kind.style, True: Style.BOLD}
    node, parts = Node("P", flow.root), [(run.text, styles[run.bold]) for run in block.runs]
    for stretch in _hard_lines(parts) if block.mono else (parts,):
        flow.text(node, stretch, kind)
    flow.y += MONO.leading if block.mono else 7


def _bullets(flow: Flow, block: content.Bullets) -> None:
    _list(flow, [("•", line) for line in block.lines], indent=14)


def _numbered(flow: Flow, block: content.Numbered) -> None:
    numbers = block.numbers or range(1, len(block.lines) + 1)
    labels = [(f"{number}.", line) for number, line in zip(numbers, block.lines, strict=True)]
    _list(
        flow, labels, indent=max((typeface.width(label, Style.PLAIN, BODY.size) for label, _ in labels), default=0) + 8
    )


def _list(flow: Flow, labelled: list[tuple[str, str]], indent: float) -> None:
    parent = Node("L", flow.root)
    for label, text in labelled:
        row = Node("LI", parent)
        flow.need(BODY.leading * (2 if typeface.width(text, Style.PLAIN, BODY.size) > TEXT - indent else 1))
        flow.line(Node("Lbl", row), LEFT, ((label, Style.PLAIN),), BODY)
        flow.y -= BODY.leading
        flow.text(Node("LBody", row), text, BODY, LEFT + indent, TEXT - indent)
        flow.y += 3
    flow.y += 6


def _facts(flow: Flow, block: content.Facts) -> None:
    parent = Node("Table", flow.root)
    widest = max((typeface.width(key, Style.BOLD, BODY.size) for key, _ in block.rows), default=0)
    indent = min(widest + 16, TEXT * 0.4)
    for key, value in block.rows:
        row = Node("TR", parent)
        columns = [(LEFT, indent - 10, key, Type(10.5, 15, GREY)), (LEFT + indent, TEXT - indent, value, BODY)]
        _row(flow, columns, [Node("TH", row, Scope="Row"), Node("TD", row)], [Align.LEFT] * 2, pad=1.5)
    flow.y += 8


def _note(flow: Flow, block: content.Note) -> None:
    """Running text on a pale ground with a bar at its left, on every page that it touches."""
    node = Node("P", flow.root)
    broken = lines([(block.text, Style.PLAIN)], BODY.size, TEXT - 28)
    flow.need(min(len(broken), 4) * BODY.leading + 16)
    _ground(flow, 7)
    for line in broken:
        if flow.y + BODY.leading > BOTTOM:
            flow.new_page()
        _ground(flow, BODY.leading, move=False)
        flow.line(node, LEFT + 14, line, BODY)
    _ground(flow, 7)
    flow.y += 10


def _ground(flow: Flow, height: float, move: bool = True) -> None:
    flow.page.fills.append(Fill(LEFT, flow.y, RIGHT, flow.y + height, TINT))
    flow.page.fills.append(Fill(LEFT, flow.y, LEFT + 2.5, flow.y + height, ACCENT))
    flow.y += height if move else 0


Column = tuple[float, float, str, Type]


def _table(flow: Flow, block: content.Table) -> None:
    parent = Node("Table", flow.root)
    shares = block.widths or (1.0,) * block.columns
    aligns = list(block.align or (Align.LEFT,) * block.columns)
    edges = [LEFT + TEXT * sum(shares[:i]) / sum(shares) for i in range(len(shares) + 1)]
    spans = [(edges[i] + CELL, edges[i + 1] - edges[i] - 2 * CELL) for i in range(len(shares))]

    def columns(cells: Sequence[str], kind: Type) -> list[Column]:
        return [(x, room, text, kind) for (x, room), text in zip(spans, cells, strict=False)]

    def header(node: Node | None) -> None:
        if not block.header:
            return
        row = Node("TR", node) if node else None
        nodes = [Node("TH", row, Scope="Column") if row else None for _ in block.header]
        _row(flow, columns(block.header, HEADER_CELLS), nodes, aligns, ground=PALE)

    flow.need(70)
    header(Node("THead", parent) if block.header else None)
    body = Node("TBody", parent)
    for cells in block.rows:
        row = Node("TR", body)
        nodes = [Node("TD", row) for _ in cells]
        _row(flow, columns(cells, CELLS), nodes, aligns, again=lambda: header(None), rule=True)
    flow.y += 12


def _row(
    flow: Flow,
    columns: Sequence[Column],
    nodes: Sequence[Node | None],
    aligns: Sequence[Align],
    *,
    pad: float = 4,
    ground: Colour | None = None,
    rule: bool = False,
    again: Callable[[], None] | None = None,
) -> None:
    """One row of cells side by side; a row higher than the rest of the page goes on over the break.

    Every line of a cell ends with a blank, for readers that join what stands on one line.
    """
    broken = [lines([(text, kind.style)], kind.size, room) for _, room, text, kind in columns]
    leading = columns[0][3].leading if columns else BODY.leading
    height = max((len(cell) for cell in broken), default=1)
    if flow.y + min(height, 8) * leading + 2 * pad > BOTTOM and flow.y > TOP:
        _break(flow, again)
    done = 0
    while done < height:
        fits = max(1, int((BOTTOM - flow.y - 2 * pad) // leading))
        top, count = flow.y, min(fits, height - done)
        if ground:
            flow.page.fills.append(Fill(LEFT, top, RIGHT, top + count * leading + 2 * pad, ground))
        for (x, room, _, kind), node, align, cell in zip(columns, nodes, aligns, broken, strict=False):
            flow.y = top + pad
            for line in cell[done : done + count]:
                shift = room - _measure(line, kind.size) if align is Align.RIGHT else 0
                flow.line(node, x + shift, (*line, (" ", kind.style)), kind)
        flow.y = top + pad * 2 + count * leading
        done += count
        if done < height:
            _break(flow, again)
    if rule or ground:
        flow.page.fills.append(Fill(LEFT, flow.y - 0.25, RIGHT, flow.y + 0.25, LINE))


def _break(flow: Flow, again: Callable[[], None] | None) -> None:
    flow.new_page()
    if again:
        again()


def _page_break(flow: Flow, block: content.PageBreak) -> None:
    if flow.y > TOP or flow.page.inks:
        flow.new_page()


_PLACERS: dict[type, Callable[..., None]] = {
    content.Heading: _heading,
    content.Paragraph: _paragraph,
    content.Bullets: _bullets,
    content.Numbered: _numbered,
    content.Table: _table,
    content.Facts: _facts,
    content.Note: _note,
    content.PageBreak: _page_break,
}
