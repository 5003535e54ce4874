"""Word files built part by part, for what python-docx cannot make."""

from __future__ import annotations

import zipfile
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ROOTS = {"header": "hdr", "footer": "ftr"}


def paragraph(text: str, style: str = "") -> str:
    """A paragraph of one run; ``style`` is run properties in XML."""
    return f"<w:p><w:r><w:rPr>{style}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def deleted(text: str) -> str:
    """A paragraph with a tracked deletion between two words that stay."""
    change = f"<w:del w:id='1' w:author='Ebba Testsson'><w:r><w:delText>{text}</w:delText></w:r></w:del>"
    return f"<w:p><w:r><w:t>kvar</w:t></w:r>{change}<w:r><w:t xml:space='preserve'> står</w:t></w:r></w:p>"


def inserted(text: str) -> str:
    """A paragraph that is a tracked insertion."""
    return f"<w:p><w:ins w:id='2' w:author='Ebba Testsson'><w:r><w:t>{text}</w:t></w:r></w:ins></w:p>"


def text_box(text: str) -> str:
    """A paragraph with a text box, in the new form and, as an alternative for old programs, in another."""
    inner = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    older = f"<w:txbxContent>{paragraph(text + ' äldre form')}</w:txbxContent>"
    shape = (
        "<w:drawing><wp:anchor behindDoc='0' locked='0' layoutInCell='1' allowOverlap='1' simplePos='0' "
        "relativeHeight='1'>"
        "<wp:simplePos x='0' y='0'/><wp:positionH relativeFrom='column'><wp:posOffset>0</wp:posOffset></wp:positionH>"
        "<wp:positionV relativeFrom='paragraph'><wp:posOffset>300000</wp:posOffset></wp:positionV>"
        "<wp:extent cx='4000000' cy='800000'/><wp:wrapNone/><wp:docPr id='1' name='box' descr='ritning av nätet'/>"
        "<a:graphic><a:graphicData uri='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'><wps:wsp>"
        "<wps:spPr><a:xfrm><a:off x='0' y='0'/><a:ext cx='4000000' cy='800000'/></a:xfrm>"
        f"<a:prstGeom prst='rect'/></wps:spPr><wps:txbx>{inner}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData>"
        "</a:graphic></wp:anchor></w:drawing>"
    )
    old = f"<w:pict><v:shape style='width:300pt;height:60pt'><v:textbox>{older}</v:textbox></v:shape></w:pict>"
    choice = f"<mc:Choice Requires='wps'>{shape}</mc:Choice><mc:Fallback>{old}</mc:Fallback>"
    return f"<w:p><w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r></w:p>"


def footnote_mark(number: int = 1) -> str:
    """A paragraph that ends with the mark of a footnote."""
    return f"<w:p><w:r><w:t>se noten</w:t></w:r><w:r><w:footnoteReference w:id='{number}'/></w:r></w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """A table with a paragraph in each cell."""
    grid = "<w:gridCol w:w='2000'/>" * len(rows[0])
    cells = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{paragraph(text)}</w:tc>" for text in row) + "</w:tr>" for row in rows
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{cells}</w:tbl>"


def word_file(
    target: Path, body: str, *, sections: str = "", raw: dict[str, bytes] | None = None, **parts: str
) -> Path:
    """Writes a Word file.

    ``parts`` are named by kind and number (header1, footer2, footnotes, endnotes, comments, settings) and
    hold the inside of their root; ``sections`` is the inside of the last section; ``raw`` are further parts.
    """
    relations, types = [], []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, inside in parts.items():
            kind = name.rstrip("0123456789")
            relations.append(f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{name}.xml"/>')
            types.append(f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>')
            root = _ROOTS.get(kind, kind)
            made.writestr(f"word/{name}.xml", f"<w:{root} {_SPACES}>{inside}</w:{root}>")
        made.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/'
            'vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
            + "".join(types)
            + "</Types>",
        )
        top = f'<Relationship Id="d" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        made.writestr("_rels/.rels", f'<Relationships xmlns="{_PACKAGE}/relationships">{top}</Relationships>')
        rows = f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(relations)}</Relationships>'
        made.writestr("word/_rels/document.xml.rels", rows)
        section = f"<w:sectPr>{sections}</w:sectPr>"
        made.writestr("word/document.xml", f"<w:document {_SPACES}><w:body>{body}{section}</w:body></w:document>")
        for name, content in (raw or {}).items():
            made.writestr(name, content)
    return target
