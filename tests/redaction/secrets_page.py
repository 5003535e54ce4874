"""Secrets in what hangs on the page: annotations and form fields."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Stream, String

from .sheet import SECRET, Sheet, annotation, appearance, case, field, picture, stripes


@case
def _note() -> bytes:
    return annotation(Sheet(), "Text", Contents=String(SECRET), T=String("Granskare")).bytes()


@case
def _note_with_popup_and_reply() -> bytes:
    sheet = annotation(Sheet(), "Text", Contents=String(SECRET))
    first = sheet.page.Annots[0]
    annotation(sheet, "Popup", Parent=first, Contents=String(SECRET))
    annotation(sheet, "Text", IRT=first, Contents=String("svar om " + SECRET))
    first.Popup = sheet.page.Annots[1]
    return sheet.bytes()


@case
def _free_text() -> bytes:
    sheet = Sheet()
    return annotation(
        sheet, "FreeText", Contents=String(SECRET), DA=String("/Helv 12 Tf"), AP=appearance(sheet, SECRET)
    ).bytes()


@case
def _free_text_without_appearance() -> bytes:
    return annotation(Sheet(), "FreeText", Contents=String(SECRET), DA=String("/Helv 12 Tf 0 g")).bytes()


@case
def _stamp() -> bytes:
    sheet = Sheet()
    return annotation(sheet, "Stamp", Contents=String("stämpel"), AP=appearance(sheet, SECRET)).bytes()


@case
def _stamp_rollover() -> bytes:
    sheet = Sheet()
    looks = appearance(sheet, "synligt")
    looks.R = appearance(sheet, SECRET).N
    looks.D = appearance(sheet, SECRET).N
    return annotation(sheet, "Stamp", AP=looks).bytes()


@case
def _highlight_comment() -> bytes:
    quad = Array([60, 540, 300, 540, 60, 500, 300, 500])
    return annotation(Sheet(), "Highlight", Contents=String(SECRET), QuadPoints=quad, C=Array([1, 1, 0])).bytes()


@case
def _link() -> bytes:
    action = Dictionary(S=Name.URI, URI=String("https://example.se/Hemlige Testsson"))
    return annotation(Sheet(), "Link", A=action).bytes()


@case
def _hidden_annotation() -> bytes:
    sheet = Sheet()
    annotation(sheet, "Stamp", AP=appearance(sheet, SECRET))
    sheet.page.Annots[0].F = 2
    return sheet.bytes()


@case
def _foreign_redaction() -> bytes:
    quad = Array([60, 540, 300, 540, 60, 500, 300, 500])
    return annotation(Sheet(), "Redact", OverlayText=String(SECRET), QuadPoints=quad, DA=String("/Helv 12 Tf")).bytes()


@case
def _file_annotation() -> bytes:
    sheet = Sheet()
    file = sheet.pdf.make_indirect(Stream(sheet.pdf, SECRET.encode(), Type=Name.EmbeddedFile))
    spec = Dictionary(Type=Name.Filespec, F=String(SECRET + ".txt"), EF=Dictionary(F=file))
    return annotation(sheet, "FileAttachment", FS=spec, Contents=String(SECRET)).bytes()


@case
def _form_field() -> bytes:
    sheet = Sheet()
    return field(
        sheet, "Tx", V=String(SECRET), DV=String(SECRET), TU=String(SECRET), AP=appearance(sheet, SECRET)
    ).bytes()


@case
def _form_field_without_appearance() -> bytes:
    return field(Sheet(), "Tx", V=String(SECRET), DA=String("/Helv 12 Tf 0 g")).bytes()


@case
def _choice_options() -> bytes:
    sheet = Sheet()
    options = Array([String("Annat"), String(SECRET)])
    return field(sheet, "Ch", Ff=1 << 17, Opt=options, V=String("Annat"), AP=appearance(sheet, "Annat")).bytes()


@case
def _hidden_field() -> bytes:
    sheet = field(Sheet(), "Tx", V=String(SECRET), DA=String("/Helv 12 Tf 0 g"))
    sheet.page.Annots[0].F = 2
    return sheet.bytes()


@case
def _xfa() -> bytes:
    sheet = field(Sheet(), "Tx", V=String("synligt"), DA=String("/Helv 12 Tf 0 g"))
    sheet.pdf.Root.AcroForm.XFA = sheet.pdf.make_indirect(Stream(sheet.pdf, f"<xdp>{SECRET}</xdp>".encode()))
    return sheet.bytes()


@case
def _signature() -> bytes:
    value = Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Name=String(SECRET), Reason=String(SECRET))
    value.Contents = String(b"\x30\x80" + SECRET.encode())
    value.ByteRange = Array([0, 10, 20, 10])
    sheet = Sheet()
    return field(sheet, "Sig", V=sheet.pdf.make_indirect(value), AP=appearance(sheet, "Undertecknat " + SECRET)).bytes()


@case
def _thumbnail_and_private_page_keys() -> bytes:
    sheet = Sheet()
    sheet.page.Thumb = picture(sheet.pdf, stripes(10, 10), Not=String(SECRET))
    sheet.page.PieceInfo = Dictionary(App=Dictionary(Private=String(SECRET)))
    sheet.page.Metadata = sheet.pdf.make_indirect(Stream(sheet.pdf, SECRET.encode(), Type=Name.Metadata))
    sheet.page.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String(SECRET)))
    sheet.page.EgenNyckel = String(SECRET)
    return sheet.bytes()
