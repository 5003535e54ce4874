"""Presentations built part by part: slides with text, tables, hidden ones, notes and comments."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from pathlib import Path

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.presentationml"
_SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'xmlns:r="{_OFFICE}" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_EMPTY = "<p:nvGrpSpPr><p:cNvPr id='1' name=''/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>"


@dataclass
class Slide:
    """``shapes`` in XML, ``notes`` of the speaker, ``comment`` by somebody called Bo Exempel."""

    shapes: str
    hidden: bool = False
    notes: str = ""
    comment: str = ""
    relations: list[str] = field(default_factory=list)


def shape(*lines: str, kind: str = "", about: str = "") -> str:
    """A shape with lines of text; ``kind`` of its placeholder, ``about`` are attributes of what it is called."""
    holder = f"<p:ph type='{kind}'/>" if kind else ""
    text = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in lines)
    place = "<a:xfrm><a:off x='500000' y='500000'/><a:ext cx='8000000' cy='1500000'/></a:xfrm>"
    return (
        f"<p:sp><p:nvSpPr><p:cNvPr id='2' name='x' {about}/><p:cNvSpPr/><p:nvPr>{holder}</p:nvPr></p:nvSpPr><p:spPr>"
        f"{place}<a:prstGeom prst='rect'><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/>{text}</p:txBody></p:sp>"
    )


def table(*rows: tuple[str, ...]) -> str:
    """A table."""
    cell = "<a:tc><a:txBody><a:bodyPr/><a:p><a:r><a:t>{}</a:t></a:r></a:p></a:txBody><a:tcPr/></a:tc>".format
    made = "".join(f"<a:tr h='400000'>{''.join(map(cell, row))}</a:tr>" for row in rows)
    grid = "<a:gridCol w='2000000'/>" * len(rows[0])
    return (
        "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id='4' name='t'/><p:cNvGraphicFramePr/><p:nvPr/>"
        "</p:nvGraphicFramePr><p:xfrm><a:off x='500000' y='3000000'/><a:ext cx='4000000' cy='800000'/></p:xfrm>"
        "<a:graphic><a:graphicData uri='http://schemas.openxmlformats.org/drawingml/2006/table'>"
        f"<a:tbl><a:tblPr/><a:tblGrid>{grid}</a:tblGrid>{made}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def presentation(target: Path, *slides: Slide) -> Path:
    """Writes a presentation."""
    row = '<Relationship Id="{}" Type="{}/{}" Target="{}"/>'.format
    parts: dict[str, str] = {}
    listed, related, types = "", "", ""
    for number, slide in enumerate(slides, 1):
        show = " show='0'" if slide.hidden else ""
        tree = f"<p:cSld><p:spTree>{_EMPTY}{slide.shapes}</p:spTree></p:cSld>"
        parts[f"ppt/slides/slide{number}.xml"] = f"<p:sld {_SPACES}{show}>{tree}</p:sld>"
        own = list(slide.relations)
        if slide.notes:
            own.append(row("n", _OFFICE, "notesSlide", f"../notesSlides/n{number}.xml"))
            body = f"<p:cSld><p:spTree>{_EMPTY}{shape(slide.notes, kind='body')}</p:spTree></p:cSld>"
            parts[f"ppt/notesSlides/n{number}.xml"] = f"<p:notes {_SPACES}>{body}</p:notes>"
        if slide.comment:
            text = f"<p:cm authorId='0' dt='2026-03-02T10:00:00'><p:text>{slide.comment}</p:text></p:cm>"
            parts[f"ppt/comments/comment{number}.xml"] = f"<p:cmLst {_SPACES}>{text}</p:cmLst>"
            own.append(row("c", _OFFICE, "comments", f"../comments/comment{number}.xml"))
        parts[f"ppt/slides/_rels/slide{number}.xml.rels"] = _relations("".join(own))
        listed += f"<p:sldId id='{255 + number}' r:id='s{number}'/>"
        related += row(f"s{number}", _OFFICE, "slide", f"slides/slide{number}.xml")
        types += f'<Override PartName="/ppt/slides/slide{number}.xml" ContentType="{_KIND}.slide+xml"/>'
    author = "<p:cmAuthor id='0' name='Bo Exempel' initials='BE' lastIdx='1' clrIdx='0'/>"
    parts["ppt/commentAuthors.xml"] = f"<p:cmAuthorLst {_SPACES}>{author}</p:cmAuthorLst>"
    parts["ppt/presentation.xml"] = (
        f"<p:presentation {_SPACES}><p:sldIdLst>{listed}</p:sldIdLst><p:sldSz cx='9144000' cy='6858000'/>"
        "<p:notesSz cx='6858000' cy='9144000'/></p:presentation>"
    )
    parts["ppt/_rels/presentation.xml.rels"] = _relations(related)
    parts["_rels/.rels"] = _relations(row("d", _OFFICE, "officeDocument", "ppt/presentation.xml"))
    parts["[Content_Types].xml"] = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.'
        'openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/ppt/presentation.xml" ContentType="{_KIND}.presentation.main+xml"/>{types}</Types>'
    )
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return target


def _relations(rows: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'
