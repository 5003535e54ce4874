"""Pictures as pages: each picture of the file a page of the size it tells of, or at most as large as fits on A4."""

from __future__ import annotations

import io
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from redaction.errors import Damaged, NoPages, TooLarge
from redaction.files import WorkingPdf

from .base import Job, Progress, silent, working

MOST_PIXELS = 150_000_000
MOST_PAGES = 2_000
A4 = (595.276, 841.89)
COARSEST, FINEST = 50.0, 2_400.0
"""Dots per inch that a picture may say it has; others are taken for nonsense."""
SCREEN = 96.0
"""Dots per inch of a small picture that tells of none: it is not blown up to a whole page."""
LARGEST = 14_400.0
"""Points that a side of a page may have (ISO 32000-1, Annex C.2)."""

TROUBLE = (UnidentifiedImageError, OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError,
           AttributeError, ArithmeticError, AssertionError, RuntimeError)  # fmt: skip
"""What the readers of pictures raise on bad ones."""
Drawn = tuple[tuple[bytes, dict[str, Any]], tuple[int, int]]
"""A picture's bytes, what its dictionary says of them, and its size in pixels."""

_HEIF = frozenset({b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"hevx"})


class PictureImporter:
    """A JPEG's own bytes are kept where they can stand as they are; the rest is packed without loss.

    ``hidden`` counts what cameras write beside the picture: particulars, the place (``gps``), comments, thumbnails.
    """

    kind = "image"

    def make(self, job: Job) -> WorkingPdf:
        """See ``Importer``. Raises TooLarge past ``MOST_PIXELS`` or ``MOST_PAGES``."""
        job.progress(0, 3, "open")
        with pikepdf.new() as made:
            form, hidden = draw(job.source.read_bytes(), made, job.progress, job.aside)
            made.save(job.target, deterministic_id=True)
        return working(job.target, f"image/{form}", hidden=hidden)


def draw(
    content: bytes, made: pikepdf.Pdf, progress: Progress = silent, aside: set[int] | None = None
) -> tuple[str, Counter[str]]:
    """Adds the pictures of a file as pages; gives the name of the file's form, and what stands beside the pictures.

    A picture behind the first that cannot be read has an empty page, whose number (from 0) goes to ``aside``.

    Raises Damaged, NoPages, TooLarge.
    """
    _load_reader(content[:16])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(content)) as image:
                hidden = _particulars(image)
                _pages(content, image, made, progress, aside)
                return (image.format or "x").lower(), hidden
        except Image.DecompressionBombError as error:
            raise TooLarge(what="pixels", limit=MOST_PIXELS) from error
        except TROUBLE as error:
            raise Damaged() from error


def get_ready(source: Path) -> None:
    """Loads the reader of HEIC pictures where the file is one."""
    with source.open("rb") as file:
        _load_reader(file.read(16))


def _load_reader(head: bytes) -> None:
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF:
        import pillow_heif

        pillow_heif.register_heif_opener()


def _pages(
    content: bytes, image: Image.Image, made: pikepdf.Pdf, progress: Progress, aside: set[int] | None
) -> None:
    count = int(getattr(image, "n_frames", 1))
    if count > MOST_PAGES:
        raise TooLarge(what="pages", limit=MOST_PAGES)
    if count == 0:
        raise NoPages()
    for number in range(count):
        progress(number, count, "pages")
        try:
            _page(content, image, made, number, count)
        except TROUBLE:
            if number == 0 or aside is None:
                raise
            made.add_blank_page(page_size=A4)
            aside.add(number)


def _page(content: bytes, image: Image.Image, made: pikepdf.Pdf, number: int, count: int) -> None:
    if count > 1:
        image.seek(number)
    if image.width * image.height > MOST_PIXELS:
        raise TooLarge(what="pixels", limit=MOST_PIXELS)
    drawn = (_as_it_is(content, image) if count == 1 else None) or _packed(image)
    _add(made, drawn, _points(image, drawn[1]))


def _add(made: pikepdf.Pdf, drawn: Drawn, sheet: tuple[float, float]) -> None:
    (content, entries), size = drawn
    wide, high = sheet
    picture = Stream(made, content, Type=Name.XObject, Subtype=Name.Image, Width=size[0], Height=size[1], **entries)
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, round(wide, 3), round(high, 3)]),
        Resources=Dictionary(XObject=Dictionary(Im0=made.make_indirect(picture))),
        Contents=made.make_indirect(Stream(made, f"q {wide:.3f} 0 0 {high:.3f} 0 0 cm /Im0 Do Q".encode())),
    )
    made.pages.append(pikepdf.Page(page))


def _as_it_is(content: bytes, image: Image.Image) -> Drawn | None:
    """A JPEG's own bytes, without what is written beside the picture; None where it must be drawn anew."""
    turned = image.getexif().get(ExifTags.Base.Orientation, 1)
    if image.format != "JPEG" or image.mode not in ("L", "RGB") or turned != 1:
        return None
    image.load()  # what breaks off is found now
    space = Name.DeviceGray if image.mode == "L" else Name.DeviceRGB
    entries = {"ColorSpace": space, "BitsPerComponent": 8, "Filter": Name.DCTDecode}
    return (_bare(content), entries), image.size


def _bare(content: bytes) -> bytes:
    """The JPEG without its segments of particulars and comments (APP1-APP13, APP15, COM); from the scan on as it is."""
    kept, at = bytearray(content[:2]), 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        kind = content[at + 1]
        if kind == 0xFF:
            at += 1
            continue
        if kind == 0xDA:
            break
        length = int.from_bytes(content[at + 2 : at + 4], "big") + 2
        if not (0xE1 <= kind <= 0xED or kind in (0xEF, 0xFE)):
            kept += content[at : at + length]
        at += length
    return bytes(kept + content[at:])


def _packed(image: Image.Image) -> Drawn:
    """The picture upright, on white, in grey or colours of eight bits, or in black and white."""
    upright = ImageOps.exif_transpose(_plain(image))
    mode = _mode(upright)
    flat = _flat(upright) if mode == "RGB" else upright
    plain = flat if flat.mode == mode else flat.convert(mode)
    bits, space = (1 if mode == "1" else 8), (Name.DeviceRGB if mode == "RGB" else Name.DeviceGray)
    content = plain.tobytes()
    return (content, {"ColorSpace": space, "BitsPerComponent": bits}), plain.size


_MULTIPLIED = {"La": "LA", "RGBa": "RGBA"}


def _plain(image: Image.Image) -> Image.Image:
    """The picture, with its colours not multiplied by how clear they are."""
    plain = _MULTIPLIED.get(image.mode)
    return image.convert(plain) if plain else image


def _mode(image: Image.Image) -> str:
    if image.mode == "1":
        return "1"
    return "L" if image.mode == "L" and "transparency" not in image.info else "RGB"


def _flat(image: Image.Image) -> Image.Image:
    if image.mode.startswith(("I", "F")):  # more than eight bits of grey
        wide = image.convert("F")
        high = wide.getextrema()[1]
        scale = 255.0 / high if isinstance(high, float) and high > 255 else 1.0
        return wide.point(lambda value: value * scale).convert("L").convert("RGB")
    if "A" in image.getbands() or "transparency" in image.info:
        seen = image.convert("RGBA")
        ground = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(ground, seen).convert("RGB")
    return image.convert("RGB")


def _points(image: Image.Image, size: tuple[int, int]) -> tuple[float, float]:
    """The page in points: by the resolution it tells where that is one, else as large as fits on A4."""
    wide, high = size
    told = image.info.get("dpi")
    across, down = _resolution(told, 0), _resolution(told, 1)
    if across and down and (wide < high) != (image.width < image.height) and wide != high:
        across, down = down, across  # it was turned
    if across and down:
        sheet = wide * 72 / across, high * 72 / down
        if max(sheet) <= LARGEST and min(sheet) >= 3:
            return sheet
    limit = A4 if wide <= high else (A4[1], A4[0])
    scale = min(limit[0] / wide, limit[1] / high, 72 / SCREEN)
    return max(3.0, wide * scale), max(3.0, high * scale)


def _resolution(told: Any, at: int) -> float:
    try:
        found = float(told[at])
    except (TypeError, ValueError, IndexError, ArithmeticError):
        return 0.0
    return found if COARSEST < found <= FINEST and found != 72 else 0.0


def _particulars(image: Image.Image) -> Counter[str]:
    """What stands beside the picture, counted."""
    found: Counter[str] = Counter()
    exif = image.getexif()
    found["metadata"] = len(exif) + len(exif.get_ifd(ExifTags.IFD.Exif)) + ("xmp" in image.info)
    found["gps"] = bool(exif.get_ifd(ExifTags.IFD.GPSInfo))
    found["thumbnail"] = bool(exif.get_ifd(ExifTags.IFD.IFD1))
    found["comment"] = "comment" in image.info
    texts: Iterator[Any] = (v for k, v in image.info.items() if isinstance(v, str) and k not in ("comment", "xmp"))
    found["metadata"] += sum(bool(text.strip()) for text in texts)
    return found
