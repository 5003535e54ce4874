"""What a PDF holds beside its pages: named, counted, and left behind."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from ..streams.operands import is_number

KEPT_ANNOTATIONS = frozenset(
    "/" + name
    for name in (
        "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "Highlight", "Underline", "Squiggly",
        "StrikeOut", "Stamp", "Caret", "Ink", "Widget", "Watermark",
    )
)  # fmt: skip
"""Annotations whose appearance is part of what the page shows; all others are removed."""

HIDDEN, NO_VIEW = 2, 32
"""Flags of an annotation that is not shown (ISO 32000-1, table 165)."""

CATALOG = {
    "/Outlines": "bookmarks", "/Metadata": "xmp", "/PageLabels": "page-labels", "/Dests": "named-dests",
    "/StructTreeRoot": "structure", "/OCProperties": "layers", "/OpenAction": "actions", "/AA": "actions",
    "/Threads": "threads", "/PieceInfo": "private", "/AF": "attachments", "/Collection": "portfolio",
    "/DSS": "signatures", "/Perms": "signatures", "/Legal": "signatures", "/DPartRoot": "document-parts",
    "/SpiderInfo": "web-capture",
    "/URI": "actions", "/Extensions": "extensions", "/OutputIntents": "output-intents", "/Requirements": "requirements",
}  # fmt: skip
"""Keys of the catalogue and the code under which each is reported."""

NAME_TREES = {
    "/EmbeddedFiles": "attachments", "/JavaScript": "javascript", "/Dests": "named-dests", "/Pages": "templates",
    "/Templates": "templates", "/IDS": "web-capture", "/URLS": "web-capture", "/AP": "appearances",
    "/Renditions": "media", "/AlternatePresentations": "media",
}  # fmt: skip

PAGE = {
    "/Thumb": "thumbnails", "/Metadata": "xmp", "/PieceInfo": "private", "/AA": "actions", "/B": "threads",
    "/AF": "attachments", "/Tabs": "", "/StructParents": "", "/LastModified": "", "/DPart": "document-parts",
    "/TemplateInstantiated": "templates", "/PresSteps": "actions", "/VP": "measures", "/ID": "web-capture",
}  # fmt: skip

PAGE_KEPT = ("/Type", "/Parent", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources", "/Contents", "/Group")


def count_document(pdf: pikepdf.Pdf) -> Counter[str]:
    """Counts what the document holds outside its pages, by code."""
    found: Counter[str] = Counter()
    for key, code in CATALOG.items():
        found[code] += key in pdf.Root
    names = pdf.Root.get("/Names")
    if isinstance(names, Dictionary):
        for key, code in NAME_TREES.items():
            if key in names:
                found[code] += max(1, _leaves(names[key]))
    information = pdf.trailer.get("/Info")
    if isinstance(information, Dictionary):
        found["metadata"] += len(information.keys())
    action = pdf.Root.get("/OpenAction")
    found["javascript"] += isinstance(action, Dictionary) and action.get("/S") == Name.JavaScript
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, Dictionary):
        found["xfa"] += "/XFA" in form
        _count_fields(form.get("/Fields"), found, set())
    return +found


def _leaves(tree: Any) -> int:
    """How many names a tree holds, each branch counted once."""
    found, waiting, seen = 0, [tree], set[tuple[int, int]]()
    while waiting:
        branch = waiting.pop()
        if not isinstance(branch, Dictionary) or (branch.is_indirect and branch.objgen in seen):
            continue
        seen.add(branch.objgen)
        found += len(branch.Names) // 2 if isinstance(branch.get("/Names"), Array) else 0
        kids = branch.get("/Kids")
        waiting.extend(kids if isinstance(kids, Array) else ())
    return found


def _count_fields(fields: Any, found: Counter[str], seen: set[tuple[int, int]]) -> None:
    if not isinstance(fields, Array):
        return
    for field in fields:
        if not isinstance(field, Dictionary) or (field.is_indirect and field.objgen in seen):
            continue
        if field.is_indirect:
            seen.add(field.objgen)
        if "/T" in field:
            found["signatures" if field.get("/FT") == Name.Sig else "form-fields"] += 1
        _count_fields(field.get("/Kids"), found, seen)


def count_page(page: pikepdf.Object) -> Counter[str]:
    """Counts what hangs on a page beside its contents."""
    return Counter(code for key, code in PAGE.items() if code and key in page)


def visible_annotations(page: pikepdf.Object, found: Counter[str], hidden_layer: Any) -> list[Any]:
    """The annotations that the page shows and that can become part of it; the others are counted as dropped.

    Args:
        hidden_layer: tells of a layer object whether it is off.
    """
    kept: list[Any] = []
    annotations = page.get("/Annots")
    for annotation in annotations if isinstance(annotations, Array) else ():
        if not isinstance(annotation, Dictionary):
            continue
        kind = str(annotation.get("/Subtype"))
        flags = annotation.get("/F", 0)
        shown = not (int(flags) & (HIDDEN | NO_VIEW)) if isinstance(flags, int) else True
        shown = shown and _has_area(annotation.get("/Rect"))
        if kind in KEPT_ANNOTATIONS and shown and not hidden_layer(annotation.get("/OC")):
            kept.append(annotation)
            found["form-fields" if kind == "/Widget" else "annotation-notes"] += (
                kind != "/Widget" and "/Contents" in annotation
            )
        else:
            found[_CODES.get(kind, "annotations")] += 1
    return kept


def _has_area(rect: Any) -> bool:
    """Whether an annotation's rectangle can show anything."""
    if not isinstance(rect, Array) or len(rect) != 4 or not all(is_number(v) for v in rect):
        return False
    return bool(rect[0] != rect[2] and rect[1] != rect[3])


_CODES = {
    "/FileAttachment": "attachments",
    "/Link": "links",
    "/Redact": "foreign-redactions",
    "/Widget": "hidden-form-fields",
    "/Popup": "popups",
}


def layers_off(pdf: pikepdf.Pdf) -> frozenset[tuple[int, int]]:
    """Object numbers of the layers that are off when the document opens."""
    properties = pdf.Root.get("/OCProperties")
    if not isinstance(properties, Dictionary) or not isinstance(properties.get("/D"), Dictionary):
        return frozenset()
    start = properties.D
    every = _numbers(properties.get("/OCGs"))
    off = set(every) if start.get("/BaseState") == Name.OFF else set()
    return frozenset((off - _numbers(start.get("/ON"))) | _numbers(start.get("/OFF")))


def _numbers(listed: Any) -> set[tuple[int, int]]:
    if not isinstance(listed, Array):
        return set()
    return {g.objgen for g in listed if isinstance(g, Dictionary | Stream) and g.is_indirect}
