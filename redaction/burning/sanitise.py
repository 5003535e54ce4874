"""Everything a reader cannot see, out: the page tree alone goes on, cleaned, before and after the burn.

``normalise`` makes the working file in which the burn takes place: every page upright at the origin, its
contents re-emitted. ``rebuild`` makes the delivered file out of the burnt one: a new PDF that holds only what a
white list names, the pages' own boxes again, and our own description of the document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name

from ..errors import Damaged, TooLarge
from ..fonts import false_maps, fonts, unicode_map
from ..matching import Term
from ..opening import open_structure, space_of_object
from ..pictures import unseen
from ..pictures.unseen import Unseen
from ..space import Space
from ..streams import steady, tiles
from ..streams.streams import GROUP_KEYS, Cleaner, Traits, keep
from . import bounds, carriers

Progress = Callable[[int, int, str], None]

SMALLEST: Final = 9
USUAL: Final = -1
"""Levels of deflate."""

INHERITED = ("/MediaBox", "/CropBox", "/Rotate", "/Resources")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the source: its space, its boxes as they shall stand again, and what it paints."""

    space: Space
    boxes: tuple[tuple[str, tuple[float, ...] | float], ...]
    traits: Traits


@dataclass(frozen=True, slots=True)
class Normalised:
    """What came of the source: one sheet per page, and what was left behind (code: count)."""

    sheets: tuple[Sheet, ...]
    dropped: Counter[str]


def normalise(
    source: Path, target: Path, password: str | None, progress: Progress, terms: Sequence[Term] = ()
) -> Normalised:
    """Writes the working file: decrypted, forms and annotations flattened, streams cleaned, nothing else kept.

    Tiles, drawn glyphs and soft masks that spell one of ``terms`` lose their text. Phase codes: ``open``, ``sanitise``.

    Raises:
        DocumentError: as ``opening.open_structure``; Damaged and TooLarge name the page (from 0).
    """
    progress(0, 2, "open")
    with open_structure(source, password) as pdf:
        progress(1, 2, "open")
        bounds.refuse_bombs(pdf)
        dropped = carriers.count_document(pdf)
        cleaner = Cleaner(pdf, carriers.layers_off(pdf), dropped)
        pages = list(pdf.pages)
        for page in pages:
            _inherit(page.obj)
            dropped.update(carriers.count_page(page.obj))
            page.obj.Annots = Array(carriers.visible_annotations(page.obj, dropped, cleaner.is_hidden))
        _flatten(pdf)
        _explain(pdf)
        progress(2, 2, "open")
        sheets: list[Sheet] = []
        for number, page in enumerate(pages):
            try:
                sheets.append(_sheet(cleaner, page))
            except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError) as error:
                raise Damaged(page=number) from error
            except TooLarge as error:
                raise TooLarge(**error.parameters | {"page": number}) from error
            progress(number + 1, len(pages), "sanitise")
        dropped["text-in-tiles"] += tiles.silence(pdf, terms)
        _bare(pdf)
        pdf.save(target, encryption=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return Normalised(tuple(sheets), +dropped)


def _inherit(page: pikepdf.Object) -> None:
    """Writes the keys a page inherits into the page itself."""
    for key in INHERITED:
        node: Any = page
        steps = 0
        while key not in page and isinstance(node, Dictionary) and steps < 50:
            if key in node:
                page[key] = node[key]
            node, steps = node.get("/Parent"), steps + 1


def _flatten(pdf: pikepdf.Pdf) -> None:
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, Dictionary) and (form.get("/NeedAppearances") or _lacks_appearance(pdf)):
        form.NeedAppearances = True
        with suppress(pikepdf.PdfError, RuntimeError):
            pdf.generate_appearance_streams()
    pdf.flatten_annotations("all")


def _explain(pdf: pikepdf.Pdf) -> None:
    """Gives fonts that do not say what their glyphs spell a map, so that terms are found in them."""
    for thing in list(pdf.objects):
        if not isinstance(thing, Dictionary) or thing.get("/Type") != Name.Font:
            continue
        if unicode_map.missing(thing):
            told = unicode_map.made(thing)
            if told is not None:
                thing.ToUnicode = pdf.make_stream(told)
        else:
            false_maps.mend(thing, pdf)


def _lacks_appearance(pdf: pikepdf.Pdf) -> bool:
    return any(
        annotation.get("/Subtype") == Name.Widget and "/AP" not in annotation
        for page in pdf.pages
        for annotation in page.obj.Annots
    )


def _sheet(cleaner: Cleaner, page: pikepdf.Page) -> Sheet:
    """Cleans a page and puts it upright; gives what is needed to turn it back."""
    obj = page.obj
    space = space_of_object(obj)
    traits = cleaner.page(page, obj.get("/Resources"))
    if isinstance(obj.get("/Group"), Dictionary):
        keep(obj.Group, GROUP_KEYS)
    keep(obj, carriers.PAGE_KEPT)
    boxes = _boxes(obj, space)
    for key in ("/CropBox", "/Rotate", "/UserUnit"):
        if key in obj:
            del obj[key]
    obj.MediaBox = Array([space.left, space.top - space.height, space.left + space.width, space.top])
    return Sheet(space, boxes, traits)


def _boxes(page: pikepdf.Object, space: Space) -> tuple[tuple[str, tuple[float, ...] | float], ...]:
    visible = (space.left, space.top - space.height, space.left + space.width, space.top)
    media = page.get("/MediaBox")
    sides = tuple(float(v) for v in media) if isinstance(media, Array) and len(media) == 4 else visible
    found: list[tuple[str, tuple[float, ...] | float]] = [("/MediaBox", sides)]
    if tuple(round(v, 4) for v in sides) != tuple(round(v, 4) for v in visible):
        found.append(("/CropBox", visible))
    if space.rotation:
        found.append(("/Rotate", float(space.rotation)))
    if space.unit != 1:
        found.append(("/UserUnit", space.unit))
    return tuple(found)


def _bare(pdf: pikepdf.Pdf) -> None:
    keep(pdf.Root, ("/Type", "/Pages"))
    for key in list(pdf.trailer.keys()):
        if key not in ("/Root", "/Size", "/ID"):
            del pdf.trailer[key]


Finish = Callable[[pikepdf.Pdf, Sequence[pikepdf.Page]], None]


def rebuild(
    burnt: Path,
    target: Path,
    sheets: Sequence[Sheet],
    made_at: str,
    finish: Finish,
    pictures: Collection[int],
    progress: Progress,
) -> Unseen:
    """Writes the delivered file from the burnt one; gives the pages whose pictures held what nobody sees.

    Phase code: ``rebuild``.

    Args:
        sheets: what the pages were, in order.
        made_at: the only date that enters the file, ISO 8601 in UTC.
        finish: paints what is ours (boxes, labels, raster pages) on the pages of the new file.
        pictures: the pages that ``finish`` turns into pictures: nothing of what they held goes on.
    """
    with pikepdf.open(burnt) as old, pikepdf.new() as new:
        for page in old.pages:
            keep(page.obj, carriers.PAGE_KEPT)
        new.pages.extend(old.pages)
        pages = list(new.pages)
        for page, sheet in zip(pages, sheets, strict=True):
            for key, value in sheet.boxes:
                page.obj[key] = Array(list(value)) if isinstance(value, tuple) else _plain(value)
        if any(sheet.traits.restyled for sheet in sheets):
            steady.undo(new)
        found = unseen.clear(pages, set(pictures))
        finish(new, pages)
        cleaner = Cleaner(new)
        for page in pages:
            _clean_resources(cleaner, page.obj)
        fonts.prune(new, _told(pages, progress))
        new.Root.Metadata = new.make_stream(description(made_at), Type=Name.Metadata, Subtype=Name.XML)
        _save(new, target)
    return found


def _save(pdf: pikepdf.Pdf, target: Path) -> None:
    """Writes the copy, what is new in it packed as far as deflate goes, by the library that the proof names."""
    pikepdf.settings.set_flate_compression_level(SMALLEST)
    try:
        pdf.save(
            target,
            deterministic_id=True,
            compress_streams=True,
            recompress_flate=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            min_version="1.5",
        )
    finally:
        pikepdf.settings.set_flate_compression_level(USUAL)


def _told(pages: Sequence[pikepdf.Page], progress: Progress) -> Iterator[pikepdf.Page]:
    """The pages, each told when it is taken up."""
    for number, page in enumerate(pages):
        progress(number, len(pages), "rebuild")
        yield page


def _plain(value: float) -> int | float:
    return int(value) if value == int(value) else value


def _clean_resources(cleaner: Cleaner, page: pikepdf.Object) -> None:
    """The white lists once more over what the burn wrote (its copies of images and forms)."""
    traits = Traits()
    resources = page.get("/Resources")
    objects: Any = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    if isinstance(objects, Dictionary):
        for name in list(objects.keys()):
            value = objects[name]
            if isinstance(value, pikepdf.Stream) and value.get("/Subtype") == Name.Image:
                cleaner.image(value)
    del traits


def description(made_at: str) -> bytes:
    """The XMP packet of every delivered file: the program's name and the plan's date, nothing else."""
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">'
        '<dc:title xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Alt>'
        '<rdf:li xml:lang="x-default">Maskerad kopia</rdf:li></rdf:Alt></dc:title>'
        f"<xmp:CreateDate>{made_at}</xmp:CreateDate><xmp:ModifyDate>{made_at}</xmp:ModifyDate>"
        "<pdf:Producer>Utl\u00e4mna</pdf:Producer>"
        "</rdf:Description></rdf:RDF></x:xmpmeta>\n"
        '<?xpacket end="r"?>'
    ).encode()
