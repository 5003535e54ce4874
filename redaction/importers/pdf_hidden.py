"""What a PDF holds and its pages do not show, counted by kind from its structure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

MOST = 100_000
"""No tree of a file is followed further than this many nodes."""

QUIET_ANNOTATIONS = {"/Link", "/Widget", "/Popup", "/PrinterMark", "/TrapNet"}
_TROUBLE = (pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError, KeyError, IndexError)


def count(pdf: pikepdf.Pdf) -> Counter[str]:
    """How many of each kind; ``unread`` counts the parts whose structure is too broken to follow."""
    found: Counter[str] = Counter()
    for counter in _COUNTERS:
        try:
            found.update(counter(pdf))
        except _TROUBLE:
            found["unread"] += 1
    return found


def revisions(source: Path) -> int:
    """How many earlier states of itself the file still holds (saved by appending; ISO 32000-1, 7.5.6)."""
    with source.open("rb") as file:
        head, ends, kept = file.read(2048), 0, b""
        file.seek(0)
        while chunk := file.read(1 << 20):
            ends += (kept + chunk).count(b"startxref") - kept.count(b"startxref")
            kept = chunk[-8:]
    return max(0, ends - 1 - (b"/Linearized" in head))


def _annotations(pdf: pikepdf.Pdf) -> Counter[str]:
    found: Counter[str] = Counter()
    for page in pdf.pages:
        for annotation in each(page.obj.get("/Annots")):
            kind = str(annotation.get("/Subtype", ""))
            found["annotation"] += kind not in QUIET_ANNOTATIONS
            found["attachment"] += kind == "/FileAttachment"
            action = annotation.get("/A")
            if isinstance(action, Dictionary):
                found["link"] += "/URI" in action
                found["javascript"] += action.get("/S") == Name.JavaScript
    return found


def _crops(pdf: pikepdf.Pdf) -> Counter[str]:
    """Pages whose sheet is larger than what is shown of it."""
    return Counter({"cropped-page": sum(_cropped(page) for page in pdf.pages)})


def _cropped(page: pikepdf.Page) -> bool:
    sheet, shown = ([float(v) for v in box] for box in (page.mediabox, page.cropbox))
    return shown[2] - shown[0] < sheet[2] - sheet[0] - 1 or shown[3] - shown[1] < sheet[3] - sheet[1] - 1


def _fields(pdf: pikepdf.Pdf) -> Counter[str]:
    found: Counter[str] = Counter()
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, Dictionary):
        return found
    found["xfa"] = int("/XFA" in form)
    for node in tree(form.get("/Fields"), "/Kids"):
        leaf = not any("/T" in kid for kid in each(node.get("/Kids")))
        found["form-field"] += leaf
        found["signature"] += node.get("/FT") == Name.Sig and "/V" in node
    return found


def _bookmarks(pdf: pikepdf.Pdf) -> Counter[str]:
    first = pdf.Root.get("/Outlines", Dictionary()).get("/First")
    return Counter(bookmark=sum(1 for _ in tree(first, "/Next", "/First")))


def _names(pdf: pikepdf.Pdf) -> Counter[str]:
    found: Counter[str] = Counter()
    names = pdf.Root.get("/Names")
    if isinstance(names, Dictionary):
        for key, kind in (("/EmbeddedFiles", "attachment"), ("/JavaScript", "javascript")):
            top = names.get(key)
            for node in tree(top, "/Kids"):
                found[kind] += _pairs(node)
    opening = pdf.Root.get("/OpenAction")
    found["javascript"] += isinstance(opening, Dictionary) and opening.get("/S") == Name.JavaScript
    return found


def _pairs(node: Object) -> int:
    names = node.get("/Names")
    return len(names) // 2 if isinstance(names, Array) else 0


def _layers(pdf: pikepdf.Pdf) -> Counter[str]:
    layers = pdf.Root.get("/OCProperties")
    if not isinstance(layers, Dictionary):
        return Counter()
    every, usual = layers.get("/OCGs"), layers.get("/D", Dictionary())
    total = len(every) if isinstance(every, Array) else 0
    if usual.get("/BaseState") == Name.OFF:
        hidden = total - (len(usual["/ON"]) if "/ON" in usual else 0)
    else:
        hidden = len(usual["/OFF"]) if "/OFF" in usual else 0
    return Counter({"hidden-layer": hidden, "layer": total})


def _metadata(pdf: pikepdf.Pdf) -> Counter[str]:
    info = pdf.trailer.get("/Info", Dictionary())
    return Counter(metadata=len(info.keys()) + int("/Metadata" in pdf.Root))


def each(value: object) -> list[Object]:
    """The dictionaries of what should be one or an array of them."""
    if isinstance(value, Dictionary):
        return [value]
    return [kid for kid in value if isinstance(kid, Dictionary)] if isinstance(value, Array) else []


def tree(roots: object, *kids: str) -> Iterator[Object]:
    """Every node under the roots, each once, at most ``MOST``."""
    waiting, seen = each(roots), set[tuple[int, int]]()
    for _ in range(MOST):
        if not waiting:
            return
        node = waiting.pop()
        if node.objgen != (0, 0) and node.objgen in seen:
            continue
        seen.add(node.objgen)
        yield node
        waiting += [below for key in kids for below in each(node.get(key))]


_COUNTERS: tuple[Callable[[pikepdf.Pdf], Counter[str]], ...] = (
    _annotations,
    _crops,
    _fields,
    _bookmarks,
    _names,
    _layers,
    _metadata,
)
