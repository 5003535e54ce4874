"""Making adversarial PDFs with pikepdf and raw bytes: a case, the register of cases, and one file being made."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

SECRET = "Örjan Vildqvist"
"""A name that nobody has; no run of five of its letters stands in any other word of the corpus."""

KEPT = "Kvarstående ord om badhuset"
ABOVE, BELOW = "Raden ovanför blir kvar", "Raden nedanför blir kvar"
A4 = (595, 842)

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Case:
    """One adversarial file and what is expected of its masked copy.

    ``terms`` and ``regions`` (page from 0, rectangle in page space) are what is asked for; ``stay`` must be read
    afterwards; ``seen`` are places (page space of the source) where the secret shows, ``pictures`` those that must
    look as before. ``image_box`` is where in the source's picture (pixels, with its size) the secret is drawn.
    """

    path: Path
    why: str
    terms: tuple[str, ...] = (SECRET,)
    regions: tuple[tuple[int, Box], ...] = ()
    stay: tuple[str, ...] = (KEPT,)
    seen: tuple[tuple[int, Box], ...] = ()
    pictures: tuple[tuple[int, Box], ...] = ()
    image_box: tuple[tuple[int, int], Box] | None = None
    password: str | None = None
    may_raster: bool = True


Build = Callable[[Path], Case]
CASES: dict[str, Build] = {}


def case(why: str, **expected: Any) -> Callable[[Callable[[], Any]], Build]:
    """Registers a function that gives a Sheet or bytes; ``expected`` are fields of its Case."""

    def register(make: Callable[[], Any]) -> Build:
        name = make.__name__

        def build(folder: Path) -> Case:
            made = make()
            body, more = (made.bytes(), made.expected) if isinstance(made, Sheet) else (made, {})
            path = folder / f"{name}.pdf"
            path.write_bytes(body)
            return Case(path, why, **(expected | more))

        if name in CASES:
            raise ValueError(f"two cases are named {name}")
        CASES[name] = build
        return build

    return register


def shown(name: str, why: str, content: Callable[[], bytes] | bytes, **expected: Any) -> None:
    """Registers a case that is one content stream."""

    def make() -> Sheet:
        return Sheet().add(content if isinstance(content, bytes) else content())

    make.__name__ = name
    case(why, **expected)(make)


def quoted(raw: bytes) -> bytes:
    """A literal string operand."""
    return b"(" + raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") + b")"


def text(words: str, x: float, y: float, size: float = 12, before: str = "", font: str = "F1") -> bytes:
    """A line of text in WinAnsi, PDF space."""
    head = f"BT {before} /{font} {size} Tf 1 0 0 1 {x} {y} Tm ".encode()
    return head + quoted(words.encode("cp1252")) + b" Tj ET\n"


def at(x: float, y: float, width: float = 90, height: float = 14, page_height: float = 842) -> Box:
    """The place of a line of text (PDF space) in page space of an upright page."""
    return (x, page_height - y - height + 3, x + width, page_height - y + 3)


@dataclass
class Sheet:
    """One PDF being made: each page has KEPT at its top and a font F1."""

    pages: int = 1
    size: tuple[float, float] = A4
    pdf: pikepdf.Pdf = field(default_factory=pikepdf.new)
    expected: dict[str, Any] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        helvetica = Dictionary(
            Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
        )
        self.font = self.pdf.make_indirect(helvetica)
        self.leaves: list[Any] = []
        for _ in range(self.pages):
            page = self.pdf.add_blank_page(page_size=self.size).obj
            page.Resources = Dictionary(Font=Dictionary(F1=self.font))
            page.Contents = self.pdf.make_stream(text(KEPT, 60, self.size[1] - 62))
            self.leaves.append(page)

    @property
    def page(self) -> Any:
        return self.leaves[0]

    def add(self, content: bytes, page: int = 0) -> Sheet:
        """Appends to a page's contents."""
        target = self.leaves[page]
        target.Contents = self.pdf.make_stream(target.Contents.read_bytes() + b"\n" + content)
        return self

    def expect(self, **expected: Any) -> Sheet:
        """Sets fields of the Case."""
        self.expected |= expected
        return self

    def stream(self, body: bytes, **keys: Any) -> Any:
        """An indirect stream."""
        return self.pdf.make_indirect(Stream(self.pdf, body, **keys))

    def form(self, content: bytes, box: tuple[float, ...] = (0, 0, 595, 842), **keys: Any) -> Any:
        """A form XObject that can use the font."""
        return self.stream(
            content,
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array(list(box)),
            **({"Resources": Dictionary(Font=Dictionary(F1=self.font))} | keys),
        )

    def resource(self, family: str, name: str, value: Any, page: int = 0) -> Sheet:
        """Names a resource on a page."""
        listed = self.leaves[page].Resources
        if family not in listed:
            listed[family] = Dictionary()
        listed[family][name] = value
        return self

    def annotation(self, kind: str, page: int = 0, **keys: Any) -> Any:
        """Adds an annotation at (60, 500, 300, 540) and gives it."""
        made: dict[str, Any] = {"Type": Name.Annot, "Subtype": Name("/" + kind), "F": 4} | keys
        made.setdefault("Rect", Array([60, 500, 300, 540]))
        note = self.pdf.make_indirect(Dictionary(**made))
        leaf = self.leaves[page]
        if "/Annots" not in leaf:
            leaf.Annots = Array()
        leaf.Annots.append(note)
        return note

    def looks(self, words: str) -> Any:
        """An appearance stream that shows the words."""
        return self.form(text(words, 5, 15), (0, 0, 240, 40))

    def field(self, kind: str, **keys: Any) -> Any:
        """Adds a form field with its widget and gives it."""
        made = self.annotation("Widget", FT=Name("/" + kind), **({"T": String("falt")} | keys))
        if "/AcroForm" not in self.pdf.Root:
            fonts = Dictionary(Font=Dictionary(Helv=self.font))
            self.pdf.Root.AcroForm = Dictionary(Fields=Array(), DA=String("/Helv 12 Tf 0 g"), DR=fonts)
        self.pdf.Root.AcroForm.Fields.append(made)
        return made

    def bytes(self, **options: Any) -> bytes:
        """The finished file."""
        out = io.BytesIO()
        self.pdf.save(out, **(self.options | options))
        return out.getvalue()
