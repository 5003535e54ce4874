"""The second document: the operations centre's list of customers without power, as a PDF table of two pages."""

from __future__ import annotations

from pathlib import Path

import pymupdf

from . import paper
from .people import COMPANY, COMPANY_NUMBER, COMPANY_PHONE, CUSTOMERS, TOWN, Customer

NAME = "avbrottslista.pdf"
TITLE = "Avbrottslista 2 februari"
EDGES = {"Nr": 54, "Kund": 86, "Adress": 300, "Telefon": 440, "Från": 560, "Till": 620, "Utan ström": 680}
COLUMNS = tuple(EDGES.items())
"""Headings and their left edges, page space."""
ROWS_PER_PAGE = 24
ROW, FIRST_ROW, LEFT, RIGHT = 17.0, 132.0, 48.0, 794.0


def make(folder: Path) -> None:
    """Writes the list, as many pages as its rows need."""
    document = pymupdf.open()
    parts = [CUSTOMERS[i : i + ROWS_PER_PAGE] for i in range(0, len(CUSTOMERS), ROWS_PER_PAGE)]
    for number, rows in enumerate(parts):
        page = document.new_page(width=paper.A4_LANDSCAPE.width, height=paper.A4_LANDSCAPE.height)
        pen = paper.Pen(page)
        _head(page, pen)
        for place, customer in enumerate(rows):
            _row(page, pen, place, number * ROWS_PER_PAGE + place + 1, customer)
        _foot(page, pen, number + 1, len(parts))
    pen.text(LEFT, FIRST_ROW + len(parts[-1]) * ROW + 8, _closing(), 9, "bold")
    paper.save(document, folder / NAME, "Avbrottslista", COMPANY, "D:20260203070000+01'00'")


def _head(page: pymupdf.Page, pen: paper.Pen) -> None:
    pen.text(LEFT, 58, "Avbrottslista", 18, "bold")
    pen.text(LEFT, 76, f"Avbrott 2026-02-02, nätområde {TOWN}. Orsak: fel i kabelskåp.", 9.5)
    pen.text_left_of(RIGHT, 58, f"{COMPANY}, driftcentralen", 9.5, "bold")
    pen.text_left_of(RIGHT, 72, f"Org.nr {COMPANY_NUMBER}", 8.5)
    pen.text_left_of(RIGHT, 84, f"Felanmälan {COMPANY_PHONE}", 8.5)
    page.draw_rect(pymupdf.Rect(LEFT, 100, RIGHT, 118), color=None, fill=(0.84, 0.89, 0.91))
    for heading, x in COLUMNS:
        pen.text(x, 112.5, heading, 9, "bold")


def _row(page: pymupdf.Page, pen: paper.Pen, place: int, number: int, customer: Customer) -> None:
    base = FIRST_ROW + place * ROW
    if place % 2:
        page.draw_rect(pymupdf.Rect(LEFT, base - 12, RIGHT, base - 12 + ROW), color=None, fill=paper.TINT)
    times = (customer.start.replace(".", ":"), customer.end.replace(".", ":"))
    cells = (str(number), customer.name, customer.street, customer.phone, *times, customer.hours)
    for (_, x), words in zip(COLUMNS, cells, strict=True):
        pen.text(x, base, words)


def _foot(page: pymupdf.Page, pen: paper.Pen, number: int, pages: int) -> None:
    page.draw_line((LEFT, 556), (RIGHT, 556), color=paper.GREY, width=0.5)
    pen.text(LEFT, 569, f"{COMPANY}. Utskrift 2026-02-03", 8, colour=paper.GREY)
    pen.text_left_of(RIGHT, 569, f"Sida {number} av {pages}", 8)


def _closing() -> str:
    return f"{len(CUSTOMERS)} kunder. Listan är slutförd 2026-02-03 kl. 07.00 av driftcentralen."
