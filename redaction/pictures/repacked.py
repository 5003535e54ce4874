"""Pictures that the burn unpacked, packed again as they came: a masked scan is no larger than the scan was.

MuPDF blanks a picture and writes it without loss, which makes a photograph or a scanned page many times as large. What
was a JPEG becomes one again with its own tables, what was a fax one of the same kind; what stands under the marks is
blank by then.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Stream
from PIL import Image, JpegImagePlugin

from . import jpeg, pixels

EVERY = pikepdf.StreamDecodeLevel.specialized

MODES = {1: "L", 3: "RGB"}
"""Pictures of other channels stay as the burn wrote them."""

Size = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Coding:
    """How a picture was packed: its bytes then, and what packs pixels alike (None where it cannot)."""

    size: int
    pack: Callable[[Any], tuple[bytes, Any] | None]


def pictures(burnt: Path, working: Path, numbers: Iterable[int]) -> int:
    """Packs the blanked pictures of some pages (from 0) of the burnt file; gives how many there were."""
    with pikepdf.open(working) as before, pikepdf.open(burnt, allow_overwriting_input=True) as after:
        done: set[tuple[int, int]] = set()
        count = 0
        for number in numbers:
            codings, same = _known(before.pages[number].obj)
            for image in _of(after.pages[number].obj):
                if image.objgen not in done:
                    done.add(image.objgen)
                    count += _packed(image, codings.get(_size(image)), same)
        if count:
            after.save(burnt, static_id=True)
    return count


def _known(page: Any) -> tuple[dict[Size, Coding], set[bytes]]:
    """The codings of a page's pictures by their sizes, and the bytes of those that were packed without loss."""
    codings: dict[Size, Coding] = {}
    plain: set[bytes] = set()
    for image in _of(page):
        raw = image.read_raw_bytes()
        if image.get("/Filter") in (Name.DCTDecode, Name.DCT):
            codings[_size(image)] = Coding(len(raw), _as_jpeg(raw))
        elif image.get("/Filter") in (Name.CCITTFaxDecode, Name.CCF):
            codings[_size(image)] = Coding(len(raw), _fax)
        else:
            plain.add(raw)
    return codings, plain


def _of(page: Any) -> Iterator[Any]:
    """The pictures that a page and its forms can paint."""
    seen: set[tuple[int, int]] = set()
    waiting = [page.get("/Resources")]
    while waiting:
        resources = waiting.pop()
        listed = resources.get("/XObject") if isinstance(resources, Dictionary) else None
        for _, thing in listed.items() if isinstance(listed, Dictionary) else ():
            if not isinstance(thing, Stream) or thing.objgen in seen:
                continue
            seen.add(thing.objgen)
            if thing.get("/Subtype") == Name.Image:
                yield thing
            else:
                waiting.append(thing.get("/Resources"))


def _size(image: Any) -> Size:
    return int(image.get("/Width", 0)), int(image.get("/Height", 0))


def _packed(image: Any, coding: Coding | None, plain: set[bytes]) -> bool:
    """Packs one picture where it is one that the burn unpacked, and where that makes it smaller."""
    if coding is None or image.get("/Filter") != Name.FlateDecode:
        return False
    raw = image.read_raw_bytes()
    if len(raw) <= coding.size or raw in plain:
        return False
    made = coding.pack(image)
    if made is None or len(made[0]) >= len(raw):
        return False
    image.write(made[0], filter=Name.DCTDecode if made[1] is None else Name.CCITTFaxDecode, decode_parms=made[1])
    return True


def _as_jpeg(source: bytes) -> Callable[[Any], tuple[bytes, Any] | None]:
    """Packs as the JPEG was: the same tables, the same sampling of colours."""

    def pack(image: Any) -> tuple[bytes, Any] | None:
        picture = _pixels(image)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # large scans are no bombs: the page has been drawn already
                old = Image.open(io.BytesIO(source))
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            return None
        if picture is None or not isinstance(old, JpegImagePlugin.JpegImageFile) or old.mode != picture.mode:
            return None
        sampling = max(0, JpegImagePlugin.get_sampling(old))
        written = io.BytesIO()
        picture.save(written, "JPEG", qtables=old.quantization, subsampling=sampling, optimize=True)
        return jpeg.bare(written.getvalue()), None

    return pack


def _pixels(image: Any) -> Image.Image | None:
    """The picture of an image of plain grey or coloured bytes."""
    width, height = _size(image)
    whole = pixels.needed(image)
    mode = MODES.get((whole or 0) // max(1, width * height))
    if int(image.get("/BitsPerComponent", 8)) != 8 or "/Decode" in image or mode is None:
        return None
    body = image.read_bytes(EVERY)
    return Image.frombytes(mode, (width, height), body[:whole]) if whole and len(body) >= whole else None


def _fax(image: Any) -> tuple[bytes, Any] | None:
    """Packs black and white as a fax of group 4."""
    width, height = _size(image)
    picture = _bits(image, (width, height))
    if picture is None:
        return None
    written = io.BytesIO()
    picture.save(written, "TIFF", compression="group4", tiffinfo={278: height})
    with Image.open(written) as tiff:
        tags: Any = tiff.tag_v2  # type: ignore[attr-defined]
        starts, sizes, black = tags[273], tags[279], int(tags.get(262, 0)) == 1
    if len(starts) != 1:
        return None
    body = written.getvalue()[starts[0] : starts[0] + sizes[0]]
    image.BitsPerComponent = 1
    return body, Dictionary(K=-1, Columns=width, Rows=height, BlackIs1=black)


def _bits(image: Any, size: Size) -> Image.Image | None:
    """The picture of an image that holds black and white alone, whatever it spends on a pixel."""
    if "/ImageMask" in image or "/Decode" in image:
        return None
    if int(image.get("/BitsPerComponent", 8)) == 1 and pixels.needed(image) == (size[0] + 7) // 8 * size[1]:
        return Image.frombytes("1", size, image.read_bytes(EVERY))
    grey = _pixels(image)
    if grey is None or grey.mode != "L" or any(grey.histogram()[1:255]):
        return None
    return grey.convert("1", dither=Image.Dither.NONE)
