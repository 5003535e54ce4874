"""Archives: every file in them as one of its own, none written outside, bombs and locks told by name."""

from __future__ import annotations

import shutil
import struct
import zipfile
import zlib
from pathlib import Path

import pymupdf
import pytest
import pyzipper

from redaction import importers
from redaction.errors import Damaged, Empty, PasswordNeeded, TooLarge, WrongPassword
from redaction.importers import Imported, archive, members


def a_zip(file: Path, **parts: bytes) -> Path:
    """An archive of these files; "__" in a name is a slash, "_" a full stop."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_", "."), content)
    return file


def take_in(file: Path, password: str | None = None) -> Imported:
    """The archive as it is taken in."""
    into = file.parent / "in"
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir()
    return importers.take_in(file, file.name, into, password)


def words(made: Imported) -> str:
    """What stands on the pages."""
    with pymupdf.open(made.pdf) as document:
        return " ".join(" ".join(page.get_text() for page in document).split())


def test_every_file_is_a_member_and_stands_in_the_list(tmp_path: Path) -> None:
    """With its folder in the title; what programs leave for themselves is listed and not taken out."""
    parts = {"Klagomål__brev_txt": b"hej", "lista_csv": b"a;b", "bilder__Thumbs_db": b"x", "tom_txt": b""}
    made = take_in(a_zip(tmp_path / "a.zip", **parts))
    assert [(m.name, m.title) for m in made.members] == [("brev.txt", "Klagomål/brev"), ("lista.csv", "lista")]
    assert (tmp_path / "in" / "member-1").read_bytes() == b"hej"
    said = words(made)
    assert "Klagomål/brev.txt" in said
    assert "lista.csv" in said
    assert "ett programs egen fil" in said
    assert (made.media_type, made.working.importer) == ("application/zip", "zip")


@pytest.mark.parametrize(
    "name", ["../../utanför.txt", "/etc/cron.d/x", "C:\\Windows\\x.ini", "a/../../b", "\u202etxt.exe"]
)
def test_no_member_lies_outside(tmp_path: Path, name: str) -> None:
    """Names from the archive are for reading; nothing is written but under names of ours."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr(name, "x")
    found = take_in(tmp_path / "a.zip").members
    assert [m.file for m in found] == ["member-1"]
    assert not set("/\\\u202e") & set(found[0].name)
    assert sorted(p.name for p in tmp_path.rglob("*") if p.is_file()) == ["a.zip", "member-1", "working.pdf"]


def test_bombs_end_at_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many files, too much, too well packed, and one that lies about its size: refused before the disk is full."""
    with pytest.raises(TooLarge):
        take_in(a_zip(tmp_path / "ratio.zip", a_txt=bytes(30_000_000)))
    monkeypatch.setattr(archive, "MOST", 2)
    with pytest.raises(TooLarge):
        take_in(a_zip(tmp_path / "many.zip", a=b"1", b=b"2", c=b"3"))
    monkeypatch.setattr(members, "MOST_BYTES", 10)
    with pytest.raises(TooLarge):
        take_in(a_zip(tmp_path / "much.zip", a=b"12345678901"))


def test_a_damaged_member_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    """The list says so; where nothing can be read the archive is damaged."""
    file = a_zip(tmp_path / "a.zip", bra_txt=b"hel och ren", fel_txt=b"F" * 100)
    raw = bytearray(file.read_bytes())
    at = raw.index(b"fel.txt") + len(b"fel.txt")
    raw[at : at + 3] = b"\xff\xff\xff"
    file.write_bytes(raw)
    made = take_in(file)
    assert [m.name for m in made.members] == ["bra.txt"]
    assert (tmp_path / "in" / "member-1").read_bytes() == b"hel och ren"
    assert "skadad, kan inte läsas" in words(made)
    with pytest.raises(Empty):
        take_in(a_zip(tmp_path / "tom.zip"))
    (tmp_path / "kapad.zip").write_bytes(raw[:60])
    with pytest.raises(Damaged):
        take_in(tmp_path / "kapad.zip")


def locked(file: Path, content: bytes, password: bytes) -> Path:
    """An archive of one file under the old encryption of ZIP (APPNOTE 6.1), which the standard library only reads."""
    crc = zlib.crc32(content)
    keys = [0x12345678, 0x23456789, 0x34567890]

    def crc32(byte: int, value: int) -> int:
        value ^= byte
        for _ in range(8):
            value = value >> 1 ^ (0xEDB88320 if value & 1 else 0)
        return value

    def update(byte: int) -> None:
        keys[0] = crc32(byte, keys[0] & 0xFF) ^ keys[0] >> 8
        keys[1] = (keys[1] + (keys[0] & 0xFF)) * 134775813 + 1 & 0xFFFFFFFF
        keys[2] = crc32(keys[1] >> 24, keys[2] & 0xFF) ^ keys[2] >> 8

    for byte in password:
        update(byte)
    out = bytearray()
    for byte in bytes(11) + bytes([crc >> 24]) + content:
        stream = (keys[2] | 2) & 0xFFFF
        out.append(byte ^ stream * (stream ^ 1) >> 8 & 0xFF)
        update(byte)
    head = struct.pack("<HHHHHIIIHH", 20, 1, 0, 0, 0x21, crc, len(out), len(content), 5, 0)
    local = b"PK\x03\x04" + head + b"a.txt" + bytes(out)
    central = b"PK\x01\x02" + struct.pack("<H", 20) + head + struct.pack("<HHHII", 0, 0, 0, 0, 0) + b"a.txt"
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)
    file.write_bytes(local + central + end)
    return file


@pytest.mark.parametrize("password", ["hemligt", "lösenord på svenska"])
def test_the_encryption_of_winzip_is_opened_too(tmp_path: Path, password: str) -> None:
    """As the old one; open members of the same archive are read as they are, and bounds hold for what is locked."""
    file = tmp_path / "a.zip"
    with pyzipper.AESZipFile(file, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES) as made:
        made.setpassword(password.encode("cp1252"))
        made.writestr("brev.txt", "hemligt " * 30)
        made.writestr("lista.csv", "a;b")
    with zipfile.ZipFile(file, "a") as made:
        made.writestr("öppen.txt", "synlig")
    with pytest.raises(PasswordNeeded):
        take_in(file)
    with pytest.raises(WrongPassword):
        take_in(file, "fel")
    read = take_in(file, password)
    contents = {m.name: (tmp_path / "in" / m.file).read_bytes() for m in read.members}
    assert contents == {"brev.txt": b"hemligt " * 30, "lista.csv": b"a;b", "öppen.txt": b"synlig"}
    with pyzipper.AESZipFile(file, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES) as bomb:
        bomb.setpassword(b"hemligt")
        bomb.writestr("a.txt", bytes(30_000_000))
    with pytest.raises(TooLarge):
        take_in(file, "hemligt")


def test_a_locked_archive_asks_for_its_password(tmp_path: Path) -> None:
    """None, a wrong one, the right one."""
    file = locked(tmp_path / "a.zip", b"hemligt " * 30, b"hemligt")
    with pytest.raises(PasswordNeeded):
        take_in(file)
    with pytest.raises(WrongPassword):
        take_in(file, "fel")
    made = take_in(file, "hemligt")
    assert (tmp_path / "in" / made.members[0].file).read_bytes() == b"hemligt " * 30
