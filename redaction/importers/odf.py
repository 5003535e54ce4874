"""OpenDocument texts and spreadsheets (ISO/IEC 26300): their words in order, hidden ones told or counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from redaction.content import Block, Bullets, Heading, Paragraph, Run, Table, texts
from redaction.errors import Damaged, Unsupported
from redaction.files import WorkingPdf

from . import coverage, laid_out, office, sheets, tamed_odf
from .base import Job
from .package import Element, Package
from .plain_word import LABELS
from .sheets import Book, Row, Sheet
from .wordml import local

_COUNTED = {"annotation": "comment", "tracked-changes": "deletion", "hidden-text": "hidden-text",
            "hidden-paragraph": "hidden-text", "script": "script", "event-listeners": "macro"}  # fmt: skip
"""Elements whose words are not on the pages, and what they are counted as."""
_GONE = frozenset((*_COUNTED, "annotation-end", "forms", "sequence-decls", "table-of-content-source"))
_SPACES = {"tab": "\t", "line-break": "\n"}
_CELLS = frozenset({"table-cell", "covered-table-cell"})
_GROUPS = frozenset({"table-header-rows", "table-rows", "table-row-group"})
MOST_REPEATED = 1_000


class OdtImporter:
    """``hidden`` counts comments, deletions, hidden text, pictures, objects and what the properties say."""

    kind = "odt"

    def make(self, job: Job) -> WorkingPdf:
        """See ``Importer``."""
        job.progress(0, 3, "open")
        with Package(job.source) as package:
            body = body_of(package, "text")
            reader = Text()
            blocks = [*_edges(package, "header"), *reader.blocks(body), *_edges(package, "footer")]
            hidden = counted(package, body)
            copied, wanted = partial(tamed_odf.copy, package), _wanted(package, body, blocks)
            by_office = None if _hides(package) else office.printed(job, "in.odt", copied, wanted, hidden)
        return by_office or laid_out.make(job, "odt", blocks, hidden)


class OdsImporter:
    """``hidden`` counts hidden sheets, rows and columns (they are on the pages, told as hidden), comments, formulas."""

    kind = "ods"

    def make(self, job: Job) -> WorkingPdf:
        """See ``Importer``."""
        job.progress(0, 3, "open")
        with Package(job.source) as package:
            body = body_of(package, "spreadsheet")
            unseen = {
                attribute(style, "name")
                for style in package.xml("content.xml").iter("{*}style")
                for told in style
                if attribute(told, "display") == "false"
            }
            book = Book(hidden=counted(package, body))
            tables = [table for table in body if local(table) == "table"]
            for number, table in enumerate(tables):
                job.progress(number, len(tables), "open")
                book.sheets.append(_sheet(book, table, attribute(table, "style-name") in unseen))
        book.count_hidden()
        return laid_out.make(job, "ods", sheets.blocks(book), book.hidden)


def _hides(package: Package) -> bool:
    """Whether a style or a section hides text, which our own layout shows and another one would not."""
    roots = (package.xml(name) for name in ("content.xml", "styles.xml") if name in package.names)
    named = (e for root in roots for e in root.iter("{*}text-properties", "{*}section"))
    return any(attribute(element, "display") in ("none", "condition") for element in named)


def _wanted(package: Package, body: Element, blocks: list[Block]) -> Counter[str]:
    """The words that any layout must show: without our own headings, and numbers of pages that each counts anew."""
    ours = set(LABELS.values())
    said = (words for block in blocks for words in texts(block) if words not in ours)
    roots = (body, package.xml("styles.xml")) if "styles.xml" in package.names else (body,)
    counted_anew = (found.text or "" for root in roots for found in root.iter("{*}page-number", "{*}page-count"))
    return coverage.words("\n".join(said)) - coverage.words(" ".join(counted_anew))


def body_of(package: Package, kind: str) -> Element:
    """What the document says. Raises Unsupported where it is locked, Damaged where there is none."""
    if "META-INF/manifest.xml" in package.names:
        manifest = package.xml("META-INF/manifest.xml")
        if next(manifest.iter("{*}encryption-data"), None) is not None:
            raise Unsupported(kind="locked-office")
    if "content.xml" not in package.names:
        raise Damaged()
    root = package.xml("content.xml")
    found = next((part for body in root.iter("{*}body") for part in body if local(part) == kind), None)
    if found is None:
        raise Damaged()
    return found


def counted(package: Package, body: Element) -> Counter[str]:
    """What the file holds and its pages do not show, by kind."""
    found: Counter[str] = Counter()
    for element in body.iter("{*}*"):
        name = local(element)
        if name == "tracked-changes":
            found["deletion"] += sum(1 for _ in element.iter("{*}deletion"))
            found["insertion"] += sum(1 for _ in element.iter("{*}insertion"))
        elif name in _COUNTED:
            found[_COUNTED[name]] += 1
        found["formula"] += name == "table-cell" and bool(attribute(element, "formula"))
        found["link"] += name == "a"
        found["picture"] += name == "image"
        found["embedded"] += name in ("object", "object-ole")
    if "meta.xml" in package.names:
        meta = (part for root in package.xml("meta.xml") for part in root)
        found["metadata"] = sum(bool((part.text or "").strip()) for part in meta if local(part) != "generator")
    found["macro"] += len(package.matching("Basic/", ".xml")) + len(package.matching("Scripts/"))
    return found


def attribute(element: Element, name: str) -> str:
    """An attribute's value, whatever its namespace; "" where there is none."""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _rows(table: Element) -> Iterator[Element]:
    """The rows of a table, not those of tables in its cells."""
    for part in table:
        if local(part) == "table-row":
            yield part
        elif local(part) in _GROUPS:
            yield from _rows(part)


def words_of(element: Element) -> Iterator[str]:
    """The text that is seen under an element."""
    name = local(element)
    if not name or name in _GONE:
        return
    if name == "s":
        count = attribute(element, "c")
        yield " " * (min(int(count), MOST_REPEATED) if count.isdecimal() else 1)
    elif name in _SPACES:
        yield _SPACES[name]
    elif name == "note":
        said = "".join(word for part in element if local(part) == "note-body" for word in words_of(part)).strip()
        yield f" [{said}] "
        return
    yield element.text or ""
    for at, child in enumerate(element):
        if at and local(child) in ("p", "h", "list-item"):
            yield "\n"
        yield from words_of(child)
        yield child.tail or ""


def _edges(package: Package, kind: str) -> list[Block]:
    """Headers or footers of the pages, under a heading of ours."""
    if "styles.xml" not in package.names:
        return []
    masters = (part for page in package.xml("styles.xml").iter("{*}master-page") for part in page)
    said = ("".join(words_of(part)).strip() for part in masters if local(part).startswith(kind))
    found = list(dict.fromkeys(text for text in said if text))
    return [Heading(3, LABELS[kind]), *(Paragraph((Run(text),)) for text in found)] if found else []


@dataclass
class Text:
    """Reads a text block by block."""

    made: list[Block] = field(default_factory=list)

    def blocks(self, body: Element) -> list[Block]:
        """The headings, paragraphs, lists and tables of a text in order."""
        for element in body:
            name = local(element)
            if name in _GONE:
                continue
            if name == "list":
                items = tuple(self._items(element))
                self.made += [Bullets(items)] if items else []
            elif name == "table":
                self.table(element)
            elif name in ("p", "h"):
                self._paragraph(element, name)
            elif name:
                self.blocks(element)
        return self.made

    def _paragraph(self, element: Element, name: str) -> None:
        said = "".join(words_of(element)).strip("\n ")
        if said.strip():
            level = attribute(element, "outline-level")
            deep = min(int(level), 3) if level.isdecimal() and int(level) else 1
            self.made.append(Heading(deep, " ".join(said.split())) if name == "h" else Paragraph((Run(said),)))

    def _items(self, element: Element) -> Iterator[str]:
        for item in element:
            if local(item) == "list":
                yield from self._items(item)
            elif local(item) not in _GONE:
                parts = [part for part in item if local(part) != "list"]
                said = "\n".join("".join(words_of(part)).strip() for part in parts).strip()
                if said:
                    yield said
                for part in item:
                    if local(part) == "list":
                        yield from self._items(part)

    def table(self, element: Element) -> None:
        """Adds a table, if it says anything."""
        rows = [
            tuple("".join(words_of(cell)).strip() for cell in row if local(cell) in _CELLS)
            for row in _rows(element)
        ]
        columns = max((len(row) for row in rows), default=0)
        whole = tuple((*row, *[""] * (columns - len(row))) for row in rows if any(row))
        if whole:
            self.made.append(Table((), whole))


def _sheet(book: Book, table: Element, hidden: bool) -> Sheet:
    """A sheet; rows and cells that are repeated stand as often as they hold words, within a bound."""
    sheet = Sheet(attribute(table, "name"), hidden)
    column = 0
    for told in table.iter("{*}table-column"):
        count = _repeated(told, "number-columns-repeated")
        if attribute(told, "visibility") in ("collapse", "filter"):
            sheet.hidden_columns.update(range(column, min(column + count, sheets.MOST_COLUMNS)))
        column += count
    number = 1
    for row in _rows(table):
        count = _repeated(row, "number-rows-repeated")
        unseen = attribute(row, "visibility") in ("collapse", "filter")
        for again in range(count):
            made = Row(number + again, unseen)
            _cells(book, row, made)
            if not made.cells:
                break
            sheet.rows.append(made)
        number += count
    for shape in table.iter("{*}shapes"):
        sheet.boxes += [said for box in shape if (said := "".join(words_of(box)).strip())]
    return sheet


def _cells(book: Book, row: Element, made: Row) -> None:
    column = 0
    for cell in row:
        if local(cell) not in ("table-cell", "covered-table-cell"):
            continue
        count = _repeated(cell, "number-columns-repeated")
        said = "\n".join("".join(words_of(part)) for part in cell if local(part) == "p").strip()
        for again in range(count) if said else ():
            book.put(made, column + again, said)
        column += count


def _repeated(element: Element, name: str) -> int:
    count = attribute(element, name)
    return max(1, int(count)) if count.isdecimal() and len(count) < 8 else 1
