"""Makes a tagged PDF/A-2b with our own faces of a content document; the same document gives the same bytes.

It opens no foreign file and needs no PDF engine but the structure library, so it may run in any process.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

import pikepdf
import pikepdf.pdfa
from pikepdf import Array, Dictionary, Name, Stream

from . import layout, typeface
from .content import Document
from .embedded import Embedded
from .layout import Ink, Node, Page, Progress

PRODUCER = "Utlämna"


def pdf(document: Document, target: Path, made_at: str) -> int:
    """Writes the document as a PDF to ``target`` and returns the number of its pages.

    Args:
        document: what it says.
        target: a new file; it is there only when it validates as PDF/A-2b.
        made_at: ISO 8601 in UTC ("2026-11-23T09:12:00Z"), the only date in the file.

    Raises:
        pikepdf.pdfa.PdfaError: a fault of ours, the file would not have been PDF/A-2b.
    """
    with pikepdf.new() as made:
        pages = _fill(made, document, made_at, silent)
        pikepdf.pdfa.save(made, target, "2b", repair=False, deterministic_id=True)
    return pages


def working(document: Document, target: Path, made_at: str, progress: Progress) -> int:
    """Writes the document as ``pdf`` does but without validating it, for long texts laid out to be worked on."""
    with pikepdf.new() as made:
        pages = _fill(made, document, made_at, progress)
        made.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return pages


def silent(done: int, total: int, phase: str) -> None:
    """The progress that nobody listens to."""


def _fill(made: pikepdf.Pdf, document: Document, made_at: str, progress: Progress) -> int:
    pages, root = layout.pages(document, progress)
    faces: dict[str, Embedded] = {}
    for number, page in enumerate(pages):
        _add_page(made, page, number, faces)
        progress(number, len(pages), "write")
    fonts = Dictionary({f"/{name}": face.install(made) for name, face in _named(faces)})
    for page_object in made.pages:
        page_object.obj.Resources = Dictionary(Font=fonts)
    _structure(made, root)
    _catalogue(made, document, made_at)
    return len(pages)


def _named(faces: dict[str, Embedded]) -> Iterator[tuple[str, Embedded]]:
    yield from ((f"F{number}", face) for number, face in enumerate(faces.values()))


def _add_page(made: pikepdf.Pdf, page: Page, number: int, faces: dict[str, Embedded]) -> None:
    drawing = ["/Artifact BMC"] if page.fills else []
    for fill in page.fills:
        height = fill.y1 - fill.y0
        box = f"{fill.x0:.3f} {layout.HEIGHT - fill.y1:.3f} {fill.x1 - fill.x0:.3f} {height:.3f} re f"
        drawing.append(f"{_colour(fill.colour)} {box}")
    drawing += ["EMC"] if page.fills else []
    marked = 0
    for node, inks in groupby(page.inks, key=lambda ink: ink.node):
        if node is None:
            drawing.append("/Artifact BMC")
        else:
            drawing.append(f"/{node.tag} << /MCID {marked} >> BDC")
            node.children.append((number, marked))
            marked += 1
        drawing += [line for ink in inks for line in _text(ink, faces)]
        drawing.append("EMC")
    stream = made.make_indirect(Stream(made, "\n".join(drawing).encode("ascii")))
    sheet = Array([0, 0, round(layout.WIDTH, 3), round(layout.HEIGHT, 3)])
    made.pages.append(
        pikepdf.Page(Dictionary(Type=Name.Page, MediaBox=sheet, Contents=stream, StructParents=number, Tabs=Name.S))
    )


def _colour(colour: layout.Colour) -> str:
    return " ".join(f"{part:.3f}" for part in colour) + " rg"


def _text(ink: Ink, faces: dict[str, Embedded]) -> Iterator[str]:
    """The drawing of one line: a string for each stretch in one face."""
    yield f"BT {_colour(ink.colour)} 1 0 0 1 {ink.x:.3f} {layout.HEIGHT - ink.y:.3f} Tm"
    drawn = ((char, typeface.glyph(char, style)) for text, style in ink.parts for char in text)
    for name, group in groupby(drawn, key=lambda pair: pair[1].face):
        face = faces.setdefault(name, Embedded(name))
        codes = "".join(f"{face.code(glyph, char):04X}" for char, glyph in group)
        yield f"/F{list(faces).index(name)} {ink.size:g} Tf <{codes}> Tj"
    yield "ET"


def _structure(made: pikepdf.Pdf, root: Node) -> None:
    """The tree of tags, and from each page the way back from a number to its element."""
    parents: dict[int, dict[int, pikepdf.Object]] = {}
    tree = made.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    pages = [page.obj for page in made.pages]

    def element(node: Node, parent: pikepdf.Object) -> pikepdf.Object | None:
        made_here = made.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{node.tag}"), P=parent))
        kids = Array()
        for child in node.children:
            if isinstance(child, Node):
                below = element(child, made_here)
                if below is not None:
                    kids.append(below)
            else:
                page, number = child
                parents.setdefault(page, {})[number] = made_here
                kids.append(Dictionary(Type=Name.MCR, Pg=pages[page], MCID=number))
        if not len(kids) and node.tag not in ("TD", "TH", "Document"):
            return None
        made_here.K = kids
        if node.attributes:
            made_here.A = Dictionary({"/O": Name.Table} | {f"/{k}": Name(f"/{v}") for k, v in node.attributes.items()})
        return made_here

    tree.K = Array([element(root, tree)])
    numbers: Array = Array()
    for page in range(len(pages)):
        found = parents.get(page, {})
        numbers.append(page)
        numbers.append(made.make_indirect(Array([found[i] for i in range(len(found))])))
    tree.ParentTree = made.make_indirect(Dictionary(Nums=numbers))
    tree.ParentTreeNextKey = len(made.pages)
    made.Root.StructTreeRoot = tree
    made.Root.MarkInfo = Dictionary(Marked=True)


def _catalogue(made: pikepdf.Pdf, document: Document, made_at: str) -> None:
    """Language, title, colour profile and dates; the XMP is our own so that no clock gets into it."""
    made.Root.Lang = pikepdf.String(document.language)
    made.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pikepdf.pdfa.prepare(made, "2b")
    stamp = "D:" + made_at.translate({ord(char): None for char in "-:TZ"})[:14] + "Z"
    del made.docinfo
    info = {"Title": document.title, "Producer": PRODUCER, "CreationDate": stamp, "ModDate": stamp}
    made.trailer.Info = made.make_indirect(Dictionary({f"/{k}": pikepdf.String(v) for k, v in info.items() if v}))
    xmp = _XMP.format(
        title=escape(document.title),
        language=escape(document.language),
        producer=PRODUCER,
        at=made_at[:19].rstrip("Z") + "Z",
    )
    made.Root.Metadata = made.make_indirect(Stream(made, xmp.encode("utf-8"), Type=Name.Metadata, Subtype=Name.XML))


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreateDate>{at}</xmp:CreateDate><xmp:ModifyDate>{at}</xmp:ModifyDate><xmp:MetadataDate>{at}</xmp:MetadataDate>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
