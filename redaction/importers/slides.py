"""What the slides of a presentation say (PresentationML, ISO/IEC 29500-1): slide by slide, shape by shape."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from redaction.content import Block, Bullets, Heading, Paragraph, Run, Table
from redaction.errors import Damaged

from .package import Element, Package
from .wordml import children, kid, local

_TITLES = frozenset({"title", "ctrTitle"})
_NUMBER = "slidenum"
_OFF = frozenset({"0", "false"})
_ON = frozenset({"1", "true"})
_GAPS = {"br": "\n", "tab": "\t"}


@dataclass
class Slide:
    """A slide: its number (from 1), whether it is hidden in a show, what it says, its notes and what is not seen."""

    number: int
    hidden: bool = False
    blocks: list[Block] = field(default_factory=list)
    notes: str = ""
    unseen: list[tuple[str, str]] = field(default_factory=list)


def read(package: Package) -> list[Slide]:
    """The slides in their order. Raises Damaged where there is no list of them, DocumentError."""
    main = next((target for _i, kind, target, _e in package.relations("") if kind == "officeDocument"), "")
    if main not in package.names:
        raise Damaged()
    parts = {key: target for key, _kind, target, outside in package.relations(main) if not outside}
    found: list[Slide] = []
    for told in package.xml(main).iter("{*}sldId"):
        part = parts.get(next((str(v) for k, v in told.attrib.items() if str(k).endswith("}id")), ""), "")
        if part in package.names:
            found.append(_slide(package, part, len(found) + 1))
    return found


def counted(package: Package, slides: list[Slide]) -> Counter[str]:
    """What the pages do not show, by kind."""
    found: Counter[str] = Counter(kind for slide in slides for kind, _text in slide.unseen)
    found["hidden-slide"] = sum(slide.hidden for slide in slides)
    found["speaker-note"] = sum(bool(slide.notes) for slide in slides)
    for name in package.matching("ppt/comments/", ".xml"):
        found["comment"] += sum(1 for _ in package.xml(name).iter("{*}cm"))
    found["embedded"] = len(package.matching("ppt/embeddings/"))
    found["macro"] = len(package.matching("ppt/vbaProject"))
    return found


def _slide(package: Package, part: str, number: int) -> Slide:
    root = package.xml(part)
    slide = Slide(number, root.get("show", "1") in _OFF)
    related = {key: (kind, target) for key, kind, target, outside in package.relations(part) if not outside}
    tree = kid(root, "cSld", "spTree")
    if tree is not None:
        _shapes(package, tree, related, slide)
    notes = next((target for kind, target in related.values() if kind == "notesSlide"), "")
    if notes in package.names:
        slide.notes = _notes(package.xml(notes))
    return slide


def _shapes(package: Package, tree: Element, related: dict[str, tuple[str, str]], slide: Slide) -> None:
    for shape in children(tree):
        name = local(shape)
        about = next(shape.iter("{*}cNvPr"), None) if name in ("sp", "pic", "graphicFrame", "cxnSp", "grpSp") else None
        if about is not None and (said := "\n".join(filter(None, (about.get("title", ""), about.get("descr", ""))))):
            slide.unseen.append(("alt-text", said))
        if about is not None and about.get("hidden", "0") in _ON:
            text = "\n".join(_lines(shape))
            slide.unseen += [("hidden-text", text)] if text.strip() else []
        elif name == "grpSp":
            _shapes(package, shape, related, slide)
        elif name == "sp":
            slide.blocks += _text(shape)
        elif name == "graphicFrame":
            slide.blocks += _frame(package, shape, related)


def _text(shape: Element) -> Iterator[Block]:
    lines = [line for line in _lines(shape) if line.strip()]
    if not lines:
        return
    placeholder = next(shape.iter("{*}ph"), None)
    kind = placeholder.get("type", "body") if placeholder is not None else ""
    if kind in _TITLES:
        yield Heading(2, " ".join(" ".join(lines).split()))
    elif placeholder is not None and kind in ("body", "obj") and len(lines) > 1:
        yield Bullets(tuple(lines))
    else:
        yield from (Paragraph((Run(line),)) for line in lines)


def _frame(package: Package, frame: Element, related: dict[str, tuple[str, str]]) -> Iterator[Block]:
    """A table; or what a diagram or a chart says, whose text is in a part of its own."""
    for table in frame.iter("{*}tbl"):
        rows = [tuple("\n".join(_lines(cell)) for cell in row.iter("{*}tc")) for row in table.iter("{*}tr")]
        columns = max((len(row) for row in rows), default=0)
        if columns and any(any(row) for row in rows):
            yield Table((), tuple((*row, *[""] * (columns - len(row))) for row in rows))
    ids = {str(v) for element in frame.iter("{*}relIds", "{*}chart") for v in element.attrib.values()}
    for kind, target in (related[key] for key in sorted(ids) if key in related):
        if kind in ("diagramData", "chart") and target in package.names:
            lines = [line for line in _lines(package.xml(target)) if line.strip()]
            yield from (Paragraph((Run(line),)) for line in lines)


def _lines(element: Element) -> Iterator[str]:
    """The paragraphs under an element; numbers of slides, which a layout fills in, are left out."""
    for paragraph in element.iter("{*}p"):
        parts = []
        for run in paragraph:
            name = local(run)
            if name in _GAPS:
                parts.append(_GAPS[name])
            elif name == "r" or (name == "fld" and run.get("type") != _NUMBER):
                parts += [found.text or "" for found in run.iter("{*}t")]
        yield "".join(parts)


def _notes(root: Element) -> str:
    """What the notes' own text box says; the picture of the slide and the page number are none of it."""
    said = []
    for shape in root.iter("{*}sp"):
        placeholder = next(shape.iter("{*}ph"), None)
        if placeholder is not None and placeholder.get("type", "body") == "body":
            said += list(_lines(shape))
    return "\n".join(said).strip()
