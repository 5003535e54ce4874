"""Annotations, forms and signatures."""

# ruff: noqa: D103, E501 - what a case is about stands in its decorator

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, String

from .sheet import KEPT, SECRET, Sheet, case

QUAD = Array([60, 540, 300, 540, 60, 500, 300, 500])
SHOWN = (KEPT, "synligt")


@case("rich text, subject, author, name and reply of notes", stay=(KEPT,))
def words_of_notes() -> Sheet:
    sheet = Sheet()
    first = sheet.annotation(
        "Text",
        Contents=String("-"),
        RC=String(f"<body>{SECRET}</body>"),
        Subj=String(SECRET),
        T=String(SECRET),
        NM=String(SECRET),
    )
    sheet.annotation("Popup", Parent=first, Open=True)
    sheet.annotation("Text", IRT=first, RT=Name.Group, StateModel=String(SECRET), State=String(SECRET))
    return sheet


@case("one of every kind of annotation, each with the name in its own key", stay=(KEPT,))
def every_kind() -> Sheet:
    sheet = Sheet()
    kinds = (
        "Text Link FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Caret Stamp Ink Popup "
        "FileAttachment Sound Movie Screen PrinterMark TrapNet Watermark 3D Redact Projection RichMedia Vildqvist"
    )
    for kind in kinds.split():
        sheet.annotation(
            kind, Contents=String(SECRET), QuadPoints=QUAD, T=String(SECRET), Movie=Dictionary(F=String(SECRET)),
            MK=Dictionary(CA=String(SECRET)), Sound=sheet.stream(SECRET.encode()), OverlayText=String(SECRET), DS=String(SECRET),
            A=Dictionary(S=Name.Launch, F=String(SECRET)), FS=Dictionary(F=String(SECRET)), Name=Name.Vildqvist, L=Array([60, 500, 300, 540]),
        )  # fmt: skip
    return sheet


@case("each kind that shows has the name in its appearance", stay=SHOWN)
def appearances() -> Sheet:
    sheet = Sheet()
    for i, kind in enumerate(("FreeText", "Stamp", "Line", "Square", "Ink", "Watermark", "Caret", "Polygon")):
        y = 700 - 45 * i
        sheet.annotation(kind, Rect=Array([60, y, 300, y + 40]), AP=Dictionary(N=sheet.looks(f"synligt {SECRET} {i}")))
    return sheet


@case("an appearance squeezed and turned by its matrix", stay=SHOWN)
def turned_appearance() -> Sheet:
    sheet = Sheet()
    look = sheet.looks(f"synligt {SECRET}")
    look.Matrix = Array([0, 1, -1, 0, 0, 0])
    sheet.annotation("Stamp", Rect=Array([60, 300, 100, 540]), AP=Dictionary(N=look))
    return sheet


@case("a tick box whose other state says the name", stay=SHOWN)
def other_state() -> Sheet:
    sheet = Sheet()
    states = Dictionary(Ja=sheet.looks("synligt"), Av=sheet.looks(SECRET), Vildqvist=sheet.looks("x"))
    sheet.field("Btn", AP=Dictionary(N=states, D=Dictionary(Ja=sheet.looks(SECRET))), AS=Name.Ja, V=Name.Ja)
    return sheet


@case("captions, icons and export values of buttons", stay=(KEPT,))
def buttons() -> Sheet:
    sheet = Sheet()
    mk = Dictionary(CA=String(SECRET), RC=String(SECRET), AC=String(SECRET), I=sheet.looks(SECRET))
    sheet.field(
        "Btn",
        Ff=1 << 16,
        MK=mk,
        A=Dictionary(S=Name.SubmitForm, F=String(SECRET)),
        TU=String(SECRET),
        TM=String(SECRET),
    )
    return sheet


@case("a comb field, a field of many lines, a hidden value of a password field", stay=(KEPT,))
def kinds_of_text_fields() -> Sheet:
    sheet = Sheet()
    look = "/Helv 12 Tf 0 g"
    sheet.field("Tx", V=String(SECRET), Ff=1 << 24, MaxLen=15, DA=String(look), T=String("kam"))
    sheet.field(
        "Tx",
        V=String("Örjan\nVildqvist"),
        Ff=1 << 12,
        DA=String(look),
        Rect=Array([60, 400, 300, 460]),
        T=String("rader"),
    )
    sheet.field("Tx", V=String(SECRET), Ff=1 << 13, DA=String(look), Rect=Array([60, 340, 300, 370]), T=String("lösen"))
    return sheet


@case("a rich value, a value as a stream, and scripts that calculate", stay=(KEPT,))
def rich_values() -> Sheet:
    sheet = Sheet()
    script = Dictionary(S=Name.JavaScript, JS=sheet.stream(SECRET.encode()))
    sheet.field(
        "Tx",
        V=sheet.stream(SECRET.encode()),
        RV=String(SECRET),
        AA=Dictionary(C=script, K=script),
        DA=String("/Helv 12 Tf 0 g"),
    )
    sheet.pdf.Root.AcroForm.CO = Array([sheet.page.Annots[0]])
    sheet.pdf.Root.AcroForm.DA = String(f"/Helv 12 Tf % {SECRET}")
    return sheet


@case("fields without a widget, and a widget below two parents", stay=(KEPT,))
def field_tree() -> Sheet:
    sheet = Sheet()
    widget = sheet.field("Tx", DA=String("/Helv 12 Tf 0 g"))
    middle = sheet.pdf.make_indirect(Dictionary(T=String("Vildqvist"), Kids=Array([widget])))
    top = sheet.pdf.make_indirect(Dictionary(T=String("Örjan"), Kids=Array([middle]), V=String(SECRET)))
    widget.Parent, middle.Parent = middle, top
    lone = sheet.pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("lös"), V=String(SECRET)))
    sheet.pdf.Root.AcroForm.Fields = Array([top, lone])
    return sheet


@case("a list and a combo box with hidden choices", stay=SHOWN)
def choices() -> Sheet:
    sheet = Sheet()
    options = Array([Array([String("1"), String("synligt")]), Array([String(SECRET), String(SECRET)])])
    sheet.field("Ch", Opt=options, V=String("synligt"), I=Array([0]), AP=Dictionary(N=sheet.looks("synligt")))
    return sheet


@case("an XFA form in parts, the shown field filled in", stay=SHOWN)
def xfa_parts() -> Sheet:
    sheet = Sheet()
    sheet.field("Tx", V=String("synligt"), AP=Dictionary(N=sheet.looks("synligt")))
    parts = ("xdp:xdp", "template", "datasets", "config")
    packets = [v for p in parts for v in (String(p), sheet.stream(f"<{p}>{SECRET}</{p}>".encode()))]
    sheet.pdf.Root.AcroForm.XFA = Array(packets)
    sheet.pdf.Root.NeedsRendering = True
    return sheet


@case("a signature with its appearance in layers, its chain and its permissions", stay=SHOWN)
def signed() -> Sheet:
    sheet = Sheet()
    inner = sheet.looks(f"synligt {SECRET}")
    outer = sheet.form(
        b"q 1 0 0 1 0 0 cm /n2 Do Q", (0, 0, 240, 40), Resources=Dictionary(XObject=Dictionary(n2=inner))
    )
    value = Dictionary(
        Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Name=String(SECRET), Location=String(SECRET), ContactInfo=String(SECRET),
        Contents=String(b"\x30\x80" + SECRET.encode()), Cert=String(SECRET.encode()), ByteRange=Array([0, 10, 20, 10]),
        Prop_Build=Dictionary(App=Dictionary(Name=Name.Vildqvist)),
    )  # fmt: skip
    signature = sheet.pdf.make_indirect(value)
    sheet.field("Sig", V=signature, AP=Dictionary(N=outer), Lock=Dictionary(Fields=Array([String(SECRET)])))
    sheet.pdf.Root.AcroForm.SigFlags = 3
    sheet.pdf.Root.Perms = Dictionary(DocMDP=signature, UR3=signature)
    sheet.pdf.Root.DSS = Dictionary(
        Certs=Array([sheet.stream(SECRET.encode())]), VRI=Dictionary(Vildqvist=Dictionary())
    )
    return sheet


@case("an annotation off the page, one without size, one for print alone", stay=(KEPT,))
def annotations_unseen() -> Sheet:
    sheet = Sheet()
    for rect, flag in (
        (Array([-500, 0, -300, 40]), 4),
        (Array([60, 60, 60, 60]), 4),
        (Array([60, 100, 300, 140]), 36),
        (Array([60, 200, 300, 240]), 2),
    ):
        sheet.annotation("Stamp", Rect=rect, F=flag, AP=Dictionary(N=sheet.looks(SECRET)))
    return sheet


@case("an annotation in a layer that is off, its appearance too", stay=(KEPT,))
def annotation_in_layer() -> Sheet:
    sheet = Sheet()
    layer = sheet.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(SECRET)))
    sheet.pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(BaseState=Name.OFF))
    sheet.annotation("Stamp", OC=layer, AP=Dictionary(N=sheet.looks(SECRET)))
    look = sheet.looks(SECRET)
    look.OC = layer
    sheet.annotation("Stamp", AP=Dictionary(N=look))
    return sheet


@case("a foreign mark over text and over a picture that must stay", stay=(KEPT,))
def foreign_mark() -> Sheet:
    sheet = Sheet()
    over = Array([50, 795, 400, 795, 50, 770, 400, 770])
    sheet.annotation(
        "Redact",
        Rect=Array([50, 770, 400, 795]),
        QuadPoints=over,
        RO=sheet.looks(SECRET),
        OverlayText=String(SECRET),
        Repeat=True,
    )
    return sheet


@case("annotations that no page lists", stay=(KEPT,))
def unlisted_annotations() -> Sheet:
    sheet = Sheet(pages=2)
    sheet.annotation("FreeText", page=1, Contents=String(SECRET), AP=Dictionary(N=sheet.looks(SECRET)))
    note = sheet.leaves[1].Annots[0]
    del sheet.leaves[1]["/Annots"]
    sheet.pdf.Root.Vildqvist = note
    return sheet
