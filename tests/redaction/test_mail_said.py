"""What a mail says of itself: its words once, who sent it, when; and nothing where it does not tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from redaction.errors import Unsupported
from redaction.files import MailSaid
from redaction.importers import mail_said

from .test_importers_mail import NUMBER, a_mail


def said(folder: Path, content: bytes, name: str = "brev.eml") -> MailSaid:
    """What is read of a mail."""
    (folder / name).write_bytes(content)
    (folder / "in").mkdir(exist_ok=True)
    return mail_said.read(folder / name, folder / "in")


def test_words_sender_and_time_are_read(tmp_path: Path) -> None:
    """The body alone, in one of its forms; the time in UTC; the name decoded."""
    read = said(tmp_path, a_mail().as_bytes())
    assert read.text.startswith(f"Hej! Mitt nummer är {NUMBER}.")
    assert "Räkning" not in read.text
    assert "inre" not in read.text
    assert (read.name, read.address, read.sent) == ("Åsa Öberg", "asa@example.se", "2026-02-02T08:12:00+00:00")


@pytest.mark.parametrize("date", ["", "i går", "Mon, 99 Feb 2026 09:12:00 +0100", "Mon, 02 Feb 2026 09:12:00"])
def test_a_time_that_is_none_is_not_told(tmp_path: Path, date: str) -> None:
    """Nor is a sender who gave none; the rest is."""
    head = f"Date: {date}\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nAvtalen.\r\n"
    assert said(tmp_path, head.encode()) == MailSaid("Avtalen.")


def test_what_is_no_mail_is_refused_by_its_kind(tmp_path: Path) -> None:
    """Its name does not make it one."""
    with pytest.raises(Unsupported) as refused:
        said(tmp_path, b"%PDF-1.7\n%%EOF\n")
    assert refused.value.parameters["kind"] == "pdf"
