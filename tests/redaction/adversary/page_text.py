"""Text on the page: every operator, every state, broken in every way, and where nobody sees it."""

# ruff: noqa: D103, E501 - what a case is about stands in its decorator

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, String

from .sheet import ABOVE, BELOW, KEPT, SECRET, Sheet, at, case, quoted, shown, text

RAW = SECRET.encode("cp1252")
FIRST, LAST = SECRET.split()
SEEN = ((0, at(60, 600)),)
NEIGHBOURS = (KEPT, ABOVE, BELOW)


def tight(x: float = 60, y: float = 600, leading: float = 12.5) -> bytes:
    """A line above and one below at the leading."""
    return text(ABOVE, x, y + leading) + text(BELOW, x, y - leading)


# -- operators and operands

shown("line_continuation", "a string broken by a backslash at the end of its line",
      b"BT /F1 12 Tf 60 600 Td (" + RAW[:9] + b"\\\n" + RAW[9:] + b") Tj ET", seen=SEEN)  # fmt: skip
shown("spaced_hex", "a hexadecimal string with white space and an odd last digit",
      b"BT /F1 12 Tf 60 600 Td <" + b"\n ".join(b"%02X" % c for c in RAW) + b"2> Tj ET", seen=SEEN)  # fmt: skip
shown("mixed_array", "literal and hexadecimal pieces of one letter with large shifts",
      b"BT /F1 12 Tf 60 600 Td ["
      + b" -400 ".join(b"<%02x>" % c if i % 2 else quoted(bytes([c])) for i, c in enumerate(RAW)) + b"] TJ ET")  # fmt: skip
shown("five_on_a_line", "five names in one string, the words between them stay",
      text(" ".join(f"{w} {SECRET}" for w in ("ett", "två", "tre", "fyra", "fem")) + " slut", 20, 600, 8),
      stay=(KEPT, "ett", "två", "tre", "fyra", "fem", "slut"), seen=((0, at(20, 600, 400)),))  # fmt: skip
shown("scaled_space", "the size is in the matrix, not in Tf",
      b"q 12 0 0 12 60 600 cm BT /F1 1 Tf " + quoted(RAW) + b" Tj ET Q " + tight(), seen=SEEN, stay=NEIGHBOURS)  # fmt: skip
shown("flipped_space", "the page is turned upside down twice",
      b"q 1 0 0 -1 0 842 cm BT /F1 12 Tf 1 0 0 -1 60 242 Tm " + quoted(RAW) + b" Tj ET Q", seen=SEEN)  # fmt: skip
shown("negative_size", "a negative font size and a matrix that turns it back",
      b"BT /F1 -12 Tf -1 0 0 -1 60 600 Tm " + quoted(RAW) + b" Tj ET", seen=SEEN)  # fmt: skip
shown("rise_and_squeeze", "text rise and horizontal scaling",
      b"BT /F1 12 Tf 60 Tz 5 Ts 60 600 Td " + quoted(RAW) + " Tj 0 Ts 100 Tz ( efteråt) Tj ET".encode("cp1252"),
      seen=((0, at(60, 605, 40)),), stay=(KEPT, "efteråt"))  # fmt: skip
shown("word_spacing", "word spacing of half a page between the names", text(SECRET, 60, 600, before="250 Tw"))
shown("no_text_object", "Tj outside BT and ET", b"/F1 12 Tf 1 0 0 1 60 600 Tm " + quoted(RAW) + b" Tj")
shown("missing_font", "the font is not among the resources", text(SECRET, 60, 600, font="F9"))
shown("no_font", "no Tf at all", b"BT 60 600 Td " + quoted(RAW) + b" Tj ET")
shown("unclosed_text_object", "the stream ends inside BT", b"BT /F1 12 Tf 60 600 Td " + quoted(RAW) + b" Tj")
shown(
    "unbalanced_states", "Q without q before, q without Q after", b"Q Q " + text(SECRET, 60, 600) + b" q q q", seen=SEEN
)
shown("stroked_and_filled", "outlined text under filled text", text(SECRET, 60, 600, before="1 Tr") + text(SECRET, 60.3, 600),
      seen=SEEN)  # fmt: skip
shown("strings_in_dash_array", "pieces of the name in the array of a dash",
      b"[" + quoted(RAW[:8]) + b" " + quoted(RAW[8:]) + b"] 0 d 60 600 m 90 600 l S")  # fmt: skip
shown("name_of_intent", "the name as a rendering intent", b"/\xc3\x96rjanVildqvist ri 60 600 40 10 re f")
shown("names_in_array", "names and dictionaries among the pieces of TJ",
      b"BT /F1 12 Tf 60 600 Td [/Vildqvist (synligt) <</A " + quoted(RAW) + b">>] TJ ET")  # fmt: skip
shown("inline_image_keys", "a private key in an inline image",
      b"q 40 0 0 40 60 500 cm BI /W 2 /H 2 /CS /G /BPC 8 /Namn " + quoted(RAW) + b" ID \x00\x80\xff\x40 EI Q")  # fmt: skip
shown("inline_image_tail", "more bytes than the inline picture needs",
      b"q 40 0 0 40 60 500 cm BI /W 2 /H 2 /CS /G /BPC 8 ID \x00\x80\xff\x40" + RAW + b" EI Q")  # fmt: skip
shown("after_the_stream_end", "rubbish operators with long operands", b"(" + RAW + b") (x) 1 2 Do (" + RAW + b") gs")


@case("the font is set by a graphics state", seen=())
def font_in_graphics_state() -> Sheet:
    sheet = Sheet()
    sheet.resource("/ExtGState", "/G1", Dictionary(Type=Name.ExtGState, Font=Array([sheet.font, 12])))
    return sheet.add(b"BT /G1 gs 60 600 Td " + quoted(RAW) + b" Tj ET")


@case("contents in an array, split inside an array operand")
def split_inside_array() -> Sheet:
    sheet = Sheet()
    parts = [text(KEPT, 60, 780), b"BT /F1 12 Tf 60 600 Td [(\xd6rjan ", b"Vild) -20", b"(qvist)] TJ ET"]
    parts[1] = b"BT /F1 12 Tf 60 600 Td [(\xd6rjan ) 10 (Vi)"
    parts[2] = b"(ld) -20"
    sheet.page.Contents = Array([sheet.pdf.make_stream(p) for p in parts])
    return sheet.expect(seen=SEEN)


# -- broken

shown("three_lines", "broken into three lines with hyphens",
      text("skrivet av Ör-", 60, 600) + text("jan Vild-", 60, 586) + text("qvist som bor", 60, 572),
      stay=(KEPT, "skrivet av", "som bor"), seen=())  # fmt: skip
shown("lines_upwards", "the lower line is drawn first", text("Vildqvist bor kvar", 60, 586) + text("skrivet av Örjan", 60, 600),
      stay=(KEPT, "skrivet av", "bor kvar"))  # fmt: skip
shown("columns_by_row", "two columns drawn row by row, the name broken in the left one",
      text("skrivet av Örjan", 60, 600) + text("andra spalten börjar", 320, 600) + text("Vildqvist bor kvar", 60, 586)
      + text("och slutar", 320, 586), stay=(KEPT, "andra spalten börjar", "bor kvar", "och slutar"))  # fmt: skip
shown("columns_break", "the name begins at the foot of one column and ends at the head of the next",
      text("skrivet av Örjan", 60, 100) + text("Vildqvist bor kvar", 320, 700), stay=(KEPT, "skrivet av", "bor kvar"))  # fmt: skip
shown("cells_side_by_side", "first and last name in two cells with lines between",
      text("Örjan", 62, 600) + text("Vildqvist", 182, 600) + text("Badhuset", 302, 600) + text("Annan", 62, 580)
      + text("Person", 182, 580) + b" 60 595 300 20 re S 180 575 m 180 615 l S 60 575 300 20 re S",
      stay=(KEPT, "Badhuset", "Annan", "Person"))  # fmt: skip
shown("cells_by_column", "a table drawn column by column",
      text("Örjan", 62, 600) + text("Annan", 62, 580) + text("Vildqvist", 182, 600) + text("Person", 182, 580),
      stay=(KEPT, "Annan", "Person"))  # fmt: skip
shown("wrapped_cell", "the name wrapped inside a cell, the row drawn cell by cell",
      text("Örjan", 62, 600) + text("Simhallen", 182, 600) + text("Vildqvist", 62, 587) + text("Torget", 182, 587),
      stay=(KEPT, "Simhallen", "Torget"))  # fmt: skip
shown("one_letter_per_line", "written from top to bottom",
      b"".join(text(c, 100, 700 - 14 * i) for i, c in enumerate(SECRET.replace(" ", ""))))  # fmt: skip
shown("turned_two_lines", "turned by 90 degrees and broken into two lines",
      b"BT /F1 12 Tf 0 1 -1 0 300 400 Tm (skrivet av \xd6rjan) Tj 0 1 -1 0 314 400 Tm (Vildqvist bor) Tj ET",
      stay=(KEPT, "skrivet av", "bor"))  # fmt: skip
shown("wave", "every letter a little higher or lower than the one before",
      b"".join(text(c, 60 + 9 * i, 600 + 3 * (i % 3)) for i, c in enumerate(SECRET)))  # fmt: skip
shown(
    "overprinted_words",
    "another word is printed over the name",
    text(SECRET, 60, 600) + text("XXXXXXXXXXXX", 60, 600),
    stay=(KEPT,),
)
shown("interleaved_letters", "letters of two names take turns in the stream",
      b"".join(text(c, 60 + 9 * i, 600) + text(d, 60 + 9 * i, 560) for i, (c, d) in enumerate(zip(SECRET, "Badhusets gläntan", strict=False))),
      stay=(KEPT,))  # fmt: skip
shown(
    "dots_between", "leaders of dots and middle dots between the letters", text("Ö·r·j·a·n V·i·l·d·q·v·i·s·t", 60, 600)
)
shown("tight_leading", "neighbours at a leading smaller than the letters", text(SECRET, 60, 600) + tight(leading=10.5),
      seen=SEEN, stay=NEIGHBOURS)  # fmt: skip
shown("genitive", "with an s, and inside a compound", text("Örjan Vildqvists båt, Örjan-Vildqvist-huset", 60, 600),
      stay=(KEPT, "båt,"))  # fmt: skip
shown("number_over_lines", "a personnummer broken at its hyphen",
      text("19440813-", 200, 600) + text("9089 är numret", 60, 586), terms=("194408139089",), stay=(KEPT, "är numret"))  # fmt: skip
shown("number_with_dash", "a personnummer with an en dash and a no-break space",
      text("440813\u2013\u00a09089 finns", 60, 600), terms=("4408139089",), stay=(KEPT, "finns"))  # fmt: skip
shown(
    "superscripts",
    "digits as superscripts",
    text("nummer 4408139\u00b2\u00b39", 60, 600),
    terms=("4408139239",),
    stay=(KEPT, "nummer"),
)


@case(
    "the name goes on over a page break with a footer and a header between", stay=(KEPT, "Sida 1", "Rubrik", "bor kvar")
)
def over_page_with_footer() -> Sheet:
    sheet = Sheet(pages=2)
    sheet.leaves[1].Contents = sheet.pdf.make_stream(text("Rubrik", 60, 800) + text("Vildqvist bor kvar", 60, 740))
    return sheet.add(text("skrivet av Örjan", 60, 90) + text("Sida 1", 500, 30))


# -- unseen

shown("same_colour", "black on a black box", b"0 g 50 590 200 30 re f " + text(SECRET, 60, 600))
shown("far_away", "twenty thousand units off the page", text(SECRET, 20000, -20000))
shown("flat_matrix", "a matrix without height", b"BT /F1 12 Tf 1 0 0 0 60 600 Tm " + quoted(RAW) + b" Tj ET")
shown("font_size_nought", "a font size of nought", text(SECRET, 60, 600, 0))
shown("clip_to_nothing", "clipped by two areas that do not meet",
      b"q 0 0 10 10 re W n 500 800 10 10 re W n " + text(SECRET, 60, 600) + b" Q")  # fmt: skip
shown("half_clipped", "the upper half of the letters shows", b"q 60 604 120 20 re W n " + text(SECRET, 60, 600) + b" Q")


@case("text outside the box of the form that holds it")
def outside_form_box() -> Sheet:
    sheet = Sheet()
    sheet.resource("/XObject", "/X1", sheet.form(text(SECRET, 60, 600), (0, 0, 20, 20)))
    return sheet.add(b"/X1 Do")


@case("an optional layer that is off by a membership expression")
def layer_by_expression() -> Sheet:
    sheet = Sheet()
    layer = sheet.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("lager")))
    sheet.pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(ON=Array([layer])))
    member = Dictionary(Type=Name.OCMD, VE=Array([Name.Not, layer]))
    sheet.resource("/Properties", "/L1", sheet.pdf.make_indirect(member))
    return sheet.add(b"/OC /L1 BDC " + text(SECRET, 60, 600) + b" EMC")


@case("a layer that shows on screen alone, another that shows in print alone")
def layer_by_usage() -> Sheet:
    sheet = Sheet()
    usage = Dictionary(Print=Dictionary(PrintState=Name.ON), View=Dictionary(ViewState=Name.OFF))
    layer = sheet.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(SECRET), Usage=usage))
    auto = Dictionary(Event=Name.View, OCGs=Array([layer]), Category=Array([Name.View]))
    sheet.pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(AS=Array([auto]), Name=String(SECRET)))
    sheet.resource("/Properties", "/L1", layer)
    return sheet.add(b"/OC /L1 BDC " + text(SECRET, 60, 600) + b" EMC")


@case("an image and its words in a layer that is off, with layers inside one another")
def nested_layers() -> Sheet:
    sheet = Sheet()
    on, off = (sheet.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(n))) for n in ("på", "av"))
    sheet.pdf.Root.OCProperties = Dictionary(OCGs=Array([on, off]), D=Dictionary(OFF=Array([off])))
    sheet.resource("/Properties", "/L1", on).resource("/Properties", "/L2", off)
    return sheet.add(
        b"/OC /L1 BDC /OC /L2 BDC " + text(SECRET, 60, 600) + b" EMC " + text("synligt lager", 60, 560) + b" EMC"
    ).expect(stay=(KEPT, "synligt lager"))


@case("text in the bleed between crop and media box, at a corner below nought", stay=(KEPT, "hörn"))
def negative_origin() -> Sheet:
    sheet = Sheet().add(text(SECRET, -120, 300) + text("hörn", 60, 560))
    sheet.page.MediaBox = Array([-200, -100, 595, 842])
    sheet.page.CropBox = Array([0, 0, 595, 842])
    return sheet
