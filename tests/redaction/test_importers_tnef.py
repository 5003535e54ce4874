"""Parcels of Outlook (winmail.dat) come in as the mails they wrap, alone or in another mail."""

from __future__ import annotations

import struct
from email.message import EmailMessage
from pathlib import Path

import pypdfium2
import pytest

from redaction import importers
from redaction.errors import Damaged, TooLarge
from redaction.importers import Imported, tnef

SIGNATURE = struct.pack("<IH", 0x223E9F78, 1)
MESSAGE = bytes.fromhex("0703020000000000c000000000000046")
SUBJECT, SENDER, SENDER_ADDRESS, BODY = 0x0037, 0x0C1A, 0x0C1F, 0x1000
KIND, NAME, ADDRESS, LONG_NAME, DATA = 0x0C15, 0x3001, 0x3003, 0x3707, 0x3701


def an_object(name: int, content: bytes, level: int = 1, kind: int = 6) -> bytes:
    """One object of a parcel."""
    return struct.pack("<BHHI", level, name, kind, len(content)) + content + struct.pack("<H", sum(content) & 0xFFFF)


Values = dict[int, str | int | bytes]


def properties(values: Values) -> bytes:
    """Texts, numbers and objects as MAPI writes them."""
    made = struct.pack("<I", len(values))
    for name, value in values.items():
        if isinstance(value, int):
            made += struct.pack("<HHI", 0x0003, name, value)
            continue
        kind, content = (0x001F, f"{value}\0".encode("utf-16-le")) if isinstance(value, str) else (0x000D, value)
        made += struct.pack("<HHII", kind, name, 1, len(content)) + content + bytes(-len(content) % 4)
    return made


def parcel(subject: str, body: str, *files: tuple[str, bytes], recipients: bytes = b"", page: bool = True) -> bytes:
    """A parcel with these files; one whose content is itself a parcel is a mail in it."""
    said = properties({SUBJECT: subject, SENDER: "Åsa Öberg", SENDER_ADDRESS: "asa@example.se", BODY: body})
    made = SIGNATURE + (an_object(0x9007, struct.pack("<II", 1252, 0)) if page else b"")
    made += an_object(0x8008, b"IPM.Microsoft Mail.Note\0", kind=7) + an_object(0x9003, said)
    made += an_object(0x9004, recipients) if recipients else b""
    for name, content in files:
        made += an_object(0x9002, bytes(14), level=2)
        if content.startswith(SIGNATURE):
            made += an_object(0x9005, properties({LONG_NAME: name, DATA: MESSAGE + content}), level=2)
        else:
            made += an_object(0x800F, content, level=2) + an_object(0x9005, properties({LONG_NAME: name}), level=2)
    return made


def take_in(file: Path, content: bytes) -> Imported:
    """Takes the content in, in a folder of its own."""
    file.write_bytes(content)
    out = file.parent / f"out-{len(list(file.parent.iterdir()))}"
    out.mkdir()
    return importers.take_in(file, file.name, out)


def words(made: Imported) -> str:
    """What stands on the pages."""
    with pypdfium2.PdfDocument(made.pdf) as opened:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in opened).split())


def test_the_mail_that_was_wrapped(tmp_path: Path) -> None:
    """Who wrote to whom about what, the text, and every file and mail in it as a document of its own."""
    first: Values = {KIND: 1, NAME: "Registrator", ADDRESS: "reg@example.se"}
    rows: list[Values] = [first, {KIND: 3, NAME: "Bo Exempel"}]
    recipients = struct.pack("<I", len(rows)) + b"".join(properties(row) for row in rows)
    inner = parcel("Inre brevet", "dold hälsning", ("karta.txt", b"nord"))
    files = (("lista över kunder.csv", b"namn;nr\n"), ("vidare", inner))
    made = take_in(tmp_path / "winmail.dat", parcel("Klagomål", "Hej, här är listan.", *files, recipients=recipients))
    said = words(made)
    for word in ("Från Åsa Öberg <asa@example.se>", "Till Registrator <reg@example.se>", "Hemlig kopia Bo Exempel",
                 "Ämne Klagomål", "Hej, här är listan."):  # fmt: skip
        assert word in said
    assert [member.name for member in made.members] == ["lista över kunder.csv", "Inre brevet.eml"]
    assert (made.media_type, made.working.importer) == ("application/vnd.ms-tnef", "tnef")
    nested = take_in(tmp_path / "b", (made.pdf.parent / made.members[1].file).read_bytes())
    assert "dold hälsning" in words(nested)
    assert [member.name for member in nested.members] == ["karta.txt"]


def test_in_another_mail(tmp_path: Path) -> None:
    """The parcel is a document that came in the mail, whatever it is called, and opens like one that came alone."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "bo@example.se", "reg@example.se", "Fwd"
    mail.set_content("Se bilagan.")
    wrapped = parcel("Klagomål", "Hej", ("brev.txt", b"text"), page=False)
    mail.add_attachment(wrapped, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    made = take_in(tmp_path / "a.eml", mail.as_bytes())
    assert [member.name for member in made.members] == ["winmail.dat"]
    inner = take_in(tmp_path / "winmail.dat", (made.pdf.parent / made.members[0].file).read_bytes())
    assert "Klagomål" in words(inner)
    assert [member.name for member in inner.members] == ["brev.txt"]


def test_hostile_parcels_end_in_a_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut off, flipped, or of endless parts: pages, or a refusal by name; what cannot be read is counted."""
    whole = parcel("Klagomål", "Hej", ("brev.txt", b"text"))
    for place in range(6, len(whole), 23):
        for content in (whole[:place], whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :]):
            try:
                assert take_in(tmp_path / "a", content).working.pages
            except (Damaged, TooLarge):
                continue
    monkeypatch.setattr(tnef, "MOST_OBJECTS", 10)
    with pytest.raises(TooLarge):
        take_in(tmp_path / "b", SIGNATURE + an_object(0x8012, b"") * 12)
    torn = take_in(tmp_path / "c", SIGNATURE + an_object(0x9003, properties({SUBJECT: "Hej", BODY: "text"})[:-7]))
    assert {h.kind for h in torn.working.hidden} >= {"unread"}
