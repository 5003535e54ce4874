"""Our own papers as Word files: the content model that ``redaction.write`` makes PDFs of, in Word's styles."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as Word
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph as WordParagraph

from redaction import content
from redaction.content import Align

FACE, MONO = "Arial", "Courier New"
INK, GREY, ACCENT = "1A2023", "4A555B", "0B5C70"
LINE, PALE, TINT = "C3CACE", "F1F3F3", "EAF2F4"
TEXT_MM = 160.0
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
_DROPPED = ("thumbnail", "customXml")
_STYLES = (
    # name, size, bold, colour, points before, points after
    ("Normal", 10.5, False, INK, 0, 7),
    ("Title", 19, True, INK, 0, 8),
    ("Heading 1", 13, True, INK, 14, 3),
    ("Heading 2", 11, True, INK, 10, 3),
    ("Heading 3", 10.5, True, GREY, 10, 3),
    ("List Bullet", 10.5, False, INK, 0, 3),
    ("Header", 8.5, False, GREY, 0, 0),
    ("Footer", 8.5, False, GREY, 0, 0),
)


def write(document: content.Document, target: Path) -> None:
    """Writes the document as a Word file; the same document gives the same bytes.

    The file's properties hold the title and the language, no author and no date but 1980-01-01.
    """
    word = docx.Document()
    _drop_template_parts(word)
    _set_styles(word, document.language)
    _set_page(word, document)
    _letter_head(word, document)
    for block in document.blocks:
        _PLACERS[type(block)](word, block)
    _set_properties(word, document)
    saved = io.BytesIO()
    word.save(saved)
    target.write_bytes(_without_clock(saved.getvalue()))


def _legal(text: str) -> str:
    """The text without the control characters that XML cannot hold."""
    return _ILLEGAL.sub("", text)


def _without_clock(packed: bytes) -> bytes:
    """The same parts, all dated 1980-01-01."""
    again = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            dated = zipfile.ZipInfo(part.filename)
            dated.compress_type, dated.create_system = zipfile.ZIP_DEFLATED, 0
            new.writestr(dated, old.read(part))
    return again.getvalue()


def _drop_template_parts(word: Word) -> None:
    """The template's thumbnail and custom XML would follow into every letter."""
    for relations in (word.part.package.rels, word.part.rels):
        for name, relation in list(relations.items()):
            if relation.reltype.rsplit("/", 1)[-1] in _DROPPED:
                relations.pop(name)


def _set_properties(word: Word, document: content.Document) -> None:
    properties = word.core_properties
    for name in ("author", "last_modified_by", "comments", "keywords", "category", "subject", "content_status"):
        setattr(properties, name, "")
    properties.title, properties.language, properties.revision = _legal(document.title), document.language, 1
    properties.created = properties.modified = EPOCH


def _set_styles(word: Word, language: str) -> None:
    for name, size, bold, colour, before, after in _STYLES:
        style: Any = word.styles[name]
        style.font.size, style.font.bold, style.font.color.rgb = Pt(size), bold, RGBColor.from_string(colour)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            del fonts.attrib[attribute]
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), FACE)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    title = word.styles["Title"].element
    for border in title.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break
    for told in word.styles.element.iter(qn("w:lang")):
        told.set(qn("w:val"), language)
    word.styles["Normal"].element.get_or_add_rPr().append(_element("lang", val=language))


def _set_page(word: Word, document: content.Document) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(25)
    section.different_first_page_header_footer = True
    running = " · ".join(text for text in (document.sender, document.title) if text)
    if document.sender or document.reference:
        head = section.header.paragraphs[0]
        _two_sided(head, running, document.reference[0] if document.reference else "")
    for footer in (section.first_page_footer, section.footer):
        if document.footer or document.page_word:
            foot = footer.paragraphs[0]
            _two_sided(
                foot, document.footer.replace("\n", " · "), f"{document.page_word} " if document.page_word else ""
            )
            _border(foot, "top", LINE, 4, 6)
            if document.page_word:
                _field(foot, "PAGE")
                foot.add_run(" (")
                _field(foot, "NUMPAGES")
                foot.add_run(")")


def _two_sided(paragraph: WordParagraph, left: str, right: str) -> None:
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(TEXT_MM), WD_TAB_ALIGNMENT.RIGHT)
    style: Any = paragraph.style
    for stop in list(style.paragraph_format.tab_stops):
        stops.add_tab_stop(stop.position, WD_TAB_ALIGNMENT.CLEAR)
    paragraph.add_run(_legal(f"{left}\t{right}"))


def _field(paragraph: WordParagraph, name: str) -> None:
    """A number that Word counts; it stands as 1 until then."""
    for kind, inside in (("begin", None), (None, name), ("separate", None), (None, "1"), ("end", None)):
        run = paragraph.add_run()
        if kind:
            run._r.append(_element("fldChar", fldCharType=kind))
        elif inside == name:
            code = _element("instrText")
            code.text = name
            run._r.append(code)
        else:
            run.text = str(inside)


def _letter_head(word: Word, document: content.Document) -> None:
    if document.sender or document.reference:
        table = _bare_table(word, 1, (TEXT_MM * 0.6, TEXT_MM * 0.4))
        left, right = (cell.paragraphs[0] for cell in table.rows[0].cells)
        _styled(left.add_run(_legal(document.sender)), 13, ACCENT, bold=True)
        _styled(right.add_run(_legal("\n".join(document.reference))), 9.5, GREY)
        right.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        for cell in table.rows[0].cells:
            _cell_border(cell, "bottom", ACCENT, 8)
            _no_side_margins(cell)
            cell.paragraphs[0].paragraph_format.space_after = Pt(6)
        word.add_paragraph().paragraph_format.space_after = Pt(2)
    if document.addressee:
        word.add_paragraph(_legal("\n".join(document.addressee))).paragraph_format.space_after = Pt(22)
    if document.show_title and document.title:
        word.add_paragraph(_legal(document.title), style="Title")


def _styled(run: Any, size: float, colour: str, bold: bool = False) -> None:
    run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, RGBColor.from_string(colour)


def _heading(word: Word, block: content.Heading) -> None:
    word.add_heading(_legal(block.text), block.level)


def _paragraph(word: Word, block: content.Paragraph) -> None:
    paragraph = word.add_paragraph()
    for run in block.runs:
        added = paragraph.add_run(_legal(run.text))
        added.bold = run.bold or None
        if block.mono:
            added.font.name, added.font.size = MONO, Pt(9)


def _bullets(word: Word, block: content.Bullets) -> None:
    for line in block.lines:
        word.add_paragraph(_legal(line), style="List Bullet")


def _numbered(word: Word, block: content.Numbered) -> None:
    """The numbers are text: they are those in the boxes, and Word must not count anew."""
    numbers = block.numbers or range(1, len(block.lines) + 1)
    for number, line in zip(numbers, block.lines, strict=True):
        paragraph = word.add_paragraph(_legal(f"{number}.\t{line}"))
        form = paragraph.paragraph_format
        form.left_indent, form.first_line_indent, form.space_after = Mm(8), Mm(-8), Pt(3)
        form.tab_stops.add_tab_stop(Mm(8))


def _table(word: Word, block: content.Table) -> None:
    shares = block.widths or (1.0,) * block.columns
    aligns = block.align or (Align.LEFT,) * block.columns
    rows = [block.header, *block.rows] if block.header else list(block.rows)
    table = _bare_table(word, len(rows), [TEXT_MM * share / sum(shares) for share in shares])
    for row, texts in zip(table.rows, rows, strict=True):
        head = bool(block.header) and texts is rows[0]
        row._tr.get_or_add_trPr().append(_element("cantSplit"))
        if head:
            row._tr.get_or_add_trPr().append(_element("tblHeader"))
        for cell, text, align in zip(row.cells, texts, aligns, strict=False):
            _fill(cell, text, align, head)
    word.add_paragraph().paragraph_format.space_after = Pt(2)


def _fill(cell: Cell, text: str, align: Align, head: bool) -> None:
    paragraph = cell.paragraphs[0]
    _styled(paragraph.add_run(_legal(text)), 9, INK, bold=head)
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3)
    if align is Align.RIGHT:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _cell_border(cell, "bottom", LINE, 4)
    if head:
        cell._tc.get_or_add_tcPr().append(_element("shd", val="clear", color="auto", fill=PALE))


def _facts(word: Word, block: content.Facts) -> None:
    table = _bare_table(word, len(block.rows), (38.0, TEXT_MM - 38.0))
    for row, (key, value) in zip(table.rows, block.rows, strict=True):
        left, right = row.cells
        _styled(left.paragraphs[0].add_run(_legal(key)), 10.5, GREY)
        right.paragraphs[0].add_run(_legal(value))
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.space_after = Pt(3)
            _no_side_margins(cell)
    word.add_paragraph().paragraph_format.space_after = Pt(0)


def _note(word: Word, block: content.Note) -> None:
    cell = _bare_table(word, 1, (TEXT_MM,)).rows[0].cells[0]
    paragraph = cell.paragraphs[0]
    paragraph.add_run(_legal(block.text))
    form = paragraph.paragraph_format
    form.left_indent, form.space_before, form.space_after = Mm(2), Pt(6), Pt(6)
    _cell_border(cell, "left", ACCENT, 18)
    cell._tc.get_or_add_tcPr().append(_element("shd", val="clear", color="auto", fill=TINT))
    word.add_paragraph().paragraph_format.space_after = Pt(0)


def _page_break(word: Word, block: content.PageBreak) -> None:
    word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _bare_table(word: Word, rows: int, widths_mm: Sequence[float]) -> WordTable:
    """A table without lines, as wide as the text, whose columns keep their widths."""
    table: WordTable = word.add_table(rows, len(widths_mm))
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.LEFT
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    return table


def _cell_border(cell: Cell, side: str, colour: str, eighths: int) -> None:
    borders = _element("tcBorders")
    borders.append(_element(side, val="single", sz=str(eighths), space="0", color=colour))
    cell._tc.get_or_add_tcPr().append(borders)


def _no_side_margins(cell: Cell) -> None:
    margins = _element("tcMar")
    for side in ("left", "right"):
        margins.append(_element(side, w="0", type="dxa"))
    cell._tc.get_or_add_tcPr().append(margins)


def _border(paragraph: WordParagraph, side: str, colour: str, eighths: int, space: int) -> None:
    borders = _element("pBdr")
    borders.append(_element(side, val="single", sz=str(eighths), space=str(space), color=colour))
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _element(name: str, **attributes: str) -> Any:
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


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
