"""Mails: every header a reader sees, every word of the body once, every attachment as a file of its own."""

from __future__ import annotations

import struct
from email.message import EmailMessage
from pathlib import Path

import pymupdf
import pytest

from redaction import importers
from redaction.errors import DocumentError, TooLarge
from redaction.importers import Imported, compressed_rtf, eml, members

from .compound_file import attachment, compound, message
from .test_importers_picture import drawn, saved

NUMBER = "19810107-9294"


def take_in(folder: Path, content: bytes, name: str = "brev.eml") -> Imported:
    """The mail as it is taken in."""
    (folder / name).write_bytes(content)
    into = folder / "in"
    into.mkdir(exist_ok=True)
    return importers.take_in(folder / name, name, into)


def words(made: Imported) -> str:
    """What stands on the pages, blanks and line ends as one blank."""
    with pymupdf.open(made.pdf) as document:
        return " ".join(" ".join(page.get_text() for page in document).split())


def hidden(made: Imported) -> dict[str, int]:
    """What the pages do not show."""
    return {found.kind: found.count for found in made.working.hidden}


def a_mail() -> EmailMessage:
    """A mail with all its headers, text and web page, a picture, a file and another mail."""
    inner = EmailMessage()
    inner["From"], inner["To"], inner["Subject"] = "bo@example.se", "eva@example.se", "Innersta frågan"
    inner["MIME-Version"] = "1.0"
    inner.set_content("Det inre brevet.\n")
    made = EmailMessage()
    made["Received"] = "from a by b"
    made["From"], made["To"] = "Åsa Öberg <asa@example.se>", "registrator@example.se"
    made["Cc"], made["Bcc"], made["Subject"] = "kopia@example.se", "hemlig@example.se", "Klagomål på avbrott"
    made["Date"] = "Mon, 02 Feb 2026 09:12:00 +0100"
    made.set_content(f"Hej! Mitt nummer är {NUMBER}.\n")
    made.add_alternative(
        f"<p>Hej! Mitt nummer är <b>{NUMBER}</b>.</p><p style='display:none'>Osynligt</p><script>x()</script>"
        "<img src='http://example.se/spår.gif'>", subtype="html",
    )  # fmt: skip
    made.add_attachment(b"%PDF-1.4 nej", maintype="application", subtype="pdf", filename="../../Räkning 1.pdf")
    made.add_attachment(inner)
    return made


def test_headers_body_and_list_stand_on_the_page(tmp_path: Path) -> None:
    """From, to, copies, hidden copies, date, subject; the body once; what came in it is listed and given as files."""
    made = take_in(tmp_path, a_mail().as_bytes())
    said = words(made)
    for wanted in ("Åsa Öberg <asa@example.se>", "Hemlig kopia hemlig@example.se", "kopia@example.se",
                   "Klagomål på avbrott", "Mon, 02 Feb 2026", "Räkning 1.pdf (12 byte)"):  # fmt: skip
        assert wanted in said
    assert said.count(NUMBER) == 1
    assert "Osynligt" not in said
    assert hidden(made)["hidden-text"] == hidden(made)["script"] == hidden(made)["picture"] == 1
    assert [(m.name, m.title) for m in made.members] == [
        ("Räkning 1.pdf", "Räkning 1"),
        ("Innersta frågan.eml", "Innersta frågan"),
    ]
    assert {m.file for m in made.members} == {file.name for file in (tmp_path / "in").iterdir()} - {"working.pdf"}
    inner = take_in(tmp_path / "in", (tmp_path / "in" / made.members[1].file).read_bytes(), "inner.eml")
    assert "Det inre brevet." in words(inner)


def test_a_picture_in_the_text_is_a_page_of_the_mail(tmp_path: Path) -> None:
    """One that the text shows stands on a page of its own at the end; one that it does not, or that cannot be drawn, is
    a document."""
    shown = saved(drawn(), "PNG")
    made = EmailMessage()
    made["From"], made["Subject"], made["MIME-Version"] = "bo@example.se", "Bild", "1.0"
    made.set_content("Se bilden.\n")
    made.add_alternative("<p>Se bilden.</p><img src='cid:a@b'><img src='CID:c@d'>", subtype="html")
    page = made.get_payload()[1]  # type: ignore[index]
    page.add_related(shown, "image", "png", cid="<a@b>", filename="karta.png")  # type: ignore[union-attr]
    page.add_related(b"trasig", "image", "png", cid="<c@d>", filename="trasig.png")  # type: ignore[union-attr]
    made.add_attachment(shown, maintype="image", subtype="png", filename="lös.png")
    taken = take_in(tmp_path, made.as_bytes())
    assert len(taken.working.pages) == 2
    assert "karta.png (bild i brevet, på egen sida sist)" in words(taken)
    assert sorted(m.name for m in taken.members) == ["lös.png", "trasig.png"]


def test_a_body_that_says_two_things_is_shown_twice(tmp_path: Path) -> None:
    """Where the text says what the web page does not, both stand there, each under its heading."""
    made = EmailMessage()
    made["From"], made["Subject"], made["MIME-Version"] = "bo@example.se", "Två", "1.0"
    made.set_content("Bara i texten: Lovisa Granberg.\n")
    made.add_alternative("<p>Bara på sidan: Torsten Ek.</p>", subtype="html")
    said = words(take_in(tmp_path, made.as_bytes()))
    assert "Lovisa Granberg" in said
    assert "Torsten Ek" in said


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("=?utf-8?q?Klagom=C3=A5l?= =?utf-8?q?_p=C3=A5?=", "Klagomål på"),
        ("=?iso-8859-1?q?=C5sa?= <a@example.se>", "Åsa <a@example.se>"),
        ("=?x-unknown?q?=C3=85sa?=", "Åsa"),
        ("=?utf-8?b?!!!?=", ""),
        (b"\xc5sa och \xd6rjan".decode("ascii", "surrogateescape"), "Åsa och Örjan"),
        ("på\n två rader", "på två rader"),
    ],
)
def test_headers_are_decoded_whatever_they_claim(raw: str, wanted: str) -> None:
    """Encoded words, unknown sets, stray bytes, folds: never an error, and words where there are any."""
    assert wanted in eml.header(raw)


def test_names_of_attachments_are_no_paths(tmp_path: Path) -> None:
    """Whatever it claims, a name is one line for reading; files lie under names of ours."""
    kept = members.Members(tmp_path)
    evil = ("../../etc/passwd", "C:\\Windows\\win.ini", "a\0b\nc\u202etxt.exe", "", "..", "x" * 400 + ".pdf")
    for name in evil:
        kept.add(name, [b"x"])
    assert [m.name for m in kept.found][:5] == ["passwd", "win.ini", "ab ctxt.exe", members.NAMELESS, members.NAMELESS]
    assert len(kept.found[5].name) <= members.LONGEST + 1
    assert sorted(file.name for file in tmp_path.iterdir()) == [f"member-{n}" for n in range(1, 7)]


def test_an_outlook_mail_is_read_as_others_are(tmp_path: Path) -> None:
    """Recipients with names and kinds, formatted text, files, and a mail in it written anew with its own attachment."""
    inner = {0x0037: "Inre", 0x1000: "Det inre brevet."}
    deep = message(inner, attachments=(attachment("djup.txt", b"Djupt"),), top=False)
    tree = message(
        {0x0037: "Möte om avbrott", 0x0042: "Åsa Öberg", 0x5D02: "asa@example.se", 0x1000: f"Nummer {NUMBER}."},
        recipients=((1, "Registrator", "reg@example.se"), (3, "Hemlig", "hemlig@example.se")),
        attachments=(attachment("Räkning.txt", b"Belopp 100 kr" * 500), attachment("", deep)),
    )
    made = take_in(tmp_path, compound(tree), "brev.msg")
    assert made.working.importer == "msg"
    said = words(made)
    for wanted in ("Åsa Öberg <asa@example.se>", "Registrator <reg@example.se>", "Hemlig kopia Hemlig",
                   "Möte om avbrott", NUMBER, "Räkning.txt"):  # fmt: skip
        assert wanted in said
    assert [(m.name, m.title) for m in made.members] == [("Räkning.txt", "Räkning"), ("Inre.eml", "Inre")]
    assert (tmp_path / "in" / made.members[0].file).read_bytes() == b"Belopp 100 kr" * 500
    again = take_in(tmp_path / "in", (tmp_path / "in" / made.members[1].file).read_bytes(), "inre.eml")
    assert "Det inre brevet." in words(again)
    assert [m.name for m in again.members] == ["djup.txt"]


def test_a_picture_in_an_outlook_text_is_a_page(tmp_path: Path) -> None:
    """As in other mails, by its Content-ID."""
    shown = attachment("karta.png", saved(drawn(), "PNG")) | {"__substg1.0_3712001F": "a@b".encode("utf-16-le")}
    tree = message({0x37: "Bild"}, {0x1013: b"<p>Se bilden.</p><img src='cid:a@b'>"}, attachments=(shown,))
    made = take_in(tmp_path, compound(tree), "bild.msg")
    assert len(made.working.pages) == 2
    assert made.members == ()


def test_packed_formatted_text_is_unpacked() -> None:
    """The example of the format's own description (MS-OXRTFCP 4.1), and what is none is refused."""
    packed = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a00726370673132354232"
        "0af32068656c09002062770" "5b06c647d0a800fa0"
    )  # fmt: skip
    assert compressed_rtf.unpacked(packed) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    with pytest.raises(TooLarge):
        compressed_rtf.unpacked(struct.pack("<II4sI", 20, 0xFFFFFFFF, b"LZFu", 0) + b"x")


def nested(depth: int) -> bytes:
    """A mail of parts in parts, so deep."""
    head = b"MIME-Version: 1.0\nFrom: a@example.se\n"
    return head + b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(depth)
    ) + b"Content-Type: text/plain\n\nhej\n"  # fmt: skip


HOSTILE = {
    "deep": nested(3_000),
    "no boundary": b"MIME-Version: 1.0\nFrom: a@example.se\nContent-Type: multipart/mixed\n\nhej",
    "bad base64": b"MIME-Version: 1.0\nFrom: a@example.se\nContent-Transfer-Encoding: base64\n\n!!!hej\xff",
    "bad set": b"MIME-Version: 1.0\nFrom: a@example.se\nContent-Type: text/plain; charset=\"\\\x01\"\n\nhej",
    "bad name": b"MIME-Version: 1.0\nFrom: a@example.se\nContent-Disposition: attachment; filename*=x''%E5\n\nhej",
    "cut compound": compound(message({0x1000: "hej"}))[:900],
    "wild compound": compound(message({0x1000: "hej"})).replace(b"\xfe\xff\xff\xff", b"\x01\x00\x00\x00"),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_a_mail_made_to_harm_is_read_or_refused(tmp_path: Path, content: bytes) -> None:
    """Never a fault of ours: pages, or a refusal by name."""
    try:
        made = take_in(tmp_path, content)
    except DocumentError:
        return
    assert made.working.pages
