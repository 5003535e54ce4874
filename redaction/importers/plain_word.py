"""Our own plain layout of a Word file: every word of it in order, without its looks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from redaction import layout, typeface
from redaction.content import Block, Bullets, Document, Heading, Paragraph, Run, Table
from redaction.typeface import Style

from .package import Element
from .word_text import WordFile
from .wordml import Styles, children, is_on, kid, local, value, visible

LABELS = {
    "header": "[Sidhuvud]",
    "footer": "[Sidfot]",
    "footnotes": "[Fotnoter]",
    "endnotes": "[Slutnoter]",
    "drawings": "[Diagram]",
}
"""Headings of ours, in brackets, over what stands outside the running text."""

_NOTE_MARKS = {"footnoteReference": "", "endnoteReference": "s"}


def document(word: WordFile) -> Document:
    """Headers first, then the body, footers, notes and the text of drawings."""
    blocks: list[Block] = [*_edges(word, "header"), *_blocks(word.body, word.styles), *_edges(word, "footer")]
    for kind, mark in (("footnotes", ""), ("endnotes", "s")):
        notes = [note for name, note in word.notes if name == kind]
        if notes:
            blocks.append(Heading(3, LABELS[kind]))
        for note in notes:
            blocks += _labelled(f"[{mark}{value(note, 'id')}] ", list(_blocks(note, word.styles)))
    texts = [_flat(drawing, word.styles) for drawing in word.drawings]
    if any(texts):
        blocks += [Heading(3, LABELS["drawings"]), *(Paragraph((Run(text),)) for text in texts if text)]
    return Document(title="", blocks=tuple(blocks), page_word="", show_title=False)


def _edges(word: WordFile, kind: str) -> Iterator[Block]:
    """What the headers (or footers) say, each wording once."""
    said: list[tuple[Block, ...]] = []
    for edge in word.edges:
        blocks = tuple(_blocks(edge.root, word.styles)) if edge.kind == kind else ()
        if blocks and blocks not in said:
            said.append(blocks)
    if said:
        yield Heading(3, LABELS[kind])
    for blocks in said:
        yield from blocks


def _labelled(label: str, blocks: list[Block]) -> list[Block]:
    if blocks and isinstance(blocks[0], Paragraph):
        return [Paragraph((Run(label), *blocks[0].runs)), *blocks[1:]]
    return [Paragraph((Run(label),)), *blocks]


def _blocks(container: Element, known: Styles) -> Iterator[Block]:
    for child in children(container):
        match local(child):
            case "p":
                yield from _paragraph(child, known)
            case "tbl":
                yield from _table(child, known)
            case "sectPr" | "sdtPr" | "sdtEndPr":
                pass
            case _:
                yield from _blocks(child, known)


def _paragraph(paragraph: Element, known: Styles) -> Iterator[Block]:
    boxes: list[Element] = []
    runs = tuple(run for run in _runs(paragraph, known, boxes, known.hides_paragraph(paragraph)) if run.text)
    text = "".join(run.text for run in runs).strip()
    properties = kid(paragraph, "pPr")
    level = known.headings.get(value(kid(properties, "pStyle")))
    if text and level:
        yield Heading(min(level, 3), text)
    elif text and kid(properties, "numPr") is not None:
        yield Bullets((text,))
    elif text:
        yield Paragraph(runs)
    for box in boxes:
        yield from _blocks(box, known)


def _runs(element: Element, known: Styles, boxes: list[Element], hidden: bool) -> Iterator[Run]:
    """The text of a paragraph in order; text boxes anchored in it are put aside."""
    for child in children(element):
        name = local(child)
        if name == "txbxContent":
            boxes.append(child)
        elif name == "r":
            if not known.hides(child, hidden):
                bold = is_on(kid(child, "rPr", "b"))
                yield from (Run(run.text, bold) for run in _runs(child, known, boxes, hidden))
        elif name in _NOTE_MARKS:
            yield Run(f"[{_NOTE_MARKS[name]}{value(child, 'id')}]")
        elif len(child):
            yield from _runs(child, known, boxes, hidden)
        else:
            yield Run("".join(visible(child, known)))


def _table(table: Element, known: Styles) -> Iterator[Block]:
    """A table as stretches of rows with as many cells; a row of one cell, often mere layout, as running text."""
    rows = [list(_inside(row, "tc")) for row in _inside(table, "tr")]
    for count, stretch in groupby(rows, key=len):
        if count == 1:
            for (cell,) in stretch:
                yield from _blocks(cell, known)
        elif count:
            texts = [tuple(_flat(cell, known) for cell in row) for row in stretch]
            yield from _grid([row for row in texts if any(row)], count)


def _grid(rows: list[tuple[str, ...]], count: int) -> Iterator[Block]:
    """Rows and columns; what is too wide for the page is written row by row, cells parted by bars."""
    if not rows:
        return
    needs = [_needs([row[column] for row in rows]) for column in range(count)]
    if sum(least for least, _ in needs) + 2 * layout.CELL * count <= layout.TEXT:
        yield Table((), tuple(rows), _widths(needs))
    else:
        yield from (Paragraph((Run(" | ".join(row)),)) for row in rows if any(row))


def _inside(element: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also those inside content controls."""
    for child in children(element):
        if local(child) == name:
            yield child
        elif local(child) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _inside(child, name)


def _flat(element: Element, known: Styles) -> str:
    lines = "".join(visible(element, known)).split("\n")
    return "\n".join(line for line in (text.strip() for text in lines) if line)


def _needs(cells: Sequence[str]) -> tuple[float, float]:
    """Width in points of a column's longest word, and of its longest line up to 60 characters."""
    size = layout.CELLS.size
    words = {word for cell in cells for word in typeface.printable(cell).split()}
    lines = {line[:60] for cell in cells for line in typeface.printable(cell).split("\n")}
    widest = [max((typeface.width(t, Style.PLAIN, size) for t in texts), default=0.0) for texts in (words, lines)]
    return widest[0] + 1, max(widest) + 1


def _widths(needs: Sequence[tuple[float, float]]) -> tuple[float, ...]:
    """Every column has room for its longest word; what is left goes by the length of lines."""
    rest = layout.TEXT - sum(least + 2 * layout.CELL for least, _ in needs)
    wishes = [most - least + 1 for least, most in needs]
    return tuple(
        round(least + 2 * layout.CELL + rest * wish / sum(wishes), 3)
        for (least, _), wish in zip(needs, wishes, strict=True)
    )
