"""Secrets in page text: every operator, broken in every way, and text that nobody sees."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from .sheet import SECRET, Sheet, case, picture, raw, shown, text

shown("plain", text(SECRET, 60, 600))
shown("tj_array", b"BT /F1 12 Tf 60 600 Td [(Hem) -40 (li) 30 (ge Te) -300 (sts) 12 (son)] TJ ET")
shown("hex_string", b"BT /F1 12 Tf 60 600 Td <" + SECRET.encode().hex().encode() + b"> Tj ET")
shown("quote", b"BT /F1 12 Tf 14 TL 60 600 Td (rad ett) Tj (" + SECRET.encode() + b") ' ET")
shown("double_quote", b"BT /F1 12 Tf 14 TL 60 600 Td (rad ett) Tj 2 1 (" + SECRET.encode() + b') " ET')
shown("octal_escapes", b"BT /F1 12 Tf 60 600 Td (" + b"".join(b"\\%03o" % c for c in SECRET.encode()) + b") Tj ET")
shown("inside_longer_word", text("Xhemlige" + SECRET + "s", 60, 600))
shown("capitals", text(SECRET.upper(), 60, 600))
shown("no_break_space", text(SECRET.replace(" ", "\u00a0"), 60, 600))
shown("soft_hyphen", text("Hem\u00adlige Tests\u00adson", 60, 600))
shown("hyphenated_line", text("Hemlige Tests-", 60, 600) + text("son", 60, 586))
shown("two_lines", text("skrivet av Hemlige", 60, 600) + text("Testsson och fler", 60, 586))
shown("letter_spacing", text(SECRET, 60, 600, before="4 Tc"))
shown("spaced_letters", text(" ".join(SECRET.replace(" ", "")), 60, 600))
shown("letter_by_letter", b"".join(text(c, 60 + 9 * i, 600) for i, c in enumerate(SECRET)))
shown("shuffled_letters", b"".join(text(c, 60 + 9 * i, 600) for i, c in sorted(enumerate(SECRET), key=lambda p: p[1])))
shown("backwards_letters", b"".join(text(c, 60 + 9 * i, 600) for i, c in reversed(list(enumerate(SECRET)))))
shown("doubled_letters", b"".join(text(c, 60 + 9 * i, 600) * 2 for i, c in enumerate(SECRET)))
shown("rotated_text", b"BT /F1 12 Tf 0 1 -1 0 300 400 Tm " + raw(SECRET) + b" Tj ET")
shown("slanted_text", b"BT /F1 12 Tf 0.866 0.5 -0.5 0.866 200 400 Tm " + raw(SECRET) + b" Tj ET")
shown("sheared_text", b"BT /F1 12 Tf 1 0 0.3 1 200 400 Tm " + raw(SECRET) + b" Tj ET")
shown("mirrored_text", b"BT /F1 12 Tf -1 0 0 1 300 400 Tm " + raw(SECRET) + b" Tj ET")
shown("two_fonts", b"BT 60 600 Td /F1 12 Tf (Hemlige Te) Tj /F1 11 Tf (stsson) Tj ET")
shown("detached_accent", text(SECRET, 60, 600) + text("Hemlige Testsson", 60, 560, size=0.5))

# -- text that nobody sees

shown("invisible", text(SECRET, 60, 600, before="3 Tr"))
shown("clip_only", b"q " + text(SECRET, 60, 600, before="7 Tr") + b" Q")
shown("white", b"1 g " + text(SECRET, 60, 600) + b" 0 g")
shown("tiny", text(SECRET, 60, 600, size=0.3))
shown("clipped_away", b"q 0 0 10 10 re W n " + text(SECRET, 60, 600) + b" Q")
shown("off_the_page", text(SECRET, 60, -40) + text(SECRET, 700, 400))
shown("partly_off_the_page", text(SECRET, -50, 400))
shown("under_a_box", text(SECRET, 60, 600) + b" 0 g 50 590 200 30 re f")
shown("zero_scale", b"BT /F1 12 Tf 0 Tz 60 600 Td " + raw(SECRET) + b" Tj ET")


@case
def _off_the_crop_box() -> bytes:
    sheet = Sheet().add(text(SECRET, 60, 100))
    sheet.page.CropBox = Array([0, 300, 595, 842])
    return sheet.bytes()


@case
def _under_an_image() -> bytes:
    sheet = Sheet().add(text(SECRET, 60, 600) + b" q 200 0 0 40 50 590 cm /I1 Do Q")
    sheet.resource("/XObject", "/I1", picture(sheet.pdf, Image.new("RGB", (20, 4), "grey")))
    return sheet.bytes()


@case
def _hidden_layer() -> bytes:
    sheet = Sheet()
    layer = sheet.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("lager " + SECRET)))
    sheet.pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    sheet.resource("/Properties", "/L1", layer)
    return sheet.add(b"/OC /L1 BDC " + text(SECRET, 60, 600) + b" EMC").bytes()


@case
def _shown_layer() -> bytes:
    sheet = Sheet()
    layer = sheet.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("lager " + SECRET)))
    sheet.pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(ON=Array([layer])))
    sheet.resource("/Properties", "/L1", layer)
    return sheet.add(b"/OC /L1 BDC " + text(SECRET, 60, 600) + b" EMC").bytes()


@case
def _hidden_layer_form() -> bytes:
    sheet = Sheet()
    layer = sheet.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("lager")))
    sheet.pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    sheet.resource("/XObject", "/X1", sheet.form(text(SECRET, 60, 600), OC=layer))
    return sheet.add(b"/X1 Do").bytes()


@case
def _actual_text() -> bytes:
    spoken = b"<FEFF" + SECRET.encode("utf-16-be").hex().encode() + b">"
    return Sheet().add(b"/Span <</ActualText " + spoken + b">> BDC " + text("xxxx", 60, 600) + b" EMC").bytes()


@case
def _marked_content_properties() -> bytes:
    sheet = Sheet().add(b"/Span /P1 BDC " + text("synligt", 60, 600) + b" EMC /Punkt <</Not " + raw(SECRET) + b">> DP")
    sheet.resource("/Properties", "/P1", sheet.pdf.make_indirect(Dictionary(ActualText=String(SECRET))))
    return sheet.bytes()


shown("comment_in_content", b"% " + SECRET.encode() + b"\nq Q")
shown("compatibility_section", b"BX (" + SECRET.encode() + b") hemligt EX")
shown("unknown_operator", raw(SECRET) + b" okand")
shown("spare_operand", raw(SECRET) + b" q Q")
