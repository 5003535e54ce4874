"""Secrets in what hangs on the document, and in the bytes of the file itself."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from .sheet import CASES, KEPT, SECRET, Sheet, case, text


@case
def _metadata() -> bytes:
    sheet = Sheet()
    sheet.pdf.docinfo["/Title"] = SECRET
    sheet.pdf.docinfo["/Egen"] = SECRET
    sheet.pdf.Root.Metadata = sheet.pdf.make_indirect(
        Stream(sheet.pdf, f"<x>{SECRET}</x>".encode(), Type=Name.Metadata, Subtype=Name.XML)
    )
    return sheet.bytes()


@case
def _bookmarks() -> bytes:
    sheet = Sheet()
    with sheet.pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(SECRET, 0))
    return sheet.bytes()


@case
def _attachment() -> bytes:
    sheet = Sheet()
    sheet.pdf.attachments[SECRET + ".txt"] = SECRET.encode()
    return sheet.bytes()


@case
def _portfolio() -> bytes:
    sheet = Sheet()
    sheet.pdf.attachments["bilaga.txt"] = SECRET.encode()
    sheet.pdf.Root.Collection = Dictionary(Type=Name.Collection, Schema=Dictionary(A=Dictionary(N=String(SECRET))))
    return sheet.bytes()


@case
def _javascript() -> bytes:
    sheet = Sheet()
    sheet.pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{SECRET}')"))
    sheet.pdf.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([String("a"), Dictionary(S=Name.JavaScript, JS=String(SECRET))]))
    )
    return sheet.bytes()


@case
def _destinations_and_labels() -> bytes:
    sheet = Sheet()
    sheet.pdf.Root.Dests = Dictionary(HemligeTestsson=Array([sheet.page, Name.Fit]))
    sheet.pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String(SECRET))]))
    sheet.pdf.Root.Names = Dictionary(
        Dests=Dictionary(Names=Array([String(SECRET), Array([sheet.page, Name.Fit])])),
        Templates=Dictionary(Names=Array([String(SECRET), sheet.page])),
    )
    return sheet.bytes()


@case
def _structure_tree() -> bytes:
    sheet = Sheet()
    element = sheet.pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.P, Alt=String(SECRET), ActualText=String(SECRET), T=String(SECRET))
    )
    sheet.pdf.Root.StructTreeRoot = sheet.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=element))
    sheet.pdf.Root.MarkInfo = Dictionary(Marked=True)
    return sheet.bytes()


@case
def _threads_and_private_keys() -> bytes:
    sheet = Sheet()
    sheet.pdf.Root.Threads = Array([Dictionary(I=Dictionary(Title=String(SECRET)))])
    sheet.pdf.Root.PieceInfo = Dictionary(App=Dictionary(Private=String(SECRET)))
    sheet.pdf.Root.DPartRoot = Dictionary(Type=Name.DPartRoot, DPM=Dictionary(Namn=String(SECRET)))
    sheet.pdf.Root.EgenNyckel = String(SECRET)
    sheet.pdf.trailer.Egen = String(SECRET)
    return sheet.bytes()


# -- the file itself


@case
def _old_revision() -> bytes:
    first = Sheet().add(text(SECRET, 60, 600)).bytes(object_stream_mode=pikepdf.ObjectStreamMode.disable)
    with pikepdf.open(io.BytesIO(first)) as pdf:
        number = pdf.pages[0].obj.Contents.objgen[0]
        root, size = pdf.Root.objgen[0], int(pdf.trailer.Size)
    body = text(KEPT, 60, 780)
    start = first.rindex(b"startxref")
    previous = int(first[start:].split()[1])
    new = f"{number} 0 obj\n<< /Length {len(body)} >>\nstream\n".encode() + body + b"\nendstream\nendobj\n"
    at = len(first)
    table = at + len(new)
    tail = f"xref\n{number} 1\n{at:010d} 00000 n \ntrailer\n<< /Size {size} /Root {root} 0 R /Prev {previous} >>\n"
    return first + new + tail.encode() + f"startxref\n{table}\n%%EOF\n".encode()


@case
def _orphan_object() -> bytes:
    whole = Sheet().bytes(object_stream_mode=pikepdf.ObjectStreamMode.disable)
    at = whole.rindex(b"xref\n", 0, whole.rindex(b"startxref"))
    return (
        whole[:at]
        + b"% "
        + SECRET.encode()
        + b"\n999 0 obj\n("
        + SECRET.encode()
        + b")\nendobj\n"
        + whole[at:].replace(b"startxref\n%d" % at, b"startxref\n%d" % (at + 4 + 2 * len(SECRET) + 23))
    )


@case
def _bytes_around_the_file() -> bytes:
    return SECRET.encode() + b"\n" + Sheet().bytes() + b"\n" + SECRET.encode() + b"\n"


@case
def _empty_password() -> bytes:
    sheet = Sheet().add(text(SECRET, 60, 600))
    return sheet.bytes(encryption=pikepdf.Encryption(owner="agare", user=""))


@case
def _over_the_page_break() -> bytes:
    sheet = Sheet(pages=2)
    sheet.pages[1].Contents = sheet.pdf.make_stream(text("Testsson fortsätter här", 60, 780))
    sheet.add(text("avslutas med Hemlige", 60, 60))
    return sheet.bytes()


@case
def _inherited_page_keys() -> bytes:
    sheet = Sheet().add(text(SECRET, 60, 600))
    tree = sheet.pdf.Root.Pages
    tree.Resources, tree.MediaBox, tree.Rotate = sheet.page.Resources, sheet.page.MediaBox, 90
    tree.EgenNyckel = String(SECRET)
    for key in ("/Resources", "/MediaBox"):
        del sheet.page[key]
    return sheet.bytes()


@case
def _split_contents() -> bytes:
    sheet = Sheet()
    parts = [b"BT /F1 12 Tf 60 600 Td (Hemlige Te", b") Tj (stsson) Tj ET"]
    whole = text(KEPT, 60, 780) + b" " + parts[0]
    sheet.page.Contents = Array([sheet.pdf.make_stream(whole + b")"), sheet.pdf.make_stream(b" Tj (stsson) Tj ET")])
    return sheet.bytes()


NAMES = tuple(name for name, build in CASES.items() if build.__module__ == __name__)
"""The cases of this module."""
