"""The third document: minutes in Word, with tables, header, footer, a comment and two employees' home addresses."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from .offer import TOTAL
from .people import (
    COMPANY,
    COMPANY_NUMBER,
    COMPANY_PHONE,
    COMPLAINANT,
    CUSTOMER_HEAD,
    CUSTOMERS,
    FITTER,
    JURIST,
    NEIGHBOURS,
    OPERATIONS,
    REGISTRAR,
    SECOND_FITTER,
    STAFF_HEAD,
    SUPPLIER,
)

NAME = "protokoll-kundrad.docx"
TITLE = "Protokoll kundråd 9 februari"
MADE = datetime(2026, 2, 10, 9, 0, tzinfo=UTC)
PRESENT = (CUSTOMER_HEAD, OPERATIONS, STAFF_HEAD, JURIST, REGISTRAR)


def make(folder: Path) -> None:
    """Writes the minutes; times inside the file are fixed."""
    document = docx.Document()
    _page(document)
    _opening(document)
    _matters(document)
    _signatures(document)
    _write(document, folder / NAME)


def _page(document: Document) -> None:
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(10.5)
    for level in ("Title", "Heading 2"):
        heading = document.styles[level]
        heading.font.name = "Arial"
        for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            heading.element.rPr.rFonts.attrib.pop(qn(f"w:{attribute}"), None)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.header.paragraphs[0].text = f"{COMPANY}\tProtokoll kundråd\t2026-02-09"
    foot = section.footer.paragraphs[0]
    foot.add_run(f"Org.nr {COMPANY_NUMBER}, telefon {COMPANY_PHONE}\t\tSida ")
    _field(foot, "PAGE")
    foot.add_run(" av ")
    _field(foot, "NUMPAGES")


def _field(paragraph: Paragraph, code: str) -> None:
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", "1"), ("end", "")):
        if kind in ("begin", "separate", "end"):
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:t" if kind == "text" else "w:instrText")
            part.text = text
        run._r.append(part)


def _opening(document: Document) -> None:
    document.add_paragraph("Protokoll kundråd", style="Title")
    document.add_paragraph("Måndagen den 9 februari 2026 kl. 13.00–14.15, Storgatan 1, Fjällvik")
    _table(document, ("Närvarande", "Befattning"), [(p.name, p.title) for p in PRESENT])


def _matters(document: Document) -> None:
    _matter(document, "§ 1 Mötet öppnas", f"{CUSTOMER_HEAD.name} öppnar mötet. {REGISTRAR.name} för protokollet.")
    _matter(
        document,
        "§ 2 Strömavbrottet den 2 februari",
        f"{OPERATIONS.name} redogör för avbrottet. {len(CUSTOMERS)} kunder var utan ström, som längst i elva timmar. "
        f"Felet satt i ett kabelskåp och lagades tillfälligt av montör {FITTER.name}.",
    )
    case = document.add_paragraph("Ett skriftligt klagomål har kommit från ")
    name = case.add_run(COMPLAINANT.name)
    case.add_run(f", {COMPLAINANT.street}. Även {NEIGHBOURS[0].name} har ringt. Kundservice svarar båda.")
    words = f"Återkoppla till {COMPLAINANT.name} när ersättningen är bestämd."
    comment = document.add_comment(name, words, "Kundservice", "KS")
    comment._comment_elm.set(qn("w:date"), MADE.strftime("%Y-%m-%dT%H:%M:%SZ"))
    _matter(
        document,
        "§ 3 Ersättning",
        "Ingen kund var utan ström i tolv timmar. Lagens ersättning blir därför inte aktuell. "
        "Kundrådet föreslår en frivillig ersättning enligt tabellen.",
    )
    steps = (("under 6 timmar", "ingen"), ("6 till 9 timmar", "300 kr"), ("över 9 timmar", "500 kr"))
    _table(document, ("Tid utan ström", "Ersättning per kund"), steps)
    _matter(
        document,
        "§ 4 Nytt kabelskåp",
        f"{SUPPLIER} har lämnat en offert på totalt {TOTAL} kr exklusive moms. Leverantören begär att "
        "á-priserna hålls hemliga. Kundrådet tillstyrker att offerten antas.",
    )
    _matter(
        document,
        "§ 5 Personalfråga: beredskap efter avbrottet",
        f"{STAFF_HEAD.name} redovisar ett utdrag ur personalenhetens beredskapsschema. "
        "Montörerna utgår från hemmet under beredskap.",
    )
    rows = [(week, e.name, e.work_phone, e.home, e.private_phone) for week, e in (("8", FITTER), ("9", SECOND_FITTER))]
    _table(document, ("Vecka", "Montör", "Tjänstetelefon", "Bostad", "Privat telefon"), rows)
    _matter(document, "§ 6 Nästa möte", "Kundrådet träffas nästa gång måndagen den 9 mars 2026.")


def _matter(document: Document, heading: str, words: str) -> None:
    document.add_paragraph(heading, style="Heading 2")
    document.add_paragraph(words)


def _table(document: Document, headings: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    table = document.add_table(rows=1, cols=len(headings), style="Table Grid")
    for cell, words in zip(table.rows[0].cells, headings, strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    for paragraph in (p for row in table.rows for cell in row.cells for p in cell.paragraphs):
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
        for run in paragraph.runs:
            run.font.size = Pt(9.5)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _signatures(document: Document) -> None:
    closing = document.add_paragraph("Protokollet är justerat den 10 februari 2026.")
    closing.paragraph_format.space_before = Pt(18)
    closing.alignment = WD_ALIGN_PARAGRAPH.LEFT
    document.add_paragraph(f"{CUSTOMER_HEAD.name}, ordförande\t\t{REGISTRAR.name}, sekreterare")


def _write(document: Document, path: Path) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = TITLE, REGISTRAR.name, REGISTRAR.name
    properties.created = properties.modified = MADE.replace(tzinfo=None)
    properties.comments, properties.revision = "", 3
    made = BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            part = zipfile.ZipInfo(member.filename, (1980, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(member))
