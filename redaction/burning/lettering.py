"""Painting what is ours on the pages of the delivered file: boxes, labels, pictures, and the order of reading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Dictionary
from PIL import Image

from ..embedded import Embedded
from ..geometry import Rect
from ..pictures import pictured
from ..report import Stamp
from ..space import Space
from ..streams import text_runs
from ..streams.measures import Measures
from ..streams.text_runs import Unsafe
from ..typeface import Style, glyph, printable, width
from . import stamping, structure, tagging
from .phrases import Phrase
from .reset import Run
from .sanitise import Sheet
from .search import PageWork
from .tagging import Paragraph, Piece

INK = "0.06667"
"""The boxes' grey (0x111111)."""

SMALLEST, LARGEST = 6.0, 9.0
"""Type sizes of a label in user space units; a label that would be smaller is left to the schedule."""

LANGUAGE = "sv-SE"

FONT, PICTURE = "/U", "/U0"


@dataclass(frozen=True, slots=True)
class Invisible:
    """A word under a picture: text, left end of its base line and size (MuPDF space), and its width."""

    text: str
    x: float
    y: float
    size: float
    width: float


@dataclass(frozen=True, slots=True)
class RasterPage:
    """A page as a picture (boxes already in it), upright, with its surviving words."""

    picture: Image.Image
    words: tuple[Invisible, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """What is printed in a box (page space) and how large."""

    text: str
    size: float
    box: Rect


def label_of(phrase: Phrase, sheet: Sheet) -> Label | None:
    """What is printed in the widest box of a phrase: the first of its labels that fits, or nothing."""
    if not phrase.boxes or phrase.aslant:
        return None
    space = sheet.space.plain
    shown = max((space.from_mupdf(b) for b in phrase.boxes), key=lambda b: b.width)
    for label in phrase.labels:
        text = printable(label).replace("\n", " ")
        size = min(LARGEST, shown.height * 0.8, (shown.width - 2) / max(0.01, width(text, Style.PLAIN, 1.0)))
        if size >= SMALLEST:
            return Label(text, size, shown)
    return None


@dataclass
class Lettering:
    """Paints one document; fonts are shared by its pages and embedded at the end."""

    work: Mapping[int, PageWork]
    sheets: Sequence[Sheet]
    raster: Mapping[int, RasterPage] = field(default_factory=dict)
    stamps: Mapping[int, Stamp] = field(default_factory=dict)
    _faces: dict[str, Embedded] = field(default_factory=dict)

    def __call__(self, pdf: pikepdf.Pdf, pages: Sequence[pikepdf.Page]) -> None:
        """Paints boxes and pictures on the pages of the new file (a ``sanitise.Finish``), and tells how it is read."""
        pdf.Root.Lang = pikepdf.String(LANGUAGE)
        used: dict[int, list[str]] = {}
        told: dict[int, list[Paragraph]] = {}
        measures = Measures()
        for number, page in enumerate(pages):
            pieces = list(self._pieces(number))
            clip = stamping.enlarge(page, self.sheets[number], self.stamps.get(number))
            body = self._picture(pdf, page, number) if number in self.raster else _body(page, bool(pieces), clip)
            content, paragraphs = _read(body, pieces, page, measures)
            if paragraphs:
                told[number] = paragraphs
            if paragraphs or pieces or number in self.raster:
                page.obj.Contents = pdf.make_stream(content)
            if pieces or number in self.raster:
                _own_resources(pdf, page.obj)
                used[number] = list(self._faces)
        fonts = {name: face.install(pdf) for name, face in self._faces.items() if face.codes}
        for number, names in used.items():
            listed = _sub(pages[number].obj.Resources, "/Font")
            for name in names:
                if name in fonts:
                    listed[f"{FONT}{name}"] = fonts[name]
        structure.install(pdf, pages, told)

    def _pieces(self, number: int) -> Iterator[Piece]:
        """What is painted on a page, boxes first."""
        work, sheet = self.work.get(number), self.sheets[number]
        left, top = sheet.space.left, sheet.space.top
        for phrase in work.phrases if work else ():
            boxes = tuple(Rect(left + b.x0, top - b.y1, left + b.x1, top - b.y0) for b in phrase.boxes)
            drawing = "\n".join(self._phrase(phrase, sheet)).encode("ascii")
            yield Piece(drawing, boxes, spoken=phrase.spoken or structure.MASKED)
        for run in work.runs if work else ():
            x, y = left + run.x, top - run.y
            yield Piece("\n".join(self._run(run, sheet)).encode("ascii"), (Rect(x, y, x, y),), run.size)
        if number in self.stamps:
            yield self._stamp(self.stamps[number], sheet.space.plain)

    def _phrase(self, phrase: Phrase, sheet: Sheet) -> list[str]:
        space = sheet.space
        lines = [f"/Span <</ActualText <{_utf16(phrase.spoken)}>>> BDC"] if phrase.spoken else []
        lines.append(f"q {INK} g")
        for box in phrase.boxes:
            x, y = space.left + box.x0, space.top - box.y1
            lines.append(f"{x:.3f} {y:.3f} {box.width:.3f} {box.height:.3f} re f")
        lines.extend(self._label(phrase, sheet))
        lines.append("Q")
        if phrase.spoken:
            lines.append("EMC")
        return lines

    def _run(self, run: Run, sheet: Sheet) -> list[str]:
        """Words of a line that was set anew."""
        space = sheet.space
        red, green, blue = ((run.colour >> shift & 255) / 255 for shift in (16, 8, 0))
        dx, dy = run.way
        turned = f"{dx:g} {0 - dy:g} {dy:g} {dx:g}"
        matrix = f"{turned} {space.left + run.x:.2f} {space.top - run.y:.2f} Tm"
        start = f"q BT {red:.3f} {green:.3f} {blue:.3f} rg {100 * run.squeeze:g} Tz {matrix}"
        return [start, *self._set(run.text, run.size, run.style), "ET Q"]

    def _label(self, phrase: Phrase, sheet: Sheet) -> list[str]:
        """The label in the widest box, upright as the page is displayed."""
        label = label_of(phrase, sheet)
        return self._printed(label.text, label.size, label.box, sheet.space.plain) if label else []

    def _printed(self, text: str, size: float, shown: Rect, space: Space, grey: str = "1") -> list[str]:
        """Operators that print a label in a box (page space), white where nothing else is said."""
        x, y = space.unturn(shown.x0 + 1, shown.centre[1] + 0.35 * size)
        a, b = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}[space.rotation]
        matrix = f"{a} {b} {-b} {a} {space.left + x:.3f} {space.top - y:.3f} Tm"
        return [f"BT {grey} g {matrix}", *self._set(text, size), "ET"]

    def _stamp(self, stamp: Stamp, space: Space) -> Piece:
        """The page's stamp, upright as the page is displayed."""
        size = stamping.size_of(stamp)
        x, y = space.unturn(stamp.rect.x0 + 1, stamp.rect.centre[1] + 0.35 * size)
        x, y = space.left + x, space.top - y
        lines = ["q", *self._printed(stamp.words, size, stamp.rect, space, stamping.INK), "Q"]
        return Piece("\n".join(lines).encode("ascii"), (Rect(x, y, x, y),), size)

    def _set(self, text: str, size: float, style: Style = Style.PLAIN) -> list[str]:
        """Operators that show the text, one run per face."""
        out: list[str] = []
        name, run = "", ""
        for char in text:
            drawn = glyph(char, style)
            if drawn.face != name and run:
                out.append(f"{FONT}{name} {size:.2f} Tf <{run}> Tj")
                run = ""
            name = drawn.face
            run += f"{self._faces.setdefault(name, Embedded(name)).code(drawn, char):04X}"
        return [*out, f"{FONT}{name} {size:.2f} Tf <{run}> Tj"] if run else out

    def _picture(self, pdf: pikepdf.Pdf, page: pikepdf.Page, number: int) -> bytes:
        """The stream of a page that became a picture; its resources are new."""
        raster, space = self.raster[number], self.sheets[number].space
        image = pdf.make_indirect(pictured.image(pdf, raster.picture))
        corner = f"{space.left:.4f} {space.top - space.height:.4f}"
        lines = [f"q {space.width:.4f} 0 0 {space.height:.4f} {corner} cm {PICTURE} Do Q"]
        lines.append("q BT 3 Tr")
        for word in raster.words:
            natural = width(word.text, Style.PLAIN, word.size)
            squeeze = 100 * word.width / natural if natural > 0 else 100.0
            lines.append(f"{squeeze:.2f} Tz 1 0 0 1 {space.left + word.x:.3f} {space.top - word.y:.3f} Tm")
            lines.extend(self._set(word.text + " ", word.size))
        lines.append("ET Q\n")
        page.obj.Resources = Dictionary(XObject=Dictionary({PICTURE: image}))
        if "/Group" in page.obj:
            del page.obj["/Group"]
        return "\n".join(lines).encode("ascii")


def _body(page: pikepdf.Page, painted: bool, clip: bytes = b"") -> bytes:
    """What stands on a page; closed in itself where something is painted over it, and kept within its old edges."""
    page.contents_coalesce()
    old = page.obj.get("/Contents")
    body = old.read_bytes() if isinstance(old, pikepdf.Stream) else b""
    return b"q\n" + clip + body + b"\nQ\n" if painted else body


def _read(
    body: bytes, pieces: Sequence[Piece], page: pikepdf.Page, measures: Measures
) -> tuple[bytes, list[Paragraph]]:
    """A page's stream with its marks for readers; as it is where it cannot be marked safely."""
    try:
        whole = measures.parts(body, page.obj.get("/Resources"))
    except Unsafe:
        return b"\n".join([body, *(piece.drawing for piece in pieces)]), []
    tagged, paragraphs = tagging.page(body, whole, pieces)
    return text_runs.packed(tagged), paragraphs


def _own_resources(pdf: pikepdf.Pdf, page: pikepdf.Object) -> None:
    """Gives the page a resource and font dictionary that no other page shares."""
    old = page.get("/Resources")
    resources = Dictionary(dict(old.items())) if isinstance(old, Dictionary) else Dictionary()
    fonts = resources.get("/Font")
    resources.Font = Dictionary(dict(fonts.items())) if isinstance(fonts, Dictionary) else Dictionary()
    page.Resources = pdf.make_indirect(resources)


def _sub(resources: pikepdf.Object, family: str) -> pikepdf.Object:
    if family not in resources:
        resources[family] = Dictionary()
    return resources[family]


def _utf16(text: str) -> str:
    return "FEFF" + text.encode("utf-16-be").hex().upper()


def boxes_of(work: PageWork, sheet: Sheet) -> list[tuple[Phrase, tuple[Rect, ...]]]:
    """Each phrase of a page with its painted boxes in page space."""
    space = sheet.space.plain
    return [(phrase, tuple(space.from_mupdf(b).rounded(3) for b in phrase.boxes)) for phrase in work.phrases]
