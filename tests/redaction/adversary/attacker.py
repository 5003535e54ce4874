"""An attacker who knows the secret and looks for it everywhere in a file, with nothing of the engine's own.

Text is compared folded and without accents; any five letters in a row of one of the secret's words count, in the
text of the pages, in what content operands spell, in every string, name, stream and byte.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from fontTools.agl import toUnicode
from fontTools.cffLib import CFFFontSet
from fontTools.misc import eexec
from fontTools.ttLib import TTFont, TTLibError
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

from .sheet import Box, Case

RUN = 5
CODES = ("latin-1", "utf-8", "utf-16-be", "utf-16-le", "mac-roman")
SCALE = 2.0
ALIKE = 0.55
"""Pictures that agree by more than this (correlation) show the same."""


def folded(words: str) -> str:
    """Letters and digits alone, case folded, compatibility forms spelt out, accents gone."""
    spelt = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", words).casefold())
    return "".join(c for c in spelt if c.isalnum())


def runs(secret: str) -> set[str]:
    """Every five letters in a row of the secret's words (shorter words count whole, with the next)."""
    words = [folded(w) for w in secret.split()]
    return {w[i : i + RUN] for w in words for i in range(len(w) - RUN + 1)} or {"".join(words)}


def leaks(case: Case, path: Path) -> list[str]:
    """Where the secret can be got from the file, each place once."""
    wanted = set().union(*(runs(t) for t in case.terms))
    found: list[str] = []
    for where, words in views(path, case.password if path == case.path else None):
        bare = folded(words)
        if any(w in bare or w[::-1] in bare for w in wanted) and where not in found:
            found.append(where)
    return found + _visible(case, path) + _in_images(case, path)


# -- text


def views(path: Path, password: str | None = None) -> Iterator[tuple[str, str]]:
    """Every reading of the file: (where, text)."""
    raw = path.read_bytes()
    for code in CODES:
        yield "bytes", raw.decode(code, "ignore")
    yield from _pages(path, password)
    with pikepdf.open(path, password=password or "") as pdf:
        for thing in pdf.objects:
            yield from _object(thing)
        yield from _object(pdf.trailer)
        for number, page in enumerate(pdf.pages):
            for words in _spelt(page, page.obj.get("/Resources"), set()):
                yield f"operands of page {number}", words


def _pages(path: Path, password: str | None) -> Iterator[tuple[str, str]]:
    document = pypdfium2.PdfDocument(path, password)
    last = ""
    for number, page in enumerate(document):
        page.set_mediabox(-3000, -3000, 6000, 6000)
        page.set_cropbox(-3000, -3000, 6000, 6000)
        text = page.get_textpage()
        words = text.get_text_range()
        yield f"text of page {number}", words
        yield "text over pages", last[-300:] + words[:300]
        yield f"rows of page {number}", _rows(text)
        last = words
        text.close()
        page.close()
    document.close()


def _rows(text: Any) -> str:
    """Characters by row and from left to right, once each."""
    cells = []
    for i in range(text.count_chars()):
        left, bottom, _, _ = text.get_charbox(i, loose=True)
        cells.append((round(bottom / 4), left, text.get_text_range(i, 1)))
    cells.sort(key=lambda c: (-c[0], c[1]))
    return "".join(c for _, _, c in cells)


def _object(thing: Any) -> Iterator[tuple[str, str]]:
    number = thing.objgen[0] if thing.is_indirect else 0
    kind = ""
    if isinstance(thing, Stream):
        kind = str(thing.get("/Subtype", thing.get("/Type", "")))
        yield from _stream(thing, f"stream {number} {kind}")
        thing = thing.stream_dict
    for words in _values(thing):
        yield f"strings of {number} {kind}", words
    if isinstance(thing, Dictionary) and thing.get("/Type") == Name.Font:
        yield from _font_lists(thing, number)


def _stream(thing: Any, where: str) -> Iterator[tuple[str, str]]:
    raw = thing.read_raw_bytes()
    try:
        decoded = thing.read_bytes()
    except pikepdf.PdfError:
        decoded = _inflated(raw)
    for code in CODES:
        yield where, decoded.decode(code, "ignore")
    hexed = re.findall(rb"<([0-9A-Fa-f\s]{4,})>", decoded)
    joined = bytes.fromhex(
        "".join((h if len(h) % 2 == 0 else h + "0") for h in ("".join(x.decode().split()) for x in hexed))
    )
    for code in ("latin-1", "utf-16-be"):
        yield where + " (hex)", joined.decode(code, "ignore")
    yield where + " (literals)", b"".join(re.findall(rb"\(((?:\\.|[^\\()])*)\)", decoded, re.S)).decode("latin-1")
    if re.search(rb"begin(bf|cid)(char|range)", decoded):
        targets = re.findall(rb"<[0-9A-Fa-f\s]+>\s*<([0-9A-Fa-f\s]+)>\s*(?=<|end|\r|\n)", decoded)
        yield where + " (map)", "".join(_utf16(t) for t in targets)


def _inflated(raw: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(raw)
    except zlib.error:
        return raw


def _utf16(digits: bytes) -> str:
    clean = "".join(digits.decode().split())
    return bytes.fromhex(clean[: len(clean) // 2 * 2]).decode("utf-16-be", "ignore")


def _values(thing: Any, depth: int = 0) -> Iterator[str]:
    if isinstance(thing, String):
        yield str(thing)
        for code in CODES:
            yield bytes(thing).decode(code, "ignore")
    elif isinstance(thing, Name):
        yield str(thing)
    elif isinstance(thing, Dictionary):
        for key, value in thing.items():
            yield str(key)
            if not getattr(value, "is_indirect", False) and depth < 40:
                yield from _values(value, depth + 1)
    elif isinstance(thing, Array):
        spelt = []
        for value in thing:
            if isinstance(value, String | Name):
                spelt.append(str(value).lstrip("/"))
            if not getattr(value, "is_indirect", False) and depth < 40:
                yield from _values(value, depth + 1)
        yield "".join(spelt)


def _font_lists(font: Any, number: int) -> Iterator[tuple[str, str]]:
    """The letters that a font lists, in its order: /Differences, glyph procedures, the font program."""
    encoding = font.get("/Encoding")
    if isinstance(encoding, Dictionary) and isinstance(encoding.get("/Differences"), Array):
        names = [str(n)[1:] for n in encoding.Differences if isinstance(n, Name)]
        yield f"differences of font {number}", "".join(toUnicode(n) or n for n in names)
    if isinstance(font.get("/CharProcs"), Dictionary):
        names = [str(n)[1:] for n in list(font.CharProcs)]
        yield f"glyph names of font {number}", "".join(toUnicode(n) or n for n in names)
    descendants = font.get("/DescendantFonts")
    for part in [font, *(descendants if isinstance(descendants, Array) else ())]:
        program = _program(part)
        if program is not None:
            yield f"program of font {number}", _drawn_letters(program)
        yield f"glyphs of font {number}", "".join(_listed_letters(part.get("/FontDescriptor")))


def _program(font: Any) -> TTFont | None:
    descriptor = font.get("/FontDescriptor")
    for key in ("/FontFile2", "/FontFile3"):
        if isinstance(descriptor, Dictionary) and isinstance(descriptor.get(key), Stream):
            try:
                return TTFont(io.BytesIO(descriptor[key].read_bytes()), lazy=False)
            except (TTLibError, AssertionError):
                return None
    return None


def _drawn_letters(program: TTFont) -> str:
    """Letters of the glyphs that have an outline, by glyph number; only of subset fonts."""
    order = program.getGlyphOrder()
    if len(order) > 200:
        return ""
    letters = (
        {name: chr(code) for code, name in sorted((program.getBestCmap() or {}).items())} if "cmap" in program else {}
    )
    if "glyf" not in program:
        return ""
    drawn = program["glyf"]
    return "".join(letters.get(n) or toUnicode(n) for n in order if n in drawn and drawn[n].numberOfContours)


def _listed_letters(descriptor: Any) -> Iterator[str]:
    """Letters by the names or CIDs of the glyphs of a Type 1 or CFF program, in its order; of subsets alone."""
    names: list[str] = []
    if isinstance(descriptor, Dictionary) and isinstance(descriptor.get("/FontFile"), Stream):
        raw = descriptor.FontFile.read_bytes()
        clear, _, hidden = raw.partition(b"eexec")
        plain, _ = eexec.decrypt(hidden.lstrip(), 55665)
        spelt = re.findall(rb"/(\S+) \d+ (?:RD|-\|) ", plain) + re.findall(rb"/(\S+) put", clear)
        names = [name.decode("latin-1") for name in spelt]
    elif isinstance(descriptor, Dictionary) and isinstance(descriptor.get("/FontFile3"), Stream):
        raw = descriptor.FontFile3.read_bytes()
        if raw[:4] == b"OTTO":
            with TTFont(io.BytesIO(raw)) as font:
                raw = font.reader["CFF "]
        program = CFFFontSet()
        program.decompile(io.BytesIO(raw), None)
        names = program[0].charset
    if len(names) <= 200:
        yield from (chr(int(n[3:])) if re.fullmatch(r"cid\d{5}", n) else toUnicode(n) for n in names)


# -- operands


def _spelt(stream: Any, resources: Any, seen: set[tuple[int, int]]) -> Iterator[str]:
    """What the text operands of a stream spell, in each reading of their fonts, and of all streams it can use."""
    fonts = resources.get("/Font") if isinstance(resources, Dictionary) else None
    try:
        steps = pikepdf.parse_content_stream(stream)
    except pikepdf.PdfError:
        return
    out: dict[str, list[str]] = {"own": [], "map": [], "glyphs": [], "loose": []}
    font: Any = None
    for step in steps:
        if isinstance(step, pikepdf.ContentStreamInlineImage):
            out["loose"].append(str(bytes(step.iimage.unparse()), "latin-1"))
            continue
        if str(step.operator) == "Tf" and isinstance(fonts, Dictionary) and len(step.operands):
            font = fonts.get(str(step.operands[0]))
        for raw in _raw_strings(list(step.operands)):
            out["own"].append(raw.decode("cp1252", "ignore"))
            out["loose"].append(raw.decode("utf-16-be", "ignore"))
            out["map"].append(_mapped(font, raw))
            out["glyphs"].append(_by_program(font, raw))
        out["loose"].extend(str(o) for o in step.operands if isinstance(o, Name))
    yield from ("".join(parts) for parts in out.values())
    for inner in _inner(resources):
        if inner.objgen not in seen:
            seen.add(inner.objgen)
            yield from _spelt(inner, inner.get("/Resources", resources), seen)


def _raw_strings(operands: list[Any]) -> Iterator[bytes]:
    for operand in operands:
        if isinstance(operand, String):
            yield bytes(operand)
        elif isinstance(operand, Array):
            yield from _raw_strings(list(operand))
        elif isinstance(operand, Dictionary):
            yield from _raw_strings([v for _, v in operand.items()])


def _mapped(font: Any, raw: bytes) -> str:
    table = font.get("/ToUnicode") if isinstance(font, Dictionary) else None
    if not isinstance(table, Stream):
        return ""
    body = table.read_bytes()
    pairs = {int(a, 16): _utf16(b) for a, b in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?=[\r\n<e])", body)}
    for low, high, first in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", body):
        start = int(first, 16)
        for i in range(min(256, int(high, 16) - int(low, 16) + 1)):
            pairs.setdefault(int(low, 16) + i, chr(start + i) if start + i < 0x11000 else "")
    size = 2 if font.get("/Subtype") == Name.Type0 else 1
    return "".join(pairs.get(int.from_bytes(raw[i : i + size], "big"), "") for i in range(0, len(raw), size))


def _by_program(font: Any, raw: bytes) -> str:
    """By the embedded program's own table of characters, or by /Differences."""
    if not isinstance(font, Dictionary):
        return ""
    encoding = font.get("/Encoding")
    if font.get("/Subtype") != Name.Type0:
        if not isinstance(encoding, Dictionary) or not isinstance(encoding.get("/Differences"), Array):
            return ""
        names: dict[int, str] = {}
        code = 0
        for part in encoding.Differences:
            if isinstance(part, int):
                code = part
            else:
                names[code] = toUnicode(str(part)[1:])
                code += 1
        return "".join(names.get(b, "") for b in raw)
    descendant = font.DescendantFonts[0]
    program = _program(descendant)
    if program is None or "cmap" not in program:
        return ""
    order = program.getGlyphOrder()
    letters = {name: chr(code) for code, name in (program.getBestCmap() or {}).items()}
    given = descendant.get("/CIDToGIDMap")
    table = given.read_bytes() if isinstance(given, Stream) else b""
    out = []
    for i in range(0, len(raw) - 1, 2):
        cid = int.from_bytes(raw[i : i + 2], "big")
        gid = int.from_bytes(table[2 * cid : 2 * cid + 2], "big") if table else cid
        out.append(letters.get(order[gid], "") if gid < len(order) else "")
    return "".join(out)


def _inner(resources: Any) -> Iterator[Any]:
    if not isinstance(resources, Dictionary):
        return
    for family in ("/XObject", "/Pattern", "/Font", "/ExtGState"):
        listed = resources.get(family)
        for _, value in listed.items() if isinstance(listed, Dictionary) else ():
            if isinstance(value, Stream) and value.get("/Subtype") != Name.Image:
                yield value
            elif isinstance(value, Dictionary) and isinstance(value.get("/CharProcs"), Dictionary):
                yield from (glyph for _, glyph in value.CharProcs.items() if isinstance(glyph, Stream))
            elif isinstance(value, Dictionary) and isinstance(value.get("/SMask"), Dictionary):
                yield value.SMask.G


# -- pixels


def drawn(path: Path, number: int) -> Image.Image:
    """A page as pdfium draws it, grey."""
    document = pypdfium2.PdfDocument(path)
    page = document[number]
    picture = page.render(scale=SCALE, may_draw_forms=False).to_pil().convert("L")
    page.close()
    document.close()
    return picture


def alike(one: Image.Image, other: Image.Image) -> float:
    """How far two pictures of one size agree: -1 to 1; 0 where one of them is even."""
    a, b = list(one.tobytes()), list(other.tobytes())
    mean_a, mean_b = sum(a) / len(a), sum(b) / len(b)
    over = sum((x - mean_a) * (y - mean_b) for x, y in zip(a, b, strict=True))
    spread_a, spread_b = sum((x - mean_a) ** 2 for x in a), sum((y - mean_b) ** 2 for y in b)
    if spread_a < len(a) * 4 or spread_b < len(b) * 4:
        return 0.0
    return float(over / (spread_a * spread_b) ** 0.5)


def cut(picture: Image.Image, box: Box) -> Image.Image:
    """A part of a drawn page, page space units."""
    return picture.crop(tuple(round(v * SCALE) for v in box))  # type: ignore[arg-type]


def _visible(case: Case, path: Path) -> list[str]:
    found = []
    for number, box in case.seen:
        if abs(alike(cut(drawn(case.path, number), box), cut(drawn(path, number), box))) > ALIKE:
            found.append(f"seen on page {number}")
    return found


def _in_images(case: Case, path: Path) -> list[str]:
    if case.image_box is None:
        return []
    size, box = case.image_box
    whole = tuple(int(v) for v in box)
    with pikepdf.open(case.path) as pdf:
        source = [i for i in (_decoded(t) for t in pdf.objects if _is_image(t)) if i is not None]
    patterns = [i.resize(size).crop(whole) for i in source]  # type: ignore[arg-type]
    with pikepdf.open(path) as pdf:
        for thing in pdf.objects:
            picture = _decoded(thing) if _is_image(thing) else None
            if picture is not None:
                part = picture.resize(size).crop(whole)  # type: ignore[arg-type]
                if any(abs(alike(p, part)) > ALIKE for p in patterns):
                    return [f"pixels of image {thing.objgen[0]}"]
    return []


def _is_image(thing: Any) -> bool:
    return isinstance(thing, Stream) and thing.get("/Subtype") == Name.Image


def _decoded(thing: Any) -> Image.Image | None:
    try:
        return pikepdf.PdfImage(thing).as_pil_image().convert("L")
    except Exception:  # what cannot be decoded here is looked at on the drawn page
        return None
