"""The fifth document: a supplier's offer as a scanned page, an image without a word of text in the file."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from time import strptime

import pymupdf
from PIL import Image, ImageChops, ImageFilter

from . import paper
from .people import COMPANY, COMPANY_ADDRESS, OPERATIONS, SELLER, SUPPLIER, phone

NAME = "offert-skannad.pdf"
TITLE = "Offert kabelskåp 12 februari"
DPI = 150
SKEW = 0.6
"""Degrees that the sheet lay askew in the scanner, anticlockwise."""

LINES = (
    ("Kabelskåp KS-4, komplett", 1, "st", 1843750),
    ("Jordkabel 4 x 95 mm²", 35, "m", 18640),
    ("Schaktning och återställning", 35, "m", 41275),
    ("Montörstimmar, två personer", 18, "tim", 68825),
    ("Provning och dokumentation", 1, "st", 385000),
)
"""What, how many, unit, price for one in öre."""
REASONS = (
    "Vi begär att priset per enhet och radernas belopp hålls hemliga. Samma kalkyl ligger till grund för två "
    "anbud som vi "
    "lämnar i april 2026. En konkurrent som känner våra enhetspriser kan lägga sig strax under, och vi förlorar då "
    "uppdragen. Slutsumman får bli känd."
)


def kronor(ore: int) -> str:
    """Öre as Swedish money, e.g. 1 287,50."""
    return f"{ore // 100:,}".replace(",", " ") + f",{ore % 100:02}"


PRICES = tuple(kronor(price) for *_, price in LINES)
AMOUNTS = tuple(kronor(count * price) for _, count, _, price in LINES)
TOTAL = kronor(sum(count * price for _, count, _, price in LINES))
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Places:
    """Where things stand on the scanned page (index 0), page space: prices by their words, and what stays."""

    prices: tuple[tuple[str, Box], ...]
    total: Box
    reasons: Box
    signature: Box

    @property
    def columns(self) -> tuple[Box, Box]:
        """The two areas that the clerk draws: the column of unit prices and the column of amounts."""
        half = len(self.prices) // 2
        return _around([b for _, b in self.prices[:half]]), _around([b for _, b in self.prices[half:]])


def places() -> Places:
    """Where things stand after the skew; the same page as ``make`` scans."""
    return _sheet()[1]


def make(folder: Path) -> None:
    """Writes the scan: 150 dots per inch, grey, skewed, a little noisy."""
    document, _ = _sheet()
    pixels = document[0].get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY)
    document.close()
    picture = _scanned(Image.frombytes("L", (pixels.width, pixels.height), pixels.samples))
    when = strptime("2026-02-13 08:12", "%Y-%m-%d %H:%M")
    picture.save(
        folder / NAME, "PDF", resolution=DPI, quality=74, title="Skannad handling", producer="Kontorsskrivare",
        creationDate=when, modDate=when,
    )  # fmt: skip


def _sheet() -> tuple[pymupdf.Document, Places]:
    document = pymupdf.open()
    page = document.new_page(width=paper.A4.width, height=paper.A4.height)
    pen = paper.Pen(page)
    _head(pen)
    top = pen.y
    lines = zip(LINES, PRICES, AMOUNTS, strict=True)
    rows = [(what, f"{count} {unit}", price, amount) for (what, count, unit, _), price, amount in lines]
    head = ("Arbete och material", "Antal", "Pris per enhet", "Belopp")
    pen.grid((190, 69, 100, 100), [head, *rows, ("Summa", "", "", TOTAL)], rights=(1, 2, 3))
    pen.line("Begäran om sekretess", 11.5, "bold", after=2)
    reasons = pymupdf.Rect(paper.LEFT, pen.y - 11, paper.RIGHT, pen.y)
    pen.paragraph(REASONS)
    reasons.y1 = pen.y - 18
    pen.paragraph("Betalning 30 dagar efter godkänd slutbesiktning. Garanti två år.")
    pen.line("Med vänlig hälsning", after=50)
    signature = paper.sign(page, paper.LEFT + 4, pen.y - 18, "lindahl")
    pen.line(f"{SELLER.name}, {SELLER.title}")
    pen.line(f"{SUPPLIER}, telefon {phone(92)}")
    return document, _places(page, top, reasons, signature)


def _head(pen: paper.Pen) -> None:
    pen.line(SUPPLIER, 17, "bold")
    pen.line("Verkstadsgatan 40, Norrsele. Org.nr 559999-9017", 8.5, after=24)
    for words in (COMPANY, f"Att. {OPERATIONS.title} {OPERATIONS.name}", COMPANY_ADDRESS):
        pen.line(words)
    pen.line("Norrsele den 12 februari 2026", right=True, after=14)
    pen.line("Offert: nytt kabelskåp vid Ripstigen", 13, "bold", after=4)
    pen.paragraph(
        "Tack för er förfrågan den 4 februari. Vi kan utföra arbetet med start tre veckor efter beställning. "
        "Offerten gäller i 60 dagar. Priserna är i kronor, exklusive moms.",
        after=10,
    )


def _places(page: pymupdf.Page, top: float, reasons: pymupdf.Rect, signature: pymupdf.Rect) -> Places:
    def place(words: str, last: bool, room: float = 2) -> Box:
        # Where one unit is bought, price and amount read alike: the left one is the price.
        found = [r for r in page.search_for(words) if r.y0 > top]
        return _turned(found[-1 if last else 0] + (-room, -room, room, room), page.rect)

    prices = [(words, place(words, False)) for words in PRICES] + [(words, place(words, True)) for words in AMOUNTS]
    return Places(
        tuple(prices), place(TOTAL, True, room=-1), _turned(reasons, page.rect), _turned(signature, page.rect)
    )


def _turned(rect: pymupdf.Rect, sheet: pymupdf.Rect) -> Box:
    """The upright rectangle around one that was turned by the skew about the sheet's centre."""
    angle, cx, cy = math.radians(SKEW), sheet.width / 2, sheet.height / 2
    corners = [(x - cx, y - cy) for x in (rect.x0, rect.x1) for y in (rect.y0, rect.y1)]
    xs = [cx + dx * math.cos(angle) + dy * math.sin(angle) for dx, dy in corners]
    ys = [cy - dx * math.sin(angle) + dy * math.cos(angle) for dx, dy in corners]
    return round(min(xs), 1), round(min(ys), 1), round(max(xs), 1), round(max(ys), 1)


def _around(boxes: list[Box]) -> Box:
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def _scanned(clean: Image.Image) -> Image.Image:
    """The picture as an office scanner gives it: askew, soft, grey paper, grain and a shadow at the left edge."""
    turned = clean.rotate(SKEW, Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(0.5))
    grain = Image.frombytes("L", turned.size, random.Random(20260213).randbytes(turned.width * turned.height))
    papery = ImageChops.subtract(turned, grain.point([value // 16 for value in range(256)]))
    edge = Image.new("L", turned.size, 0)
    shadow = Image.linear_gradient("L").rotate(90).resize((14, turned.height))
    edge.paste(shadow.point([value // 4 for value in range(256)]), (0, 0))
    result = ImageChops.subtract(papery, edge)
    kept = BytesIO()  # a scanner's JPEG artefacts belong to the picture
    result.save(kept, "JPEG", quality=78)
    return Image.open(BytesIO(kept.getvalue())).convert("L")
