"""A mail fills the form of a new request: dropped on the list or chosen; what was begun is not lost unasked."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest

from app.domain.requests import Channel
from app.texts import _

from .rooms import Room, spoken


def a_mail(folder: Path, words: str = "Jag vill se avtalen.", name: str = "brev.eml") -> Path:
    """A mail that asks for something."""
    made = EmailMessage()
    made["From"], made["Subject"], made["MIME-Version"] = "Nils Exempel <nils@example.se>", "Avtal", "1.0"
    made["Date"] = "Tue, 10 Mar 2026 14:05:00 +0100"
    made.set_content(words + "\n")
    (folder / name).write_bytes(made.as_bytes())
    return folder / name


def read(screen: Any) -> None:
    """Waits until the mail is read."""
    screen.reading.work.wait()
    QTest.qWait(5)


def test_a_mail_dropped_on_the_list_fills_the_form(room: Room, tmp_path: Path) -> None:
    """Words, way, time and the sender who told; the subject is a person's; a second mail asks before it takes the
    place of the first; what is no mail is refused in a sentence."""
    room.show("requests")
    assert not room.drop(tmp_path / "bild.png"), "only a mail is wanted there"
    assert room.drop(a_mail(tmp_path))
    assert room.now is room.frame._open["new-request"]
    form: Any = room.frame._open["new-request"]
    read(form)
    assert form.wording.toPlainText() == "Jag vill se avtalen."
    assert (form.day.text(), form.clock.text()) == ("2026-03-10", "14.05")
    assert (form.requester.text(), form.contact.text()) == ("Nils Exempel", "nils@example.se")
    assert room.drop(a_mail(tmp_path, "Alla avtal.", "andra.eml"))
    read(form)
    assert form.wording.toPlainText() == "Jag vill se avtalen."
    form.banner.link.click()
    assert form.wording.toPlainText() == "Alla avtal."
    (tmp_path / "inget.eml").write_bytes(b"%PDF-1.7\n%%EOF\n")
    assert room.drop(tmp_path / "inget.eml")
    read(form)
    assert _("Filled in from the mail.") not in spoken(form.banner)
    form.subject.setText("Begäran om handling – avtal")
    form.try_it()
    page: Any = room.now
    assert (page.view.request.channel, page.view.requester) == (Channel.EMAIL, "Nils Exempel")
