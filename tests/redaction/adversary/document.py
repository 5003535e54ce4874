"""What hangs on pages and catalogue, and what lies in the file beside its objects."""

# ruff: noqa: D103, E501 - what a case is about stands in its decorator

from __future__ import annotations

import io
import re
import zlib
from typing import Any, Literal

import pikepdf
from pikepdf import Array, Dictionary, Encryption, Name, ObjectStreamMode, String

from .sheet import KEPT, SECRET, Sheet, at, case, text

SEEN = ((0, at(60, 600)),)
PLAIN = {"object_stream_mode": ObjectStreamMode.disable}


@case("information in every coding, with keys of its own", stay=(KEPT,))
def information() -> Sheet:
    sheet = Sheet()
    info = {
        "Title": SECRET.encode("cp1252"),
        "Author": b"\xef\xbb\xbf" + SECRET.encode(),
        "Vildqvist": b"x",
        "Trapped": SECRET.encode("utf-16-le"),
    }
    sheet.pdf.trailer.Info = sheet.pdf.make_indirect(Dictionary({f"/{k}": String(v) for k, v in info.items()}))
    return sheet


@case("descriptions (XMP) on page, form, picture, font, tile and catalogue", stay=(KEPT, "synligt"))
def descriptions() -> Sheet:
    sheet = Sheet()

    def xmp() -> object:
        return sheet.stream(f"<x:xmpmeta>{SECRET}</x:xmpmeta>".encode(), Type=Name.Metadata, Subtype=Name.XML)

    form = sheet.form(text("synligt", 60, 600), Metadata=xmp())
    sheet.page.Metadata, sheet.pdf.Root.Metadata, sheet.font.Metadata = xmp(), xmp(), xmp()
    sheet.page.Resources.Metadata = xmp()
    return sheet.resource("/XObject", "/X1", form).add(b"/X1 Do")


@case("bookmarks with actions, destinations and children", stay=(KEPT,))
def bookmark_tree() -> Sheet:
    sheet = Sheet()
    child = Dictionary(Title=String(SECRET), A=Dictionary(S=Name.URI, URI=String("https://example.se/Vildqvist")))
    top = sheet.pdf.make_indirect(
        Dictionary(Title=String("a"), Dest=String(SECRET), First=sheet.pdf.make_indirect(child))
    )
    sheet.pdf.Root.Outlines = sheet.pdf.make_indirect(Dictionary(Type=Name.Outlines, First=top, Last=top, Count=1))
    return sheet


@case("every tree of names", stay=(KEPT,))
def trees_of_names() -> Sheet:
    sheet = Sheet()
    trees = [
        "Dests",
        "AP",
        "JavaScript",
        "Pages",
        "Templates",
        "IDS",
        "URLS",
        "EmbeddedFiles",
        "AlternatePresentations",
        "Renditions",
        "Vildqvist",
    ]
    leaf = Dictionary(
        Kids=Array(
            [Dictionary(Limits=Array([String(SECRET), String(SECRET)]), Names=Array([String(SECRET), String(SECRET)]))]
        )
    )
    sheet.pdf.Root.Names = Dictionary({f"/{t}": sheet.pdf.make_indirect(leaf) for t in trees})
    return sheet


@case("every spare key of catalogue, page tree and page", stay=(KEPT,))
def spare_keys() -> Sheet:
    sheet = Sheet()
    keys = (
        "Lang Extensions ViewerPreferences PageLayout PageMode Requirements SpiderInfo URI Legal OutputIntents AF Collection "
        "DPartRoot Threads PieceInfo Vildqvist"
    )
    for key in keys.split():
        sheet.pdf.Root[f"/{key}"] = Dictionary(A=String(SECRET), Vildqvist=Array([String(SECRET)]))
    for key in [
        "LastModified",
        "B",
        "AA",
        "ID",
        "PZ",
        "SeparationInfo",
        "Tabs",
        "TemplateInstantiated",
        "PresSteps",
        "VP",
        "DPart",
        "BoxColorInfo",
        "Dur",
        "Trans",
        "Vildqvist",
    ]:
        sheet.page[f"/{key}"] = Dictionary(A=String(SECRET))
    sheet.pdf.Root.Pages.Vildqvist = String(SECRET)
    return sheet


@case("a structure tree with classes, roles, numbers, tables and pronunciation", stay=(KEPT,))
def structure() -> Sheet:
    sheet = Sheet()
    keys = {
        "Alt": String(SECRET),
        "E": String(SECRET),
        "ID": String(SECRET),
        "Lang": String(SECRET),
        "Phoneme": String(SECRET),
    }
    attributes = Dictionary(O=Name.Table, Summary=String(SECRET))
    element = sheet.pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Vildqvist, K=0, Pg=sheet.page, A=attributes, **keys)  # type: ignore[arg-type]
    )
    root = Dictionary(
        Type=Name.StructTreeRoot, K=element, RoleMap=Dictionary(Vildqvist=Name.P), ClassMap=Dictionary(Vildqvist=attributes),
        IDTree=Dictionary(Names=Array([String(SECRET), element])), ParentTree=Dictionary(Nums=Array([0, Array([element])])),
    )  # fmt: skip
    sheet.pdf.Root.StructTreeRoot = sheet.pdf.make_indirect(root)
    sheet.page.StructParents = 0
    sheet.page.Contents = sheet.pdf.make_stream(b"/P <</MCID 0>> BDC " + text(KEPT, 60, 780) + b" EMC")
    return sheet


@case("scripts in every place that can start one", stay=(KEPT,))
def scripts() -> Sheet:
    sheet = Sheet()
    script = Dictionary(
        S=Name.JavaScript,
        JS=sheet.stream(f"app.alert('{SECRET}')".encode("utf-16")),
        Next=Array([Dictionary(S=Name.JavaScript, JS=String(SECRET))]),
    )
    sheet.pdf.Root.OpenAction = script
    sheet.pdf.Root.AA = Dictionary(WC=script, DP=script)
    sheet.page.AA = Dictionary(O=script, C=script)
    sheet.field("Btn", AA=Dictionary(Fo=script), T=String("x"))
    return sheet


@case("files attached in every way", stay=(KEPT,))
def attached_files() -> Sheet:
    sheet = Sheet()
    file = sheet.stream(SECRET.encode(), Type=Name.EmbeddedFile, Params=Dictionary(Namn=String(SECRET)))
    spec = sheet.pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(SECRET),
            UF=String(SECRET),
            Desc=String(SECRET),
            EF=Dictionary(F=file),
            RF=Dictionary(F=Array([String(SECRET), file])),
        )
    )
    sheet.pdf.Root.AF, sheet.page.AF = Array([spec]), Array([spec])
    sheet.pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String(SECRET), spec])))
    return sheet


@case("a portfolio that opens on a file inside it", stay=(KEPT,))
def portfolio_of_files() -> Sheet:
    sheet = Sheet()
    inner = Sheet().add(text(SECRET, 60, 600)).bytes()
    spec = Dictionary(
        Type=Name.Filespec,
        F=String("a.pdf"),
        EF=Dictionary(F=sheet.stream(inner, Type=Name.EmbeddedFile)),
        CI=Dictionary(N=String(SECRET)),
    )
    sheet.pdf.Root.Names = Dictionary(
        EmbeddedFiles=Dictionary(Names=Array([String("a.pdf"), sheet.pdf.make_indirect(spec)]))
    )
    sheet.pdf.Root.Collection = Dictionary(View=Name.D, D=String("a.pdf"), Folders=Dictionary(Name=String(SECRET)))
    return sheet


@case("a page that is only a template, and one that nothing lists", stay=(KEPT,))
def unlisted_pages() -> Sheet:
    sheet = Sheet(pages=3)
    for n in (1, 2):
        sheet.add(text(SECRET, 60, 600), page=n)
    spare = [
        sheet.pdf.make_indirect(
            Dictionary(**{k[1:]: sheet.leaves[n][k] for k in ("/Type", "/MediaBox", "/Resources", "/Contents")})
        )
        for n in (1, 2)
    ]
    del sheet.pdf.pages[1:]
    sheet.pdf.Root.Names = Dictionary(Templates=Dictionary(Names=Array([String("m"), spare[0]])))
    sheet.page.Nasta = spare[1]
    return sheet


# -- the file


@case("the identity of the file is the name", stay=(KEPT,))
def identity() -> bytes:
    body = Sheet().bytes(**PLAIN)
    return re.sub(
        rb"/ID \[.*?\]", b"/ID [(" + SECRET.encode("cp1252") + b")(" + SECRET.encode("cp1252") + b")]", body, flags=re.S
    )


@case("comments in the head, between objects, and behind the end", stay=(KEPT,))
def comments() -> bytes:
    body = Sheet().bytes(**PLAIN)
    end = body.rindex(b"xref\n", 0, body.rindex(b"startxref"))
    mark = b"% " + SECRET.encode() + b"\n"
    moved = body[:end] + mark + body[end:]
    return moved.replace(b"startxref\n%d" % end, b"startxref\n%d" % (end + len(mark))) + mark * 3


@case("an object that nothing refers to, freed in the table", stay=(KEPT,))
def freed_object() -> bytes:
    sheet = Sheet()
    body = sheet.bytes(**PLAIN)
    end = body.rindex(b"xref\n", 0, body.rindex(b"startxref"))
    hidden = (
        b"77 0 obj\n<< /Length 60 >>\nstream\n"
        + zlib.compress(SECRET.encode() * 3).ljust(60)
        + b"\nendstream\nendobj\n88 0 obj ("
        + SECRET.encode()
        + b") endobj\n"
    )
    moved = body[:end] + hidden + body[end:]
    return moved.replace(b"startxref\n%d" % end, b"startxref\n%d" % (end + len(hidden)))


@case("three revisions, the name in the first and the second", stay=(KEPT,))
def revisions() -> bytes:
    body = Sheet().add(text(SECRET, 60, 600)).bytes(**PLAIN)
    for words in (SECRET + " igen", ""):
        with pikepdf.open(io.BytesIO(body)) as pdf:
            number, size = pdf.pages[0].obj.Contents.objgen[0], int(pdf.trailer.Size)
            root = pdf.Root.objgen[0]
        previous = int(re.findall(rb"startxref\s+(\d+)", body)[-1])
        content = text(KEPT, 60, 780) + (text(words, 60, 600) if words else b"")
        new = f"{number} 0 obj\n<< /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream\nendobj\n"
        table = f"xref\n{number} 1\n{len(body):010d} 00000 n \ntrailer\n<< /Size {size} /Root {root} 0 R /Prev {previous} >>\n".encode()
        body = body + new + table + f"startxref\n{len(body) + len(new)}\n%%EOF\n".encode()
    return body


@case("a table of objects that is wrong, mended on opening", stay=(KEPT,), seen=SEEN)
def broken_table() -> bytes:
    body = Sheet().add(text(SECRET, 60, 600)).bytes(**PLAIN)
    at = int(re.findall(rb"startxref\s+(\d+)", body)[-1])
    return body.replace(b"startxref\n%d" % at, b"startxref\n%d" % (at + 7))


@case("compressed objects, linearised", stay=(KEPT,), seen=SEEN)
def linearised() -> Sheet:
    sheet = Sheet(pages=2).add(text(SECRET, 60, 600))
    sheet.options = {"linearize": True, "object_stream_mode": ObjectStreamMode.generate}
    return sheet


def encrypted(name: str, revision: Literal[2, 3, 4, 5, 6], **options: Any) -> None:
    """Registers a case that opens with the empty password."""

    def build() -> Sheet:
        sheet = Sheet().add(text(SECRET, 60, 600))
        sheet.options = {"encryption": Encryption(owner="agare", user="", R=revision, **options)}
        return sheet.expect(seen=SEEN)

    build.__name__ = name
    case(f"encrypted, revision {revision}, opens with the empty password", stay=(KEPT,))(build)


encrypted("encrypted_rc4_40", 2, aes=False, metadata=False)
encrypted("encrypted_rc4_128", 3, aes=False, metadata=False)
encrypted("encrypted_aes_128", 4, aes=True, metadata=False)
encrypted("encrypted_aes_256", 6, aes=True)


@case("a password that is known", stay=(KEPT,), seen=(), password="hemligt")
def known_password() -> Sheet:
    sheet = Sheet().add(text(SECRET, 60, 600))
    sheet.options = {"encryption": Encryption(owner="agare", user="hemligt")}
    return sheet


@case("contents coded three times over, one filter by its short name", stay=(KEPT,), seen=SEEN)
def chained_filters() -> Sheet:
    import base64

    sheet = Sheet()
    body = base64.a85encode(zlib.compress(sheet.page.Contents.read_bytes() + text(SECRET, 60, 600))) + b"~>"
    sheet.page.Contents = sheet.pdf.make_stream(body, Filter=Array([Name.ASCII85Decode, Name.FlateDecode]))
    return sheet
