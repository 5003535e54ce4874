"""One adversarial PDF being made, with pikepdf, Pillow and raw bytes only.

Every file shows KEPT on its first page and holds SECRET (a name) somewhere; nobody of that name exists. CASES maps a
case's name to the function that gives the file.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image, ImageDraw

SECRET = "Hemlige Testsson"
KEPT = "Kvarstående ord som alla ska kunna läsa"
NEIGHBOURS = ("Granne ovanför", "Granne nedanför")
A4 = (595, 842)

Case = Callable[[], bytes]
CASES: dict[str, Case] = {}


class Sheet:
    """One PDF being made: a page with KEPT on it and whatever the case adds."""

    def __init__(self, pages: int = 1) -> None:
        self.pdf = pikepdf.new()
        self.font = self.pdf.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        )
        self.pages = []
        for _ in range(pages):
            page = self.pdf.add_blank_page(page_size=A4).obj
            page.Resources = Dictionary(Font=Dictionary(F1=self.font))
            page.Contents = self.pdf.make_stream(text(KEPT, 60, 780))
            self.pages.append(page)

    @property
    def page(self) -> pikepdf.Object:
        return self.pages[0]

    def add(self, content: bytes, page: int = 0) -> Sheet:
        """Appends to a page's contents."""
        target = self.pages[page]
        target.Contents = self.pdf.make_stream(target.Contents.read_bytes() + b"\n" + content)
        return self

    def form(self, content: bytes, **more: Any) -> pikepdf.Object:
        """A form XObject that can use the font."""
        return self.pdf.make_indirect(
            Stream(
                self.pdf,
                content,
                Type=Name.XObject,
                Subtype=Name.Form,
                BBox=Array([0, 0, 595, 842]),
                Resources=Dictionary(Font=Dictionary(F1=self.font)),
                **more,
            )
        )

    def resource(self, family: str, name: str, value: object, page: int = 0) -> Sheet:
        """Names a resource on a page."""
        listed = self.pages[page].Resources
        if family not in listed:
            listed[family] = Dictionary()
        listed[family][name] = value
        return self

    def bytes(self, **options: Any) -> bytes:
        """The finished file."""
        out = io.BytesIO()
        self.pdf.save(out, **options)
        return out.getvalue()


def raw(words: str) -> bytes:
    """A literal string operand in WinAnsi."""
    escaped = words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"(" + escaped + b")"


def text(words: str, x: float, y: float, size: float = 12, before: str = "") -> bytes:
    """A line of text."""
    return f"BT {before} /F1 {size} Tf 1 0 0 1 {x} {y} Tm ".encode() + raw(words) + b" Tj ET"


def case(build: Case) -> Case:
    """Puts a function into CASES under its name."""
    CASES[build.__name__.removeprefix("_")] = build
    return build


def shown(name: str, content: bytes) -> None:
    """A case that is only a content stream."""
    CASES[name] = lambda: Sheet().add(content).bytes()


def picture(pdf: pikepdf.Pdf, image: Image.Image, **more: Any) -> pikepdf.Object:
    """An image XObject of raw pixels."""
    drawn = Stream(
        pdf, image.convert("RGB").tobytes(), Type=Name.XObject, Subtype=Name.Image, Width=image.width,
        Height=image.height, ColorSpace=Name.DeviceRGB, BitsPerComponent=8, **more,
    )  # fmt: skip
    return pdf.make_indirect(drawn)


def jpeg(pdf: pikepdf.Pdf, image: Image.Image, **options: Any) -> pikepdf.Object:
    """An image XObject of JPEG bytes."""
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=90, **options)
    drawn = Stream(
        pdf, out.getvalue(), Type=Name.XObject, Subtype=Name.Image, Width=image.width, Height=image.height,
        ColorSpace=Name.DeviceRGB, BitsPerComponent=8, Filter=Name.DCTDecode,
    )  # fmt: skip
    return pdf.make_indirect(drawn)


def stripes(width: int = 300, height: int = 200) -> Image.Image:
    """A picture that differs everywhere."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    for x in range(0, width, 4):
        draw.line((x, 0, width - x, height), fill=(x % 255, 90, 255 - x % 255))
    return image


def annotation(sheet: Sheet, kind: str, **more: Any) -> Sheet:
    """Adds an annotation to the first page."""
    made = sheet.pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name("/" + kind), Rect=Array([60, 500, 300, 540]), F=4, **more)
    )
    if "/Annots" not in sheet.page:
        sheet.page.Annots = Array()
    sheet.page.Annots.append(made)
    return sheet


def appearance(sheet: Sheet, words: str) -> Dictionary:
    """A normal appearance that shows the words."""
    drawn = sheet.form(text(words, 5, 15))
    drawn.BBox = Array([0, 0, 240, 40])
    return Dictionary(N=drawn)


def field(sheet: Sheet, kind: str, **more: Any) -> Sheet:
    """Adds a form field to the first page."""
    annotation(sheet, "Widget", FT=Name("/" + kind), T=String("falt"), **more)
    resources_ = Dictionary(Font=Dictionary(Helv=sheet.font))
    sheet.pdf.Root.AcroForm = Dictionary(
        Fields=Array([sheet.page.Annots[0]]), DA=String("/Helv 12 Tf 0 g"), DR=resources_
    )
    return sheet
