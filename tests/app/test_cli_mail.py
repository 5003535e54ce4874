"""``utlamna case new --mail``: a request registered with what a mail says."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from app.cli import main
from app.domain.requests import Channel
from app.services.office import people
from tests.builders import MAJA, PASSWORD, an_office

MAIL = """From: Nils Exempel <nils@example.se>
Date: Tue, 10 Mar 2026 14:05:00 +0100
MIME-Version: 1.0
Content-Type: text/plain

Jag vill se avtalen.
"""


def test_a_request_is_registered_with_what_a_mail_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its words, when it was sent, and who told who they are."""
    monkeypatch.setattr(people, "_hasher", lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    monkeypatch.setenv("UTLAMNA_WORKSPACE", str(tmp_path / "office"))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{PASSWORD}\n".encode()), encoding="utf-8"))
    office = an_office(tmp_path / "office")
    (tmp_path / "brev.eml").write_text(MAIL, encoding="utf-8")
    subject = "Begäran om handling – avtal"
    said = ["case", "new", "--user", MAJA, "--subject", subject, "--mail", str(tmp_path / "brev.eml")]
    assert main(said) == 0
    (request,) = office.workspace.ask(lambda reader: reader.requests.where())
    assert (request.channel, request.arrived_at.isoformat()) == (Channel.EMAIL, "2026-03-10T13:05:00+00:00")
    (wording,) = office.workspace.ask(lambda reader: reader.wordings.where())
    (asker,) = office.workspace.ask(lambda reader: reader.requesters.where())
    assert (wording.text, asker.name, asker.contact) == ("Jag vill se avtalen.", "Nils Exempel", "nils@example.se")
    office.workspace.close()
