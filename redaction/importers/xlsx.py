"""Excel files of today (SpreadsheetML, ISO/IEC 29500): read part by part, cell by cell, with bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from redaction.errors import Damaged
from redaction.files import WorkingPdf

from . import header_codes, laid_out, number_formats, sheets
from .base import Job
from .package import Element, Package
from .sheets import Book, Row, Sheet
from .wordml import local

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TRUTH = {"1": "SANT", "0": "FALSKT"}
_ON = {"1", "true", "on"}


class XlsxImporter:
    """``hidden`` counts hidden sheets, rows and columns (they are on the pages, told as hidden), comments, formulas,
    links to other files, macros, pictures, charts and what the properties say."""

    kind = "xlsx"

    def make(self, job: Job) -> WorkingPdf:
        """See ``Importer``."""
        job.progress(0, 3, "open")
        with Package(job.source) as package:
            book = _Reader(package, job).read()
        book.count_hidden()
        return laid_out.make(job, "xlsx", sheets.blocks(book), book.hidden)


@dataclass
class _Reader:
    """Reads one package."""

    package: Package
    job: Job
    book: Book = field(default_factory=Book)
    strings: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    from_1904: bool = False

    def read(self) -> Book:
        main = next((target for _i, kind, target, _e in self.package.relations("") if kind == "officeDocument"), "")
        if main not in self.package.names:
            raise Damaged()
        root = self.package.xml(main)
        parts = {key: (kind, target) for key, kind, target, external in self.package.relations(main) if not external}
        for kind, target in parts.values():
            if kind == "sharedStrings" and target in self.package.names:
                self.strings = [_text(item) for item in self.package.xml(target) if local(item) == "si"]
            elif kind == "styles" and target in self.package.names:
                self.formats = list(_formats(self.package.xml(target)))
        self.from_1904 = any(p.get("date1904", "0") in _ON for p in root.iter("{*}workbookPr"))
        listed = list(root.iter("{*}sheet"))
        for number, found in enumerate(listed):
            self.job.progress(number, len(listed), "open")
            key = next((v for k, v in found.attrib.items() if k.endswith("}id")), "")
            kind, target = parts.get(key, ("", ""))
            state = found.get("state", "visible")
            self._sheet(Sheet(found.get("name", ""), state in ("hidden", "veryHidden")), kind, target)
        self._count(root)
        return self.book

    def _sheet(self, sheet: Sheet, kind: str, target: str) -> None:
        self.book.sheets.append(sheet)
        if target not in self.package.names or kind != "worksheet":
            self.book.hidden["chart"] += kind == "chartsheet"
            return
        root = self.package.xml(target)
        for columns in root.iter("{*}col"):
            if columns.get("hidden", "0") in _ON:
                first, last = _whole(columns.get("min"), 1), _whole(columns.get("max"), 1)
                sheet.hidden_columns.update(range(first - 1, min(last, sheets.MOST_COLUMNS)))
        number = 0
        for row in root.iter("{*}row"):
            number = _whole(row.get("r"), number + 1)
            made = Row(number, row.get("hidden", "0") in _ON)
            self._cells(row, made)
            if made.cells:
                sheet.rows.append(made)
        for edges in root.iter("{*}headerFooter"):
            sheet.edges += [said for edge in edges if (said := header_codes.words(edge.text or "", sheet.name))]
        for _key, related, part, external in self.package.relations(target):
            self.book.hidden["link"] += external and related == "hyperlink"
            if not external and part in self.package.names:
                self._related(sheet, related, part)

    def _cells(self, row: Element, made: Row) -> None:
        column = -1
        for cell in row:
            if local(cell) != "c":
                continue
            found = _REFERENCE.fullmatch(cell.get("r", ""))
            column = _column(found[1]) if found else column + 1
            self.book.put(made, column, self._value(cell))

    def _value(self, cell: Element) -> str:
        """What the cell shows; the value a formula had when the file was saved."""
        kind, value = cell.get("t", "n"), ""
        for part in cell:
            name = local(part)
            if name == "f":
                self.book.hidden["formula"] += 1
            elif name == "v":
                value = part.text or ""
            elif name == "is":
                return _text(part)
        if kind == "s":
            at = _whole(value, -1)
            return self.strings[at] if 0 <= at < len(self.strings) else ""
        if kind == "b":
            return _TRUTH.get(value, value)
        if kind != "n" or not value:
            return _unescaped(value)
        return self._number(value, cell)

    def _number(self, value: str, cell: Element) -> str:
        try:
            number = float(value)
        except ValueError:
            return value
        if number != number or number in (float("inf"), float("-inf")):
            return value
        style = _whole(cell.get("s"), 0)
        code = self.formats[style] if 0 <= style < len(self.formats) else ""
        return number_formats.shown(number, code, self.from_1904)

    def _related(self, sheet: Sheet, kind: str, part: str) -> None:
        if kind in ("comments", "threadedComment"):
            notes = self.package.xml(part).iter("{*}comment", "{*}threadedComment")
            self.book.hidden["comment"] += sum(1 for _ in notes)
        elif kind == "drawing":
            drawing = self.package.xml(part)
            for box in drawing.iter("{*}sp", "{*}cxnSp"):
                said = "\n".join("".join(t.text or "" for t in p.iter("{*}t")) for p in box.iter("{*}p")).strip()
                if said:
                    sheet.boxes.append(said)
            self.book.hidden["picture"] += sum(1 for _ in drawing.iter("{*}pic"))
            self.book.hidden["chart"] += sum(1 for _ in drawing.iter("{*}graphicFrame"))

    def _count(self, root: Element) -> None:
        package, hidden = self.package, self.book.hidden
        hidden["external-link"] += len(package.matching("xl/externalLinks/", ".xml"))
        hidden["external-link"] += len(package.matching("xl/connections"))
        hidden["macro"] += len(package.matching("xl/vbaProject"))
        hidden["embedded"] += len(package.matching("xl/embeddings/"))
        hidden["defined-name"] += sum(1 for _ in root.iter("{*}definedName"))
        hidden["pivot-cache"] += len(package.matching("xl/pivotCache/pivotCacheRecords"))
        hidden["custom-xml"] += len(package.matching("customXml/item", ".xml"))
        for part in ("docProps/core.xml", "docProps/custom.xml"):
            if part in package.names:
                hidden["metadata"] += sum(bool((e.text or "").strip()) for e in package.xml(part).iter("{*}*"))


def _formats(root: Element) -> Iterator[str]:
    """The format of each style of a cell, in their order."""
    own = {f.get("numFmtId"): f.get("formatCode", "") for f in root.iter("{*}numFmt")}
    for styles in root.iter("{*}cellXfs"):
        for style in styles:
            number = style.get("numFmtId", "0")
            yield own.get(number) or number_formats.BUILT_IN.get(_whole(number, 0), "")


def _text(element: Element) -> str:
    """The words of a string in parts; what is only for sorting (phonetic runs) is left out."""
    parts = []
    for child in element:
        name = local(child)
        if name == "t":
            parts.append(child.text or "")
        elif name == "r":
            parts += [t.text or "" for t in child if local(t) == "t"]
    return _unescaped("".join(parts))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _column(name: str) -> int:
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _whole(value: str | None, otherwise: int) -> int:
    return int(value) if value is not None and value.isascii() and value.isdigit() and len(value) < 10 else otherwise
