"""The first document: a customer's complaint as a PDF, with her name also where no reader looks."""

from __future__ import annotations

from pathlib import Path

import pymupdf

from . import paper
from .people import (
    COMPANY,
    COMPANY_ADDRESS,
    COMPANY_PHONE,
    COMPLAINANT,
    COMPLAINANT_MAIL,
    COMPLAINANT_NUMBER,
    FITTER,
    HUSBAND,
    NEIGHBOURS,
    TOWN,
)

NAME = "klagomal-1.pdf"
TITLE = "Klagomål, brev 4 februari"
HEALTH = ("hemrespirator", "ström dygnet runt", "åka in till sjukhuset", "respiratorns batteri")
"""The words about the husband's health, each on one line of the letter."""
SIGNATURE = (64.0, 448.0, 234.0, 516.0)
"""Where she has signed on the first page, page space."""


def make(folder: Path) -> None:
    """Writes the letter: two pages, a signature in ink, a stamp, bookmarks, a note and XMP metadata."""
    document = pymupdf.open()
    _first(document)
    _second(document)
    page = document[0]
    document.set_toc([[1, f"Klagomål från {COMPLAINANT.name}", 1], [1, "Bilaga: timme för timme", 2]])
    _note(page)
    for spot in page.search_for(COMPLAINANT_MAIL):
        page.insert_link({"kind": pymupdf.LINK_URI, "from": spot, "uri": f"mailto:{COMPLAINANT_MAIL}"})
    document.set_xml_metadata(_xmp())
    made = "D:20260204193000+01'00'"
    paper.save(document, folder / NAME, f"Klagomål från {COMPLAINANT.name}", COMPLAINANT.name, made)


def _first(document: pymupdf.Document) -> None:
    page = document.new_page(width=paper.A4.width, height=paper.A4.height)
    pen = paper.Pen(page)
    for words in (COMPANY, "Kundservice", COMPANY_ADDRESS):
        pen.line(words)
    pen.line("Fjällvik den 4 februari 2026", right=True, after=18)
    pen.line("Klagomål efter strömavbrottet den 2 februari", 14, "bold", after=6)
    pen.paragraph(
        f"Jag heter {COMPLAINANT.name}, personnr {COMPLAINANT_NUMBER}, och bor på {_tied(COMPLAINANT.street)}, "
        f"{_tied(TOWN)}. Ni når mig på {_tied(COMPLAINANT.phone)} eller {COMPLAINANT_MAIL}."
    )
    respirator, always, hospital, _ = map(_tied, HEALTH)
    pen.paragraph(
        f"Strömmen var borta i elva timmar. Min make {_tied(HUSBAND)} har {respirator} och är beroende av {always}. "
        f"Klockan tre på natten fick vi {hospital}. Er montör {_tied(FITTER.name)} ringde tillbaka, men driftcentralen "
        "visste inte att vi står på listan över kunder som ska få ström först."
    )
    pen.paragraph("Även våra grannar var utan ström. Vi har samlat uppgifterna här:", after=10)
    rows = [(c.name, c.street, c.phone, c.hours) for c in NEIGHBOURS]
    pen.grid((120, 110, 115, 114), [("Namn", "Adress", "Telefon", "Utan ström"), *rows])
    pen.paragraph(
        "Vi begär ersättning för elva timmar enligt ellagen, och vi vill veta varför ingen ringde oss under natten. "
        "Vad som hände timme för timme står i bilagan."
    )
    pen.line("Med vänlig hälsning")
    paper.sign(page, SIGNATURE[0] + 6, SIGNATURE[3] - 20, "granberg")
    _stamp(pen)


def _second(document: pymupdf.Document) -> None:
    events = (
        ("02.10", "Strömmen försvinner på Tallstigen."),
        ("02.25", f"Jag ringer felanmälan, {COMPANY_PHONE}, och får vänta i kö i tjugo minuter."),
        ("02.40", f"Första gången som {HEALTH[3]} larmar."),
        ("03.05", "Vi lämnar huset. Grannen hjälper oss att skotta fram bilen."),
        ("06.30", f"Montör {FITTER.name} ringer. Felet sitter i kabelskåpet vid Ripstigen."),
        ("13.10", "Strömmen kommer tillbaka."),
    )
    costs = (("Matvaror i kyl och frys", "1 150"), ("Hotell, en natt", "995"), ("Bensin", "240"), ("Summa", "2 385"))
    pen = paper.Pen(document.new_page(width=paper.A4.width, height=paper.A4.height))
    pen.line("Bilaga: timme för timme", 14, "bold", after=6)
    pen.paragraph("Måndagen den 2 februari 2026.", after=10)
    pen.grid((60, 399), [("Klockan", "Vad som hände"), *events])
    pen.line("Våra kostnader", 11.5, "bold", after=8)
    pen.grid((200, 90), [("Kostnad", "Kronor"), *costs], rights=(1,))
    pen.paragraph("Kvitton finns och kan skickas.")


def _tied(words: str) -> str:
    return words.replace(" ", paper.TIE)


def _stamp(pen: paper.Pen) -> None:
    red = (0.62, 0.13, 0.16)
    pen.page.draw_rect(pymupdf.Rect(408, 56, 527, 94), color=red, width=1.2)
    pen.text(416, 72, "INKOM 2026-02-05", 10, "bold", red)
    pen.text(416, 86, COMPANY, 8.5, "plain", red)


def _note(page: pymupdf.Page) -> None:
    note = page.add_text_annot((548, 120), f"Ring {COMPLAINANT.name} på {COMPLAINANT.phone} om ersättningen.")
    note.set_info(title="Kundservice", creationDate="D:20260205090000+01'00'", modDate="D:20260205090000+01'00'")
    note.update()


def _xmp() -> str:
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">'
        f"Klagomål från {COMPLAINANT.name}</rdf:li></rdf:Alt></dc:title><dc:creator><rdf:Seq><rdf:li>{COMPLAINANT.name}"
        '</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )
